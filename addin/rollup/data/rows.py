"""明细数据的行 (rows): one pass over the units' forms fills four tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ...returned.record import ACCOUNTS, INDICATORS, Figure, FormRecord
from ..add import WHOLE
from ..model import FileState, Node, Result
from ..spool import Spool
from ..tree import Tree
from . import tables
from .tables import Table

Row = tuple[Any, ...]


def result_rows(result: Result) -> Iterator[tuple[Table, Row]]:
    """units, files, totals, findings."""
    for unit in result.units:
        yield tables.UNITS, (
            unit.code, unit.name, unit.parent, unit.parent_name, unit.level, unit.contact, unit.state.value, len(unit.files),
            unit.score, unit.full, unit.grade, unit.budget, unit.executed, unit.rate, unit.projects, unit.errors,
            unit.warnings, unit.hints, "、".join(unit.accepted), unit.reason,
        )  # fmt: skip
    for file in result.files:
        yield tables.FILES, (
            file.file, file.unit, file.name, file.state.value, file.size, file.saved, file.claimed, file.errors,
            file.warnings, file.hints, "；".join(file.reasons),
        )  # fmt: skip
    for node in (result.whole, *result.nodes):
        yield from _totals(node)
    for row in result.findings:
        one = row.finding
        yield tables.FINDINGS, (
            row.unit, row.name, one.file, row.state.value if row.state else "", one.sheet, one.cell, one.code, one.severity,
            one.printed, one.expected, one.message, one.rule, one.source,
        )  # fmt: skip


def _totals(node: Node) -> Iterator[tuple[Table, Row]]:
    name = node.name if node.code != WHOLE else "合计"
    for line in node.lines:
        yield tables.TOTALS, (
            node.code, name, node.level, line.kind, line.group, line.item, line.column, line.nature, line.unit, line.value,
            line.mean, line.count, line.units, line.unweighed, "、".join(line.names),
        )  # fmt: skip


def form_rows(spool: Spool, tree: Tree) -> Iterator[tuple[Table, Row]]:
    """forms, figures, indicators, accounts: of the files that are added, unit by unit in the register's order."""
    for code in tree.units:
        for digest, state, _ in spool.files(code):
            if state is FileState.ADDED:
                for form in spool.forms(digest.file):
                    yield from _form(code, digest.file, form)


def _form(unit: str, file: str, form: FormRecord) -> Iterator[tuple[Table, Row]]:
    yield tables.FORMS, (
        unit, file, form.sheet, form.kind, form.table, form.title, form.year, form.unit_name, form.project, form.profile,
        form.score, form.full, form.grade, form.budget, form.executed, form.rate,
    )  # fmt: skip
    head = (unit, file, form.sheet, form.kind, form.project)
    indicators = []
    for one in form.figures:
        if one.group == INDICATORS:
            indicators.append(one)
        elif one.group == ACCOUNTS:
            yield tables.ACCOUNTS, (unit, file, form.sheet, *_line(one.item), one.column, one.value, one.cell)
        else:
            yield tables.FIGURES, (
                *head, one.group, one.item, one.column, one.nature, one.value, one.unit, one.cell, one.funds,
            )  # fmt: skip
    for figures in _rows(indicators):
        yield tables.INDICATORS, (*head, *_indicator(figures, form.budget))


def _line(item: str) -> tuple[str, str, str]:
    """Table, 科目 code ("" for a line without one) and name."""
    table, _, rest = item.partition("/")
    code, _, name = rest.partition(" ")
    return (table, code, name) if code.isdigit() else (table, "", rest)


def _rows(figures: Iterable[Figure]) -> Iterator[dict[str, Figure]]:
    """The figures of one indicator row stand together; a column that comes again begins the next row."""
    row: dict[str, Figure] = {}
    item = None
    for one in figures:
        if row and (one.item != item or one.column in row):
            yield row
            row = {}
        item = one.item
        row[one.column] = one
    if row:
        yield row


def _indicator(row: dict[str, Figure], budget: Decimal | None) -> Row:
    first = next(iter(row.values()))
    main = row.get("actual") or row.get("target")
    level1, level2, level3 = ([*first.item.split("/", 2), "", ""])[:3]
    target, actual = row.get("target"), row.get("actual")
    values = [row[name].value if name in row else None for name in ("completion", "weight", "score")]
    return (
        level1, level2, level3, main.nature if main else "", target.value if target else None, target.unit if target else "",
        actual.value if actual else None, actual.unit if actual else "", *values, (main or first).cell,
        main.funds if main and main.funds is not None else budget,
    )  # fmt: skip
