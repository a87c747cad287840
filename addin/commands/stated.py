"""文字所述的数 (stated figures): project counts, sums and rates that a sentence states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Dict, List, Optional

from .printed import compare

#: money units in 元
UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000), "亿元": Decimal(100000000)}
#: the columns of the money table that a sentence may speak of
TITLES = {"initial": "年初预算数", "full_year": "全年预算数", "executed": "全年执行数"}

PROJECTS = "projects"
WHOLE = "whole"

_CLAUSE = re.compile(r"[；;。\n\r]+")
_COUNT_AFTER = re.compile(
    r"项目(?:支出)?(?:绩效)?(?:自评|评价)?(?:表)?(?:共计|合计|总计|共有|共|有|数量|数)?[为:：]?(\d+)(?:个|项|张)"
)
_COUNT_BEFORE = re.compile(r"(\d+)个[^，,。；\d]{0,8}项目")
_AMOUNT = re.compile(r"(?P<before>[^，,、：:]*?)(?P<number>\d[\d,，]*(?:\.\d+)?)(?P<unit>亿元|万元|千元|元)(?!/)")
_RATE = re.compile(r"执行率(?:为|达到|达|是)?[:：]?(\d+(?:\.\d+)?)[%％]")
_ABOUT_SELF_EVALUATION = re.compile(r"绩效|自评|全年预算|全年执行|预算总额|执行总额|年度预算")
_ABOUT_WHOLE = re.compile(r"全年预算|全年执行|预算总额|执行总额")
_TASKS = re.compile(r"项目(?!支出绩效自评)")


@dataclass(frozen=True)
class StatedAmount:
    """所述金额: the number with its places, and the unit it is stated in."""

    number: Decimal
    places: int
    unit: str

    @property
    def text(self) -> str:
        """所述的写法."""
        return f"{self.number:,.{self.places}f}{self.unit}"

    def agrees(self, value: Decimal) -> bool:
        """是否相符: the amount in 元, rounded or cut at the stated places, or within 0.01 of the stated unit."""
        return compare(self.number, self.places, value / UNITS[self.unit]) != "error"

    def in_unit(self, value: Decimal) -> str:
        """以同一单位写出 an amount in 元."""
        return f"{value / UNITS[self.unit]:,.{max(2, self.places)}f}{self.unit}"


@dataclass(frozen=True)
class Statement:
    """一句所述.

    Args:
        about: PROJECTS or WHOLE (the form or unit as a whole). count: the stated number of projects.
        amounts: by column of the money table. rate: the stated execution rate in percent. text: the clause.
    """

    about: str
    count: Optional[int] = None
    amounts: Dict[str, StatedAmount] = field(default_factory=dict)
    rate: Optional[str] = None
    text: str = ""


def statements(text: str) -> List[Statement]:
    """读出文字所述的项目个数和合计.

    Args:
        text: the text of one cell; clauses end at ；and 。.

    >>> found = statements("预算绩效评价项目47个，全年预算数10,495.09万元，全年执行数10,464.39万元。")
    >>> found[0].about, found[0].count, found[0].amounts["full_year"].text
    ('projects', 47, '10,495.09万元')
    """
    found = []
    for clause in _CLAUSE.split(text):
        folded = "".join(clause.split())
        count = _COUNT_AFTER.search(folded) or _COUNT_BEFORE.search(folded)
        if count is not None and _ABOUT_SELF_EVALUATION.search(folded):
            found.append(Statement(PROJECTS, int(count.group(1)), _amounts(folded), None, folded))
        elif count is None and _ABOUT_WHOLE.search(folded) and not _TASKS.search(folded):
            rate = _RATE.search(folded)
            found.append(Statement(WHOLE, None, _amounts(folded), rate.group(1) if rate else None, folded))
    return found


def _amounts(clause: str) -> Dict[str, StatedAmount]:
    amounts: Dict[str, StatedAmount] = {}
    for match in _AMOUNT.finditer(clause):
        column = _column(match.group("before"))
        if column and column not in amounts:
            number = match.group("number").replace(",", "").replace("，", "")
            amounts[column] = StatedAmount(Decimal(number), len(number.partition(".")[2]), match.group("unit"))
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
