"""直接读工作表: the quick way gives the same Grid as the XML parser, or leaves the sheet to it."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from support.books import book, sheet

from addin.grid import Grid
from addin.package import reading
from addin.package.problems import PackageProblem
from addin.package.quick_text import Odd
from addin.package.reading import open_workbook

ROOT = Path(__file__).resolve().parents[3]
OWN = sorted([*(ROOT / "workbooks").rglob("*.xlsx"), *(ROOT / "templates").rglob("*.xlsx")])
CORPUS = Path(os.environ.get("JIXIAO_CORPUS", ROOT.parent / "shared" / "corpus"))
Outcome = list[Grid | tuple[str, str]]


def read(data: bytes) -> Outcome:
    found: Outcome = []
    try:
        book_ = open_workbook(data)
        for name in book_.sheets:
            try:
                found.append(book_.grid(name))
            except PackageProblem as problem:
                found.append((problem.code, problem.message))
    except PackageProblem as problem:
        found.append((problem.code, problem.message))
    return found


def types(outcome: Outcome) -> list[object]:
    """1 and 1.0 and True are equal, and yet not the same."""
    return [[type(cell.value) for cell in one.cells.values()] if isinstance(one, Grid) else one for one in outcome]


def both(data: bytes) -> tuple[Outcome, Outcome, int]:
    """(the quick way, the long way, how many sheets were read the quick way)."""
    taken = 0
    quick = reading.quick_grid

    def counted(*arguments: object) -> Grid:
        nonlocal taken
        grid = quick(*arguments)  # type: ignore[arg-type]
        taken += 1
        return grid

    def refused(*_: object) -> Grid:
        raise Odd("the long way")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "quick_grid", counted)
        first = read(data)
        patch.setattr(reading, "quick_grid", refused)
        patch.setattr(reading, "plain_strings", refused)
        second = read(data)
    return first, second, taken


def assert_same(data: bytes, quick: int | None = None) -> None:
    first, second, taken = both(data)
    assert first == second
    assert types(first) == types(second)
    assert quick is None or taken == quick


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_every_sheet_of_our_workbooks_is_read_the_quick_way_and_the_same(path: Path) -> None:
    data = path.read_bytes()
    assert_same(data, len(open_workbook(data).sheets))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="公开工作簿不在手边：请把环境变量 JIXIAO_CORPUS 指向 shared/corpus")
def test_the_corpus_is_read_the_same() -> None:
    files = sorted(path for path in CORPUS.rglob("*.xls[xm]") if path.stat().st_size < 100_000)
    assert len(files) > 300
    for path in files:
        assert_same(path.read_bytes())


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v></v></c><c r="C1" t="str"><f>A1</f><v/></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲&amp;乙_x000A_ </t></is></c></row>',
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1"><f>=1+1</f></c></row>',
        '<row r="1" hidden="1"><c r="A1"><v>-0</v></c><c r="B1"><v>0</v></c><c r="C1" s="1"><v>0.955</v></c></row>',
        '<row r="1"/><row r="2"><c r="A2"><v>1e3</v></c></row><row r="3"></row><row r="5" spans="1:2"/>',
        '<row r="1"><c r="A1"><f aca="false">SUM(B1:C1)</f><v>3</v></c></row>',
    ],
)
def test_ordinary_cells_are_read_the_quick_way(rows: str) -> None:
    assert_same(book(sheet(rows, after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>')), 1)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c><v>1</v></c></row>',
        '<row><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B2"><v>1</v></c></row>',
        '<row r="1"><c r="A1" cm="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c></row>',
        '<row r="1"><!-- x --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>一</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a]]></v></c></row>',
        '<row r="0"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1" x:y="1"><c r="A1"><v>1</v></c></row>',
    ],
)
def test_whatever_is_unusual_is_left_to_the_parser(rows: str) -> None:
    assert_same(book(sheet(rows)), 0)


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t<>&\"'_x"), max_size=12
)
_VALUE = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXT
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), _VALUE, max_size=40), st.sampled_from(["General", "0.00", "#,##0.00", "0%", "yyyy-mm-dd", '0"套"', "@"]))  # fmt: skip
def test_whatever_openpyxl_saves_is_read_the_same(values: dict[tuple[int, int], object], code: str) -> None:
    workbook = Workbook()
    page = workbook.active
    for (row, column), value in values.items():
        cell = page.cell(row, column)
        cell.value = f" {value}" if isinstance(value, str) and value.startswith("=") else value
        cell.number_format = code
    held = io.BytesIO()
    workbook.save(held)
    assert_same(held.getvalue())
