"""偏差原因: a row that lost points says why."""

from support.hand_forms import form_of, indicator

from addin.commands.check import check
from udfs.core.rules import load

ZHUZHOU = load("cn/hunan/zhuzhou-2021")


def missing(score, deviation):
    form = form_of([indicator(2, "9月30日前", "12月15日前", score, deviation=deviation)])
    return [(one.severity, one.cell) for one in check(form, ZHUZHOU) if one.code == "deviation.missing"]


def test_points_lost_without_a_reason_are_a_warning():
    assert missing("1", "") == [("warning", "J11")]
    assert missing("1", "无") == [("warning", "J11")]


def test_a_reason_or_full_points_are_enough():
    assert missing("1", "因预算压减，部分专项资金下达稍有滞后。") == []
    assert missing("2", "") == []
