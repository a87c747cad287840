"""不可信的文字: whatever a returned file, a folder or a register says is text in the summary, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree
from support.summary_results import county

from addin.findings import ERROR, Finding
from addin.rollup.model import FileRow, FileState, FoundRow, Result
from addin.summary import write_summary


def with_findings(messages: Sequence[str], file: str = "甲/甲.xlsx", link: str = "回收/甲/甲.xlsx", **more) -> Result:
    rows = [FoundRow("001", "甲", FileState.ERRORS, Finding("x.y", ERROR, one, file, **more), link) for one in messages]
    return replace(county(), findings=rows, codes={"x.y": len(rows)})


def written(result: Result) -> io.BytesIO:
    stream = io.BytesIO()
    write_summary(result, stream)
    with zipfile.ZipFile(stream) as package:
        assert package.testzip() is None
        for name in package.namelist():
            etree.fromstring(package.read(name))  # every part is well-formed
    return stream


def found(result: Result) -> list:
    sheet = openpyxl.load_workbook(written(result))["问题清单"]
    return [row[6] for row in sheet.iter_rows(min_row=4)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"])
def test_a_text_that_looks_like_a_formula_stays_a_text_even_when_the_cell_is_edited(text):
    (cell,) = found(with_findings([text]))
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一\x00二\x07三\x1b", "一二三"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("]]>", "]]>"),
        ("坏\ud800字", "坏\ufffd字"),
        ("  前后有空格  ", "  前后有空格  "),
        ("一\ufffe二", "一\ufffd二"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_characters_that_a_file_cannot_hold_do_not_break_it(text, shown):
    (cell,) = found(with_findings([text]))
    assert cell.value == shown


def test_words_that_excel_reads_as_a_character_code_are_kept():
    stream = written(with_findings(["_x000D_"]))
    with zipfile.ZipFile(stream) as package:
        parts = b"".join(package.read(name) for name in package.namelist() if "worksheets/sheet" in name)
    assert b"_x005F_x000D_" in parts


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    long, wide = found(with_findings(["字" * 40_000, "𠮷" * 20_000]))
    assert (len(long.value), long.value[:3]) == (32_767, "字字字")
    assert long.value.endswith("…（后略，全文见数据导出）")
    # Excel counts a character beyond the basic plane twice
    assert len(wide.value.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("回收/001 财政局/100%#1.xlsx", "%E5%9B%9E%E6%94%B6/001%20%E8%B4%A2%E6%94%BF%E5%B1%80/100%25%231.xlsx"),
        ("../../甲?.xlsx", "../../%E7%94%B2%3F.xlsx"),
        ("javascript:alert(1)/a.xlsx", "javascript%3Aalert(1)/a.xlsx"),
        ("/数据/甲 乙.xlsx", "file:///%E6%95%B0%E6%8D%AE/%E7%94%B2%20%E4%B9%99.xlsx"),
        ("//server/share/甲.xlsx", "file://server/share/%E7%94%B2.xlsx"),
        ("http://x.example/a b.xlsx", "http://x.example/a%20b.xlsx"),
        ('a"b<c>&.xlsx', "a%22b%3Cc%3E%26.xlsx"),
        ("坏\udcff.xlsx", "%E5%9D%8F%FF.xlsx"),
    ],
)
def test_addresses_are_encoded_so_that_they_lead_to_the_file_and_run_nothing(link, target):
    stream = written(with_findings(["错"], file=link, link=link))
    cell = openpyxl.load_workbook(stream)["问题清单"]["D4"]
    assert cell.hyperlink.target == target


@pytest.mark.parametrize("link", ["s3://bucket/甲.xlsx", "", "长" * 900 + ".xlsx"])
def test_a_file_that_no_program_can_follow_is_named_by_its_path(link):
    stream = written(with_findings(["错"], file="甲/乙.xlsx", link=link))
    cell = openpyxl.load_workbook(stream)["问题清单"]["D4"]
    assert (cell.value, cell.hyperlink) == ("甲/乙.xlsx", None)


@pytest.mark.parametrize(
    ("sheet", "cell", "location"),
    [
        ("张三's 表", "B7", "'张三''s 表'!B7"),
        ("表1", "T2R3C5", None),
        ("", "A1", None),
        ("表1", "A1:B2", None),
        ('"><x', "A1", "'\"><x'!A1"),
    ],
)
def test_a_place_within_a_file_is_a_cell_or_nothing(sheet, cell, location):
    stream = written(with_findings(["错"], sheet=sheet, cell=cell))
    assert openpyxl.load_workbook(stream)["问题清单"]["D4"].hyperlink.location == location


def test_titles_and_names_from_elsewhere_break_nothing():
    result = county()
    units = [replace(one, name='=<甲>&"乙"\x0b', reason="=1") for one in result.units]
    files = [FileRow("=x\n.xlsx", FileState.UNREADABLE, "=x\n.xlsx", reasons=("=1+1", "@a"), saved="昨天")]
    stream = written(replace(result, title="=标题\x01<&", folder="=文件夹", units=units, files=files, notes=("=1",)))
    book = openpyxl.load_workbook(stream)
    assert book["汇总情况"]["A1"].value == "=标题<&汇总情况"
    assert book["汇总情况"]["A1"].data_type == "s"
    assert book["不予计入"]["F4"].value == "=1+1\n@a"
    assert book["不予计入"]["G4"].value == "昨天"


def test_no_cell_but_the_line_of_sums_is_a_formula():
    book = openpyxl.load_workbook(written(county()))
    formulas = [
        (sheet.title, cell.row) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert set(formulas) == {("单位明细", 3), ("项目明细", 3)}
