"""写法 (spellings): how a printed text is split, spaced or turned into a number for a look."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional, Tuple, Union

from support.layouts.canvas import MONEY, TEXT

_SIGNED = re.compile(r"^(>=|<=|≥|≤|=|＝|>|<)?\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*([^0-9年月]*)$")
_NUMBER = re.compile(r"^-?[0-9][0-9,]*(?:\.[0-9]+)?$")


class Split(NamedTuple):
    """拆开的目标值: sign, bare number and unit."""

    sign: str
    number: str
    unit: str


def split_target(text: str) -> Optional[Split]:
    """拆开目标值; None for dates and words.

    >>> split_target("<=630万元"), split_target("2024年12月10日前"), split_target("100%")
    (Split(sign='≤', number='630', unit='万元'), None, Split(sign='', number='100', unit='%'))
    """
    match = _SIGNED.match(text.strip())
    if not match:
        return None
    sign = {">=": "≥", "<=": "≤", "＝": "="}.get(match.group(1) or "", match.group(1) or "")
    return Split(sign, match.group(2), match.group(3).strip())


def as_number(text: str, kind: str) -> Optional[Tuple[Union[int, float], str]]:
    """转为数值: (number, number format) with as many places as printed; None when the text is no plain figure.

    >>> as_number("99.27%", "percent"), as_number("1,023.86", "money"), as_number("89.62分", "points")
    ((0.9927, '0.00%'), (1023.86, '#,##0.00'), (89.62, '0.00'))
    >>> as_number("—", "points"), as_number("=95%", "plain")
    (None, None)
    """
    if kind == TEXT:
        return None
    bare = text.strip()
    if kind == "points" and bare.endswith("分"):
        bare = bare[:-1]
    percent = bare.endswith("%")
    if percent:
        bare = bare[:-1]
    if not _NUMBER.match(bare):
        return None
    plain = bare.replace(",", "")
    places = len(plain.partition(".")[2])
    decimals = "0." + "0" * places if places else "0"
    if percent:
        # shifted as text, so that 99.27 % becomes the double 0.9927 and not 0.9927000000000001
        return float(f"{plain}e-2"), decimals + "%"
    number: Union[int, float] = float(plain) if places else int(plain)
    if kind == MONEY and "," in bare:
        return number, "#,##0." + "0" * places if places else "#,##0"
    return number, decimals


def spaced(text: str, number: int) -> str:
    """手工排版的写法: inner spaces, a line break or full-width brackets put into a label.

    >>> spaced("总分", 0), spaced("年度指标值", 1), spaced("项目资金(万元)", 0)
    ('总 分', '年度\\n指标值', '项目资金（万元）')
    """
    if "(" in text or "（" in text:
        return text.replace("(", "（").replace(")", "）")
    if len(text) <= 3:
        return " ".join(text)
    if number % 2:
        return text[:2] + "\n" + text[2:]
    return text[:-1] + " " + text[-1] + " "


def level_name(text: str) -> str:
    """级别名称 without the weight written behind it.

    >>> level_name("产出指标（50分）"), level_name("投入 10分")
    ('产出指标', '投入')
    """
    return re.sub(r"[（(]?\s*[0-9]+分[）)]?", "", text).strip()
