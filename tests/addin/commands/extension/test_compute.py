"""填写: which cells of a form are filled, with what, and what is left alone."""

from decimal import Decimal

import pytest
from support.hand_forms import basic_form, budget, codes, form_of, indicator

from addin.commands.compute import compute
from addin.commands.context import CHANGED, UNCHANGED, Context
from addin.edits import SetFormula, SetValue
from addin.grid import Cell
from udfs.core.rules import load

XINJIANG = load("cn/xinjiang/project-2024")
ZHUZHOU = load("cn/hunan/zhuzhou-2023")
BY_COMPLETION = "按照完成比例赋分"


def written(result):
    """Address and value of each edit."""
    return {item.cell: item.value for item in result.filled}


def xinjiang_form(**more):
    rows = [
        indicator(20, ">=13套", "=13套", completion=None, method=BY_COMPLETION),
        indicator(10, "<=630万元", "=624.9万元", completion=None, method=BY_COMPLETION),
        indicator(60, "明显提升", "达到预期指标", completion=None, method="按评判等级赋分"),
    ]
    return form_of(rows, budget(700, 694.9), total=None, grade=None, **more)


def test_every_computed_cell_of_a_blank_form_is_filled():
    # 694.9/700 = 99.27 %, (99.27-60)/40*10 = 9.8175 -> 9.82; 624.9/630 = 99.19 %, (99.19-60)/40*10 = 9.7975 -> 9.80
    assert written(compute(xinjiang_form(), XINJIANG)) == {
        "G5": Decimal("0.9927"), "H5": Decimal("9.82"),
        "G11": Decimal("1.0000"), "H11": Decimal("20"),
        "G12": Decimal("0.9919"), "H12": Decimal("9.8"),
        "G13": Decimal("1.0000"), "H13": Decimal("60"),
        "H40": Decimal("99.62"), "J40": "优",
    }  # fmt: skip


def test_a_rate_in_a_cell_without_format_gets_a_percent_format():
    edits = {(edit.row, edit.column): edit for edit in compute(xinjiang_form(), XINJIANG).edits}
    assert edits[5, 7] == SetValue("自评表", 5, 7, Decimal("0.9927"), "0.00%")
    assert edits[5, 8].number_format is None


def test_the_form_prints_its_rates_as_text_and_so_do_we():
    rows = [
        indicator(50, "≥10个", "9个", completion="90.00%", score=25),
        indicator(50, "≥10个", "8个", completion=None, score=25),
    ]
    result = compute(form_of(rows, budget(100, 95)), ZHUZHOU)
    assert written(result)["G12"] == "80.00%"
    assert written(result)["G5"] == "95.00%"


def test_typed_figures_are_kept_and_the_total_adds_what_stands_in_the_form():
    rows = [indicator(50, "≥10个", "12个", score=40), indicator(40, "≥10个", "12个")]
    result = compute(form_of(rows, budget(100, 100), total=None), ZHUZHOU)
    assert "H11" not in written(result)
    assert written(result)["H40"] == Decimal("90")  # 40 typed + 40 + 10


def test_overwrite_replaces_typed_figures():
    rows = [indicator(50, "≥10个", "12个", score=40), indicator(40, "≥10个", "12个")]
    result = compute(form_of(rows, budget(100, 100), total=None), ZHUZHOU, Context(overwrite=True))
    assert written(result)["H11"] == Decimal("50")
    assert written(result)["H40"] == Decimal("100")


def test_overwrite_keeps_a_judged_score_that_no_rule_gives():
    result = compute(
        form_of([indicator(10, "取得成效", "协调解决", score=9)], total=None), ZHUZHOU, Context(overwrite=True)
    )
    assert written(result) == {"H40": Decimal("9")}


def test_somebody_elses_formula_in_a_computed_cell_is_kept_and_told():
    rows = [indicator(10, "≥10个", "12个", score=Cell(9, "9", "D11*0.9"))]
    result = compute(form_of(rows), ZHUZHOU)
    assert result.edits == []
    assert codes(result.findings) == ["formula.foreign"]
    assert "=D11*0.9" in result.findings[0].message
    assert "--overwrite" in result.findings[0].message


def test_an_undecided_row_stays_blank_and_so_do_total_and_grade():
    rows = [indicator(10, "≥5次", "近600篇"), indicator(80, "≥10个", "12个")]
    result = compute(form_of(rows, budget(100, 100), total=None, grade=None), ZHUZHOU)
    assert set(written(result)) == {"G5", "H5", "H12"}


def test_our_own_unchanged_figure_is_refreshed():
    rows = [indicator(10, "≥10个", "12个", score=3)]
    result = compute(form_of(rows), ZHUZHOU, Context(ours=lambda bound: UNCHANGED))
    assert written(result) == {"H11": Decimal("10")}


def test_our_figure_changed_by_hand_is_kept_and_told():
    rows = [indicator(10, "≥10个", "12个", score=3)]
    result = compute(form_of(rows), ZHUZHOU, Context(ours=lambda bound: CHANGED))
    assert result.edits == []
    assert codes(result.findings) == ["value.changed"]


def test_our_figure_that_can_no_longer_be_justified_is_taken_back():
    rows = [indicator(10, "≥10个", "正在办理", score=10)]
    result = compute(form_of(rows), ZHUZHOU, Context(ours=lambda bound: UNCHANGED))
    assert result.edits == [SetValue("自评表", 11, 8, None)]


def test_dashes_in_the_rows_of_parts_stay():
    parts = [budget(60, 60, "—", "—", "—"), budget(40, 40, None, None, None)]
    assert set(written(compute(form_of([indicator(90, "≥1个", "1个")], budget(100, 100), parts=parts), ZHUZHOU))) == {
        "G5", "H5", "H11",
    }  # fmt: skip


def test_parts_get_a_rate_where_nothing_speaks_against_it():
    parts = [{"full_year": 60, "executed": 30, "rate": None}]
    assert written(compute(form_of([], {"full_year": 60, "executed": 30, "rate": None}, parts=parts), ZHUZHOU))[
        "G6"
    ] == Decimal("0.5")


def test_a_budget_of_zero_gives_no_rate_and_no_points():
    assert written(compute(form_of([indicator(90, "≥1个", "1个")], budget(0, 0), total=None), ZHUZHOU)) == {
        "H11": Decimal("90")
    }


def test_without_a_profile_nothing_is_computed():
    assert compute(xinjiang_form(), None).edits == []


def test_a_sign_and_a_unit_in_columns_of_their_own_belong_to_the_target():
    rows = [indicator(10, 90, "95", sign="≥", unit="%"), indicator(10, 5, "4", sign="≤", unit="个")]
    assert written(compute(form_of(rows), ZHUZHOU)) == {"H11": Decimal("10"), "H12": Decimal("10")}


def test_a_percent_cell_is_read_exactly_and_not_as_it_is_shown():
    # 0.8996 shows 90% in a cell with format 0%, and does not meet 90 %
    actual = Cell(0.8996, "90%", None, "0%")
    result = compute(form_of([indicator(10, "≥90%", actual)]), ZHUZHOU)
    assert written(result) == {}


def test_the_basic_table_gets_its_control_rate_and_its_sum():
    form = basic_form(
        [
            ("三公经费", None, None, None),
            ("1、公务用车购置和维护经费", "2.4", "", ""),
            ("其中：公车购置", "0", "", ""),
            ("公车运行维护", "2.4", "", ""),
            ("2、出国经费", "0", "", ""),
            ("3、公务接待", "0.55", "2", ""),
        ],
        staff={"approved": 180, "actual": 173, "rate": None},
    )
    # 173/180 = 96.11 %; 2.4 + 0 + 0.55 = 2.95; the other columns lack parts and stay blank
    assert written(compute(form, ZHUZHOU)) == {"C3": Decimal("0.9611"), "B5": "2.95"}


@pytest.mark.parametrize(
    ("field", "formula"),
    [
        ("H5", 'IF(OR(F5="",D5="",E5=""),"",PERF_EXEC_SCORE(F5,D5,E5,"cn/xinjiang/project-2024"))'),
        ("G5", 'IF(OR(D5="",E5=""),"",ROUND(PERF_EXEC_RATE(D5,E5),4))'),
        ("H11", 'IF(OR(D11="",E11="",F11=""),"",PERF_SCORE(D11,E11,F11,I11,"cn/xinjiang/project-2024"))'),
        ("G11", 'IF(OR(E11="",F11=""),"",ROUND(PERF_COMPLETION(E11,F11,"cn/xinjiang/project-2024"),4))'),
        ("H40", "PERF_TOTAL(H5,H11:H13)"),
        ("J40", 'IF(H40="","",PERF_GRADE(H40,"cn/xinjiang/project-2024"))'),
    ],
)
def test_functions_take_one_rows_scalars_and_the_profile_last(field, formula):
    context = Context(style="functions", profile_argument="cn/xinjiang/project-2024")
    result = compute(xinjiang_form(), XINJIANG, context)
    assert {item.cell: item.formula for item in result.filled}[field] == formula


def test_functions_carry_their_cached_value():
    result = compute(xinjiang_form(), XINJIANG, Context(style="functions"))
    edits = {(edit.row, edit.column): edit for edit in result.edits}
    assert isinstance(edits[40, 8], SetFormula)
    assert edits[40, 8].cached == Decimal("99.62")
    assert edits[5, 7].cached == Decimal("0.9927")
