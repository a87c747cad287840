"""数字格式 (number formats): the text that a cell shows.

Covers what Chinese forms use: General, fixed places, thousands, percent, scientific, fractions of a literal kind,
dates and times with Chinese literals, sections for negative, zero and text, conditions such as ``[>=10000]``.
What it does not know falls back to General, never to a wrong figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import List, Optional, Tuple, Union

from .format_dates import date_text, is_date_tokens
from .format_tokens import Token, tokenize
from .serial_dates import from_serial, to_serial

#: what a workbook in Chinese (Simplified) shows for the built-in format numbers
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"-#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
Number = Union[int, float]


@dataclass(frozen=True)
class Section:
    """格式的一节: its tokens, its condition, and whether it shows a date."""

    tokens: Tuple[Token, ...]
    condition: Optional[Tuple[str, float]]
    is_date: bool
    is_text: bool


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


def general(value: Number) -> str:
    """常规格式: up to 15 significant digits, as Excel keeps them.

    >>> general(1 / 3), general(1e21), general(100.0), general(-0.00001)
    ('0.333333333333333', '1E+21', '100', '-0.00001')
    """
    if isinstance(value, int) and -(10**15) < value < 10**15:
        return str(value)
    digits = Decimal(f"{float(value):.14e}").normalize()
    if not digits:
        return "0"
    exponent = digits.adjusted()
    if -10 <= exponent < 21:
        return f"{digits:f}"
    mantissa = digits.scaleb(-exponent).normalize()
    return f"{mantissa:f}E{'+' if exponent > 0 else '-'}{abs(exponent):02d}"


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
        return numeric[-1], False
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
        moment = from_serial(value, date1904)
        text = None if moment is None else date_text(section.tokens, value, moment)
        return general(value) if text is None else text
    if section.is_text and not any(token.kind == "digit" for token in section.tokens):
        return "".join(
            general(value) if token.kind == "text" else token.text
            for token in section.tokens
            if token.kind in ("text", "literal")
        )
    return _digits_shown(section.tokens, value, own_sign)


def _digits_shown(tokens: Tuple[Token, ...], value: Number, own_sign: bool) -> str:
    kinds = [token.kind for token in tokens]
    minus = "-" if value < 0 and not own_sign else ""
    if "general" in kinds:
        return minus + "".join(
            general(abs(value)) if token.kind == "general" else token.text
            for token in tokens
            if token.kind in ("general", "literal", "percent")
        )
    if "digit" not in kinds:
        literals = "".join(token.text for token in tokens if token.kind in ("literal", "percent"))
        return minus + literals if literals else ""
    if "fraction" in kinds:
        return general(value)
    amount = abs(Decimal(repr(value)))
    amount *= Decimal(100) ** kinds.count("percent")
    first = kinds.index("digit")
    last = len(kinds) - 1 - kinds[::-1].index("digit")
    trailing = last + 1
    while trailing < len(kinds) and kinds[trailing] == "comma":
        amount /= 1000
        trailing += 1
    body = tokens[first : last + 1]
    if "exponent" in kinds:
        number = _scientific(body, amount)
    else:
        number = _fixed(body, amount)
    if minus and not any(digit in "123456789" for digit in number):
        minus = ""
    before = "".join(token.text for token in tokens[:first] if token.kind in ("literal", "percent"))
    after = "".join(token.text for token in tokens[last + 1 :] if token.kind in ("literal", "percent"))
    return minus + before + number + after


def _fixed(body: Tuple[Token, ...], amount: Decimal) -> str:
    """The digits of a fixed format; literals between the placeholders stay where they are."""
    points = [index for index, token in enumerate(body) if token.kind == "point"]
    cut = points[0] if points else len(body)
    whole_slots = [token.text for token in body[:cut] if token.kind == "digit"]
    part_slots = [token.text for token in body[cut:] if token.kind == "digit"]
    rounded = amount.quantize(Decimal(1).scaleb(-len(part_slots)), ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    # placeholders: 0 always shows a digit, ? a space, # nothing
    shown_whole = list(whole)
    for slot in reversed(whole_slots[: max(len(whole_slots) - len(whole), 0)]):
        if slot == "0":
            shown_whole.insert(0, "0")
        elif slot == "?":
            shown_whole.insert(0, " ")
    grouped = any(token.kind == "comma" for token in body[:cut])
    shown_part = list(part)
    for index in range(len(shown_part) - 1, -1, -1):
        if shown_part[index] != "0" or part_slots[index] == "0":
            break
        shown_part[index] = " " if part_slots[index] == "?" else ""
    whole_text = _weave(body[:cut], _group(shown_whole) if grouped else shown_whole)
    point = "." if points else ""
    return whole_text + point + _spread(body[cut + 1 :], shown_part)


def _group(digits: List[str]) -> List[str]:
    """Thousands separators, each joined to the digit before it."""
    count = len(digits)
    return [
        digit + ("," if digit.isdigit() and (count - 1 - index) % 3 == 0 and index != count - 1 else "")
        for index, digit in enumerate(digits)
    ]


def _weave(tokens: Tuple[Token, ...], digits: List[str]) -> str:
    """Digits into whole-number placeholders from the right; the first takes all that are left over."""
    pieces: List[str] = []
    left = list(digits)
    slots = sum(token.kind == "digit" for token in tokens)
    for token in reversed(tokens):
        if token.kind == "digit":
            slots -= 1
            if slots == 0:
                pieces.append("".join(left))
                left = []
            elif left:
                pieces.append(left.pop())
        elif token.kind in ("literal", "percent"):
            pieces.append(token.text)
    return "".join(reversed(pieces))


def _spread(tokens: Tuple[Token, ...], digits: List[str]) -> str:
    """Digits into decimal placeholders from the left."""
    left = list(digits)
    pieces = []
    for token in tokens:
        if token.kind == "digit":
            pieces.append(left.pop(0) if left else "")
        elif token.kind in ("literal", "percent"):
            pieces.append(token.text)
    return "".join(pieces)


def _scientific(body: Tuple[Token, ...], amount: Decimal) -> str:
    """The digits of a scientific format; a run of whole placeholders makes the exponent a multiple of it."""
    at = next(index for index, token in enumerate(body) if token.kind == "exponent")
    mantissa_tokens, exponent_tokens = body[:at], body[at + 1 :]
    point = next((index for index, token in enumerate(mantissa_tokens) if token.kind == "point"), len(mantissa_tokens))
    step = max(sum(token.kind == "digit" for token in mantissa_tokens[:point]), 1)
    places = sum(token.kind == "digit" for token in mantissa_tokens[point:])
    exponent = (amount.adjusted() // step) * step if amount else 0
    if amount and amount.scaleb(-exponent).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) >= Decimal(10) ** step:
        exponent += step
    width = sum(token.kind == "digit" for token in exponent_tokens)
    sign = "-" if exponent < 0 else "+" if "+" in body[at].text else ""
    return f"{_fixed(mantissa_tokens, amount.scaleb(-exponent))}E{sign}{abs(exponent):0{width}d}"
