"""正在编辑的单元格 (a cell being edited): nothing can be read or written while its text is only in the input line."""

from __future__ import annotations

from typing import Any


def refuse_while_editing(document: Any) -> None:
    """正在编辑时不操作.

    Raises:
        Problem: ``host.editing``.
    """
