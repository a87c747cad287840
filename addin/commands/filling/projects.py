"""项目清单 (list of projects): one project a line, columns told by their heads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from decimal import Decimal

from udfs.core.number import Unreadable, read_number

from ...forms.lexicon import lexicon
from ...forms.text import bare
from .model import NewError, Project
from .tables import Table, read_tables

#: one workbook of more sheets than this opens slowly and is meant for nobody
MOST = 500
_LONGEST = 200
_CODE = {"项目编码", "项目代码", "编码", "代码", "项目编号", "编号"}
_NAME = {"项目", "名称", "项目名"}
_HEADS_IN = 10
#: marks columns that may name a part of the money
_PART = "part:"


def read_projects(path: str | os.PathLike[str]) -> tuple[list[Project], list[str]]:
    """读项目清单.

    Returns:
        the projects in order, and what the user should know (lines left out, names that occur twice).

    Raises:
        NewError: no project in it, or too many. PackageProblem: it cannot be read.
    """
    table = read_tables(path, "--projects")[0]
    head, columns = _columns(table)
    projects: list[Project] = []
    told: list[str] = []
    for number, row in enumerate(table.rows[head:], head + 1):
        project = _project(row, columns, number, told)
        if project is not None:
            projects.append(project)
    if not projects:
        raise NewError(f"--projects：{table.name} 里没有项目名称。请在“项目名称”一列填写，每行一个项目。")
    if len(projects) > MOST:
        raise NewError(f"--projects：清单里有 {len(projects):,} 个项目，超过上限 {MOST} 个。请分成几个工作簿。")
    names = [project.name for project in projects]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        told.append(
            f"项目“{name}”在清单里有 {names.count(name)} 行，各做一张工作表，表名加了序号；如是重复，请删去多余的。"
        )
    return projects, told


def _columns(table: Table) -> tuple[int, dict[str, int]]:
    """(number of head rows, field -> column); a list without heads has its names in the first column."""
    for number, row in enumerate(table.rows[:_HEADS_IN], 1):
        found: dict[str, int] = {}
        for column, value in enumerate(row):
            field = _field(value)
            if field is not None:
                found.setdefault(field, column)
            elif isinstance(value, str) and value:
                found.setdefault(_PART + value, column)
        if "name" in found:
            return number, found
    first = next((at for row in table.rows for at, value in enumerate(row) if value != ""), 0)
    return 0, {"name": first}


def _field(value: object) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    word = bare(value)
    if word in _CODE:
        return "code"
    if word in _NAME:
        return "name"
    words = lexicon()
    hit = words.info.find(value)
    if hit is not None:
        return {"project": "name", "department": "department", "unit": "unit"}.get(hit.field)
    money = words.money.find(value)
    return "budget" if money is not None and money.field in ("full_year", "initial") else None


def _project(row: list[object], columns: dict[str, int], number: int, told: list[str]) -> Project | None:
    def text(field: str) -> str:
        column = columns.get(field)
        value = row[column] if column is not None and column < len(row) else ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return " ".join(str(value).split())

    name = text("name")
    sums = {"合计", "总计", "小计"}
    if not name:
        if any(value != "" for value in row) and not any(bare(str(value)) in sums for value in row):
            told.append(f"--projects 第 {number} 行没有项目名称，没有做表。")
        return None
    if bare(name) in sums:
        return None
    if len(name) > _LONGEST:
        raise NewError(
            f"--projects 第 {number} 行的项目名称有 {len(name)} 个字，超过 {_LONGEST} 个。请核对是否选错了列。"
        )
    parts = {
        field.removeprefix(_PART): amount
        for field in columns
        if field.startswith(_PART) and (amount := _amount(text(field))) is not None
    }
    budget = _budget(text("budget"), number, told)
    return Project(name, text("code"), text("department"), text("unit"), budget, parts)


def _amount(text: str) -> Decimal | None:
    try:
        return read_number(text) if text else None
    except Unreadable:
        return None


def _budget(text: str, number: int, told: list[str]) -> Decimal | None:
    try:
        return read_number(text) if text else None
    except Unreadable:
        told.append(f"--projects 第 {number} 行的预算“{text}”不是数，没有填。请在表里填写。")
        return None


def sheet_titles(names: Sequence[str], title: str, forms: int) -> list[str]:
    """项目工作表的称呼: the project's name; where several forms repeat, with a word that says which one it is.

    Args:
        names: of the projects. title: of the form. forms: how many forms repeat.

    >>> sheet_titles(["校舍维修"], "项目支出绩效目标申报表", 2)
    ['申报 校舍维修']
    """
    if forms == 1:
        return list(names)
    short = next((word for word in ("申报", "监控", "自评") if word in bare(title)), title[:4])
    return [f"{short} {name}" for name in names]
