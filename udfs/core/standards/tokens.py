"""评价标准的统一写法 (one spelling): full width, synonyms of signs and numbers brought to one form."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Callable, Dict, List, Optional, Pattern, Tuple, Union

#: circled numerals ① … ⑳ keep their meaning of "item N" and are not turned into digits
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_CHINESE: Dict[str, str] = {char: str(number) for number, char in enumerate("零一二三四五六七八九")}
_CHINESE.update({"两": "2", "〇": "0", "壹": "1", "贰": "2", "叁": "3", "肆": "4", "伍": "5"})

#: a Chinese numeral as it occurs in standards: 一, 二, 十, 十五, 二十, 半, 零点五, 一百
CHINESE_NUMBER = r"(?:[零〇一二两三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?|半)"
ARABIC = r"\d+(?:\.\d+)?"
NUMBER = rf"(?:{ARABIC}|{CHINESE_NUMBER})"

_TABLE: Dict[int, Optional[str]] = {ord("　"): None, 0xA0: None, 0xFEFF: None}
_TABLE.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})  # full-width ASCII
_TABLE.update({ord(char): None for char in "“”\"'‘’「」『』《》"})
for _spellings, _one in {
    "≦⩽≼": "≤", "≧⩾≽": "≥", "﹦": "=", "﹤〈": "<", "﹥〉": ">", "﹪": "%", "－~～〜﹣−": "-",
    "﹐": ",", "｡": "。", "﹔": ";", "﹕∶": ":", "【〔［": "[", "】〕］": "]", "÷": "/", "✕✖＊∗·": "×",
}.items():  # fmt: skip
    _TABLE.update({ord(char): _one for char in _spellings})
_TABLE[ord("*")] = "×"
_TABLE[ord("~")] = _TABLE[ord("～")] = "-"

_REWRITES: List[Tuple[Pattern[str], Union[str, Callable[[re.Match[str]], str]]]] = [
    (re.compile(r"\s+"), ""),
    (re.compile(r"(?<=\d),(?=\d{3}(?!\d))"), ""),
    (re.compile(r">=|=>|大于或等于|大于等于|高于或等于|高于等于"), "≥"),
    (re.compile(r"<=|=<|小于或等于|小于等于|低于或等于|低于等于"), "≤"),
    (re.compile(r"-{2,}(?!\d)"), "-"),
    (re.compile(rf"百分之({NUMBER})"), lambda match: f"{plain(to_decimal(match.group(1)))}%"),
    (re.compile(rf"({NUMBER})?个?百分点"), lambda match: f"{plain(to_decimal(match.group(1) or '1'))}%"),
    (re.compile(r"(?<=每)%"), "1%"),
    (re.compile(r"(?<=\d)(?:个点|点)(?=[的,;]?扣)"), "%"),
    (re.compile(r"[;,]*。+"), "。"),
    (re.compile(r";+"), ";"),
    (re.compile(r",+"), ","),
]


def normalise(text: str) -> str:
    """统一写法: bring full width, quotes, blanks, signs and percentage points to one spelling.

    Args:
        text: the wording as it stands in the cell, on one or several lines.

    Returns:
        The same wording without white space; ``一个百分点`` reads ``1%``; numerals in circles are kept.

    >>> normalise("在职人员控制率≦１００％，计5分；每超过一个 百分点扣0.5分。")
    '在职人员控制率≤100%,计5分;每超过1%扣0.5分。'
    """
    result = re.sub("[—–―─]+", "-", text).translate(_TABLE)
    for pattern, replacement in _REWRITES:
        result = pattern.sub(replacement, result)
    return result


def to_decimal(text: str) -> Decimal:
    """读数字: an Arabic or Chinese numeral of a standard as a number.

    >>> to_decimal("0.5"), to_decimal("半"), to_decimal("二十"), to_decimal("十五")
    (Decimal('0.5'), Decimal('0.5'), Decimal('20'), Decimal('15'))
    """
    if text == "半":
        return Decimal("0.5")
    if text[0].isdigit() or text[0] in "+-":
        return Decimal(text)
    whole, _, fraction = text.partition("点")
    total, digit = 0, 0
    if not any(char in "十百" for char in whole):
        total, digit = 0, int("".join(_CHINESE[char] for char in whole))
    else:
        for char in whole:
            if char == "十":
                total, digit = total + (digit or 1) * 10, 0
            elif char == "百":
                total, digit = total + (digit or 1) * 100, 0
            else:
                digit = int(_CHINESE[char])
    number = str(total + digit)
    return Decimal(f"{number}.{''.join(_CHINESE[char] for char in fraction)}" if fraction else number)


def plain(number: Decimal) -> str:
    """去掉多余的零: a number without exponent and without zeros at its end.

    >>> plain(Decimal("5.00")), plain(Decimal("1E+1"))
    ('5', '10')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(ratio: Decimal) -> str:
    """显示为百分数.

    >>> percent(Decimal("0.9627"))
    '96.27%'
    """
    return plain(ratio * 100) + "%"
