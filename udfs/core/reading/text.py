"""文字规范化 (text normalising): one spelling for what people type in many."""

from __future__ import annotations

import re
from typing import Dict, Union

#: longer cell text is never taken for a figure: a text that long is a report, not a value
MAX_LENGTH = 2000

#: the tick as the reader spells it
TICK = "✔"

#: texts that mean "nothing was filled in" once normalised
_BLANK = re.compile(r"[-—–―‐‑/\\*_]*|无")

_SAME: Dict[str, str] = {
    "≧": "≥", "⩾": "≥", "≮": "≥", "≦": "≤", "⩽": "≤", "≯": "≤",
    "﹥": ">", "﹤": "<", "﹦": "=", "﹪": "%", "℅": "%", "﹣": "-", "−": "-", "﹢": "+",
    "〜": "~", "∼": "~", "∶": ":", "︰": ":", "･": "·", "•": "·", "‧": "·", "・": "·", "∙": "·", "⋅": "·",
    "￥": "¥", "√": TICK, "✓": TICK, "☑": TICK, "✅": TICK,
    "㎡": "平方米", "㎥": "立方米", "㎞": "km", "㎏": "kg", "㎝": "cm", "㎜": "mm", "○": "〇",
}  # fmt: skip
_KEEP = "，"  # the full-width comma separates clauses; only a whole figure may use it for thousands
_INVISIBLE = (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F, 0x00AD)
_SPACES = (0x00A0, 0x3000, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x0009, 0x000B, 0x000C)
_TABLE: Dict[int, Union[str, None]] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEEP},
    **{ord(typed): same for typed, same in _SAME.items()},
    **dict.fromkeys(_INVISIBLE, None),
    **dict.fromkeys(_SPACES, " "),
}

_LINE_BREAK = re.compile(r"[\r\n\x85\u2028\u2029]")
_LINE_IN_FIGURE = re.compile(r"(?<=[0-9.≥≤<>=]) ?[\r\n]{1,4} ?(?=[^\s0-9.])")
_LINES = re.compile(r" ?(?:[\r\n\x85\u2028\u2029] ?)+")
_SPACE = re.compile(r"\s+")
_LOOSE_SPACE = re.compile(r"(?<![0-9.,]) | (?![0-9])")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "「": "」", "『": "』", "《": "》", "〈": "〉", "【": "】"}
_TAIL = "。;；,，、.!！ "


def normalise(text: str) -> str:
    """规范化文字: half width, no loose white space, one sign for each meaning.

    White space between two digits stays (``1 023`` may be one number or two); a line break that does not part
    a figure from its unit becomes ``;``.

    Args:
        text: what was typed.

    Returns:
        The text in one spelling; the full-width comma stays as it is.

    >>> normalise(" ≧９５．５ ％ ")
    '≥95.5%'
    >>> normalise("1 023 元")
    '1 023元'
    """
    text = text.translate(_TABLE).strip()
    if _LINE_BREAK.search(text):
        text = _LINES.sub(";", _LINE_IN_FIGURE.sub("", text))
    return _LOOSE_SPACE.sub("", _SPACE.sub(" ", text))


def bare(text: str) -> str:
    """去掉外层引号和句末标点: the normalised text without quotes around it and without closing punctuation.

    Args:
        text: normalised text.

    Returns:
        What stands inside.

    >>> bare("“持续提升”。")
    '持续提升'
    >>> bare("“双师”工作室")
    '“双师”工作室'
    """
    while True:
        before = text
        text = text.rstrip(_TAIL).lstrip(" ;,，")
        close = _QUOTES.get(text[:1])
        if close and len(text) > 1 and text.endswith(close) and close not in text[1:-1]:
            text = text[1:-1]
        if text == before:
            return text


def is_blank(text: str) -> bool:
    """是否空白: nothing, or a sign that means nothing (``—`` ``-`` ``/`` ``\\`` ``*`` ``无``).

    Args:
        text: normalised text.

    Returns:
        True when nothing was filled in.

    >>> is_blank("——"), is_blank("无"), is_blank("0")
    (True, True, False)
    """
    return _BLANK.fullmatch(text.rstrip("。")) is not None
