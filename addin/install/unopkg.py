"""LibreOffice 的扩展命令 (unopkg): list, add and remove, with what can go wrong told in Chinese."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence

from .machine import MACOS, WINDOWS, Answer, Machine
from .offices import Office

_IDENTIFIER = re.compile(r"^Identifier: *(\S+)", re.MULTILINE)
_VERSION = re.compile(r"^ *Version: *(\S+)", re.MULTILINE)
_REGISTERED = re.compile(r"^ *is registered: *(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Extension:
    """一个已装的扩展."""

    identifier: str
    version: str
    registered: bool


class UnopkgFailed(Exception):
    """unopkg 没有成功; the message is for the user, with the next step."""


def extensions(machine: Machine, office: Office, shared: bool = False) -> List[Extension]:
    """列出扩展 of this user (with ``shared``: those for all users).

    Raises:
        UnopkgFailed: the list cannot be had.
    """
    answer = _run(machine, office, "list", shared)
    if answer.code != 0:
        raise UnopkgFailed(explain(machine, office, answer))
    return parse_list(answer.text)


def parse_list(text: str) -> List[Extension]:
    """读懂 unopkg list 的输出: its keywords are English in every language.

    >>> parse_list("Identifier: org.jixiao.calc\\n  Version: 0.1.0\\n  is registered: yes\\n")
    [Extension(identifier='org.jixiao.calc', version='0.1.0', registered=True)]
    """
    found = []
    starts = [match.start() for match in _IDENTIFIER.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)]):
        block = text[start:end]
        identifier = _IDENTIFIER.search(block)
        version, registered = _VERSION.search(block), _REGISTERED.search(block)
        if identifier:
            found.append(
                Extension(
                    identifier.group(1),
                    version.group(1) if version else "",
                    bool(registered) and registered.group(1) == "yes",  # type: ignore[union-attr]
                )
            )
    return found


def add(machine: Machine, office: Office, oxt: Path, shared: bool = False) -> None:
    """装入扩展, in place of an older or newer one of the same identifier.

    Raises:
        UnopkgFailed: it was not added.
    """
    # a copy with a plain name: unopkg reads its arguments in the encoding of the system
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        copy = Path(folder) / "jixiao.oxt"
        shutil.copyfile(oxt, copy)
        copy.chmod(0o644)
        answer = _run(machine, office, "add", shared, "--force", "--suppress-license", str(copy))
    if answer.code != 0:
        raise UnopkgFailed(explain(machine, office, answer))


def remove(machine: Machine, office: Office, identifier: str, shared: bool = False) -> None:
    """移走扩展.

    Raises:
        UnopkgFailed: it was not removed.
    """
    answer = _run(machine, office, "remove", shared, identifier)
    if answer.code != 0:
        raise UnopkgFailed(explain(machine, office, answer))


def explain(machine: Machine, office: Office, answer: Answer) -> str:
    """为什么没有成功, in Chinese with the next step."""
    if "as root" in answer.text:
        return root_refused()
    if "lock file" in answer.text or "already running" in answer.text:
        return running(office)
    if answer.code is None:
        return f"{office.unopkg} {answer.text}。请重新安装 LibreOffice 后再试"
    if re.search(r"permission|denied|read-?only|cannot (?:write|create)", answer.text, re.IGNORECASE):
        return f"没有写入权限（{answer.tail}）。请检查用户配置文件夹 {office.profile} 的权限"
    told = f"退出码 {answer.code}" + (f"，{answer.tail}" if answer.tail else "")
    return f"unopkg 没有成功（{told}）。请打开再关闭一次 LibreOffice 后重试；仍不行时在“工具 - 扩展管理器”中手工添加 jixiao.oxt"


def root_refused() -> str:
    """不以 root 安装."""
    return (
        "当前是 root，LibreOffice 不允许 root 为自己安装扩展。请用平时使用表格的普通用户运行（不加 sudo）；"
        "确实要给本机全部用户安装，请加 --shared"
    )


def running(office: Office) -> str:
    """正在运行."""
    return (
        f"LibreOffice 正在运行（有锁文件 {office.lock}）。请关闭它的全部窗口后再运行一次；"
        "如果它并没有运行，是上次没有正常退出，打开再关闭一次 LibreOffice 即可"
    )


def _run(machine: Machine, office: Office, verb: str, shared: bool, *rest: str) -> Answer:
    options: Sequence[str] = ("--shared",) if shared else ()
    return machine.run([str(office.unopkg), verb, *options, *rest], _environment(machine))


def _environment(machine: Machine) -> Dict[str, str]:
    """The user's variables without those of our own Python, which LibreOffice's Python would take for its own."""
    found = {
        name: value
        for name, value in machine.environment.items()
        if not name.upper().startswith("PYTHON") and name not in ("VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    }
    if machine.system not in (WINDOWS, MACOS):
        locale = found.get("LC_ALL") or found.get("LC_CTYPE") or found.get("LANG") or ""
        if "utf" not in locale.lower():  # else a home folder with Chinese in its name crashes it (seen on 7.4)
            found["LC_ALL"] = "C.UTF-8"
    return found
