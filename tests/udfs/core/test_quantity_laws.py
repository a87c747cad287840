"""读数的规律: spelling changes nothing, arbitrary text breaks nothing, two figures are never one."""

from __future__ import annotations

import contextlib
import datetime as dt
from decimal import Decimal
from typing import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from udfs.core.number import read_number, read_rate
from udfs.core.quantity import Quantity, Unreadable, meets, read_actual, read_target, same_unit

SIGNS = {
    ">=": ["≥", "≧", ">=", "＞＝", "=>", "不少于", "不低于", "至少", "大于等于"],
    "<=": ["≤", "≦", "<=", "＜＝", "=<", "不超过", "不高于", "至多", "控制在"],
    ">": [">", "＞", "大于", "高于", "超过"],
    "<": ["<", "＜", "小于", "低于", "少于"],
    "=": ["=", "＝", "﹦", "等于"],
    "": [""],
}
SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
UNITS = ["", "人", "人次", "个", "所", "篇", "元", "元/生/年", "次/年", "台/套", "项", "期", "门", "批", "公里"]
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789.%<>=()+-/,"}

spelled_signs = st.sampled_from([(sign, word) for sign, words in SIGNS.items() for word in words])
figures = st.decimals(min_value=0, max_value=99_999_999, places=2, allow_nan=False, allow_infinity=False)
spaces = st.sampled_from(["", " ", "　", "\t"])
ALPHABET = "0123456789.,，%‰≥≤<>=±-~—/\\()（）万亿千百十一二三两个所人次篇年月日前底末余多近约以上下不未无其中共当前截至第每《》“”。；: \n元生期+XaE✔０９％"
texts = st.one_of(st.text(alphabet=ALPHABET, max_size=24), st.text(max_size=40))
TARGETS = [
    read_target(t) for t in ("≥3个", "≥80", "≥90%", "2024年12月10日前", "12月前", "持续提升", "", "约50篇", "≤50万元")
]


def same(a: Quantity, b: Quantity) -> bool:
    return (a.kind, a.sign, a.value, a.unit, a.scale, a.approximation) == (
        b.kind, b.sign, b.value, b.unit, b.scale, b.approximation
    )  # fmt: skip


@given(spelled_signs, figures, st.booleans(), st.sampled_from(list(SCALES)), st.sampled_from(UNITS), spaces)
@settings(deadline=None, max_examples=200)
def test_a_quantity_written_out_and_read_back_is_the_same(
    sign: tuple[str, str], figure: Decimal, thousands: bool, scale: str, unit: str, space: str
) -> None:
    number = f"{figure:,}" if thousands else str(figure)
    text = f"{sign[1]}{space}{number}{space}{scale}{unit}"
    read = read_target(text)
    assert (read.kind, read.sign, read.value, read.unit) == ("number", sign[0], figure * SCALES[scale], unit)
    assert same(read_target(text.translate(FULL_WIDTH)), read)


@given(spelled_signs, figures)
@settings(deadline=None, max_examples=100)
def test_a_percentage_written_out_and_read_back_is_the_same(sign: tuple[str, str], figure: Decimal) -> None:
    read = read_target(f"{sign[1]}{figure}%")
    assert (read.kind, read.sign, read.value) == ("percent", sign[0], figure / 100)
    assert same(read_target(f"{sign[1]}{figure}％".translate(FULL_WIDTH)), read)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(["", "前", "之前", "以前"]))
@settings(deadline=None, max_examples=100)
def test_a_date_written_in_any_way_is_the_same_day(day: dt.date, limit: str) -> None:
    year, month, date = day.year, day.month, day.day
    spelled = [
        f"{year}年{month}月{date}日",
        f"{year}-{month:02}-{date:02}",
        f"{year}/{month}/{date}",
        f"{year}.{month}.{date}",
    ]
    read = [read_target(text + limit) for text in spelled]
    assert {(q.kind, q.start, q.end, q.before) for q in read} == {("date", day, day, limit != "")}


@given(texts)
@settings(deadline=None, max_examples=400)
def test_arbitrary_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    for read in (read_number, read_rate):
        with contextlib.suppress(Unreadable):
            read(text)
    target = Quantity("blank")
    with contextlib.suppress(Unreadable):
        target = read_target(text)
    assert target.described()
    for wanted in (*TARGETS, target):
        with contextlib.suppress(Unreadable):
            actual = read_actual(text, wanted)
            assert actual.described()
            meets(wanted, actual)
            same_unit(wanted, actual)
            meets(wanted, actual, 2024)


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(["、", "和", "，", ",", "；", "-", "~", "至", "/", " ", "或", "\n"]),
       st.sampled_from(["个", "人次", "%", "万元"]))  # fmt: skip
@settings(deadline=None, max_examples=200)
def test_two_figures_that_contradict_each_other_are_never_one(a: int, b: int, between: str, unit: str) -> None:
    assume(a != b)
    text = f"{a}{unit}{between}{b}{unit}"
    with contextlib.suppress(Unreadable):
        assert read_target(text).kind == "words"
    with pytest.raises(Unreadable):
        read_actual(text, read_target(f"≥5{unit}"))
    with pytest.raises(Unreadable):
        read_actual(f"完成{text}", read_target(f"≥5{unit}"))


@given(st.sampled_from(["", "=", "≥", "≤", "近", "约", "不到"]), figures, st.sampled_from(["", "余", "左右"]), figures)
@settings(deadline=None, max_examples=200)
def test_met_and_not_met_are_what_every_number_within_the_bounds_says(
    before: str, figure: Decimal, after: str, goal: Decimal
) -> None:
    target = read_target(f"≥{goal}个")
    try:
        actual = read_actual(f"{before}{figure}{after}个" if after != "左右" else f"{before}{figure}个左右", target)
    except Unreadable:
        return
    low, low_open, high, high_open = actual.bounds
    met = meets(target, actual)
    if low is not None and not low_open:
        assert met is not True or low >= goal
        assert met is not False or low < goal
    if high is not None and not high_open:
        assert met is not True or high >= goal
        assert met is not False or high < goal


HOSTILE: list[Callable[[int], str]] = [
    lambda n: "9" * n,
    lambda n: "1," * n,
    lambda n: "1次" * (n // 2),
    lambda n: "（" * n,
    lambda n: "《" * n + "3次",
    lambda n: "每年" * (n // 2) + "3次",
    lambda n: "一" * n + "次",
    lambda n: "2024年" * (n // 5) + "12月",
    lambda n: "=" * n + "3",
    lambda n: "9." * (n // 2) + "x",
    lambda n: "其中" * (n // 2) + "3个",
    lambda n: "12月10日" * (n // 6),
    lambda n: " \n" * (n // 2) + "3",
    lambda n: "万" * n,
    lambda n: "A1" * (n // 2),
]


@pytest.mark.parametrize("build", HOSTILE, ids=range(len(HOSTILE)))
def test_long_hostile_text_is_read_or_refused_and_ends(build: Callable[[int], str]) -> None:
    for size in (1999, 100_000):
        for wanted in TARGETS:
            for read in (read_target, lambda text, wanted=wanted: read_actual(text, wanted)):
                with contextlib.suppress(Unreadable):
                    assert read(build(size)).described()
