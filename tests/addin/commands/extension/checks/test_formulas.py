"""他人的公式: told only where the result is not the rule's."""

from support.hand_forms import codes, form_of, indicator

from addin.commands.check import check
from addin.grid import Cell
from udfs.core.rules import load

ZHUZHOU = load("cn/hunan/zhuzhou-2023")


def test_a_formula_with_another_result_is_named_beside_the_mismatch():
    found = codes(check(form_of([indicator(10, "≥10个", "12个", Cell(5, "5", "D11/2"))]), ZHUZHOU))
    assert {"score.mismatch", "formula.foreign"} <= set(found)


def test_a_formula_with_the_right_result_and_our_own_functions_are_fine():
    assert "formula.foreign" not in codes(
        check(form_of([indicator(10, "≥10个", "12个", Cell(10, "10", "D11"))]), ZHUZHOU)
    )
    ours = Cell(5, "5", "[1]!PERF_SCORE(D11,E11,F11)")
    assert "formula.foreign" not in codes(check(form_of([indicator(10, "≥10个", "12个", ours)]), ZHUZHOU))
