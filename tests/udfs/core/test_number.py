"""读数字: weights, points, amounts and rates as they stand in forms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from udfs.core.number import Unreadable, read_number, read_rate

NUMBERS = [
    ("10", "10"), ("10分", "10"), ("89.62分", "89.62"), ("3,651.48", "3651.48"), ("23，604.79", "23604.79"), ("１０．００", "10.00"),
    ("￥1,200.00元", "1200.00"), ("¥5", "5"), ("人民币20元整", "20"), ("(1,234.00)", "-1234.00"), ("（1,234.00）", "-1234.00"),
    ("-1,234", "-1234"), ("－5", "-5"), ("+5", "5"), (" 9.82 ", "9.82"), ("0", "0"), ("-0", "0"), (".5", "0.5"),
    (13, "13"), (9.82, "9.82"), (Decimal("1.10"), "1.10"), (1e15, "1000000000000000"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "value"), NUMBERS, ids=[f"“{row[0]}”是数" for row in NUMBERS])
def test_a_number_is_read_as_it_stands_in_the_form(typed: object, value: str) -> None:
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", [None, "", "　", "—", "-", "--", "/", "\\", "*", "无", "✔", "√"])
def test_marks_that_mean_nothing_are_no_number(typed: object) -> None:
    assert read_number(typed) is None
    assert read_rate(typed) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("99.27%", "百分比"),
        ("5万元", "金额单位"),
        ("1.2亿", "金额单位"),
        ("1,23", "只填数字"),
        ("12,34.5", "只填数字"),
        ("约10", "只填数字"),
        ("≥10", "只填数字"),
        ("十分", "只填数字"),
        ("10分20", "只填数字"),
        ("1 000", "只填数字"),
        ("1e3", "只填数字"),
        ("2024年", "只填数字"),
        ("9" * 40, "太长"),
        (True, "逻辑值"),
        (float("nan"), "有限"),
        (float("-inf"), "有限"),
        (1e300, "过大"),
        (object(), "只填数字"),
    ],
)
def test_what_is_no_plain_number_is_refused_with_its_reason(typed: object, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_number(typed)
    assert reason in refused.value.message


@pytest.mark.parametrize(
    ("typed", "ratio"),
    [("99.27%", "0.9927"), ("９９．２７％", "0.9927"), ("=100%", "1"), ("247.1%", "2.471"), ("3‰", "0.003"), ("-5%", "-0.05"),
     (0.9927, "0.9927"), ("0.9927", "0.9927"), (1, "1"), ("0", "0"), (10, "10")],
)  # fmt: skip
def test_a_rate_is_a_ratio_whether_typed_with_its_sign_or_as_a_number(typed: object, ratio: str) -> None:
    assert read_rate(typed) == Decimal(ratio)


@pytest.mark.parametrize("typed", [99.27, "99.27", 10.5, "约95%", "全部", "95%以上", object()])
def test_a_rate_that_would_be_a_guess_is_refused(typed: object) -> None:
    with pytest.raises(Unreadable):
        read_rate(typed)


def test_the_message_for_a_rate_without_its_sign_names_what_to_type() -> None:
    with pytest.raises(Unreadable, match=r"请填“99\.27%”"):
        read_rate("99.27")
