"""报告的图 (charts of the report): 预算执行 by source of money, 支出结构, scores by group of indicators."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..engine.blocks import Blocks
from ..figure import Figure, in_unit
from .blocks import chart_blocks
from .chart import Chart
from .lazy import LazyBlocks

NAME = "图"
EXECUTION, STRUCTURE, SCORES = "预算执行", "支出结构", "得分情况"
NAMES = (EXECUTION, STRUCTURE, SCORES)
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
    drawn = {EXECUTION: _execution(names), STRUCTURE: _structure(names), SCORES: _scores(names)}
    return {name: LazyBlocks(partial(chart_blocks, chart)) if chart else None for name, chart in drawn.items()}


def _form(names: Mapping[str, Any]) -> Mapping[str, Any]:
    return next((names[name] for name in _FORMS if name in names), {})


def _execution(names: Mapping[str, Any]) -> Optional[Chart]:
    form = _form(names)
    rows = [row for row in form.get("资金行", ()) if row["全年预算数"] or row["全年执行数"]]
    total = form.get("资金", {}).get("合计")
    if not rows and total and (total["全年预算数"] or total["全年执行数"]):
        rows = [total]
    if not rows:
        return None
    unit = rows[0]["全年预算数"].unit or rows[0]["全年执行数"].unit
    columns = [
        name for name in ("年初预算数", "全年预算数", "全年执行数") if any(not row[name].missing for row in rows)
    ]
    labels = [str(row["名称"]) for row in rows]
    return _chart("预算执行情况", unit, labels, [(name, [row[name] for row in rows]) for name in columns])


def _structure(names: Mapping[str, Any]) -> Optional[Chart]:
    found: List[Tuple[str, Figure]] = []
    accounts = names.get("一般公共预算支出表", {})
    if accounts:
        found = [(str(row["名称"]), row["本年支出"]) for row in accounts.get("类", ()) if row["本年支出"]]
        title = "一般公共预算财政拨款支出结构"
    if not found:
        amounts = _form(names).get("支出性质", {})
        found = [(name, figure) for name, figure in amounts.items() if isinstance(figure, Figure) and figure]
        title = "支出结构"
    if len(found) < 2:
        return None
    return _chart(title, found[0][1].unit, [name for name, _ in found], [("金额", [figure for _, figure in found])])


def _scores(names: Mapping[str, Any]) -> Optional[Chart]:
    form = _form(names)
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
        lying=lying or len(labels) * len(series) > _MANY, number_format="#,##0.00" if unit != "分" else "0.##",
    )  # fmt: skip


def _value(figure: Figure, unit: str) -> Optional[Decimal]:
    return in_unit(figure, unit).value if unit and figure.unit not in ("", unit) else figure.value
