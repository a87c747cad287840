"""读目标值和完成值: what is typed, and what is understood; the expected side is what a person reads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from udfs.core.quantity import Quantity, Unreadable, read_actual, read_target, same_unit, unit_problem

TARGETS = [
    # typed, kind, sign, value, unit
    ("≥16万人", "number", ">=", "160000", "人"),
    ("≧１６ 万 人", "number", ">=", "160000", "人"),
    (">=13套", "number", ">=", "13", "套"),
    ("=>13套", "number", ">=", "13", "套"),
    ("＝1次", "number", "=", "1", "次"),
    ("﹦1次", "number", "=", "1", "次"),
    ("≦5%", "percent", "<=", "0.05", ""),
    ("＜5‰", "percent", "<", "0.005", ""),
    ("不少于50篇", "number", ">=", "50", "篇"),
    ("至少3次", "number", ">=", "3", "次"),
    ("不超过1,023.86万元", "number", "<=", "10238600", "元"),
    ("控制在5万元以内", "number", "<=", "50000", "元"),
    ("大于等于3期", "number", ">=", "3", "期"),
    ("高于95%", "percent", ">", "0.95", ""),
    ("少于3起", "number", "<", "3", "起"),
    ("达到95%", "percent", ">=", "0.95", ""),
    ("95%以上", "percent", ">=", "0.95", ""),
    ("95%(含)以上", "percent", ">=", "0.95", ""),
    ("5天以内", "number", "<=", "5", "天"),
    ("3个工作日内", "number", "<=", "3", "工作日"),
    ("50篇以下（不含）", "number", "<", "50", "篇"),
    ("不少于50篇以上", "number", ">=", "50", "篇"),
    ("13700万", "number", "", "137000000", ""),
    ("1.5亿元", "number", "", "150000000", "元"),
    ("￥50万", "number", "", "500000", "元"),
    ("1，023元", "number", "", "1023", "元"),
    ("0.33万元/生/年", "number", "", "3300", "元/生/年"),
    ("1万元·生/年", "number", "", "10000", "元/生/年"),
    ("6000元/年/生", "number", "", "6000", "元/生/年"),
    ("每生每年6000元", "number", "", "6000", "元/生/年"),
    ("每年不少于2次", "number", ">=", "2", "次/年"),
    ("105台/套", "number", "", "105", "台/套"),
    ("3台（套）", "number", "", "3", "台/套"),
    ("50（万元）", "number", "", "500000", "元"),
    ("5㎡", "number", "", "5", "平方米"),
    ("20名", "number", "", "20", "人"),
    ("百分之九十五", "percent", "", "0.95", ""),
    ("百分之九十九点五以上", "percent", ">=", "0.995", ""),
    ("不少于（含）5家", "number", ">=", "5", "家"),
    ("≥95%，力争100%", "percent", ">=", "0.95", ""),
    ("≥95百分比", "percent", ">=", "0.95", ""),
    ("95个百分点", "number", "", "95", "百分点"),
    ("三次", "number", "", "3", "次"),
    ("十二期", "number", "", "12", "期"),
    ("两所", "number", "", "2", "所"),
    ("≥一百二十人", "number", ">=", "120", "人"),
    ("-5%", "percent", "", "-0.05", ""),
    ("≥-5%", "percent", ">=", "-0.05", ""),
    ("0", "number", "", "0", ""),
    ("“≥3 个”。", "number", ">=", "3", "个"),
    ("≥16\n万人", "number", ">=", "160000", "人"),
    ("3次（线上）", "number", "", "3", "次"),
    ("≥3期职教动态", "number", ">=", "3", "期"),
    ("满意度≥95%", "percent", ">=", "0.95", ""),
    ("完成3次培训", "number", "", "3", "次"),
    ("2024年≥3次", "number", ">=", "3", "次"),
    ("全年在省市主要媒体刊播报道>5次", "number", ">", "5", "次"),
    ("联合权威媒体，推出系列专题报道，省市主要媒体刊播报道不少于50篇", "number", ">=", "50", "篇"),
    ("增长5%以上", "percent", ">=", "0.05", ""),
    ("=≥95%", "percent", ">=", "0.95", ""),
    ("≥1000册(本)", "number", ">=", "1000", "册"),
    ("1个（套）", "number", "", "1", "个"),
    ("≥100人（次）", "number", ">=", "100", "人/次"),
    ("6000元/生.年", "number", "", "6000", "元/生/年"),
    ("每季度1次", "number", "", "1", "次/季度"),
    ("2024.12", "number", "", "2024.12", ""),
    ("20241210", "number", "", "20241210", ""),
]


@pytest.mark.parametrize(
    ("typed", "kind", "sign", "value", "unit"), TARGETS, ids=[f"目标填“{row[0]}”" for row in TARGETS]
)
def test_a_target_is_read_as_a_person_reads_it(typed: str, kind: str, sign: str, value: str, unit: str) -> None:
    read = read_target(typed)
    assert (read.kind, read.sign, read.value, read.unit) == (kind, sign, Decimal(value), unit)
    assert not read.approximate


@pytest.mark.parametrize(
    "typed", ["", " ", "　", "—", "——", "-", "--", "–", "－", "/", "／", "\\", "*", "无", "无。", None]
)
def test_marks_that_mean_nothing_are_blank(typed: object) -> None:
    assert read_target(typed).kind == "blank"
    assert read_actual(typed, read_target("≥3次")).kind == "blank"


@pytest.mark.parametrize(
    "typed",
    ["持续提升", "学校开学前", "根据上级部门规定时间", "一流", "一级", "一起", "十分满意", "平方米", "万元", "几十次", "1+X",
     "5G网络覆盖", "4A级景区", "3年级", "全省前3名", "不适用", "零投诉", "2025年1月1日以后", "第三次",
     "1.学院教学秩序正常 2.学院就业情况良好", "培训3次、参加20人", "每月10日", "每月10日前", "10日前"],
)  # fmt: skip
def test_words_stay_words(typed: str) -> None:
    assert read_target(typed).kind == "words"


def test_a_tick_is_words_and_every_tick_is_the_same() -> None:
    assert {read_target(mark).words for mark in "✔√✓☑"} == {"✔"}


UNREADABLE = [
    ("80%-90%", "区间"),
    ("80－90%", "区间"),
    ("3～5个", "区间"),
    ("3至5个", "区间"),
    ("50±5", "±"),
    ("1,23", "规范"),
    ("1,23人", "规范"),
    ("1 023元", "连写"),
    ("1亿2千万元", "连写"),
    ("5元8角", "连写"),
    ("3/4", "规范"),
    ("10:1", "规范"),
    ("1e400", "科学记数"),
    ("≥", "没有能识别的数"),
    ("≥二级", "没有能识别的数"),
    ("≥≥5", "规范"),
    ("≥50篇以下", "矛盾"),
    (">95%以上", "矛盾"),
    ("=95%以上", "矛盾"),
    ("≥约50", "约数"),
    ("近50余篇", "约数"),
    ("≥3次且≤5次", "几个数"),
    ("5人以上团队1个", "几个数"),
    ("不低于上年的95%", "不在一起"),
    ("3次（未验收）", "括号"),
    ("￥3次", "货币"),
    ("≤12月", "3个月"),
    ("2024年2月30日", "没有这一天"),
    ("13月", "没有这个月份"),
    ("24年12月10日前完成", "四位年份"),
    ("次年3月底前", "四位年份"),
    ("不早于2024年9月1日前", "矛盾"),
    ("9" * 30 + "元", "太长"),
    ("培训" * 1500, "2000"),
]


@pytest.mark.parametrize(("typed", "reason"), UNREADABLE, ids=[f"目标填“{row[0][:12]}”不猜" for row in UNREADABLE])
def test_what_would_be_a_guess_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_target(typed)
    message = refused.value.message
    assert message.startswith(f"“{' '.join(typed.split())[:10]}")
    assert message.endswith("。")
    assert reason in message


@pytest.mark.parametrize(
    ("typed", "low", "high", "unit"),
    [
        ("110余人次", 110, 120, "人次"),
        ("20余万元", 200000, 300000, "元"),
        ("20万余元", 200000, 300000, "元"),
        ("3万多人", 30000, 40000, "人"),
        ("30多人", 30, 40, "人"),
        ("近600篇", 500, 600, "篇"),
        ("近1000篇", 800, 1000, "篇"),
        ("约50", 40, 60, ""),
        ("大约50次左右", 40, 60, "次"),
        ("120次左右", 110, 130, "次"),
    ],
)
def test_an_approximate_figure_says_between_which_numbers_it_lies(typed: str, low: int, high: int, unit: str) -> None:
    read = read_target(typed)
    assert read.approximate
    assert not read.exact
    assert (read.bounds[0], read.bounds[2], read.unit) == (low, high, unit)


def test_numbers_of_cells_are_read_by_their_shortest_form() -> None:
    assert read_target(0.95).value == Decimal("0.95")
    assert read_target(13.0) == read_target(13)
    assert read_target(Decimal("1.50")).value == Decimal("1.50")
    assert read_target(-0.0).value == 0
    assert read_target(dt.datetime(2024, 12, 10, 8, 30)).end == dt.date(2024, 12, 10)


@pytest.mark.parametrize(
    "value", [True, False, float("nan"), float("inf"), 1e300, 10**30, Decimal("NaN"), object(), [1]]
)
def test_a_cell_value_that_is_no_quantity_is_refused(value: object) -> None:
    with pytest.raises(Unreadable):
        read_target(value)


def test_units_are_the_same_only_where_nobody_could_doubt_it() -> None:
    def same(a: str, b: str) -> bool:
        return same_unit(read_target(a), read_target(b))

    assert same("≥16万人", "160000人")
    assert same("≤0.6万元", "6000元")
    assert same("≥8000万", "13700万")
    assert same("≥9万", "9.8万元")
    assert same("≥80", "110余人次")
    assert same("20人", "20名")
    assert same("3台套", "3台/套")
    assert not same("≥2个", "4所")
    assert not same("20人", "20人次")
    assert not same("1次", "1%")
    assert not same("6000元/生/年", "6000元")
    assert not same("≤3天", "3个工作日")
    assert not same("≥16", "19.8万人")


def test_the_reason_why_two_figures_cannot_be_compared_is_said() -> None:
    assert "“个”" in unit_problem(read_target("≥2个"), read_target("4所"))
    assert "万、亿" in unit_problem(read_target("≤50万元"), read_target("50"))
    assert unit_problem(read_target("≥2个"), Quantity("blank")) == "目标是数量，完成值是空白"


def test_what_was_understood_can_be_said_in_chinese() -> None:
    said = [
        read_target(t).described()
        for t in ("≥16万人", "=97.24%", "110余人次", "近600篇", "12月底前", "≤2024年5月1日", "—")
    ]
    assert said == ["不低于160000人", "等于97.24%", "110余人次", "近600篇", "12月31日前", "不晚于2024年5月1日", "未填"]
