"""文件宿主 (files): forms read from a file on disk, and edits carried back into it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Sequence, Tuple, Union

from ..commands.context import CHANGED, FOREIGN, UNCHANGED
from ..edits import Edit
from ..forms.model import Bound, Form, Recognised
from ..forms.recognise import recognise
from ..forms.renewal import renewed_all
from ..grid import Grid
from ..package import xml
from ..package.container import Container
from ..package.docx_text import inside, paragraph_text
from ..package.note import Note, read_note
from ..package.parts import Parts
from ..package.problems import PackageProblem
from ..package.reading import WorkbookFile, open_workbook, read_file
from ..package.writing import WriteResult, apply, make_backup, save_atomically

#: the workbook's defined name that settles the profile
PROFILE_NAME = "PERF_PROFILE"


@dataclass
class Opened:
    """打开的文件: its forms, and what we know of earlier runs."""

    name: str
    book: WorkbookFile
    grids: List[Grid]
    recognised: Recognised
    note: Note
    profile_name: str = ""

    @property
    def forms(self) -> List[Form]:
        """识别出的表单."""
        return self.recognised.forms

    def ours(self, form: Form, bound: Bound) -> str:
        """某格是否为我们所填: FOREIGN, UNCHANGED or CHANGED, as Context.ours."""
        place = (form.sheet, bound.position)
        if self.note.is_ours(form.sheet, bound.position, bound.cell.value, bound.cell.formula):
            return UNCHANGED
        return CHANGED if place in self.note.cells else FOREIGN

    def carried_out(self, edits: Sequence[Edit]) -> Tuple[Opened, List[str]]:
        """执行改动 in memory (as commands.fill.Book): the file as it is afterwards, and what was skipped.

        Raises:
            PackageProblem: it cannot be written; the file is left as it was.
        """
        written = carry_out(self, edits)
        return read_again(self, written), list(written.skipped)


def read(source: Union[str, os.PathLike[str], bytes], name: str = "") -> Opened:
    """读取文件: a workbook or a Word document with its forms.

    Args:
        source: path or bytes. name: what findings call the file; by default the path.

    Raises:
        PackageProblem: why it cannot be read.
    """
    book = open_workbook(source)
    grids = book.grids()
    note = read_note(book.parts) if book.parts is not None and book.workbook is not None else Note()
    shown = name or ("" if isinstance(source, bytes) else os.fspath(source))
    return Opened(shown, book, grids, recognise(grids), note, book.name_value(PROFILE_NAME))


def paragraphs(source: Union[str, os.PathLike[str], bytes]) -> List[str]:
    """Word 正文段落: the text outside of tables, in order; nothing for other files.

    Args:
        source: path or bytes.

    Raises:
        PackageProblem: why it cannot be read.
    """
    data = source if isinstance(source, bytes) else read_file(source)
    parts = Parts(Container(data))
    if "word" not in parts.content_types.of(parts.main).lower():
        return []
    bodies = [child for child in parts.root(parts.main) if xml.local(child.tag) == "body"]
    return [paragraph_text(one).strip() for body in bodies for one in inside(body) if xml.local(one.tag) == "p"]


def refuse_unwritable(opened: Opened) -> None:
    """不能写入的文件: refuse .xls and Word documents, with the next step.

    Raises:
        PackageProblem: ``file.not-writable``.
    """
    if not opened.book.writable:
        raise PackageProblem("file.not-writable", opened.book.why_not_writable, opened.name)


def carry_out(opened: Opened, edits: Sequence[Edit]) -> WriteResult:
    """执行改动 in the file's bytes; the file on disk is not touched."""
    refuse_unwritable(opened)
    return apply(opened.book.data, edits, note=opened.note, path=opened.name)


def read_again(opened: Opened, written: WriteResult) -> Opened:
    """重读写好的文件: the cells as they now stand in its bytes, for the forms recognised before.

    Args:
        opened: the file before. written: what ``carry_out`` made of it with edits of cells alone.

    Raises:
        PackageProblem: what was written cannot be read.
    """
    book = open_workbook(written.data)
    grids = book.grids()
    recognised = renewed_all(opened.recognised, grids)
    return Opened(opened.name, book, grids, recognised, written.note, book.name_value(PROFILE_NAME))


def save(
    path: Union[str, os.PathLike[str]], data: bytes, *, in_place: bool, backup: bool, force: bool
) -> Optional[Path]:
    """保存: in place with a backup of the first original, or to another file.

    Args:
        path: the target. data: the new file. in_place: True when the target is the file that was read.
        backup: keeps ``<name>.备份`` beside a file written in place. force: replaces an existing other file.

    Returns:
        the backup's path, None when none was made.

    Raises:
        PackageProblem: ``file.exists`` or why it cannot be saved.
    """
    if not in_place and not force and Path(path).exists():
        raise PackageProblem(
            "file.exists", "目标文件已存在，没有写入。换一个文件名，或加 --force 覆盖。", os.fspath(path)
        )
    kept = make_backup(path) if in_place and backup else None
    save_atomically(path, data)
    return kept
