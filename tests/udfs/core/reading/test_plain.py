"""最常见的写法: the short way of reading gives what the full reading gives, or leaves the text to it."""

from __future__ import annotations

from typing import Callable, Tuple, Union

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs.core.quantity import Quantity, Unreadable, read_target
from udfs.core.reading import actual, target
from udfs.core.reading.plain import read_plain

SIGNS = ["", "≥", "≤", ">=", "<=", "=>", ">", "<", "=", "==", "达到", "约"]
WORDS = "% ‰ 个 人 名 人次 万 万人 亿元 元 元/生/年 台(套) 次/年 件套 篇 篇论文 天 日 月 月底前 年 季度 个月 小时 个小时 级 号 km m² ㎡ 分 余人 多个 左右 以上 人以上 内 部 个部门 部门 世纪 徒弟 无 以下(含) 。 个。 人， 百分点 个百分点 -5个 /12 .5 前"
BEHIND = ["", *WORDS.split()]
TARGETS = [
    "≥90%",
    "10",
    "≥5万元",
    "3世纪",
    "100徒弟",
    "7个部门",
    "8台(套)",
    "2次/年",
    "≥3名",
    "3部",
    "9公",
    "30天",
    "95‰",
]

numbers = st.one_of(
    st.integers(0, 10**16).map(str),
    st.decimals(0, 99_999, places=2).map(str),
    st.sampled_from(["2024", "2024.12", "20241210", "12.10", "05", "007.0", "0", "1999", "31", "1,000", "1.2.3"]),
)
spellings = st.builds("{}{}{}".format, st.sampled_from(SIGNS), numbers, st.sampled_from(BEHIND))

Read = Union[Tuple[Quantity, str], str]


def outcome(read: Callable[[], Quantity]) -> Read:
    """The quantity with its figure digit by digit, or the reason why there is none."""
    try:
        quantity = read()
    except Unreadable as problem:
        return problem.reason
    return quantity, str(quantity.value)


@pytest.fixture(scope="module")
def full():
    """The full reading alone: (of a target, of an actual)."""

    def read(module, understand, *arguments):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "read_plain", lambda *_: None)
            return outcome(lambda: understand(*arguments))

    return (
        lambda text: read(target, target.understand_target, text, 2024),
        lambda text, wanted: read(actual, actual.understand_actual, text, wanted, 2024),
    )


@settings(deadline=None, max_examples=400)
@given(text=spellings)
def test_a_target_read_the_short_way_is_read_as_in_full(full, text):
    assert outcome(lambda: target.understand_target(text, 2024)) == full[0](text)


@settings(deadline=None, max_examples=400)
@given(text=spellings, wanted=st.sampled_from(TARGETS))
def test_an_actual_read_the_short_way_is_read_as_in_full(full, text, wanted):
    goal = read_target(wanted)
    assert outcome(lambda: actual.understand_actual(text, goal, 2024)) == full[1](text, goal)


@pytest.mark.parametrize("text", ["≥450人", "=95.5%", "120", "<=3篇", "600元", "16km"])
def test_the_usual_spellings_take_the_short_way(text):
    assert read_plain(text) is not None


@pytest.mark.parametrize(
    "text", ["2024.12", "3月", "12日", "5年", "16万人", "约50", "≥3世纪", "1,000", "90-95%", " 5人", "600元/生/年"]
)
def test_dates_powers_and_unknown_units_take_the_long_way(text):
    assert read_plain(text) is None
