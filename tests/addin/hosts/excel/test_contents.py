"""What is written into cells: values, texts, formulas and formats, and the note of it."""

from decimal import Decimal

import pytest
from support.fake_excel.form import FORM, cell, form_file, held, write
from support.fake_excel.state import state_of

from addin.edits import AddSheet, InsertRows, SetFill, SetFormula, SetValue
from addin.grid import Range
from addin.problems import Problem
from udfs.core.errors import CellError


@pytest.fixture
def book(desktop):
    opened = desktop.open(form_file())
    opened._active = opened._sheets[0]
    return opened


@pytest.mark.parametrize(
    "text",
    ["95%", "95.30%", "=A1", "+5", "-", "—", "@王", "3-4", "2024年12月", "12月10日", "1,234.5", "TRUE", "true", "#N/A", "1e5", "10:30",
     "(5)", "¥5", "１２", "'引号", "\"引号\"", "优", "≥16万人", "一等", "二〇二四年", " 5 ", "/", "\\", "0.5", "1/2"],
)  # fmt: skip
def test_text_stays_the_text_it_is_and_keeps_the_form_s_format(desktop, book, text):
    write(desktop, SetValue(FORM, 2, 2, text))
    assert held(book, 2, 2) == (text, None, "General")


def test_text_in_a_text_cell(desktop, book):
    cell(book, 2, 2).number_format = "@"
    write(desktop, SetValue(FORM, 2, 2, "=95%"))
    assert held(book, 2, 2) == ("=95%", None, "@")
    assert cell(book, 2, 2).prefix == ""


def test_numbers_are_doubles_whatever_they_come_as(desktop, book):
    for column, value in enumerate((9.55, Decimal("0.123456789"), 10, 2**40), 1):
        write(desktop, SetValue(FORM, 2, column, value))
        assert held(book, 2, column) == (float(value), None, "General")


def test_a_number_or_formula_in_a_text_cell_stays_one(desktop, book):
    for column in (2, 3):
        cell(book, 2, column).number_format = "@"
    write(desktop, SetValue(FORM, 2, 2, Decimal("9.5")), SetFormula(FORM, 2, 3, "SUM(D2:E2)", 5))
    assert held(book, 2, 2) == (9.5, None, "@")
    assert held(book, 2, 3) == ("", "=SUM(D2:E2)", "@")


def test_errors_truth_values_and_nothing(desktop, book):
    write(
        desktop, SetValue(FORM, 2, 1, CellError("#N/A")), SetValue(FORM, 2, 2, True), SetValue(FORM, 2, 3, None),
    )  # fmt: skip
    assert [held(book, 2, c)[0] for c in (1, 2, 3)] == [-2146826246, True, None]


def test_number_formats(desktop, book):
    write(
        desktop,
        SetValue(FORM, 2, 4, 0.9927, "0.00%"),
        SetValue(FORM, 2, 5, 0.5),
        SetFormula(FORM, 3, 4, "D2*2", 1, "0.0"),
    )
    assert held(book, 2, 4) == (0.9927, None, "0.00%")
    assert held(book, 2, 5) == (0.5, None, "General")
    assert held(book, 3, 4) == ("", "=D2*2", "0.0")


def test_line_breaks_are_those_of_cells(desktop, book):
    write(desktop, SetValue(FORM, 2, 2, "一\r\n二\r三"))
    assert held(book, 2, 2)[0] == "一\n二\n三"


def test_long_texts_and_too_long_ones(desktop, book):
    long = "很" * 20_000
    write(desktop, SetValue(FORM, 2, 2, long), SetValue(FORM, 2, 3, "短"))
    assert (held(book, 2, 2)[0], held(book, 2, 3)[0]) == (long, "短")
    before = state_of(book)
    with pytest.raises(Problem, match=r"自评表!B3 的内容有 32,768 个字符"):
        write(desktop, SetValue(FORM, 3, 2, "长" * 32_768))
    assert state_of(book) == before


def test_adjacent_cells_are_written_together(desktop, book, monkeypatch):
    from support.fake_excel.ranges import Range as FakeRange

    written = []
    former = FakeRange.Formula
    monkeypatch.setattr(
        FakeRange, "Formula", property(former.fget, lambda self, v: (written.append(self._area), former.fset(self, v)))
    )
    write(desktop, *[SetValue(FORM, row, column, row * column) for row in range(2, 12) for column in (4, 5)])
    assert written == [Range(2, 4, 11, 5)]


def test_the_last_of_several_edits_of_one_cell_stands(desktop, book):
    note = write(desktop, SetFormula(FORM, 2, 2, "D2", 1), SetValue(FORM, 2, 2, "乙"))
    assert held(book, 2, 2)[:2] == ("乙", None)
    assert note.is_ours(FORM, (2, 2), "乙")


def test_a_cell_under_a_merge_is_refused(desktop, book):
    book.Worksheets.Item(FORM)._merges = [Range(2, 2, 2, 4)]
    before = state_of(book)
    with pytest.raises(Problem, match=r"自评表!C2 被合并单元格覆盖.*应写入其左上角 B2") as caught:
        write(desktop, SetValue(FORM, 5, 5, 1), SetValue(FORM, 2, 3, 1))
    assert caught.value.code == "edit.merged"
    assert state_of(book) == before
    write(desktop, SetValue(FORM, 2, 2, "左上角"))
    assert held(book, 2, 2)[0] == "左上角"


def test_part_of_an_array_formula_is_refused_by_excel_and_nothing_is_written(desktop, book):
    for row in (5, 6):
        cell(book, row, 6).formula, cell(book, row, 6).array = "=D5:D6*2", Range(5, 6, 6, 6)
    before = state_of(book)
    with pytest.raises(Problem, match="写入工作表“自评表”没有成功，Excel 的说明是：不能更改数组的某一部分"):
        write(desktop, SetValue(FORM, 2, 2, "先"), SetFill(FORM, 2, 2, "FFEB9C"), SetValue(FORM, 5, 6, 1))
    assert state_of(book) == before


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (SetValue("没有", 1, 1, 1), "sheet.missing"), (SetValue(FORM, 0, 1, 1), "edit.outside"),
        (SetFill(FORM, 1, 16385, "FFFFFF"), "edit.outside"), (AddSheet("自评表", [["一"]]), "edit.sheet-name"),
        (AddSheet("绩效校验:结果", [["一"]]), "edit.sheet-name"), (InsertRows(FORM, 0, 1, 1), "edit.outside"),
    ],
)  # fmt: skip
def test_impossible_edits_are_refused_and_change_nothing(desktop, book, edit, code):
    before = state_of(book)
    with pytest.raises(Problem) as caught:
        write(desktop, SetValue(FORM, 2, 2, "先"), edit)
    assert caught.value.code == code
    assert state_of(book) == before


def test_the_note_lies_where_files_keep_it_and_knows_what_was_written(desktop, book):
    write(
        desktop,
        SetValue(FORM, 2, 4, Decimal("9.50")),
        SetFormula(FORM, 3, 4, "SUM( D4:D5 )", 9),
        SetValue(FORM, 2, 2, "=优"),
    )
    (part,) = book._parts
    assert part.NamespaceURI == "urn:jixiao:note"
    note = desktop.workbook.read().note
    assert note.is_ours(FORM, (2, 4), 9.5)
    assert note.is_ours(FORM, (3, 4), 1, "SUM(D4:D5)")
    assert note.is_ours(FORM, (2, 2), "=优")
    assert not note.is_ours(FORM, (2, 4), 9.0)
    write(desktop, SetValue(FORM, 5, 4, 1))
    assert len(book._parts) == 1


def test_a_forged_note_is_an_empty_one(desktop, book):
    book.CustomXMLParts.Add(
        '<note xmlns="urn:jixiao:note"><sheet name="自评表"/><cell sheet="x" at="A0" type="n" value="1"/></note>'
    )
    assert not desktop.workbook.read().note
