"""数量的限度: lists longer than a sheet, more links than a sheet holds, many units in little memory."""

from __future__ import annotations

import functools
import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
from support.summary_results import county, province

from addin.summary import book, facts, figures, links, problems, projects, rows, tree, write_summary


class Counted(io.RawIOBase):
    """Takes everything and keeps nothing; it cannot be gone back in, like a pipe."""

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        return len(data)


def opened(result) -> openpyxl.Workbook:
    stream = io.BytesIO()
    write_summary(result, stream)
    return openpyxl.load_workbook(stream)


def test_findings_that_do_not_fit_go_on_on_further_sheets(monkeypatch):
    result = county()
    number = sum(result.codes.values())
    monkeypatch.setattr(problems, "MAX_ROWS", 20)
    stream = io.BytesIO()
    told = write_summary(result, stream)
    made = openpyxl.load_workbook(stream)
    pages = [made[name] for name in ("问题清单", "问题清单2", "问题清单3")]
    assert [sheet.max_row - 3 for sheet in pages] == [20, 20, number - 40]
    assert "问题清单4" not in made.sheetnames
    assert "分在 3 张表中，这是第 2 张" in pages[1]["A2"].value
    assert told == [
        "“问题清单”超过一张工作表的行数，接在“问题清单2”。",
        "“问题清单”超过一张工作表的行数，接在“问题清单3”。",
    ]
    # the sheets say so themselves as well
    assert any("问题清单3" in str(cell.value) for row in made["汇总情况"].iter_rows() for cell in row)


def test_projects_that_do_not_fit_go_on_without_a_line_of_sums(monkeypatch):
    monkeypatch.setattr(projects, "MAX_ROWS", 1)
    made = opened(county())
    assert [made[name]["C4"].value for name in ("项目明细", "项目明细2")] == ["校舍维修项目", "（未写项目名称）"]


def test_links_beyond_what_a_sheet_holds_are_paths_and_told(monkeypatch):
    monkeypatch.setattr(rows, "MAX_LINKS", 10)
    stream = io.BytesIO()
    told = write_summary(county(), stream)
    made = openpyxl.load_workbook(stream)
    linked = [cell for row in made["单位明细"].iter_rows(min_row=5) for cell in row if cell.hyperlink]
    assert len(linked) == 10
    last = [row[15] for row in made["单位明细"].iter_rows(min_row=5) if row[15].value][-1]
    assert last.value.count("/") >= 1
    assert any("“单位明细”有 17 行没有文件链接" in one for one in told)


def test_excel_takes_no_more_links_than_we_put():
    assert links.MAX_LINKS < 65_530


def test_of_many_units_the_charts_show_the_parents_and_the_lowest():
    result = province(200, 1)
    found = dict(_titles(opened(result)))
    assert "预算执行率（按第 1 级单位，含下级）" in found
    assert found["预算执行率最低的 20 个单位（共 200 个）"] == 20
    assert found["得分最低的 20 个单位（共 200 个）"] == 20


def _titles(made) -> Iterator[tuple[str, int]]:
    for chart in made["汇总情况"]._charts:
        area = chart.series[0].val.numRef.f.partition("!")[2].replace("$", "")
        yield "".join(run.t for run in chart.title.tx.rich.p[0].r), len(made["图表数据"][area])


def test_the_lowest_are_the_lowest_and_the_first_of_equal_ones():
    known = facts.facts_of(province(200, 1))
    assert len(known.scores) == 20
    # scores go from 60 to 99 and begin again: five units have 60, five 61, five 62, five 63
    assert [float(value) for _, value in known.scores] == [60.0] * 5 + [61.0] * 5 + [62.0] * 5 + [63.0] * 5
    assert known.scores[0][0] == "云岭县第0实验学校"


def test_a_tree_of_very_many_units_lists_those_that_have_others_below(monkeypatch):
    monkeypatch.setattr(tree, "MAX_UNITS", 20)
    sheet = opened(county())["分级汇总"]
    names = [row[0].value for row in sheet.iter_rows(min_row=4)]
    assert names == [
        "全部单位",
        "云岭县财政局",
        "云岭县教育局",
        "云岭县卫生健康局",
        "云岭县农业农村局",
        "云岭县交通运输局",
        "云岭县文化旅游局",
        "云岭县民政局",
    ]
    assert "单位超过 20 个" in sheet["A2"].value


def test_figures_of_very_many_parents_are_listed_for_the_upper_levels(monkeypatch):
    monkeypatch.setattr(figures, "MAX_NODES", 3)
    stream = io.BytesIO()
    told = write_summary(county(), stream)
    sheet = openpyxl.load_workbook(stream)["指标汇总"]
    assert {row[0].value for row in sheet.iter_rows(min_row=4)} == {"全部单位", "云岭县财政局"}
    assert any("只列到第 1 级" in one for one in told)


def test_ten_times_the_units_take_no_more_memory(monkeypatch):
    # what remembers texts grows until it is full; here it is full at once
    monkeypatch.setattr(rows, "_known", functools.lru_cache(maxsize=64)(rows._made))
    monkeypatch.setattr(book, "_CHUNK", 1 << 12)
    monkeypatch.setattr(rows, "_IN_MEMORY", 1 << 12)
    # so does the tree: it holds every unit of up to 5,000, none of more
    monkeypatch.setattr(tree, "MAX_UNITS", 10)
    write_summary(province(11), Counted())  # what is made once, such as imports and caches

    def peak(units: int) -> int:
        tracemalloc.start()
        try:
            write_summary(province(units, 2), Counted())
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few, many = peak(50), peak(500)
    assert many - few < 1_000_000


def test_counts_of_a_result_without_units_are_zero():
    known = facts.facts_of(replace(county(), units=(), files=(), projects=()))
    assert (known.units.rows, known.units.rate, known.saved) == (0, None, "")


def test_without_any_grade_there_is_no_chart_of_grades():
    result = county()
    headline = replace(result.whole.headline, grades={"": 22})
    titles = dict(_titles(opened(replace(result, whole=replace(result.whole, headline=headline)))))
    assert "等级分布" not in titles
    assert "各单位自评得分" in titles


def test_expenditure_by_function_is_that_of_the_general_budget_where_the_other_table_has_totals_only():
    result = county()
    lines = [
        replace(one, item=one.item.replace("公开03/2", "公开05/2"))
        for one in result.whole.lines
        if one.group in ("accounts", "amounts")
    ]
    titles = dict(_titles(opened(replace(result, whole=replace(result.whole, lines=lines)))))
    assert titles["支出结构（一般公共预算，按功能分类）"] == 2
    assert titles["支出结构（决算，按性质）"] == 2
    assert "支出结构（决算，按功能分类）" not in titles


def test_scores_out_of_another_number_are_shown_out_of_a_hundred():
    result = county()
    units = [one if one.score is None else replace(one, full=one.full * 2) for one in result.units]
    known = facts.facts_of(replace(result, units=units))
    (first, *_) = [one for one in units if one.score is not None]
    assert known.scores[0] == (first.name, first.score / 2)
    sheet = opened(replace(result, units=units))["图表数据"]
    heads = [cell.value for cell in sheet[3]]
    assert "得分（百分制）" in heads
