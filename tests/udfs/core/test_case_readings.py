"""公开案例的全部目标值、完成值和上年值: each read as a person read it (case_readings.json, verified by eye)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

import pytest
from support.cases import WHY_ABSENT, case_ids, load_cases

from udfs.core.number import read_number, read_rate
from udfs.core.quantity import Quantity, meets, read_actual, read_target

EXPECTED: Dict[str, Any] = json.loads(Path(__file__).with_name("case_readings.json").read_text(encoding="utf-8"))
ROWS: List[Dict[str, Any]] = EXPECTED["rows"]
needs_cases = pytest.mark.skipif(not case_ids(), reason=WHY_ABSENT)


def said(quantity: Quantity) -> str:
    return quantity.kind if quantity.kind in ("blank", "words") else quantity.described()


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['target'][:20]}｜{row['actual'][:20]}" for row in ROWS])
def test_every_published_pair_is_read_as_a_person_read_it(row: Dict[str, Any]) -> None:
    target = read_target(row["target"])
    actual = read_actual(row["actual"], target)
    assert [said(target), said(actual)] == row["reads"]
    assert {True: "yes", False: "no", None: ""}[meets(target, actual)] == row["met"]


@pytest.mark.parametrize(("typed", "reading"), EXPECTED["last_year"].items())
def test_every_published_last_years_value_is_read(typed: str, reading: str) -> None:
    assert said(read_target(typed)) == reading


@needs_cases
def test_the_table_covers_every_row_of_the_published_cases() -> None:
    rows = [row for case in load_cases() for row in case.get("indicators", []) if "target" in row]
    pairs = {(row["target"], row.get("actual", "")) for row in rows}
    assert pairs == {(row["target"], row["actual"]) for row in ROWS}
    assert {row["last_year"] for row in rows if row.get("last_year")} == set(EXPECTED["last_year"])


@needs_cases
def test_every_published_weight_score_amount_and_rate_is_a_number() -> None:
    for case in load_cases():
        for row in [*case.get("indicators", []), *case.get("budget", [])]:
            for name in ("weight", "score", "initial", "full_year", "executed"):
                read_number(row.get(name))
            for name in ("completion", "rate"):
                read_rate(row.get(name))
