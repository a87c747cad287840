"""定稿 (freeze): the file to submit: formulas become values, and everything of ours is taken out."""

from __future__ import annotations

from udfs.core.errors import CellError

from ..edits import SetFill
from ..grid import Position, address
from . import markup
from .comments_edit import edit_comments, our_comments
from .dependencies import Formula
from .external_links import remove_add_in_links
from .formula_book import Book, Evaluation
from .formula_values import Scalar, Unknown
from .note import remove_note
from .problems import PackageProblem
from .session import Session
from .sheet_edit import check_protection
from .sheet_index import SheetIndex
from .sheets_edit import remove_sheet


class StaleValues(PackageProblem):
    """公式没有可信的值: ``places`` are the cells, (sheet, A1)."""

    def __init__(self, places: list[tuple[str, str]], path: str) -> None:
        shown = "、".join(f"{sheet}!{where}" for sheet, where in places[:10]) + (" 等" if len(places) > 10 else "")
        super().__init__(
            "value.stale",
            f"{shown}（共 {len(places)} 个公式）没有可信的计算结果，不能定稿。请用 Excel、WPS 或 LibreOffice 打开，重新计算并保存后再试。",
            path,
        )
        self.places = places


def freeze_package(data: bytes, path: str = "") -> bytes:
    """定稿: formulas to values; our note, sheets, comments, fills and links to the add-in removed.

    The user's formulas become values too; their comments, colours, rules and links stay byte for byte.

    Args:
        data: the workbook.
        path: its name for messages.

    Raises:
        StaleValues: formula cells without a value that can be trusted.
        PackageProblem: the workbook cannot be edited, or a sheet is protected with a password.
    """
    session = Session(data, path=path)
    for name in sorted(session.note.sheets & {one.name for one in session.workbook.sheets}):
        remove_sheet(session, name)
    stale = untrusted(session)
    if stale:
        raise StaleValues(stale, path)
    for one in session.workbook.sheets:
        part = session.draft.find(one.part)
        if one.kind != "worksheet" or part is None:
            continue
        for where in [where for sheet, where in session.note.fills if sheet == one.name]:
            session.take(SetFill(one.name, *where, None))
        ours: dict[Position, str | None] = dict.fromkeys(our_comments(session.draft, part))
        if ours:
            edit_comments(session, one.name, ours)
    session.flush(record=False)
    session.write_styles()
    for one in session.workbook.sheets:
        part = session.draft.find(one.part)
        if one.kind == "worksheet" and part is not None:
            session.draft.write(part, _values_only(session.draft.editable(part), one.name))
    session.drop_calc_chain()
    remove_add_in_links(session.draft)
    remove_note(session.draft)
    return session.draft.to_bytes()


def untrusted(session: Session) -> list[tuple[str, str]]:
    """没有可信值的公式: cells without a stored value, with ``#NAME?``, or stored by a program that did not compute.

    Some libraries store 0 for every formula and ask for a full calculation on load. Such a value is trusted only
    where we wrote it ourselves or get the same.
    """
    book = Book(session)
    check = Evaluation(book, dict(book.formulas)) if _asks_for_calculation(session) else None
    return [
        (formula.sheet, address(*formula.where))
        for _, formula in sorted(book.formulas.items())
        if not _trusted(session, book, formula, check)
    ]


def _trusted(session: Session, book: Book, formula: Formula, check: Evaluation | None) -> bool:
    try:
        stored = book.stored(formula.sheet, formula.where)
    except Unknown:
        cell = book.cell(formula.sheet, formula.where)
        index = book.index(formula.sheet)
        # kinds of value that we do not read (dates as text) are values all the same
        return cell is not None and bool(index.text(index.child(cell, b"v"))) and check is None
    if isinstance(stored, CellError) and stored.code == "#NAME?":
        return False
    written = session.note.cells.get((formula.sheet, formula.where))
    if check is None or (written is not None and written.formula):
        return True
    return _agree(check.value(formula.sheet, formula.where), stored)


def _agree(one: Scalar | Unknown, other: Scalar) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-12 * max(1.0, abs(one))
    return type(one) is type(other) and str(one) == str(other)


def _asks_for_calculation(session: Session) -> bool:
    return session.workbook.calculation.get("fullCalcOnLoad", "0").lower() in ("1", "true")


def _values_only(data: bytes, sheet: str) -> bytes:
    index = SheetIndex(data, sheet)
    if not index.has_formulas:
        return data
    check_protection(index)
    patches: list[markup.Patch] = []
    for cell, tag in index.formula_cells():
        patches.append((tag.start, markup.element_end(index.seen, tag), b""))
        attributes = markup.with_attribute(cell.attributes, b"cm", None)
        if attributes != cell.attributes:
            patches.append((cell.start, cell.inner, b"<%bc%b>" % (index.prefix, attributes)))
    return markup.apply(data, patches)
