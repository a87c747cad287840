"""返回类型 (shapes): which functions answer with a matrix, declared so to UNO.

Calc accepts an array only from a method that returns ``sequence< sequence< any > >``. Texts that come this way are not equal to
any other text (``=PERF_GRADE(95)="优"`` would be FALSE in LibreOffice 7.4 and 25.2), so functions of texts return ``any``.
"""

from __future__ import annotations

from udfs.registry import CellFunction

#: functions whose results are texts
TEXTS = ("PERF_EXPLAIN", "PERF_GRADE")


def returns_matrix(function: CellFunction) -> bool:
    """是否按矩阵返回: functions of numbers that broadcast; those that reduce have one value only."""
    return not function.reduces and function.name not in TEXTS
