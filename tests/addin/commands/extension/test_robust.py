"""任何表单、任何文字: commands never raise, whatever stands in the cells."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support.hand_forms import KINDS, basic_form, budget, form_of, indicator

from addin.commands.check import check
from addin.commands.compute import compute
from addin.commands.context import STYLES, Context
from addin.commands.explain import explain
from addin.findings import SEVERITIES
from addin.grid import Cell
from udfs.core.errors import CellError
from udfs.core.rules import all_profiles, load

WORDS = st.sampled_from([
    "", "—", "/", "无", "≥", "≥90%", "<=630万元", "=100%", "0", "=0起", "-5", "1e309", "9" * 40, "12,34,5", "1.2.3", "近600篇", "2024年12月10日前",
    "2024-02-30", "12月底前", "明显提升", "达到预期指标", "①③", "100%计满分，每低于5%扣2分，扣完为止", "优", "89.62分", "1,204.31", "％", "\x00", "＝１０",
    "按照完成比例赋分", "直接赋分", "其中：基本支出：420.7", "三公经费", "按" * 300,
])  # fmt: skip
CELLS = st.one_of(
    WORDS,
    st.text(max_size=12),
    st.none(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(),
    st.sampled_from([CellError("#REF!"), CellError("#DIV/0!")]),
    st.builds(
        lambda value, code: Cell(value, f"{value:.2f}", None, code),
        st.floats(-1e6, 1e6),
        st.sampled_from(["0.00%", '0"套"', "General"]),
    ),
    st.builds(
        lambda value: Cell(value, "" if value is None else str(value), "SUM(A1:A9)"),
        st.one_of(st.none(), st.integers(0, 100), st.just("")),
    ),
)
ROWS = st.lists(
    st.builds(
        lambda weight, target, actual, score, done, method, why, sign, unit, standard, role: indicator(
            weight, target, actual, score, completion=done, method=method, deviation=why, sign=sign, unit=unit, standard=standard, role=role
        ),
        CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, st.sampled_from(["indicator", "execution"]),
    ),
    max_size=3,
)  # fmt: skip
MONEY = st.one_of(st.none(), st.builds(budget, CELLS, CELLS, CELLS, CELLS, CELLS))
PROFILES = st.sampled_from([*(profile.id for profile in all_profiles()), ""])


def run(form, profile, style):
    profile = load(profile) if profile else None
    context = Context(style=style, related=(form,))
    before = [(path, bound.cell) for path, bound in form.bound_cells()]
    result = compute(form, profile, context)
    found = check(form, profile, context) + result.findings
    explain(form, profile, context)
    assert [(path, bound.cell) for path, bound in form.bound_cells()] == before
    for one in found:
        assert one.severity in SEVERITIES
        assert one.message
    bound = {cell.position for _, cell in form.bound_cells()}
    assert all((edit.row, edit.column) in bound for edit in result.edits)


@given(ROWS, MONEY, st.lists(st.builds(budget, CELLS, CELLS, CELLS, CELLS, CELLS), max_size=2), CELLS, CELLS, CELLS, PROFILES,
       st.sampled_from(STYLES), st.sampled_from([kind for kind in KINDS if kind != "basic"]))  # fmt: skip
@settings(deadline=None, max_examples=120)
def test_no_self_evaluation_form_makes_a_command_raise(rows, money, parts, total, weight, grade, profile, style, kind):
    amounts = [("income", [("一般公共预算", total)]), ("expenditure", [("项目支出", weight)])]
    run(
        form_of(rows, money, parts=parts, total=total, total_weight=weight, grade=grade, kind=kind, amounts=amounts),
        profile,
        style,
    )


NAMES = st.sampled_from(
    [
        "三公经费",
        "1、公务用车购置和维护经费",
        "其中：公车购置",
        "公车运行维护",
        "2、出国经费",
        "3、公务接待",
        "项目支出：",
        "1、业务",
        "甲",
        "公用经费",
        "其中：办公",
        "",
    ]
)


@given(
    st.lists(st.tuples(NAMES, CELLS, CELLS, CELLS), max_size=8), CELLS, CELLS, CELLS, PROFILES, st.sampled_from(STYLES)
)
@settings(deadline=None, max_examples=80)
def test_no_basic_data_table_makes_a_command_raise(rows, approved, actual, rate, profile, style):
    staff = {"approved": approved, "actual": actual, "rate": rate}
    buildings = {"area_approved": actual, "area_actual": rate, "area_rate": approved}
    run(basic_form(rows, staff=staff, buildings=buildings), profile, style)
