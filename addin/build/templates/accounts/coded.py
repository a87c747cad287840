"""按科目列的决算表 (公开02、03、05、07、08表): one 科目 a row, totals by code level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Sequence, Tuple

from openpyxl.utils import get_column_letter

from ..book import Book
from ..validation import hint
from .layout import HEAD, Drawn, area_of, draw_top, money, sheet_name, summed

CODE, NAME = 1, 2
ROUNDED = "本套报表金额单位转换时可能存在尾数误差。"
_CODE_RULE = hint("科目编码", "类 3 位、款 5 位、项 7 位，例如 205、20503、2050305；上级科目写在所属科目之上")
#: rows below the head: 合计, then the 科目
TOTAL = HEAD + 3
FIRST = TOTAL + 1


@dataclass(frozen=True)
class Coded:
    """一张按科目列的表.

    Args:
        number, title: as printed. heads: (column key, label, group label over several columns or "").
        parts: column keys that ``sum`` adds up; empty where it is typed.
        note: 注. empty: what the table says of itself when it is empty, "" for tables that never are.
        rows: 科目 rows. widths: of code, name and each amount. landscape: A4 lying.
    """

    number: int
    title: str
    heads: Sequence[Tuple[str, str, str]]
    parts: Sequence[str]
    note: str
    empty: str = ""
    rows: int = 15
    widths: Tuple[float, float, float] = (13.0, 36.0, 18.0)
    landscape: bool = True

    @property
    def columns(self) -> Mapping[str, int]:
        """各列: key -> column."""
        return {key: NAME + 1 + place for place, (key, _, _) in enumerate(self.heads)}

    def area(self, key: str, rows: int) -> str:
        """科目行的跨表引用; the codes for ``code``."""
        column = CODE if key == "code" else self.columns[key]
        return area_of(sheet_name(self.number), column, FIRST, FIRST + rows - 1)


def draw_coded(book: Book, table: Coded, rows: int = 0) -> Drawn:
    """画一张表.

    Args:
        rows: number of 科目 rows; 0 for the table's own.
    """
    count = rows or table.rows
    width = len(table.heads)
    widths = (table.widths[0], table.widths[1], *[table.widths[2]] * width)
    sheet = book.sheet(
        sheet_name(table.number),
        widths,
        landscape=table.landscape,
        kind="accounts",
        heading=table.title,
        prefix=f"t{table.number:02d}",
    )
    sheet.table = f"公开{table.number:02d}"
    draw_top(sheet, table.number, table.title, (2, sheet.width - 2 if width > 3 else sheet.width - 1))
    drawn = Drawn(table.number, sheet, first=FIRST, last=FIRST + count - 1, columns=dict(table.columns))
    _draw_head(drawn, table)
    for key, column in table.columns.items():
        letters = get_column_letter(column)
        area = f"{letters}{FIRST}:{letters}{drawn.last}"
        codes = f"$A${FIRST}:$A${drawn.last}"
        formula = f'IF(COUNT({area})=0,"",ROUND(SUMPRODUCT((LEN({codes})=3)*1,{area}),6))'
        where = sheet.formula(TOTAL, column, formula, "figure", open_=True, rule=summed("合计"))
        drawn.keep("total", key, where)
    for row in range(FIRST, drawn.last + 1):
        _draw_row(drawn, table, row)
    keys = {"code": CODE, "name": NAME} | {("total" if key == "sum" else key): at for key, at in table.columns.items()}
    sheet.grows("subjects", FIRST, drawn.last, keys)
    _draw_notes(drawn, table)
    return drawn


def _draw_head(drawn: Drawn, table: Coded) -> None:
    sheet = drawn.sheet
    sheet.put(HEAD, CODE, "项目", columns=2, look="head")
    sheet.put(HEAD + 1, CODE, "功能分类\n科目编码", look="head")
    sheet.put(HEAD + 1, NAME, "科目名称", look="head")
    sheet.put(HEAD + 2, CODE, "栏次", columns=2)
    labels = list(table.heads)
    for place, (key, label, group) in enumerate(labels):
        column = table.columns[key]
        sheet.put(HEAD + 2, column, str(place + 1))
        if not group:
            sheet.put(HEAD, column, label, rows=2, look="head")
            continue
        sheet.put(HEAD + 1, column, label, look="head")
        if place == 0 or labels[place - 1][2] != group:
            span = sum(1 for other in labels if other[2] == group)
            sheet.put(HEAD, column, group, columns=span, look="head")
    sheet.put(TOTAL, CODE, "合计", columns=2, look="head")
    sheet.heads = (1, HEAD + 2)


def _draw_row(drawn: Drawn, table: Coded, row: int) -> None:
    """A 项 row takes typed amounts; a 类 or 款 row shows the sum of the next level until it is typed over."""
    sheet = drawn.sheet
    sheet.entry(row, CODE, "left", rule=_CODE_RULE)
    sheet.entry(row, NAME, "left")
    # the block's rows below this one, the row of the note included as a fixed end
    codes = f"$A{row + 1}:$A${drawn.last + 1}"
    own = f"$A{row}"
    below = f'(LEN({codes})=LEN({own})+2)*(LEFT({codes},LEN({own}))={own}&"")'
    for key, column in table.columns.items():
        letters = get_column_letter(column)
        amounts = f"{letters}{row + 1}:{letters}${drawn.last + 1}"
        if key == "sum" and table.parts:
            parts = [f"{get_column_letter(table.columns[part])}{row}" for part in table.parts]
            between = f"{parts[0]}:{parts[-1]}"
            inner = _children(own, below, amounts)
            sheet.formula(
                row, column, f'IF(COUNT({between})=0,{inner},ROUND(SUM({between}),6))', "figure", open_=True,
                rule=summed("合计"),
            )  # fmt: skip
        else:
            sheet.formula(row, column, _children(own, below, amounts), "figure", open_=True, rule=money("金额"))


def _children(own: str, below: str, amounts: str) -> str:
    return (
        f'IF(OR(LEN({own})=3,LEN({own})=5),IF(SUMPRODUCT({below}*ISNUMBER({amounts}))=0,"",'
        f'ROUND(SUMPRODUCT({below},{amounts}),6)),"")'
    )


def _draw_notes(drawn: Drawn, table: Coded) -> None:
    sheet, row = drawn.sheet, drawn.last + 1
    sheet.put(row, 1, table.note, columns=sheet.width, look="note")
    if table.empty:
        last = get_column_letter(sheet.width)
        formula = f'IF(SUM(C{TOTAL}:{last}{drawn.last})=0,"{table.empty}","")'
        sheet.formula(row + 1, 1, formula, "said_note", columns=sheet.width, cached=table.empty)
    else:
        sheet.put(row + 1, 1, ROUNDED, columns=sheet.width, look="note")
