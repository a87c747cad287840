"""表单版面 (sheet): cells of an official form put on a worksheet, typing cells open, computed cells with formulas."""

from __future__ import annotations

import math
import re
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence, Set, Tuple, Union

from openpyxl.utils import get_column_letter

from ...native import Native
from . import looks, validation
from .conditional import lights, missing_reason
from .page import set_up
from .protection import LOCKED, TYPING, protect

#: kind of a typing or computed cell -> (look, number format)
KINDS = {
    "text": ("cell", looks.TEXT),
    "short": ("short", looks.TEXT),
    "left": ("name", looks.TEXT),
    "long": ("long", looks.TEXT),
    "essay": ("top", looks.TEXT),
    "money": ("cell", looks.MONEY),
    "percent": ("cell", looks.PERCENT),
    "figure": ("figure", looks.MONEY),
    "count": ("figure", "#,##0"),
    # formulas that give text: a text format would show the formula itself
    "said": ("cell", looks.GENERAL),
    "said_line": ("line", looks.GENERAL),
    "said_middle": ("year", looks.GENERAL),
    "said_note": ("note", looks.GENERAL),
    "said_title": ("title", looks.GENERAL),
    "points": ("cell", looks.POINTS),
    "number": ("cell", looks.GENERAL),
    "date": ("cell", "yyyy-mm-dd"),
    "free": ("name", looks.TEXT),  # typing without a border: 填表人
}
_NOTE, _LOWEST, _TWO_LINES, _TALLEST = 16.0, 22.0, 26.0, 409.0


@dataclass(frozen=True)
class Computed:
    """一个公式单元格: where, the formula without ``=`` and the value stored beside it."""

    sheet: str
    row: int
    column: int
    formula: str
    cached: Union[str, int, float] = ""


@dataclass(frozen=True)
class GrowingRows:
    """可增加的行: rows ``first`` to ``last`` hold one kind of thing (``name``: indicators, items, projects, budget).

    Args:
        columns: field -> column number. group: tells blocks of the same name on one form apart.
    """

    name: str
    first: int
    last: int
    columns: Dict[str, int]
    group: str = ""


@dataclass(frozen=True)
class Datum:
    """报告数据的一项: ``cells`` says which of current, previous, initial and reason it has, with their field paths."""

    name: str
    title: str
    unit: str
    cells: Dict[str, str]


@dataclass
class _Text:
    row: int
    column: int
    rows: int
    columns: int
    text: str
    look: looks.Look


@dataclass
class Sheet:
    """一张表的版面.

    Args:
        page: the openpyxl worksheet. widths: of the columns, in characters. landscape: A4 lying.
        kind, heading, repeats: the form on it, as pack.toml names it; "" for none. prefix: of its defined names.
        table: the number of a numbered table (公开01). texts: (field, title) of 报告文字. data: items of 报告数据.
        fields: field path -> defined name. names: defined name -> absolute reference. computed: the formulas.
        blocks: rows that can grow. heads: rows repeated on every printed page.
    """

    page: Any
    widths: Sequence[float]
    landscape: bool = False
    kind: str = ""
    heading: str = ""
    prefix: str = ""
    repeats: str = ""
    table: str = ""
    texts: List[Tuple[str, str]] = field(default_factory=list)
    data: List[Datum] = field(default_factory=list)
    fields: Dict[str, str] = field(default_factory=dict)
    names: Dict[str, str] = field(default_factory=dict)
    blocks: List[GrowingRows] = field(default_factory=list)
    computed: List[Computed] = field(default_factory=list)
    heads: Optional[Tuple[int, int]] = None
    heights: Dict[int, float] = field(default_factory=dict)
    _texts: List[_Text] = field(default_factory=list)
    _rules: List[Tuple[validation.Rule, str]] = field(default_factory=list)
    _styles: Dict[Tuple[str, str, bool], Any] = field(default_factory=dict)
    _placed: Dict[Tuple[int, int], Tuple[int, int, str]] = field(default_factory=dict)
    _last: Tuple[int, int] = (1, 1)

    @property
    def title(self) -> str:
        """工作表名."""
        return str(self.page.title)

    @property
    def width(self) -> int:
        """列数."""
        return len(self.widths)

    def put(self, row: int, column: int, text: str = "", *, rows: int = 1, columns: int = 1, look: str = "cell") -> str:
        """写固定文字 (locked), merged over ``rows`` × ``columns``.

        Returns:
            the A1 address of the top-left cell.
        """
        where = self._place(row, column, rows, columns, look, looks.GENERAL, open_=False)
        if text:
            cell = self.page.cell(row, column)
            cell.value = text
            cell.data_type = "s"  # a text that starts with = is no formula
            self._texts.append(_Text(row, column, rows, columns, text, looks.LOOKS[look]))
        return where

    def entry(
        self,
        row: int,
        column: int,
        kind: str = "text",
        *,
        rows: int = 1,
        columns: int = 1,
        name: str = "",
        rule: Optional[validation.Rule] = None,
        text: Union[str, int, float] = "",
        look: str = "",
    ) -> str:
        """留出填写格 (unlocked).

        Args:
            row, column, rows, columns: the place. kind: one of KINDS. name: its field path. rule: what may be typed.
            text: what stands there already. look: instead of the kind's own.

        Returns:
            the A1 address.
        """
        own, number_format = KINDS[kind]
        where = self._place(row, column, rows, columns, look or own, number_format, open_=True)
        if text != "":
            self.page.cell(row, column).value = text
            self._texts.append(_Text(row, column, rows, columns, str(text), looks.LOOKS[look or own]))
        if rule:
            self._rules.append((rule, where))
        if name:
            self.name(name, where)
        return where

    def formula(
        self,
        row: int,
        column: int,
        formula: Union[str, Native],
        kind: str = "points",
        *,
        rows: int = 1,
        columns: int = 1,
        cached: Union[str, int, float] = "",
        name: str = "",
        open_: bool = False,
        rule: Optional[validation.Rule] = None,
    ) -> str:
        """写公式.

        Args:
            formula: without ``=``, or a native formula. cached: its value in the empty form.
            open_: True where a judged value may be typed over it. The rest as in ``entry``.

        Returns:
            the A1 address.

        Raises:
            ValueError: the native formula does not exist; the reason says why.
        """
        if isinstance(formula, Native):
            if not formula:
                raise ValueError(f"{self.title}!{get_column_letter(column)}{row}：{formula.reason}")
            formula = formula.formula
        own, number_format = KINDS[kind]
        where = self._place(row, column, rows, columns, own, number_format, open_=open_)
        self.computed.append(Computed(self.title, row, column, formula, cached))
        if rule:
            self._rules.append((rule, where))
        if name:
            self.name(name, where)
        return where

    def growing_rows(self) -> Set[int]:
        """可增加的行的行号."""
        return {row for block in self.blocks for row in range(block.first, block.last + 1)}

    def name(self, path: str, where: str) -> None:
        """给字段取名: the field path, such as ``budget[0].executed``, becomes the defined name ``unit_budget_1_executed``.

        Raises:
            ValueError: the field is named twice on this sheet.
        """
        if path in self.fields:
            raise ValueError(f"{self.title}：字段 {path} 用了两次")
        made = f"{self.prefix}_{defined_name(path)}" if self.prefix else defined_name(path)
        self.fields[path] = made
        self.names[made] = _absolute(where)

    def grows(self, name: str, first: int, last: int, columns: Dict[str, int], group: str = "") -> None:
        """登记可增加的行: two lines high, and higher when more is typed (the height is not fixed)."""
        for row in range(first, last + 1):
            self.height(row, _TWO_LINES if name == "indicators" else _LOWEST)
        self.blocks.append(GrowingRows(name, first, last, columns, group))

    def height(self, row: int, points: float) -> None:
        """行高至少这么多."""
        self.heights[row] = max(self.heights.get(row, 0.0), points)

    def fit(self, row: int, column: int, text: str) -> None:
        """行高容得下填入的文字: for a cell that is filled after it was drawn."""
        rows, columns, look = self._placed[row, column]
        self._texts.append(_Text(row, column, rows, columns, text, looks.LOOKS[look]))

    def missing_reason(self, first: int, last: int, weight: int, score: int, reason: int) -> None:
        """未写偏差原因的失分行变色."""
        area = f"A{first}:{get_column_letter(self.width)}{last}"
        missing_reason(self.page, area, first, *(get_column_letter(column) for column in (weight, score, reason)))

    def lights(self, area: str, bands: Sequence[Tuple[str, str]]) -> None:
        """红黄绿灯."""
        lights(self.page, area, "$" + area.split(":")[0], bands)

    def lights_of(self, area: str, cell: str, bands: Sequence[Tuple[str, str]]) -> None:
        """红黄绿灯 by another cell than the one that is coloured."""
        lights(self.page, area, cell, bands)

    def finish(self) -> None:
        """收尾: column widths, row heights that show the text, validations, protection, print set-up."""
        for place, width in enumerate(self.widths, 1):
            self.page.column_dimensions[get_column_letter(place)].width = width
        for row, height in self._row_heights().items():
            self.page.row_dimensions[row].height = round(min(_TALLEST, height), 1)
        for made in validation.merge_rules(self._rules):
            self.page.add_data_validation(made)
        protect(self.page)
        area = f"A1:{get_column_letter(self._last[1])}{self._last[0]}"
        set_up(self.page, area, landscape=self.landscape, heads=self.heads)

    def _place(
        self, row: int, column: int, rows: int, columns: int, look: str, number_format: str, *, open_: bool
    ) -> str:
        first = self.page.cell(row, column)
        self._placed[row, column] = (rows, columns, look)
        style = self._style(first, look, number_format, open_)
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                self.page.cell(r, c)._style = copy(style)
        if rows * columns > 1:
            last = self.page.cell(row + rows - 1, column + columns - 1)
            # merge_cells() would take the inner borders away, which an inserted row needs
            self.page.merged_cells.add(f"{first.coordinate}:{last.coordinate}")
        self._last = (max(self._last[0], row + rows - 1), max(self._last[1], column + columns - 1))
        return str(first.coordinate)

    def _style(self, cell: Any, look: str, number_format: str, open_: bool) -> Any:
        key = (look, number_format, open_)
        if key not in self._styles:
            chosen = looks.LOOKS[look]
            cell.font, cell.alignment = chosen.make_font(), chosen.make_alignment()
            if chosen.border:
                cell.border = looks.BORDER
            cell.number_format = number_format
            cell.protection = TYPING if open_ else LOCKED
            self._styles[key] = copy(cell._style)
        return self._styles[key]

    def _row_heights(self) -> Dict[int, float]:
        notes = {text.row for text in self._texts if text.look == looks.LOOKS["note"]}
        lowest = {row: _NOTE if row in notes else _LOWEST for row in range(1, self._last[0] + 1)}
        heights = {row: max(least, self.heights.get(row, 0.0)) for row, least in lowest.items()}
        for text in sorted(self._texts, key=lambda one: one.rows):
            rows = range(text.row, text.row + text.rows)
            missing = self._needed(text) - sum(heights[row] for row in rows)
            for row in rows:
                heights[row] += max(0.0, missing / text.rows)
        return heights

    def _needed(self, text: _Text) -> float:
        width = sum(self.widths[text.column - 1 : text.column - 1 + text.columns]) - 1.0 - 1.4 * text.look.indent
        # a column's width counts digits of the 11 point standard font; a Chinese character is two of them wide
        lines = sum(
            max(1, math.ceil(text_width(part) * text.look.size / 10.5 / max(width, 1.0)))
            for part in text.text.split("\n")
        )
        return lines * text.look.size * 1.4 + 6


def defined_name(path: str) -> str:
    """字段路径化为名称: positions count from 1.

    >>> defined_name("budget[0].executed")
    'budget_1_executed'
    """
    return re.sub(r"\[(\d+)\]", lambda found: f"_{int(found.group(1)) + 1}", path).replace(".", "_")


def _absolute(where: str) -> str:
    letters = where.rstrip("0123456789")
    return f"${letters}${where[len(letters) :]}"


def text_width(text: str) -> float:
    """文字宽度, in digits of the standard font: a Chinese character counts as two.

    >>> text_width("编制数"), text_width("2024年")
    (6.15, 6.65)
    """
    return round(sum(2.05 if ord(letter) > 0x2E7F or letter in "“”≥≤①②③④⑤" else 1.15 for letter in text), 6)
