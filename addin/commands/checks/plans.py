"""申报表、监控表 (plans): targets, weights, money of several years, money already spent, the light of the month."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterator, List, Optional, Tuple

from udfs.core.quantity import read_target
from udfs.core.unreadable import Unreadable

from ...findings import ERROR, HINT, WARNING, Finding
from ...forms.model import Row
from ...forms.plans_model import DECLARATION, MONITORING, Plan
from ..figures.money import budget_cell, main_row, read_number
from ..figures.totals import plain
from ..inputs import is_placeholder, is_stale, quantity_of, quote
from ..printed import compare, places_of
from .subject import Subject

CODES = ("value.missing", "value.unreadable", "value.range", "weight.sum", "budget.sum", "monitor.light")

#: 依据: the usual bands of the budget systems, the document not at hand (unverified): red below 60 %, yellow below 80 %
_BANDS = ((Decimal("0.6"), "红"), (Decimal("0.8"), "黄"))
_LIGHTS = "红黄绿"
#: without the ten points of 预算执行率, which is no indicator of the declaration, or with them
_WHOLES = (Decimal(90), Decimal(100))


def check(subject: Subject) -> Iterator[Finding]:
    """校验申报表、监控表; nothing for other forms."""
    form = subject.form
    if not isinstance(form, Plan):
        return
    yield from _targets(subject, form)
    if form.kind == DECLARATION:
        yield from _weights(subject, form)
        yield from _medium(subject, form)
    if form.kind == MONITORING:
        yield from _overspent(subject, form)
        for row in form.budget:
            yield from _light(subject, form, row)


def _targets(subject: Subject, form: Plan) -> Iterator[Finding]:
    for row in form.indicators:
        target, actual = row["target"], row["actual"]
        if target is None or not row.name:
            continue
        if target.cell.is_error:
            yield subject.finding(
                "value.unreadable",
                HINT,
                target,
                f"{quote(row.name)}的指标值是错误值 {target.text}；请改正",
                printed=target.text,
            )
            continue
        if not target.text and target.cell.formula is None:
            yield subject.finding("value.missing", HINT, target, f"{quote(row.name)}的指标值为空；请填写")
            continue
        try:
            if not is_placeholder(target.text):
                read_target(quantity_of(row, "target"))
        except Unreadable as problem:
            yield subject.finding(
                "value.unreadable", HINT, target,
                f"{quote(row.name)}的指标值读不懂：{problem}；请改为“符号＋数＋单位”的写法，否则自评时不能自动计算",
                printed=target.text,
            )  # fmt: skip
        if form.kind == MONITORING and actual is not None and not actual.text and actual.cell.formula is None:
            yield subject.finding("value.missing", HINT, actual, f"{quote(row.name)}的完成情况为空；请填写")


def _weights(subject: Subject, form: Plan) -> Iterator[Finding]:
    weights: List[Decimal] = []
    for row in form.indicators:
        value, trouble = read_number(row["weight"], f"{quote(row.name)}的分值")
        if trouble:
            yield subject.finding(
                trouble.code, HINT, trouble.bound, f"{trouble.message}；请核对", printed=trouble.bound.text
            )
            return
        if value is not None:
            weights.append(value)
    if not weights:
        return
    total = sum(weights, Decimal(0))
    cell = form.total["weight"] if form.total else None
    stated = None if cell is None or is_stale(cell) else read_number(cell, "分值合计")[0]
    if stated is not None and stated != total:
        yield subject.finding(
            "weight.sum", ERROR, cell, f"各行分值相加为 {plain(total)}，合计行印为 {plain(stated)}；请核对各行分值",
            printed=cell.text if cell else "", expected=plain(total),
        )  # fmt: skip
    elif total not in _WHOLES:
        last = [row["weight"] for row in form.indicators if row["weight"] is not None][-1]
        yield subject.finding(
            "weight.sum", WARNING, cell if stated is not None else last,
            f"各行分值相加为 {plain(total)}，不等于 100（预算执行率占 10 分、不列为指标的，为 90）；请核对各行分值",
            printed=plain(total), expected="100",
        )  # fmt: skip


def _medium(subject: Subject, form: Plan) -> Iterator[Finding]:
    if not form.medium:
        return
    main, parts = form.medium[0], form.medium[1:]
    cell, whole = main["full_year"], _amount(main, "full_year")
    found = [_amount(row, "full_year") for row in parts]
    values = [value for value in found if value is not None]
    if cell is None or whole is None or not values:
        return
    total = sum(values, Decimal(0))
    if len(values) < len(parts) and total <= whole:
        return  # blank parts are no zeros
    severity = compare(whole, places_of(whole), total)
    if severity:
        yield subject.finding(
            "budget.sum", severity, cell,
            f"{quote(main.name)}印为 {cell.text}，其各组成部分相加为 {plain(total)}，相差 {plain(abs(whole - total))}；请核对",
            printed=cell.text, expected=plain(total),
        )  # fmt: skip


def _amount(row: Row, name: str) -> Optional[Decimal]:
    return read_number(row[name], "")[0]


def _money(row: Row) -> Tuple[Optional[Decimal], Optional[Decimal]]:
    return read_number(budget_cell(row), "")[0], _amount(row, "executed")


def _overspent(subject: Subject, form: Plan) -> Iterator[Finding]:
    """Rows that the check of the money table leaves: parts, and totals with 年初预算数 alone."""
    main = main_row(form)
    for row in form.budget:
        if row is main and row["full_year"] is not None:
            continue
        (budget, executed), cell = _money(row), row["executed"]
        if cell is not None and budget is not None and executed is not None and 0 < budget < executed:
            yield subject.finding(
                "value.range", WARNING, cell,
                f"{quote(row.name)}的执行数 {cell.text} 超过预算数 {plain(budget)}；请核对是否漏记预算调整",
                printed=cell.text,
            )  # fmt: skip


def _light(subject: Subject, form: Plan, row: Row) -> Iterator[Finding]:
    cell, (budget, executed) = row["light"], _money(row)
    if cell is None or form.month is None or budget is None or executed is None or budget <= 0 or executed < 0:
        return
    named = [colour for colour in _LIGHTS if colour in cell.text]
    pace = executed / budget * 12 / form.month
    expected = next((colour for bound, colour in _BANDS if pace < bound), "绿")
    if len(named) == 1 and named[0] != expected:
        yield subject.finding(
            "monitor.light", HINT, cell,
            f"{quote(row.name)}的执行进度灯印为“{cell.text}”，{plain(executed)}÷{plain(budget)}÷（{form.month}÷12）＝"
            f"{pace * 100:.2f}%，按低于 60% 红灯、低于 80% 黄灯应为{expected}灯（界限未核实，以当地规定为准）；请核对",
            printed=cell.text, expected=f"{expected}灯",
        )  # fmt: skip
