"""填写的循环 (fill): compute the forms of a book and carry out the edits until its own formulas have settled.

A book is a file's bytes (addin/hosts/files) or an open workbook (addin/buttons): the same loop fills both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, List, Optional, Protocol, Sequence, Set, Tuple

from ..edits import Edit
from ..findings import Finding
from ..forms.model import Bound, Form
from .check import check, in_order
from .compute import Computed, compute
from .context import UNCHANGED, VALUES, Context
from .profile import Chosen, choose_profile

#: a workbook's own formulas may follow from what we write: so many rounds until nothing changes any more
_ROUNDS = 3

#: told before each form: (form, forms done, forms in all); raises to stop
Step = Callable[[Form, int, int], None]


class Book(Protocol):
    """一本工作簿: what filling and checking need to know of it."""

    @property
    def name(self) -> str:
        """名称 for messages."""

    @property
    def profile_name(self) -> str:
        """PERF_PROFILE 的内容, "" when there is none."""

    @property
    def forms(self) -> List[Form]:
        """识别出的表单."""

    def ours(self, form: Form, bound: Bound) -> str:
        """某格是否为我们所填: FOREIGN, UNCHANGED or CHANGED, as Context.ours."""

    def carried_out(self, edits: Sequence[Edit]) -> Tuple[Book, List[str]]:
        """执行改动: the book as it is afterwards (its forms in the same order), and what was skipped, in Chinese."""


@dataclass
class Filling:
    """填写的经过.

    Args:
        book: the book as it is after the last round.
        forms: each form with its edits; what was filled in several rounds is listed once, as it stands.
        findings: on the choice of rules and the filling itself. messages: what was skipped.
        edits: every edit that was carried out, in order.
    """

    book: Book
    forms: List[Computed] = field(default_factory=list)
    findings: List[Finding] = field(default_factory=list)
    messages: List[str] = field(default_factory=list)
    edits: List[Edit] = field(default_factory=list)


def fill(
    book: Book, profile: str = "", style: str = VALUES, overwrite: bool = False, step: Optional[Step] = None
) -> Filling:
    """填写一本工作簿.

    Args:
        book: the book. profile: the rule's id or alias, "" lets the book and its forms decide.
        style: ``values``, ``functions`` or ``native``. overwrite: replaces what others typed.
        step: told before each form of each round.

    Returns:
        what was done; nothing is carried out when there is nothing to write.

    Raises:
        ValueError: no such profile.
        Problem: the book cannot be written.
    """
    result = Filling(book)
    known: Set[Edit] = set()
    for _ in range(_ROUNDS):
        computed, chosen = compute_all(result.book, profile, style, overwrite, step)
        edits = [edit for one in computed for edit in one.edits]
        fresh = [edit for edit in edits if edit not in known]
        _take_over(result, computed, chosen)
        if not fresh:
            break
        result.book, skipped = result.book.carried_out(edits)
        result.edits += fresh
        known.update(fresh)
        result.messages += [text for text in skipped if text not in result.messages]
        if not _has_formulas(result.book):
            break
    return result


def check_filled(filling: Filling, profile: str = "", style: str = VALUES, overwrite: bool = False) -> List[Finding]:
    """校验填好的工作簿: the filling's own findings and those on the book as it now is, in order."""
    book = filling.book
    found = list(filling.findings)
    for form in book.forms:
        chosen = choose_profile(form, profile, book.profile_name, book.name)
        found += check(form, chosen.profile, context_of(book, form, chosen, style, overwrite))
    return in_order(found)


def context_of(
    book: Book,
    form: Form,
    chosen: Chosen,
    style: str = VALUES,
    overwrite: bool = False,
    related: Sequence[Form] = (),
) -> Context:
    """一张表的上下文: the book, its other forms, and what we wrote before."""
    return Context(
        file=book.name,
        style=style,
        overwrite=overwrite,
        fallback=chosen.fallback,
        profile_argument=getattr(chosen.profile, "id", ""),
        related=tuple(other for other in (*book.forms, *related) if other is not form),
        ours=lambda bound: book.ours(form, bound),
    )


def compute_all(
    book: Book, profile: str = "", style: str = VALUES, overwrite: bool = False, step: Optional[Step] = None
) -> Tuple[List[Computed], List[Chosen]]:
    """计算全部表 without writing anything: each form's edits, and how its rule was chosen."""
    computed, every = [], []
    for done, form in enumerate(book.forms):
        if step:
            step(form, done, len(book.forms))
        chosen = choose_profile(form, profile, book.profile_name, book.name)
        every.append(chosen)
        computed.append(compute(form, chosen.profile, context_of(book, form, chosen, style, overwrite)))
    return computed, every


def _take_over(result: Filling, computed: List[Computed], chosen: List[Chosen]) -> None:
    """Later rounds refresh figures: the report keeps one entry for each cell, the last one."""
    if not result.forms:
        result.forms = computed
    else:
        for former, now in zip(result.forms, computed):
            cells = {item.cell for item in now.filled}
            former.filled = [item for item in former.filled if item.cell not in cells] + now.filled
            former.figures = now.figures
    result.findings += [finding for one in chosen for finding in one.findings]
    result.findings += [finding for one in computed for finding in one.findings]


def _has_formulas(book: Book) -> bool:
    """Formulas of the user's own in bound cells: they may follow from what we wrote."""
    return any(
        bound.cell.formula is not None and book.ours(form, bound) != UNCHANGED
        for form in book.forms
        for _, bound in form.bound_cells()
    )
