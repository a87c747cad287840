"""A roll-up worked out by hand: a bureau with two schools, from the figures that they typed to every sum and mean.

| unit                | 全年预算数 | 全年执行数 | 执行率 | 执行率得分 | 按期办结率的得分 | 其余指标 | 总分  | 等级 |
|---------------------|-----------|-----------|--------|-----------|----------------|---------|-------|------|
| 900 教育局          |       100 |        90 |   90 % |         9 |           26.5 |      60 |  95.5 | 优   |
| 90001 第一中学      |       300 |       300 |  100 % |        10 |             18 |      60 |  88   | 良   |
| 90002 第二中学      |       600 |       480 |   80 % |         8 |              4 |      60 |  72   | 中   |
"""

import csv
from decimal import Decimal

import pytest
from support.returned_files import HandedOut, register_of, typed
from support.returned_run import jixiao
from support.returned_values import BASIC, UNIT, Filled

#: code, name, parent; 编制, 在职; 年初, 全年, 执行; 基本支出; 培训人次, 按期办结率, its points
UNITS = (
    ("900", "云岭县教育局", "", 40, 38, 110, 100, 90, 60, 120, "97%", 26.5),
    ("90001", "云岭县第一中学", "900", 50, 50, 280, 300, 300, 200, 80, "90%", 18),
    ("90002", "云岭县第二中学", "900", 110, 92, 600, 600, 480, 400, 300, "60%", 4),
)


def typed_by(unit):
    """What the unit types."""
    _, _, _, _, staff, initial, full, executed, basic, people, done, points = unit
    money = {(5, 4): initial, (5, 5): full, (5, 6): executed, (7, 5): full, (7, 9): basic, (8, 9): executed - basic}
    cells = {(UNIT, *where): value for where, value in money.items()}
    cells[BASIC, 5, 4] = staff
    cells[BASIC, 11, 7] = executed - basic  # 项目支出/业务工作经费, 本年决算数
    rows = ((14, "培训人次", "≥80人次", f"{people}人次", 60), (20, "按期办结率", "≥98%", done, 30))
    for row, name, target, actual, weight in rows:
        cells.update({(UNIT, row, 4): name, (UNIT, row, 5): target, (UNIT, row, 6): actual, (UNIT, row, 7): weight})
    cells.update({(UNIT, 20, 8): points, (UNIT, 20, 9): "审批进度较慢，已制定整改措施。"})
    return Filled(typed=cells)


@pytest.fixture(scope="module")
def rolled_up(tmp_path_factory):
    folder = tmp_path_factory.mktemp("手 算")
    staff = "财政供养人员情况编制数"
    register = register_of(folder / "名册.xlsx", [(*unit[:3], {staff: unit[3]}) for unit in UNITS])
    jixiao("issue", register, "-o", folder / "下 发", "--no-report", "--jobs", "1")
    out = HandedOut(folder / "下 发")
    for unit in UNITS:
        target = folder / "报 回" / f"{unit[1]}.xlsx"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(typed(out.workbook(unit[0]), typed_by(unit)))
    made = jixiao(
        "rollup", folder / "报 回", "-o", folder / "汇 总.xlsx", "--manifest", folder / "下 发", "--data", folder / "数 据",
        "--jobs", "1",
    )  # fmt: skip
    with (folder / "数 据" / "totals.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    with (folder / "数 据" / "units.csv").open(encoding="utf-8-sig", newline="") as file:
        units = {row["unit"]: row for row in csv.DictReader(file)}
    return made, lines, units


def near(text, value):
    return abs(Decimal(text) - Decimal(value)) < Decimal("1e-20")


def figure(lines, item, column, node="", group=None):
    found = [one for one in lines if (one["node"], one["item"], one["column"]) == (node, item, column)]
    found = [one for one in found if group is None or one["group"] == group]
    assert len(found) == 1, (node, item, column, found)
    return found[0]


def test_each_units_row_is_as_in_the_table_above(rolled_up):
    _, _, units = rolled_up
    shown = {code: (Decimal(row["score"]), row["grade"], Decimal(row["rate"])) for code, row in units.items()}
    assert shown == {
        "900": (Decimal("95.5"), "优", Decimal("0.9")),
        "90001": (Decimal(88), "良", Decimal(1)),
        "90002": (Decimal(72), "中", Decimal("0.8")),
    }


def test_amounts_are_added_and_the_rate_of_the_sum_is_that_of_the_sums(rolled_up):
    totals = rolled_up[0]["totals"]
    assert Decimal(totals["budget"]) == 100 + 300 + 600
    assert Decimal(totals["executed"]) == 90 + 300 + 480
    assert near(totals["rate"], Decimal(870) / Decimal(1000))
    assert near(totals["rate_mean"], Decimal("2.7") / 3)  # (90 % + 100 % + 80 %) / 3
    assert totals["grades"] == {"优": 1, "良": 1, "中": 1}


def test_scores_are_averaged_weighted_by_funds_with_the_plain_mean_beside(rolled_up):
    totals = rolled_up[0]["totals"]
    # (95.5 × 100 + 88 × 300 + 72 × 600) / 1,000 = (9,550 + 26,400 + 43,200) / 1,000
    assert near(totals["score"], "79.15")
    assert near(totals["score_mean"], (Decimal("95.5") + 88 + 72) / 3)  # 85.1666…
    assert (totals["scored"], totals["unweighed"]) == (3, 0)


def test_indicators_absolute_values_are_added_relative_ones_weighted_by_funds(rolled_up):
    lines = rolled_up[1]
    people = figure(lines, "产出指标/数量指标/培训人次", "actual")
    assert (Decimal(people["value"]), people["unit_of_measure"]) == (120 + 80 + 300, "人次")
    done = figure(lines, "产出指标/时效指标/按期办结率", "actual")
    # (97 % × 100 + 90 % × 300 + 60 % × 600) / 1,000 = (97 + 270 + 360) / 1,000
    assert near(done["value"], "0.727")
    assert near(done["mean"], Decimal("2.47") / 3)
    points = figure(lines, "产出指标/时效指标/按期办结率", "score")
    # (26.5 × 100 + 18 × 300 + 4 × 600) / 1,000 = (2,650 + 5,400 + 2,400) / 1,000
    assert near(points["value"], "10.45")


def test_people_and_spending_by_nature_are_added(rolled_up):
    lines = rolled_up[1]
    assert Decimal(figure(lines, "财政供养人员", "approved")["value"]) == 40 + 50 + 110
    assert Decimal(figure(lines, "财政供养人员", "actual")["value"]) == 38 + 50 + 92
    spent = {one["item"]: Decimal(one["value"]) for one in lines if one["node"] == "" and one["group"] == "amounts"}
    assert spent["支出:基本支出"] == 60 + 200 + 400
    assert spent["支出:项目支出"] == 30 + 100 + 80


def test_the_bureaus_line_is_its_own_return_and_the_two_schools(rolled_up):
    lines = rolled_up[1]
    whole, bureau = (figure(lines, "年度资金总额", "executed", node) for node in ("", "900"))
    assert Decimal(bureau["value"]) == Decimal(whole["value"]) == 870
    assert figure(lines, "年度资金总额", "executed", "900")["units"] == "3"
