"""Rounding: half up, the exact double, and how a printed figure is compared."""

from decimal import Decimal

import pytest

from udfs.core.rounding import agrees, cut, from_double, half_up


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.005", 2, "0.01"),
        ("0.125", 2, "0.13"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("9.8149999", 2, "9.81"),
        ("10", 2, "10.00"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.13"),
    ],
)
def test_halves_go_up(value, places, expected):
    assert str(half_up(Decimal(value), places)) == expected


def test_the_exact_double_lies_below_the_half_that_its_shortest_form_shows():
    # (98.22-60)/40*10 in doubles prints as 9.555 and is 9.5549999…: the published row shows 9.55
    double = (98.22 - 60) / 40 * 10
    assert half_up(from_double(double)) == Decimal("9.55")


@pytest.mark.parametrize(
    ("printed", "computed", "expected"),
    [
        ("9.82", "9.82", "exact"),
        ("9.82", "9.8175", "exact"),
        ("9.8", "9.80", "exact"),
        ("3,651.48", "3651.48", "exact"),
        ("89.62分", "89.62", "exact"),
        ("９．８２", "9.82", "exact"),
        ("9.9", "9.99", "rounding"),
        ("10", "9.82", "rounding"),
        ("9.81", "9.82", "rounding"),
        ("9.819999999999999", "9.82", "rounding"),
        ("10.00", "9.99", "rounding"),
        ("10.00", "9.98", "differs"),
        ("9.9", "9.82", "differs"),
        ("8", "9.82", "differs"),
        ("-1", "1", "differs"),
        ("", "1", "differs"),
        ("优", "1", "differs"),
        ("10%", "10", "differs"),
    ],
)
def test_printed_points_are_classified(printed, computed, expected):
    assert agrees(printed, Decimal(computed)) == expected


@pytest.mark.parametrize(
    ("printed", "ratio", "expected"),
    [
        ("99.27%", "0.992714", "exact"),
        ("99.27", "0.992714", "exact"),
        ("0.9927", "0.992714", "exact"),
        ("100%", "1", "exact"),
        ("1", "1", "exact"),
        ("105.55%", "1.055555555", "rounding"),
        ("105.5%", "1.055555555", "rounding"),
        ("111%", "1.111111111", "rounding"),
        ("97.54%", "0.9753086", "rounding"),
        ("100%", "0.99975", "rounding"),
        ("94.83%", "0.9501169", "differs"),
        ("100%", "1.055555555", "differs"),
        ("108.24%", "1.08044444", "differs"),
    ],
)
def test_printed_rates_are_classified_in_percentage_points(printed, ratio, expected):
    assert agrees(printed, Decimal(ratio), "percent") == expected


def test_a_unit_that_cuts_is_seen_by_the_figure_before_rounding():
    assert agrees("9.9", Decimal("10.00")) == "differs"
    assert agrees("9.9", Decimal("10.00"), exact=Decimal("9.9956")) == "rounding"


def test_cutting_drops_digits_towards_zero():
    assert cut(Decimal("9.996"), 1) == Decimal("9.9")
    assert cut(Decimal("-9.996"), 1) == Decimal("-9.9")
