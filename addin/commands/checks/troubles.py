"""输入的问题 (troubles): error cells, unreadable numbers, stale formulas, figures out of range."""

from __future__ import annotations

from typing import Iterator, List, Set, Tuple

from ...findings import ERROR, WARNING, Finding
from ..figures.money import budget_cell
from ..inputs import Trouble, quote
from .subject import Subject

CODES = ("value.unreadable", "value.stale", "value.range")

_NEXT = {
    "value.unreadable": "请改为数字或改正公式",
    "value.stale": "请在电子表格软件中打开、重新计算并保存后再试",
    "value.range": "请核对",
}


def check(subject: Subject) -> Iterator[Finding]:
    """报告不能使用的输入, each cell once."""
    troubles: List[Trouble] = []
    for line in subject.figures.budget + subject.figures.lines:
        troubles += line.troubles
    for figure in subject.figures.other:
        troubles += figure.troubles
    seen: Set[Tuple[str, str]] = set()
    for trouble in troubles:
        key = (trouble.code, trouble.bound.label)
        if key in seen:
            continue
        seen.add(key)
        severity = WARNING if trouble.code == "value.range" else ERROR
        yield subject.finding(
            trouble.code,
            severity,
            trouble.bound,
            f"{trouble.message}；{_NEXT[trouble.code]}",
            printed=trouble.bound.text,
        )
    yield from _zero_budget(subject)
    yield from _unreadable_text(subject)
    yield from _stale_results(subject)


def _zero_budget(subject: Subject) -> Iterator[Finding]:
    for line in subject.figures.budget:
        outcome, cell = line.outcome, budget_cell(line.row)
        if outcome is not None and outcome.code == "#DIV/0!" and line.execution and cell is not None:
            executed = line.row["executed"]
            spent = f"，全年执行数为 {executed.text}" if executed is not None and executed.text else ""
            yield subject.finding(
                "value.range", WARNING, cell,
                f"{quote(line.row.name)}的全年预算数为 0{spent}，执行率及其得分无从计算；请核对预算数，或按财政部门规定人工计分",
                printed=cell.text, outcome=outcome,
            )  # fmt: skip


def _unreadable_text(subject: Subject) -> Iterator[Finding]:
    for line in subject.figures.lines:
        outcome = line.outcome
        if outcome is None or line.troubles or outcome.code != "#VALUE!":
            continue
        cell = line.row["actual"] or line.row["target"] or line.row["value"]
        yield subject.finding(
            "value.unreadable", WARNING, cell,
            f"{quote(line.row.name)}读不懂：{outcome.undecided}；请改为“符号＋数＋单位”的写法，或人工核定得分",
            printed=cell.text if cell else "", outcome=outcome, rests_on_rule=True,
        )  # fmt: skip


def _stale_results(subject: Subject) -> Iterator[Finding]:
    for figure in subject.figures.all():
        cell = figure.bound.cell
        if cell.formula is not None and cell.value is None:
            yield subject.finding(
                "value.stale", WARNING, figure.bound,
                f"{figure.name}是公式，但文件里没有它的计算结果，无法核对；{_NEXT['value.stale']}",
            )  # fmt: skip
