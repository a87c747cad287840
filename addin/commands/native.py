"""自带公式 (native): a figure as a formula of the spreadsheet's own functions, where its cells have the shape these can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import List, Optional

from ..forms.model import Bound, Row
from ..grid import address
from ..native import completion, execution_rate, execution_score, grade, score, standard, total
from ..native.text import UNIT_CHARACTERS, Native
from .figures.model import Figure, Figures
from .figures.money import budget_cell
from .inputs import exact, input_of, is_percent_format
from .references import ranges

_SHAPE = re.compile(
    r"(?P<sign>≥|>=|≧|>|＞|≤|<=|≦|<|＜|=|＝)?(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>[" + UNIT_CHARACTERS + r"]{0,16})"
)
#: a number followed by one of these is a date or an ordinal
_NOT_FIRST = ("年", "月", "学", "期", "届", "时", "分", "/", "·", "校", "部")
_SIGNS = ("≥", ">=", "≧", ">", "＞", "≤", "<=", "≦", "<", "＜", "=", "＝")
_SHAPE_REASON = "指标值或完成值不是“符号＋数＋单位”的写法，或两者单位不同"


@dataclass(frozen=True)
class Reading:
    """自带公式读到的内容: sign, number (a percentage as a ratio) and unit of one cell."""

    sign: str
    value: Decimal
    unit: str


def native_formula(figure: Figure, everything: Figures) -> Native:
    """一个数字的自带公式.

    Args:
        figure: a decided figure. everything: the form's figures.

    Returns:
        the formula, or the reason why the spreadsheet's own functions cannot give it.
    """
    profile, row = everything.profile, figure.row
    if figure.field == "total":
        return total(_score_references(everything))
    if figure.field == "grade":
        return grade(_at(everything.total.bound), profile) if everything.total else Native(reason="表内没有总分")
    if figure.field.endswith("_rate") and len(figure.inputs) == 2:
        return execution_rate(_at(figure.inputs[0]), _at(figure.inputs[1]))
    if row is None:
        return Native(reason="该项没有对应的公式")
    money = _money_row(figure, everything)
    if money is not None:
        return _money(figure, money, profile)
    weight = row["weight"]
    if figure.field == "score" and row.text("standard") and not row.text("target"):
        value = row["value"] or row["actual"]
        if weight is None or value is None or not value.text:
            return Native(reason="指标数值取自另一张表")
        return standard(_at(weight), _at(value), row.text("standard"), profile)
    return _indicator(figure, row, weight, profile)


def _indicator(figure: Figure, row: Row, weight: Optional[Bound], profile: object) -> Native:
    target, actual = row["target"], row["actual"]
    if target is None or actual is None or not is_native(row):
        return Native(reason=_SHAPE_REASON)
    more = {
        "unit_ref": _at(row["unit"]) if row.text("unit") else "",
        "sign_ref": _at(row["sign"]) if row.text("sign") else "",
    }
    percents = {"target_percent": _is_percent(target), "actual_percent": _is_percent(actual)}
    if figure.field == "completion":
        return completion(_at(target), _at(actual), profile, **more, **percents)  # type: ignore[arg-type]
    if weight is None:
        return Native(reason="没有分值")
    return score(_at(weight), _at(target), _at(actual), row.text("method"), profile, **more, **percents)  # type: ignore[arg-type]


def is_native(row: Row) -> bool:
    """指标值和完成值是否为自带公式读得懂的写法, with units that agree: what anything else gives is a blank."""
    target, actual = _read(row["target"], row), _read(row["actual"], row)
    if target is None or actual is None or actual.sign not in ("", "=", "＝") or target.value <= 0:
        return False
    sign = _raw(row["sign"]) if not target.sign else target.sign
    if sign not in ("", *_SIGNS):
        return False
    cell = _raw(row["unit"])
    if cell.strip():
        return _known(cell) and all(unit in ("", cell) for unit in (target.unit, actual.unit))
    if any(unit.startswith(_NOT_FIRST) for unit in (target.unit, actual.unit)):
        return False
    if target.unit == actual.unit:
        return True
    bare = "" in (target.unit, actual.unit) and not any(mark in target.unit + actual.unit for mark in "万亿")
    return bare and actual.unit != "%" and (target.unit != "%" or actual.value <= 10 * target.value)


def _read(bound: Optional[Bound], row: Row) -> Optional[Reading]:
    if bound is None:
        return None
    value = bound.cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = exact(value)
        percent = _is_percent(bound)
        # a unit that only the number format shows is unknown to a formula
        if number < 0 or (isinstance(input_of(bound.cell), str) and not percent):
            return None
        scaled = number / 100 if "%" in row.text("unit") and not percent else number
        return Reading("", scaled, "%" if percent else "")
    if not isinstance(value, str):
        return None
    match = _SHAPE.fullmatch(value)
    if match is None or sum(character.isdigit() for character in match.group("number")) > 15:
        return None
    unit, number = match.group("unit"), Decimal(match.group("number"))
    if "%" in unit and unit != "%":
        return None
    return Reading(match.group("sign") or "", number / 100 if "%" in unit + row.text("unit") else number, unit)


def _raw(bound: Optional[Bound]) -> str:
    value = bound.cell.value if bound is not None else None
    return value if isinstance(value, str) else ""


def _known(unit: str) -> bool:
    return len(unit) < 17 and all(character in UNIT_CHARACTERS for character in unit)


def _is_percent(bound: Bound) -> bool:
    value = bound.cell.value
    return isinstance(value, (int, float)) and is_percent_format(bound.cell.number_format)


def _money_row(figure: Figure, everything: Figures) -> Optional[Row]:
    for line in everything.budget:
        if figure in (line.completion, line.score):
            return line.row
    execution = everything.execution
    if execution is None or figure not in (execution.completion, execution.score):
        return None
    return next((line.row for line in everything.budget if line.execution), None)


def _money(figure: Figure, money: Row, profile: object) -> Native:
    budget, executed = budget_cell(money), money["executed"]
    weight = figure.row["weight"] if figure.row else None
    if budget is None or executed is None:
        return Native(reason="没有预算数或执行数")
    if figure.field in ("rate", "completion"):
        return execution_rate(_at(budget), _at(executed))
    if weight is None:
        return Native(reason="没有分值")
    return execution_score(_at(weight), _at(budget), _at(executed), profile)  # type: ignore[arg-type]


def _score_references(everything: Figures) -> List[str]:
    bounds = [line.score.bound for line in everything.scored_lines() if line.score and not line.score.is_placeholder]
    return ranges(bounds)


def _at(bound: Optional[Bound]) -> str:
    return address(*bound.position) if bound is not None else ""
