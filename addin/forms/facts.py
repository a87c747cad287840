"""说明项 (facts): unit, department, project, year, money unit and grade printed around the tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Set

from .lexicon import Lexicon
from .model import Bound
from .parts import Part
from .sheet import Item, Sheet, Span
from .text import bare, fold, key, split_colon, year_in

_MONEY_UNIT = re.compile(
    r"[(](?:金额)?(?:单位)?[:]?(?:人民币)?(亿元|万元|千元|元)[)]|(?:金额|货币|计量)?单位[:]?(?:人民币)?(亿元|万元|千元|元)(?![\u4e00-\u9fff])"
)
_NEXT_LABEL = re.compile(r"\s{2,}|\u3000+|(?=(?:金额)?单位[:：])|(?=填报日期)|(?=填报时间)|(?=金额[:：])")
_PLACE_HOLDER = re.compile(r"^[\s_—\-/\\()（）盖章公签]*$")


@dataclass
class Facts:
    """说明项: field -> value cell; ``texts`` the printed values, ``ranks`` how good the label was."""

    cells: Dict[str, Bound] = field(default_factory=dict)
    texts: Dict[str, str] = field(default_factory=dict)
    ranks: Dict[str, int] = field(default_factory=dict)
    labels: Dict[str, str] = field(default_factory=dict)

    def take(self, name: str, rank: int, label: str, text: str, cell: Optional[Bound]) -> None:
        """记下一项, unless a better label said it before."""
        if name in self.ranks and (self.ranks[name] <= rank and self.texts.get(name)):
            return
        self.ranks[name], self.texts[name], self.labels[name] = rank, text, label
        if cell is not None:
            self.cells[name] = cell


def read_facts(sheet: Sheet, part: Part, words: Lexicon, skip: Set[int]) -> Facts:
    """读说明项: label and value pairs of a part, in one cell with a colon or in two cells.

    Args:
        sheet: the sheet.
        part: the part.
        words: the lexicon.
        skip: rows that belong to a table.
    """
    facts = Facts()
    waiting, names = sorted(part.indicator, key=lambda head: head.top), None
    for row in sheet.between(part.top, part.bottom):
        if row not in sheet.labels:
            continue
        while waiting and waiting[0].bottom < row:
            names = waiting.pop(0).spans.get("level3")
        items = sheet.rows[row]
        if row in skip or (names and any(names.left <= item.left <= names.right for item in items[1:])):
            continue  # heads and indicators: their words are no labels of the form
        for number, item in enumerate(items):
            if not item.label:
                continue
            _read_pair(sheet, words, facts, item, items[number + 1] if number + 1 < len(items) else None)
    return facts


def _read_pair(sheet: Sheet, words: Lexicon, facts: Facts, item: Item, following: Optional[Item]) -> None:
    inside = split_colon(item.text) if len(item.text) <= 200 else None
    if inside and inside[1]:
        hit = words.info.find(inside[0])
        if hit:
            value = fold(_NEXT_LABEL.split(inside[1])[0])
            value = "" if _PLACE_HOLDER.match(value) else value
            facts.take(hit.field, hit.rank, bare(inside[0]), value, sheet.bound(item.row, item.left))
        return
    hit = words.info.find(item.text)
    if hit is None:
        return
    beside = following if following and following.left == item.right + 1 else None
    if beside is None and following and not _between_filled(sheet, item, following) and not _is_label(words, following):
        beside = following if following.left - item.right <= 3 else None
    if beside is not None and _is_label(words, beside):
        beside = None
    cell = sheet.bound(item.row, beside.left if beside else item.right + 1)
    facts.take(hit.field, hit.rank, bare(item.text), fold(beside.text) if beside else "", cell)


def _between_filled(sheet: Sheet, item: Item, following: Item) -> bool:
    return bool(sheet.items_in(item.row, Span(item.right + 1, following.left - 1)))


def _is_label(words: Lexicon, item: Item) -> bool:
    if item.numeric:
        return False
    return any(section.find(item.text) for section in (words.info, words.money, words.goal, words.amounts))


def money_unit(texts: List[str]) -> str:
    """金额单位: the first of 亿元, 万元, 千元, 元 that the texts state in brackets or after 单位：.

    >>> money_unit(["项目资金（万元）"]), money_unit(["金额单位：人民币元"]), money_unit(["单位：某某学院"])
    ('万元', '元', '')
    """
    for text in texts:
        match = _MONEY_UNIT.search(key(text))
        if match:
            return match.group(1) or match.group(2)
    return ""


def money_texts(sheet: Sheet, part: Part) -> List[str]:
    """可能说明金额单位的文字, nearest first: the money table's own labels, then the lines above it."""
    heads = part.money or part.basic
    texts: List[str] = []
    for head in heads:
        merged = [sheet.item_at(head.top, cover.left) for cover in sheet.merges_at(head.top)]
        texts += [item.text for item in merged if item]
        end = min(part.end_of(head.bottom), head.bottom + 12)
        for row in sheet.between(head.top, end):
            texts += [item.text for item in sheet.rows[row] if item.text and not item.numeric]
    first = min((head.top for head in heads + part.indicator + part.staff), default=part.bottom)
    for row in sheet.between(part.top, first):
        items = [item for item in sheet.rows[row] if item.text and not item.numeric]
        texts += [item.text for item in items]
        texts += [f"{one.text}:{two.text}" for one, two in zip(items, items[1:]) if bare(one.text).endswith("单位")]
    return texts


def year_of(sheet: Sheet, part: Part, facts: Facts) -> Optional[int]:
    """年度: from the title, the lines around it, the item 年度, the labels of a basic table, the sheet's name."""
    if part.title:
        found = year_in(part.title.text)
        if found:
            return found
    first = min((head.top for head in part.money + part.indicator + part.staff + part.basic), default=part.bottom)
    for row in sheet.between(part.top, first - 1):
        for item in sheet.rows[row]:
            if item.text and len(item.text) <= 30 and ("年度" in key(item.text) or len(sheet.rows[row]) == 1):
                found = year_in(item.text)
                if found and "年" in key(item.text):
                    return found
    if facts.texts.get("year"):
        found = year_in(facts.texts["year"])
        if found:
            return found
    return year_in(sheet.grid.name)
