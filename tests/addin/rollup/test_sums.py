"""合计: 汇总等于各单位之和；顺序、上下级怎样排都不改变不该变的数."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, List, Tuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.rollup_records import form, indicator, record, rolled

from addin.returned.record import ACCOUNTS, Figure
from addin.rollup.add import add_up
from addin.rollup.choose import Preference
from addin.rollup.decide import decide
from addin.rollup.model import Line, Node, Result, State
from addin.rollup.packed import pack
from addin.rollup.spool import Spool
from addin.rollup.sums import Sums
from addin.rollup.totals import headline
from addin.rollup.tree import Listed, Tree

UNITS = [("1", "主管局", ""), ("11", "甲校", "1"), ("12", "乙校", "1"), ("2", "丙馆", "")]


def example() -> Result:
    return rolled(
        UNITS,
        [
            record("1", form(budget="100", executed="50", score="90", grade="优")),
            record("11", form(budget="300", executed="270", score="80", grade="良",
                              figures=[indicator("产出/数量/培训人数", "120", "人"), indicator("产出/质量/合格率", "0.9", funds="300")])),
            record("12", form(budget="600", executed="600", score="70", grade="中",
                              figures=[indicator("产出/数量/培训人数", "80", "人"), indicator("产出/质量/合格率", "0.6", funds="600")])),
        ],
    )  # fmt: skip


def of(node: Node, item: str, column: str) -> Line:
    return next(line for line in node.lines if (line.item, line.column) == (item, column))


def test_资金相加_执行率由合计重新计算():
    whole = example().whole
    assert (whole.headline.budget, whole.headline.executed) == (Decimal(1000), Decimal(920))
    assert whole.headline.rate == Decimal("0.92")
    assert of(whole, "年度资金总额", "rate").value == Decimal("0.92")


def test_得分按资金加权平均_旁边是简单平均():
    # (90×100 + 80×300 + 70×600) / 1000 = 75；(90 + 80 + 70) / 3 = 80
    headline = example().whole.headline
    assert headline.score == Decimal(75)
    assert headline.score_mean == Decimal(80)


def test_没有资金的单位不能加权_要数出来():
    result = rolled(UNITS[:2], [record("1", form(budget="100", score="90")), record("11", form(score="50"))])
    headline = result.whole.headline
    assert (headline.score, headline.score_mean, headline.unweighed) == (Decimal(90), Decimal(70), 1)


def test_绝对指标相加_相对指标按资金加权():
    whole = example().whole
    assert of(whole, "产出/数量/培训人数", "actual").value == Decimal(200)
    # (0.9×300 + 0.6×600) / 900 = 0.7
    assert of(whole, "产出/质量/合格率", "actual").value == Decimal("0.7")
    assert of(whole, "产出/质量/合格率", "actual").mean == Decimal("0.75")


def test_上级的一行是自己加全部下级():
    (node,) = example().nodes
    assert (node.code, node.headline.forms, node.headline.budget) == ("1", 3, Decimal(1000))
    assert node.own is not None
    assert node.own.budget == Decimal(100)
    assert node.counts.expected == 3


def test_单位的各种状态加起来等于应报数():
    counts = example().whole.counts
    assert (counts.expected, counts.returned, counts.added, counts.missing) == (4, 3, 3, 1)


def test_等级按优良中差排列():
    assert list(example().whole.headline.grades.items()) == [("优", 1), ("良", 1), ("中", 1)]


def test_决算按科目编码相加_同码不同名的要列出来():
    def table(unit: str, name: str, amount: str) -> Tuple:
        figure = Figure(ACCOUNTS, f"公开03/2050201 {name}", "合计", "absolute", Decimal(amount), "万元")
        return (unit, form("accounts", figures=[figure], table="公开03"))

    rows = [table("1", "学前教育", "1.10"), table("11", "小学教育", "2.20"), table("12", "学前教育", "3.30")]
    result = rolled(UNITS, [record(unit, one) for unit, one in rows])
    (line,) = [one for one in result.whole.lines if one.group == ACCOUNTS]
    assert (line.item, line.value, line.names) == ("公开03/2050201 学前教育", Decimal("6.60"), ("小学教育",))


def test_同一指标的各列排在一起_有单位的在前():
    figures = [indicator("产出/数量/甲", "1", "个"), indicator("产出/数量/乙", "2", "个")]
    other = [indicator("产出/数量/甲", "0.5"), indicator("产出/数量/乙", "1", "个"), indicator("产出/数量/乙", "0.5")]
    result = rolled(UNITS, [record("1", form(figures=figures)), record("2", form(figures=other))])
    items = [line.item for line in result.whole.lines]
    assert items == sorted(items, key=items.index)
    assert [(line.item[-1], line.unit) for line in result.whole.lines] == [
        ("甲", "个"),
        ("甲", ""),
        ("乙", "个"),
        ("乙", ""),
    ]


def test_不计入的文件不进任何合计():
    result = rolled(UNITS, [record("1", form(budget="100")), record("1", form(budget="200"), file="另一份.xlsx")])
    assert result.whole.headline.budget is None
    assert next(row.state for row in result.units) is State.TWICE
    assert list(result.whole.lines) == []


def test_没有整体表的单位_由项目合成一行():
    projects = [form("project", "100", "40", "90", project="校舍"), form("project", "300", "300", "70", project="操场")]
    row = next(iter(rolled(UNITS[:1], [record("1", *projects)]).units))
    # (90×100 + 70×300) / 400 = 75
    assert (row.budget, row.executed, row.rate, row.score) == (Decimal(400), Decimal(340), Decimal("0.85"), Decimal(75))
    assert row.projects == 2
    assert row.grade == ""


def test_有整体表的单位_项目不重复计入单位的资金():
    forms = [form("unit", "500", "400"), form("project", "100", "40", project="校舍")]
    result = rolled(UNITS[:1], [record("1", *forms)])
    assert result.whole.headline.budget == Decimal(500)
    assert result.whole.kinds["project"].budget == Decimal(100)
    assert [row.project for row in result.projects] == ["校舍"]


def test_数目很多时合计放到磁盘_结果相同():
    forms = [[form(figures=[indicator(f"产出/数量/{unit}-{number}", "1", "个") for number in range(20)] +
                   [indicator("产出/数量/共同", "0.1", "个")])] for unit in range(30)]  # fmt: skip
    small, large = Sums(most=50), Sums()
    for one in forms:
        small.add_unit(one)
        large.add_unit(one)
    assert list(small.cells()) == [(key, cell) for key, cell in large.cells()]


AMOUNT = st.decimals("0.01", "99999999", places=2)
FORM = st.builds(
    lambda budget, executed, score, rate, kind: form(
        kind, str(budget) if budget else None, str(executed), str(score),
        figures=[indicator("产出/数量/甲", str(executed), "个"), indicator("产出/质量/乙", str(rate), funds=str(budget) if budget else None)],
        project="校舍" if kind == "project" else "",
    ),
    st.none() | AMOUNT, AMOUNT, st.decimals("0", "100", places=2), st.decimals("0", "1.5", places=4), st.sampled_from(["unit", "project"]),
)  # fmt: skip


@st.composite
def trees(draw: st.DrawFn) -> List[Tuple[str, str, str]]:
    size = draw(st.integers(1, 7))
    return [
        (str(n), f"单位{n}", "" if n == 0 else draw(st.sampled_from(["", *map(str, range(n))]))) for n in range(size)
    ]


def figures_of(node: Node) -> Dict:
    return {
        (one.kind, one.group, one.item, one.column, one.unit): (one.value, one.mean, one.count, one.units)
        for one in node.lines
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees(), st.lists(FORM, min_size=7, max_size=7), st.randoms(use_true_random=False))
def test_汇总与单位的顺序无关_每级等于下级之和(units: List, forms: List, random) -> None:
    records = [record(code, one) for (code, _, _), one in zip(units, forms)]
    result = rolled(units, records)
    shuffled, mixed = list(units), list(records)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    again = rolled(shuffled, mixed)
    assert again.whole.headline == result.whole.headline
    assert figures_of(again.whole) == figures_of(result.whole)
    assert {node.code: figures_of(node) for node in again.nodes} == {
        node.code: figures_of(node) for node in result.nodes
    }
    assert sorted((row.code, row.budget, row.score) for row in again.units if row.budget) == sorted(
        (row.code, row.budget, row.score) for row in result.units if row.budget
    )
    rows = {row.code: row for row in result.units}
    parents = {code: parent for code, _, parent in units}

    def below(code: str) -> List[str]:
        return [code, *(other for one, parent in parents.items() if parent == code for other in below(one))]

    for node in result.nodes:
        budgets = [rows[code].budget for code in below(node.code) if rows[code].budget is not None]
        assert node.headline.budget == (sum(budgets) if budgets else None)
        # a unit whose amounts are out of scale with the others' is not added
        executed = [rows[code].executed for code in below(node.code) if rows[code].executed is not None]
        assert all(rows[code].state in (State.ADDED, State.ERRORS) for code in below(node.code))
        assert node.headline.executed == (sum(executed) if executed else None)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees(), st.lists(FORM, min_size=7, max_size=7), st.data())
def test_拆出一级上级_加一个空单位_合计都不变(units: List, forms: List, data) -> None:
    records = [record(code, one) for (code, _, _), one in zip(units, forms)]
    result = rolled(units, records)
    moved = data.draw(st.sampled_from(units))[0]
    split = [(code, name, "新" if code == moved else parent) for code, name, parent in units]
    above = next(parent for code, _, parent in units if code == moved)
    again = rolled([*split, ("新", "新设的一级", above)], records)
    assert again.whole.headline == result.whole.headline
    assert figures_of(again.whole) == figures_of(result.whole)
    assert again.whole.counts.missing == 1
    before = {node.code: node.headline for node in result.nodes}
    after = {node.code: node.headline for node in again.nodes}
    assert {code: after[code] for code in before} == before
    assert "新" in after


def test_上级自己报的数恰是下级之和_要提醒可能重复计算():
    spool, tree = Spool(), Tree(Listed(*one) for one in UNITS)
    spool.add(
        [pack(record(code, form(budget=budget))) for code, budget in (("1", "30.5"), ("11", "10.25"), ("12", "20.25"))]
    )
    decide(spool, tree, Preference(), ())
    assert add_up(spool, tree, True) == ["1"]


def test_没有填的整体表_单位的一行取自项目表():
    blank = form(budget=None, executed=None, score=None)
    project = form("project", budget="50", executed="40", score="90", grade="优")
    part = headline([blank, project])
    assert part is not None
    assert (part.budget, part.executed, part.score, part.grade) == (Decimal(50), Decimal(40), Decimal(90), "优")
    assert headline([blank]) is not None


def test_单位明细与总的数用同一张表():
    whole = rolled(
        [("1", "甲校", "")],
        [record("1", form(budget=None, executed=None, score=None), form("project", budget="50", executed="40"))],
    ).whole
    assert (whole.headline.budget, whole.headline.executed) == (Decimal(50), Decimal(40))
