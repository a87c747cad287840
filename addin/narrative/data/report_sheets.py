"""报告数据和报告文字 (report sheets): read by their own heads and labels, so that inserted and added rows are found too."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Tuple

from ...forms.text import bare
from ...grid import Grid
from ..figure import Figure, Words, changed
from ..filters.phrases import BUDGET_REASON, GROWTH_REASON
from ..filters.reading import BUDGET, CURRENT, PREVIOUS
from .account_names import TABLES
from .cells import Source, bound_at
from .naming import name_of

DATA_SHEET, TEXT_SHEET = "报告数据", "报告文字"
_WITH_PREVIOUS = re.compile(r"[（(](?:与|比)上年(?:相比|比较)?[）)]$")
_WITH_BUDGET = re.compile(r"[（(](?:与|比)(?:年初|全年)?预算(?:相比|比较)?[）)]$")
_MONEY_UNIT = re.compile(r"[（(]?(?:单位)?[：:]?(?:人民币)?(亿元|百万元|万元|千元|元)[）)]?")
_SUBJECT = re.compile(r"[／/]")
#: word of a head cell -> column
_HEADS = {"项目": "item", "单位": "unit", "本年": "current", "上年": "previous", "原因": "reason"}
#: a heading of subject rows holds this -> the list they go into
SUBJECT_LISTS = {"一般公共预算": "一般公共预算科目", "政府性基金": "政府性基金科目", "国有资本": "国有资本经营科目"}

Columns = Dict[str, int]


def read_data(grid: Grid, source: Source) -> Dict[str, Any]:
    """报告数据.

    Args:
        grid: the sheet 报告数据, with the head 项目, 单位, 本年, 上年, 年初（全年）预算, 原因.

    Returns:
        name of the item -> row with 本年, 上年, 预算, 增减原因, 差异原因, 单位; and the lists of subject rows.
        An item that stands twice, once （与上年相比） and once （与预算相比）, is one row. Empty without a head.
    """
    tree: Dict[str, Any] = {name: [] for name in SUBJECT_LISTS.values()}
    head = _head(grid)
    if head is None:
        return {}
    top, columns = head
    bottom = grid.size[0]
    subjects, heading = False, ""
    for row in range(top + 1, bottom + 1):
        label = grid.shown(row, columns["item"]).text.strip()
        second = bare(grid.shown(row, columns["unit"]).text)
        if _is_heading(grid, row, columns):
            heading, subjects = label, False
        elif "编码" in second:
            subjects = True
        elif subjects:
            _take_subject(grid, row, columns, heading, source, tree)
        elif label and (second or grid.shown(row, columns["current"]).text.strip()):
            _take_item(grid, row, columns, label, source, tree)
    return tree


def _head(grid: Grid) -> Optional[Tuple[int, Columns]]:
    for row in range(1, min(grid.size[0], 20) + 1):
        columns: Columns = {}
        for column in range(1, grid.size[1] + 1):
            word = bare(grid.shown(row, column).text)
            if word in _HEADS:
                columns.setdefault(_HEADS[word], column)
            elif "预算" in word:
                columns.setdefault("initial", column)
        if {"item", "unit", "current"} <= set(columns):
            return row, columns
    return None


def _is_heading(grid: Grid, row: int, columns: Columns) -> bool:
    """A heading is merged over the columns of the table."""
    merge = grid.merge_at(row, columns["item"])
    return merge is not None and merge.right >= columns["current"]


def _figure(grid: Grid, row: int, columns: Columns, name: str, what: str, unit: str, source: Source) -> Figure:
    column = columns.get(name)
    found = source.figure(grid.name, bound_at(grid, (row, column)) if column else None, what, unit)
    if unit or found.value is None:
        return found
    return changed(found, value=None, trouble="那一行的“单位”空着，不知道是万元、元还是人、辆、个")


def _unit_of(text: str) -> str:
    """单位, of money without brackets and words around it.

    >>> _unit_of("（万元）"), _unit_of("单位：元"), _unit_of(" 人 "), _unit_of("台（套）")
    ('万元', '元', '人', '台（套）')
    """
    found = _MONEY_UNIT.fullmatch(text.strip())
    return found.group(1) if found else text.strip()


def _words(grid: Grid, row: int, columns: Columns, what: str, source: Source) -> Words:
    column = columns.get("reason")
    return source.words(grid.name, bound_at(grid, (row, column)) if column else None, what)


def _take_item(grid: Grid, row: int, columns: Columns, label: str, source: Source, tree: Dict[str, Any]) -> None:
    unit = _unit_of(grid.shown(row, columns["unit"]).text)
    title = _WITH_BUDGET.sub("", _WITH_PREVIOUS.sub("", label)).strip()
    name = name_of(title)
    if not name or name in SUBJECT_LISTS.values():
        return
    against_budget = bool(_WITH_BUDGET.search(label))
    found = tree.get(name)
    current = _figure(grid, row, columns, "current", f"{title} {CURRENT}", unit, source)
    if found is None:
        found = tree[name] = {
            "名称": title, "单位": unit, CURRENT: current,
            PREVIOUS: Figure(None, unit, f"{title} {PREVIOUS}", ledger=source.ledger),
            BUDGET: Figure(None, unit, f"{title} {BUDGET}", ledger=source.ledger),
            GROWTH_REASON: Words("", f"{title} {GROWTH_REASON}", ledger=source.ledger),
            BUDGET_REASON: Words("", f"{title} {BUDGET_REASON}", ledger=source.ledger),
        }  # fmt: skip
    if against_budget:
        found[BUDGET] = _figure(grid, row, columns, "initial", f"{title} {BUDGET}", unit, source)
        found[BUDGET_REASON] = _words(grid, row, columns, f"{title} {BUDGET_REASON}", source)
    else:
        found[CURRENT] = current
        found[PREVIOUS] = _figure(grid, row, columns, "previous", f"{title} {PREVIOUS}", unit, source)
        found[GROWTH_REASON] = _words(grid, row, columns, f"{title} {GROWTH_REASON}", source)


def _take_subject(grid: Grid, row: int, columns: Columns, heading: str, source: Source, tree: Dict[str, Any]) -> None:
    label = grid.shown(row, columns["item"]).text.strip()
    code = grid.shown(row, columns["unit"]).text.strip()
    target = next((name for word, name in SUBJECT_LISTS.items() if word in heading), None)
    if target is None or not (label and code):
        return
    parts = [part.strip() for part in _SUBJECT.split(label)]
    parts += [""] * (3 - len(parts))
    what = f"{label}（{code}）"
    tree[target].append(
        {
            "编码": code, "名称": label, "类": parts[0], "款": parts[1], "项": parts[2],
            CURRENT: _figure(grid, row, columns, "current", f"{what} {CURRENT}", "万元", source),
            PREVIOUS: _figure(grid, row, columns, "previous", f"{what} {PREVIOUS}", "万元", source),
            GROWTH_REASON: _words(grid, row, columns, f"{what} {GROWTH_REASON}", source),
        }
    )  # fmt: skip


#: list of subject rows -> the table whose 项 they describe
_TABLES = {"一般公共预算科目": TABLES[5], "政府性基金科目": TABLES[7], "国有资本经营科目": TABLES[8]}


def with_all_subjects(tree: Dict[str, Any], names: Dict[str, Any], source: Source) -> Dict[str, Any]:
    """补上没有列的项: every 项 of the tables is described; one that 报告数据 does not list lacks last year's figure and a reason.

    Args:
        tree: the rows of 报告数据; it stays as it is. names: the tables.
    """
    whole = dict(tree)
    for title, table in _TABLES.items():
        listed = {row["编码"] for row in tree.get(title, ())}
        for row in names.get(table, {}).get("项", ()):
            if row["编码"] in listed or not row["本年支出"].value:
                continue
            label = "／".join(str(row[part]) for part in ("类", "款", "项") if row[part])
            what = f"{label}（{row['编码']}，请在{DATA_SHEET}的科目行里填写）"
            whole.setdefault(title, [])
            whole[title] = [
                *whole[title],
                {
                    **{name: row[name] for name in ("编码", "类", "款", "项")}, "名称": label, CURRENT: row["本年支出"],
                    PREVIOUS: Figure(None, "万元", f"{what} {PREVIOUS}", ledger=source.ledger),
                    GROWTH_REASON: Words("", f"{what} {GROWTH_REASON}", ledger=source.ledger),
                },
            ]  # fmt: skip
    return whole


def read_texts(grid: Grid, source: Source) -> Dict[str, Words]:
    """报告文字: title on the left -> the text beside it, paragraphs as lines.

    Args:
        grid: the sheet 报告文字.
    """
    found: Dict[str, Words] = {}
    for row in range(1, grid.size[0] + 1):
        merge = grid.merge_at(row, 1)
        label = grid.shown(row, 1).text.strip()
        if not label or (merge is not None and merge.right > 1) or len(label) > 30:
            continue
        found.setdefault(name_of(label), source.words(grid.name, bound_at(grid, (row, 2)), label))
    return found


def subject_lists() -> List[str]:
    """科目行的各个清单."""
    return list(SUBJECT_LISTS.values())
