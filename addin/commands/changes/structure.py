"""结构的改动 (structure): sheets and forms that came or went, what was hidden, what protection was taken off."""

from __future__ import annotations

from collections.abc import Iterator

from ...grid import Grid, Range, column_letters
from ..check import kind_name
from . import model
from .lines import Lines
from .model import Change
from .pairing import Pairing, SheetPair
from .source import Sheet

_PROTECTION = {"": "没有保护", "open": "已保护，没有密码", "password": "已用密码保护"}


def sheet_list_changes(pairing: Pairing, named: bool) -> Iterator[Change]:
    """工作表的增减和改名.

    Args:
        pairing: of the files. named: False where sheets have no names of their own (Word tables).
    """
    for kind, verb, sheets in (
        (model.SHEET_REMOVED, "删去", pairing.removed),
        (model.SHEET_ADDED, "新增", pairing.added),
    ):
        for sheet in sheets:
            yield _whole_sheet(kind, verb, sheet)
    for pair in pairing.pairs:
        old, new = pair.old.name, pair.new.name
        if named and old != new:
            yield Change(model.SHEET_RENAMED, f"工作表“{old}”改名为“{new}”", new, old=old, new=new)


def _whole_sheet(kind: str, verb: str, sheet: Sheet) -> Change:
    forms = "、".join(dict.fromkeys(form.title or kind_name(form.kind) for form in sheet.forms))
    about = f"，内有 {forms}" if forms else f"，{len(sheet.texts)} 格有内容" if sheet.texts else "，是空表"
    hidden = "（隐藏的）" if sheet.grid.hidden else ""
    cells = tuple(sheet.grid.label(*where) for where, cell in sheet.grid if not cell.is_blank)
    change = Change(kind, f"{verb}工作表{hidden}“{sheet.name}”{about}", sheet.name, form=forms, cells=cells)
    text = {"new" if kind == model.SHEET_ADDED else "old": sheet.name}
    doubt = "少了一张有表单的工作表" if kind == model.SHEET_REMOVED and forms else ""
    doubt = "新增的工作表是隐藏的" if kind == model.SHEET_ADDED and hidden else doubt
    return Change(**{**vars(change), **text, "suspicion": doubt})


def form_changes(pair: SheetPair) -> Iterator[Change]:
    """表单的增减: a form that is no longer recognised has lost a head that it needs."""
    for old, new in pair.forms:
        form = old or new
        if form is None or (old and new):
            continue
        title = form.title or kind_name(form.kind)
        if old:
            yield Change(
                model.FORM_REMOVED, f"{pair.new.name}：“{title}”认不出来了，请核对表头是否被改动", pair.new.name,
                str(form.area), title, old=title, suspicion="原来能识别的表单现在识别不出来",
            )  # fmt: skip
        else:
            message = f"{pair.new.name}：新识别出“{title}”"
            yield Change(model.FORM_ADDED, message, pair.new.name, str(form.area), title, new=title)


def hidden_changes(pair: SheetPair) -> Iterator[Change]:
    """隐藏和取消隐藏: the sheet, its rows and columns."""
    name, old, new = pair.new.name, pair.old.grid, pair.new.grid
    if old.hidden != new.hidden:
        yield _visibility(new.hidden, f"工作表“{name}”", name, "", bool(pair.new.texts))
    filled_rows = {row for (row, _), cell in new if not cell.is_blank}
    filled_columns = {column for (_, column), cell in new if not cell.is_blank}
    sides = (
        (old.hidden_rows, new.hidden_rows, pair.lines, filled_rows, _rows_label),
        (old.hidden_columns, new.hidden_columns, pair.columns, filled_columns, _columns_label),
    )
    for was, now, lines, filled, label in sides:
        before = frozenset(_partner(lines, one) for one in was)
        for hidden, numbers in ((True, now - before), (False, before - now)):
            for first, last in _runs(sorted(numbers)):
                content = any(at in filled for at in range(first, last + 1))
                words, cell = label(first, last)
                yield _visibility(hidden, f"{name} {words}", name, cell, content)


def _partner(lines: Lines, number: int) -> int:
    return lines.forward.get(number, number)


def _visibility(hidden: bool, what: str, sheet: str, cell: str, content: bool) -> Change:
    about = "" if content else "，没有内容"
    message = f"{what}{'被隐藏' if hidden else '取消了隐藏'}{about}"
    states = ("可见", "隐藏") if hidden else ("隐藏", "可见")
    return Change(
        model.HIDDEN if hidden else model.SHOWN, message, sheet, cell, old=states[0], new=states[1],
        suspicion="有内容的部分被隐藏" if hidden and content else "",
    )  # fmt: skip


def _rows_label(first: int, last: int) -> tuple[str, str]:
    return (f"第 {first} 行" if first == last else f"第 {first}—{last} 行"), f"{first}:{last}"


def _columns_label(first: int, last: int) -> tuple[str, str]:
    one, other = column_letters(first), column_letters(last)
    return (f"{one} 列" if first == last else f"{one}—{other} 列"), f"{one}:{other}"


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    start = last = None
    for number in numbers:
        if last is not None and number != last + 1:
            yield start or 0, last
            start = number
        start = number if start is None else start
        last = number
    if last is not None:
        yield start or 0, last


def protection_changes(pair: SheetPair) -> Iterator[Change]:
    """工作表保护的改动, and cells that were unlocked under it."""
    old, new, name = pair.old.grid, pair.new.grid, pair.new.name
    if old.protection != new.protection:
        one, other = _PROTECTION[old.protection], _PROTECTION[new.protection]
        doubt = "原有的工作表保护被取消" if old.protection and not new.protection else ""
        message = f"工作表“{name}”的保护：由“{one}”改为“{other}”"
        yield Change(model.PROTECTION, message, name, old=one, new=other, suspicion=doubt)
    elif new.protection:
        for to_locked, doubt in ((False, "锁定的格被解除锁定"), (True, "")):
            cells = _relocked(pair, old, new, to_locked)
            if cells:
                word = "被锁定" if to_locked else "被解除锁定"
                states = ("可填", "锁定") if to_locked else ("锁定", "可填")
                message = f"{name} {'、'.join(cells[:5])}{' 等' if len(cells) > 5 else ''} {len(cells)} 格{word}"
                yield Change(model.PROTECTION, message, name, cells[0], old=states[0], new=states[1], suspicion=doubt)


def _relocked(pair: SheetPair, old: Grid, new: Grid, to_locked: bool) -> list[str]:
    found = []
    for (row, column), cell in new:
        here = pair.lines.back.get(row), pair.columns.back.get(column)
        if cell.is_blank or None in here or cell.locked is not to_locked:
            continue
        before = old[here]  # type: ignore[index]
        if not before.is_blank and before.locked is not to_locked:
            found.append(str(Range(row, column, row, column)))
    return found
