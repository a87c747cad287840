"""自带公式: which rows can have one, what stands in the others."""

from decimal import Decimal

import pytest
from support.hand_forms import budget, codes, form_of, indicator

from addin.commands.compute import compute
from addin.commands.context import Context
from addin.commands.native import is_native
from addin.grid import Cell
from udfs.core.rules import load

ZHUZHOU = load("cn/hunan/zhuzhou-2023")
NATIVE = Context(style="native")


def readable(target, actual, **more):
    return is_native(form_of([indicator(10, target, actual, **more)]).indicators[0])


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥16万人", "19.8万人"), ("<=630万元", "=624.9万元"), ("=100%", "=100%"), ("≥12000人", "11032"), ("≥5", "7"), (">=2次/年", "2次/年"),
        (Cell(0.9, "90%", None, "0%"), Cell(0.95, "95%", None, "0%")), (50, 60), ("≥90%", 0.95),
    ],
)  # fmt: skip
def test_sign_number_and_unit_are_read_by_the_spreadsheets_own_functions(target, actual):
    assert readable(target, actual)


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("明显提升", "达到预期指标"), ("2024年12月10日前", "2024年12月10日"), ("12月底前", "12月底前"), ("≥2个", "4所"), ("=1次", "=1%"),
        ("≥5次", "近600篇"), ("<=50万", "=50.5万元"), ("≥90%", "95"), ("≥3 期", "出刊 4 期"), ("0", "0"), ("≥１２", "15"), ("≥5", "≥6"),
        ("≥100000", Cell(13, "13万", None, '0"万"')), ("≥5", -1), ("≥90%人", "95%人"), ("1.2.3", "1"),
    ],
)  # fmt: skip
def test_anything_else_is_left_to_people(target, actual):
    assert not readable(target, actual)


def test_sign_and_unit_columns_are_referred_to():
    assert readable(90, 95, sign="≥", unit="%")
    assert not readable(90, 95, sign="正向", unit="%")
    result = compute(form_of([indicator(10, 90, 95, sign="≥", unit="%")]), ZHUZHOU, NATIVE)
    assert "M11" in result.filled[0].formula
    assert "N11" in result.filled[0].formula


def test_a_row_without_a_formula_stays_blank_with_a_warning_and_the_total_shows_nothing_yet():
    rows = [indicator(50, "≥10个", "12个"), indicator(40, "12月底前", "12月底前")]
    result = compute(form_of(rows, budget(100, 99), total=None, grade=None), ZHUZHOU, NATIVE)
    assert {item.cell: item.value for item in result.filled} == {
        "G5": Decimal("0.9900"), "H5": Decimal("9.9"), "H11": Decimal("50"), "H40": "", "J40": "",
    }  # fmt: skip
    assert codes(result.findings) == ["native.undecided"]
    assert result.findings[0].cell == "H12"


def test_every_native_formula_shows_nothing_where_it_cannot_decide():
    rows = [indicator(90, "≥10个", "12个", completion=None)]
    result = compute(form_of(rows, budget(100, 99), total=None), ZHUZHOU, NATIVE)
    assert all(item.formula.startswith("IFERROR(") for item in result.filled)
    assert all("PERF_" not in item.formula for item in result.filled)
