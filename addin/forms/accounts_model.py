"""部门决算公开表 (final accounts): one of the nine tables, every amount bound to its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Iterator, List, Optional, Tuple

from .model import Bound, Form

#: kind of the nine tables
ACCOUNTS = "accounts"
#: a row key and a column key, such as ("205", "basic") or ("year_income", "amount")
Place = Tuple[str, str]


@dataclass
class Accounts(Form):
    """一张部门决算公开表.

    Args:
        table: which of the nine tables by its meaning, 1 (收入支出决算总表) to 9 (“三公”经费).
        number: the number as printed (公开07表 gives 7); None when none is printed. Provinces number differently.
        cells: (row key, column key) -> bound cell. Rows of tables 1 and 4 carry names (``year_income``, ``opening``)
            or the 3 digits of a 类; rows of 2, 3, 5, 7, 8 their code or ``total``; table 6 economic codes,
            ``staff_total``, ``office_total``, ``total``; table 9 has the sides ``budget`` and ``actual`` as rows.
        names: row key -> name as printed. doubles: codes that stand on two rows, with the second place.
        note: the cell that says why the table is empty; None when there is none.
    """

    table: int = 0
    number: Optional[int] = None
    cells: Dict[Place, Bound] = field(default_factory=dict)
    names: Dict[str, str] = field(default_factory=dict)
    doubles: List[Tuple[str, Bound]] = field(default_factory=list)
    note: Optional[Bound] = None

    def bound_cells(self) -> Iterator[Tuple[str, Bound]]:
        """全部已绑定的单元格: ``cells[205].basic``."""
        for (row, column), bound in self.cells.items():
            yield f"cells[{row}].{column}", bound

    @property
    def codes(self) -> List[str]:
        """科目编码: in the table's order."""
        return [key for key in self.names if key.isdigit()]

    @property
    def value_columns(self) -> List[str]:
        """金额列: in the order in which they are bound."""
        return list(dict.fromkeys(column for _, column in self.cells))
