"""勾稽核对 (ties): every relation of the nine tables as a row with both figures, the difference and 相符 or 不符."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Tuple

from ....commands.accounts.judge import COLUMNS
from ....commands.accounts.relations import CLASSES, EVERY_COLUMN, Term, Tie, all_ties
from ..book import Book
from ..conditional import RED, YELLOW, shade
from ..sheet import Sheet
from .layout import Drawn
from .summary import functions

SHEET = "勾稽核对"
_FIRST = 5


def draw_ties(book: Book, tables: Dict[int, Drawn]) -> Sheet:
    """画勾稽核对表: relations that hold row by row are computed in the tables themselves and left out.

    Args:
        tables: the drawn tables.
    """
    sheet = book.sheet(SHEET, (6.0, 12.0, 60.0, 17.0, 17.0, 14.0, 10.0), prefix="ties")
    sheet.put(1, 1, "部门决算公开表勾稽核对", columns=7, look="title")
    sheet.height(1, 36)
    sheet.put(
        2,
        1,
        "左数＝右数为相符；相差不超过 0.01 万元为尾差；两边有一边空白的不核对，以“—”表示。",
        columns=7,
        look="note",
    )
    heads = ("序号", "所涉的表", "关系", "左数", "右数", "差额", "结果")
    for column, label in enumerate(heads, 1):
        sheet.put(_FIRST - 1, column, label, look="head")
    sheet.heads = (_FIRST - 1, _FIRST - 1)
    row = _FIRST
    for tie in all_ties():
        for rule, left, right in _formulas(tie, tables):
            _draw(sheet, row, row - _FIRST + 1, tie, rule, left, right)
            row += 1
    for rule, number, left, right in _levels(tables):
        _draw(sheet, row, row - _FIRST + 1, None, rule, left, right, number)
        row += 1
    results = f"G{_FIRST}:G{row - 1}"
    sheet.put(3, 1, "不符", columns=2, look="head")
    sheet.formula(3, 3, f'COUNTIF({results},"不符")&" 处"', "said", cached="0 处", name="mismatches")
    shade(sheet.page, results, f'$G{_FIRST}="不符"', RED)
    shade(sheet.page, results, f'$G{_FIRST}="尾差"', YELLOW)
    return sheet


def _draw(
    sheet: Sheet, row: int, number: int, tie: Optional[Tie], rule: str, left: str, right: str, table: int = 0
) -> None:
    numbers = tie.tables if tie else (table,)
    sheet.put(row, 1, str(number))
    sheet.put(row, 2, "、".join(f"{one:02d}" for one in numbers))
    sheet.put(row, 3, rule, look="name")
    sheet.formula(row, 4, left, "figure")
    sheet.formula(row, 5, right, "figure")
    sheet.formula(row, 6, f'IF(AND(ISNUMBER(D{row}),ISNUMBER(E{row})),ROUND(D{row}-E{row},6),"")', "figure")
    test = f'IF(ABS(F{row})<0.005,"相符",IF(ABS(F{row})<0.0100001,"尾差","不符"))'
    if tie is not None and tie.relation == "<=":
        test = f'IF(F{row}<0.005,"相符","不符")'
    sheet.formula(row, 7, f'IF(ISNUMBER(F{row}),{test},"—")', "said", cached="—")


def _formulas(tie: Tie, tables: Dict[int, Drawn]) -> List[Tuple[str, str, str]]:
    if tie.each:
        return []
    first = tables[tie.left[0].table]
    columns = [""]
    if tie.every_column:
        columns = list(dict.fromkeys(column for row, column in first.cells if row == tie.left[0].row))
    found = []
    for column in columns:
        left, right = (_side(side, tables, column) for side in (tie.left, tie.right))
        if left and right:
            part = COLUMNS.get(column, "小计" if column == "sum" else "")
            found.append((f"{tie.rule}（{part}）" if part else tie.rule, left, right))
    return found


def _side(terms: Sequence[Term], tables: Dict[int, Drawn], column: str) -> str:
    """One side as a formula; "" when none of its cells is in the form."""
    counts, sums = [], []
    for term in terms:
        drawn = tables[term.table]
        at = column if term.column == EVERY_COLUMN else term.column
        if term.row == CLASSES:
            area = _classes(drawn, at)
            if drawn.first:
                codes = drawn.area(1)
                counts.append(f"SUMPRODUCT((LEN({codes})=3)*ISNUMBER({area}))")
                sums.append(f"SUMPRODUCT((LEN({codes})=3)*1,{area})")
            else:
                counts.append(f"COUNT({area})")
                sums.append(f"SUM({area})")
        elif (term.row, at) in drawn.cells:
            counts.append(f"COUNT({drawn.ref(term.row, at)})")
            sums.append(f"N({drawn.ref(term.row, at)})")
    if not sums:
        return ""
    return f'IF({"+".join(counts)}=0,"",ROUND({"+".join(sums)},6))'


def _classes(drawn: Drawn, column: str) -> str:
    if drawn.first:
        return drawn.area(drawn.columns[column])
    codes = [code for code, _ in functions()]
    first, last = drawn.ref(codes[0], column), drawn.ref(codes[-1], column)
    return f"{first}:{last.partition('!')[2]}"


def _levels(tables: Dict[int, Drawn]) -> List[Tuple[str, int, str, str]]:
    """类 against 款, 款 against 项: the whole table at once, where the lower level is listed."""
    found = []
    for number, drawn in tables.items():
        if not drawn.first:
            continue
        codes, area = drawn.area(1), drawn.area(drawn.columns["sum"])
        for upper, lower, rule in ((3, 5, "各类之和＝各款之和"), (5, 7, "各款之和＝各项之和")):
            sides = [
                f'IF(SUMPRODUCT((LEN({codes})={lower})*ISNUMBER({area}))=0,"",ROUND(SUMPRODUCT((LEN({codes})={length})*1,{area}),6))'
                for length in (upper, lower)
            ]
            found.append((rule, number, sides[0], sides[1]))
    return found
