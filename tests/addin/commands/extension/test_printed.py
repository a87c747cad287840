"""所印数字的读取与比较."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.commands.printed import compare, percent_of, read_printed
from addin.grid import Cell


@pytest.mark.parametrize(
    ("printed", "places", "expected", "verdict"),
    [
        ("9.82", 2, "9.82", ""),
        ("9.820", 3, "9.82", ""),
        ("9.9", 1, "9.99", "hint"),  # cut
        ("10", 0, "9.72", "hint"),  # rounded to whole points
        ("9.83", 2, "9.82", "hint"),  # the last place
        ("9.84", 2, "9.82", "error"),
        ("10.00", 2, "9.72", "error"),
        ("99.27140", 5, "99.27142857", "hint"),
    ],
)
def test_rounding_habits(printed, places, expected, verdict):
    assert compare(Decimal(printed), places, Decimal(expected)) == verdict


@given(st.decimals(0, 100, places=6), st.integers(0, 2))
@settings(deadline=None, max_examples=60)
def test_whatever_is_rounded_half_up_or_cut_is_never_an_error(value, places):
    unit = Decimal(1).scaleb(-places)
    for printed in (value.quantize(unit, "ROUND_HALF_UP"), value.quantize(unit, "ROUND_DOWN")):
        assert compare(printed, places, value) != "error"


@pytest.mark.parametrize(
    ("cell", "value", "places", "percent"),
    [
        (Cell("89.62分", "89.62分"), "89.62", 2, False),
        (Cell("100.00 %", "100.00 %"), "100.00", 2, True),
        (Cell("１０", "１０"), "10", 0, False),
        (Cell("1,204.31", "1,204.31"), "1204.31", 2, False),
        (Cell(0.9927, "99.27%", None, "0.00%"), "99.27", 2, True),
        (Cell("-3.5%", "-3.5%"), "-3.5", 1, True),
    ],
)
def test_reading(cell, value, places, percent):
    printed = read_printed(cell)
    assert (printed.value, printed.places, printed.percent) == (Decimal(value), places, percent)


@pytest.mark.parametrize("text", ["优", "", "12/13", "2024-12-10"])
def test_what_is_no_single_number_is_not_read(text):
    assert read_printed(Cell(text, text)) is None


def test_a_rate_may_be_printed_as_a_ratio_or_as_a_bare_percentage():
    assert percent_of(read_printed(Cell(0.9927, "0.9927")), Decimal("0.9927")) == Decimal("99.27")
    assert percent_of(read_printed(Cell(99.27, "99.27")), Decimal("0.9927")) == Decimal("99.27")
