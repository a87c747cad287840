"""数字格式代码 (format codes): LibreOffice's spelling of a number format turned into the one that Excel's files hold.

LibreOffice writes date letters in capitals (``YYYY"年"M"月"``), has weekday codes of its own (``NNNN``) and calls the
format of TRUE and FALSE ``BOOLEAN``; the signs of a locale (``G/通用格式``, ``[红]``) are put into English.
"""

from __future__ import annotations

import re

#: the code of cells that hold TRUE or FALSE: Excel has none of its own for them
BOOLEAN = "BOOLEAN"

_PIECE = re.compile(
    r'(?P<quoted>"[^"]*"?)|(?P<escaped>\\.|[_*].)|(?P<bracket>\[[^\]]*\])'
    r"|(?P<general>General|G/通用格式|Standard)|(?P<ampm>AM/PM|A/P|上午/下午)|(?P<weekday>N{2,4})"
    r"|(?P<exponent>E[+-])|(?P<letters>[A-Za-z])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_WEEKDAYS = {2: "ddd", 3: "dddd", 4: 'dddd", "'}
_COLOURS = {
    "黑": "Black", "蓝": "Blue", "绿": "Green", "青": "Cyan", "红": "Red", "洋红": "Magenta", "黄": "Yellow", "白": "White",
}  # fmt: skip
_COLOUR = re.compile(r"\[(?:FARBE|COLOR|颜色)?(?P<name>[^\d$<>=\-\[\]]+?)色?\]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def excel_code(code: str) -> str:
    """化为 Excel 的格式代码.

    >>> excel_code('YYYY"年"M"月"D"日"'), excel_code("[HH]:MM"), excel_code('[RED]-0.00E+00')
    ('yyyy"年"m"月"d"日"', '[hh]:mm', '[Red]-0.00E+00')
    >>> excel_code("BOOLEAN"), excel_code("G/通用格式")
    ('General', 'General')
    """
    if code.upper() == BOOLEAN:
        return "General"
    return "".join(_spelled(piece) for piece in _PIECE.finditer(code))


def _spelled(piece: re.Match[str]) -> str:
    kind, text = piece.lastgroup, piece.group()
    if kind == "general":
        return "General"
    if kind == "weekday":
        return _WEEKDAYS[len(text)]
    if kind == "exponent":
        return text.upper()
    if kind == "letters":
        return text.lower()
    if kind == "bracket":
        return _bracket(text)
    return text


def _bracket(text: str) -> str:
    if _ELAPSED.fullmatch(text):
        return text.lower()
    colour = _COLOUR.fullmatch(text)
    if colour is None:
        return text
    name = colour.group("name")
    return f"[{_COLOURS.get(name, name.capitalize())}]" if name.isalpha() and "Num" not in name else text
