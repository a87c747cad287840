"""Other people's files: one cell set surgically, no part changed that docs/edits.md does not name, and still a workbook."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.books import changed_parts
from support.corpus import REASON, corpus_files

from addin.edits import Edit, InsertRows, SetValue
from addin.grid import MAX_ROW, address
from addin.package.reading import WorkbookFile, open_workbook
from addin.package.writing import PackageProblem, WriteResult, apply

FILES = corpus_files(".xlsx", ".xlsm")
pytestmark = pytest.mark.skipif(not FILES, reason=REASON)

#: parts that docs/edits.md names for SetValue with a note, besides the sheet itself
NAMED = ("[Content_Types].xml", "workbook.xml", "workbook.xml.rels", "calcChain.xml", "styles.xml")
SAMPLE = FILES[:: max(1, len(FILES) // 12)]
TEXT = "=绩效校验"


def opened(path: Path) -> WorkbookFile | None:
    """The file when it is a readable workbook with a sheet that can be looked at."""
    try:
        book = open_workbook(path)
        if book.sheets:
            book.grid(book.sheets[0])
    except PackageProblem:
        return None
    return book if book.sheets and book.kind in ("xlsx", "xlsm") else None


def attempted(data: bytes, edits: Sequence[Edit]) -> WriteResult | None:
    """The result; None when the file is refused with a reason (any other exception is a failure)."""
    try:
        return apply(data, edits)
    except PackageProblem:
        return None


def by_openpyxl(data: bytes) -> dict[tuple[str, str], Any] | None:
    """Values of all cells as openpyxl reads them; None when it cannot read the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        except Exception:  # whatever openpyxl stumbles over in other people's files
            return None
        return {
            (sheet.title, cell.coordinate): cell.value
            for sheet in workbook.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }


def cells_to_set(book: WorkbookFile) -> list[SetValue]:
    """One cell that exists and one that does not, away from merges."""
    grid = book.grid(book.sheets[0])
    plain = [where for where, cell in grid if cell.formula is None and grid.merge_at(*where) is None]
    row, column = grid.size
    edits = [SetValue(grid.name, *plain[len(plain) // 2], TEXT)] if plain else []
    if row + 2 <= MAX_ROW:
        edits.append(SetValue(grid.name, row + 2, max(1, column - 1), 0.5, "0.00"))
    return edits


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_one_cell_is_set_and_nothing_else_changes_or_the_file_is_refused(path: Path) -> None:
    book = opened(path)
    if book is None:
        return  # that such files are refused with a reason is tested with the reader
    edits = cells_to_set(book)
    before = path.read_bytes()
    result = attempted(before, edits)
    if result is None:
        assert path.read_bytes() == before
        return
    assert book.workbook is not None
    part = book.workbook.sheets[[one.name for one in book.workbook.sheets].index(book.sheets[0])].part
    stale_parts = {
        one.part for one in book.workbook.sheets if one.name in {name for name, _ in result.stale + result.recomputed}
    }
    for name in changed_parts(before, result.data):
        assert name in stale_parts | {part} or name.endswith(NAMED) or name.startswith("customXml/"), name
    again = open_workbook(result.data)
    grid = again.grid(book.sheets[0])
    for edit in edits:
        assert grid[edit.row, edit.column].value == edit.value
        assert grid[edit.row, edit.column].formula is None
    if len(before) > 12_000 and len(before) % 3:
        return  # openpyxl is slow: of the larger files a third is compared
    old = by_openpyxl(before)
    if old is not None:
        new = by_openpyxl(result.data)
        assert new is not None, "openpyxl 读得了原文件，读不了改后的文件"
        touched = {(edit.sheet, address(edit.row, edit.column)) for edit in edits} | {*result.stale, *result.recomputed}
        assert {k: v for k, v in old.items() if k not in touched} == {k: v for k, v in new.items() if k not in touched}


@pytest.mark.parametrize("path", FILES[::7], ids=lambda path: path.name)
def test_rows_are_inserted_and_every_value_is_found_again_below(path: Path) -> None:
    book = opened(path)
    if book is None:
        return
    name = book.sheets[0]
    result = attempted(path.read_bytes(), [InsertRows(name, 3, 2, 2)])
    if result is None:
        return
    stale = {where for sheet, where in result.stale + result.recomputed if sheet == name}
    old, new = book.grid(name), open_workbook(result.data).grid(name)
    for (row, column), cell in old:
        moved = row + 2 if row >= 3 else row
        if cell.value is not None and address(moved, column) not in stale:
            assert new[moved, column].value == cell.value


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice 未安装")
def test_a_sample_opens_in_libreoffice_with_the_cells_that_were_set(tmp_path: Path) -> None:
    wanted: dict[str, int] = {}
    for at, path in enumerate(SAMPLE):
        book = opened(path)
        if book is None:
            continue
        edits = [SetValue(book.sheets[0], book.grid(book.sheets[0]).size[0] + 2, 1, TEXT)]
        result = attempted(path.read_bytes(), edits)
        if result is None:
            continue
        (tmp_path / f"样本 {at}.xlsx").write_bytes(result.data)
        wanted[f"样本 {at}.csv"] = edits[0].row
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to"]
    command += [
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
        "--outdir",
        str(tmp_path),
    ]
    files = [str(one) for one in sorted(tmp_path.glob("*.xlsx"))]
    subprocess.run(
        command + files, check=True, capture_output=True, timeout=240, env={**os.environ, "HOME": str(tmp_path)}
    )
    for name, row in wanted.items():
        found = sorted(tmp_path.glob(name.replace(".csv", "*.csv")))
        assert found, f"LibreOffice 没有打开 {name}"
        assert any(TEXT in one.read_text("utf-8", "replace") for one in found), (name, row)
