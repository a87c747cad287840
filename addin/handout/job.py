"""一个单位的任务 (job): what one unit's files are made from, and what became of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from ..edits import EditValue
from ..package.plan import Keep

Given = EditValue | Keep
WRITTEN, UNCHANGED, FAILED = "written", "unchanged", "failed"


class Added(NamedTuple):
    """一行: ``section`` is the number of the section of rows, ``values`` one for each of its columns."""

    section: int
    values: tuple[Given, ...]


class Repeated(NamedTuple):
    """一个项目: its sheets' names (one for each form that repeats), the values of its cells, and its lines."""

    name: str
    values: tuple[Given, ...]
    lines: tuple[Added, ...] = ()


@dataclass(frozen=True)
class Job:
    """任务: small and picklable.

    Args:
        unit, name, parent, contact, folder: as in the manifest. values: one for each cell of the layout.
        lines: rows that are added. projects: sheets that are repeated.
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
    before: str = ""

    def fingerprint(self, key: str) -> str:
        """指纹: of everything its files are made from; ``key`` stands for pack, report and program."""
        said = key, self.unit, self.name, self.parent, self.contact, self.values, self.lines, self.projects
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
