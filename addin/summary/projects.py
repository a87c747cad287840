"""项目明细 (projects): every project form that is added, a row each."""

from __future__ import annotations

import itertools

from ..rollup.model import ProjectRow, Result
from . import looks
from .facts import Facts
from .links import to_file
from .lists import grade
from .sheet import MAX_ROWS, Column, Sheet, Value, listed

NAME = "项目明细"
_NAMELESS = "（未写项目名称）"


def project_sheets(result: Result, facts: Facts) -> list[Sheet]:
    """项目明细: continued on 项目明细2 … where one sheet cannot hold all."""
    number = facts.projects.rows
    rows = iter(map(_row, result.projects))
    sheets = []
    pages = -(-number // MAX_ROWS)
    for page in range(1, pages + 1):
        name = NAME if page == 1 else f"{NAME}{page}"
        note = "金额单位：万元。只列已计入的项目表。"
        note += (
            f"共 {number:,} 个，分在 {pages} 张表中，这是第 {page} 张。"
            if pages > 1
            else "筛选后，合计行只计显示的项目。"
        )
        sums = {
            "项目名称": number, "全年预算数": facts.projects.budget, "全年执行数": facts.projects.executed,
            "执行率": facts.projects.rate,
        }  # fmt: skip
        part = itertools.islice(rows, MAX_ROWS if page < pages else None)
        sheets.append(
            listed(
                name,
                name,
                note,
                _columns(facts),
                part,
                sums=None if pages > 1 else sums,
                last=4 + number,
                continues=page > 1,
            )
        )
    return sheets


def _columns(facts: Facts) -> list[Column]:
    return [
        Column("单位代码", 13, looks.CODE),
        Column("单位名称", max(18, facts.name + 2)),
        Column("项目名称", 40, looks.WRAP, total="count"),
        Column("得分", 9, looks.POINTS),
        Column("满分", 9, looks.POINTS),
        Column("等级", 7, looks.CENTRE),
        Column("全年预算数", 16, looks.MONEY, total="sum"),
        Column("全年执行数", 16, looks.MONEY, total="sum"),
        Column("执行率", 10, looks.RATE, total="ratio:全年执行数:全年预算数"),
        Column("文件", 32, looks.LINK),
        Column("工作表", 18),
    ]


def _row(row: ProjectRow) -> tuple[Value, ...]:
    return (
        row.unit, row.name, row.project or _NAMELESS, row.score, row.full, grade(row.grade), row.budget, row.executed, row.rate,
        to_file(row.file, row.link, row.sheet, "A1"), row.sheet,
    )  # fmt: skip
