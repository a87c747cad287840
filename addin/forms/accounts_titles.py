"""部门决算公开表的标题 (titles of the final accounts): where a table begins, which one it is, what stands around its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Optional

from .accounts_words import Words
from .facts import money_unit
from .model import Bound
from .sheet import Sheet
from .text import fold, key, year_in

_NUMBER = re.compile(r"公开0?(\d{1,2})表|^(?:附)?表0?(\d{1,2})$|^GK0?(\d{1,2})", re.I)
_UNIT = re.compile(r"^(?:编制|填报|公开|填表)?(?:单位|部门)(?:名称)?[(（]?(?:盖章|公章)?[)）]?[:：](?P<name>.*)$")
_LABEL_ALONE = re.compile(r"^(?:编制|填报|公开|填表)(?:单位|部门)(?:名称)?[:：]?$")
_MONEY = re.compile(r"(金额)?单位[:：](人民币)?[亿万千]?元|^[亿万千]?元$")
_NEXT = re.compile(r"\s{2,}|\u3000+|(?=金额单位)|(?=(?<!编制)(?<!填报)单位[:：])")
_SENTENCE = re.compile(r"[。；;，,！!？?：:]|^注")
_LONGEST = 60
#: facts stand at most so many rows around the title
_AROUND = 5


@dataclass
class Heading:
    """一张表的起头: the title's row, the table it names and what is printed around it."""

    row: int
    table: int
    title: str
    number: Optional[int] = None
    unit: str = ""
    unit_cell: Optional[Bound] = None
    year: Optional[int] = None
    year_cell: Optional[Bound] = None
    money: str = ""


def find_headings(sheet: Sheet, words: Words) -> List[Heading]:
    """找各表的标题: by name; where no name is known, 公开01表 to 公开09表 by number.

    Args:
        sheet: the sheet. words: the words of the final accounts.

    Returns:
        headings from top to bottom. Lists of contents name tables too; they have no head below and are dropped later.
    """
    found: List[Heading] = []
    for row in sheet.row_numbers:
        for item in sheet.rows[row]:
            if item.numeric or "表" not in item.text or len(item.text) > _LONGEST or _SENTENCE.search(item.text):
                continue
            table = words.table_of(item.text)
            if table is not None:
                found.append(Heading(row, table, fold(item.text), _number(item.text)))
                break
    if not found:
        found = _by_number(sheet, words)
    return found


def _by_number(sheet: Sheet, words: Words) -> List[Heading]:
    """Without any title: the sheet's own name, then 公开01表 by the usual numbering."""
    first = sheet.row_numbers[0] if sheet.row_numbers else 1
    table = words.table_of(sheet.grid.name) or words.table_of(sheet.grid.name + "表")
    if table is not None:
        # the table may begin with its head
        return [Heading(first - 1, table, words.names[table], _number(sheet.grid.name))]
    for row in sheet.row_numbers[:_AROUND]:
        for item in sheet.rows[row]:
            number = _number(item.text) if "公开" in item.text and len(item.text) <= 12 else None
            if number in words.names:
                return [Heading(row, number, words.names[number], number)]
    return []


def _number(text: str) -> Optional[int]:
    match = _NUMBER.search(key(text))
    return int(next(group for group in match.groups() if group)) if match else None


def read_around(sheet: Sheet, heading: Heading, top: int, head: int) -> None:
    """读标题上下的说明: 公开xx表, 编制单位, 年度, 金额单位.

    Args:
        sheet: the sheet. heading: filled in place. top: first row that can belong to the table. head: first row of its head.
    """
    heading.year = year_in(heading.title)
    for row in sheet.between(max(top, heading.row - 3), head - 1):
        items = sheet.rows[row]
        for at, item in enumerate(items):
            if item.numeric and row != heading.row and _is_year(item.text):
                _take_year(sheet, heading, row, item.left, item.text)
                continue
            if len(item.text) > 2 * _LONGEST:
                continue
            if heading.number is None:
                heading.number = _number(item.text)
            text = fold(item.text)
            if not heading.money and _MONEY.search(key(text)):
                heading.money = money_unit([text]) or money_unit([f"单位：{text}"])
            _take_unit(sheet, heading, item.row, item.left, item.text, items[at + 1] if at + 1 < len(items) else None)
            if row != heading.row and "年" in text and not _UNIT.match(_NEXT.split(key(item.text))[0]):
                _take_year(sheet, heading, row, item.left, text)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"20\d{2}(年度?)?", key(text)))


def _take_year(sheet: Sheet, heading: Heading, row: int, column: int, text: str) -> None:
    year = year_in(text)
    if year is not None and heading.year_cell is None:
        heading.year_cell = sheet.bound(row, column)
        heading.year = heading.year or year


def _take_unit(sheet: Sheet, heading: Heading, row: int, column: int, text: str, following: object) -> None:
    if heading.unit:
        return
    piece = fold(_NEXT.split(text.strip())[0])
    match = _UNIT.match(piece)
    if match and match.group("name").strip() and not _MONEY.search(key(piece)):
        heading.unit, heading.unit_cell = match.group("name").strip(), sheet.bound(row, column)
        return
    if (_LABEL_ALONE.match(piece) or (match and not match.group("name").strip())) and following is not None:
        beside = getattr(following, "text", "")
        if beside and not _MONEY.search(key(beside)) and not _is_year(beside) and "年度" not in beside:
            heading.unit, heading.unit_cell = fold(beside), sheet.bound(row, getattr(following, "left", column))
