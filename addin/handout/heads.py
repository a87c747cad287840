"""其他工作表的表头 (heads of further sheets): which column of a slot of rows a head of the register means."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..forms.lexicon import lexicon
from ..forms.text import bare
from ..grid import Grid
from .rows import INDICATORS, LEVELS, Slot

_YEAR = re.compile(r"20\d\d年度?")
_NAMES = frozenset(
    ("名称", "项目名称", "项目", "事项", "事项名称", "专项名称", "专项资金名称", "科目名称", "支出项目", "资金名称")
)
_CODES = frozenset(("编码", "代码", "科目编码", "科目代码", "功能科目编码", "功能分类科目编码", "支出功能分类科目编码", "经济分类科目编码"))  # fmt: skip
_PROJECTS = frozenset(("项目", "项目名", "所属项目", "项目全称"))
#: a head stands in one of so many rows above the first row
_ABOVE = 6


def is_project(words: str) -> bool:
    """是否项目名称."""
    hit = lexicon().info.find(words)
    return bare(words) in _PROJECTS or (hit is not None and hit.field == "project")


def is_indicator(words: str) -> bool:
    """是否指标名称: 三级指标, 指标名称 …, but not a level above it."""
    hit = lexicon().indicator.find(words)
    return hit is not None and hit.field == "level3"


def printed(slot: Slot, grid: Grid) -> dict[str, str]:
    """印好的表头: head of each column that may be filled -> field, nearest row first."""
    first = min(slot.section.rows)
    block = slot.placed.blocks[slot.section.block]
    found: dict[str, str] = {}
    for field, column in slot.columns.items():
        for row in range(min(first, block.first) - 1, max(0, block.first - _ABOVE), -1):
            text = bare(grid.shown(row, column).text)
            if text:
                found.setdefault(text, field)
                found.setdefault(_YEAR.sub("", text), field)
    return found


def meaning(words: str, slot: Slot, heads: Mapping[str, str]) -> str | None:
    """表头的含义: the field of the slot's columns, ``level1`` or ``level2``; None for nothing.

    Args:
        words: the head. heads: as ``printed`` gave them.
    """
    word = bare(words)
    columns = slot.columns
    sections = {INDICATORS: lexicon().indicator, "items": lexicon().basic, "budget": lexicon().money, "projects": lexicon().money}  # fmt: skip
    if "name" in columns and word in _NAMES:
        return "name"
    if "code" in columns and word in _CODES:
        return "code"
    found = heads.get(word) or heads.get(_YEAR.sub("", word)) if not _YEAR.search(word) else heads.get(word)
    if found is not None:
        return found
    section = sections.get(slot.block)
    hit = section.find(_YEAR.sub("", words)) if section is not None else None
    if hit is None or (_YEAR.search(word) and not _same_year(word, hit.field, heads)):
        return None
    return hit.field if hit.field in columns or (slot.block == INDICATORS and hit.field in LEVELS) else None


def _same_year(word: str, field: str, heads: Mapping[str, str]) -> bool:
    """A head that names a year means a column of that year, or one that names none."""
    years = {found.group()[:4] for text, one in heads.items() if one == field and (found := _YEAR.search(text))}
    return not years or _YEAR.findall(word)[0][:4] in years
