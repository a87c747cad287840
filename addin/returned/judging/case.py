"""判断的对象 (case): one returned file with everything that it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...findings import ERROR, Finding
from ...forms.model import Bound, Form, Recognised
from ...grid import Grid
from ...handout.identity import Identity
from ...handout.manifest import Entry, Head
from ..align import Shift, align
from ..template import Kind, Template, kind_of


@dataclass(frozen=True)
class Case:
    """一个报送文件.

    Args:
        file: its path as findings print it. sha256: of its bytes. grids: its sheets. recognised: its forms.
        claimed: what its properties say. head: of the manifest; None without one. template: None when the pack is not at hand.
        entry: what was handed out to its unit; None when the unit is not known.
    """

    file: str
    grids: Sequence[Grid]
    recognised: Recognised
    claimed: Identity = field(default_factory=Identity)
    head: Head | None = None
    template: Template | None = None
    entry: Entry | None = None
    sha256: str = ""

    @property
    def forms(self) -> list[Form]:
        """识别出的表单."""
        return self.recognised.forms

    @cached_property
    def sheets(self) -> dict[str, Grid]:
        """工作表: name -> grid."""
        return {grid.name: grid for grid in self.grids}

    @cached_property
    def renamed(self) -> dict[str, str]:
        """改名的工作表: the template's name -> the name it has now, for sheets whose form stands elsewhere."""
        if self.template is None:
            return {}
        found: dict[str, str] = {}
        expected = set(self.template.grids) | {place.rpartition("!")[0] for place in self.issued}
        for kind, names in self.template.sheets.items():
            missing = [name for name in names if name not in self.sheets]
            own = [form.sheet for form in self.forms if kind_of(form) == kind and form.sheet not in expected]
            found.update(zip(missing, dict.fromkeys(own)))
        return found

    @property
    def issued(self) -> dict[str, object]:
        """下发时填好的格: ``sheet!A1`` -> value."""
        return self.entry.cells if self.entry is not None else {}

    @cached_property
    def shifts(self) -> dict[str, tuple[str, Shift]]:
        """各表的移动: the file's sheet -> (the template's sheet, how its rows and columns moved)."""
        if self.template is None:
            return {}
        pairs = {self.renamed.get(name, name): name for name in self.template.grids}
        for form in self.forms:  # further sheets of a form that is repeated for each project
            like = self.template.form(form)
            if like is not None:
                pairs.setdefault(form.sheet, like.sheet)
        return {
            own: (like, align(self.template.labels(like), self.sheets[own]))
            for own, like in pairs.items()
            if own in self.sheets
        }

    def kinds(self) -> set[Kind]:
        """文件中有哪些表."""
        return {kind_of(form) for form in self.forms}

    def finding(
        self,
        code: str,
        message: str,
        severity: str = ERROR,
        sheet: str = "",
        cell: str = "",
        printed: str = "",
        expected: str = "",
    ) -> Finding:
        """一条发现; the place goes before the message."""
        place = f"{sheet}!{cell} " if cell else f"{sheet} " if sheet else ""
        return Finding(code, severity, place + message, self.file, sheet, cell, printed, expected)

    def at(
        self, form: Form, bound: Bound, code: str, message: str, severity: str = ERROR, expected: str = ""
    ) -> Finding:
        """一条发现 at a form's cell."""
        return self.finding(code, message, severity, form.sheet, bound.label, bound.text, expected)
