"""本机的 jixiao (installed): find and run the jixiao that is installed on this machine, from the user's settings alone.

Nothing is looked for beside the workbook or along PATH (on Windows that begins with the current folder): only what
``jixiao addin install`` wrote into the user's own profile is started, without a shell, with the arguments as a list.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from .. import settings
from ..hosts.model import Progress
from ..problems import Problem
from ..version import version
from . import processes
from .processes import Answer, decoded
from .words import short

HOW = "请按说明文档安装 jixiao（pip install jixiao-*.whl），再运行一次：jixiao addin install"
_SECONDS_TO_ANSWER = 60
_VERSION = re.compile(r"^jixiao\s+(\S+)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Installed:
    """本机的 jixiao: how it is started, and its version."""

    command: Tuple[str, ...]
    version: str


def find() -> Installed:
    """查找本机的 jixiao.

    Raises:
        Problem: ``installed.missing``: there is none that answers; the message says why and how to get it.
    """
    read = settings.read()
    named = [read.values[key] for key in (settings.PYTHON, settings.COMMAND) if read.values.get(key)]
    reason = f"这个功能由本机安装的 jixiao 完成，还没有找到它（{read.problem.rstrip('。') or '用户设置里没有登记'}）"
    if named:
        reason = f"用户设置里登记的 {named[0]} 不存在，可能已卸载或移动"
    for command in _candidates(read.values):
        found, why = _version_of(command)
        if found:
            return Installed(command, found)
        reason = f"用户设置里登记的 {command[0]} 不能运行 jixiao（{why}）"
    raise Problem("installed.missing", f"{reason}。{HOW}。")


def matching() -> Installed:
    """查找版本一致的 jixiao.

    Raises:
        Problem: ``installed.missing``, or ``installed.version``: the message says which side to update.
    """
    found = find()
    differing = difference(found)
    if differing:
        raise Problem("installed.version", f"{differing}，没有运行。")
    return found


def difference(found: Installed) -> str:
    """版本差别: which side is older and how to update it, "" when both are of one version."""
    ours = version()
    if found.version == ours:
        return ""
    if _ordered(found.version) < _ordered(ours):
        todo = "本机的 jixiao 较旧，请更新它（pip install -U jixiao-*.whl）"
    else:
        todo = "加载项较旧，请更新它（运行 jixiao addin install，再重新打开本程序）"
    return f"加载项是 {ours} 版，本机的 jixiao 是 {found.version} 版：{todo}"


def run(installed: Installed, arguments: Sequence[str], progress: Progress, text: str) -> Answer:
    """运行 jixiao, as processes.run; ``arguments`` follow its own command."""
    return processes.run([*installed.command, *arguments], progress, text)


def _candidates(values: Dict[str, str]) -> List[Tuple[str, ...]]:
    found: List[Tuple[str, ...]] = []
    python, command = values.get(settings.PYTHON, ""), values.get(settings.COMMAND, "")
    if python and os.path.isabs(python) and os.path.isfile(python):
        # isolated: neither the current folder nor variables decide what is imported
        found.append((python, "-I", "-X", "utf8", "-m", "addin.cli"))
    if command and os.path.isabs(command) and os.path.isfile(command):
        found.append((command,))
    return found


def _version_of(command: Tuple[str, ...]) -> Tuple[str, str]:
    """The version it tells; or "" and why it does not answer as jixiao does."""
    try:
        process = processes.start([*command, "--version"])
    except Problem as problem:
        return "", problem.message
    try:
        output, said = process.communicate(timeout=_SECONDS_TO_ANSWER)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return "", f"{_SECONDS_TO_ANSWER} 秒没有回答"
    told = _VERSION.search(decoded(output))
    if told and process.returncode == 0:
        return told.group(1), ""
    last = (decoded(said).strip() or decoded(output).strip() or "没有回答").splitlines()[-1]
    return "", short(last, 120)


def _ordered(text: str) -> Tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text)[:4])
