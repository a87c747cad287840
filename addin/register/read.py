"""读取名册 (reading the register): UNITS.xlsx as units and lines, and everything that is wrong with it."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from dataclasses import replace

from ..findings import ERROR, WARNING, Finding
from ..grid import Grid, Position, Value
from ..package.reading import WorkbookFile
from .heads import Heads, find_heads, money_named, pack_named, year_named
from .large import open_register
from .model import Column, Line, Lines, Register, RegisterError, Unit
from .names import why_no_name
from .tree import cycles, unknown_parents

#: beyond it a file is no register of units
MOST_UNITS = 200_000


def read_register(path: str | os.PathLike[str], book: WorkbookFile | None = None) -> tuple[Register, list[Finding]]:
    """读取名册.

    Args:
        path: the workbook; its first sheet lists the units, further sheets have lines keyed by unit code.
        book: the workbook where it is open already, as ``open_register`` gives it.

    Returns:
        the register and what is wrong with it, in order; nothing may be handed out while a finding is an error.

    Raises:
        RegisterError: there are no units in it. PackageProblem: the file cannot be read.
    """
    book = open_register(path) if book is None else book
    if not book.sheets:
        raise RegisterError(f"名册 {os.path.basename(path)} 里没有工作表。")
    told = _Told(os.path.basename(path))
    grid = book.grid(book.sheets[0])
    heads = find_heads(grid, ("code", "name"))
    if heads is None:
        raise RegisterError(
            f"名册 {told.file} 的第一张表“{grid.name}”没有“单位代码”“单位名称”两列。请在前 15 行内写上表头，每行一个单位。"
        )
    told.twice(grid, heads.twice)
    stated = told.money(grid, heads, "")
    units = _units(grid, heads, told)
    if not units:
        raise RegisterError(f"名册 {told.file} 的“{grid.name}”里没有单位。请在表头下面每行写一个单位。")
    register = Register(os.fspath(path), grid.name, pack_named(grid, heads.top), units, _stated(heads, stated))
    register.year = year_named(grid, heads.top)
    _check_tree(register, grid, heads, told)
    _check_names(register, grid, heads, told)
    register.lines = tuple(_lines(book, register, told, stated))
    return register, told.findings


class _Told:
    """Findings about one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def say(
        self, code: str, grid: Grid, where: Position, message: str, printed: str = "", severity: str = ERROR
    ) -> None:
        label = grid.label(*where)
        text = f"{grid.name}!{label}：{message}"
        self.findings.append(Finding(code, severity, text, self.file, grid.name, label, printed))

    def twice(self, grid: Grid, columns: tuple[Column, ...]) -> None:
        for column in columns:
            self.say(
                "register.column-twice",
                grid,
                column.where,
                f"表头“{column.head}”出现了两次。请只留一列，或改名。",
                column.head,
            )

    def money(self, grid: Grid, heads: Heads, usual: str) -> str:
        """金额单位 above the heads; ``usual`` where the sheet states none."""
        found = money_named(grid, heads.top)
        if len(found) > 1:
            self.say(
                "register.money-unit",
                grid,
                (1, 1),
                f"表头上面写了几个金额单位：{'、'.join(found)}。请只留一个，其他的写在各列的表头里，如“（元）”。",
                "、".join(found),
            )
        return found[0] if found else usual


def _stated(heads: Heads, money: str) -> tuple[Column, ...]:
    return tuple(replace(one, stated=money) for one in heads.others)


def _units(grid: Grid, heads: Heads, told: _Told) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    rows = sorted({row for row, _ in grid.cells if row > heads.row})
    code_column, name_column = heads.fields["code"], heads.fields["name"]
    for row in rows:
        code, name = _word(grid, (row, code_column)), _word(grid, (row, name_column))
        values, shown = _values(grid, row, heads.others, told)
        if not code and not name and not values:
            continue
        if not code:
            told.say("register.code-missing", grid, (row, code_column), f"单位“{name}”没有单位代码。请补上。", name)
            continue
        _check_number(grid, (row, code_column), code, told)
        if not name:
            told.say("register.name-missing", grid, (row, name_column), f"代码 {code} 没有单位名称。请补上。", code)
        if code in units:
            told.say(
                "register.code-duplicate",
                grid,
                (row, code_column),
                f"单位代码 {code}（{name}）与第 {units[code].row} 行的“{units[code].name}”重复。请改正其中一个，或删去重复的行。",
                code,
            )
            continue
        parent = _word(grid, (row, heads.fields["parent"])) if "parent" in heads.fields else ""
        contact = _word(grid, (row, heads.fields["contact"])) if "contact" in heads.fields else ""
        units[code] = Unit(code, name, parent, contact, row, values, shown)
        if len(units) > MOST_UNITS:
            raise RegisterError(f"名册 {told.file} 超过 {MOST_UNITS:,} 个单位。请分成几个名册。")
    return units


def _check_number(grid: Grid, where: Position, code: str, told: _Told) -> None:
    value = grid[where].value
    if isinstance(value, (int, float)) and grid[where].text.strip() != code:
        told.say(
            "register.code-number",
            grid,
            where,
            f"单位代码显示为“{grid[where].text.strip()}”，存的是数 {code}。按 {code} 处理；代码前有 0 的，请把这一列设为文本再填。",
            grid[where].text.strip(),
            WARNING,
        )


def _check_tree(register: Register, grid: Grid, heads: Heads, told: _Told) -> None:
    if "parent" not in heads.fields:
        return
    parents = {code: unit.parent for code, unit in register.units.items()}
    column = heads.fields["parent"]
    for code in unknown_parents(parents):
        unit = register.units[code]
        told.say(
            "register.parent-unknown",
            grid,
            (unit.row, column),
            f"“{unit.name}”的上级代码 {unit.parent} 不在名册里。请补上该单位，或改正代码；没有上级的留空。",
            unit.parent,
        )
    for ring in cycles(parents):
        unit = register.units[ring[0]]
        chain = " → ".join([*ring, ring[0]])
        told.say(
            "register.parent-cycle",
            grid,
            (unit.row, column),
            f"上级代码绕成了圈：{chain}。请改正其中一个。",
            unit.parent,
        )


def _check_names(register: Register, grid: Grid, heads: Heads, told: _Told) -> None:
    taken: dict[str, Unit] = {}
    column = heads.fields["name"]
    for unit in register.units.values():
        reason = why_no_name(unit.folder) if unit.name else ""
        if reason:
            told.say(
                "register.file-name",
                grid,
                (unit.row, column),
                f"“{unit.folder}”{reason}，不能作文件夹名。请改名或用简称。",
                unit.folder,
            )
        # Windows and macOS take upper and lower case, and both ways of writing a letter with an accent, for the same
        other = taken.setdefault(unicodedata.normalize("NFC", unit.folder).casefold(), unit)
        if other is not unit:
            told.say(
                "register.file-name",
                grid,
                (unit.row, column),
                f"“{unit.folder}”与第 {other.row} 行的“{other.folder}”只差大小写，在 Windows 上是同一个文件夹。请改正代码。",
                unit.folder,
            )


def _lines(book: WorkbookFile, register: Register, told: _Told, stated: str) -> list[Lines]:
    found = []
    for name in book.sheets[1:]:
        grid = book.grid(name)
        heads = find_heads(grid, ("code",))
        if heads is None:
            if grid.cells and not grid.hidden:
                where = min(grid.cells)
                told.say("register.sheet-unread", grid, where, "这张表没有“单位代码”一列，没有读取。", severity=WARNING)
            continue
        told.twice(grid, heads.twice)
        by_unit: dict[str, list[Line]] = defaultdict(list)
        column = heads.fields["code"]
        for row in sorted({row for row, _ in grid.cells if row > heads.row}):
            code, (values, shown) = _word(grid, (row, column)), _values(grid, row, heads.others, told)
            if not code and values:
                told.say("register.code-missing", grid, (row, column), "这一行没有单位代码。请补上。")
            elif code and code not in register.units:
                told.say(
                    "register.unit-unknown",
                    grid,
                    (row, column),
                    f"单位代码 {code} 不在名册里。请改正，或在名册里补上。",
                    code,
                )
            elif code and values:
                by_unit[code].append(Line(code, row, values, shown))
        found.append(Lines(name, _stated(heads, told.money(grid, heads, stated)), dict(by_unit)))
    return found


def _values(grid: Grid, row: int, columns: tuple[Column, ...], told: _Told) -> tuple[dict[str, Value], dict[str, str]]:
    """What the cells hold, and what they show where the number alone does not say it."""
    values: dict[str, Value] = {}
    shown: dict[str, str] = {}
    for column in columns:
        where = row, column.where[1]
        cell = grid[where]
        if cell.is_error:
            told.say(
                "register.value-error", grid, where, f"“{column.head}”是错误值 {cell.text}。请改正后再下发。", cell.text
            )
        elif cell.formula is not None and cell.value is None:
            told.say(
                "register.value-stale",
                grid,
                where,
                f"“{column.head}”的公式没有计算结果。请用 Excel、WPS 打开名册保存一次。",
            )
        elif not cell.is_blank:
            values[column.head] = cell.value
            if not isinstance(cell.value, (str, bool)) and ("%" in cell.number_format or not _is_number(cell.value)):
                shown[column.head] = cell.text.strip()
    return values, shown


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float))


def _word(grid: Grid, where: Position) -> str:
    """A code or a name: a whole number without its decimals, text with single spaces."""
    value = grid[where].value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return " ".join(unicodedata.normalize("NFC", grid[where].text).split())
