"""单元格内容的取用."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from support.hand_forms import form_of, indicator

from addin.commands.inputs import amount_of, input_of, is_placeholder, number_of, quantity_of
from addin.forms.model import Bound
from addin.grid import Cell
from udfs.core.errors import CellError


@pytest.mark.parametrize(
    ("cell", "given"),
    [
        (Cell("≥13套", "≥13套"), "≥13套"),
        (Cell(13.0, "13"), Decimal("13")),
        (Cell(0.9827, "98%", None, "0%"), "98.27%"),
        (Cell(0.1 + 0.2, "0.30", None, "0.00"), Decimal("0.30000000000000004")),
        (Cell(16, "16万人", None, '0"万人"'), "16万人"),
        (Cell(95, "95%", None, '0"%"'), "95%"),
        (Cell(datetime(2024, 12, 10), "2024年12月10日", None, "yyyy年m月d日"), date(2024, 12, 10)),
        (Cell("  ", ""), None),
        (Cell(None, ""), None),
    ],
)
def test_a_cell_gives_its_exact_content_with_what_its_format_means(cell, given):
    assert input_of(cell) == given


@pytest.mark.parametrize("text", ["—", "——", "-", "/", "\\", "*", "无", "－"])
def test_marks_for_nothing(text):
    assert is_placeholder(text)


def quantity(name, **fields):
    return quantity_of(
        form_of([indicator(1, fields.pop("target"), fields.pop("actual"), **fields)]).indicators[0], name
    )


def test_sign_and_unit_columns_join_a_bare_number_only():
    assert quantity("target", target=90, actual="95", sign="≥", unit="%") == "≥90%"
    assert quantity("actual", target=90, actual="95", sign="≥", unit="%") == "95%"
    assert quantity("target", target="≥90%", actual="95", sign="≥", unit="%") == "≥90%"
    assert quantity("target", target="明显改善", actual="", sign="定性", unit="") == "明显改善"


def test_numbers_and_amounts():
    def bound(value):
        return Bound(1, 1, Cell(value, str(value)), "A1")

    assert number_of(bound("23,604.79")) == Decimal("23604.79")
    assert number_of(bound("—")) is None
    with pytest.raises(ValueError, match="错误值"):
        number_of(bound(CellError("#N/A")))
    assert amount_of(bound("项目支出：18.75万元")) == Decimal("18.75")
    assert amount_of(bound("政府性基金拨款：")) is None
    assert amount_of(bound(469.32)) == Decimal("469.32")
