"""工作表保护 (protection): one without a password is lifted while we write, and put back with the same options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import xlwings

from ...problems import Problem
from . import com

#: what a protection may allow, as Worksheet.Protection and Worksheet.Protect both name it
ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns", "AllowInsertingRows",
    "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting", "AllowFiltering",
    "AllowUsingPivotTables",
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """保护的选项 of a sheet, to protect it again just as it was."""

    drawings: bool
    scenarios: bool
    allowed: tuple[bool, ...]
    selection: int

    @classmethod
    def of(cls, api: Any) -> Options:
        """取选项 of a protected worksheet."""
        protection = api.Protection
        allowed = tuple(bool(getattr(protection, name)) for name in ALLOWED)
        return cls(bool(api.ProtectDrawingObjects), bool(api.ProtectScenarios), allowed, api.EnableSelection)

    def put_back(self, api: Any) -> None:
        """重新保护 without a password."""
        api.Protect(
            DrawingObjects=self.drawings,
            Contents=True,
            Scenarios=self.scenarios,
            **dict(zip(ALLOWED, self.allowed, strict=True)),
        )
        api.EnableSelection = self.selection


def kind(sheet: xlwings.Sheet) -> str:
    """保护的种类: "" (none), "open" (no password) or "password", as Grid.protection.

    Excel tells whether there is a password only by letting one try: a protection that an empty one lifts is put back at
    once, and the workbook counts as saved if it did before.
    """
    api = sheet.api
    if not api.ProtectContents:
        return ""
    if api.ProtectionMode:  # it binds the user only, not programs
        return "open"
    book = sheet.book.api
    saved = book.Saved
    options = Options.of(api)
    if not _unprotected(api):
        return "password"
    options.put_back(api)
    book.Saved = saved
    return "open"


@contextmanager
def lifted(sheets: Iterable[xlwings.Sheet]) -> Iterator[None]:
    """解除保护: inside, the sheets can be written; afterwards they are protected as before, whatever happens.

    Raises:
        Problem: ``sheet.password``; nothing is lifted then.
    """
    with ExitStack() as stack:
        for sheet in sheets:
            api = sheet.api
            if not api.ProtectContents or api.ProtectionMode:
                continue
            options = Options.of(api)
            if not _unprotected(api):
                raise Problem(
                    "sheet.password",
                    f"工作表“{sheet.name}”设有保护密码，没有写入。请先点“审阅—撤销工作表保护”，写入后再加上。",
                )
            stack.callback(options.put_back, api)
        yield


def _unprotected(api: Any) -> bool:
    """Whether an empty password lifts the protection (it is lifted then)."""
    try:
        api.Unprotect("")
    except Exception as cause:
        if not com.is_com_error(cause) or com.is_rejected(cause) or com.is_gone(cause):
            raise
        return False
    return not api.ProtectContents
