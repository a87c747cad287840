"""Rows typed in unusual ways: weights as percentages, dates in the form's year, a total that may lack a part."""

from decimal import Decimal

import pytest
from support.hand_forms import budget, form_of, indicator

from addin.commands.compute import compute
from addin.commands.context import FUNCTIONS, Context
from addin.commands.inputs import begins_with_comparison, is_comparison
from udfs.core.rules import load

NATIONAL = load("cn/national")
ZHUZHOU = load("cn/hunan/zhuzhou-2023")


def written(result):
    return {item.cell: (item.value, bool(item.formula)) for item in result.filled}


def test_a_weight_of_ten_per_cent_is_ten_points_and_is_written_as_a_figure():
    for style in ("values", FUNCTIONS):
        form = form_of([indicator("90%", "≥10个", "9个")], budget(100, 100, weight="10%"), total=None)
        found = written(compute(form, NATIONAL, Context(style=style)))
        assert found["H11"] == (Decimal("81"), False)  # 90×9/10
        assert found["H5"] == (Decimal("10"), False)


def test_a_date_without_a_year_is_in_the_forms_year_and_no_function_is_written_that_could_not_know_it():
    for style in ("values", FUNCTIONS):
        form = form_of([indicator(90, "12月底前", "2023年11月")], budget(100, 100), total=None)
        form.year = 2023
        assert written(compute(form, ZHUZHOU, Context(style=style)))["H11"] == (Decimal("90"), False)


def test_the_total_stays_open_where_the_row_of_the_budget_execution_was_not_read():
    form = form_of([indicator(50, "≥1个", "1个"), indicator(40, "≥1个", "1个")], total=None)
    form.budget, form.budget_columns = [], {}
    result = compute(form, NATIONAL)
    assert "H40" not in written(result)
    assert "可能漏计" in result.figures.total.outcome.undecided


@pytest.mark.parametrize("sign", ["≥", "＞＝", "≧", "不少于", "大于等于", "<=", "≦", "＝"])
def test_a_sign_in_a_column_of_its_own_is_read_in_any_spelling(sign):
    assert is_comparison(sign)
    assert begins_with_comparison(f"{sign}12次")


@pytest.mark.parametrize("word", ["定性", "正向", "反向指标", "", "个"])
def test_a_word_that_is_no_sign_is_not_joined_to_the_target(word):
    assert not is_comparison(word)
