"""部门决算公开表的各行 (rows of the final accounts): amounts by row key and column key."""

from __future__ import annotations

import re
from typing import Dict, List, Tuple

from .accounts_heads import Columns, column_keys
from .accounts_model import Accounts
from .accounts_words import Words, label_of
from .model import Bound
from .sheet import Item, Sheet
from .text import bare, fold, key

_CODE = re.compile(r"^\d{3}(\d{2}){0,2}$")
_PIECE = re.compile(r"^\d{2,7}$")
_TOTALS = ("合计", "总计")
_NOTE = re.compile(r"^(注|备注|说明|\*)")


def read_summary(sheet: Sheet, form: Accounts, head: Columns, end: int, words: Words) -> List[str]:
    """读总表 (公开01、04表): 收入 on the left, 支出 on the right.

    Returns:
        labels that are missing; empty when it was read.
    """
    items = [column for column in head.of(words, "item") if _starts(sheet, head, column)]
    if len(items) < 2:
        return ["收入和支出两处“项目”"]
    left, right = items[0], items[1]
    last = max(head.texts)
    halves = ((left, range(left, right)), (right, range(right, last + 1)))
    missing: List[str] = []
    for side, (column, span) in enumerate(halves):
        columns = column_keys(head, words, form.table, [one for one in span if one != column])
        if form.table == 4 and side == 1 and "sum" not in columns:
            missing.append("支出的“合计”")
        if (form.table == 1 or side == 0) and "amount" not in columns:
            columns.setdefault("amount", columns.get("sum", 0))
            if not columns["amount"]:
                missing.append(("收入" if side == 0 else "支出") + "的“金额”")
                continue
        if form.table == 1 or side == 0:
            columns = {"amount": columns["amount"]}
        _read_half(sheet, form, (column, side), columns, (head.bottom + 1, end), words)
    return missing


def _starts(sheet: Sheet, head: Columns, column: int) -> bool:
    """A merged 项目 counts once."""
    return (
        column - 1 not in head.texts
        or head.texts[column - 1][-1:] != head.texts[column][-1:]
        or not _merged(sheet, head, column)
    )


def _merged(sheet: Sheet, head: Columns, column: int) -> bool:
    return any(
        cover.left < column <= cover.right for row in range(head.top, head.bottom + 1) for cover in sheet.merges_at(row)
    )


def _read_half(
    sheet: Sheet, form: Accounts, where: Tuple[int, int], columns: Dict[str, int], rows: Tuple[int, int], words: Words
) -> None:
    column, side = where
    after_opening = False
    for row in sheet.between(*rows):
        item = sheet.item_at(row, column)
        if item is None or item.row != row or item.numeric:
            continue
        if _NOTE.match(key(item.text)):
            break
        if key(item.text).startswith("其中"):
            continue  # part of the row above, which is counted already
        label = label_of(item.text)
        name = words.functions.get(label, "") if side else ""
        name = name or words.lines.get(label, "")
        if not name:
            continue
        if name == "opening":
            after_opening = True
        elif after_opening and name in ("general", "fund", "capital"):
            name = f"opening_{name}"
        if name == "total":
            name = "expenditure_total" if side else "income_total"
        if name in form.names:
            continue
        form.names[name] = fold(item.text)
        for key_, at in columns.items():
            form.cells[name, key_] = sheet.bound(row, at)


def read_coded(sheet: Sheet, form: Accounts, head: Columns, end: int, words: Words) -> List[str]:
    """读按科目列的表 (公开02、03、05、07、08表): one code a row, and 合计."""
    codes, names = head.of(words, "code"), head.of(words, "name")
    columns = column_keys(head, words, form.table)
    missing = []
    if not codes and not names:
        missing.append("科目编码或科目名称")
    if not {"sum", "basic", "project", "fiscal", "income"} & set(columns):
        missing.append("本年收入合计" if form.table == 2 else "本年支出")
    if missing:
        return missing
    claimed = set(columns.values())
    labels = [column for column in range(sheet.first_column, sheet.last_column + 1) if column not in claimed]
    for row in sheet.between(head.bottom + 1, end):
        items = [item for item in sheet.rows[row] if item.left in labels and item.row == row]
        if items and _NOTE.match(key(items[0].text)):
            break
        name = _row_key(items, codes)
        if not name:
            continue
        printed = next((item.text for item in items if item.left in names and not item.numeric), "")
        first = next((bound for (one, _), bound in form.cells.items() if one == name), None)
        if name in form.names and first is not None:
            form.doubles.append((name, sheet.bound(row, items[0].left)))
            continue
        form.names[name] = fold(printed) or name
        for key_, at in columns.items():
            form.cells[name, key_] = sheet.bound(row, at)
    return []


def _row_key(items: List[Item], codes: List[int]) -> str:
    if any(bare(item.text) in _TOTALS for item in items):
        return "total"
    pieces = [key(item.text) for item in items if item.left in codes]
    pieces = [re.sub(r"\.0+$", "", piece) for piece in pieces]
    return join_code([piece for piece in pieces if _PIECE.match(piece)])


def join_code(pieces: List[str]) -> str:
    """拼科目编码: 205 | 03 | 02 in three columns is one code; the longest one where each column repeats the former.

    >>> join_code(["205", "03", "02"]), join_code(["205", "20503"]), join_code(["2050302"]), join_code(["12"])
    ('2050302', '20503', '2050302', '')
    """
    code = ""
    for piece in pieces:
        code = piece if code and piece.startswith(code) else code + piece
    return code if _CODE.match(code) else ""


def read_basic(sheet: Sheet, form: Accounts, head: Columns, end: int, words: Words) -> List[str]:
    """读基本支出表 (公开06表): blocks of 编码, 名称, 金额 side by side, or one list with 人员经费 and 公用经费."""
    columns = column_keys(head, words, 6)
    if {"staff", "office"} <= set(columns) and len(head.of(words, "amount")) < 2:
        missing = read_coded(sheet, form, head, end, words)
        for name, column in (("staff_total", "staff"), ("office_total", "office"), ("total", "sum")):
            if ("total", column) in form.cells:
                form.cells[name, "amount"] = form.cells["total", column]
        return missing
    codes, amounts = head.of(words, "code"), head.of(words, "amount")
    if not codes or not amounts:
        return [word for word, found in (("科目编码", codes), ("金额", amounts)) if not found]
    blocks = [(code, next((one for one in amounts if one > code), 0)) for code in codes]
    for row in sheet.between(head.bottom + 1, end):
        items = [item for item in sheet.rows[row] if item.row == row]
        if items and _NOTE.match(key(items[0].text)):
            break
        for code, amount in blocks:
            found = next((item for item in items if item.left == code), None)
            name = join_code([key(found.text)]) if found is not None else ""
            if name and amount:
                beside = sheet.item_at(row, code + 1)
                form.names.setdefault(name, fold(beside.text) if beside else name)
                form.cells.setdefault((name, "amount"), sheet.bound(row, amount))
        for item in items:
            total = words.basic_totals.get(label_of(item.text), "") if not item.numeric else ""
            if total and total not in form.names:
                form.names[total] = fold(item.text)
                form.cells[total, "amount"] = sheet.bound(row, _total_column(sheet, row, item, amounts))
    return []


def _total_column(sheet: Sheet, row: int, label: Item, amounts: List[int]) -> int:
    """The figure right of a total's label: the first amount column behind it that no other label covers."""
    behind = [column for column in amounts if column > label.right]
    filled = [item.left for item in sheet.rows[row] if item.numeric and item.left > label.right]
    return (filled or behind or [label.right + 1])[0]


def read_public(sheet: Sheet, form: Accounts, head: Columns, end: int, words: Words) -> List[str]:
    """读“三公”经费表 (公开09表): 预算数 and 决算数 side by side in one row, or one item a row."""
    placed: Dict[Tuple[str, str], int] = {}
    side = ""
    for column in sorted(head.texts):
        labels = [label_of(text) for text in head.texts[column]]
        side = next((words.sides[label] for label in labels if label in words.sides), side)
        item = _public_item(labels, words)
        if side and item:
            placed.setdefault((side, item), column)
    rows = sheet.between(head.bottom + 1, end)
    if len(placed) >= 6:
        found = [row for row in rows if any(item.numeric for item in sheet.rows[row])]
        row = found[0] if found else head.bottom + 1
        for where, column in placed.items():
            form.cells[where] = sheet.bound(row, column)
        form.names.update({one: {"budget": "预算数", "actual": "决算数"}[one] for one, _ in placed})
        return []
    sides = {words.sides[head.lowest(column)]: column for column in head.texts if head.lowest(column) in words.sides}
    if not sides:
        return ["预算数", "决算数"]
    for row in rows:
        item_key = next(
            (words.public[label_of(i.text)] for i in sheet.rows[row] if label_of(i.text) in words.public), ""
        )
        for one, column in sides.items():
            if item_key:
                form.cells.setdefault((one, item_key), sheet.bound(row, column))
                form.names[one] = {"budget": "预算数", "actual": "决算数"}[one]
    return [] if form.cells else ["因公出国（境）费、公务用车购置及运行维护费、公务接待费"]


def _public_item(labels: List[str], words: Words) -> str:
    lowest = labels[-1]
    if lowest in words.heads["whole"]:
        above = [words.public[label] for label in labels[:-1] if label in words.public]
        return above[-1] if above else ("total" if lowest == "合计" or len(labels) > 1 else "")
    return words.public.get(lowest, "")


def find_note(sheet: Sheet, top: int, bottom: int, words: Words) -> List[Bound]:
    """空表说明: cells in which a table says why it is empty."""
    return [
        sheet.bound(item.row, item.left)
        for row in sheet.between(top, bottom)
        for item in sheet.rows[row]
        if not item.numeric and 4 <= len(item.text) <= 200 and words.empty.search(key(item.text))
    ]
