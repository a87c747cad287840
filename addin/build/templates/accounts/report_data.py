"""报告数据 (report data): what the narrative's sections 一 to 十一 need beyond the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from .. import validation
from ..book import Book
from ..evaluation import draw_title
from ..sheet import Datum, Sheet
from .layout import Drawn, by_code

SHEET = "报告数据"
_ITEM, _UNIT, _CURRENT, _PREVIOUS, _INITIAL, _REASON = range(1, 7)
_WAN = "万元"


@dataclass(frozen=True)
class Item:
    """一项.

    Args:
        name, title, unit: as in pack.toml. current: (table, row, column) when the nine tables hold it, a formula over items
            (``=goods+works``), or "" for typing. cells: which of previous, initial, reason are typed.
        initial: (table, row, column) of the budget where a table holds it.
    """

    name: str
    title: str
    unit: str = _WAN
    current: object = ""
    cells: str = ""
    initial: object = ""


def _compared(name: str, title: str, place: Tuple[int, str, str]) -> List[Item]:
    return [Item(name, f"{title}（与上年相比）", current=place, cells="previous reason")]


def _against_budget(name: str, title: str, place: Tuple[int, str, str], initial: object = "") -> List[Item]:
    return [Item(name, f"{title}（与预算相比）", current=place, cells="initial reason", initial=initial)]


#: (heading, items); the headings are the narrative's sections
SECTIONS: Sequence[Tuple[str, Sequence[Item]]] = (
    ("机构和人员", (
        Item("staff_total", "实有人数", "人", "=staff_active+staff_retired_cadre+staff_retired"),
        Item("staff_active", "在职人员", "人", cells="previous"),
        Item("staff_retired_cadre", "离休人员", "人", cells="previous"),
        Item("staff_retired", "退休人员", "人", cells="previous"),
        Item("units", "下属预算单位", "个"), Item("offices", "内设科室", "个"),
    )),
    ("一、收入支出决算总体情况", _compared("total", "收入支出总计", (1, "income_total", "amount"))),
    ("四、财政拨款收入支出决算总体情况", (
        *_compared("fiscal", "财政拨款收入支出总计", (4, "income_total", "amount")),
        *_against_budget("fiscal_budget", "财政拨款支出", (4, "year_expenditure", "sum")),
    )),
    ("五、一般公共预算财政拨款支出决算情况", (
        *_compared("general", "一般公共预算财政拨款支出", (5, "total", "sum")),
        *_against_budget("general_budget", "一般公共预算财政拨款支出", (5, "total", "sum")),
    )),
    ("七、政府性基金预算财政拨款收入支出决算情况", (
        *_compared("fund", "政府性基金预算财政拨款支出", (7, "total", "sum")),
        *_against_budget("fund_budget", "政府性基金预算财政拨款支出", (7, "total", "sum")),
    )),
    ("八、国有资本经营预算财政拨款收入支出决算情况", (
        *_compared("capital", "国有资本经营预算财政拨款支出", (8, "total", "sum")),
        *_against_budget("capital_budget", "国有资本经营预算财政拨款支出", (8, "total", "sum")),
    )),
    ("九、财政拨款“三公”经费支出决算情况", (
        *_compared("public", "“三公”经费", (9, "actual", "total")),
        *_compared("public_abroad", "因公出国（境）费", (9, "actual", "abroad")),
        *_compared("public_car", "公务用车购置及运行维护费", (9, "actual", "car")),
        *_compared("public_reception", "公务接待费", (9, "actual", "reception")),
        *_against_budget("public_budget", "“三公”经费", (9, "actual", "total"), (9, "budget", "total")),
        *_against_budget("public_abroad_budget", "因公出国（境）费", (9, "actual", "abroad"), (9, "budget", "abroad")),
        *_against_budget("public_car_purchase_budget", "公务用车购置费", (9, "actual", "car_purchase"), (9, "budget", "car_purchase")),
        *_against_budget("public_car_running_budget", "公务用车运行维护费", (9, "actual", "car_running"), (9, "budget", "car_running")),
        *_against_budget("public_reception_budget", "公务接待费", (9, "actual", "reception"), (9, "budget", "reception")),
        Item("abroad_groups", "因公出国（境）团组", "个"), Item("abroad_people", "因公出国（境）人次", "人次"),
        Item("cars_bought", "公务用车购置数", "辆"), Item("cars_kept", "公务用车保有量", "辆"),
        Item("receptions", "国内公务接待批次", "批次"), Item("reception_people", "国内公务接待人次", "人次"),
    )),
    ("十、其他重要事项", (
        Item("operating", "机关运行经费（公用经费）支出", current=(6, "office_total", "amount"), cells="previous reason"),
        Item("procurement", "政府采购支出总额", current="=procurement_goods+procurement_works+procurement_services"),
        Item("procurement_goods", "政府采购货物支出"), Item("procurement_works", "政府采购工程支出"),
        Item("procurement_services", "政府采购服务支出"), Item("procurement_sme", "授予中小企业合同金额"),
        Item("procurement_micro", "其中：授予小微企业合同金额"),
        Item("house_area", "房屋面积", "平方米"), Item("house_value", "房屋价值"),
        Item("vehicles", "车辆", "辆", "=vehicles_minister+vehicles_principal+vehicles_confidential+vehicles_emergency+vehicles_law+"
             "vehicles_special+vehicles_veteran+vehicles_other"),
        Item("vehicles_value", "车辆价值"),
        Item("vehicles_minister", "副部（省）级及以上领导用车", "辆"), Item("vehicles_principal", "主要负责人用车", "辆"),
        Item("vehicles_confidential", "机要通信用车", "辆"), Item("vehicles_emergency", "应急保障用车", "辆"),
        Item("vehicles_law", "执法执勤用车", "辆"), Item("vehicles_special", "特种专业技术用车", "辆"),
        Item("vehicles_veteran", "离退休干部服务用车", "辆"), Item("vehicles_other", "其他用车", "辆"),
        Item("equipment", "单价100万元（含）以上设备（不含车辆）", "台（套）"),
    )),
    ("十一、预算绩效情况", (
        Item("unit_forms", "整体支出绩效自评表", "个"), Item("unit_budget", "整体支出全年预算总额"), Item("unit_executed", "整体支出实际执行总额"),
        Item("projects", "预算绩效评价项目", "个"), Item("project_budget", "项目全年预算数"), Item("project_executed", "项目全年执行数"),
    )),
)  # fmt: skip
#: rows of the changes by 项: (group, heading, table, rows)
CHANGES = (
    ("general", "五（三）、一般公共预算财政拨款支出决算具体情况（按“项”填写，本年没有而上年有的也要填）", 5, 15),
    ("fund", "七、政府性基金预算财政拨款支出决算具体情况（按“项”填写）", 7, 3),
)


def draw_report_data(book: Book, tables: Dict[int, Drawn]) -> Sheet:
    """画报告数据表: figures that a table holds are taken from it, the others are typed."""
    widths = (44.0, 9.0, 17.0, 17.0, 17.0, 60.0)
    sheet = book.sheet(SHEET, widths, landscape=True, kind="report_data", heading=SHEET, prefix="data")
    row = draw_title(sheet, "", SHEET)
    for column, label in enumerate(("项目", "单位", "本年", "上年", "年初（全年）预算", "原因"), 1):
        sheet.put(row, column, label, look="head")
    sheet.heads = (row, row)
    row += 1
    for heading, items in SECTIONS:
        sheet.put(row, 1, heading, columns=6, look="name")
        row += 1
        places = {item.name: row + at for at, item in enumerate(items)}
        for item in items:
            _draw_item(sheet, row, item, tables, places)
            row += 1
    for group, heading, number, count in CHANGES:
        row = _draw_changes(sheet, row, group, heading, tables[number], count)
    note = "说明：带公式的“本年”由决算表引出；原因写明增减的理由，不写“主要原因是”；没有的项目留空。"
    sheet.put(row, 1, note, columns=6, look="note")
    return sheet


def _draw_item(sheet: Sheet, row: int, item: Item, tables: Dict[int, Drawn], places: Dict[str, int]) -> None:
    sheet.put(row, _ITEM, item.title, look="inner")
    sheet.put(row, _UNIT, item.unit)
    whole = item.unit not in (_WAN, "平方米")
    kind = "count" if whole else "figure"
    rule = validation.count(item.title) if whole else validation.amount(item.title, item.unit)
    cells = {"current": f"{item.name}.current"}
    if isinstance(item.current, tuple):
        table, *place = item.current
        sheet.formula(row, _CURRENT, _taken(tables[table].ref(*place)), kind, cached=0, name=cells["current"])
    elif item.current:
        parts = [f"C{places[part]}" for part in str(item.current)[1:].split("+")]
        refs = ",".join(parts)
        sheet.formula(row, _CURRENT, f'IF(COUNT({refs})=0,"",ROUND(SUM({refs}),6))', kind, name=cells["current"])
    else:
        sheet.entry(row, _CURRENT, kind, name=cells["current"], rule=rule)
    for name, column in (("previous", _PREVIOUS), ("initial", _INITIAL), ("reason", _REASON)):
        if name not in item.cells.split():
            sheet.put(row, column, "")
            continue
        cells[name] = f"{item.name}.{name}"
        if name == "initial" and isinstance(item.initial, tuple):
            table, *place = item.initial
            sheet.formula(row, column, _taken(tables[table].ref(*place)), kind, cached=0, name=cells[name])
        elif name == "reason":
            sheet.entry(row, column, "long", name=cells[name])
        else:
            sheet.entry(row, column, kind, name=cells[name], rule=rule)
    sheet.data.append(Datum(item.name, item.title, item.unit, cells))


def _taken(ref: str) -> str:
    """A blank cell of a table is nothing spent: 0."""
    return f"N({ref})"


def _draw_changes(sheet: Sheet, row: int, group: str, heading: str, table: Drawn, count: int) -> int:
    sheet.put(row, 1, heading, columns=6, look="name")
    row += 1
    for column, label in enumerate(("科目名称（类、款、项以／分开）", "项编码", "本年", "上年", "", "原因"), 1):
        sheet.put(row, column, label, look="head")
    first = row + 1
    for at in range(first, first + count):
        sheet.entry(at, _ITEM, "left", rule=validation.hint("科目名称", "例如 教育支出／职业教育／高等职业教育"))
        sheet.entry(at, _UNIT, "text", rule=validation.hint("项编码", "七位编码，例如 2050305"))
        codes, amounts = table.area(1), table.area(table.columns["sum"])
        found = by_code(codes, amounts, "X").replace('="X"', f'=$B{at}&""')
        formula = f'IF(LEN($B{at})=0,"",N({found}))'
        sheet.formula(at, _CURRENT, formula, "figure")
        sheet.entry(at, _PREVIOUS, "figure", rule=validation.amount("上年决算数"))
        sheet.put(at, _INITIAL, "")
        sheet.entry(at, _REASON, "long")
    columns = {"name": _ITEM, "code": _UNIT, "current": _CURRENT, "previous": _PREVIOUS, "reason": _REASON}
    sheet.grows("subjects", first, first + count - 1, columns, group)
    return first + count
