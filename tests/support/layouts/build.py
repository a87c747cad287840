"""版式生成 (build): cases as files in every layout, with the truth about where each field stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Dict, List, Sequence

from support.cases import Case
from support.layouts.book import Layout, Placed, new_book, page_setup, to_bytes, write_sheet
from support.layouts.draw import draw
from support.layouts.look import NUMBERS, OFFICIAL, SHIFTED, UNMERGED, WORD, WORD_OUTSIDE, Look
from support.layouts.word import build_word


def sheet_name(case: Case, number: int = 0) -> str:
    """工作表名: the form's name, which tells what it is where the title is missing."""
    name = case["form"].replace("（", "").replace("）", "")
    return f"{name}{number}" if number else name


def place(book: Any, case: Case, look: Look, name: str = "") -> Placed:
    """把一张表放到自己的工作表上."""
    known = f"{case['year']}年" if look.title == "none" else ""  # the sheet's name then tells form and year
    sheet = book.create_sheet(name or known + sheet_name(case))
    canvas = draw(case, look)
    truth = write_sheet(sheet, canvas, merged=look.merged, numbers=look.numbers)
    page_setup(sheet, canvas)
    return Placed(case, look, sheet.title, truth)


def build(case: Case, look: Look = OFFICIAL, *, blank: bool = False) -> Layout:
    """一张表一个工作簿.

    Args:
        case: a published table. look: the layout.
        blank: leaves the computed cells empty (completion, scores, rate, total, grade).

    Returns:
        The file's bytes and the place of every field.
    """
    look = replace(look, blank=look.blank or blank)
    if look.name.startswith("word"):
        return build_word([case], look)
    book = new_book()
    placed = place(book, case, look)
    return Layout(look.name, ".xlsx", to_bytes(book), [placed])


def build_sheets(cases: Sequence[Case], look: Look = OFFICIAL, *, blank: bool = False) -> Layout:
    """一张表一个工作表."""
    look = replace(look, blank=look.blank or blank)
    book = new_book()
    forms = [place(book, case, look, sheet_name(case, number)) for number, case in enumerate(cases, 1)]
    return Layout("sheets", ".xlsx", to_bytes(book), forms)


def build_stacked(cases: Sequence[Case], look: Look = OFFICIAL, *, blank: bool = False, gap: int = 2) -> Layout:
    """多张表上下排列在同一个工作表上, ``gap`` blank rows between them."""
    look = replace(look, blank=look.blank or blank)
    book = new_book()
    sheet = book.create_sheet("自评表")
    forms: List[Placed] = []
    row = look.row
    for case in cases:
        canvas = draw(case, replace(look, row=row))
        truth = write_sheet(sheet, canvas, merged=look.merged, numbers=look.numbers)
        forms.append(Placed(case, look, sheet.title, truth))
        row = canvas.size[0] + 1 + gap
    return Layout("stacked", ".xlsx", to_bytes(book), forms)


def build_stacked_alone(case: Case, *, blank: bool = False) -> Layout:
    """同一张表在一个工作表上排列两次, as when two projects share a sheet."""
    return build_stacked([case, case], blank=blank)


#: the fixed layouts of one case, by name
LAYOUTS: Dict[str, Callable[..., Layout]] = {
    "official": lambda case, **options: build(case, OFFICIAL, **options),
    "numbers": lambda case, **options: build(case, NUMBERS, **options),
    "shifted": lambda case, **options: build(case, SHIFTED, **options),
    "unmerged": lambda case, **options: build(case, UNMERGED, **options),
    "stacked": build_stacked_alone,
    "word": lambda case, **options: build(case, WORD, **options),
    "word-title-outside": lambda case, **options: build(case, WORD_OUTSIDE, **options),
}
