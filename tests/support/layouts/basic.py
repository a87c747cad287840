"""基础数据表 (basic data table) drawn on a canvas."""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

from support.cases import Case
from support.layouts.canvas import MONEY, PERCENT, PLAIN, Canvas, spread
from support.layouts.look import Look
from support.layouts.words import spaced

STAFF = ("approved", "actual", "rate")
BUILDINGS = ("area_approved", "area_actual", "area_rate", "cost_approved", "cost_actual", "cost_rate")
AMOUNTS = ("previous", "budget", "current")
WIDTH = 7
#: the rows that the Hengyang form prints as merged level cells beside their parts
_GROUPS = ("三公经费", "项目支出", "公用经费")
_NOTE = "说明：“项目支出”需要填报基本支出以外的所有项目支出情况，“公用经费”填报基本支出中的一般商品和服务支出。"
_VEHICLES = "1、公务用车购置和维护经费"


def draw_basic(canvas: Canvas, case: Case, look: Look, row: int) -> int:
    """画基础数据表: staff, expenses, buildings; 7 columns."""
    row = _draw_staff(canvas, case, look, row) + look.gaps
    if look.official and case["id"].startswith("hengyang"):
        row = _draw_levels(canvas, case, look, row)
    else:
        row = _draw_plain(canvas, case, look, row)
    row = _draw_buildings(canvas, case, look, row + look.gaps)
    canvas.put(row, 1, "厉行节约保障措施", columns=1, style="head")
    canvas.put(row, 2, "", columns=WIDTH - 1)
    if look.official:
        row += 1
        canvas.put(row, 1, _NOTE, columns=WIDTH, style="note")
    for place, width in enumerate((24, 13, 13, 13, 14, 14, 13), 1):
        canvas.widths.setdefault(place, width)
    return row + 1


def _spans(look: Look, weights: Sequence[int]) -> List[int]:
    return spread(WIDTH - 1, weights) if look.merged else [1] * len(weights)


def _draw_staff(canvas: Canvas, case: Case, look: Look, row: int) -> int:
    canvas.put(row, 1, "财政供养人员情况", rows=2, style="head")
    column = 2
    for (label, text), name, span in zip(case["staff"].items(), STAFF, _spans(look, [2, 2, 2])):
        shown = spaced(label, 0) if look.spaced else label
        canvas.put(row, column, shown, columns=span, style="head")
        kind = PERCENT if name == "rate" else PLAIN
        blank = look.blank and name == "rate"
        canvas.put(row + 1, column, text, columns=span, path=f"staff.{name}", kind=kind, blank=blank)
        column += span
    return row + 2


def _head(case: Case) -> str:
    return "经费控制情况" if case["id"].startswith("hengshan") else f"经费控制情况（{case['money_unit']}）"


def _draw_plain(canvas: Canvas, case: Case, look: Look, row: int) -> int:
    spans = _spans(look, [2, 2, 2])
    for label, columns in ((_head(case), (1, 1)),):
        canvas.put(row, columns[0], spaced(label, 0) if look.spaced else label, style="head")
    column = 2
    for label, span in zip(case["columns"], spans):
        canvas.put(row, column, label, columns=span, style="head")
        column += span
    for number, (name, *figures) in enumerate(case["rows"]):
        row += 1
        canvas.put(row, 1, name, style="name")
        column = 2
        for field, text, span in zip(AMOUNTS, figures, spans):
            canvas.put(row, column, text, columns=span, path=f"items[{number}].{field}", kind=MONEY)
            column += span
    return row + 1


def _draw_levels(canvas: Canvas, case: Case, look: Look, row: int) -> int:
    """经费项目分三级列示, as printed in Hengyang: whole and parts in level columns, the wholes without figures of their own."""
    top = row
    heads = ["一级指标", "二级指标", "三级指标", *case["columns"]]
    for place, label in enumerate(heads, 2):
        canvas.put(row, place, label, style="head")
    row += 1
    number = 0
    group: Tuple[str, int] = ("", row)
    vehicles: Tuple[int, int] = (0, 0)
    for name, *figures in case["rows"]:
        if name in _GROUPS:
            _close(canvas, group, row)
            group = (name, row)
            continue
        if name == _VEHICLES:
            vehicles = (row, 2)
            continue
        if name in ("政府采购金额", "部门基本支出预算调整"):
            _close(canvas, group, row)
            group = ("", row)
            canvas.put(row, 2, name, columns=3, style="name")
        elif name in ("其中：公车购置", "公车运行维护"):
            canvas.put(row, 4, name, style="name")
        else:
            canvas.put(row, 3, name, columns=2, style="name")
        for place, (field, text) in enumerate(zip(AMOUNTS, figures)):
            canvas.put(row, 5 + place, text, path=f"items[{number}].{field}", kind=MONEY)
        number += 1
        row += 1
    canvas.put(vehicles[0], 3, _VEHICLES, rows=vehicles[1], style="name")
    canvas.put(top, 1, _head(case), rows=row - top, style="side")
    return row


def _close(canvas: Canvas, group: Tuple[str, int], row: int) -> None:
    if group[0]:
        canvas.put(group[1], 2, group[0], rows=row - group[1], style="side")


def _draw_buildings(canvas: Canvas, case: Case, look: Look, row: int) -> int:
    canvas.put(row, 1, f"楼堂馆所控制情况（{case['year']}年完工项目）", rows=2, style="head")
    buildings: Dict[str, str] = case["buildings"]
    for place, (name, (label, text)) in enumerate(zip(BUILDINGS, buildings.items()), 2):
        canvas.put(row, place, label, style="head")
        rate = name.endswith("rate")
        kind = PERCENT if rate else PLAIN
        canvas.put(row + 1, place, text, path=f"buildings.{name}", kind=kind, blank=look.blank and rate)
    return row + 2
