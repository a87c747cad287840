"""另存副本 (copies): the workbook as it stands, saved or not, with edits carried out, to another file.

Excel writes the copy itself (``SaveCopyAs``), so that it holds what the open workbook holds; the edits are then made in the
copy's package like those of any file (docs/edits.md): no second window is opened, no macro or event runs, and what is not
edited stays byte for byte as Excel wrote it. Only a workbook of another kind (.xls, .xlsb, with macros) has to be opened
once more, hidden and with macros off, for Excel to convert it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import xlwings

from ...edits import Edit
from ...package.draft import Draft
from ...package.external_links import remove_add_in_links
from ...package.note import remove_note
from ...package.reading import read_file
from ...package.saving import save_atomically
from ...package.writing import apply, as_intended
from ...problems import Problem
from . import com
from .quiet import quiet, setting

#: XlFileFormat of what we can edit, by suffix
FORMATS = {".xlsx": 51, ".xlsm": 52}
_SUFFIXES = {51: ".xlsx", 52: ".xlsm", 50: ".xlsb", 53: ".xltm", 54: ".xltx", 56: ".xls", 60: ".ods", -4143: ".xls"}


def save_copy(book: xlwings.Book, path: str, edits: Sequence[Edit]) -> None:
    """另存副本, our note and links to the add-in removed; the open workbook stays as it is.

    Raises:
        Problem: ``file.suffix``, or why the copy cannot be made or written; no file is left behind then.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in FORMATS:
        raise Problem("file.suffix", f"不能存为 {suffix or '没有后缀的文件'}，请存为 .xlsx 或 .xlsm。", path)
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise Problem("file.folder", f"文件夹 {folder} 不存在，没有保存。请另选一个位置。", path)
    try:
        # beside the target: it has room there, and a failure shows before anything is worked out
        with tempfile.TemporaryDirectory(prefix="~绩效自评", dir=folder) as place:
            data = read_file(_as_saved(book, Path(place), suffix))
    except OSError as cause:
        raise Problem(
            "save.failed", f"文件夹 {folder} 不能写入（{cause}），没有保存。请另选一个位置。", path
        ) from cause
    # the workbook's own note says which colours and comments are ours
    written = apply(data, edits, path=path)
    draft = Draft(written.data, path)
    remove_add_in_links(draft)
    remove_note(draft)
    save_atomically(path, draft.to_bytes(), check=as_intended(written, edits))


def _as_saved(book: xlwings.Book, folder: Path, suffix: str) -> Path:
    """A copy as Excel saves it, in the wanted format."""
    number = book.api.FileFormat
    copy = folder / f"副本{_SUFFIXES.get(number, suffix)}"
    with com.refusals("保存副本"):
        book.api.SaveCopyAs(str(copy))
    if number == FORMATS[suffix]:
        return copy
    return _converted(book.app, copy, folder / f"转换{suffix}")


def _converted(app: xlwings.App, source: Path, target: Path) -> Path:
    active = app.api.ActiveWorkbook
    with (
        com.refusals("转换副本的格式"),
        quiet(app),
        setting(app, "AutomationSecurity", com.MSO_FORCE_DISABLE),
        # a calculation would only repeat what the open workbook shows
        setting(app, "CalculateBeforeSave", False),
    ):
        copy = app.books.open(str(source), update_links=False, read_only=True, add_to_mru=False)
        try:
            copy.api.SaveAs(str(target), FORMATS[target.suffix])
        finally:
            copy.api.Close(False)
            active.Activate()
    return target
