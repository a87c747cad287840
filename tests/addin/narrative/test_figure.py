"""数字：单位、算式、缺数、标记."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.narrative.engine import TemplateError, render_text
from addin.narrative.environment import report_environment
from addin.narrative.figure import SOME_MONEY, Figure, Ledger, Words, money, rounded
from addin.narrative.filters import FILTERS
from addin.narrative.filters.help import HELP
from addin.narrative.marks import CLOSE, MIDDLE, OPEN, plain, read_marks

AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=2)


def wan(value, cell: str = "", ledger: Ledger | None = None) -> Figure:
    number = None if value is None else Decimal(str(value))
    return Figure(number, "万元", "甲", (cell,) if cell else (), str(value), ledger=ledger)


def test_the_expression_tells_how_a_figure_came_about() -> None:
    result = (wan("26854.92", "表!A1") - wan("25560.11", "表!B1")) / wan("25560.11", "表!B1")
    assert result.calculation == "(26854.92 − 25560.11) ÷ 25560.11"
    assert result.cells == ("表!A1", "表!B1")


def test_brackets_stand_where_the_expression_needs_them() -> None:
    a, b, c = wan(5), wan(3), wan(2)
    assert (a - (b - c)).calculation == "5 − (3 − 2)"
    assert (a - b - c).calculation == "5 − 3 − 2"
    assert ((a + b) * c).calculation == "(5 + 3) × 2"
    assert (a / (b / c)).calculation == "5 ÷ (3 ÷ 2)"


def test_yuan_and_wan_yuan_meet_in_the_left_one_s_unit() -> None:
    total = wan("1.5") + Figure(Decimal("25000"), "元", expression="25,000")
    assert (total.value, total.unit) == (Decimal("4.0"), "万元")
    assert total.calculation == "1.5 + 25,000 ÷ 10000"


def test_a_missing_figure_makes_the_result_missing_and_keeps_its_cell() -> None:
    result = wan(1, "表!A1") + wan(None, "表!B1")
    assert result.missing
    assert result.placeholder == "【待补：表!B1 甲】"


def test_a_missing_figure_is_neither_equal_nor_more_nor_less() -> None:
    blank = wan(None)
    assert not any((blank == 0, blank > 0, blank < 0, blank >= 0, blank <= 0))
    assert not blank


def test_a_trouble_that_decides_a_condition_is_noted() -> None:
    ledger = Ledger()
    bool(Figure(None, "万元", "甲", ("表!A1",), trouble="是错误值 #N/A", ledger=ledger))
    assert [one.cells for one in ledger.entries] == [("表!A1",)]


def test_marks_survive_joining_and_tell_the_figure() -> None:
    ledger = Ledger()
    text = "甲" + str(wan("1234.5", ledger=ledger)) + "、" + str(Words("", "原因", "表!F9", ledger=ledger)) + "。"
    shown, marks = read_marks(text)
    assert shown == "甲1,234.50、【待补：表!F9 原因】。" == plain(text)
    assert [(mark.number, mark.text, mark.start) for mark in marks] == [
        (0, "1,234.50", 1),
        (1, "【待补：表!F9 原因】", 10),
    ]


def test_users_text_cannot_pose_as_a_figure() -> None:
    assert str(Words(f"{OPEN}0{MIDDLE}9{CLOSE}")) == "09"


def test_money_of_a_form_without_a_unit_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="没有写明金额单位"):
        FILTERS["万元"](Figure(Decimal(140000), SOME_MONEY, "三公经费"))


@pytest.mark.parametrize(
    ("name", "value"), [("万元", "文字"), ("万元", {"本年": 1}), ("万元", []), ("增减", wan(1)), ("中文数字", "十")]
)
def test_a_filter_on_the_wrong_thing_says_so_in_chinese(name: str, value) -> None:
    with pytest.raises(ValueError, match=r"[一-鿿]{4,}"):
        FILTERS[name](value)


def test_every_filter_has_its_help() -> None:
    assert set(HELP) == {*FILTERS, "段落"}


@given(AMOUNTS, AMOUNTS)
def test_the_words_agree_with_the_sign(now: Decimal, before: Decimal) -> None:
    text = FILTERS["增减"]({"本年": wan(now), "上年": wan(before)}, "与上年相比，")
    if now == before:
        assert text == "与上年持平（增加0.00万元，增长0.00%）"
    elif before == 0:
        assert text == f"与上年相比，增加{money(now)}万元（上年为0.00万元，不计算增长率）"
    elif now > before:
        assert text.startswith(f"与上年相比，增加{money(now - before)}万元，增长")
    else:
        assert text.startswith(f"与上年相比，减少{money(before - now)}万元，下降")
    assert "-" not in text


@given(AMOUNTS, AMOUNTS)
def test_the_difference_rate_has_the_sign_of_the_difference(actual: Decimal, budget: Decimal) -> None:
    text = FILTERS["预决算差异"](wan(actual), "年初预算数", wan(budget))
    if budget == 0 and actual:
        assert text.endswith("不计算预决算差异率")
        return
    printed = Decimal(text.rpartition("预决算差异率")[2].removesuffix("%").replace(",", ""))
    exact = Decimal(0) if actual == budget else (actual - budget) / budget * 100
    assert printed == rounded(exact)


@given(st.lists(AMOUNTS, min_size=1, max_size=8).filter(lambda parts: sum(parts) > 0))
def test_shares_add_to_100(parts: list) -> None:
    figures = [wan(part) for part in parts]
    whole = FILTERS["合计"](figures)
    shares = [rounded(FILTERS["占比"](part, whole).value) for part in figures]
    assert abs(sum(shares) - 100) <= Decimal("0.005") * len(parts)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 空数 | default('—') }}、{{ 空字 | default('无') }}、{{ 没有 | default('？') }}", "—、无、？"),
        ("{{ 空数 or '—' }}{{ 空字 or '无' }}", "—无"),
        ("{{ (甲 - 乙) | abs | 万元 }}", "1.50万元"),
        ("{{ (甲 / 乙) | round(3) }}", "0.571"),
        ("{{ 甲 * 2 }}、{{ 1 - 甲 }}、{{ -甲 }}", "4.00、-1.00、-2.00"),
        ("{% if 甲 < 乙 and 甲 == 2 and not 空数 %}是{% endif %}", "是"),
        ("{{ '甲' ~ 甲 ~ '乙' ~ 乙 }}", "甲2.00乙3.50"),
        ("{{ [甲, 乙] | 合计 | 万元 }}", "5.50万元"),
        ("{{ 甲 | 万元(0) }}、{{ 甲 | 元(0, false) }}", "2万元、20,000"),
        ("{{ 等级 == '优' }}", "是"),
        ("{{ 个数 | 中文数字 }}", "十二"),
    ],
)  # fmt: skip
def test_figures_reckon_and_show_in_templates(template: str, expected: str) -> None:
    names = {
        "甲": wan(2), "乙": wan("3.5"), "空数": wan(None), "空字": Words(""), "等级": Words("优"),
        "个数": Figure(Decimal(12), "个"),
    }  # fmt: skip
    assert render_text(template, names, report_environment()) == expected


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ 甲 / 0 }}", "除数为 0"),
        ("{{ 甲 + '一' }}", "文字不能相加"),
        ("{{ 甲 | 万元(999999) }}", "小数位数应为 0 至 8"),
        ("{{ 人 | 万元 }}", "不是金额"),
        ("{{ 人.__class__ }}", "程序的内部属性"),
        ("{{ 人.value }}", "数没有“value”"),
        ("{{ 人 | 万圆 }}", "万元"),
    ],
)  # fmt: skip
def test_what_a_figure_cannot_do_is_told_in_chinese(template: str, words: str) -> None:
    with pytest.raises(TemplateError, match=words):
        render_text(template, {"甲": wan(2), "人": Figure(Decimal(3), "人", "在职人员")}, report_environment())


def test_a_number_in_chinese_signs_is_traced_too() -> None:
    ledger = Ledger()
    assert read_marks(FILTERS["中文数字"](Figure(Decimal(12), "个", ledger=ledger)))[1][0].text == "十二"
