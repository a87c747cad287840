"""工作表保护 (protection): whether a sheet is protected, with or without a password, and writing through an open one."""

from __future__ import annotations

from typing import Any, Iterable

from ...problems import Problem
from .office import During, IllegalArgumentException
from .undo import unrecorded


def protection(document: Any, sheet: Any) -> str:
    """保护方式: "" (none), "open" (no password) or "password".

    UNO cannot be asked for the difference. So an empty password is tried, and the protection is put back; nothing of it
    is seen: no undo step, not "modified".
    """
    if not sheet.isProtected():
        return ""
    undo, modified = document.getUndoManager(), document.isModified()
    try:
        # the sheet keeps what users may do on it when it is unprotected and protected again
        with unrecorded(undo):
            sheet.unprotect("")
        with unrecorded(undo):
            sheet.protect("")
    except IllegalArgumentException:
        return "password"
    finally:
        if document.isModified() != modified:
            document.setModified(modified)
    return "open"


def refuse_password(document: Any, sheets: Iterable[Any]) -> None:
    """设有密码的工作表不写入.

    Raises:
        Problem: ``sheet.password``.
    """
    for sheet in sheets:
        if protection(document, sheet) == "password":
            raise Problem(
                "sheet.password",
                f"工作表“{sheet.getName()}”设有保护密码，没有写入。请先用“工具—保护工作表”撤销保护，写入后再加上。",
            )


def lifted(sheets: Iterable[Any]) -> During:
    """暂时撤销无密码的保护 and put it back, with what it allows, whatever happens; both are part of the undo step."""
    open_ones = [sheet for sheet in sheets if sheet.isProtected()]
    return During(
        lambda: [sheet.unprotect("") for sheet in open_ones],
        lambda: [sheet.protect("") for sheet in open_ones],
    )
