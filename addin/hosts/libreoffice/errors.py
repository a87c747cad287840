"""错误值 (errors): LibreOffice's error numbers as the errors that cells show in Excel's files, and back."""

from __future__ import annotations

from udfs.core.errors import CellError

#: what the program's own .xlsx writer makes of its error numbers; all others become #VALUE!
_CODES = {
    32767: "#N/A", 502: "#VALUE!", 503: "#NUM!", 519: "#VALUE!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!",
}  # fmt: skip


def error_value(number: int) -> CellError:
    """错误号转错误值.

    >>> error_value(532), error_value(32767).code
    (CellError(code='#DIV/0!', message=''), '#N/A')
    """
    return CellError(_CODES.get(number, "#VALUE!"))
