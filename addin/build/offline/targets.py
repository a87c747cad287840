"""目标系统 (targets): the systems and Python versions that the folder serves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Tuple

#: the Python versions that wheels are gathered for
PYTHONS = ("3.11", "3.12", "3.13")


@dataclass(frozen=True)
class Target:
    """一种系统.

    Args:
        folder: below wheels/. title: for people. platforms: wheel tags it takes.
        markers: what its Python answers to the conditions in wheels' requirements.
        extra: needed there besides, which pip on the machine that gathers would leave out.
    """

    folder: str
    title: str
    platforms: Tuple[str, ...]
    markers: Dict[str, str]
    extra: Tuple[str, ...] = ()


def _linux(machine: str, title: str) -> Target:
    # glibc 2.28: 银河麒麟 V10, 统信 UOS 20 and everything newer
    tags = tuple(f"{policy}_{machine}" for policy in ("manylinux_2_28", "manylinux_2_17", "manylinux2014"))
    markers = {"platform_machine": machine, "platform_system": "Linux", "sys_platform": "linux", "os_name": "posix"}
    return Target(f"linux-{machine}", title, tags, markers)


TARGETS = (
    Target(
        "windows-x64",
        "Windows（64 位）",
        ("win_amd64",),
        {"platform_machine": "AMD64", "platform_system": "Windows", "sys_platform": "win32", "os_name": "nt"},
        # xlwings asks for it on Windows only; pip judges that condition by the machine it runs on
        ("pywin32",),
    ),
    _linux("x86_64", "Linux（x86_64：海光、兆芯、英特尔）"),
    _linux("aarch64", "Linux（aarch64：鲲鹏、飞腾）"),
)
