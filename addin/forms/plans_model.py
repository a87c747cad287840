"""申报表、监控表的模型 (declaration and monitoring): a form of goals without scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, List, Optional, Tuple

from .model import Bound, Form, Row

DECLARATION = "declaration"  # 绩效目标申报表
MONITORING = "monitoring"  # 绩效目标执行监控表
PLANS = (DECLARATION, MONITORING)


@dataclass
class Plan(Form):
    """一张申报表或监控表.

    Rows of the money table hold ``initial``, ``full_year``, ``executed``, ``rate``, ``pace`` (序时执行进度), ``light``
    (执行进度灯) and ``forecast``; a declaration only ``full_year``. Indicator rows may hold ``forecast`` and ``chance``.

    Args:
        medium: the money of several years (中期资金总额) where a declaration asks for it beside that of the year.
        month: the month up to which a monitoring table reports, 1 to 12; None when it names none.
    """

    medium: List[Row] = field(default_factory=list)
    month: Optional[int] = None

    def bound_cells(self) -> Iterator[Tuple[str, Bound]]:
        """全部已绑定的单元格: those of a form, then ``medium[0].full_year``."""
        yield from super().bound_cells()
        for number, row in enumerate(self.medium):
            for name, bound in row.fields.items():
                yield f"medium[{number}].{name}", bound
