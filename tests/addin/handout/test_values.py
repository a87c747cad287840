"""What of the register goes into a cell of the pack: money exactly converted, percentages and dates as meant, or a reason."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.grid import Cell
from addin.handout.layout import year_shown
from addin.handout.values import ANY, DATE, NUMBER, PERCENT, TEXT, Unfit, Wanted, fitted, wanted
from udfs.core.errors import CellError

MONEY = Wanted(NUMBER, "万元", True)
COUNT = Wanted(NUMBER)


@pytest.mark.parametrize(
    ("value", "money", "expected"),
    [
        (123456.78, "元", Decimal("12.345678")),
        (0.07, "元", Decimal("0.000007")),
        (3, "亿元", Decimal(30000)),
        (12.5, "万元", 12.5),
        (12.5, "", 12.5),
        ("1,234.50", "", Decimal("1234.50")),
        ("１２.５", "", Decimal("12.5")),
        ("—", "", None),
        (-3, "", -3),
    ],
)
def test_an_amount_is_converted_exactly(value, money, expected):
    found = fitted(value, "", MONEY, money)
    assert found == expected
    assert type(found) is type(expected)


@given(st.decimals(0, 10**12, places=2))
def test_yuan_to_ten_thousand_yuan_loses_nothing(amount):
    number = float(amount)
    found = fitted(number, "", MONEY, "元")
    assert found * 10000 == Decimal(repr(number))


@pytest.mark.parametrize(
    ("value", "shown", "to", "money", "reason"),
    [
        ("十二", "", COUNT, "", "不是一个数"),
        ("12万", "", MONEY, "", "万"),
        ("3元", "", MONEY, "", "货币单位"),
        (0.5, "50%", COUNT, "", "百分比"),
        (True, "", COUNT, "", "逻辑值"),
        (datetime(2024, 5, 1), "2024-05-01", COUNT, "", "日期"),
        (5, "", COUNT, "元", "不是金额"),
        (5, "", Wanted(NUMBER, "", True), "元", "没有写明金额单位"),
        (float("inf"), "", COUNT, "", "不是单元格能存放的数"),
        ("很快", "", Wanted(DATE), "", "不是日期"),
        ("2024-02-30", "", Wanted(DATE), "", "日历"),
        (95, "", Wanted(PERCENT), "", "比率"),
        ("字" * 40000, "", Wanted(TEXT), "", "超过单元格能存放的"),
        ("甲\x01", "", Wanted(TEXT), "", "控制字符"),
        (CellError("#N/A"), "", Wanted(TEXT), "", "#N/A"),
    ],
)
def test_what_does_not_fit_says_why(value, shown, to, money, reason):
    with pytest.raises(Unfit, match=reason):
        fitted(value, shown, to, money)


@pytest.mark.parametrize(
    ("value", "shown", "to", "expected"),
    [
        (0.95, "95%", Wanted(TEXT), "95%"),
        (2400, "", Wanted(TEXT), "2400"),
        (0.1, "", Wanted(TEXT), "0.1"),
        ("  ≥16万人 ", "", Wanted(TEXT), "≥16万人"),
        ("=1+1", "", Wanted(TEXT), "=1+1"),
        (datetime(2024, 5, 1), "2024年5月1日", Wanted(TEXT), "2024年5月1日"),
        (0.95, "95%", Wanted(PERCENT), 0.95),
        ("95%", "", Wanted(PERCENT), Decimal("0.95")),
        # Excel counts days from the last of 1899: 2024-12-31 is 45657
        (date(2024, 12, 31), "2024-12-31", Wanted(DATE), 45657),
        ("2024年12月31日", "", Wanted(DATE), 45657),
        ("2024/12/31", "", Wanted(DATE), 45657),
        (12, "", Wanted(ANY), 12),
        ("甲", "", Wanted(ANY), "甲"),
        (0.5, "50%", Wanted(ANY), "50%"),
    ],
)
def test_texts_percentages_and_dates_are_taken_as_meant(value, shown, to, expected):
    assert fitted(value, shown, to) == expected


@pytest.mark.parametrize(
    ("field", "code", "kind", "amount"),
    [
        ("budget[0].initial", "#,##0.00", NUMBER, True),
        ("budget[0].weight", "General", NUMBER, False),
        ("items.reception.budget", "#,##0.00", NUMBER, True),
        ("buildings.cost_approved", "#,##0.00", NUMBER, True),
        ("buildings.area_approved", "#,##0.00", NUMBER, False),
        ("staff.approved", "General", NUMBER, False),
        ("goals[0].expected", "@", TEXT, False),
        ("target", "@", TEXT, False),
        ("pace", "0.00%", PERCENT, False),
        ("date", "yyyy-mm-dd", DATE, False),
        ("total.score", '0.00"分"', NUMBER, False),
        ("name", "General", ANY, False),
    ],
)
def test_a_cell_says_by_its_format_and_its_field_what_it_takes(field, code, kind, amount):
    found = wanted(field, Cell(number_format=code), "万元")
    assert (found.kind, found.amount, found.money) == (kind, amount, "万元" if amount else "")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell("（      年度）", number_format="@"), "（2024年度）"),
        (Cell("（2023年度）", number_format="@"), None),
        (Cell(2024, "2024"), None),
        (Cell(None), 2024),
        (Cell(None, number_format="@"), "2024年度"),
    ],
)
def test_a_year_is_written_where_none_stands(cell, expected):
    assert year_shown(cell, 2024) == expected


def test_what_stands_above_the_heads_counts_for_amounts_whose_head_says_nothing():
    assert fitted(10000, "", MONEY, "", "元") == 1
    assert fitted(10000, "", MONEY, "万元", "元") == 10000
    assert fitted(46, "", COUNT, "", "元") == 46
    assert fitted(10000, "", Wanted(NUMBER, "", True), "", "元") == 10000
