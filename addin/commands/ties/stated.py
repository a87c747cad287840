"""文字所述的数 (stated figures): project counts and sums that a sentence states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, List, Optional

from .collection import UNITS

_CLAUSE = re.compile(r"[；;。\n\r]+")
_COUNT_AFTER = re.compile(
    r"项目(?:支出)?(?:绩效)?(?:自评|评价)?(?:表)?[（(]?(?:共计|合计|总计|共有|共|有|数量|数)?[为:：]?\s*(\d+)\s*(?:个|项|张)"
)
_COUNT_BEFORE = re.compile(r"(\d+)\s*个[^，,。；\d]{0,8}项目")
_AMOUNT = re.compile(r"(?P<before>[^，,、：:]*?)(?P<number>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|千元|元)(?!/)")
_ABOUT_SELF_EVALUATION = re.compile(r"绩效|自评|全年预算|全年执行|预算总额|执行总额|年度预算")

PROJECTS = "projects"
WHOLE = "whole"


@dataclass(frozen=True)
class Statement:
    """一句所述: what it speaks of, the stated number of projects, and amounts in 元 by column."""

    about: str
    count: Optional[int]
    amounts: Dict[str, Decimal]
    text: str


def statements(text: str) -> List[Statement]:
    """读出文字所述的项目个数和合计.

    >>> found = statements("预算绩效评价项目47个，全年预算数10,495.09万元，全年执行数10,464.39万元。")
    >>> found[0].count, found[0].amounts["full_year"]
    (47, Decimal('104950900.00'))
    """
    found = []
    for clause in _CLAUSE.split(text):
        folded = "".join(clause.split())
        if "整体支出" in folded and "自评" in folded and "项目" not in folded:
            about, count = WHOLE, None
        else:
            match = _COUNT_AFTER.search(folded) or _COUNT_BEFORE.search(folded)
            if match is None or not _ABOUT_SELF_EVALUATION.search(folded):
                continue
            about, count = PROJECTS, int(match.group(1))
        amounts = _amounts(folded)
        if amounts or count is not None:
            found.append(Statement(about, count, amounts, folded))
    return found


def _amounts(clause: str) -> Dict[str, Decimal]:
    amounts: Dict[str, Decimal] = {}
    for match in _AMOUNT.finditer(clause):
        column = _column(match.group("before"))
        if column and column not in amounts:
            number = Decimal(match.group("number").replace(",", "").replace("，", ""))
            amounts[column] = number * UNITS[match.group("unit")]
    return amounts


def _column(words: str) -> str:
    # 其中… speaks of a part, not of the sum
    if "其中" in words:
        return ""
    if re.search(r"执行(?!率)|决算|实际支出|支出总额", words):
        return "executed"
    if re.search(r"年初预算|年初安排", words):
        return "initial"
    return "full_year" if "预算" in words else ""
