"""分表 (parts): cut a sheet into the forms that stand on it, by the labels that open one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Optional, Tuple

from .heads import Head, find_heads
from .levels import settle_levels
from .lexicon import Lexicon
from .sheet import Item, Sheet
from .text import bare, split_colon
from .titles import Title, find_titles

#: order of events that stand in the same row
_TITLE, _INFO, _GOAL, _TABLE = range(4)
_MONEY = ("initial", "full_year", "executed", "rate")
_LEVELS = ("level1", "level2", "level3")


@dataclass
class Part:
    """一张表的范围: the rows of one form and the heads found in them.

    Args:
        top, bottom: its rows.
        title: its title, None when none is printed.
        opened: whether 项目名称 or 单位名称 was seen.
        indicator, money, staff, basic, buildings: heads by kind. rejected: heads that lack a label.
        goals: rows of goal heads. blocks: rows that begin with 年度绩效目标1 and the like. breaks: rows at which a table above ends.
    """

    top: int
    bottom: int = 0
    title: Optional[Title] = None
    opened: bool = False
    indicator: List[Head] = field(default_factory=list)
    money: List[Head] = field(default_factory=list)
    staff: List[Head] = field(default_factory=list)
    basic: List[Head] = field(default_factory=list)
    buildings: List[Head] = field(default_factory=list)
    rejected: List[Head] = field(default_factory=list)
    goals: List[int] = field(default_factory=list)
    blocks: List[int] = field(default_factory=list)
    breaks: List[int] = field(default_factory=list)

    @property
    def has_tables(self) -> bool:
        """是否已有表格."""
        return bool(self.indicator or self.money or self.staff or self.basic)

    def end_of(self, row: int) -> int:
        """某表的末行: the last row before the next thing that is not part of the table starting at ``row``."""
        return min((at - 1 for at in self.breaks if at > row), default=self.bottom)


def label_of(item: Item) -> str:
    """单元格的标签: its text, or what stands before a colon in it."""
    parts = split_colon(item.text) if len(item.text) <= 200 else None
    return parts[0] if parts and parts[0] else item.text


def indicator_heads(sheet: Sheet, words: Lexicon) -> Tuple[List[Head], List[Head]]:
    """指标表的表头: (heads, heads that lack too much)."""
    rejected: List[Head] = []

    def is_seed(fields: List[str]) -> bool:
        found = set(fields)
        levels = found & set(_LEVELS)
        return bool(levels) and len(found) >= 2 and (len(levels) >= 2 or len(found) >= 3 or "level3" not in levels)

    def accept(head: Head) -> bool:
        settle_levels(sheet, head, words.indicator)
        found = set(head.spans) | set(head.ambiguous)
        values = found & {"target", "actual", "weight", "score", "standard", "completion"}
        if "level3" in head.spans and len(values) >= 2 and values & {"actual", "score", "standard"}:
            return True
        rejected.append(head)
        return False

    return find_heads(sheet, words.indicator, is_seed, accept), rejected


def money_heads(sheet: Sheet, words: Lexicon, taken: Dict[int, Head]) -> List[Head]:
    """资金表的表头."""

    def is_seed(fields: List[str]) -> bool:
        return len(set(fields) & set(_MONEY)) >= 2

    def accept(head: Head) -> bool:
        found = set(head.spans) | set(head.ambiguous)
        return "executed" in found and bool(found & {"initial", "full_year", "rate"}) and head.top not in taken

    return find_heads(sheet, words.money, is_seed, accept)


def basic_heads(sheet: Sheet, words: Lexicon) -> Tuple[List[Head], List[Head], List[Head]]:
    """基础数据表的表头: (staff, amounts, buildings)."""
    staff = find_heads(sheet, words.staff, lambda f: {"approved", "actual"} <= set(f), lambda head: True)
    amounts = find_heads(
        sheet,
        words.basic,
        lambda f: "budget" in f and bool({"final", "previous", "current"} & set(f)) and len(f) >= 3,
        lambda head: True,
    )
    buildings = find_heads(sheet, words.buildings, lambda f: len(set(f)) >= 4, lambda head: True)
    return staff, amounts, buildings


def _openings(sheet: Sheet, words: Lexicon, heads: List[Head]) -> List[int]:
    """Rows that print 项目名称, 单位名称 …; a cell under a head of figures is none."""
    in_head = {row for head in heads for row in range(head.top, head.bottom + 1)}
    rows: List[int] = []
    above: Optional[Head] = None
    waiting = sorted((head for head in heads if "level3" in head.spans), key=lambda head: head.top)
    claimed: Dict[int, str] = {}
    for row, items in sheet.labels.items():
        while waiting and waiting[0].bottom < row:
            above = waiting.pop(0)
            claimed = above.claimed
        if row in in_head:
            continue
        for item in items:
            hit = words.info.find(label_of(item))
            if hit and hit.field in ("project", "unit") and claimed.get(item.left, "level1") == "level1":
                rows.append(row)
                break
    return rows


def _goal_rows(sheet: Sheet, words: Lexicon, in_head: Dict[int, Head]) -> List[int]:
    rows = []
    for row in sheet.row_numbers:
        if row in in_head:
            continue
        found = {
            hit.field for hit in (words.goal.find(item.text) for item in sheet.rows[row] if not item.numeric) if hit
        }
        if {"expected", "actual"} <= found:
            rows.append(row)
    return rows


def _block_rows(sheet: Sheet, words: Lexicon) -> List[int]:
    rows = []
    for row in sheet.labels:
        first = sheet.rows[row][0]
        hit = words.goal.find(label_of(first)) if first.label else None
        if hit and hit.field == "block":
            rows.append(row)
    return rows


def _amount_rows(sheet: Sheet, words: Lexicon) -> List[int]:
    return [row for row, items in sheet.labels.items() if any(words.amounts.find(item.text) for item in items)]


def _has_total(sheet: Sheet, words: Lexicon, top: int, bottom: int) -> bool:
    return any(
        bare(item.text) in words.total for row in sheet.between(top, bottom) for item in sheet.labels.get(row, [])[:3]
    )


def split(sheet: Sheet, words: Lexicon) -> List[Part]:
    """分表: the parts of a sheet, from top to bottom; parts without any table are left out unless they have a title.

    Args:
        sheet: the sheet.
        words: the lexicon.
    """
    indicator, rejected = indicator_heads(sheet, words)
    in_head = {row: head for head in indicator for row in range(head.top, head.bottom + 1)}
    money = money_heads(sheet, words, in_head)
    staff, basic, buildings = basic_heads(sheet, words)
    in_head.update({row: head for head in money for row in range(head.top, head.bottom + 1)})
    amounts = _amount_rows(sheet, words)

    events: List[Tuple[int, int, str, object]] = []
    events += [(title.top, _TITLE, "title", title) for title in find_titles(sheet, words)]
    events += [(row, _INFO, "info", None) for row in _openings(sheet, words, indicator + money)]
    events += [(row, _GOAL, "goal", None) for row in _goal_rows(sheet, words, in_head)]
    events += [(row, _GOAL, "block", None) for row in _block_rows(sheet, words)]
    events += [(row, _GOAL, "amounts", None) for row in amounts]
    for name, heads in (
        ("indicator", indicator), ("money", money), ("staff", staff), ("basic", basic), ("buildings", buildings), ("rejected", rejected),
    ):  # fmt: skip
        events += [(head.top, _TABLE, name, head) for head in heads]
    events.sort(key=lambda event: event[:2])

    parts: List[Part] = []
    current = Part(sheet.row_numbers[0] if sheet.row_numbers else 1)
    for row, _, name, found in events:
        if _starts_new(sheet, words, current, name, row):
            parts.append(current)
            current = Part(row)
        _add(current, name, row, found)
    parts.append(current)
    last = sheet.row_numbers[-1] if sheet.row_numbers else 0
    for part, following in zip(parts, parts[1:]):
        part.bottom = following.top - 1
    parts[-1].bottom = last
    return _joined(parts)


def _add(part: Part, name: str, row: int, found: object) -> None:
    if name == "title" and isinstance(found, Title):
        if part.title is None or (not part.title.kind and found.kind):
            part.title = found
        if part.title is found and not part.has_tables and not part.opened:
            part.top = row
    elif name == "info":
        part.opened = True
        part.breaks.append(row)
    elif name == "goal":
        part.goals.append(row)
        part.breaks.append(row)
    elif name == "block":
        part.blocks.append(row)
    elif name == "amounts":
        part.breaks.append(row)
    elif isinstance(found, Head):
        getattr(part, name).append(found)
        if name != "rejected":
            part.breaks.append(found.top)


def _starts_new(sheet: Sheet, words: Lexicon, part: Part, name: str, row: int) -> bool:
    """Whether an event belongs to the next form."""
    complete = bool(part.indicator or part.staff or part.basic or part.rejected)
    if name == "title":
        near = part.title is not None and row - part.title.bottom <= 2 and not part.opened
        return part.has_tables or bool(part.rejected) or (not near if part.title else part.opened)
    if name == "info":
        return complete
    if name == "money":
        return bool(part.indicator and part.money) or bool(part.basic or part.staff)
    if name == "indicator":
        if part.basic or part.staff:
            return True
        if not part.indicator:
            return False
        last = part.indicator[-1]
        between_goals = any(last.bottom < at < row for at in part.goals + part.blocks)
        return not between_goals and _has_total(sheet, words, last.bottom + 1, row - 1)
    if name in ("staff", "basic"):
        return bool(part.indicator or part.buildings) or (name == "staff" and bool(part.staff))
    return False


def _joined(parts: List[Part]) -> List[Part]:
    """Footers such as 填报单位 below a form open no form of their own."""
    kept: List[Part] = []
    lead: Optional[int] = None
    for part in parts:
        if not part.has_tables and not part.rejected and part.title is None:
            if kept:
                kept[-1].bottom = part.bottom
                kept[-1].breaks += part.breaks
            elif part.opened:
                lead = part.top  # 填报单位 printed above the first title
            continue
        if lead is not None and not kept:
            part.top = lead
        kept.append(part)
    return kept
