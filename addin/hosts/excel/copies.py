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

from ...edits import Edit, RemoveSheet, SetComment, SetFill, SetValue
from ...grid import address
from ...package.draft import Draft
from ...package.external_links import remove_add_in_links
from ...package.freeze_package import StaleValues, freeze_package
from ...package.note import remove_note
from ...package.problems import PackageProblem
from ...package.reading import open_workbook, read_file
from ...package.saving import Check, save_atomically
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
    final, check = _edited(data, edits, path)
    save_atomically(path, final, check=check)


def _edited(data: bytes, edits: Sequence[Edit], path: str) -> tuple[bytes, Check]:
    """The copy with the edits in it and nothing of ours, and how to tell that it is well.

    When the edits are those of a submission, every formula becomes the value that Excel itself has stored in the copy: array
    formulas as a whole, dates in the workbook's own count. The workbook's own note says which marks are ours.
    """
    if _is_submission(data, edits):
        try:
            return freeze_package(data, path), _without_formulas
        except StaleValues:
            pass  # a value is missing in the copy, but was there when the edits were made: they have it
    written = apply(data, edits, path=path)
    draft = Draft(written.data, path)
    remove_add_in_links(draft)
    remove_note(draft)
    return draft.to_bytes(), as_intended(written, edits)


def _is_submission(data: bytes, edits: Sequence[Edit]) -> bool:
    """Whether the edits only take our marks away and turn every formula into a value."""
    valued = {(edit.sheet, (edit.row, edit.column)) for edit in edits if isinstance(edit, SetValue)}
    for edit in edits:
        is_unmark = (isinstance(edit, SetComment) and edit.text is None) or (
            isinstance(edit, SetFill) and edit.rgb is None
        )
        if not (is_unmark or isinstance(edit, (SetValue, RemoveSheet))):
            return False
    removed = {edit.name for edit in edits if isinstance(edit, RemoveSheet)}
    formulas = {
        (grid.name, where): cell.formula
        for grid in open_workbook(data).grids()
        if grid.name not in removed
        for where, cell in grid.cells.items()
        if cell.formula is not None
    }
    # cells that an array formula spills into show its formula in a file, and may not in the open workbook
    texts = {(place[0], formulas[place]) for place in valued if place in formulas}
    left_out = [(sheet, text) for (sheet, where), text in formulas.items() if (sheet, where) not in valued]
    return bool(valued) and valued <= set(formulas) and set(left_out) <= texts


def _without_formulas(data: bytes) -> None:
    """Raises PackageProblem when a formula is left."""
    for grid in open_workbook(data).grids():
        for where, cell in grid.cells.items():
            if cell.formula is not None:
                raise PackageProblem(
                    "save.failed", f"{grid.name}!{address(*where)} 的公式没有转为数值，没有保存。请报告这个问题。"
                )


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
