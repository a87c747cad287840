"""工作表保护 (protection): without a password; typing cells open, everything else locked."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Protection

LOCKED = Protection(locked=True)
TYPING = Protection(locked=False)


def protect(sheet: Any) -> None:
    """保护工作表: no password; inserting and deleting rows, row heights, column widths and cell formats stay allowed."""
    sheet.protection.sheet = True
    # in the file format these say what is forbidden
    for allowed in ("formatCells", "formatRows", "formatColumns", "insertRows", "deleteRows"):
        setattr(sheet.protection, allowed, False)
    sheet.protection.selectLockedCells = False
    sheet.protection.selectUnlockedCells = False
