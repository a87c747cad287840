"""环境检查 (doctor): what is found on this machine, which version, what is missing and what to do."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
import tempfile
from pathlib import Path
from typing import List, Optional

from ..install.health import excel, libreoffice, user
from ..install.health.check import GOOD, MISSING, NOTE, PROBLEM, Check
from ..install.machine import Machine, this_machine

__all__ = ["GOOD", "MISSING", "NOTE", "PROBLEM", "Check", "run"]

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


def _version() -> str:
    """The version of jixiao, "" when it is not installed."""
    try:
        return importlib.metadata.version("jixiao")
    except importlib.metadata.PackageNotFoundError:
        return ""


def _jixiao() -> Check:
    version = _version()
    if not version:
        return Check("jixiao", MISSING, "未安装", "请运行：pip install jixiao-*.whl")
    return Check("jixiao", GOOD, f"{version}（{Path(__file__).parent.parent.parent}）")


def _python(machine: Machine) -> Check:
    found = f"{platform.python_version()}（{sys.executable}）"
    if machine.store_python:
        return Check("Python", PROBLEM, f"{found}，微软商店版", "加载项不能用它安装，请改用 Python 官方网站的安装包")
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


def _writing() -> Check:
    try:
        with tempfile.TemporaryDirectory(prefix="绩效 检查") as folder:
            Path(folder, "试写.txt").write_text("可写", encoding="utf-8")
    except OSError as problem:
        return Check("临时文件夹", MISSING, str(problem), "请检查磁盘空间和权限")
    return Check("临时文件夹", GOOD, tempfile.gettempdir())


def run(machine: Optional[Machine] = None) -> List[Check]:
    """逐项检查: every check of this machine, in the order people read them.

    Args:
        machine: whose add-ins are looked at; this one when left out.
    """
    machine = machine or this_machine()
    results = [_jixiao(), _python(machine), _rules()]
    results += [_package(name, use) for name, use in PACKAGES]
    version = _version()
    results += [*libreoffice.checks(machine, version), *excel.checks(machine, version), *user.checks(machine, version)]
    return [*results, _writing()]
