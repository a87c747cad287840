"""打开报送文件 (opening): its sheets and forms, who it says it is, and when it was last saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone

from ..commands.context import CHANGED, FOREIGN, UNCHANGED
from ..edits import Edit
from ..forms.model import Bound, Form, Recognised
from ..forms.recognise import recognise
from ..grid import Grid
from ..handout.identity import Identity, identity_of
from ..hosts.files import PROFILE_NAME
from ..note import Note
from ..package import xml
from ..package.note import read_note
from ..package.parts import Parts
from ..package.properties import read_properties
from ..package.reading import open_workbook

#: a part beyond this is no list of short facts
_MOST_BYTES = 1_000_000


Recogniser = Callable[[list[Grid]], Recognised]


@dataclass
class Returned:
    """打开的报送文件: what ``check_book`` takes (CheckedBook), and the file's own facts.

    Args:
        name: as findings print it. grids, recognised, note: as of ``hosts.files.Opened``. profile_name: the rule that the
            pack, or without one the workbook itself, names.
        claimed: what its properties say. saved: ISO 8601 UTC, "" where it does not say. kind: as WorkbookFile.kind.
    """

    name: str
    grids: list[Grid]
    recognised: Recognised
    profile_name: str = ""
    note: Note = field(default_factory=Note)
    claimed: Identity = field(default_factory=Identity)
    saved: str = ""
    kind: str = ""

    @property
    def forms(self) -> list[Form]:
        """识别出的表单."""
        return self.recognised.forms

    def ours(self, form: Form, bound: Bound) -> str:
        """某格是否为 jixiao 所填, as ``hosts.files.Opened``."""
        if self.note.is_ours(form.sheet, bound.position, bound.cell.value, bound.cell.formula):
            return UNCHANGED
        return CHANGED if (form.sheet, bound.position) in self.note.cells else FOREIGN

    def carried_out(self, edits: Sequence[Edit]) -> tuple[Returned, list[str]]:
        """报送文件只读不写."""
        raise TypeError("报送文件只读不写")


def open_return(data: bytes, name: str, recognise: Recogniser = recognise) -> Returned:
    """打开报送文件, whatever program saved it.

    Args:
        data: the file. name: as findings print it. recognise: recognises the forms of its sheets.

    Raises:
        PackageProblem: why it cannot be read.
    """
    book = open_workbook(data)
    grids = book.grids()
    claimed, saved, note = Identity(), "", Note()
    if book.parts is not None:
        claimed, saved = identity_of(read_properties(book.parts)), saved_at(book.parts)
        if book.workbook is not None:
            note = read_note(book.parts)
    return Returned(name, grids, recognise(grids), book.name_value(PROFILE_NAME), note, claimed, saved, book.kind)


def saved_at(parts: Parts) -> str:
    """最后保存时间: as the core properties say, ISO 8601 in UTC; "" where they do not, or say no time.

    Raises:
        PackageProblem: ``xml.*`` or ``zip.*``.
    """
    name = parts.related("", "core-properties")
    if name is None or parts.container.size(name) > _MOST_BYTES:
        return ""
    for child in xml.children(xml.parse(parts.container.read(name), name, parts.path)):
        if xml.local(child.tag) == "modified":
            return utc("".join(child.itertext()).strip())
    return ""


def utc(text: str) -> str:
    """化为 UTC: "" for what is no time.

    >>> utc("2026-03-05T10:10:00+08:00"), utc("2026-03-05T02:10:00Z"), utc("昨天")
    ('2026-03-05T02:10:00Z', '2026-03-05T02:10:00Z', '')
    """
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment.astimezone(timezone.utc)
        return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""


def changed_at(seconds: float) -> str:
    """文件系统的修改时间, ISO 8601 in UTC; "" for 0 and for times that no calendar has."""
    try:
        return (
            datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
            if seconds
            else ""
        )
    except (ValueError, OverflowError, OSError):
        return ""
