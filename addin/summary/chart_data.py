"""图表数据 (chart data): the figures that the charts show, on a sheet of their own, so that the charts can be edited."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..returned import record
from ..rollup.model import Node, Result
from . import looks
from .accounts import coded, table_of
from .facts import CHARTED, LOWEST, Facts
from .figures import items
from .sheet import Column, Look, Row, Sheet, letter
from .tree import GRADES, ordered

NAME = "图表数据"
BARS, COLUMNS, PIE = "bars", "columns", "pie"
#: a pie with more slices cannot be read
_SLICES = 8
#: digits of a 类
_CLASS = 3
#: row of the blocks' heads
_HEAD = 3
_Pairs = list[tuple[str, Decimal | int]]


@dataclass
class Block:
    """一组数.

    Args:
        title: of the chart. axis: what the values are. look: of the values. kind: BARS lie (long names), COLUMNS stand, or PIE.
        pairs: (name, value), in the order in which they are read.
    """

    title: str
    names: str
    axis: str
    look: str
    kind: str
    pairs: _Pairs
    column: int = 0

    def area(self, second: bool) -> str:
        """所在区域 of the names, or of the values."""
        at = letter(self.column + (1 if second else 0))
        return f"'{NAME}'!${at}${_HEAD + 1}:${at}${_HEAD + len(self.pairs)}"

    @property
    def head(self) -> str:
        """所在的表头 of the values."""
        return f"'{NAME}'!${letter(self.column + 1)}${_HEAD}"


def blocks(result: Result, facts: Facts) -> list[Block]:
    """各图的数: those that have at least one."""
    found = [
        *_grades(result.whole), *_structure(result.whole),
        *_rates(result, facts), *_scores(result, facts),
    ]  # fmt: skip
    kept = [one for one in found if any(value for _, value in one.pairs)]
    for number, one in enumerate(kept):
        one.column = 3 * number + 1
    return kept


def chart_sheet(charted: list[Block]) -> Sheet:
    """图表数据."""
    columns: list[Column] = []
    for one in charted:
        columns += [Column(one.names, 30), Column(one.axis, 14, one.look), Column("", 3, looks.PLAIN)]
    return Sheet(NAME, tuple(columns), _rows(charted))


def _rows(charted: list[Block]) -> Iterator[Row]:
    yield Row([Look("图表数据", looks.TITLE)], height=27)
    note = "“汇总情况”中的图表取自这里；改了这里的数，图表随之改变，其他表不变。"
    yield Row([Look(note, looks.NOTE)], height=15)
    yield Row(
        [
            value
            for one in charted
            for value in (Look(one.names, looks.HEAD), Look(one.axis, looks.HEAD), Look(None, looks.PLAIN))
        ]
    )
    blank = (Look(None, looks.PLAIN), Look(None, looks.PLAIN))
    for pairs in itertools.zip_longest(*(one.pairs for one in charted), fillvalue=blank):
        yield Row([value for pair in pairs for value in (*pair, Look(None, looks.PLAIN))])


def _grades(whole: Node) -> Iterator[Block]:
    found = whole.headline.grades
    if not any(number for name, number in found.items() if name):
        return  # nobody gives grades
    names = [*GRADES, *(one for one in found if one and one not in GRADES)]
    pairs: _Pairs = [(one, found.get(one, 0)) for one in names]
    if found.get(""):
        pairs.append(("未评级", found[""]))
    yield Block("等级分布", "等级", "单位数（个）", looks.COUNT, COLUMNS, pairs)


def _structure(whole: Node) -> Iterator[Block]:
    """Of the money by nature; of the final accounts by nature and by function."""
    nature: dict[str, Decimal] = {}
    accounts: dict[str, Decimal] = {}
    #: 支出决算表 for all money; where units leave its lines out, the one of the general budget
    functions: dict[str, dict[str, Decimal]] = {"公开03": {}, "公开05": {}}
    for one in items([whole], (record.AMOUNTS, record.ACCOUNTS)):
        if one.group == record.AMOUNTS:
            side, _, name = one.item.partition(":")
            line = one.columns.get("value")
            if side == "支出" and name not in ("合计", "总计") and line and line.value:
                nature[name] = nature.get(name, Decimal(0)) + line.value
            continue
        table, (code, name) = table_of(one), coded(one)
        if table in functions and len(code) == _CLASS and (line := one.columns.get("本年支出")) and line.value:
            functions[table][name] = line.value
        elif table == "公开03" and not code and name == "合计":
            accounts = {head: line.value for head, line in one.columns.items() if head != "本年支出" and line.value}
    if nature:
        yield Block("支出结构（自评表，按性质）", "支出性质", "金额（万元）", looks.MONEY, PIE, _slices(nature))
    if accounts:
        yield Block("支出结构（决算，按性质）", "支出性质", "金额（万元）", looks.MONEY, PIE, _slices(accounts))
    for table, title in (
        ("公开03", "支出结构（决算，按功能分类）"),
        ("公开05", "支出结构（一般公共预算，按功能分类）"),
    ):
        if functions[table]:
            yield Block(title, "功能分类", "金额（万元）", looks.MONEY, BARS, _largest(functions[table]))
            return


def _slices(found: dict[str, Decimal]) -> _Pairs:
    """A pie shows parts of a whole: none below nothing, and not too many."""
    pairs: _Pairs = _largest({name: value for name, value in found.items() if value > 0})
    if len(pairs) <= _SLICES:
        return pairs
    rest = sum((Decimal(value) for _, value in pairs[_SLICES - 1 :]), Decimal(0))
    return [*pairs[: _SLICES - 1], ("其他", rest)]


def _largest(found: dict[str, Decimal]) -> _Pairs:
    pairs: _Pairs = list(found.items())
    return sorted(pairs, key=lambda pair: -pair[1])[:LOWEST]


def _rates(result: Result, facts: Facts) -> Iterator[Block]:
    def block(title: str, pairs: Iterable[tuple[str, Decimal]]) -> Block:
        return Block(title, "单位", "执行率", looks.RATE, BARS, list(pairs))

    if facts.rated <= CHARTED:
        yield block("各单位预算执行率", facts.rates)
        return
    nodes = _compared(result)
    if nodes:
        pairs = [(one.name, one.headline.rate) for one in nodes if one.headline.rate is not None]
        yield block(f"预算执行率（按第 {nodes[0].level} 级单位，含下级）", pairs)
    yield block(f"预算执行率最低的 {len(facts.rates)} 个单位（共 {facts.rated:,} 个）", facts.rates)


def _scores(result: Result, facts: Facts) -> Iterator[Block]:
    axis = "得分" if facts.full is not None and facts.full == 100 else "得分（百分制）"

    def block(title: str, pairs: Iterable[tuple[str, Decimal]]) -> Block:
        return Block(title, "单位", axis, looks.POINTS, BARS, list(pairs))

    if facts.scored <= CHARTED:
        yield block("各单位自评得分", facts.scores)
        return
    nodes = _compared(result)
    if nodes and facts.full == 100:
        pairs = [(one.name, one.headline.score) for one in nodes if one.headline.score is not None]
        yield block(f"平均得分（按第 {nodes[0].level} 级单位，含下级，按资金加权）", pairs)
    yield block(f"得分最低的 {len(facts.scores)} 个单位（共 {facts.scored:,} 个）", facts.scores)


def _compared(result: Result) -> list[Node]:
    """The parents of the deepest level that a chart can hold."""
    by_level: dict[int, list[Node]] = {}
    for node in ordered(result.nodes):
        by_level.setdefault(node.level, []).append(node)
    fitting = [level for level, nodes in by_level.items() if 2 <= len(nodes) <= CHARTED]
    return by_level[max(fitting)] if fitting else []
