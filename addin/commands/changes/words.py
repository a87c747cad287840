"""措辞 (words): where something changed and how, in the words of the form and of an accountant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...forms.text import fold, looks_numeric
from ...grid import Cell, Grid, Position
from . import model
from .fields import Field, line_of

#: longer texts are told by the part that differs, with so many characters around it
_LONGEST, _AROUND = 60, 12
_LONGEST_FORMULA = 80
_LONGEST_LABEL = 20
_SENTENCE = re.compile("[。；，]")
_MONEY_FIELDS = frozenset(("initial", "full_year", "executed", "forecast", "previous", "budget", "current"))
BLANK = "空白"
_LABEL = re.compile(r"^[^:：\d]{1,12}[:：]\s*")


def place_of(sheet: str, old: Field, new: Field) -> str:
    """一栏在哪里: 附件1 第 12 行“维修校舍面积” 全年完成值."""
    if not new.item:
        return f"{sheet} {new.words}"
    at, before = line_of(new.bound), line_of(old.bound)
    where = f"第 {at} 行" + (f"（原第 {before} 行）" if at != before else "")
    return f"{sheet} {where}“{quoted(new.item)}” {new.words}"


def quoted(text: str) -> str:
    """引号内的文字: double quotation marks inside become single ones.

    >>> quoted("“三公经费”变动率")
    '‘三公经费’变动率'
    """
    return text.translate({ord("“"): "‘", ord("”"): "’", ord('"'): "'"})


def cell_place(grid: Grid, where: Position, sheet: str) -> str:
    """表外一格在哪里: its address and the label beside or above it."""
    label = _label_near(grid, where)
    return f"{sheet} {grid.label(*where)}" + (f"（{label}）" if label else "")


def _label_near(grid: Grid, where: Position) -> str:
    row, column = where
    beside = _texts(grid, where, ((row, at) for at in range(column - 1, max(column - 9, 0), -1)))
    above = _texts(grid, where, ((at, column) for at in range(row - 1, max(row - 4, 0), -1)))
    near = [*beside[:1], *above[:1], *beside[1:]]
    return next((text for text in near if len(text) <= _LONGEST_LABEL and not _SENTENCE.search(text)), "")


def _texts(grid: Grid, where: Position, places: Iterable[Position]) -> list[str]:
    """The words seen at these places, nearest first."""
    anchors = dict.fromkeys(grid.anchor(*at) for at in places)
    found = (fold(grid[at].text) for at in anchors if at != where)
    return [text for text in found if text and not looks_numeric(text)]


def shown(cell: Cell, field: Field | None = None) -> str:
    """所见的内容, with the row's unit where a bare number stands; “空白” for nothing."""
    text = cell.text.strip()
    if field is not None and field.part in ("grade", "facts"):
        text = _LABEL.sub("", text)  # 等级：优 stands in one cell
    if not text:
        return "公式没有算出值" if cell.formula is not None and cell.value is None else BLANK
    return text + (_unit_of(field, text) if field is not None else "")


def _unit_of(field: Field, text: str) -> str:
    if not looks_numeric(text) or not text[-1].isdigit():
        return ""
    if field.part in ("income", "expenditure", "cells") or field.name in _MONEY_FIELDS:
        return field.form.money_unit
    if field.name in ("target", "actual") and field.row is not None:
        return fold(field.row.text("unit"))
    return ""


def change_words(kind: str, old: Cell, new: Cell, before: str, after: str) -> str:
    """怎样改的.

    Args:
        kind: of the change. old, new: the cells. before, after: what is shown, in words.
    """
    changed = f"显示由 {before} 变为 {after}" if before != after else f"显示没有变（{before}）"
    if kind == model.FORMULA_REMOVED:
        return f"原由公式 {_formula(old)} 算出，现在直接填写，{changed}"
    if kind == model.FORMULA_ADDED:
        return f"原来直接填写，现由公式 {_formula(new)} 算出，{changed}"
    if kind == model.FORMULA:
        return f"公式由 {_formula(old)} 改为 {_formula(new)}，{changed}"
    if kind == model.FORMAT:
        return f"存的数没有变，显示由 {before} 变为 {after}"
    if kind == model.STORED:
        return f"显示仍为 {after}，存的内容由{_stored(old)} 改为{_stored(new)}"
    if kind == model.SPACING:
        return f"只有空格、换行不同：{excerpt(after, before)[0]}"
    if BLANK in (before, after):
        return f"原为空白，填为 {clip(after)}" if before == BLANK else f"由 {clip(before)} 改为空白"
    one, other = excerpt(before, after)
    return f"随之由 {one} 变为 {other}" if kind == model.CONSEQUENCE else f"由 {one} 改为 {other}"


def _formula(cell: Cell) -> str:
    text = f"={(cell.formula or '').removeprefix('=')}"
    return text if len(text) <= _LONGEST_FORMULA else text[: _LONGEST_FORMULA - 1] + "…"


def _stored(cell: Cell) -> str:
    if isinstance(cell.value, str):
        return f"文字“{clip(cell.value.strip())}”"
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        return f"数 {cell.value:.15g}"
    return BLANK if cell.value is None else f" {cell.value} "


def clip(text: str) -> str:
    """截短长文字.

    >>> clip("甲" * 70).endswith("…（共 70 字）")
    True
    """
    flat = fold(text)
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 10]}…（共 {len(flat)} 字）"


def excerpt(old: str, new: str) -> tuple[str, str]:
    """两段文字不同的地方: the whole of short texts, of long ones what differs with a little around it.

    >>> excerpt("100", "120")
    ('100', '120')
    >>> excerpt("甲" * 60 + "维修2400平方米" + "乙" * 60, "甲" * 60 + "维修2600平方米" + "乙" * 60)
    ('…甲甲甲甲甲甲甲甲甲维修2400平方米乙乙乙乙乙乙乙…', '…甲甲甲甲甲甲甲甲甲维修2600平方米乙乙乙乙乙乙乙…')
    """
    one, other = fold(old), fold(new)
    if max(len(one), len(other)) <= _LONGEST:
        return one, other
    head = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    rest = min(len(one), len(other)) - head
    tail = next((at for at, (a, b) in enumerate(zip(one[::-1], other[::-1])) if a != b or at >= rest), rest)
    start = max(head - _AROUND, 0)

    def piece(text: str) -> str:
        end = min(len(text) - tail + _AROUND, len(text))
        found = text[start:end]
        if len(found) > 3 * _LONGEST:
            found = f"{found[: 3 * _LONGEST]}…（共 {len(text)} 字）"
            return ("…" if start else "") + found
        return ("…" if start else "") + found + ("…" if end < len(text) else "")

    return piece(one), piece(other)
