"""指标和数据的合计 (figures): the sums and means of every figure, for the whole and for each parent."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..returned import record
from ..rollup.model import Line, Node, Result
from . import looks
from .sheet import MAX_ROWS, Column, Look, Sheet, Value, listed
from .tree import ordered

INDICATORS, FUNDS, BASIC = "指标汇总", "资金汇总", "基础数据汇总"

#: so many parents are listed one by one; of more, the upper levels only
MAX_NODES = 300
_HEADS = {
    "initial": "年初预算数", "full_year": "全年预算数", "executed": "全年执行数", "value": "金额",
    "approved": "编制数", "actual": "实际数", "previous": "上年决算数", "budget": "本年预算数", "current": "本年决算数",
    "area_approved": "批准面积", "area_actual": "实际面积", "area_rate": "面积控制率",
    "cost_approved": "批准概算", "cost_actual": "实际投资", "cost_rate": "投资控制率",
    "target": "年度指标值", "rate": "执行率", "completion": "完成率", "weight": "分值", "score": "得分",
}  # fmt: skip
_ORDER = list(_HEADS)
#: the same column by another name on one sheet
_OTHERWISE = {(INDICATORS, "actual"): "全年完成值", (BASIC, "rate"): "控制率"}
_GROUPS = {
    record.FUNDS: "资金", record.AMOUNTS: "收支构成", record.STAFF: "人员", record.ITEMS: "事项", record.BUILDINGS: "楼堂馆所",
}  # fmt: skip
_UNMEASURED = frozenset({"completion", "weight", "score", "rate", "area_rate", "cost_rate"})
_INDICATOR_COLUMNS = ("target", "actual", "completion", "weight", "score")
_METHODS = {record.ABSOLUTE: "相加", record.RELATIVE: "按资金加权平均", record.POINTS: "按资金加权平均"}
RULE = "绝对数相加；相对数、分值和得分按各单位资金加权平均，旁列简单平均。"


@dataclass(frozen=True)
class Item:
    """一项: the lines of one item, by column."""

    node: Node
    kind: str
    group: str
    item: str
    columns: dict[str, Line]

    @property
    def units(self) -> int:
        """有此项的单位数."""
        return max(one.units for one in self.columns.values())

    @property
    def unweighed(self) -> int | None:
        """未参与加权的数, None for none."""
        return max(one.unweighed for one in self.columns.values()) or None

    @property
    def unit(self) -> str:
        """计量单位."""
        return next((one.unit for one in self.columns.values() if one.unit), "")

    def value(self, column: str) -> Value:
        """某栏的数: in the look of its nature."""
        return shown_value(self.columns.get(column), mean=False)

    def mean(self, column: str) -> Value:
        """某栏的简单平均."""
        return shown_value(self.columns.get(column), mean=True)


def listed_nodes(result: Result) -> tuple[list[Node], int]:
    """逐个列出的汇总单位: the whole, then parents; and the deepest level listed, 0 for all."""
    nodes = ordered(result.nodes)
    if len(nodes) <= MAX_NODES:
        return [result.whole, *nodes], 0
    levels = sorted({one.level for one in nodes})
    deepest = max((lv for lv in levels if sum(one.level <= lv for one in nodes) <= MAX_NODES), default=0)
    return [result.whole, *(one for one in nodes if one.level <= deepest)], deepest or -1


def items(nodes: Iterable[Node], groups: tuple[str, ...]) -> Iterator[Item]:
    """各项: the lines of the groups, gathered by item."""
    for node in nodes:
        lines = (one for one in node.lines if one.group in groups)
        for (kind, group, item), of_item in itertools.groupby(lines, lambda one: (one.kind, one.group, one.item)):
            for columns in _variants(of_item):
                yield Item(node, kind, group, item, columns)


def _variants(lines: Iterable[Line]) -> list[dict[str, Line]]:
    """One item may be measured in several units; what has no unit of its own (得分 …) stands with the first."""
    measured: dict[tuple[str, str], dict[str, Line]] = {}
    plain: dict[str, Line] = {}
    for line in lines:
        if line.column in _UNMEASURED:
            plain[line.column] = line
        else:
            measured.setdefault((line.unit, line.nature), {})[line.column] = line
    variants = list(measured.values()) or [{}]
    variants[0] = {**variants[0], **plain}
    return variants


def figure_sheets(result: Result) -> tuple[list[Sheet], list[str]]:
    """指标汇总、资金汇总、基础数据汇总: those that have any lines; and what a reader must know."""
    nodes, deepest = listed_nodes(result)
    messages = []
    if deepest:
        upto = "全部单位的合计" if deepest < 0 else f"到第 {deepest} 级"
        messages.append(
            f"有下级的单位超过 {MAX_NODES} 个，指标、资金、基础数据和决算各表只列{upto}；逐级的数见数据导出（--data）。"
        )
    sheets = _indicator_sheets(result, nodes)
    sheets += _money_sheets(FUNDS, (record.FUNDS, record.AMOUNTS), result, nodes)
    sheets += _money_sheets(BASIC, (record.STAFF, record.ITEMS, record.BUILDINGS), result, nodes)
    return sheets, messages


def _indicator_sheets(result: Result, nodes: list[Node]) -> list[Sheet]:
    group = (record.INDICATORS,)
    found, averaged = _columns_met(result, group)
    names = [one for one in _INDICATOR_COLUMNS if one in found]
    means = [one for one in _INDICATOR_COLUMNS if one in _UNMEASURED and one in averaged]
    columns = [
        *_place_columns(result),
        Column("一级指标", 14), Column("二级指标", 18), Column("三级指标", 34), Column("计量单位", 9, looks.CENTRE),
        Column("汇总方法", 15, looks.CENTRE),
        *(Column(_head(one, INDICATORS), 13, looks.NUMBER) for one in names),
        *(Column(_plain_head(one, INDICATORS), 15, looks.NUMBER) for one in means),
        Column("单位数", 8, looks.COUNT), Column("未参与加权", 11, looks.COUNT),
    ]  # fmt: skip

    def row(one: Item) -> tuple[Value, ...]:
        levels = (*one.item.split("/", 2), "", "")[:3]
        nature = next((one.columns[name].nature for name in ("target", "actual") if name in one.columns), record.POINTS)
        return (
            *_place(one, result), *levels, one.unit, _METHODS[nature], *map(one.value, names), *map(one.mean, means),
            one.units, one.unweighed,
        )  # fmt: skip

    note = RULE + "只有文字的指标不平均。先列全部单位，再列各级；用“汇总单位”一栏筛选。"
    return _paged(INDICATORS, note, columns, nodes, group, row)


def _columns_met(result: Result, groups: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Columns that have any figure in the whole, and those that have a plain mean."""
    met: set[str] = set()
    averaged: set[str] = set()
    for one in items([result.whole], groups):
        met |= {name for name, line in one.columns.items() if line.value is not None}
        averaged |= {name for name, line in one.columns.items() if line.mean is not None}
    return met, averaged


def _head(column: str, sheet: str) -> str:
    return _OTHERWISE.get((sheet, column), _HEADS.get(column, column))


def _plain_head(column: str, sheet: str) -> str:
    return f"简单平均{_head(column, sheet)}"


def _money_sheets(name: str, groups: tuple[str, ...], result: Result, nodes: list[Node]) -> list[Sheet]:
    found, averaged = _columns_met(result, groups)
    names = sorted(found, key=lambda one: (_ORDER.index(one) if one in _HEADS else len(_ORDER), one))
    means = [one for one in names if one in averaged]
    columns = [
        *_place_columns(result), Column("类别", 10, looks.CENTRE), Column("项目", 44), Column("计量单位", 9, looks.CENTRE),
        *(Column(_head(one, name), 15, looks.MONEY) for one in names),
        *(Column(_plain_head(one, name), 15, looks.RATE) for one in means),
        Column("单位数", 8, looks.COUNT),
    ]  # fmt: skip

    def row(one: Item) -> tuple[Value, ...]:
        item = one.item.replace(":", "：")
        values = (*map(one.value, names), *map(one.mean, means))
        return (*_place(one, result), _GROUPS[one.group], item, one.unit, *values, one.units)

    note = "金额单位：万元。绝对数相加；执行率、控制率按合计数计算，旁列各单位的简单平均。先列全部单位，再列各级。"
    return _paged(name, note, columns, nodes, groups, row)


def _paged(
    name: str,
    note: str,
    columns: list[Column],
    nodes: list[Node],
    groups: tuple[str, ...],
    row: Callable[[Item], tuple[Value, ...]],
) -> list[Sheet]:
    number = sum(1 for _ in items(nodes, groups))
    rows = map(row, items(nodes, groups))
    sheets = []
    pages = -(-number // MAX_ROWS)
    for page in range(1, pages + 1):
        title = name if page == 1 else f"{name}{page}"
        part = itertools.islice(rows, MAX_ROWS if page < pages else None)
        sheets.append(listed(title, title, note, columns, part, frozen=1, continues=page > 1))
    return sheets


def _place_columns(result: Result) -> list[Column]:
    return [Column("汇总单位", 22), Column("表", 26)] if len(result.kinds) > 1 else [Column("汇总单位", 22)]


def _place(one: Item, result: Result) -> tuple[Value, ...]:
    name = node_name(one.node)
    return (name, result.kinds.get(one.kind, one.kind)) if len(result.kinds) > 1 else (name,)


def node_name(node: Node) -> str:
    """汇总单位的名称."""
    return node.name or "全部单位"


def shown_value(line: Line | None, mean: bool) -> Value:
    """一个数: in the look of its nature."""
    if line is None:
        return None
    value = line.mean if mean else line.value
    if value is None:
        return None
    if line.nature == record.POINTS:
        return Look(value, looks.POINTS)
    if line.nature == record.RELATIVE and not line.unit:
        return Look(value, looks.RATE)
    if line.unit == "万元":
        return Look(value, looks.MONEY)
    return Look(value, looks.COUNT if value == value.to_integral_value() else looks.NUMBER)
