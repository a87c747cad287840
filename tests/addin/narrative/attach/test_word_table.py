"""附表: a sheet as a Word table shows what the sheet shows, in the sheet's layout."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.styles import Border, Side

from addin.build.reports.document import build_document
from addin.build.reports.source import parse_source
from addin.narrative.attach.blocks import table_blocks
from addin.narrative.attach.fitting import fitted
from addin.narrative.attach.sheet_look import looks_of, plain_look
from addin.narrative.attach.word_table import word_table
from addin.package.reading import open_workbook

REPOSITORY = Path(__file__).resolve().parents[4]
WIDTH = 8844
LINE = Border(*(Side("thin") for _ in range(4)))


def document_of(grid, look, width=WIDTH):
    document = docx.Document(io.BytesIO(build_document(parse_source("file: a.docx\npack: cn\nsubject: x\n"))))
    last = document.element.body[-1]
    for element in word_table(grid, look, width):
        last.addprevious(element)
    kept = io.BytesIO()
    document.save(kept)
    return docx.Document(io.BytesIO(kept.getvalue()))


def sheet(rows, merges=(), lined=None, **widths):
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    for cells in page.iter_rows(min_row=(lined or (1, len(rows)))[0], max_row=(lined or (1, len(rows)))[1]):
        for cell in cells:
            cell.border = LINE
    for merged in merges:
        page.merge_cells(merged)
    for letter, width in widths.items():
        page.column_dimensions[letter].width = width
    return book


def opened(book):
    kept = io.BytesIO()
    book.save(kept)
    grid = open_workbook(kept.getvalue()).grids()[0]
    return grid, looks_of(kept.getvalue())[grid.name]


def texts(document):
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_every_text_stands_in_its_cell():
    rows = [["指标", "目标", "完成"], ["培训人数", "≥450人", "442人"], ["成本", "100%", None]]
    assert texts(document_of(*opened(sheet(rows)))) == [[cell or "" for cell in row] for row in rows]


def test_merged_cells_are_merged_in_word():
    rows = [["产出", "数量", "10"], [None, "质量", "10"], ["合计", None, "20"]]
    document = document_of(*opened(sheet(rows, ["A1:A2", "A3:B3"])))
    cells = document.tables[0].rows
    assert cells[0].cells[0]._tc is cells[1].cells[0]._tc
    assert cells[2].cells[0]._tc is cells[2].cells[1]._tc
    assert cells[1].cells[0].text == "产出"


def test_rows_without_lines_are_paragraphs_around_the_table():
    rows = [
        ["收入支出决算总表", None],
        ["编制单位：某校", "单位：万元"],
        ["项目", "金额"],
        ["收入", "1.00"],
        ["注：略。", None],
    ]
    document = document_of(*opened(sheet(rows, ["A1:B1"], lined=(3, 4))))
    outside = [paragraph.text for paragraph in document.paragraphs]
    assert outside[-3:] == ["收入支出决算总表", "编制单位：某校\t\t单位：万元", "注：略。"]
    assert len(document.tables[0].rows) == 2


def test_hidden_rows_and_columns_stay_out():
    book = sheet([["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"]])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    assert texts(document_of(*opened(book))) == [["甲", "丙"], ["4", "6"]]


def test_the_table_is_as_wide_as_the_page_whatever_the_sheet():
    for widths in ({"A": 5, "B": 5}, {"A": 80, "B": 120}):
        document = document_of(*opened(sheet([["甲", "乙"]], **widths)))
        grid = document.tables[0]._tbl.tblGrid.findall(qn("w:gridCol"))
        assert abs(sum(int(column.get(qn("w:w"))) for column in grid) - WIDTH) <= len(grid)


def test_a_code_is_not_broken_where_another_column_has_room():
    document = document_of(*opened(sheet([["30101", "基本工资"]], A=1, B=200)))
    first = int(document.tables[0]._tbl.tblGrid.findall(qn("w:gridCol"))[0].get(qn("w:w")))
    assert first >= 5 * 0.5 * 7.5 * 20  # five figures of half an em, the smaller letters


@pytest.mark.parametrize(
    ("widths", "least", "total"), [([100, 900], [300, 100], 1000), ([1, 1], [900, 900], 1000), ([0, 0], [0, 0], 500)]
)
def test_columns_are_never_wider_than_the_page(widths, least, total):
    assert sum(fitted(widths, least, total)) <= total + len(widths)


def test_the_head_is_repeated_on_every_page():
    book = sheet([["指标", "分值"]] + [[f"指标{n}", "1"] for n in range(200)])
    book.active.print_title_rows = "1:1"
    document = document_of(*opened(book))
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in document.tables[0].rows]
    assert heads == [True] + [False] * 200


def test_line_breaks_and_signs_survive():
    text = "a < b & \"c\" > 'd'\n第二行\U0001f600"
    document = document_of(*opened(sheet([[text]])))
    assert document.tables[0].cell(0, 0).text == text


def test_an_empty_sheet_gives_nothing():
    grid, look = opened(openpyxl.Workbook())
    assert word_table(grid, look, WIDTH) == []


def test_a_table_without_styles_gets_lines_everywhere():
    grid, _ = opened(sheet([["甲", "乙"], ["丙", None]]))
    document = document_of(grid, plain_look(grid))
    borders = document.tables[0].cell(1, 0)._tc.tcPr.find(qn("w:tcBorders"))
    assert {edge.get(qn("w:val")) for edge in borders} == {"single"}


@pytest.mark.parametrize("path", sorted((REPOSITORY / "workbooks").glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_text_of_our_workbooks_is_in_its_word_table(path):
    data = path.read_bytes()
    looks = looks_of(data)
    for grid in open_workbook(data).grids():
        if not grid.cells or grid.hidden:
            continue
        document = document_of(grid, looks[grid.name])
        shown = "".join(document.element.body.itertext())
        last = looks[grid.name].area if looks[grid.name].area != (0, 0) else grid.size
        for (row, column), cell in grid:
            inside = row <= last[0] and column <= last[1]
            if inside and row not in grid.hidden_rows and column not in grid.hidden_columns and cell.text.strip():
                assert all(line.strip() in shown for line in cell.text.split("\n")), (grid.name, row, column)


def test_plain_text_of_a_table_has_its_cells_apart():
    grid, look = opened(sheet([["甲", "1.00"], ["乙", "2.00"]]))
    assert table_blocks(grid, look, WIDTH).text == "甲\t1.00\n乙\t2.00"


def test_rows_that_nobody_filled_stay_out_and_their_group_stays():
    rows = [
        ["产出", "数量", "人数", "450"],
        [None, None, None, None],
        [None, "质量", None, None],
        [None, None, None, None],
    ]
    document = document_of(*opened(sheet(rows, ["A1:A4"])))
    assert [[cell.text for cell in row.cells][1:] for row in document.tables[0].rows] == [
        ["数量", "人数", "450"],
        ["质量", "", ""],
    ]


def test_a_head_in_the_middle_is_repeated_when_the_table_has_several_pages():
    rows = [["单位", "某校", None], ["绩效指标", "指标", "分值"], *([None, f"指标{n}", "1"] for n in range(200))]
    book = sheet(rows, ["A2:A202"])
    book.active.print_title_rows = "2:2"
    facts, indicators = document_of(*opened(book)).tables
    assert [cell.text for cell in facts.rows[0].cells] == ["单位", "某校", ""]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in indicators.rows]
    assert heads == [True] + [False] * 200
    # the label at the side begins below the head, which could not be repeated otherwise
    assert [row.cells[0].text for row in indicators.rows][:2] == ["", "绩效指标"]


def test_a_short_table_is_not_divided():
    rows = [["单位", "某校", None], ["绩效指标", "指标", "分值"], [None, "指标1", "1"]]
    book = sheet(rows, ["A2:A3"])
    book.active.print_title_rows = "2:2"
    assert len(document_of(*opened(book)).tables) == 1


def test_signatures_stand_apart_on_one_line():
    rows = [["指标"] * 9, ["填表人：", None, "填报日期：", None, "联系电话：", None, "单位负责人签字：", None, None]]
    document = document_of(*opened(sheet(rows, lined=(1, 1))))
    line = document.paragraphs[-1]
    assert line.text == "填表人：\t填报日期：\t联系电话：\t单位负责人签字："
    stops = [stop.position.twips for stop in line.paragraph_format.tab_stops]
    assert stops == sorted(stops)
    assert stops[-1] < WIDTH - 8 * 9 * 20  # eight characters still fit behind it


def test_the_number_of_an_attachment_stands_at_its_top():
    document = document_of(*opened(sheet([["附件1", None], ["甲", "乙"]], lined=(2, 2))))
    assert [(one.text, one.style.name) for one in document.paragraphs] == [("附件1", "附件标记")]


def test_points_are_written_without_the_point_that_their_format_leaves():
    book = sheet([["得分", 10, 9.5]])
    for cell in book.active[1]:
        cell.number_format = "0.##"
    assert texts(document_of(*opened(book))) == [["得分", "10", "9.5"]]


@pytest.mark.parametrize("rows", range(30, 60))
def test_a_table_that_is_a_little_too_long_is_drawn_closer(rows):
    # 225 mm of text: 637 points; each row wants 16 and needs 12
    book = sheet([["指标", "1"]] * rows + [["注：略。", None]], lined=(1, rows))
    for row in range(1, rows + 1):
        book.active.row_dimensions[row].height = 16
    document = document_of(*opened(book))
    heights = [row._tr.trPr.find(qn("w:trHeight")) for row in document.tables[0].rows]
    high = sum(max(12.0, int(one.get(qn("w:val"))) / 20 if one is not None else 0.0) for one in heights)
    if rows * 16 + 12 < 600 or rows * 12.5 + 12 > 612:
        assert high == pytest.approx(rows * 16, rel=0.01)
    else:
        assert high + 12 < 637
