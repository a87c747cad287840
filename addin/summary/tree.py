"""分级汇总 (tree): each parent with the sums of itself and everything below it, foldable level by level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..rollup.model import Counts, Node, Result, State, UnitRow
from . import looks
from .facts import Facts
from .lists import grade
from .sheet import Column, Look, Row, Sheet, Value, listed

NAME = "分级汇总"
#: above this the tree shows the units that have others below them, not every single one
MAX_UNITS = 5_000
#: the levels that Excel can fold
_LEVELS = 7
GRADES = ("优", "良", "中", "差")
_OUTSIDE = (State.ERRORS, State.TWICE, State.FOREIGN, State.UNREADABLE)

_COLUMNS = (
    Column("单位", 34),
    Column("单位代码", 13, looks.CODE),
    Column("级次", 6, looks.CENTRE),
    Column("应报", 8, looks.COUNT),
    Column("已报", 8, looks.COUNT),
    Column("已计入", 8, looks.COUNT),
    Column("部分计入", 9, looks.COUNT),
    Column("报了未计入", 11, looks.COUNT),
    Column("未报", 8, looks.COUNT),
    Column("全年预算数", 17, looks.MONEY),
    Column("全年执行数", 17, looks.MONEY),
    Column("执行率", 10, looks.RATE),
    Column("得分\n（按资金加权）", 15, looks.POINTS),
    Column("得分\n（简单平均）", 13, looks.POINTS),
    Column("有得分", 8, looks.COUNT),
    Column("未参与加权", 11, looks.COUNT),
    *(Column(one, 6, looks.COUNT) for one in GRADES),
    Column("状态", 15, looks.CENTRE),
)


def tree_sheet(result: Result, facts: Facts) -> Sheet | None:
    """分级汇总: None where no unit has another one above it."""
    nodes = ordered(result.nodes)
    if not nodes:
        return None
    everyone = facts.units.rows <= MAX_UNITS
    note = "金额单位：万元。各行是本级和全部下级的合计；“本级”是该单位自己报送的。执行率＝执行数合计÷预算数合计。"
    note += (
        "点左边的 1、2、3 或 ＋、－ 展开、折叠。"
        if everyone
        else f"单位超过 {MAX_UNITS:,} 个，这里只列有下级的单位，其余见“单位明细”。"
    )
    rows = _all_rows(result, nodes) if everyone else _node_rows(result, nodes)
    deepest = max(one.level for one in nodes) + (1 if everyone else 0)
    return listed(NAME, "分级汇总", note, _COLUMNS, rows, frozen=1, outline=min(deepest, _LEVELS), table=False)


def ordered(nodes: Iterable[Node]) -> list[Node]:
    """上级在前，下级紧随其后; siblings stay in their order."""
    below: dict[str, list[Node]] = {}
    known = set()
    for node in nodes:
        below.setdefault(node.parent, []).append(node)
        known.add(node.code)
    found: list[Node] = []
    # whose parent is no node itself stands at the top
    waiting = [node for parent, group in below.items() if parent not in known for node in group][::-1]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(below.get(node.code, [])))
    return found


def _node_rows(result: Result, nodes: list[Node]) -> Iterator[Row]:
    yield _node(result.whole, 0)
    for node in nodes:
        yield _node(node, node.level)


def _all_rows(result: Result, nodes: list[Node]) -> Iterator[Row]:
    """Every unit: units below a parent come after it, those with units of their own as a block."""
    by_code = {node.code: node for node in nodes}
    below: dict[str, list[UnitRow]] = {}
    units = {}
    for unit in result.units:
        below.setdefault(unit.parent, []).append(unit)
        units[unit.code] = unit
    # nobody is due where it is not known who should return
    due = None if result.whole.counts.expected is None else 1
    yield _node(result.whole, 0)
    waiting = [unit for parent, group in below.items() if parent not in units for unit in group][::-1]
    while waiting:
        unit = waiting.pop()
        node = by_code.get(unit.code)
        if node is None:
            yield _unit(unit, unit.level, unit.name, due)
            continue
        yield _node(node, unit.level)
        yield _unit(unit, unit.level + 1, "本级", due)
        waiting.extend(reversed(below.get(unit.code, [])))


def _node(node: Node, level: int) -> Row:
    total = node.headline
    values: list[Value] = [
        _named(node.name or "全部单位", level, looks.BOLD), Look(node.code, looks.CODE + looks.BOLD), level or None,
        *_counted(node.counts), total.budget, total.executed, total.rate, total.score, total.score_mean,
        total.scored or None, total.unweighed or None, *(total.grades.get(one) or None for one in GRADES),
    ]  # fmt: skip
    return Row(
        [*(_bold(value, column) for value, column in zip(values, _COLUMNS, strict=False)), _BLANK], _outline(level)
    )


_BLANK = Look(None, looks.TEXT + looks.BOLD)


def _counted(counts: Counts) -> tuple[int | None, ...]:
    outside = counts.errors + counts.twice + counts.foreign + counts.unreadable
    return counts.expected, counts.returned, counts.added, counts.part or None, outside or None, counts.missing or None


def _unit(unit: UnitRow, level: int, name: str, due: int | None) -> Row:
    state = unit.state
    look = {State.ADDED: looks.CENTRE, State.MISSING: looks.WARN, State.PART: looks.WARN}.get(state, looks.BAD)
    own = name == "本级"
    return Row(
        [
            _named(name, level, ""), unit.code, None if own else unit.level, due, int(state is not State.MISSING),
            int(state is State.ADDED), int(state is State.PART) or None, int(state in _OUTSIDE) or None,
            int(state is State.MISSING) or None, unit.budget, unit.executed, unit.rate, None, unit.score,
            *([None] * 2), *(_graded(unit, one) for one in GRADES), Look(state.value, look),
        ],
        _outline(level),
    )  # fmt: skip


def _graded(unit: UnitRow, name: str) -> Value:
    if unit.grade != name:
        return None
    return Look(1, looks.BAD) if grade(name) != name else 1


def _named(name: str, level: int, suffix: str) -> Look:
    indent = f"{looks.INDENT}{min(level, _LEVELS)}" if level else ""
    return Look(name, looks.TEXT + indent + suffix)


def _bold(value: Value, column: Column) -> Value:
    return value if isinstance(value, Look) else Look(value, column.look + looks.BOLD)


def _outline(level: int) -> int:
    return min(level, _LEVELS)
