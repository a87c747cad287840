"""财务导出表 (finance export): its tables with each column told by its head."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from decimal import Decimal

from udfs.core.number import Unreadable, read_number

from ...forms.facts import money_unit
from ...forms.lexicon import Section
from ...forms.text import bare, key, year_in
from .model import NewError
from .tables import Table, read_tables, texts_above

_CODE = {
    "科目编码",
    "科目代码",
    "项目编码",
    "项目代码",
    "指标编码",
    "功能分类科目编码",
    "支出功能分类科目编码",
    "经济分类科目编码",
    "编码",
    "代码",
    "编号",
    "项目编号",
}
_NAME = {
    "科目名称",
    "指标名称",
    "事项",
    "名称",
    "项目",
    "三级指标",
    "科目",
    "支出项目",
    "资金项目",
    "支出功能分类科目名称",
    "功能分类科目名称",
    "明细",
}
_PROJECT = {"项目名称", "所属项目"}
_SOURCE = {"资金来源", "资金性质", "经费来源", "资金类型"}
_SUMS = {"合计", "总计", "小计", "本年支出合计", "本年收入合计", "支出合计", "收入合计"}
_HEADS_IN = 20
_CODE_SHAPE = re.compile(r"\d{1,24}")


@dataclass
class Line:
    """一行: ``code``, ``name``, ``project``, ``source`` as text; ``values`` by the column's head."""

    number: int
    code: str
    name: str
    project: str
    source: str
    values: dict[str, object]
    used: bool = False

    @property
    def is_sum(self) -> bool:
        """是否合计行."""
        return any(bare(text) in _SUMS for text in (self.code, self.name, self.project))

    @property
    def label(self) -> str:
        """称呼, for messages."""
        return " ".join(part for part in (self.code, self.name or self.project) if part) or "（没有名称）"


@dataclass
class Export:
    """一张导出表.

    Args:
        name: the sheet or file. titles: texts above the head. heads: figure columns, as printed, in order.
        unit: 元, 万元 or "" as stated above the heads. used: heads whose figures were used.
    """

    name: str
    titles: list[str]
    heads: list[str]
    unit: str
    lines: list[Line] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def unit_of(self, head: str) -> str:
        """金额单位: of one column; what its own head says goes first."""
        return money_unit([head]) or self.unit

    def head_for(self, section: Section, name: str, year: int | None) -> str | None:
        """一项的列: the head that means a field of the forms; heads of another year are left alone.

        Args:
            section: part of the lexicon. name: such as ``executed``. year: the pack's year.
        """
        for head in self.heads:
            hit = section.find(head)
            if hit is None or section.ignored(head):
                continue
            stated = year_in(head)
            found = hit.field
            if found == "final":
                found = "previous" if stated is not None and year is not None and stated == year - 1 else "current"
            elif found == "previous":
                stated = year
            if found == name and (stated is None or year is None or stated == year or name == "previous"):
                return head
        return None


def read_export(path: str | os.PathLike[str]) -> tuple[list[Export], list[str]]:
    """读导出表.

    Returns:
        the tables that have a head, and what the user should know of the others.

    Raises:
        NewError: no table with a head that names a code or a name beside a figure. PackageProblem: it cannot be read.
    """
    exports, told = [], []
    for table in read_tables(path, "--data"):
        export = _read(table)
        if export is None:
            told.append(
                f"--data 的“{table.name}”没有认出表头（要有 科目编码、科目名称、项目名称 或 指标名称 一列，和至少一列数），没有使用。"
            )
        else:
            exports.append(export)
    if not exports:
        raise NewError("--data：" + told[0].removeprefix("--data 的") + "请在导出表的前 20 行内保留表头。")
    return exports, told


def _read(table: Table) -> Export | None:
    for number, row in enumerate(table.rows[:_HEADS_IN]):
        keys = {column: _key_field(value) for column, value in enumerate(row) if isinstance(value, str) and value}
        keyed = {column: found for column, found in keys.items() if found}
        heads = {column: str(row[column]) for column in keys if column not in keyed}
        if keyed and heads and _has_body(table, number, list(heads)):
            return _export(table, number, keyed, _two_rows(table, number, heads, keyed))
    return None


def _key_field(value: object) -> str | None:
    word = bare(str(value))
    for words, name in ((_CODE, "code"), (_PROJECT, "project"), (_NAME, "name"), (_SOURCE, "source")):
        if word in words:
            return name
    return None


def _has_body(table: Table, head: int, columns: list[int]) -> bool:
    return any(column < len(row) and row[column] != "" for row in table.rows[head + 1 :] for column in columns)


def _two_rows(table: Table, number: int, heads: dict[int, str], keyed: dict[int, str]) -> dict[int, str]:
    """A second head row below (支出决算 / 小计 基本支出 项目支出) names the columns where it stands."""
    below = table.rows[number + 1] if number + 1 < len(table.rows) else []
    filled = {column: value for column, value in enumerate(below) if value != ""}
    if not filled or any(column in filled for column in keyed) or not all(isinstance(v, str) for v in filled.values()):
        return heads
    if any(_number(value) is not None for value in filled.values()):
        return heads
    return {**heads, **{column: str(value) for column, value in filled.items()}}


def _number(value: object) -> Decimal | None:
    try:
        return read_number(value)
    except Unreadable:
        return None


def _export(table: Table, number: int, keyed: dict[int, str], heads: dict[int, str]) -> Export:
    above = list(texts_above(table, number))
    export = Export(table.name, above, list(dict.fromkeys(heads.values())), money_unit(above))
    columns = {name: column for column, name in reversed(list(keyed.items()))}

    def text(row: list[object], name: str) -> str:
        column = columns.get(name)
        value = row[column] if column is not None and column < len(row) else ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return " ".join(str(value).split())

    for at, row in enumerate(table.rows[number + 1 :], number + 2):
        values = {
            head: row[column]
            for column, head in reversed(list(heads.items()))
            if column < len(row) and row[column] != ""
        }
        line = Line(
            at, code_of(text(row, "code")), text(row, "name"), text(row, "project"), text(row, "source"), values
        )
        if values and (line.code or line.name or line.project) and not _repeats_head(line, heads):
            export.lines.append(line)
    return export


def _repeats_head(line: Line, heads: dict[int, str]) -> bool:
    return any(key(str(value)) == key(head) for head, value in line.values.items())


def code_of(text: str) -> str:
    """编码: digits alone where it is one (an apostrophe, spaces or dots between the levels do not count).

    >>> code_of("2050305"), code_of("205.03.05"), code_of("XM-01")
    ('2050305', '2050305', 'XM-01')
    """
    digits = re.sub(r"[\s.'’-]", "", text)
    return digits if _CODE_SHAPE.fullmatch(digits) else text
