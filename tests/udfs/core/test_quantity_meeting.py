"""是否达标: met, not met, or open, as the two texts themselves say."""

from __future__ import annotations

from typing import Optional

import pytest

from udfs.core.quantity import in_year, meets, meets_date, meets_number, read_actual, read_target

NUMBERS = [
    ("≥16万人", "19.8万人", True),
    ("≥12000人", "11032", False),
    (">15万", "15万元", False),
    ("≤50万", "=50.5万元", False),
    ("≤0.6万元/生/年", "=6000元/生/年", True),
    ("<3起", "3起", False),
    ("=2门", "=5门", False),
    ("22个", "22个", True),
    ("22个", "23个", None),
    ("22个", "21个", None),
    ("≥50篇", "近600篇", True),
    ("≥600篇", "近600篇", None),
    ("≥700篇", "近600篇", False),
    ("≥110人次", "110余人次", True),
    (">110人次", "110余人次", None),
    ("≥80", "110余人次", True),
    ("≤100人次", "110余人次", False),
    ("≥600篇", "约600篇", None),
    ("≤50万元", "约50万元", None),
    ("≥85%", "≥95%", True),
    ("≥90%", "≥90%", True),
    ("≥90%", "≥80%", None),
    (">90%", "≥90%", None),
    (">90%", "超过90%", True),
    ("≥90%", "不到90%", False),
    ("≤3天", "3天内", True),
    ("≤3天", "5天内", None),
    ("=100%", "≥95%", None),
    ("=100%", ">100%", False),
    ("≥2个", "4所", None),
    ("＝1次", "=1%", None),
    ("≤50万元", "50", None),
    ("≥80", "19.8万人", None),
    ("约50篇", "50篇", None),
    ("≥-5%", "-3%", True),
    ("持续提升", "持续提升", None),
]


@pytest.mark.parametrize(("target", "actual", "met"), NUMBERS, ids=[f"目标“{r[0]}”完成“{r[1]}”" for r in NUMBERS])
def test_a_figure_meets_its_target_only_where_it_must(target: str, actual: str, met: Optional[bool]) -> None:
    wanted = read_target(target)
    assert meets_number(wanted, read_actual(actual, wanted)) is met


DATES = [
    # published rows first (新疆 2024, 株洲 2021 and 2023)
    ("=2024年12月10日前", "2025年5月", False),
    ("2024年12月10日前", "2024年12月10日", True),
    ("2024年12月10日前", "=2024年12月10日前", True),
    ("2024年12月10日前", "2024年12月10日之前", True),
    ("2024年12月30日", "2024年12月20", True),
    ("=2023年12月4日", "=2023年12月4日之前", True),
    ("=2024年7月30日", "2024年10月28日之前", False),
    ("10月前", "5月前", True),
    ("12月前", "12月前", True),
    ("9月30日前", "12月15日前", False),
    ("12月底之前", "12月底前完成了各专项资金的拨付。", True),
    # the same, spelled otherwise
    ("2024年12月10日前", "2024-12-10", True),
    ("2024年12月10日前", "2024/12/11", False),
    ("2024年12月10日前", "2024.12.9", True),
    ("2024年12月10日前", "20241210", True),
    ("2024年12月10日前", 45636, True),
    ("2024年12月10日前", 45637, False),
    ("2024年12月10日前", "45637", False),
    ("2024年12月10日前", "于2024年12月8日完成验收", True),
    ("2024年12月10日前", "2024年12月", None),
    ("2024年12月10日前", "2024年11月", True),
    ("2024年12月10日前", "2025年", False),
    ("2024年12月10日前", "2024年", None),
    ("2024年12月10日前", "2024年第四季度", None),
    ("2024年12月10日前", "2024年上半年", True),
    ("2024年12月10日前", "2024年12月上旬", True),
    ("2024年12月10日前", "2024年9月至11月", True),
    ("2024年12月10日前", "2024年11月-2025年1月", None),
    ("2024年12月10日前", "截至2024年12月1日，已完成", True),
    ("2024年12月10日前", "截至2024年12月31日，已完成", None),
    ("不晚于2024年12月10日", "2024年12月10日", True),
    ("早于2024年12月10日", "2024年12月10日", None),
    ("2024年底前", "2024年12月31日", True),
    ("2024年底前", "2025年1月1日", False),
    ("年底前", "12月31日", True),
    ("12月前", "11月30日", True),
    ("12月前", "12月15日", None),
    ("10月前", "10月8日", None),
    ("10月前", "11月前", False),
    ("2024年9月至11月", "2024年10月", True),
    ("2024年9月至11月", "2024年8月", None),
    ("2024年9月至11月", "2024年12月", False),
    ("不早于2024年9月1日", "2024年9月1日", True),
    ("不早于2024年9月1日", "2024年8月31日", False),
    ("2024年12月10日前", "3次", None),
    # a year on one side only: the other side's year would be a guess
    ("2024年12月10日前", "12月5日", None),
    ("12月底前", "2023年12月20日", None),
]


@pytest.mark.parametrize(("target", "actual", "met"), DATES, ids=[f"期限“{r[0]}”完成“{r[1]}”" for r in DATES])
def test_a_date_is_in_time_late_or_open(target: str, actual: object, met: Optional[bool]) -> None:
    wanted = read_target(target)
    assert meets_date(wanted, read_actual(actual, wanted)) is met


def test_the_year_of_the_form_settles_a_date_without_a_year() -> None:
    wanted = read_target("12月底前")
    done = read_actual("2023年12月20日", wanted)
    assert meets_date(wanted, done, year=2023) is True
    assert meets_date(wanted, done, year=2022) is False


def test_the_last_of_february_follows_the_year() -> None:
    assert str(in_year(read_target("2月底前"), 2023).end) == "2023-02-28"
    assert str(read_target("2月底前", year=2024).end) == "2024-02-29"


def test_meets_takes_whatever_kind_the_target_is() -> None:
    assert meets(read_target("≥3次"), read_target("4次")) is True
    assert meets(read_target("10月前"), read_target("5月前")) is True
    assert meets(read_target("持续提升"), read_target("持续提升")) is None
