"""评价标准与分值."""

from support.hand_forms import SCORECARD, form_of

from addin.commands.check import check
from udfs.core.rules import load

HENGSHAN = load("cn/hunan/hengshan-2020")


def standards(weight, text):
    rows = [{"weight": weight, "standard": text, "score": None, "value": None}]
    found = check(form_of(rows, kind=SCORECARD, names=["“三公经费”变动率"]), HENGSHAN)
    return [(one.severity, one.cell, one.printed, one.expected) for one in found if one.code == "standard.weight"]


def test_eight_points_in_a_row_of_five_contradict_each_other():
    text = "“三公经费”变动率≦0,计8分；“三公经费”＞0，每超过一个百分点扣0.8分，扣完为止。"
    assert standards("5", text) == [("warning", "K11", "8", "5")]
    assert standards("8", text) == []
