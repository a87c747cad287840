"""说明: how each figure came about."""

from support.hand_forms import budget, form_of, indicator

from addin.commands.explain import explain
from udfs.core.rules import load

XINJIANG = load("cn/xinjiang/project-2024")


def form():
    rows = [
        indicator(20, ">=1270人", "=921人", "6.26", completion="72.52%", method="按照完成比例赋分"),
        indicator(10, ">=90%", "=84%", "9", completion=None, method="满意度赋分"),
    ]
    return form_of(rows, budget("225.00", "224.85", "99.93%", "9.98"), total="25.24")


def test_a_score_names_its_cells_its_arithmetic_its_rule_and_its_source():
    (one,) = explain(form(), XINJIANG, cell="H11")
    assert (one.field, one.printed, one.expected) == ("score", "6.26", "6.26")
    assert "921" in one.text
    assert "72.52" in one.text
    assert "60" in one.rule
    assert "昌吉职业技术学院" in one.source
    assert "相符" in one.text


def test_an_undecided_row_says_why():
    (one,) = explain(form(), XINJIANG, cell="$H$12")
    assert one.expected == ""
    assert "不能由规则算出" in one.text


def test_without_a_cell_everything_is_explained_in_order():
    assert [one.cell for one in explain(form(), XINJIANG)] == ["G5", "H5", "G11", "H11", "G12", "H12", "H40"]


def test_a_cell_without_a_figure_has_no_explanation():
    assert explain(form(), XINJIANG, cell="A1") == []
