"""隐藏的行."""

from support.hand_forms import form_of, indicator

from addin.commands.check import check
from addin.grid import Cell
from udfs.core.rules import load


def test_a_hidden_row_counts_and_is_told():
    rows = [indicator(50, "≥10个", "12个", Cell(50, "50", hidden=True)), indicator(50, "≥10个", "12个", 50)]
    found = check(form_of(rows, total=100), load("cn/hunan/zhuzhou-2023"))
    assert [(one.severity, one.cell) for one in found if one.code == "row.hidden"] == [("warning", "H11")]
    assert "total.mismatch" not in [one.code for one in found]
