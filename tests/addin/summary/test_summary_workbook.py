"""汇总簿: what a reader finds in it, opened with another library than the one that wrote its rows."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl.chart import BarChart, PieChart
from support.summary_results import county

from addin.rollup.model import Counts, Node, Result, State
from addin.summary import write_summary

SHEETS = [
    "汇总情况", "分级汇总", "单位明细", "未报单位", "重复报送", "不予计入", "问题清单", "指标汇总", "资金汇总", "基础数据汇总", "决算公开03",
    "项目明细", "图表数据",
]  # fmt: skip


@pytest.fixture(scope="module")
def result() -> Result:
    return county()


@pytest.fixture(scope="module")
def written(result, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("财政局 2024年 汇总") / "汇总 表.xlsx"
    assert write_summary(result, target) == []
    return target


@pytest.fixture(scope="module")
def book(written):
    return openpyxl.load_workbook(written)


@pytest.fixture(scope="module")
def values(written):
    return openpyxl.load_workbook(written, data_only=True)


def table(sheet, head: int = 3) -> list[dict]:
    """The rows below a head, by the words of the head."""
    heads = [cell.value for cell in sheet[head]]
    return [dict(zip(heads, (cell.value for cell in row))) for row in sheet.iter_rows(min_row=head + 1)]


def cells(sheet) -> list:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def beside(sheet, name: str, right: int = 1):
    """What stands beside a name."""
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == name]
    first = min(found, key=lambda cell: (cell.column, cell.row))
    return sheet.cell(first.row, first.column + right).value


def test_has_the_lists_in_the_order_in_which_they_are_read(book):
    assert book.sheetnames == SHEETS


def test_the_overview_counts_every_unit_in_exactly_one_state(values):
    sheet = values["汇总情况"]
    named = {
        "应报单位": 30, "已报单位": 27, "已计入": 21, "部分计入": 1, "退回更正（有错误，未计入）": 2, "重复报送（未定，未计入）": 1,
        "版本或年度不符（未计入）": 1, "不能读取（未计入）": 1, "未报单位": 3,
    }  # fmt: skip
    assert {name: beside(sheet, name) for name in named} == named
    assert 21 + 1 + 2 + 1 + 1 + 1 + 3 == 30
    assert beside(sheet, "已报单位", 2) == pytest.approx(27 / 30)


def test_the_overview_states_the_sums_and_both_means(values, result):
    sheet = values["汇总情况"]
    rows = [one for one in result.units if one.budget is not None]
    budget = sum(one.budget for one in rows)
    executed = sum(one.executed for one in rows)
    weighted = sum(one.score * one.budget for one in rows) / budget
    plain = sum(one.score for one in rows) / len(rows)
    found = [beside(sheet, "单位合计", right) for right in range(1, 7)]
    assert found == pytest.approx(
        [22, float(budget), float(executed), float(executed / budget), float(weighted), float(plain)]
    )
    assert any("加权平均" in text and "执行数合计÷预算数合计" in text for text in map(str, cells(sheet)))


def test_the_overview_tells_what_the_units_come_from_and_what_to_mind(values):
    texts = "\n".join(map(str, cells(values["汇总情况"])))
    for word in (
        "2024 年度",
        "cn/hunan/hengyang/2024 第 2 版",
        "下发清单 manifest.jsonl",
        "2050299 有两个名称",
        "2025-03-22 17:30",
    ):
        assert word in texts


def test_every_unit_is_a_row_with_its_state_and_figures(values, result):
    rows = table(values["单位明细"], 4)
    assert [row["单位代码"] for row in rows] == [one.code for one in result.units]
    first = rows[2]
    unit = list(result.units)[2]
    assert (first["单位名称"], first["上级单位"], first["状态"], first["等级"]) == (
        unit.name,
        "云岭县教育局",
        "已计入",
        "中",
    )
    assert first["全年预算数"] == float(unit.budget)
    assert first["执行率"] == pytest.approx(float(unit.executed / unit.budget))
    missing = next(row for row in rows if row["状态"] == "未报")
    assert (missing["得分"], missing["全年预算数"], missing["报送文件"]) == (None, None, None)
    assert missing["说明"] == "没有收到文件"


def test_the_line_of_sums_follows_the_filter_and_shows_the_sums_of_all(book, values, result):
    formulas, shown = book["单位明细"], values["单位明细"]
    heads = {cell.value: cell.column for cell in formulas[4]}
    column = heads["全年预算数"]
    letter = formulas.cell(3, column).column_letter
    assert formulas.cell(3, column).value == f"=SUBTOTAL(109,{letter}5:{letter}34)"
    assert shown.cell(3, column).value == float(result.whole.headline.budget)
    assert shown.cell(3, heads["单位名称"]).value == 30
    assert shown.cell(3, heads["执行率"]).value == pytest.approx(float(result.whole.headline.rate))


def test_figures_are_written_with_every_digit_that_they_have(result):
    exact = Decimal("123456789012.123456")
    one = replace(next(iter(result.units)), budget=exact)
    stream = io.BytesIO()
    write_summary(replace(result, units=[one]), stream)
    sheet = openpyxl.load_workbook(stream)["单位明细"]
    cell = sheet.cell(5, 9)
    assert (cell.value, cell.number_format) == (123456789012.123456, "#,##0.00")


def test_the_tree_can_be_folded_and_adds_up(values):
    sheet = values["分级汇总"]
    rows = table(sheet)
    assert sheet.sheet_properties.outlinePr.summaryBelow is False
    assert sheet.sheet_format.outlineLevelRow == 3
    assert [sheet.row_dimensions[row].outlineLevel for row in (4, 5, 6, 7, 8, 9)] == [0, 1, 2, 2, 3, 3]
    education = next(at for at, row in enumerate(rows) if row["单位"] == "云岭县教育局")
    below = rows[education + 1 : education + 8]
    assert [row["单位"] for row in below][:2] == ["本级", "云岭县第一中学"]
    assert sum(row["全年预算数"] or 0 for row in below) == pytest.approx(rows[education]["全年预算数"])
    for head in ("应报", "已报", "已计入"):
        assert sum(row[head] or 0 for row in below) == rows[education][head]


def test_who_has_not_returned_stands_with_the_parent_and_the_contact(values):
    rows = table(values["未报单位"])
    assert [(row["单位名称"], row["上级单位"], row["联系人"]) for row in rows] == [
        ("云岭县青山小学", "云岭县教育局", "办公室"), ("云岭县畜牧兽医站", "云岭县农业农村局", "办公室"), ("云岭县救助管理站", "云岭县民政局", "办公室"),
    ]  # fmt: skip


def test_each_file_that_was_returned_twice_is_listed(values):
    rows = table(values["重复报送"])
    assert [row["单位代码"] for row in rows] == ["002002", "002002"]
    assert rows[1]["保存时间"] == datetime.datetime(2025, 3, 22, 17, 30)
    assert all("报了两份" in row["原因"] for row in rows)


def test_each_file_that_is_not_added_is_listed_with_its_reason(values, result):
    rows = table(values["不予计入"])
    states = Counter(row["状态"] for row in rows)
    assert states == {"重复，未定": 2, "有错误，未计入": 2, "版本或年度不符": 1, "不能读取": 1, "不在名册": 1}
    assert all(row["原因"] for row in rows)
    assert "打开密码" in next(row["原因"] for row in rows if row["状态"] == "不能读取")


def test_every_finding_is_a_row(values, result):
    rows = table(values["问题清单"])
    assert len(rows) == sum(result.codes.values())
    error = next(row for row in rows if row["种类"] == "total.mismatch")
    assert (error["程度"], error["工作表"], error["单元格"], error["表内的数"], error["应为"]) == (
        "错误",
        "附件1-1",
        "H12",
        "96.5",
        "94.5",
    )
    assert "改正总分" in error["问题和怎么办"]


def test_links_lead_to_the_very_files_from_wherever_the_folder_is(book, result, written):
    for file in result.files:
        place = written.parent / file.link
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    seen = set()
    for name in ("单位明细", "重复报送", "不予计入", "问题清单", "项目明细"):
        for row in book[name].iter_rows():
            for cell in row:
                if cell.hyperlink and cell.hyperlink.target:
                    assert not cell.hyperlink.target.startswith(("/", "file:"))
                    path = written.parent / unquote(cell.hyperlink.target)
                    assert path.is_file(), cell.hyperlink.target
                    assert cell.value == path.name
                    seen.add(str(path.relative_to(written.parent)))
    assert seen == {file.link for file in result.files}


def test_a_finding_leads_to_its_cell(book):
    sheet = book["问题清单"]
    row = next(row for row in sheet.iter_rows(min_row=4) if row[12].value == "total.mismatch")
    assert row[3].hyperlink.location == "'附件1-1'!H12"


def test_the_overview_leads_to_each_list(book):
    links = {cell.hyperlink.location for row in book["汇总情况"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in SHEETS[1:]}


def test_lists_are_tables_that_can_be_sorted_and_filtered(book):
    for name in SHEETS[2:-1]:
        sheet = book[name]
        (one,) = sheet.tables.values()
        head = 4 if name in ("单位明细", "项目明细") else 3
        last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
        assert (one.ref, one.autoFilter.ref) == (f"A{head}:{last}", f"A{head}:{last}"), name
        assert [column.name for column in one.tableColumns] == [cell.value for cell in sheet[head]], name
    assert book["分级汇总"].auto_filter.ref == f"A3:U{book['分级汇总'].max_row}"


def test_heads_stay_in_view_and_are_printed_on_each_page(book):
    for name in SHEETS[1:-1]:
        sheet = book[name]
        head = 4 if name in ("单位明细", "项目明细") else 3
        assert sheet.freeze_panes.endswith(str(head + 1)), name
        assert sheet.print_title_rows == f"$1:${head}", name
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9), name
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0), name
        assert sheet.sheet_properties.pageSetUpPr.fitToPage is True, name
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页", name


def test_amounts_rates_and_points_have_their_formats(book):
    sheet = book["单位明细"]
    formats = {sheet.cell(4, at).value: sheet.cell(5, at).number_format for at in range(1, 20)}
    assert (formats["全年预算数"], formats["执行率"], formats["得分"]) == ("#,##0.00", "0.00%", "0.00")


def test_charts_show_the_rows_that_they_name(book, values, result):
    data = values["图表数据"]
    found = {}
    for chart in book["汇总情况"]._charts:
        (series,) = chart.series
        names, numbers = series.cat.strRef.f, series.val.numRef.f
        title = "".join(run.t for run in chart.title.tx.rich.p[0].r)
        area = [row[0].value for row in data[names.partition("!")[2].replace("$", "")]]
        figures = [row[0].value for row in data[numbers.partition("!")[2].replace("$", "")]]
        found[title] = dict(zip(area, figures))
    assert found["等级分布"] == {"优": 4, "良": 5, "中": 11, "差": 2}
    rates = {one.name: float(one.rate) for one in result.units if one.rate is not None}
    assert found["各单位预算执行率"] == pytest.approx(rates)
    assert found["各单位自评得分"] == {one.name: float(one.score) for one in result.units if one.score is not None}
    executed = float(result.whole.headline.executed)
    assert found["支出结构（自评表，按性质）"] == pytest.approx(
        {"基本支出": 0.62 * executed, "项目支出": 0.33 * executed, "上缴上级支出": 0.05 * executed}
    )
    assert found["支出结构（决算，按功能分类）"] == pytest.approx(
        {"教育支出": 0.7 * executed, "卫生健康支出": 0.3 * executed}
    )


def test_charts_have_titles_on_both_axes_and_labels(book):
    kinds = Counter(type(chart) for chart in book["汇总情况"]._charts)
    assert kinds == {BarChart: 4, PieChart: 2}
    for chart in book["汇总情况"]._charts:
        assert chart.dataLabels.showVal or chart.dataLabels.showPercent
        if isinstance(chart, BarChart):
            for axis in (chart.x_axis, chart.y_axis):
                assert axis.delete is False
                assert axis.title.tx.rich.p[0].r[0].t


def test_indicators_are_added_or_averaged_by_their_nature(values):
    rows = [row for row in table(values["指标汇总"]) if row["汇总单位"] == "全部单位"]
    people, groups, satisfied = rows
    assert (people["三级指标"], people["计量单位"], people["汇总方法"]) == ("服务群众人次", "人", "相加")
    assert (people["年度指标值"], people["全年完成值"], people["得分"]) == (26400, 26114, 9.87654321)
    assert (people["简单平均得分"], people["未参与加权"]) == (9.5, 1)
    assert (groups["计量单位"], groups["年度指标值"], groups["全年完成值"]) == ("万人次", 3.5, None)
    assert (satisfied["汇总方法"], satisfied["年度指标值"]) == ("按资金加权平均", 0.95)


def test_final_accounts_are_listed_by_code_under_the_official_heads(values):
    sheet = values["决算公开03"]
    assert sheet["A1"].value == "支出决算表（公开03表）汇总"
    rows = [row for row in table(sheet) if row["汇总单位"] == "全部单位"]
    assert [(row["科目编码"], row["科目（项目）"]) for row in rows] == [
        (None, "合计"), ("205", "教育支出"), ("20502", "普通教育"), ("2050299", "其他普通教育支出"), ("210", "卫生健康支出"),
    ]  # fmt: skip
    assert list(rows[0])[3:6] == ["本年支出", "基本支出", "项目支出"]
    assert rows[3]["其他名称"] == "其他教育支出"
    assert rows[0]["本年支出"] == pytest.approx(rows[0]["基本支出"] + rows[0]["项目支出"])


def test_each_parent_has_its_own_figures(values):
    for name in ("指标汇总", "资金汇总", "基础数据汇总", "决算公开03"):
        units = dict.fromkeys(row["汇总单位"] for row in table(values[name]))
        assert list(units) == ["全部单位", "云岭县财政局", "云岭县教育局", "云岭县卫生健康局", "云岭县农业农村局", "云岭县交通运输局",
                               "云岭县文化旅游局", "云岭县民政局"], name  # fmt: skip


def test_projects_are_listed_with_their_sums(values):
    rows = table(values["项目明细"], 4)
    assert [row["项目名称"] for row in rows] == ["校舍维修项目", "（未写项目名称）"]
    assert values["项目明细"]["G3"].value == 206.5
    assert values["项目明细"]["H3"].value == 158.525


def test_empty_lists_are_left_out_and_the_overview_says_so(result, tmp_path):
    whole = result.whole
    clean = replace(
        result, whole=replace(whole, counts=Counts(2, 2, 2), lines=()), nodes=(), units=list(result.units)[:2], files=(), twice=(),
        missing=(), findings=(), projects=(), codes={}, notes=(),
    )  # fmt: skip
    target = tmp_path / "没有 问题.xlsx"
    write_summary(clean, target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["汇总情况", "单位明细", "图表数据"]
    sheet = book["汇总情况"]
    assert [beside(sheet, name, 3) for name in ("未报单位", "重复报送（未定，未计入）")] == ["无", "无"]
    assert beside(sheet, "校验发现（条）", 3) == "无"
    assert any("没有画支出结构图" in str(value) for value in cells(sheet))


def test_nothing_returned_at_all_still_makes_a_workbook(tmp_path):
    target = tmp_path / "空.xlsx"
    assert write_summary(Result(Node("", "", counts=Counts(None, missing=None))), target) == []
    sheet = openpyxl.load_workbook(target)["汇总情况"]
    assert (sheet["A1"].value, beside(sheet, "应报单位"), beside(sheet, "未报单位")) == (
        "绩效自评汇总情况",
        "不详",
        "不详",
    )
    assert any("不知道哪些单位应报" in str(value) for value in cells(sheet))


def test_without_a_register_nobody_is_due(result, tmp_path):
    whole = replace(result.whole, counts=replace(result.whole.counts, expected=None, missing=None))
    target = tmp_path / "无 名册.xlsx"
    write_summary(replace(result, whole=whole, source="", missing=()), target)
    rows = table(openpyxl.load_workbook(target)["分级汇总"])
    assert {row["应报"] for row in rows if row["级次"] == 3} == {None}


def test_the_same_result_gives_the_same_bytes(result, written):
    again = io.BytesIO()
    write_summary(result, again)
    assert again.getvalue() == written.read_bytes()


def test_the_day_is_told_once_when_it_is_given(result):
    stream = io.BytesIO()
    write_summary(result, stream, made="2026-03-05")
    book = openpyxl.load_workbook(stream)
    told = [value for sheet in book for value in cells(sheet) if "2026-03-05" in str(value)]
    assert len(told) == 1
    assert told[0].endswith("汇总日期 2026-03-05")


def test_an_existing_summary_stays_as_it_was_when_writing_fails(result, tmp_path):
    target = tmp_path / "汇总.xlsx"
    target.write_bytes(b"earlier")

    def broken():
        yield next(iter(result.units))
        raise OSError("盘满")

    class Broken:
        def __iter__(self):
            return broken()

    with pytest.raises(OSError, match="盘满"):
        write_summary(replace(result, units=Broken()), target)
    assert target.read_bytes() == b"earlier"
    assert [one.name for one in tmp_path.iterdir()] == ["汇总.xlsx"]


def test_states_that_need_work_stand_out_and_the_rest_does_not(book):
    sheet = book["单位明细"]
    fills = {}
    for row in sheet.iter_rows(min_row=5):
        fills.setdefault(row[4].value, set()).add(row[4].fill.fgColor.rgb if row[4].fill.fill_type else None)
    assert fills[State.ADDED.value] == {None}
    assert all(None not in found for state, found in fills.items() if state != State.ADDED.value)
