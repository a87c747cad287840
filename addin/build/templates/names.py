"""字段名称 (names): a defined name for every field of a form."""

from __future__ import annotations

import re
from typing import Any, Dict, Tuple

from openpyxl.workbook.defined_name import DefinedName

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,79}")
_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc]?[0-9]*|[Cc]")
PROFILE = "PERF_PROFILE"


def checked(name: str) -> str:
    """检查名称: a name that every spreadsheet accepts and that looks like no cell.

    Raises:
        ValueError: it does not.

    >>> checked("unit_total")
    'unit_total'
    """
    if not _NAME.fullmatch(name) or _CELL.fullmatch(name):
        raise ValueError(f"不能用作名称：{name}")
    return name


def define(book: Any, names: Dict[str, Tuple[str, str]], profile: str = "") -> None:
    """写入名称.

    Args:
        book: the openpyxl workbook. names: name -> (sheet, absolute reference such as ``$B$3`` or ``$B$3:$B$9``).
        profile: the rule profile's id, held by ``PERF_PROFILE``; "" for none.
    """
    for name, (sheet, reference) in names.items():
        text = "'" + sheet.replace("'", "''") + "'!" + reference
        book.defined_names[checked(name)] = DefinedName(name, attr_text=text)
    if profile:
        book.defined_names[PROFILE] = DefinedName(PROFILE, attr_text=f'"{profile}"')
