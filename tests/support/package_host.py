"""文件当作打开的工作簿 (package host): the buttons over a real workbook's bytes, written by addin/package as files are.

So a test sees in a real file what a button leaves behind, and what 定稿 takes out again.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Dict, Iterator, List, Sequence

from addin.edits import Edit
from addin.grid import Range
from addin.hosts import files
from addin.hosts.model import Reading
from addin.note import Note
from addin.package.draft import Draft
from addin.package.note import remove_note
from addin.package.writing import apply


class PackageWorkbook:
    """打开的工作簿 whose memory is the bytes of an .xlsx (addin/hosts/model.py Workbook)."""

    read_only = False

    def __init__(self, data: bytes, path: str) -> None:
        self.data = data
        self.path = path
        self.name = path.rsplit("/", 1)[-1]
        self.copies: Dict[str, bytes] = {}
        self.undo: List[str] = []

    def ready(self) -> None:
        return None

    def read(self) -> Reading:
        opened = files.read(self.data, self.name)
        return Reading(opened.grids, opened.note, opened.profile_name, opened.grids[0].name, Range(1, 1, 1, 1))

    def write(self, edits: Sequence[Edit], note: Note) -> None:
        written = apply(self.data, edits, note=note, path=self.name)
        self.data, note.cells, note.fills = written.data, written.note.cells, written.note.fills

    @contextmanager
    def transaction(self, title: str) -> Iterator[None]:
        before = self.data
        try:
            yield
        except BaseException:
            self.data = before
            raise
        self.undo.append(title)

    def set_profile(self, name: str) -> None:
        raise AssertionError("not needed here")

    def select(self, sheet: str, cell: str) -> None:
        return None

    def save_copy(self, path: str, edits: Sequence[Edit]) -> None:
        draft = Draft(apply(self.data, edits, path=self.name).data, path)
        remove_note(draft)
        self.copies[path] = draft.to_bytes()
