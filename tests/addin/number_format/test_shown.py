"""The text that a cell shows; expected values are what Excel (Chinese) shows for the same cell."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.number_format import is_date_format, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0, "General", "0"),
        (100.0, "General", "100"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333333333"),
        (2 / 3, "General", "0.666666666666667"),
        (1234567890123456789, "General", "1234567890123460000"),
        (1.5e-12, "General", "1.5E-12"),
        (-7.25, "General", "-7.25"),
        (3, 'General"分"', "3分"),
        (-3, 'General"分"', "-3分"),
        (9.25, "G/通用格式", "9.25"),
        (2.5, "0", "3"),
        (0.125, "0.00", "0.13"),
        (1.005, "0.00", "1.01"),
        (2.675, "0.00", "2.68"),
        (-0.001, "0.00", "0.00"),
        (5, "000", "005"),
        (0.5, "#.##", ".5"),
        (0.5, "0.0#", "0.5"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (999.5, "#,##0", "1,000"),
        (1234, "#,##0.00_);(#,##0.00)", "1,234.00 "),
        (-1234, "#,##0.00_);(#,##0.00)", "(1,234.00)"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', " -   "),
        (0.9927, "0.00%", "99.27%"),
        (1, "0%", "100%"),
        (0.985, "0%", "99%"),
        (99.27, '0.00"%"', "99.27%"),
        (99.27, "0.00\\%", "99.27%"),
        (12345, "#,##0,", "12"),
        (12345.678, '0.00,"千元"', "12.35千元"),
        (36514800, "0\\.0,", "3651.5"),
        (12345, "0!.0,", "1.2"),
        (160000, '0"万人"', "160000万人"),
        (16.5, "0.0万元", "16.5万元"),
        (1234.5, '"¥"#,##0.00', "¥1,234.50"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (-5, "0.00;[Red]-0.00", "-5.00"),
        (-5, "0.00;[Red]0.00", "5.00"),
        (0, '0.00;-0.00;"—"', "—"),
        (0, "0;0;", ""),
        (12000, '[>=10000]0.0,"千";0', "12.0千"),
        (900, '[>=10000]0.0,"千";0', "900"),
        (-4, '[<0]"少"0;"多"0', "少4"),
        (123456, "0.00E+00", "1.23E+05"),
        (0.00012, "0.0E+00", "1.2E-04"),
        (12345, "##0.0E+0", "12.3E+3"),
        (0.75, "# ?/?", "0.75"),
        (13800138, "000-0000-0000", "000-1380-0138"),
        (7, "@", "7"),
        (7, "[DBNum1]General", "7"),
        (1e300, "0.00", "1" + "0" * 300 + ".00"),
        ("达到", "0.00", "达到"),
        ("达到", "@", "达到"),
        ("达到", '0;-0;0;"【"@"】"', "【达到】"),
        ("达到", "0;-0;0;", ""),
        (True, "0.00", "TRUE"),
        (None, "0.00", ""),
    ],
)
def test_numbers_and_texts_show_as_excel_shows_them(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45356, 'yyyy"年"m"月"d"日"', "2024年3月5日"),
        (45356, "yyyy/m/d", "2024/3/5"),
        (45356, "yyyy-mm-dd", "2024-03-05"),
        (45356, 'yyyy"年"m"月"', "2024年3月"),
        (45356, "[$-804]yyyy年m月d日;@", "2024年3月5日"),
        (45356, "[$-F800]dddd, mmmm dd, yyyy", "2024年3月5日"),
        (45356, "yy.m.d", "24.3.5"),
        (45356, "d-mmm-yy", "5-Mar-24"),
        (45356, "aaaa", "星期二"),
        (45356, "[$-804]dddd", "星期二"),
        (45356.5, "yyyy/m/d h:mm", "2024/3/5 12:00"),
        (45356.999999, "yyyy/m/d h:mm:ss", "2024/3/6 0:00:00"),
        (0.354166666666667, "h:mm", "8:30"),
        (0.354166666666667, 'h"时"mm"分"', "8时30分"),
        (0.604166666666667, "上午/下午h:mm", "下午2:30"),
        (0.604166666666667, "h:mm AM/PM", "2:30 PM"),
        (1.25, "[h]:mm", "30:00"),
        (0.0123, "mm:ss.0", "17:42.7"),
        (59, "yyyy/m/d", "1900/2/28"),
        (1, "yyyy/m/d", "1900/1/1"),
        (-1, "yyyy/m/d", "-1"),
        (9999999, "yyyy/m/d", "9999999"),
    ],
)
def test_dates_show_as_excel_shows_them(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_a_date_of_a_1904_workbook_is_1462_days_later() -> None:
    assert shown(0, "yyyy/m/d", date1904=True) == "1904/1/1"
    assert shown(45356 - 1462, "yyyy/m/d", date1904=True) == "2024/3/5"


def test_dates_as_python_values_show_by_their_format_or_plainly() -> None:
    assert shown(date(2024, 12, 31), 'yyyy"年"m"月"d"日"') == "2024年12月31日"
    assert shown(datetime(2024, 12, 31, 8, 5), "General") == "2024/12/31 8:05"
    assert shown(time(8, 5), "General") == "8:05:00"


@pytest.mark.parametrize("code", ["General", "0.00", '0"元/年"', '"d"0', "0.00E+00", "[Red]0", "@", "# ?/?"])
def test_formats_that_show_no_date_are_not_taken_for_one(code: str) -> None:
    assert not is_date_format(code)


@given(st.text(alphabet='0#?.,%;@"\\_*[]/-+eEyYmMdDhHsSaA年月日 G!$:<>=1', max_size=40), st.floats(allow_nan=False))
@settings(max_examples=300, deadline=None)
def test_no_format_code_however_odd_stops_the_reading(code: str, value: float) -> None:
    if abs(value) != float("inf"):
        assert isinstance(shown(value, code), str)


@given(st.decimals(-(10**9), 10**9, places=2))
@settings(max_examples=200, deadline=None)
def test_a_figure_with_two_places_shows_those_two_places(figure: object) -> None:
    assert shown(float(figure), "0.00") == f"{figure:.2f}".replace("-0.00", "0.00")  # type: ignore[arg-type]
