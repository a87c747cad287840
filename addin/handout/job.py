"""一个单位的任务 (job): what one unit's files are made from, and what became of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from ..edits import EditValue
from ..package.plan import Keep

Given = EditValue | Keep
WRITTEN, UNCHANGED, FAILED = "written", "unchanged", "failed"
#: (number of a slot of rows, rows that it needs beyond those of the template)
Extra = tuple[tuple[int, int], ...]


class Shape(NamedTuple):
    """形状: units of one shape are made from one prepared template.

    Args:
        rows: rows that are inserted. projects: for each project, rows that are inserted on its sheets.
    """

    rows: Extra = ()
    projects: tuple[Extra, ...] = ()


#: the template as the pack has it
ONE = Shape()


class Added(NamedTuple):
    """一行: ``slot`` is the number of the slot, ``at`` the row in it, ``values`` one for each of the slot's fields."""

    slot: int
    at: int
    values: tuple[Given, ...]


class Repeated(NamedTuple):
    """一个项目: the values of the cells that its sheets have, and its lines."""

    values: tuple[Given, ...]
    lines: tuple[Added, ...] = ()


@dataclass(frozen=True)
class Job:
    """任务: small and picklable.

    Args:
        unit, name, parent, contact, folder: as in the manifest. values: one for each cell of the layout.
        lines: rows that are filled. projects: sheets that are repeated; empty: they stay as the pack has them.
        sheets: names of the repeated sheets, by form, then by project. shape: which template they need.
        before: the unit's line in the manifest or the journal of an earlier run, "" for none.
    """

    unit: str
    name: str
    parent: str
    contact: str
    folder: str
    values: tuple[Given, ...]
    lines: tuple[Added, ...] = ()
    projects: tuple[Repeated, ...] = ()
    sheets: tuple[str, ...] = ()
    shape: Shape = ONE
    before: str = ""

    def fingerprint(self, key: str) -> str:
        """指纹: of everything its files are made from; ``key`` stands for pack, report and program."""
        said = (
            key, self.unit, self.name, self.parent, self.contact, self.values, self.lines, self.projects, self.sheets,
            self.shape,
        )  # fmt: skip
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


class Done(NamedTuple):
    """结果.

    Args:
        outcome: WRITTEN, UNCHANGED or FAILED. line: its line in the manifest. code, message: why it failed.
    """

    outcome: str
    line: str
    code: str = ""
    message: str = ""
