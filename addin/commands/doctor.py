"""环境检查 (doctor): what is found on this machine, which version, what is missing and what to do."""

from __future__ import annotations

import importlib.metadata
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, List

from ..package.convert import find_soffice

GOOD, MISSING, NOTE = "good", "missing", "note"

#: what the product uses, and what for
PACKAGES = (
    ("openpyxl", "生成模板包和汇总表"),
    ("pandas", "汇总统计"),
    ("jinja2", "生成文字材料"),
    ("xlwings", "连接 Excel"),
    ("lxml", "读写表格文件"),
    ("xlrd", "读取 .xls 文件"),
    ("rich", "显示结果"),
)


@dataclass(frozen=True)
class Check:
    """一项检查: ``state`` is good, missing or note; ``advice`` is the next step."""

    name: str
    state: str
    found: str
    advice: str = ""

    def as_json(self) -> dict:
        """转为 JSON."""
        return {"name": self.name, "state": self.state, "found": self.found, "advice": self.advice}


def _jixiao() -> Check:
    try:
        version = importlib.metadata.version("jixiao")
    except importlib.metadata.PackageNotFoundError:
        return Check("jixiao", MISSING, "未安装", "请运行：pip install jixiao-*.whl")
    return Check("jixiao", GOOD, f"{version}（{Path(__file__).parent.parent.parent}）")


def _python() -> Check:
    found = f"{platform.python_version()}（{sys.executable}）"
    if sys.version_info < (3, 11):
        return Check("Python", MISSING, found, "请安装 Python 3.11 或更新版本")
    return Check("Python", GOOD, found)


def _package(name: str, use: str) -> Check:
    try:
        return Check(name, GOOD, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Check(name, MISSING, "未安装", f"用于{use}；请重新安装 jixiao 的安装包")


def _rules() -> Check:
    from udfs.core.rules import all_profiles

    try:
        profiles = all_profiles()
    except ValueError as problem:
        return Check("评分规则", MISSING, str(problem), "规则文件有误，请重新安装 jixiao")
    return Check("评分规则", GOOD, f"{len(profiles)} 套")


def _libreoffice() -> Check:
    program = find_soffice()
    if not program:
        return Check("LibreOffice", NOTE, "未找到", "转换 .et、.doc 等文件时需要；填表和校验不需要它")
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return Check("LibreOffice", NOTE, program, f"程序没有响应（{problem}），请重新安装 LibreOffice")
    return Check("LibreOffice", GOOD, answer.stdout.strip() or program)


def _excel() -> Check:
    if sys.platform in ("win32", "darwin"):
        return Check("Excel", NOTE, "未检查", "命令行不需要 Excel；加载项安装后由“绩效自评”选项卡使用")
    return Check("Excel", NOTE, "本系统没有 Excel", "不影响命令行和 LibreOffice 中的使用")


def _writing() -> Check:
    try:
        with tempfile.TemporaryDirectory(prefix="绩效 检查") as folder:
            Path(folder, "试写.txt").write_text("可写", encoding="utf-8")
    except OSError as problem:
        return Check("临时文件夹", MISSING, str(problem), "请检查磁盘空间和权限")
    return Check("临时文件夹", GOOD, tempfile.gettempdir())


def run() -> List[Check]:
    """逐项检查: every check of this machine, in the order people read them."""
    checks: List[Callable[[], Check]] = [_jixiao, _python, _rules]
    results = [check() for check in checks]
    results += [_package(name, use) for name, use in PACKAGES]
    return [*results, _libreoffice(), _excel(), _writing()]
