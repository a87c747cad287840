"""日期和期限: how dates are typed in forms, and which days they mean."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from udfs.core.dates import find_dates, read_compact, read_date, serial_date
from udfs.core.unreadable import Unreadable

DATES = [
    ("2024年12月10日", "2024-12-10", "2024-12-10", ""),
    ("2024年12月10日前", "2024-12-10", "2024-12-10", "前"),
    ("2024年10月28日之前", "2024-10-28", "2024-10-28", "前"),
    ("2024年12月20", "2024-12-20", "2024-12-20", ""),
    ("2024年12月20号以前", "2024-12-20", "2024-12-20", "前"),
    ("2025年5月", "2025-05-01", "2025-05-31", ""),
    ("2024年2月底前", "2024-02-29", "2024-02-29", "前"),
    ("2024年12月初", "2024-12-01", "2024-12-10", ""),
    ("2024年12月中旬前", "2024-12-11", "2024-12-20", "前"),
    ("2024年12月下旬", "2024-12-21", "2024-12-31", ""),
    ("2024年", "2024-01-01", "2024-12-31", ""),
    ("2024年底前", "2024-12-31", "2024-12-31", "前"),
    ("2024年年末", "2024-12-31", "2024-12-31", ""),
    ("2024年第四季度", "2024-10-01", "2024-12-31", ""),
    ("2024年上半年", "2024-01-01", "2024-06-30", ""),
    ("2024-12-10", "2024-12-10", "2024-12-10", ""),
    ("2024-12-10 00:00:00", "2024-12-10", "2024-12-10", ""),
    ("2024/12/1", "2024-12-01", "2024-12-01", ""),
    ("2024.12.10", "2024-12-10", "2024-12-10", ""),
    ("2023年10-11月", "2023-10-01", "2023-11-30", "至"),
    ("2024年9月1日至30日", "2024-09-01", "2024-09-30", "至"),
    ("2024年9月-2025年1月", "2024-09-01", "2025-01-31", "至"),
]


@pytest.mark.parametrize(("typed", "start", "end", "how"), DATES, ids=[f"“{row[0]}”" for row in DATES])
def test_a_date_names_its_first_and_last_day(typed: str, start: str, end: str, how: str) -> None:
    period = read_date(typed)
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert (period.before, period.ranged, period.year_known) == (how == "前", how == "至", True)


@pytest.mark.parametrize(
    ("typed", "end"),
    [("12月底前", "12-31"), ("12月底之前", "12-31"), ("9月前", "09-30"), ("9月30日前", "09-30"), ("年底前", "12-31"),
     ("本年12月10日", "12-10"), ("第三季度", "09-30"), ("12月份", "12-31")],
)  # fmt: skip
def test_a_date_without_a_year_has_none_unless_the_form_gives_it(typed: str, end: str) -> None:
    period = read_date(typed)
    assert period is not None
    assert not period.year_known
    assert period.end.isoformat()[5:] == end
    with_year = read_date(typed, 2024)
    assert with_year is not None
    assert with_year.year_known
    assert with_year.end.isoformat() == f"2024-{end}"


@pytest.mark.parametrize(
    "typed", ["学校开学前", "根据上级部门规定时间", "2024.12", "12.10", "3天", "3个月", "年", "前", "12/10", ""]
)
def test_what_is_no_date_is_left_alone(typed: str) -> None:
    assert read_date(typed) is None


@pytest.mark.parametrize(
    "typed", ["2024年2月30日", "2023年2月29日", "2024年13月", "0月前", "2024-00-10", "2024年9月至2024年3月"]
)
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_date(typed)


def test_dates_are_found_in_running_text_and_a_year_alone_is_context() -> None:
    found = [period.end.isoformat() for _, _, period in find_dates("2024年计划，2024年12月10日前完成，2025-01-05验收")]
    assert found == ["2024-12-10", "2025-01-05"]


@pytest.mark.parametrize("text", ["次年3月完成", "24年12月10日完成", "上年12月完成"])
def test_a_year_in_words_or_of_two_digits_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="四位年份"):
        list(find_dates(text))


def test_serial_numbers_count_days_from_the_spreadsheets_first() -> None:
    # 2024-12-10: 45,636 days after 1899-12-30; the 1904 system is 1,462 days behind
    assert serial_date(Decimal("45636.75")) == dt.date(2024, 12, 10)
    assert serial_date(Decimal(45636 - 1462), date1904=True) == dt.date(2024, 12, 10)
    for number in ("13", "0.95", "99999999", "-45636"):
        with pytest.raises(Unreadable):
            serial_date(Decimal(number))


def test_eight_digits_are_a_day_where_a_date_is_expected() -> None:
    period = read_compact("20241210")
    assert period is not None
    assert period.end == dt.date(2024, 12, 10)
    assert read_compact("45636") is None
