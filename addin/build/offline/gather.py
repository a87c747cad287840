"""收集 (gather): everything into one folder, checked for completeness, with the sums of all files."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, Dict, List, Sequence

from ...install.building import BUILDERS
from ...version import version
from .closure import missing
from .targets import PYTHONS, TARGETS, Target

ROOT = Path(__file__).resolve().parents[3]
FILES = Path(__file__).resolve().parent / "files"
#: wheels without machine code, the same for every system
COMMON = "common"
SUMS = "SHA256SUMS"
#: files of the folder by their names in files/; those for Windows get its line ends
_NAMES = {
    "install.cmd": "install.cmd",
    "uninstall.cmd": "uninstall.cmd",
    "install.sh": "install.sh",
    "uninstall.sh": "uninstall.sh",
    "setup.py": "setup/setup.py",
    "readme.txt": "说明.txt",
}
_WINDOWS = (".cmd", ".txt")


class GatherFailed(Exception):
    """没有收集成; the message says what is missing."""


def gather(out: Path, say: Callable[[str], None] = print) -> None:
    """收集到 ``out``, which is replaced when everything is complete.

    Args:
        out: the folder. say: gets a line for each step.

    Raises:
        GatherFailed: a wheel cannot be had.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".offline-", dir=out.parent) as work:
        made = Path(work) / "offline"
        _wheels(made / "wheels", say)
        say("加载项")
        (made / "addins").mkdir()
        for build in BUILDERS.values():
            build(made / "addins")
        write_files(made)
        write_sums(made)
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)


def write_files(folder: Path) -> None:
    """写入安装脚本和说明."""
    titles = "、".join(target.title for target in TARGETS)
    for name, place in _NAMES.items():
        text = (FILES / name).read_text("utf-8").replace("@VERSION@", version())
        text = text.replace("@SYSTEMS@", titles).replace("@PYTHONS@", f"{PYTHONS[0]} 至 {PYTHONS[-1]}")
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        # Notepad of older Windows knows UTF-8 by its mark; a .cmd file must not have one
        encoding = "utf-8-sig" if name.endswith(".txt") else "utf-8"
        target.write_text(text, encoding, newline="\r\n" if name.endswith(_WINDOWS) else "\n")
        if name.endswith(".sh"):
            target.chmod(0o755)


def write_sums(folder: Path) -> None:
    """写入各文件的校验和, as ``sha256sum -c`` reads them."""
    files = sorted(place for place in folder.rglob("*") if place.is_file() and place.name != SUMS)
    lines = (
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n" for file in files
    )
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def _wheels(folder: Path, say: Callable[[str], None]) -> None:
    common = folder / COMMON
    common.mkdir(parents=True)
    say("jixiao")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(common), str(ROOT))
    (own,) = common.glob("jixiao-*.whl")
    say("pip")
    _pip("download", "--no-deps", "--only-binary=:all:", "--dest", str(common), "pip")
    for target in TARGETS:
        place = folder / target.folder
        place.mkdir()
        for python in PYTHONS:
            say(f"{target.title} Python {python}")
            _download(own, place, target, python)
        _share(place, common)
    for target in TARGETS:
        found = [*common.glob("*.whl"), *(folder / target.folder).glob("*.whl")]
        for python in PYTHONS:
            lacking = missing(found, target, python)
            if lacking:
                raise GatherFailed(f"{target.title} Python {python} 缺少：{'、'.join(lacking)}")


def _download(own: Path, place: Path, target: Target, python: str) -> None:
    """The dependencies of our wheel for another system, in the versions that the tests ran with."""
    platforms = [part for tag in target.platforms for part in ("--platform", tag)]
    _pip(
        "download", "--only-binary=:all:", *platforms, "--python-version", python, "--implementation", "cp",
        "--constraint", str(ROOT / "constraints.txt"), "--dest", str(place), str(own), *target.extra,
    )  # fmt: skip
    (place / own.name).unlink(missing_ok=True)


def _share(place: Path, common: Path) -> None:
    """What fits every system goes into one folder."""
    for wheel in place.glob("*-none-any.whl"):
        wheel.replace(common / wheel.name)


def _pip(*arguments: str) -> None:
    command: List[str] = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise GatherFailed("\n".join(answer.stderr.strip().splitlines()[-5:]))


def sizes(folder: Path) -> Dict[str, int]:
    """各部分的大小: bytes of each folder of wheels, and of everything."""
    parts: Sequence[Path] = [place for place in sorted((folder / "wheels").iterdir()) if place.is_dir()]
    found = {place.name: _bytes(place) for place in parts}
    return {**found, "": _bytes(folder)}


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
