"""Files of many programs: each opens, or is refused with a reason; what openpyxl reads, we read the same."""

from __future__ import annotations

import subprocess
import sys
import warnings
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from support.corpus import CORPUS, REASON, corpus_files

from addin.grid import Cell
from addin.number_format import shown
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from udfs.core.errors import CellError

WORKBOOKS = corpus_files(".xlsx", ".xlsm", ".xltx", ".xltm")
DOCUMENTS = corpus_files(".docx", ".docm", ".dotx")
#: a fixed sample of small files: openpyxl takes most of the time here
SAMPLE = [path for path in WORKBOOKS if path.stat().st_size < 40_000][::4]
#: what the corpus has: damaged, encrypted, hostile and pre-release files, and documents without tables
CODES = {
    "file.not-workbook", "file.encrypted", "zip.truncated", "zip.broken", "zip.duplicate", "xml.dtd", "xml.broken",
    "workbook.broken", "docx.no-table",
}  # fmt: skip
pytestmark = pytest.mark.skipif(not WORKBOOKS, reason=REASON)


def test_every_workbook_opens_or_is_refused_with_a_reason() -> None:
    refused = {}
    for path in WORKBOOKS:
        try:
            open_workbook(path).grids()
        except PackageProblem as problem:
            refused[path.name] = problem
    assert all(problem.code in CODES and len(problem.message) > 10 for problem in refused.values())
    assert len(refused) < 0.1 * len(WORKBOOKS)


def test_every_document_opens_or_is_refused_with_a_reason() -> None:
    codes = []
    for path in DOCUMENTS:
        try:
            open_workbook(path).grids()
            codes.append("")
        except PackageProblem as problem:
            codes.append(problem.code)
    assert set(codes) <= CODES | {""}
    assert codes.count("") >= 0.1 * len(DOCUMENTS)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_values_and_formulas_are_those_that_openpyxl_reads(path: Path) -> None:
    try:
        book = open_workbook(path)
        grids = {grid.name: grid for grid in book.grids()}
    except PackageProblem:
        return  # the test above looks at refusals
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
        except Exception:
            return  # openpyxl cannot read it, we can
    if book.workbook is not None and book.workbook.strict:
        return  # openpyxl finds no sheets in Strict OOXML
    for sheet in values.worksheets:
        if sheet.title not in grids:
            continue  # a dialogue sheet, which has no cells
        grid, written = grids[sheet.title], formulas[sheet.title]
        theirs = {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value is not None}
        ours = {where: cell for where, cell in grid.cells.items() if cell.value not in (None, "")}
        for where in theirs.keys() | ours.keys():
            assert same(ours.get(where, Cell()), theirs.get(where)), (
                sheet.title,
                where,
                ours.get(where),
                theirs.get(where),
            )
        for where in ours:
            expected = written.cell(*where).value
            if isinstance(expected, str) and expected.startswith("=") and expected != "=":
                assert grid[where].formula == expected[1:].strip(), (sheet.title, where)


def same(cell: Cell, theirs: object) -> bool:
    """Equal values, allowing for what openpyxl leaves undone: escapes, Chinese date formats, spans of time."""
    ours = cell.value.code if isinstance(cell.value, CellError) else cell.value
    if ours == theirs or (ours is None and theirs == ""):
        return True
    if isinstance(ours, str) and isinstance(theirs, str):
        return "_x" in theirs.lower() and abs(len(ours) - len(theirs)) % 7 in (0, 1, 2, 5, 6)
    if isinstance(ours, float) and isinstance(theirs, timedelta):
        return abs(ours * 86400 - theirs.total_seconds()) < 0.01
    if isinstance(ours, (datetime, date, time)) and isinstance(theirs, (int, float)):
        return any(sign in cell.number_format for sign in "年月日时分秒")
    return (
        isinstance(ours, (int, float))
        and isinstance(theirs, (int, float))
        and abs(ours - theirs) < 1e-9 * max(1, abs(ours))
    )


@pytest.mark.parametrize("name", ["ElapsedFormatTests.xlsx", "FormatChoiceTests.xlsx"])
def test_number_formats_show_what_excel_computed_in_the_format_tests_of_poi(name: str) -> None:
    path = CORPUS / "apache__poi" / name
    if not path.is_file():
        pytest.skip(REASON)
    grid = open_workbook(path).grid("Tests")
    for row in range(2, grid.size[0] + 1):
        expected, code, value = (grid[row, column].value for column in (1, 2, 3))
        if code is not None and value is not None:
            assert shown(value, str(code)) == str(expected), row


MEASURE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
for path in sys.argv[1:]:
    try:
        open_workbook(path).grids()
    except PackageProblem:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="内存上限的测量只在 Linux 上可用")
def test_the_largest_and_the_refused_files_stay_within_512_megabytes() -> None:
    worst = sorted(WORKBOOKS, key=lambda path: path.stat().st_size)[-15:]
    worst += [path for path in WORKBOOKS if "clusterfuzz" in path.name or "crash" in path.name]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, worst)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) < 512
