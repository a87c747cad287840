"""书写习惯: a figure is written so that it looks like its neighbours."""

from decimal import Decimal

import pytest
from support.hand_forms import budget, form_of, indicator

from addin.commands.compute import compute
from addin.commands.context import Context
from addin.grid import Cell
from udfs.core.rules import load

ZHUZHOU = load("cn/hunan/zhuzhou-2023")


def second(first_completion, cell=None, first_score=25, score=None):
    rows = [
        indicator(50, "≥8个", "7个", completion=first_completion, score=first_score),
        indicator(40, "≥8个", "9个", completion=cell, score=score),
    ]
    result = compute(form_of(rows), ZHUZHOU)
    return {(edit.row, edit.column): (edit.value, edit.number_format) for edit in result.edits}


@pytest.mark.parametrize(
    ("neighbour", "own", "written"),
    [
        ("87.50%", None, ("112.50%", None)),
        ("87.5%", None, ("112.5%", None)),
        (Cell(0.875, "87.50%", None, "0.00%"), None, (Decimal("1.1250"), "0.00%")),
        (Cell(87.5, "87.5"), None, (Decimal("112.50"), None)),
        (Cell(0.875, "0.875"), None, (Decimal("1.1250"), None)),
        (None, None, (Decimal("1.1250"), "0.00%")),
        ("87.50%", Cell(None, "", None, "0.0%"), (Decimal("1.1250"), None)),
        (None, Cell(None, "", None, "@"), ("112.5%", None)),
    ],
)
def test_a_completion_follows_its_cell_and_its_neighbours(neighbour, own, written):
    assert second(neighbour, own)[12, 7] == written


@pytest.mark.parametrize(
    ("neighbour", "own", "written"),
    [
        (25, None, (Decimal("40"), None)),
        ("25", None, ("40", None)),
        ("25.00", None, ("40.00", None)),
        (25, Cell(None, "", None, "@"), ("40", None)),
    ],
)
def test_points_follow_too(neighbour, own, written):
    assert second(None, first_score=neighbour, score=own)[12, 8] == written


def test_a_rate_in_a_text_form_is_text_with_two_places():
    result = compute(form_of([], budget("100", "99.5", Cell(None, "", None, "@"))), ZHUZHOU)
    assert {edit.column: edit.value for edit in result.edits}[7] == "99.50%"


def test_a_grade_cell_keeps_its_label():
    form = form_of([indicator(100, "≥1个", "1个", "100")], total="100", grade="等级：")
    result = compute(form, ZHUZHOU)
    assert {edit.column: edit.value for edit in result.edits} == {10: "等级：优"}


def test_a_total_behind_its_unit_keeps_it_when_overwritten():
    form = form_of([indicator(100, "≥1个", "1个", "100")], total="99.00分")
    result = compute(form, ZHUZHOU, Context(overwrite=True))
    assert {edit.row: edit.value for edit in result.edits}[40] == "100.00分"


def test_a_grade_that_we_wrote_behind_its_label_keeps_the_label_when_it_is_written_again():
    filled = form_of([indicator(100, "≥10个", "10个", score=100)], total=100, grade="等级：良")
    result = compute(filled, ZHUZHOU, Context(overwrite=True))
    assert [edit.value for edit in result.edits if (edit.row, edit.column) == filled.grade.position] == ["等级：优"]
