"""报告的图 (charts of the report): 预算执行 by source of money, 支出结构, scores by group of indicators."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..engine.blocks import Blocks
from ..figure import Figure, in_unit
from .blocks import chart_blocks
from .chart import Chart
from .lazy import LazyBlocks

NAME = "图"
EXECUTION, STRUCTURE, SCORES = "预算执行", "支出结构", "得分情况"
PROJECT_EXECUTION, PROJECT_SCORES = "项目预算执行", "项目得分情况"
NAMES = (EXECUTION, STRUCTURE, SCORES, PROJECT_EXECUTION, PROJECT_SCORES)
#: labels longer than this lie better beside horizontal bars
_LONG = 8
#: more upright bars than these stand so close that their figures run into each other
_MANY = 6
_FORMS = ("整体自评表", "项目自评表", "专项自评表")


def charts(names: Mapping[str, Any]) -> Dict[str, Optional[Blocks]]:
    """图.

    Args:
        names: the report's names as ``read_names`` gives them.

    Returns:
        name -> the chart; None where the workbook has no figures for it, so that ``{%p if 图.预算执行 %}`` leaves it out.
    """
    form, projects = _form(names), names.get("项目", ())
    drawn = {
        EXECUTION: _execution(form), STRUCTURE: _structure(names, form), SCORES: _scores(form),
        PROJECT_EXECUTION: _by_project(projects) if len(projects) > 1 else _execution(*projects[:1]),
        PROJECT_SCORES: _scores_by_project(projects) if len(projects) > 1 else _scores(*projects[:1]),
    }  # fmt: skip
    return {name: LazyBlocks(partial(chart_blocks, chart)) if chart else None for name, chart in drawn.items()}


def _form(names: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first form that is filled."""
    found = [names[name] for name in _FORMS if name in names]
    return next((form for form in found if _rows_of_money(form)), found[0] if found else {})


def _rows_of_money(form: Mapping[str, Any]) -> List[Any]:
    """The sources of money with their execution; the total where the sources say nothing about it."""
    rows = [row for row in form.get("资金行", ()) if row["全年预算数"] or row["全年执行数"]]
    total = form.get("资金", {}).get("合计")
    if total and (total["全年预算数"] or total["全年执行数"]):
        told = [row for row in rows if not row["全年执行数"].missing]
        if not told and (not rows or not total["全年执行数"].missing):
            return [total]
    return rows


def _execution(form: Mapping[str, Any] = MappingProxyType({})) -> Optional[Chart]:
    return _of_money("预算执行情况", [(str(row["名称"]), row) for row in _rows_of_money(form)])


def _by_project(projects: Sequence[Mapping[str, Any]]) -> Optional[Chart]:
    rows = [(str(one["项目名称"]), one["资金"]["合计"]) for one in projects if one["资金"].get("合计")]
    return _of_money("各项目预算执行情况", [row for row in rows if row[1]["全年预算数"] or row[1]["全年执行数"]])


def _of_money(title: str, rows: Sequence[Tuple[str, Any]]) -> Optional[Chart]:
    if not rows:
        return None
    unit = rows[0][1]["全年预算数"].unit or rows[0][1]["全年执行数"].unit
    columns = [
        name for name in ("年初预算数", "全年预算数", "全年执行数") if any(not row[name].missing for _, row in rows)
    ]
    labels = [label for label, _ in rows]
    return _chart(title, unit, labels, [(name, [row[name] for _, row in rows]) for name in columns])


def _scores_by_project(projects: Sequence[Mapping[str, Any]]) -> Optional[Chart]:
    rows = [(str(one["项目名称"]), one["总分"]["得分"]) for one in projects if not one["总分"]["得分"].missing]
    if not rows:
        return None
    return _chart("各项目自评得分情况", "分", [name for name, _ in rows], [("得分", [score for _, score in rows])])


def _structure(names: Mapping[str, Any], form: Mapping[str, Any]) -> Optional[Chart]:
    found: List[Tuple[str, Figure]] = []
    accounts = names.get("一般公共预算支出表", {})
    if accounts:
        found = [(str(row["名称"]), row["本年支出"]) for row in accounts.get("类", ()) if row["本年支出"]]
        title = "一般公共预算财政拨款支出结构"
    if not found:
        amounts = form.get("支出性质", {})
        found = [(name, figure) for name, figure in amounts.items() if isinstance(figure, Figure) and figure]
        title = "支出结构"
    if len(found) < 2:
        return None
    return _chart(title, found[0][1].unit, [name for name, _ in found], [("金额", [figure for _, figure in found])])


def _scores(form: Mapping[str, Any] = MappingProxyType({})) -> Optional[Chart]:
    groups: List[Any] = []
    for level in ("分组", "二级分组"):
        groups = [row for row in form.get(level, ()) if row["分值"] and str(row["名称"])]
        if len(groups) > 1:
            break
    if len(groups) < 2 or all(row["得分"].missing for row in groups):
        return None
    labels = [str(row["名称"]) for row in groups]
    series = [(name, [row[name] for row in groups]) for name in ("分值", "得分")]
    return _chart("各类指标得分情况", "分", labels, series)


def _chart(title: str, unit: str, labels: Sequence[str], series: Sequence[Tuple[str, Sequence[Figure]]]) -> Chart:
    lying = any(len(label) > _LONG for label in labels) or len(labels) > 6
    return Chart(
        title, unit, tuple(labels), tuple((name, tuple(_value(one, unit) for one in row)) for name, row in series),
        lying=lying or len(labels) * len(series) > _MANY, number_format="#,##0.00" if unit != "分" else "General",
    )  # fmt: skip


def _value(figure: Figure, unit: str) -> Optional[Decimal]:
    return in_unit(figure, unit).value if unit and figure.unit not in ("", unit) else figure.value
