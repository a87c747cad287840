"""写入的值 (values): a cell of one workbook as it should stand in another, and money in the other's unit."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from udfs.core.errors import CellError

from ...edits import EditValue
from ...grid import Cell

_UNITS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10000),
    "百万元": Decimal(1000000),
    "亿元": Decimal(100000000),
}


def carried(cell: Cell) -> EditValue:
    """带过去的值: figures as figures; percentages and dates as the text that is shown, since the new cell may show them otherwise.

    >>> carried(Cell(0.95, "95%", number_format="0%")), carried(Cell(12.5, "12.50"))
    ('95%', 12.5)
    """
    value = cell.value
    if isinstance(value, (datetime, date, time)):
        return cell.text.strip()
    if isinstance(value, CellError) or value is None:
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and "%" in cell.number_format:
        return cell.text.strip()
    if isinstance(value, str):
        return value if value.strip() else None
    return value


def is_stale(cell: Cell) -> bool:
    """公式没有值: a formula cell whose value nobody can trust."""
    return cell.formula is not None and cell.value is None


def converted(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """换算金额单位: rounded half up to 0.01 of a larger unit; unchanged where a unit is unknown or both are the same.

    >>> converted(Decimal("236047912.34"), "元", "万元"), converted(Decimal("3.5"), "", "万元")
    (Decimal('23604.79'), Decimal('3.5'))
    """
    if from_unit == to_unit or from_unit not in _UNITS or to_unit not in _UNITS:
        return value
    exact = value * _UNITS[from_unit] / _UNITS[to_unit]
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP) if _UNITS[to_unit] > _UNITS[from_unit] else exact
