"""标题 (titles): what a title says about a form: its kind and year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Optional

from . import model
from .lexicon import Lexicon
from .sheet import Sheet
from .text import fold, key

#: a title has at most this many characters and stands in a row of at most this many cells
_LONGEST_TITLE, _MOST_CELLS = 60, 4
_TABLE_NUMBER = re.compile(r"^(附件|附表|表|公开)?[-—\d一二三四五六七八九十]*(表)?[:：]?$")
_GENERIC = re.compile(r"(绩效)?自评(情况)?表|绩效评价表")
#: a title ends in 表, perhaps with a bracket or number behind it, and is no sentence
_SHAPE = re.compile(r"^[^。;；,，!?]*(表|基础数据)[》\"”]?(\([^()]*\)|[-—_~\d一二三四五六七八九十年度*:])*$")


@dataclass(frozen=True)
class Title:
    """标题行: its rows, the text with white space folded, the kind it names ("" for a bare 绩效自评表)."""

    top: int
    bottom: int
    text: str
    kind: str


def kind_of(text: str, words: Lexicon) -> Optional[str]:
    """标题说的是哪种表: a kind, "" for a bare 绩效自评表, None when it is no title of ours.

    >>> from .lexicon import lexicon
    >>> kind_of("2023 年度部门 (单位) 整体支出绩效自评表", lexicon()), kind_of("项目绩效自评汇总表", lexicon())
    ('unit', None)
    """
    folded = key(text)
    if len(folded) > _LONGEST_TITLE or not _SHAPE.match(folded) or words.other_titles.search(folded):
        return None
    for kind in (model.BASIC, model.SCORECARD, model.UNIT, model.PROJECT, model.FUND):
        if words.kind(kind).titles.search(folded):
            if (
                kind == model.PROJECT
                and "项目支出" not in folded
                and words.kind(model.FUND).titles.search(folded)
                and "专项资金" in folded
            ):
                return model.FUND
            return kind
    return "" if _GENERIC.search(folded) else None


def is_other(text: str, words: Lexicon) -> bool:
    """是否别的表的标题: 申报表, 监控表, 汇总表 and the like."""
    folded = key(text)
    return len(folded) <= _LONGEST_TITLE and "表" in folded and bool(words.other_titles.search(folded))


def row_text(sheet: Sheet, row: int) -> str:
    """可能是标题的一行: the row's text when it holds few cells and no figures, otherwise ""."""
    items = sheet.rows.get(row, [])
    texts = [item.text for item in items if item.text]
    if (
        not texts
        or len(texts) > _MOST_CELLS
        or any(item.numeric and not _TABLE_NUMBER.match(key(item.text)) for item in items)
    ):
        return ""
    joined = "".join(texts)
    return joined if len(key(joined)) <= 2 * _LONGEST_TITLE else ""


def _candidates(sheet: Sheet, row: int) -> List[str]:
    items = sheet.rows.get(row, [])
    return [item.text for item in items if item.text and len(item.text) <= 2 * _LONGEST_TITLE]


def find_titles(sheet: Sheet, words: Lexicon) -> List[Title]:
    """找标题: all titles on a sheet, also those broken over two or three rows."""
    found: List[Title] = []
    below = 0
    named = [_names_a_table(sheet, row) for row in sheet.row_numbers]
    for at, row in enumerate(sheet.row_numbers):
        if row <= below or not any(named[at : at + 3]) or not row_text(sheet, row):
            continue
        title = _alone(sheet, row, words) or _broken(sheet, at, words)
        if title is None:
            continue
        above = sheet.row_numbers[at - 1] if at else 0
        if above > below and above == row - 1 and _is_first_half(sheet, above, words):
            title = Title(above, title.bottom, fold(row_text(sheet, above)) + title.text, title.kind)
        title = Title(_preamble_top(sheet, title.top, below), title.bottom, title.text, title.kind)
        found.append(title)
        below = title.bottom
    return found


def _preamble_top(sheet: Sheet, top: int, below: int) -> int:
    """附件2, 公开14表 right above a title belong to it, not to the table that ends there."""
    while top - 1 > below:
        text = key(row_text(sheet, top - 1))
        if not text or not _TABLE_NUMBER.match(text) or not re.match(r"附件|附表|公开|表", text):
            break
        top -= 1
    return top


def _names_a_table(sheet: Sheet, row: int) -> bool:
    items = sheet.rows[row]
    return len(items) <= _MOST_CELLS + 2 and any(
        "表" in item.text or "基础数据" in key(item.text[:200]) for item in items
    )


def _alone(sheet: Sheet, row: int, words: Lexicon) -> Optional[Title]:
    for text in [*_candidates(sheet, row), row_text(sheet, row)]:
        kind = kind_of(text, words)
        if kind is not None:
            return Title(row, row, fold(text), kind)
    return None


def _broken(sheet: Sheet, at: int, words: Lexicon) -> Optional[Title]:
    """A title whose rows only together name a form: 整体支出 / 绩效评价基础数据表."""
    row = sheet.row_numbers[at]
    text, bottom = row_text(sheet, row), row
    for following in sheet.row_numbers[at + 1 : at + 3]:
        more = row_text(sheet, following)
        if not more or _TABLE_NUMBER.match(key(text)) or following - bottom > 2 or ":" in key(text):
            return None
        alone = _alone(sheet, following, words)
        if alone is not None and alone.kind:
            return None
        text, bottom = text + more, following
        kind = kind_of(text, words)
        if kind is not None:
            return Title(row, bottom, fold(text), kind)
    return None


def _is_first_half(sheet: Sheet, row: int, words: Lexicon) -> bool:
    """Whether a row reads like the first half of a title: 2023年度部门（单位）, without label, number or full stop."""
    items = sheet.rows[row]
    text = key(row_text(sheet, row))
    if (
        len(items) != 1
        or not text
        or len(text) > 40
        or _TABLE_NUMBER.match(text)
        or re.search(r"[:。;;，,!?]|表$|^附", text)
    ):
        return False
    if re.fullmatch(r"[(]?20[0-9]{2}年(度)?[)]?", text):
        return False
    return bool(re.search(r"年度|部门|单位|项目|专项|支出", text)) and words.info.find(items[0].text) is None
