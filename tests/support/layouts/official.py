"""正式表样 (official wording): what the published forms print, by case."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Tuple

from support.cases import BASIC, FUND, PROJECT, SCORECARD, UNIT, Case, kind_of
from support.layouts.look import HEADS, MONEY_HEADS

#: field of the form model -> key of a case's indicator
CASE_KEYS = {"method": "scoring", "description": "formula"}
_COMMON = ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation")
_COLUMNS = {
    "xinjiang-project": ("level1", "level2", "level3", "weight", "target", "actual", "completion", "score", "basis",
                         "last_year", "method", "evidence", "deviation"),
    "xinjiang-unit": ("level1", "level2", "level3", "target", "basis", "weight", "actual", "score"),
    SCORECARD: ("level1", "level2", "level3", "weight", "standard", "description", "score"),
}  # fmt: skip
_HEADS = {
    "xinjiang-project": {"weight": "权重", "target": "目标值", "actual": "业绩值", "score": "指标得分"},
    "xinjiang-unit": {"weight": "分值权重", "target": "预期指标值", "actual": "实际完成指标值"},
    FUND: {"deviation": "未完成原因和改进措施"},
    "zhuzhou-unit": {"deviation": "差异分析及改进措施"},
}
#: widths in characters; what is not named gets 12
WIDTHS = {"side": 10, "level1": 12.5, "level2": 12, "level3": 16, "weight": 6.5, "target": 15, "actual": 15, "completion": 8.5,
          "score": 8, "basis": 11, "last_year": 12, "method": 11, "evidence": 9, "deviation": 26, "standard": 40,
          "description": 34, "sign": 6, "unit": 9, "extra": 6, "helper": 8}  # fmt: skip


class Wording(NamedTuple):
    """表样用语 of one published form."""

    title: str
    year: str  # the text of the year row; "" when the year stands in the title
    people: Tuple[Tuple[Tuple[str, str], ...], ...]  # rows of (label, text) under the title
    money_side: str
    money_corner: str  # the head above the names of the money rows
    columns: Tuple[str, ...]
    heads: Dict[str, str]
    money_columns: Tuple[str, ...]
    money_heads: Dict[str, str]
    side: str  # the merged label left of the indicators; "" when the form has none


def family(case: Case) -> str:
    """表样类别: the forms that are printed alike."""
    kind = kind_of(case)
    place = case["id"].partition("-")[0]
    return f"{place}-{kind}" if place in ("xinjiang", "zhuzhou") and kind in (PROJECT, UNIT) else kind


def value_of(indicator: Dict[str, str], field: str) -> str:
    """案例里某字段的文字."""
    return indicator.get(CASE_KEYS.get(field, field), "")


def wording(case: Case) -> Wording:
    """某案例的正式用语."""
    kind, like = kind_of(case), family(case)
    held: List[str] = [
        f for f in _COLUMNS.get(like, _COMMON) if any(CASE_KEYS.get(f, f) in i for i in case.get("indicators", ()))
    ]
    money_held = [f for f in MONEY_HEADS if case.get("budget") and any(f in row for row in case["budget"])]
    unit, year = case.get("unit", ""), case["year"]
    bracket = f"\n（{case['money_unit']}）"
    people: Tuple[Tuple[Tuple[str, str], ...], ...] = ((("单位名称", unit),),)
    own = _HEADS.get(like, _HEADS.get(kind, {}))
    title, year_row, money_side, corner, side = case["form"], "", f"年度预算申请{bracket}", "", "绩效指标"
    money_heads = {field: words[0] for field, words in MONEY_HEADS.items()}
    if kind == PROJECT:
        both = (("主管部门", case["department"]), ("实施单位", unit))
        people = ((("项目名称" if like.startswith("xinjiang") else "项目支出名称", case["project"]),), both)
        money_side, side = f"项目资金{bracket}", "年度绩效指标完成情况" if like.startswith("xinjiang") else "绩效指标"
    elif kind == FUND:
        people = ((("专项资金名称", case["project"]),), (("主管部门", case["department"]), ("实施单位", unit)))
        money_side = f"资金情况{bracket}"
        money_heads.update({"full_year": "全年预算数（A）", "executed": "全年执行数（B）", "rate": "执行率（B/A）"})
    elif like == "xinjiang-unit":
        money_side, corner, side = f"部门资金{bracket}", "资金来源", ""
        money_heads["weight"] = "分值权重"
    elif kind == UNIT:
        people = ((("市级预算部门（单位）名称" if case["id"].startswith("zhuzhou-2023") else "部门名称", unit),),)
        if case["id"].startswith("zhuzhou-2021"):
            money_side, corner = f"资金情况{bracket}", "年度资金总额"
            money_heads["score"] = "得分(执行率×分值)"
            own = {}
    if case["id"].startswith("xinjiang"):
        year_row = f"（{year}年度）" if kind == UNIT else f"({year}年度)"
    elif kind in (BASIC, SCORECARD):
        people = ((("填报单位", unit),),)
        side = ""
        title = f"{year}年度{title}" if case["id"].startswith("zhuzhou") else title
        year_row = "" if str(year) in title else f"（{year}年度）"
    else:
        title = f"{year}年度{title}"
    heads = {field: words[0] for field, words in HEADS.items()}
    heads.update(own)
    return Wording(
        title, year_row, people, money_side, corner, tuple(held), heads, tuple(money_held), money_heads, side
    )


def notes(case: Case) -> Tuple[str, ...]:
    """表下的备注, as the published forms print them."""
    if case["id"].startswith("zhuzhou-2021"):
        return (
            "备注：1.“执行率”=“全年执行数”/“全年预算数”；",
            "2.总分设置为100分，等级划分为：90分（含）-100分为优，80分（含）-90分为良，60分（含）-80分为中，60分以下为差。",
        )
    if kind_of(case) == PROJECT and case["id"].startswith("zhuzhou"):
        return ("备注：一个一级项目支出一张表。",)
    return tuple(f"{'注：' if not n else ''}{n + 1}.{rule}" for n, rule in enumerate(case.get("rules", ())))
