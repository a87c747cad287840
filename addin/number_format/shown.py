"""数字格式 (number formats): the text that a cell shows.

Covers what Chinese forms use: General, fixed places, thousands, percent, scientific, fractions of a literal kind,
dates and times with Chinese literals, sections for negative, zero and text, conditions such as ``[>=10000]``.
What it does not know falls back to General, never to a wrong figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import List, Optional, Tuple, Union

from .dates import date_text, is_date_tokens
from .digits import Number, digits_shown, general
from .serial_dates import from_serial, to_serial
from .tokens import Token, tokenize

_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=) *(-?[0-9.]+)\]")


@dataclass(frozen=True)
class Section:
    """格式的一节: its tokens, its condition, and whether it shows a date."""

    tokens: Tuple[Token, ...]
    condition: Optional[Tuple[str, float]]
    is_date: bool
    is_text: bool


_GENERAL = Section((Token("general", "General"),), None, False, False)


def is_date_format(code: str) -> bool:
    """是否日期时间格式: of the section that shows positive numbers.

    >>> is_date_format('yyyy"年"m"月"'), is_date_format('0.00"元 (d)"'), is_date_format("General")
    (True, False, False)
    """
    return _sections(code)[0].is_date


def is_elapsed_format(code: str) -> bool:
    """是否累计时间格式: hours, minutes or seconds that run past a day, such as ``[h]:mm``."""
    return any(token.kind == "elapsed" for token in _sections(code)[0].tokens)


def shown(value: object, code: str = "General", date1904: bool = False) -> str:
    """显示文本: the text a cell shows, column width left aside.

    Args:
        value: what the cell holds; dates as date, datetime or time, or as the stored serial number.
        code: the number format code.
        date1904: True for workbooks that count days from 1904.

    >>> shown(0.9927, "0.00%"), shown(1234567.5, "#,##0.00"), shown(-3, "0;(0)"), shown(0.1 + 0.2)
    ('99.27%', '1,234,567.50', '(3)', '0.3')
    >>> shown(datetime(2024, 3, 5), 'yyyy"年"m"月"d"日"')
    '2024年3月5日'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value if code in ("General", "@") else _text_shown(value, code)
    if isinstance(value, (int, float)):
        return _number_shown(value, code, date1904)
    if isinstance(value, (datetime, date, time)):
        return _number_shown(to_serial(value, date1904), code if is_date_format(code) else _plain(value), date1904)
    return str(value)


def _plain(value: Union[datetime, date, time]) -> str:
    if isinstance(value, time):
        return "h:mm:ss"
    return "yyyy/m/d h:mm" if isinstance(value, datetime) and value.time() != time() else "yyyy/m/d"


@lru_cache(maxsize=2048)
def _sections(code: str) -> Tuple[Section, ...]:
    sections: List[Section] = []
    for tokens in tokenize(code):
        condition = None
        for token in tokens:
            match = _CONDITION.fullmatch(token.text) if token.kind == "bracket" else None
            if match:
                try:
                    condition = (match.group(1), float(match.group(2)))
                except ValueError:
                    condition = None
        sections.append(
            Section(tokens, condition, is_date_tokens(tokens), any(token.kind == "text" for token in tokens))
        )
    return tuple(sections[:4]) or (Section((), None, False, False),)


def _text_shown(value: str, code: str) -> str:
    sections = _sections(code)
    chosen = sections[3] if len(sections) == 4 else sections[-1] if sections[-1].is_text else None
    if chosen is None:
        return value
    return "".join(
        value if token.kind == "text" else token.text for token in chosen.tokens if token.kind in ("text", "literal")
    )


def _holds(condition: Tuple[str, float], value: Number) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
    }.get(sign, value != limit)


def _choose(sections: Tuple[Section, ...], value: Number) -> Tuple[Section, bool]:
    """The section for a number, and whether its minus sign is the section's business."""
    numeric = sections[:3]
    if len(numeric) > 1 and numeric[-1].is_text and len(sections) < 4:
        numeric = numeric[:-1]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _holds(section.condition, value):
                only_negative = (
                    section.condition is not None and section.condition[0] in ("<", "<=") and section.condition[1] <= 0
                )
                return section, only_negative
        return _GENERAL, False
    if len(numeric) == 1:
        return numeric[0], False
    if value < 0:
        return numeric[1], True
    if value == 0 and len(numeric) == 3:
        return numeric[2], False
    return numeric[0], False


def _number_shown(value: Number, code: str, date1904: bool) -> str:
    if code == "General":
        return general(value)
    section, own_sign = _choose(_sections(code), value)
    if section.is_date:
        if value < 0 and any(token.kind == "elapsed" for token in section.tokens):
            return "-" + _number_shown(-value, code, date1904)
        moment = from_serial(value, date1904)
        text = None if moment is None else date_text(section.tokens, value, moment)
        return general(value) if text is None else text
    if section.is_text and not any(token.kind == "digit" for token in section.tokens):
        return "".join(
            general(value) if token.kind == "text" else token.text
            for token in section.tokens
            if token.kind in ("text", "literal")
        )
    return digits_shown(section.tokens, value, own_sign)
