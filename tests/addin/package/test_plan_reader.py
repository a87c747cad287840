"""The targeted reader gives what the grids of ``open_workbook`` give, or says that the layout moved."""

from __future__ import annotations

import io
import pickle
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.books import book, sheet

from addin.edits import InsertRows, SetValue
from addin.package.container import Container
from addin.package.draft import Draft
from addin.package.plan import KEEP, Plan
from addin.package.plan.reader import Odd, Reader, Reading
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from addin.package.writing import apply
from udfs.core.errors import CellError

S, T = "自评表", "说明"
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>预算数</t></is></c><c r="C1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"/><c r="C2" s="1"><v>0.5</v></c></row>'
    '<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3"><v>7</v></c><c r="C3"><f>B3/B2</f><v>1</v></c></row>'
    '<row r="5"><c r="A5" t="s"><v>4</v></c></row>'
)
TEMPLATE = book(
    sheet(ROWS),
    sheet('<row r="1"><c r="A1" t="s"><v>5</v></c><c r="B1"/></row>'),
    shared=("项目", "执行率", "基本支出", "项目支出", "合计", "联系人"),
)
CELLS = [(S, 2, 2), (S, 2, 3), (S, 3, 2), (S, 3, 3), (S, 4, 2), (T, 1, 2)]


def by_grid(data: bytes, cells=CELLS) -> tuple[object, ...]:
    workbook = open_workbook(data)
    return tuple(workbook.grid(sheet)[row, column].value for sheet, row, column in cells)


def same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return one == other and [type(value) for value in one] == [type(value) for value in other]


def member_changed(data: bytes, name: str, *pairs: tuple[str, str]) -> bytes:
    draft = Draft(data)
    text = draft.read(name).decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    draft.write(name, text.encode())
    return draft.to_bytes()


values = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**20), 10**20),
    st.text(max_size=30).filter(lambda text: not any("\ud800" <= one <= "\udfff" for one in text)),
    st.sampled_from(["", " 前后 ", "a\r\nb", "_x000D_", "=1+1", "<&>", "&#1;", "\u3000", CellError("#N/A")]),
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(values, min_size=5, max_size=5))
def test_any_values_are_read_as_the_grid_reads_them(drawn):
    cells = [CELLS[0], CELLS[1], CELLS[2], CELLS[4], CELLS[5]]
    edits = [SetValue(*cell, value=value) for cell, value in zip(cells, drawn)]
    data = apply(TEMPLATE, edits, record=False).data
    reader = READER
    for _ in range(2):
        found = reader.read(data)
        assert found is not None
        assert same(found.values, by_grid(data))


READER = Reader(TEMPLATE, CELLS)


def test_a_file_that_openpyxl_saved_is_read_without_looking_at_its_other_cells():
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = S
    for row in (("项目", "预算数", "执行率"), ("基本支出", None, 0.5), ("项目支出", 7, "=B3/B2"), (), ("合计",)):
        page.append(row)
    template = io.BytesIO()
    workbook.save(template)
    page["B2"], page["B3"], page["C2"] = 12.5, "三十", datetime(2024, 3, 1)
    page["B4"] = '="a"&""'
    filled = io.BytesIO()
    workbook.save(filled)
    found = Reader(template.getvalue(), CELLS[:5])._quick(filled.getvalue(), "")
    assert found is not None
    assert same(found.values, by_grid(filled.getvalue(), CELLS[:5]))
    # openpyxl stores no value beside a formula
    assert found == Reading((12.5, datetime(2024, 3, 1), "三十", None, None), (3, 4))


NAME = "xl/worksheets/sheet1.xml"
ODD = {
    "a comment": (("<row r=\"2\">", "<!-- <c r=\"B2\"><v>9</v></c> --><row r=\"2\">"),),
    "CDATA": (("预算数", "<![CDATA[预算数]]>"),),
    "single quotes": (('<c r="B3">', "<c r='B3'>"),),
    "no addresses": (('<c r="B3">', "<c>"),),
    "other attributes": (('<c r="B3">', '<c r="B3" cm="1">'),),
    "runs of rich text": (("<is><t>预算数</t></is>", "<is><r><t>预算</t></r><r><t>数</t></r></is>"),),
    "a line end in a text": (("预算数</t></is></c>", "预算数</t></is></c>"), ('<c r="B3"><v>7</v>', '<c r="B3" t="str"><v>a\r\nb</v>')),
    "references": (('<c r="B3"><v>7</v>', '<c r="B3" t="str"><v>&#x7532;&amp;&#20057;</v>'),),
    "an empty value": (('<c r="B3"><v>7</v>', '<c r="B3"><v/>'),),
    "an empty text": (('<c r="B3"><v>7</v>', '<c r="B3" t="str"><v></v>'),),
    "an inline text of nothing": (('<c r="B3"><v>7</v>', '<c r="B3" t="inlineStr">'),),
    "a text beside its type": (('<c r="B3"><v>7</v>', '<c r="B3" t="inlineStr"><v>7</v>'),),
    "white space": (('<c r="B3"><v>7</v>', '<c r="B3" >\n <v>7</v>'),),
    "an error": (('<c r="B3"><v>7</v>', '<c r="B3" t="e"><v>#DIV/0!</v>'),),
    "a prefix": (("<row", "<x:row"), ("</row>", "</x:row>"), ("<worksheet xmlns=", '<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns=')),
}  # fmt: skip


@pytest.mark.parametrize("pairs", ODD.values(), ids=ODD)
def test_other_spellings_are_read_the_same(pairs):
    data = member_changed(TEMPLATE, NAME, *pairs)
    expected = by_grid(data)
    found = READER.read(data)
    assert found is not None
    assert same(found.values, expected)


def test_a_sheet_far_larger_than_a_form_is_read_the_long_way():
    filler = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(6, 110_000))
    data = member_changed(TEMPLATE, NAME, ("</sheetData>", filler + "</sheetData>"))
    with pytest.raises(Odd):
        READER._quick(data, "")
    found = READER.read(data)
    assert found is not None
    assert found.values == by_grid(TEMPLATE)


def test_rows_out_of_order_are_read_the_same():
    rows = ('<row r="2">', '<row r="2" hidden="0">')
    data = member_changed(TEMPLATE, NAME, rows)
    draft = Draft(data)
    text = draft.read(NAME).decode()
    start, stop = text.index('<row r="2"'), text.index('<row r="3"')
    moved = (
        text[:start] + text[stop : text.index("</sheetData>")] + text[start:stop] + text[text.index("</sheetData>") :]
    )
    draft.write(NAME, moved.encode())
    found = READER.read(draft.to_bytes())
    assert found is not None
    assert same(found.values, by_grid(draft.to_bytes()))


def test_shared_strings_with_runs_are_read_the_same():
    data = member_changed(
        TEMPLATE, "xl/sharedStrings.xml", ("<t>项目</t>", "<r><t>项</t></r><r><t>目</t></r><rPh><t>x</t></rPh>")
    )
    found = READER.read(data)
    assert found is not None
    assert same(found.values, by_grid(data))


MOVED = {
    "a row was inserted": lambda: apply(TEMPLATE, [InsertRows(S, 3, 1, 2)], record=False).data,
    "a label was changed": lambda: apply(TEMPLATE, [SetValue(S, 3, 1, "其他支出")], record=False).data,
    "the head is another": lambda: apply(TEMPLATE, [SetValue(S, 1, 2, "决算数")], record=False).data,
    "a sheet was renamed": lambda: member_changed(TEMPLATE, "xl/workbook.xml", ('name="说明"', 'name="封面"')),
    "the row below moved": lambda: member_changed(TEMPLATE, NAME, ('<row r="5"><c r="A5"', '<row r="6"><c r="A6"')),
}


@pytest.mark.parametrize("make", MOVED.values(), ids=MOVED)
def test_a_layout_that_moved_is_said_so(make):
    data = make()
    assert READER.read(data) is None
    assert READER._long_way(data, "") is None


def test_what_cannot_be_read_names_the_file():
    with pytest.raises(PackageProblem, match="不完整") as caught:
        READER.read(TEMPLATE[:-30], "某县 第一中学.xlsx")
    assert caught.value.path == "某县 第一中学.xlsx"
    broken = member_changed(TEMPLATE, NAME, ('<c r="B3"><v>7</v>', '<c r="B3"><v>七</v>'))
    with pytest.raises(PackageProblem, match="B3") as caught:
        READER.read(broken, "甲.xlsx")
    with pytest.raises(PackageProblem, match="B3"):
        by_grid(broken)


def test_a_reader_travels_to_another_process():
    twin = pickle.loads(pickle.dumps(READER))
    assert twin.read(TEMPLATE) == READER.read(TEMPLATE) == Reading(by_grid(TEMPLATE))


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[3].joinpath("templates").rglob("*.xlsx")), ids=lambda p: p.stem
)
def test_the_packs_filled_by_the_plan_are_read_back(path):
    data = path.read_bytes()
    workbook = open_workbook(data)
    cells = []
    for grid in workbook.grids():
        inner = {where for merged in grid.merges for where in _covered(merged)}
        blank = [w for w, cell in grid if cell.value is None and cell.formula is None and w not in inner]
        cells += [(grid.name, *where) for where in blank[:20]]
    plan, reader = Plan(data, cells), Reader(data, cells)
    drawn = [(KEEP, 1.5, "甲", 12)[at % 4] for at in range(len(cells))]
    made = plan.fill(drawn)
    try:
        found = reader._quick(made, "")
    except Odd as odd:
        raise AssertionError(f"{path.name} 不能直接读取") from odd
    assert found is not None
    assert same(found.values, by_grid(made, cells))
    assert Container(made).names()


def _covered(merged):
    for row in range(merged.top, merged.bottom + 1):
        for column in range(merged.left, merged.right + 1):
            if (row, column) != (merged.top, merged.left):
                yield row, column
