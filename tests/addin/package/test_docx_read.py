"""Tables of Word documents as grids."""

import io

import docx
import pytest
from support.packages import document

from addin.grid import Grid, Range
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def tables(body: str) -> list[Grid]:
    return open_workbook(document(body)).grids()


def texts(grid: Grid) -> dict[tuple[int, int], str]:
    return {where: cell.text for where, cell in grid if cell.text}


def test_a_table_made_by_word_libraries_reads_as_written() -> None:
    book = docx.Document()
    book.add_paragraph("项目支出绩效自评表")
    table = book.add_table(2, 3)
    table.cell(0, 0).text = "一级指标"
    table.cell(1, 2).text = "10"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "指标值"
    out = io.BytesIO()
    book.save(out)
    file = open_workbook(out.getvalue())
    grid = file.grid("表1")
    assert (file.kind, file.sheets, file.writable, grid.writable) == ("docx", ("表1",), False, False)
    assert texts(grid) == {(1, 1): "项目支出绩效自评表", (2, 1): "一级指标", (2, 2): "指标值", (3, 3): "10"}
    assert grid.merges == [Range(1, 1, 1, 3), Range(2, 2, 2, 3)]
    assert grid.label(3, 3) == "T1R2C3"
    assert grid.label(2, 3) == "T1R1C2"
    assert grid.label(1, 2) == "T1"


def test_vertical_merges_and_spans_become_merged_ranges() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    (grid,) = tables(
        tbl(
            tr(tc("产出指标", start), tc("数量", '<w:gridSpan w:val="2"/>')),
            tr(tc("看不见", on), tc("质量"), tc("达标")),
            tr(tc("", on), tc("时效"), tc("及时")),
            tr(tc("效益指标", start), tc("社会"), tc("明显")),
        )
    )
    assert sorted(map(str, grid.merges)) == ["A1:A3", "B1:C1"]
    assert grid.shown(3, 1).text == "产出指标"
    assert grid.shown(4, 1).text == "效益指标"
    assert "看不见" not in texts(grid).values()


def test_a_block_that_both_spans_and_continues_is_one_range() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    (grid,) = tables(
        tbl(
            tr(tc("目标", wide + '<w:vMerge w:val="restart"/>'), tc("a")),
            tr(tc("", wide + '<w:vMerge w:val="continue"/>'), tc("b")),
        )
    )
    assert grid.merges == [Range(1, 1, 2, 2)]


def test_rows_that_begin_later_keep_their_columns() -> None:
    (grid,) = tables(tbl(tr(tc("a"), tc("b"), tc("c")), tr(tc("d"), properties='<w:gridBefore w:val="2"/>')))
    assert grid[2, 3].text == "d"


def test_paragraphs_of_a_cell_are_lines_and_tabs_and_breaks_stay() -> None:
    cell = "<w:tc><w:p><w:r><w:t>≥</w:t></w:r><w:r><w:t>95</w:t><w:tab/><w:t>%</w:t><w:br/><w:t>（含）</w:t></w:r></w:p><w:p><w:r><w:t>次行</w:t></w:r></w:p></w:tc>"
    (grid,) = tables(tbl(tr(cell)))
    assert grid[1, 1].value == "≥95\t%\n（含）\n次行"


def test_the_three_paragraphs_right_above_a_table_are_rows_on_top() -> None:
    first, second = tables(
        p("前言")
        + p("附件1")
        + p("绩效自评表")
        + p(" ")
        + p("（2024年度）")
        + tbl(tr(tc("甲"), tc("乙")))
        + tbl(tr(tc("丙")))
    )
    assert texts(first) == {(1, 1): "附件1", (2, 1): "绩效自评表", (3, 1): "（2024年度）", (4, 1): "甲", (4, 2): "乙"}
    assert first.label(4, 2) == "T1R1C2"
    assert texts(second) == {(1, 1): "丙"}


def test_a_nested_table_is_a_table_of_its_own() -> None:
    outer, inner = tables(tbl(tr(f"<w:tc>{p('外')}{tbl(tr(tc('内')))}{p('')}</w:tc>")))
    assert texts(outer) == {(1, 1): "外"}
    assert "内" in texts(inner).values()
    assert inner.name == "表2"


def test_content_controls_are_seen_through() -> None:
    def held(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    run = held("<w:r><w:t>89.62分</w:t></w:r>")
    (grid,) = tables(held(p("标题") + tbl(held(tr(held(f"<w:tc><w:p>{run}</w:p></w:tc>"))))))
    assert texts(grid) == {(1, 1): "标题", (2, 1): "89.62分"}


def test_tracked_changes_are_read_as_accepted() -> None:
    cell = (
        "<w:tc><w:p><w:del><w:r><w:delText>9.5</w:delText></w:r></w:del><w:ins><w:r><w:t>9.8</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom></w:p></w:tc>"
    )
    (grid,) = tables(tbl(tr(cell), tr(tc("删去的行"), properties="<w:del/>"), tr(tc("下一行"))))
    assert texts(grid) == {(1, 1): "9.8", (2, 1): "下一行"}


def test_field_codes_are_left_out_and_ticks_of_symbol_fonts_are_ticks() -> None:
    cell = (
        '<w:tc><w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r></w:p></w:tc>'
    )
    (grid,) = tables(tbl(tr(cell)))
    assert grid[1, 1].value == "✓☑"


@pytest.mark.parametrize("value", ["99999999", "-1", "两"])
def test_an_impossible_span_is_a_damaged_document(value: str) -> None:
    with pytest.raises(PackageProblem) as caught:
        tables(tbl(tr(tc("x", f'<w:gridSpan w:val="{value}"/>'))))
    assert caught.value.code == "docx.broken"
    assert "表1" in caught.value.message
