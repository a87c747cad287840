"""下发的模板 (template): the pack's workbook as every returned file is compared with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..forms.accounts_model import Accounts
from ..forms.model import Form
from ..forms.recognise import recognise
from ..grid import Grid
from ..handout.manifest import Head
from ..package.reading import open_workbook
from ..packs.model import Block, Pack, PackForm
from .align import Labels, labels_of
from .spelling import spelled

#: the workbook's defined name that settles the rule
_PROFILE = "PERF_PROFILE"
#: what makes two forms the same one of a workbook: kind, and the table of the final accounts
Kind = tuple[str, int]


@dataclass(frozen=True)
class Issue:
    """下发了什么: what a worker is told once; it travels to other machines, so that nothing is looked up there.

    Args:
        head: the manifest's head; None when only a register, or nothing, is at hand. workbook: the pack's workbook, b"" for none.
        profile: the rule of the pack. forms: the pack's forms. name: the workbook's name.
    """

    head: Head | None = None
    workbook: bytes = b""
    profile: str = ""
    forms: tuple[PackForm, ...] = ()
    name: str = ""


def issue_of(head: Head | None, pack: Pack | None) -> Issue:
    """由清单首行和模板包.

    Args:
        head: the manifest's head, None without one. pack: the pack it names, None when it is not at hand.

    Raises:
        OSError: the pack's workbook cannot be read.
    """
    if pack is None:
        return Issue(head)
    return Issue(head, pack.workbook.read_bytes(), pack.profile, pack.forms, pack.file)


def kind_of(form: Form) -> Kind:
    """是哪一张表: kind, and which of the nine tables."""
    return form.kind, form.table if isinstance(form, Accounts) else 0


@dataclass(frozen=True)
class Template:
    """打开的模板.

    Args:
        grids: sheet -> grid. forms: its forms as recognised. profile: the name of its rule, "" lets each form decide.
        required: forms that a return must hold: kind -> its name in messages.
        sheets: kind -> names of its sheets; those of forms that are repeated for each project are in ``repeated`` too.
        blocks: sheet -> the rows that may grow.
    """

    grids: dict[str, Grid]
    forms: tuple[Form, ...]
    profile: str
    required: dict[Kind, str] = field(default_factory=dict)
    sheets: dict[Kind, tuple[str, ...]] = field(default_factory=dict)
    repeated: frozenset[str] = frozenset()
    blocks: dict[str, tuple[Block, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_labels", {})
        object.__setattr__(self, "_printed", {})

    _labels: dict[str, Labels] = field(init=False, repr=False, compare=False)
    _printed: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def labels(self, sheet: str) -> Labels:
        """某工作表的标签."""
        if sheet not in self._labels:
            self._labels[sheet] = labels_of(self.grids[sheet])
        return self._labels[sheet]

    def printed(self, sheet: str) -> frozenset[str]:
        """某工作表上印的全部内容, as ``spelled``."""
        if sheet not in self._printed:
            self._printed[sheet] = frozenset(
                spelled(cell.value) for cell in self.grids[sheet].cells.values() if cell.value is not None
            )
        return self._printed[sheet]

    def form(self, form: Form) -> Form | None:
        """对应的表: the template's form of the same kind, best the one on a sheet of the same name."""
        same = [one for one in self.forms if kind_of(one) == kind_of(form)]
        return next((one for one in same if one.sheet == form.sheet), same[0] if same else None)


def open_template(issue: Issue) -> Template | None:
    """打开模板: None when the pack is not at hand.

    Raises:
        PackageProblem: the template itself cannot be read.
    """
    if not issue.workbook:
        return None
    book = open_workbook(issue.workbook)
    grids = book.grids()
    forms = tuple(recognise(grids).forms)
    by_sheet = {form.sheet: form for form in issue.forms}
    required: dict[Kind, str] = {}
    sheets: dict[Kind, list[str]] = {}
    for form in forms:
        kind = kind_of(form)
        stated = by_sheet.get(form.sheet)
        if stated is None or stated.required:
            required.setdefault(kind, stated.name if stated is not None else form.title or form.sheet)
        sheets.setdefault(kind, []).append(form.sheet)
    return Template(
        {grid.name: grid for grid in grids},
        forms,
        book.name_value(_PROFILE) or issue.profile,
        required,
        {kind: tuple(names) for kind, names in sheets.items()},
        frozenset(form.sheet for form in issue.forms if form.repeats),
        _blocks(issue.forms),
    )


def _blocks(forms: Sequence[PackForm]) -> dict[str, tuple[Block, ...]]:
    return {form.sheet: form.blocks for form in forms if form.blocks}
