"""读完成值: the figure is the one that answers the target; what is left open is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from udfs.core.quantity import Unreadable, read_actual, read_target

READ = [
    # target, actual, kind, value, unit
    ("≥3 期", "出刊 4 期《职教动态》", "number", "4", "期"),
    ("22个", "2023年新增“双师”工作室22个，当前共有“双师工作室”91个。", "number", "22", "个"),
    ("22个", "新增5个，其中市级2个，累计91个", "number", "5", "个"),
    ("22个", "累计12个，其中线上3个", "number", "12", "个"),
    ("22个", "计划25个，完成20个", "number", "20", "个"),
    ("22个", "22个工作室", "number", "22", "个"),
    ("22个", "二十二个", "number", "22", "个"),
    ("22个", "22.0", "number", "22", ""),
    ("≥1次", "举办《论语100讲》3次", "number", "3", "次"),
    ("≥1次", "开展1+X证书考核2次", "number", "2", "次"),
    ("≥1次", "1.组织培训3次；2.参加比赛。", "number", "3", "次"),
    ("≥1次", "组织第三次会议2次", "number", "2", "次"),
    ("≥1次", "根据昌州财教〔2024〕20号文，2024年举办1次，共100人参加", "number", "1", "次"),
    ("≥1次", "3次,100人", "number", "3", "次"),
    ("≥1次", "共3次，线上、线下均为3次", "number", "3", "次"),
    (">=13套", "=13套", "number", "13", "套"),
    (">5次", "近600篇", "number", "600", "篇"),
    ("≥50篇", "2023年，省市报道园区近600篇", "number", "600", "篇"),
    ("≥80", "培训110余人次", "number", "110", "人次"),
    ("≥90%", "满意度达97.24%", "percent", "0.9724", ""),
    ("≥90%", "提高到95%", "percent", "0.95", ""),
    ("≥90%", "发放问卷100份，满意度95%", "percent", "0.95", ""),
    ("≥90%", "95%（问卷100份）", "percent", "0.95", ""),
    ("≥90%", "100%完成", "percent", "1", ""),
    ("≥90%", "达到90%", "percent", "0.90", ""),
    ("＝1次", "=1%", "percent", "0.01", ""),
    ("增长5%以上", "增长6%", "percent", "0.06", ""),
    ("≥12次", "3次/年", "number", "3", "次/年"),
    ("≥20人", "20人次", "number", "20", "人次"),
    ("≥3部", "3部门", "number", "3", "部门"),
    ("≥80", "培训110人", "number", "110", "人"),
    ("≥8000万元", "完成投资13700万", "number", "137000000", ""),
    ("≥12次", "12次(详见附件1)", "number", "12", "次"),
    ("=6000元/生/年", "每生每年0.6万元", "number", "6000", "元/生/年"),
    ("=6000元/生/年", "0.6万元/生年", "number", "6000", "元/生/年"),
]


@pytest.mark.parametrize(
    ("target", "actual", "kind", "value", "unit"), READ, ids=[f"目标“{r[0]}”完成“{r[1]}”" for r in READ]
)
def test_the_figure_is_the_one_that_answers_the_target(
    target: str, actual: str, kind: str, value: str, unit: str
) -> None:
    read = read_actual(actual, read_target(target))
    assert (read.kind, read.value, read.unit) == (kind, Decimal(value), unit)


REFUSED = [
    ("22个", "未完成22个"),
    ("22个", "20个，其中3个未完成"),
    ("22个", "尚有2个在建"),
    ("22个", "无法完成22个"),
    ("22个", "去年20个"),
    ("22个", "计划25个"),
    ("22个", "预计完成22个"),
    ("22个", "目标数22个"),
    ("22个", "共三个，其中线上2个"),
    ("22个", "20-25个"),
    ("22个", "1,23个"),
    ("22个", "2022年10个，2023年12个"),
    ("≥1次", "组织3次、参与5次"),
    ("≥1次", "1.培训3次 2.比赛2次"),
    ("≥1次", "3次（2023年1次）"),
    ("≥1次", "培训50，100人获奖"),
    ("≥80", "培训教师20人，学生100人"),
    ("≥90%", "教师满意度95%，学生满意度96%"),
    ("≥90%", "提高5%"),
    ("≥90%", "未达到90%"),
    ("≥90%", "超额完成20%"),
    ("≥90%", "完成目标的120%"),
    ("≥90%", "≥90%（实际95%）"),
    ("≥90%", "98.6%（未达标）"),
    ("≥12次", "超额完成2次"),
    ("≥1个", "已建成平台一个"),
    ("≥90%", "不低于上年的95%"),
    ("≥80", "培训110"),
    ("≥90%", "80%-95%"),
    ("增长5%以上", "下降6%"),
    ("≤50万元", "节约5万元"),
    ("≤50万元", "结余5万元"),
    ("≤50万元", "1亿2千万元"),
    ("2024年12月10日前", "2024年12月8日验收，2024年12月20日支付"),
    ("2024年12月10日前", "预计2025年1月完成"),
    ("2024年12月10日前", "2024年12月10日前未完成"),
    ("2024年12月10日前", "2024年12月10日前完成80%"),
    ("2024年12月10日前", "2024年12月1日后"),
    ("2024年12月10日前", "24年12月1日"),
    ("2024年12月10日前", "13"),
]


@pytest.mark.parametrize(("target", "actual"), REFUSED, ids=[f"目标“{r[0]}”完成“{r[1]}”不猜" for r in REFUSED])
def test_what_the_text_leaves_open_is_refused(target: str, actual: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_actual(actual, read_target(target))
    assert "请" in refused.value.message


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥2个", "开通“校企互联直通车”，创新举办“制造名城·株洲产教融合沙龙”"),
        ("≥90%", "全部完成"),
        ("≥90%", "九成"),
        ("≥1次", "没有开展"),
        ("≥1次", "第3次"),
        ("≥80", "详见附件2"),
        ("持续提升", "满意度95%"),
        ("2024年12月10日前", "已按期完成"),
        ("12月前", "学校开学前"),
    ],
)
def test_words_are_left_to_the_rule_or_to_a_person(target: str, actual: str) -> None:
    assert read_actual(actual, read_target(target)).kind == "words"


@pytest.mark.parametrize(
    ("typed", "ratio"), [(0.95, "0.95"), ("0.95", "0.95"), (1, "1"), ("1", "1"), (0, "0"), (2, "2")]
)
def test_a_bare_number_against_a_percentage_is_a_ratio(typed: object, ratio: str) -> None:
    read = read_actual(typed, read_target("≥90%"))
    assert (read.kind, read.value) == ("percent", Decimal(ratio))


@pytest.mark.parametrize("typed", [95, "95", "97.24", 9.01, -95])
def test_a_bare_number_over_ten_times_the_percentage_is_refused_and_the_fix_is_named(typed: object) -> None:
    with pytest.raises(Unreadable, match=r"请填“.*%”"):
        read_actual(typed, read_target("≥90%"))


def test_against_a_target_of_zero_percent_only_zero_is_a_bare_ratio() -> None:
    assert read_actual(0, read_target("=0%")).value == 0
    with pytest.raises(Unreadable):
        read_actual(0.01, read_target("=0%"))


def test_a_unit_that_nobody_listed_is_known_from_the_target() -> None:
    target = read_target("≥3嘎斯")
    assert read_actual("完成5嘎斯", target).value == 5


def test_without_a_target_the_actual_is_still_read() -> None:
    blank = read_target("")
    assert read_actual("95%", blank).value == Decimal("0.95")
    assert read_actual("持续", blank).kind == "words"


def test_the_year_of_the_form_is_used_for_dates_typed_without_one() -> None:
    assert read_target("12月底前", year=2024).end is not None
    assert read_target("12月底前", year=2024).end.year == 2024
    assert read_target("12月底前").year_known is False
