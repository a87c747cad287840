"""手工搭建的表单 (forms by hand): small recognised forms for tests of commands, cell by cell."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

from addin.forms.model import BASIC, KINDS, PROJECT, SCORECARD, UNIT, Amounts, Bound, Form, Row
from addin.grid import Cell, Grid, Range, address
from udfs.core.errors import CellError

SHEET = "自评表"
_MISSING = object()


def cell_of(value: Any, number_format: str = "General") -> Cell:
    """单元格: a Cell as given, a formula ``=…`` without a cached value, or a value with its plain text."""
    if isinstance(value, Cell):
        return value
    if (isinstance(value, str) and value.startswith("=PERF")) or (isinstance(value, str) and value.startswith("=SUM")):
        return Cell(None, "", value[1:])
    if value is None:
        return Cell(None, "", None, number_format)
    if isinstance(value, CellError):
        return Cell(value, value.code)
    if isinstance(value, float) and "%" in number_format:
        return Cell(value, f"{value * 100:.2f}%", None, number_format)
    return Cell(value, str(value), None, number_format)


class Builder:
    """搭建器: puts cells on a grid and binds them."""

    def __init__(self, sheet: str = SHEET) -> None:
        self.grid = Grid(sheet)

    def bind(self, row: int, column: int, value: Any) -> Bound:
        """放一个单元格并绑定."""
        cell = cell_of(value)
        if cell.value is not None or cell.formula is not None or cell.number_format != "General":
            self.grid.cells[row, column] = cell
        return Bound(row, column, cell, address(row, column))

    def row(self, row: int, name: str, fields: Dict[str, Any], columns: Dict[str, int], **more: Any) -> Row:
        """放一行."""
        bound = {key: self.bind(row, columns[key], value) for key, value in fields.items()}
        return Row(row, name, bound, **more)


MONEY = {"initial": 3, "full_year": 4, "executed": 5, "weight": 6, "rate": 7, "score": 8}
TABLE = {
    "level1": 1, "level2": 2, "level3": 3, "weight": 4, "target": 5, "actual": 6, "completion": 7, "score": 8,
    "method": 9, "deviation": 10, "standard": 11, "value": 12, "sign": 13, "unit": 14,
}  # fmt: skip
ITEMS = {"previous": 2, "budget": 3, "current": 4}
TOTAL_ROW = 40


def indicator(
    weight: Any, target: Any, actual: Any, score: Any = None, completion: Any = _MISSING, **more: Any
) -> Dict[str, Any]:
    """一行指标的字段; more fields by name."""
    fields = {"weight": weight, "target": target, "actual": actual, "score": score, **more}
    if completion is not _MISSING:
        fields["completion"] = completion
    return fields


def budget(
    full_year: Any, executed: Any, rate: Any = None, score: Any = None, weight: Any = 10, **more: Any
) -> Dict[str, Any]:
    """资金总额行的字段."""
    return {"full_year": full_year, "executed": executed, "weight": weight, "rate": rate, "score": score, **more}


def form_of(
    rows: Sequence[Dict[str, Any]],
    money: Optional[Dict[str, Any]] = None,
    *,
    parts: Sequence[Dict[str, Any]] = (),
    total: Any = _MISSING,
    total_weight: Any = _MISSING,
    grade: Any = _MISSING,
    kind: str = PROJECT,
    amounts: Sequence[tuple] = (),
    names: Sequence[str] = (),
    **more: Any,
) -> Form:
    """一张自评表.

    Args:
        rows: fields of the indicator rows, from row 11 on. money: fields of the total money row (row 5).
        parts: fields of the money rows 其中 (row 6 on). total, total_weight, grade: row 40.
        amounts: (name, [(item, value)…]) beside the money table. more: attributes of the Form.
    """
    build = Builder(more.pop("sheet", SHEET))
    form = Form(kind, "项目支出绩效自评表", build.grid.name, Range(1, 1, TOTAL_ROW, 14), build.grid, year=2024)
    form.money_unit = "万元"
    if money is not None:
        form.budget.append(build.row(5, "年度资金总额", money, MONEY, role="total"))
    for number, fields in enumerate(parts):
        form.budget.append(build.row(6 + number, f"其中：第{number + 1}部分", fields, MONEY, role="part"))
    for number, fields in enumerate(rows):
        name = names[number] if number < len(names) else f"指标{number + 1}"
        extra = {key: fields[key] for key in ("role", "level1", "level2", "group_weights", "block") if key in fields}
        plain = {key: value for key, value in fields.items() if key not in extra}
        form.indicators.append(build.row(11 + number, name, plain, TABLE, **extra))
    form.columns = {key: TABLE[key] for fields in rows for key in fields if key in TABLE}
    foot = {key: value for key, value in (("weight", total_weight), ("score", total)) if value is not _MISSING}
    if foot:
        form.total = build.row(TOTAL_ROW, "总分", foot, TABLE, role="total")
    if grade is not _MISSING:
        form.grade = build.bind(TOTAL_ROW, 10, grade)
    for name, items in amounts:
        bound = [
            (item, build.bind(7 + number, 12 if name == "income" else 14, value))
            for number, (item, value) in enumerate(items)
        ]
        form.amounts.append(Amounts(name, bound))
    for key, value in more.items():
        setattr(form, key, value)
    return form


def basic_form(
    rows: Sequence[tuple],
    staff: Optional[Dict[str, Any]] = None,
    buildings: Optional[Dict[str, Any]] = None,
    **more: Any,
) -> Form:
    """一张基础数据表: rows are (name, previous, budget, current) from row 5 on."""
    build = Builder("基础数据表")
    form = Form(BASIC, "绩效评价基础数据表", build.grid.name, Range(1, 1, 60, 10), build.grid, year=2024)
    form.money_unit = "万元"
    for number, (name, *values) in enumerate(rows):
        form.items.append(build.row(5 + number, name, dict(zip(ITEMS, values)), ITEMS, role="item"))
    for column, (key, value) in enumerate((staff or {}).items(), 1):
        form.staff[key] = build.bind(3, column, value)
    for column, (key, value) in enumerate((buildings or {}).items(), 1):
        form.buildings[key] = build.bind(50, column, value)
    for key, value in more.items():
        setattr(form, key, value)
    return form


def codes(findings: List[Any]) -> List[str]:
    """发现的代码, in their order."""
    return [finding.code for finding in findings]


__all__ = [
    "BASIC",
    "KINDS",
    "PROJECT",
    "SCORECARD",
    "SHEET",
    "UNIT",
    "basic_form",
    "budget",
    "codes",
    "form_of",
    "indicator",
]
