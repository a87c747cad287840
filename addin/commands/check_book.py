"""校验一本工作簿 (check a book): every form by its own rule, and what ties the forms together; a file or an open workbook."""

from __future__ import annotations

from typing import Iterator, List, Optional, Protocol, Sequence

from ..findings import Finding
from ..forms.model import PROJECT, Form, Recognised
from ..grid import Grid
from .check import check, check_recognised, in_order
from .fill import Book, Step, context_of
from .findings_sheet import is_findings_sheet
from .profile import choose_profile
from .ties import Collection, Member, Passage, all_ties

#: a text that can state a sum has at least so many characters
SHORTEST_PASSAGE = 12


class CheckedBook(Book, Protocol):
    """可校验的工作簿: a book with its sheets, and what was recognised on them."""

    @property
    def grids(self) -> List[Grid]:
        """全部工作表."""

    @property
    def recognised(self) -> Recognised:
        """识别结果."""


def check_book(book: CheckedBook, profile: str = "", step: Optional[Step] = None) -> List[Finding]:
    """校验一本工作簿, as ``jixiao check`` does with one file.

    Args:
        book: the book. profile: the rule's id or alias, "" lets the book and its forms decide.
        step: told before each form.

    Returns:
        findings by sheet and cell, then those that tie the forms together.

    Raises:
        ValueError: no such profile.
    """
    found = in_order(check_forms(book, profile, step=step))
    return found + tie([book], passages_of(book))


def check_forms(
    book: CheckedBook, profile: str = "", related: Sequence[Form] = (), step: Optional[Step] = None
) -> List[Finding]:
    """逐表校验: every form by its own rule.

    Args:
        book: the book. profile: the rule's name, "" to choose. related: forms of other files of the folder.
        step: told before each form.
    """
    found = check_recognised(book.recognised, book.name)
    for done, form in enumerate(book.forms):
        if step:
            step(form, done, len(book.forms))
        chosen = choose_profile(form, profile, book.profile_name, book.name)
        others = tuple(other for other in related if all(other is not own for own in book.forms))
        found += chosen.findings
        found += check(form, chosen.profile, context_of(book, form, chosen, related=others))
    return found


def tie(batch: Sequence[CheckedBook], passages: Sequence[Passage] = ()) -> List[Finding]:
    """核对表间勾稽: what ties the forms of these books together, and the ``passages`` that state their sums."""
    members = [Member(book.name, form) for book in batch for form in book.forms]
    if len(members) < 2:
        return []
    collection = Collection(members, list(passages))
    found: List[Finding] = []
    for module in all_ties():
        found += module.tie(collection)
    return in_order(found)


def passages_of(book: CheckedBook) -> List[Passage]:
    """工作表中的文字 that may state sums: long texts outside of project forms, which speak of themselves."""
    found: List[Passage] = []
    for grid in book.grids:
        if not is_findings_sheet(grid):
            found += _texts(book.name, grid, [form for form in book.forms if form.sheet == grid.name])
    return found


def _texts(file: str, grid: Grid, forms: Sequence[Form]) -> Iterator[Passage]:
    for (row, column), cell in grid.texts(SHORTEST_PASSAGE):
        value = cell.value
        if not isinstance(value, str) or cell.hidden:
            continue
        within = [form for form in forms if (row, column) in form.area]
        if not any(form.kind == PROJECT for form in within):
            yield Passage(file, grid.name, grid.label(row, column), value, bool(within))
