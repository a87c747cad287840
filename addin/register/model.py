"""名册模型 (register model): units, their tree, and the lines of further sheets that are keyed by unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..grid import Position, Value

#: a unit of money in brackets, wherever it stands in the head: （元）, （单位：万元）, （人民币元，必填）
_UNIT = re.compile(
    r"\s*[（(\[【]\s*(?:(?:(?:金额|计量|货币)?单位|金额)\s*[:：]?)?\s*(?:人民币)?\s*(元|千元|万元|百万元|亿元)\s*(?:[,，、;；][^)）\]】]*)?[)）\]】]"
)


class RegisterError(ValueError):
    """名册无法使用: what was found, what is expected and the next step, in Chinese."""


@dataclass(frozen=True)
class Column:
    """带入的列: a head that is not one of the register's own.

    Args:
        head: as written. where: its cell. stated: the unit of money that stands above the heads, "" for none.

    >>> Column("基本支出年初预算数（元）", (3, 5)).words, Column("基本支出年初预算数（元）", (3, 5)).money
    ('基本支出年初预算数', '元')
    """

    head: str
    where: Position
    stated: str = ""

    @property
    def money(self) -> str:
        """金额单位: what the head itself states in brackets; "" for nothing."""
        found = _UNIT.search(self.head)
        return found.group(1) if found else ""

    @property
    def words(self) -> str:
        """表头, without its unit of money."""
        return _UNIT.sub("", self.head)


@dataclass(frozen=True)
class Unit:
    """单位: one line of the register.

    Args:
        code, name: as written, without white space around. parent: the code of the unit above, "" at the top.
        contact: free text. row: its line. values: head of a column -> what the cell holds; blanks are left out.
        shown: head -> what the cell shows, for percentages, dates and times.
    """

    code: str
    name: str
    parent: str
    contact: str
    row: int
    values: dict[str, Value] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """文件夹名和文件名: ``<code>_<name>``."""
        return f"{self.code}_{self.name}"


@dataclass(frozen=True)
class Line:
    """其他工作表的一行: a project or an indicator of one unit."""

    code: str
    row: int
    values: dict[str, Value]
    shown: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lines:
    """其他工作表: its lines by unit, in their order."""

    sheet: str
    columns: tuple[Column, ...]
    by_unit: dict[str, list[Line]]


@dataclass
class Register:
    """单位名册.

    Args:
        path: the file. sheet: its first sheet. pack: the pack it names, "" where it names none.
        year: the year it states beside the word 年度, None where it states none.
        units: code -> unit, in the order of the lines. columns: those that prefill fields. lines: further sheets.
    """

    path: str
    sheet: str
    pack: str
    units: dict[str, Unit]
    columns: tuple[Column, ...] = ()
    lines: tuple[Lines, ...] = ()
    year: int | None = None

    def children(self) -> dict[str, list[Unit]]:
        """下级单位: code -> the units directly below; "" -> the topmost ones."""
        found: dict[str, list[Unit]] = {"": []}
        for unit in self.units.values():
            found.setdefault(unit.parent, []).append(unit)
        return found

    def level(self, unit: Unit) -> int:
        """级次: 1 at the top. Only for a register without findings."""
        level = 1
        while unit.parent:
            unit, level = self.units[unit.parent], level + 1
        return level
