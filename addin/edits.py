"""改动 (edits): the closed set of things jixiao may do to a workbook. Hosts carry them out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Optional, Sequence, Tuple, Union

from udfs.core.errors import CellError

#: None empties the cell; text stays text whatever it starts with
EditValue = Union[None, bool, int, float, Decimal, str, CellError]


@dataclass(frozen=True)
class SetValue:
    """写入数值或文字. ``number_format`` None keeps the cell's own format."""

    sheet: str
    row: int
    column: int
    value: EditValue
    number_format: Optional[str] = None


@dataclass(frozen=True)
class SetFormula:
    """写入公式. ``formula`` has no leading ``=``; ``cached`` is the value shown until the next recalculation."""

    sheet: str
    row: int
    column: int
    formula: str
    cached: EditValue = None
    number_format: Optional[str] = None


@dataclass(frozen=True)
class SetComment:
    """写入批注 (the author is 绩效校验); ``text`` None removes a comment of ours."""

    sheet: str
    row: int
    column: int
    text: Optional[str]


@dataclass(frozen=True)
class SetFill:
    """填充颜色: ``rgb`` such as ``FFF2CC``; None takes away a fill that we set, giving back the former style."""

    sheet: str
    row: int
    column: int
    rgb: Optional[str]


@dataclass(frozen=True)
class InsertRows:
    """插入行: ``count`` rows above ``before``, formatted like row ``like`` (numbered before the insertion)."""

    sheet: str
    before: int
    count: int
    like: int


@dataclass(frozen=True)
class AddSheet:
    """新增我们的工作表, after the last one; replaces a sheet of ours with that name, never the user's.

    ``rows`` are values; ``links`` gives (row, column, target) internal hyperlinks such as ``'自评表'!H9``.
    ``widths`` are column widths in characters; the first row is the head.
    """

    name: str
    rows: Sequence[Sequence[EditValue]]
    widths: Tuple[float, ...] = ()
    links: Tuple[Tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class RemoveSheet:
    """删除我们的工作表; refused for a sheet that is not ours."""

    name: str


Edit = Union[SetValue, SetFormula, SetComment, SetFill, InsertRows, AddSheet, RemoveSheet]
