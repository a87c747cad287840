"""与 Excel 通话 (talking to Excel): its numbers for things, and its refusals in words.

依据: Microsoft, Excel VBA reference (enumerations Xl…); Windows error codes RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER,
RPC_S_SERVER_UNAVAILABLE, RPC_E_DISCONNECTED; VBA_E_IGNORE is what Excel answers while a cell is being edited.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Optional

from ...problems import Problem

# Excel's own names for its numbers
XL_CALCULATION_MANUAL = -4135
XL_CALCULATING = 1
XL_SHEET_VISIBLE = -1
XL_BY_ROWS, XL_BY_COLUMNS = 1, 2
XL_PREVIOUS = 2
XL_FORMULAS = -4123
XL_PART = 2
XL_NONE = -4142
XL_SOLID = 1
XL_SHIFT_DOWN = -4121
XL_SHIFT_UP = -4162
XL_WORKSHEET = -4167
XL_THIN = 2
XL_TOP = -4160
XL_LANDSCAPE = 2
XL_PAPER_A4 = 9
MSO_FORCE_DISABLE = 3

_REJECTED = {-2147418111, -2147417846, -2146777998}
_GONE = {-2147023174, -2147023170, -2147417848, -2147417856, -2147220995}

EDITING = "Excel 没有应答，多半是有单元格正在编辑，或有对话框开着。请按 Esc 或回车结束编辑、关闭对话框，再点一次按钮。"


def is_com_error(cause: BaseException) -> bool:
    """是否 COM 错误: of pywin32, without needing pywin32 to ask."""
    return any(one.__name__ == "com_error" for one in type(cause).__mro__)


def codes_of(cause: BaseException) -> set[int]:
    """错误码: the result of the call, and Excel's own behind it."""
    given = cause.args
    found = {given[0]} if given and isinstance(given[0], int) else set()
    inner = given[2] if len(given) > 2 else None
    if isinstance(inner, tuple) and len(inner) > 5 and isinstance(inner[5], int):
        found.add(inner[5])
    return found


def is_rejected(cause: BaseException) -> bool:
    """是否被拒: Excel is busy with the user: a cell is being edited, a dialog is open."""
    return type(cause).__name__ == "ExcelBusyError" or (is_com_error(cause) and bool(codes_of(cause) & _REJECTED))


def is_gone(cause: BaseException) -> bool:
    """Excel 或工作簿是否已关闭."""
    return is_com_error(cause) and bool(codes_of(cause) & _GONE)


def description(cause: BaseException) -> str:
    """Excel 自己的说法: its words for the error, or the system's."""
    given = cause.args
    inner = given[2] if len(given) > 2 else None
    if isinstance(inner, tuple) and len(inner) > 2 and inner[2]:
        return str(inner[2]).strip()
    return str(given[1]).strip() if len(given) > 1 and given[1] else str(cause)


def problem_of(cause: BaseException, doing: str) -> Optional[Problem]:
    """COM 错误转问题: None for what is no error of COM.

    Args:
        cause: what was raised. doing: what was being done, as a Chinese verb phrase (读取工作表“自评表”).
    """
    if is_rejected(cause):
        return Problem("host.busy", f"{doing}时被打断：{EDITING}")
    if is_gone(cause):
        return Problem("host.gone", f"{doing}时与 Excel 断开：Excel 或这个工作簿已经关闭。请重新打开后再试。")
    if is_com_error(cause):
        return Problem("host.refused", f"{doing}没有成功，Excel 的说明是：{description(cause)}")
    return None


@contextmanager
def refusals(doing: str) -> Iterator[None]:
    """翻译拒绝: inside, an error of COM becomes a Problem that says what was being done.

    Raises:
        Problem: ``host.busy``, ``host.gone`` or ``host.refused``.
    """
    try:
        yield
    except Exception as cause:
        found = problem_of(cause, doing)
        if found is None:
            raise
        raise found from cause


def block(value: Any) -> list[list[Any]]:
    """取成行列: what ``Value2`` and ``Formula`` give, rows of cells even for a single one.

    >>> block(5.0), block(((1.0, None),))
    ([[5.0]], [[1.0, None]])
    """
    if isinstance(value, (tuple, list)):
        return [list(row) for row in value]
    return [[value]]
