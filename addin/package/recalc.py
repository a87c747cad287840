"""过期的缓存值 (stale cached values): after an edit, recompute what we surely can, take away what we cannot.

A formula cell stores the value it last had. When a cell it depends on was edited, that value is wrong. Common formulas
are computed anew here; for the others the stored value is removed and the workbook told to recalculate on load
(LibreOffice ignores that flag alone, so both are needed).
"""

from __future__ import annotations

from udfs.core.errors import CellError

from ..grid import address
from . import markup
from .cell_values import encode_number, encode_text
from .formula_book import Book, Evaluation, members
from .formula_values import Scalar, Unknown
from .session import Session
from .sheet_index import CellSpan, SheetIndex

Places = tuple[tuple[str, str], ...]


def refresh(session: Session) -> tuple[Places, Places]:
    """更新缓存值: for every formula cell that depends on what the session changed.

    Returns:
        (recomputed, stale): places as (sheet, A1); stale cells have lost their stored value.
    """
    changed = {sheet: where for sheet, where in session.changed.items() if where}
    if not changed:
        return (), ()
    book = Book(session)
    if not book.formulas:
        return (), ()
    dirty = {
        (one.sheet, one.where): one
        for one in book.dependencies().dependents(book.formulas.values(), changed)
        if (one.sheet, one.where) not in session.trusted
    }
    for sheet, cells in changed.items():
        for where in cells:
            one = book.formulas.get((sheet, where))
            if one is not None and (sheet, where) not in session.trusted:
                dirty[sheet, where] = one
    if not dirty:
        return (), ()
    return _store(session, book, Evaluation(book, dirty))


def _store(session: Session, book: Book, evaluation: Evaluation) -> tuple[Places, Places]:
    recomputed: list[tuple[str, str]] = []
    stale: list[tuple[str, str]] = []
    patches: dict[str, list[markup.Patch]] = {}
    for (sheet, where), formula in sorted(evaluation.dirty.items()):
        index = book.index(sheet)
        value: Scalar | Unknown = evaluation.value(sheet, where)
        if isinstance(value, Unknown):
            stale.append((sheet, address(*where)))
            for member in members(book, formula):
                removed = without_value(index, member)
                patches.setdefault(sheet, []).extend(removed)
                if removed and member.where != where:
                    stale.append((sheet, address(*member.where)))
            continue
        new = _with_value(index, book.cell(sheet, where), value)
        if new:
            patches.setdefault(sheet, []).extend(new)
            recomputed.append((sheet, address(*where)))
    for sheet, found in patches.items():
        session.draft.write(book.parts_of[sheet], markup.apply(book.index(sheet).data, found))
    if stale:
        session.recalculate_on_load()
    return tuple(recomputed), tuple(stale)


def _with_value(index: SheetIndex, cell: CellSpan | None, value: Scalar) -> list[markup.Patch]:
    """The patches that store a value beside the formula; none when it is stored already."""
    if cell is None:
        return []
    kind, text = stored_form(value, index.label(cell.where))
    if is_stored(cell, index.text(index.child(cell, b"v")), kind, text):
        return []
    return replaced(index, cell, kind, b"<%bv>%b</%bv>" % (index.prefix, text, index.prefix))


def stored_form(value: Scalar, label: str) -> tuple[bytes, bytes]:
    """缓存值的写法: the ``t`` attribute (b"" for a number) and the text of ``v``.

    >>> stored_form(7.5, "A2"), stored_form("良", "A2")[0], stored_form(None, "A2")
    ((b'', b'7.5'), b'str', (b'', b'0'))
    """
    if isinstance(value, bool):
        return b"b", b"1" if value else b"0"
    if isinstance(value, CellError):
        return b"e", markup.escape(value.code)
    if isinstance(value, str):
        return b"str", encode_text(value, label)
    return b"", encode_number(float(value or 0.0), label)


def is_stored(cell: CellSpan, old: str | None, kind: bytes, text: bytes) -> bool:
    """是否已是该值: whether the cell's stored text ``old`` (None when it has none) says the same already."""
    if old is None or (markup.attribute(cell.attributes, b"t") or b"").replace(b"n", b"") != kind:
        return False
    return old.encode("utf-8") == text or (kind == b"" and _equal_numbers(old, text))


def _equal_numbers(old: str, new: bytes) -> bool:
    try:
        return float(old) == float(new)
    except ValueError:
        return False


def without_value(index: SheetIndex, cell: CellSpan) -> list[markup.Patch]:
    """去掉缓存值: the patches; none when the cell stores no value."""
    return [] if index.child(cell, b"v") is None else replaced(index, cell, b"", b"")


def replaced(index: SheetIndex, cell: CellSpan, kind: bytes, new: bytes) -> list[markup.Patch]:
    """换缓存值: the patches that make ``new`` the cell's ``v`` element, behind its formula, and ``kind`` its type."""
    v = index.child(cell, b"v")
    attributes = markup.with_attribute(cell.attributes, b"t", kind or None)
    patches = []
    if attributes != cell.attributes:
        head = b"<%bc%b>" % (index.prefix, attributes.rstrip())
        patches.append((cell.start, cell.inner, head))
    if v is not None:
        patches.append((v.start, markup.element_end(index.seen, v), new))
    else:
        f = index.child(cell, b"f")
        at = markup.element_end(index.seen, f) if f is not None else cell.inner
        patches.append((at, at, new))
    return patches
