"""docs/reading.md 与程序一致: what the page promises in its tables is what the reader does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import List

import pytest

from udfs.core.quantity import Unreadable, read_actual, read_target

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reading.md").read_text(encoding="utf-8")


def table(first_cells: str) -> List[List[str]]:
    """The rows of the table whose header begins with the given cells."""
    body = PAGE.split(f"| {first_cells}", 1)[1].split("\n\n", 1)[0].split("\n")[2:]
    return [[re.sub(r"^`(.*)`$", r"\1", cell.strip()) for cell in row.strip("|").split("|")] for row in body]


@pytest.mark.parametrize("row", table("填写 | 读作 | 说明") + table("填写 | 读作 |\n"), ids=lambda row: row[0])
def test_a_target_is_read_as_the_page_says(row: List[str]) -> None:
    assert read_target(row[0]).described() == row[1]


@pytest.mark.parametrize("row", table("目标 | 填写 | 读作"), ids=lambda row: row[1])
def test_an_actual_is_read_as_the_page_says(row: List[str]) -> None:
    assert read_actual(row[1], read_target(row[0])).described() == row[2]


@pytest.mark.parametrize("row", table("目标 | 填写 | 为什么"), ids=lambda row: row[1])
def test_what_the_page_calls_unreadable_is_refused(row: List[str]) -> None:
    with pytest.raises(Unreadable):
        read_actual(row[1], read_target(row[0]))


@pytest.mark.parametrize("row", table("填写 | 至少 | 至多"), ids=lambda row: row[0])
def test_the_bounds_of_approximate_figures_are_those_of_the_page(row: List[str]) -> None:
    low, _, high, _ = read_target(row[0]).bounds
    assert [str(low.quantize(1)), str(high.quantize(1))] == row[1:3]  # type: ignore[union-attr]
