"""问题清单 (findings): everything found in what was returned, a row each, with a link to the very cell."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ..findings import ERROR, HINT, WARNING
from ..rollup.model import FoundRow, Result
from . import looks
from .links import folder, to_file
from .sheet import MAX_ROWS, Column, Look, Sheet, Value, listed

NAME = "问题清单"

_SEVERITIES = {
    ERROR: Look("错误", looks.BAD), WARNING: Look("警告", looks.WARN), HINT: Look("提示", looks.CENTRE),
}  # fmt: skip
_COLUMNS = (
    Column("单位代码", 11, looks.CODE),
    Column("单位名称", 18),
    Column("程度", 6, looks.CENTRE),
    Column("文件", 26, looks.LINK),
    Column("工作表", 13),
    Column("单元格", 8, looks.CENTRE),
    Column("问题和怎么办", 50, looks.WRAP),
    Column("表内的数", 11),
    Column("应为", 11),
    Column("依据的规则", 24, looks.WRAP),
    Column("出处", 28, looks.WRAP),
    Column("文件状态", 14, looks.CENTRE),
    Column("种类", 17, looks.CODE),
    Column("所在文件夹", 18),
)


def problem_sheets(result: Result) -> list[Sheet]:
    """问题清单: continued on 问题清单2, 问题清单3 … where one sheet cannot hold all."""
    number = sum(result.codes.values())
    if not number:
        return []
    rows = iter(map(_row, result.findings))
    sheets = []
    pages = -(-number // MAX_ROWS)
    for page in range(1, pages + 1):
        name = NAME if page == 1 else f"{NAME}{page}"
        note = "文件一栏点一下打开该文件的这一格。"
        if pages > 1:
            note += f"共 {number:,} 条，分在 {pages} 张表中，这是第 {page} 张。"
        part: Iterator[tuple[Value, ...]] = itertools.islice(rows, MAX_ROWS if page < pages else None)
        sheets.append(listed(name, name, note, _COLUMNS, part, continues=page > 1))
    return sheets


def _row(row: FoundRow) -> tuple[Value, ...]:
    found = row.finding
    return (
        row.unit, row.name, _SEVERITIES[found.severity], to_file(found.file, row.link, found.sheet, found.cell), found.sheet, found.cell, found.message, found.printed,
        found.expected, found.rule, found.source, row.state.value if row.state else "", found.code,
        folder(found.file),
    )  # fmt: skip
