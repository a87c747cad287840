"""Native formulas as text: what they are made of, and what they refuse to be made of."""

import re

import pytest

from addin.native import completion, execution_rate, execution_score, grade, score, standard, total
from udfs.core.rules import all_profiles, load

#: worksheet functions that came after Excel 2010
NEWER = ("LET(", "IFS(", "TEXTJOIN(", "CONCAT(", "XLOOKUP(", "FILTER(", "NUMBERVALUE(", "IFNA(", "SWITCH(", "SEQUENCE(")


def every_formula():
    for profile in all_profiles():
        for method in profile.methods:
            yield score("D107", "E107", "F107", method, profile)
            yield score("D107", "E107", "F107", method, profile, unit_ref="G107", sign_ref="H107")
        yield execution_score("D107", "E107", "F107", profile)
        yield grade("H207", profile)
    yield execution_rate("E107", "F107")
    yield completion("E107", "F107")
    yield total(["H6", "H10:H99"])
    yield standard("D107", "E107", "以100%为标准。≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。")


FORMULAS = [native.formula for native in every_formula() if native]


def test_most_rules_have_a_formula():
    assert len(FORMULAS) > 30


@pytest.mark.parametrize("formula", FORMULAS, ids=range(len(FORMULAS)))
def test_a_formula_keeps_the_limits_of_excel_2010(formula):
    assert len(formula) <= 8192
    assert all(len(text) <= 255 for text in re.findall(r'"([^"]*)"', formula))
    assert not any(name in formula for name in NEWER)
    depth = deepest = 0
    for char in re.sub(r'"[^"]*"', "", formula):
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    assert depth == 0
    assert deepest <= 64


@pytest.mark.parametrize("formula", FORMULAS, ids=range(len(FORMULAS)))
def test_a_formula_stays_below_the_size_that_excel_stores(formula):
    # 16384 bytes once compiled; a number in braces takes 9 bytes, the braces 22, a reference or function 7 at most
    arrays = re.findall(r"\{([^}]*)\}", formula)
    rest = re.sub(r"\{[^}]*\}", "", formula)
    size = sum(22 + sum(9 + 2 * len(part) for part in array.split(",")) for array in arrays if '"' in array)
    size += sum(22 + 9 * (array.count(",") + 1) for array in arrays if '"' not in array)
    size += sum(3 + 2 * len(text) for text in re.findall(r'"([^"]*)"', rest))
    size += 7 * len(re.findall(r"[A-Z]+\(|[A-Z]{1,3}\d+", rest)) + 4 * len(re.findall(r"(?<![A-Z\d])\d+", rest))
    assert size < 16384


def test_a_formula_never_turns_text_into_a_number_by_arithmetic():
    # VALUE stands in front of pure digits only; --text or text*1 would follow the locale
    assert not any("--" in formula for formula in FORMULAS)


def test_a_rule_without_a_formula_says_why():
    assert "不按指标值和完成值计分" in score("D7", "E7", "F7", "", load("衡山2020")).reason
    assert "赋分规则是空白的" in score("D7", "E7", "F7", "", load("新疆项目2024")).reason
    assert "没有赋分规则" in score("D7", "E7", "F7", "抽签", load("新疆项目2024")).reason
    assert "没有读懂" in standard("D7", "E7", "酌情计分").reason


@pytest.mark.parametrize("ref", ['A1)&HYPERLINK("x"', "Sheet1!A1", "1A", "", "A0"])
def test_only_plain_references_get_into_a_formula(ref):
    with pytest.raises(ValueError, match="不是单元格引用"):
        execution_rate(ref, "B1")
