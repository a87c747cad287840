"""函数的写法: every host's way of naming our functions in a file."""

import pytest

from addin.commands.spellings import calls, is_external_to_us, is_ours, plain


@pytest.mark.parametrize(
    "formula",
    [
        "PERF_SCORE(D11,E11,F11)",
        "perf_score(D11,E11,F11)",
        "[1]!PERF_SCORE(D11,E11,F11)",
        "'C:\\Users\\张三\\jixiao.xlam'!PERF_SCORE(D11,E11,F11)",
        "jixiao.xlam!PERF_SCORE(D11,E11,F11)",
        "_xll.PERF_SCORE(D11,E11,F11)",
        "JIXIAO.PERF_SCORE(D11,E11,F11)",
        "_xldudf_JIXIAO_PERF_SCORE(D11,E11,F11)",
        "ORG.JIXIAO.SHEET.PERFADDIN.PERF_SCORE(D11,E11,F11)",
        "org.jixiao.sheet.PerfAddin.perf_score(D11,E11,F11)",
        'IF(D11="","",PERF_SCORE(D11,E11,F11))',
    ],
)
def test_every_spelling_is_known_and_reduced_to_the_plain_one(formula):
    assert is_ours(formula)
    assert "PERF_SCORE(D11,E11,F11)" in plain(formula)
    assert "!" not in plain(formula)
    assert "." not in plain(formula)


@pytest.mark.parametrize(
    "formula", ["SUM(D11:D20)", "MYPERF_SCORE(A1)", '"PERF_SCORE("&A1', "PERFORMANCE(A1)", "A1*0.9"]
)
def test_other_formulas_are_not_ours(formula):
    assert not is_ours(formula)
    assert plain(formula) == formula


def test_a_link_to_the_add_in_is_told_from_a_plain_call():
    assert is_external_to_us("[1]!PERF_SCORE(D11)")
    assert is_external_to_us("'D:\\绩效\\jixiao.xlam'!PERF_TOTAL(A1:A3)")
    assert not is_external_to_us("PERF_SCORE(D11)+[1]Sheet1!A1")


def test_every_call_of_a_formula_is_listed():
    assert calls("PERF_GRADE(_xll.PERF_TOTAL(H5:H9))") == [("", "PERF_GRADE"), ("_xll.", "PERF_TOTAL")]
