"""存储的写法 (stored text): a number or a text as XML stores it, for the note and for cells."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Union

#: the most characters that a cell holds: a limit of the program, not ours
MAX_TEXT = 32_767

#: what XML 1.0 cannot hold
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')


def number_text(value: Union[int, float, Decimal]) -> str:
    """数字的写法: shortest form of a double, exact text of a Decimal.

    Raises:
        ValueError: no cell can hold it (infinite, not a number, beyond a double).

    >>> number_text(Decimal("9.50")), number_text(0.1), number_text(10.0)
    ('9.5', '0.1', '10')
    """
    try:
        finite = math.isfinite(float(value))
    except OverflowError:
        finite = False
    if not finite:
        raise ValueError(f"{value} 不是单元格能存放的数字")
    if isinstance(value, float):
        text = repr(value)
        return text[:-2] if text.endswith(".0") else text
    if isinstance(value, int):
        return str(value)
    if value == 0:
        return "0"
    exponent = value.adjusted()
    text = format(value, "f") if -20 < exponent < 25 else str(value.normalize())
    return text.rstrip("0").rstrip(".") if "." in text and "E" not in text else text


def attribute_text(text: str) -> str:
    """属性值的写法: escaped for an attribute in double quotes; what XML cannot hold is left out.

    >>> attribute_text('一<二"')
    '一&lt;二&quot;'
    """
    if not _SPECIAL.search(text):
        return text
    text = _NOT_XML.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")
