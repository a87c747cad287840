"""离线安装 (offline set-up): a private environment in the user's folder, jixiao from this folder's wheels, then the add-ins.

Standard library only; started by install.cmd or install.sh with ``-I``. It opens no network connection (pip --no-index) and
needs no administrator. With ``--uninstall`` it takes everything away again. Other arguments go to ``jixiao addin install``.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

VERSION = "@VERSION@"
HERE = Path(__file__).resolve().parent.parent
_MACHINES = {"amd64": "x64", "x86_64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


class Failed(Exception):
    """没有装成; the message is for the user."""


def wheels_folder(system: str, machine: str) -> str:
    """本机用哪个文件夹的安装文件: the name below wheels/.

    >>> wheels_folder("Windows", "AMD64"), wheels_folder("Linux", "aarch64")
    ('windows-x64', 'linux-aarch64')
    """
    kind = _MACHINES.get(machine.lower(), "")
    name = f"{system.lower()}-{kind}"
    if system == "Windows" and kind == "x86_64":
        name = "windows-x64"
    if name not in ("windows-x64", "linux-x86_64", "linux-aarch64"):
        raise Failed(
            f"这个安装包没有 {system} {machine} 的安装文件。LibreOffice 用户可以只装扩展：在“工具 - 扩展管理器 - 添加”中选择 "
            "addins/jixiao.oxt，不需要 Python。"
        )
    return name


def data_folder(system: str, environment: dict[str, str]) -> Path:
    """装在用户的哪个文件夹."""
    home = Path(os.path.expanduser("~"))
    if system == "Windows":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "jixiao"
    named = environment.get("XDG_DATA_HOME", "")
    return (Path(named) if named.startswith("/") else home / ".local" / "share") / "jixiao"


def check_sums(folders: list[Path]) -> None:
    """核对校验和 of the files that are about to be installed: a copy on a stick can be cut short."""
    sums: dict[str, str] = {}
    for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines():
        value, _, name = line.partition("  ")
        sums[name] = value
    for folder in folders:
        for file in sorted(folder.glob("*.whl")):
            name = file.relative_to(HERE).as_posix()
            if sums.get(name) != hashlib.sha256(file.read_bytes()).hexdigest():
                raise Failed(f"{name} 与校验和不符，可能没有复制完整。请重新复制整个文件夹。")


def run(command: list[str], what: str) -> None:
    """运行一步, with its own words on the screen."""
    answer = subprocess.run(command, check=False)
    if answer.returncode:
        raise Failed(f"{what}没有成功（见上面的提示）。正打开着 Excel、LibreOffice 的，请全部关闭后再运行一次。")


def environment_python(folder: Path) -> Path:
    """虚拟环境中的 Python."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def usable(python: Path) -> bool:
    """已有的虚拟环境是否还能用: its Python starts and is of the version that runs us."""
    if not python.is_file():
        return False
    code = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"
    try:
        return subprocess.run([str(python), "-I", "-c", code], check=False).returncode == 0
    except OSError:
        return False


def install(arguments: list[str]) -> None:
    """安装 or bring up to date."""
    common = HERE / "wheels" / "common"
    own = HERE / "wheels" / wheels_folder(platform.system(), platform.machine())
    if not own.is_dir():
        raise Failed(f"安装包中缺少文件夹 wheels/{own.name}。请重新复制整个文件夹。")
    print("核对安装文件……", flush=True)
    check_sums([common, own])
    place = data_folder(platform.system(), dict(os.environ)) / "venv"
    python = environment_python(place)
    if not usable(python):
        print(f"建立环境 {place} ……", flush=True)
        # without pip: some systems have no ensurepip; pip is started from its wheel instead
        venv.create(place, clear=place.exists(), with_pip=False, symlinks=os.name != "nt")
    pip = next(common.glob("pip-*.whl"))
    print("安装 jixiao ……", flush=True)
    run(
        [str(python), "-I", "-B", str(pip / "pip"), "--quiet", "--disable-pip-version-check", "--no-input", "--isolated",
         "install", "--no-index", "--upgrade", "--no-warn-script-location",
         "--find-links", str(common), "--find-links", str(own), f"jixiao=={VERSION}"],
        "安装 jixiao ",
    )  # fmt: skip
    command = python.with_name("jixiao.exe" if os.name == "nt" else "jixiao")
    print("安装加载项……", flush=True)
    code = subprocess.run([str(command), "addin", "install", *arguments], check=False).returncode
    print(f"\n命令行程序在：{command}")
    print(f"检查安装情况：{command} doctor")
    if code:
        raise Failed("加载项没有全部装成，原因和办法见上面的提示；命令行已可使用。")
    print("安装完成。")


def uninstall(arguments: list[str]) -> None:
    """卸载: the add-ins, then the environment."""
    folder = data_folder(platform.system(), dict(os.environ))
    command = environment_python(folder / "venv").with_name("jixiao.exe" if os.name == "nt" else "jixiao")
    if command.is_file():
        run([str(command), "addin", "uninstall", *arguments], "卸载加载项")
    place = folder / "venv"
    if place.exists():
        shutil.rmtree(place)
        print(f"已删除 {place}")
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    print("卸载完成。")


def main(arguments: list[str]) -> int:
    """安装或卸载."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    try:
        if arguments[:1] == ["--uninstall"]:
            uninstall(arguments[1:])
        else:
            install(arguments)
    except Failed as problem:
        print(f"错误：{problem}", file=sys.stderr)
        return 2
    except OSError as cause:
        print(
            f"错误：{cause}。正打开着 Excel、LibreOffice 的，请全部关闭；仍不行时检查磁盘空间和权限。", file=sys.stderr
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
