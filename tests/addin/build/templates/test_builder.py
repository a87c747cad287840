"""The builder refuses what a spreadsheet would not accept, and its formulas give what the forms need."""

import io

import openpyxl
import pytest
from support.packfill import workbook

from addin.build.templates import Book
from addin.build.templates.build import all_packs, write_all
from addin.build.templates.formulas import form_total, points, ratio, share_of_year, sum_of
from addin.build.templates.names import checked
from addin.build.templates.validation import Rule, amount, choices
from addin.build.templates.validation import points as points_rule
from addin.edits import SetValue
from addin.grid import address, position
from addin.hosts.files import read
from addin.package.evaluate import evaluate
from addin.package.formula_values import Area
from addin.package.writing import apply_edits
from addin.packs.list import load_pack
from udfs.core.rules import load


def look(**cells):
    """Values of cells and ranges for the evaluation of a formula; blank where not given."""

    def lookup(kind, prefix, text):
        first, _, last = text.replace("$", "").partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        values = [cells.get(address(r, c)) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        return Area(values, len(values) == 1)

    return lookup


def test_sums_are_blank_while_all_parts_are_and_take_blanks_for_nothing_afterwards():
    made = sum_of(["B1", "B4:B5"]).formula
    assert evaluate(made, look()) == ""
    assert evaluate(made, look(B1=2.4, B5=0.29)) == 2.69
    assert evaluate(made, look(B1=0.0)) == 0.0


def test_a_control_rate_is_blank_without_a_base():
    made = ratio("B5", "D5").formula
    assert evaluate(made, look(B5=180.0, D5=173.0)) == pytest.approx(0.96111, abs=1e-5)
    assert [evaluate(made, look(**cells)) for cells in ({}, {"B5": 0.0, "D5": 3.0}, {"D5": 3.0})] == ["", "", ""]


def test_a_total_waits_for_every_row_that_has_a_weight_and_passes_over_unused_rows():
    made = form_total(["I5"], "G12:G14", "H12:H14").formula
    assert evaluate(made, look(I5=10.0, G12=2.0, H12=2.0)) == 12.0
    assert evaluate(made, look(I5=10.0, G12=2.0, H12=2.0, G13=3.0)) == ""
    assert evaluate(made, look(G12=2.0, H12=2.0)) == ""  # no points of the execution rate
    assert evaluate(made, look(I5=10.0)) == ""  # no indicator at all
    assert evaluate(made, look(I5=10.0, G12=2.0, H12=1.1, G14=3.0, H14=0.9)) == 12.0


def test_a_total_without_an_execution_row_waits_in_the_same_way():
    made = form_total([], "D6:D8", "G6:G8").formula
    assert evaluate(made, look(D6=5.0, G6=5.0, D7=5.0)) == ""
    assert evaluate(made, look(D6=5.0, G6=5.0, D7=5.0, G7=0.0, D8=8.0, G8=7.0)) == 12.0


@pytest.mark.parametrize(
    ("target", "actual", "given"),
    [
        ("12月底前", "12月底前", 5.0), ("持续提升", "持续提升", 5.0), ("持续改善", "明显改善", 5.0), ("取得成效", "达到预期指标", 5.0),
        ("≥98%", "≥98%", 5.0), ("≥16万人", "19.8万人", 5.0), ("≥12000人", "11032", ""), ("取得成效", "成效显著", ""), ("/", "/", ""),
        ("无", "无", ""), ("", "", ""), ("≥2个", "4所", ""),
    ],
)  # fmt: skip
def test_points_follow_the_rule_and_what_is_met_in_words_gets_the_weight(target, actual, given):
    made = points("G12", "E12", "F12", load("cn/hunan/hengyang-2024")).formula
    cells = look(G12=5.0, E12=target or None, F12=actual or None)
    assert evaluate(made, cells) == given


@pytest.mark.parametrize(
    ("executed", "light"), [(23, "红灯"), (29.99, "红灯"), (30, "黄灯"), (39.99, "黄灯"), (40, "绿灯"), (60, "绿灯")]
)
def test_the_monitoring_form_lights_by_the_share_of_the_year(executed, light):
    # of 100 at the end of June: half of the year; 30 is 60 %, 40 is 80 % of what the months allow
    form = next(form for form in load_pack("cn/national").forms if form.kind == "monitoring")
    data = workbook("cn/national").read_bytes()
    grid = read(data, "x.xlsx").book.grid(form.sheet)

    def at(path):
        return grid.names[form.fields[path]]

    typed = {"month": 6, "budget[1].full_year": 100, "budget[1].executed": executed}
    filled = apply_edits(data, [SetValue(form.sheet, *at(path), value) for path, value in typed.items()], record=False)
    grid = read(filled, "x.xlsx").book.grid(form.sheet)
    assert grid[at("budget[0].full_year")].value == 100  # the sum of its parts
    assert grid[at("budget[0].rate")].value == pytest.approx(executed / 100)
    assert grid[at("budget[0].pace")].value == pytest.approx(executed / 50)
    assert grid[at("budget[0].light")].value == light


def test_the_share_of_the_year_needs_a_month():
    assert evaluate(share_of_year("E5", "F5", "$M$3").formula, look(E5=100.0, F5=50.0)) == ""


def test_names_that_look_like_cells_are_refused():
    for name in ("A1", "R1C1", "C", "单位", "1st", "x y", ""):
        with pytest.raises(ValueError, match="不能用作名称"):
            checked(name)


def test_lists_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="下拉列表"):
        choices(["达到预期指标" * 50], "等级")
    with pytest.raises(ValueError, match="下拉列表"):
        choices(["甲,乙"], "等级")
    assert choices(["是", "否"], "偏差原因").make().formula1 == '"是,否"'


def test_prompts_longer_than_a_spreadsheet_shows_are_refused():
    with pytest.raises(ValueError, match="超过"):
        Rule("any", "题" * 33, "提示").make()
    with pytest.raises(ValueError, match="超过"):
        Rule("any", "题", "提" * 256).make()
    assert amount("年初预算数").make().operator == "greaterThanOrEqual"
    assert points_rule("分值", 5).make().formula2 == "5"


def test_a_name_twice_in_a_book_and_a_field_twice_on_a_sheet_are_refused():
    book = Book("测试")
    first = book.sheet("甲", (10.0,), kind="unit")
    first.entry(1, 1, name="unit_name")
    with pytest.raises(ValueError, match="用了两次"):
        first.entry(2, 1, name="unit_name")
    book.sheet("乙", (10.0,), kind="unit").entry(1, 1, name="unit_name")
    with pytest.raises(ValueError, match="都有"):
        book.to_bytes()


def test_a_sheet_keeps_texts_as_texts_and_formulas_with_their_values():
    book = Book("测试", "cn/national")
    sheet = book.sheet("甲", (10.0, 20.0), kind="unit", heading="甲表")
    sheet.put(1, 1, "=100%")
    sheet.formula(1, 2, "1+1", cached=2, name="total.score")
    data = book.to_bytes()
    assert data == data
    opened = openpyxl.load_workbook(io.BytesIO(data))
    assert opened["甲"]["A1"].data_type == "s"
    assert opened["甲"]["B1"].value == "=1+1"
    assert openpyxl.load_workbook(io.BytesIO(data), data_only=True)["甲"]["B1"].value == 2
    assert opened.defined_names["unit_total_score"].attr_text == "'甲'!$B$1"
    assert opened.defined_names["PERF_PROFILE"].attr_text == '"cn/national"'


def test_every_pack_is_written_below_the_folder_asked_for(tmp_path):
    written = write_all(["cn/hunan/zhuzhou/2021"], tmp_path)
    assert [path.relative_to(tmp_path).parts[:4] for path in written] == [("cn", "hunan", "zhuzhou", "2021")] * 2
    assert "cn/hunan/zhuzhou/2021" in all_packs()
    with pytest.raises(KeyError):
        write_all(["cn/nowhere"], tmp_path)
