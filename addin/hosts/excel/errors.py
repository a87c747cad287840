"""Excel 的错误值 (error values): the numbers by which COM and VBA know a cell error, and its text.

A cell error crosses COM as VT_ERROR, which Python sees as the integer ``0x800A0000 + number``; VBA makes the same error
with ``CVErr(number)``. Numbers in cells always cross as floats, so such an integer is never a figure.

依据: Microsoft, XlCVError enumeration; the newer errors by the numbers that Excel gives in ``CVErr`` and ``Range.Value2``.
"""

from __future__ import annotations

from typing import Optional

from udfs.core.errors import VALUE, CellError

#: the number in VBA of each cell error
NUMBERS = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042,
    "#GETTING_DATA": 2043, "#SPILL!": 2045, "#CONNECT!": 2046, "#BLOCKED!": 2047, "#UNKNOWN!": 2048, "#FIELD!": 2049,
    "#CALC!": 2050,
}  # fmt: skip
_TEXTS = {number: text for text, number in NUMBERS.items()}

#: 0x800A0000 as a signed 32-bit integer
_FACILITY = 0x800A0000 - (1 << 32)
#: errors to come lie between these numbers too
_FIRST, _LAST = 2000, 2100

#: DISP_E_PARAMNOTFOUND: an optional argument that was left out
MISSING = 0x80020004 - (1 << 32)


def error_of(value: object) -> Optional[CellError]:
    """COM 值转错误值: the cell error behind an integer that COM handed over; None when it is no error.

    >>> error_of(-2146826281), error_of(5), error_of(-2146826281.0)
    (CellError(code='#DIV/0!', message=''), None, None)
    """
    if type(value) is not int:
        return None
    number = value - _FACILITY
    if not _FIRST <= number < _LAST:
        return None
    return CellError(_TEXTS.get(number, VALUE))


def number_of(error: CellError) -> int:
    """错误值转编号: the number for VBA's ``CVErr``.

    >>> number_of(CellError("#N/A")), number_of(CellError("#PYTHON!"))
    (2042, 2015)
    """
    return NUMBERS.get(error.code, NUMBERS[VALUE])


def com_value(error: CellError) -> int:
    """错误值转 COM 整数: what COM hands over for such a cell.

    >>> com_value(CellError("#DIV/0!"))
    -2146826281
    """
    return _FACILITY + number_of(error)
