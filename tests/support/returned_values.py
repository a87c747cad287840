"""单位填报的数 (what a unit fills in): plausible figures for the Hengyang 2024 forms, drawn from a seed, with their sums and points.

The arithmetic is written out here by hand, from the rule's wording: 预算执行率得分＝执行率×分值; 完成指标值得满分, 未完成由人工评定;
优 from 90, 良 from 80, 中 from 60. Nothing of jixiao computes anything here, so that its results can be compared with these.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Dict, List, Mapping, Tuple

PACK = "cn/hunan/hengyang/2024"
BASIC, UNIT = "附件1 基础数据表", "附件2 整体支出绩效自评表"
#: sheet, row, column
Place = Tuple[str, int, int]
#: rows of 附件1 with their field's name in pack.toml; columns E, F, G are previous, budget, current
ITEMS = {
    7: "purchase", 8: "running", 9: "abroad", 10: "reception", 11: "business", 12: "running_costs",
    19: "office", 20: "utilities", 21: "meetings", 22: "procurement", 23: "adjustment",
}  # fmt: skip
COLUMNS = {5: "previous", 6: "budget", 7: "current"}
#: 本级专项资金: one row for each fund
SPECIALS = {14: "学科建设专项资金", 15: "设备更新专项资金"}
#: the row whose target is missed, so that a person gives the points (时效指标)
BY_HAND = 20
_LEVELS = {
    14: ("产出指标", "数量指标"), 17: ("产出指标", "质量指标"), 20: ("产出指标", "时效指标"), 23: ("效益指标", "经济效益指标"),
    26: ("效益指标", "社会效益指标"), 29: ("效益指标", "生态效益指标"), 32: ("效益指标", "可持续影响指标"),
    35: ("满意度指标", "服务对象满意度指标"), 38: ("成本指标", "经济成本指标"),
}  # fmt: skip
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Indicator:
    """一行指标: what is printed in it; points with two decimals."""

    row: int
    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    weight: Decimal
    score: Decimal


@dataclass
class Filled:
    """一个单位填报的内容.

    Args:
        typed: what the unit types. computed: what the formulas around it give.
        facts: field of pack.toml -> money in 万元, people, points; the execution rate unrounded.
        indicators: its rows. score, grade: of 附件2.
    """

    typed: Dict[Place, Any] = field(default_factory=dict)
    computed: Dict[Place, Any] = field(default_factory=dict)
    facts: Dict[str, Decimal] = field(default_factory=dict)
    indicators: List[Indicator] = field(default_factory=list)
    score: Decimal = Decimal(0)
    grade: str = ""


def filled(
    code: str, name: str, seed: int = 0, given: Mapping[Place, Any] | None = None, scale: Decimal = Decimal(1)
) -> Filled:
    """填报一个单位: the same code and seed give the same figures.

    Args:
        given: cells that are filled and locked already; their values are kept and counted with. scale: multiplies every
            amount of money that is typed (10,000 for 元 in place of 万元).
    """
    made = _Making(random.Random(f"{seed}/{code}"), dict(given or {}), scale)
    made.text((BASIC, 3, 2), name)
    made.text((UNIT, 3, 4), name)
    projects = _basic(made)
    _money(made, projects)
    _indicators(made)
    return made.out


class _Making:
    """The values of one unit while they are drawn."""

    def __init__(self, draw: random.Random, given: Dict[Place, Any], scale: Decimal) -> None:
        self.draw, self.given, self.scale = draw, given, scale
        self.out = Filled()

    def cents(self, low: float, high: float) -> Decimal:
        """An amount in 万元 with two decimals."""
        return Decimal(self.draw.randrange(int(low * 100), int(high * 100) + 1)) / 100

    def text(self, place: Place, text: str) -> str:
        """A text, or what was given in its place."""
        if place in self.given:
            return str(self.given[place])
        self.out.typed[place] = text
        return text

    def number(self, place: Place, fact: str, value: Decimal, money: bool = True) -> Decimal:
        """A number, or what was given in its place; noted as a fact."""
        if place in self.given:
            value = Decimal(str(self.given[place]))
        else:
            value = value * self.scale if money else value
            self.out.typed[place] = value
        self.out.facts[fact] = value
        return value


def _basic(made: _Making) -> Decimal:
    """附件1; returns the current year's spending on projects."""
    approved = made.number((BASIC, 5, 2), "staff.approved", Decimal(made.draw.randrange(20, 200)), money=False)
    actual = made.number((BASIC, 5, 4), "staff.actual", approved - made.draw.randrange(0, 8), money=False)
    made.out.computed[BASIC, 5, 6] = _ratio(actual, approved)
    sums = dict.fromkeys(COLUMNS.values(), Decimal(0))
    for row, item in ITEMS.items():
        for column, name in COLUMNS.items():
            top = 3 if row < 11 else 160
            made.number((BASIC, row, column), f"items.{item}.{name}", made.cents(0.5, top))
    for row, fund in SPECIALS.items():
        made.text((BASIC, row, 3), fund)
        for column, name in COLUMNS.items():
            sums[name] += made.number((BASIC, row, column), f"special.{row}.{name}", made.cents(5, 90))
    for column, name in COLUMNS.items():
        made.out.facts[f"items.special.{name}"] = made.out.computed[BASIC, 13, column] = sums[name]
    made.text((BASIC, 26, 2), "严格执行公务接待和公务用车管理制度，压缩会议费、培训费。")
    facts = made.out.facts
    return facts["items.business.current"] + facts["items.running_costs.current"] + sums["current"]


def _money(made: _Making, projects: Decimal) -> None:
    """资金 of 附件2: 支出合计等于执行数, 收入合计等于全年预算数."""
    basic = made.cents(300, 2000) * made.scale
    executed = basic + projects
    full = executed + made.cents(0, 200) * made.scale
    initial = full - made.cents(0, 40) * made.scale
    made.scale, kept = Decimal(1), made.scale
    made.number((UNIT, 5, 4), "budget[0].initial", initial)
    full = made.number((UNIT, 5, 5), "budget[0].full_year", full)
    executed = made.number((UNIT, 5, 6), "budget[0].executed", executed)
    fund, fees, other = (made.cents(0, 60) * kept for _ in range(3))
    for row, amount in zip((7, 8, 9, 10), (full - fund - fees - other, fund, fees, other)):
        made.number((UNIT, row, 5), f"income[{row - 7}]", amount)
    made.number((UNIT, 7, 9), "expenditure[0]", executed - projects)
    made.number((UNIT, 8, 9), "expenditure[1]", projects)
    made.scale = kept
    rate = _ratio(executed, full)
    points = (min(Decimal(1), executed / full) * 10).quantize(_CENT, ROUND_HALF_UP)
    made.out.computed[UNIT, 5, 8], made.out.computed[UNIT, 5, 9] = rate, points
    made.out.facts["budget[0].rate"] = executed / full
    made.out.facts["budget[0].score"] = points
    made.text((UNIT, 12, 2), "保障机关运转，完成全年重点工作任务。")
    made.text((UNIT, 12, 6), "机关运转有序，全年重点工作任务完成较好。")


def _rows(draw: random.Random) -> Dict[int, Tuple[str, str, str, int]]:
    """Row -> level 3, target, actual, weight; the weights add up to 90."""
    people, checks, saved = draw.randrange(100, 900), draw.randrange(10, 60), draw.randrange(5, 40)
    return {
        14: ("培训人次", f"≥{people}人次", f"{people + draw.randrange(0, people // 10)}人次", 10),
        15: ("开展监督检查次数", f"≥{checks}次", f"{checks + draw.randrange(0, 3)}次", 5),
        17: ("任务完成合格率", "≥95%", f"{draw.randrange(950, 1000) / 10}%", 5),
        BY_HAND: ("按期办结率", "≥98%", f"{draw.randrange(800, 975) / 10}%", 30),
        23: ("节约办公经费", f"≥{saved}万元", f"{saved + draw.randrange(0, 3)}万元", 10),
        26: ("公共服务水平", "持续改善", "明显改善", 10),
        32: ("长效管理机制", "健全", "健全", 10),
        35: ("服务对象满意度", "≥90%", f"{draw.randrange(900, 1000) / 10}%", 10),
    }


def _indicators(made: _Making) -> None:
    rows = _rows(made.draw)
    given = sorted({row for sheet, row, column in made.given if sheet == UNIT and 14 <= row <= 40 and column > 3})
    assert BY_HAND not in given, "名册带入的指标占用了人工评分的一行"
    for row in given:
        rows.pop(row, None)
    by_hand = Decimal(made.draw.randrange(800, 3000)) / 100
    lines: Dict[int, Tuple[str, str, str, Decimal]] = {}
    for row in given:
        target = str(made.given.get((UNIT, row, 5), "≥1个"))
        lines[row] = (
            str(made.given.get((UNIT, row, 4), "本单位重点任务")), target, target.lstrip("≥"),
            Decimal(str(made.given.get((UNIT, row, 7), 5))),
        )  # fmt: skip
    for row, (level3, target, actual, weight) in rows.items():
        lines[row] = level3, target, actual, Decimal(weight)
    # what was given takes its points from, or leaves them to, the rows of the unit's own
    left = 90 - sum(weight for *_, weight in lines.values())
    for row in sorted(rows, reverse=True):
        if row != BY_HAND and left:
            level3, target, actual, weight = lines[row]
            changed = max(Decimal(1), weight + left)
            lines[row], left = (level3, target, actual, changed), left - (changed - weight)
    assert not left
    total = made.out.facts["budget[0].score"]
    for row, (level3, target, actual, weight) in sorted(lines.items()):
        score = by_hand if row == BY_HAND else weight
        for column, text in ((4, level3), (5, target), (6, actual)):
            made.text((UNIT, row, column), text)
        made.number((UNIT, row, 7), f"indicators.{row}.weight", weight, money=False)
        if row == BY_HAND:
            made.out.typed[UNIT, row, 8] = score
            made.text((UNIT, row, 9), "部分事项受审批进度影响，已制定整改措施。")
        else:
            made.out.computed[UNIT, row, 8] = score
        level1, level2 = _LEVELS[max(first for first in _LEVELS if first <= row)]
        made.out.indicators.append(Indicator(row, level1, level2, level3, target, actual, weight, score))
        total += score
    made.out.score = made.out.facts["total.score"] = made.out.computed[UNIT, 41, 8] = total
    made.out.grade = next(name for name, least in (("优", 90), ("良", 80), ("中", 60), ("差", 0)) if total >= least)
    made.out.computed[UNIT, 41, 9] = f"等级：{made.out.grade}"


def _ratio(part: Decimal, whole: Decimal) -> float:
    """As a spreadsheet divides: in doubles."""
    return float(part) / float(whole)
