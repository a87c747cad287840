"""基础数据表 (basic data table): staff, amounts of three columns, buildings, thrift measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Mapping, Sequence, Tuple

from openpyxl.utils import get_column_letter

from . import validation
from .book import Book
from .evaluation import draw_foot, draw_people, draw_title
from .formulas import ratio, sum_of
from .sheet import Sheet

FIELDS = ("previous", "budget", "current")
_STAFF = ("approved", "actual", "rate")
_BUILDINGS = (
    ("area_approved", "批复规模\n（㎡）"), ("area_actual", "实际规模\n（㎡）"), ("area_rate", "规模控制率"),
    ("cost_approved", "预算投资\n（万元）"), ("cost_actual", "实际投资\n（万元）"), ("cost_rate", "投资概算\n控制率"),
)  # fmt: skip
THRIFT = "厉行节约保障措施"


@dataclass(frozen=True)
class Item:
    """基础数据表的一行.

    Args:
        name: as printed. key: what sums call it; "" for a row in no sum.
        parts: keys of the rows whose sum it is; empty for a row to type.
        details: number of blank rows below it, one for each project or fund; their sum is the row's.
        look: ``name``, ``inner`` or ``deep``. change: amounts may be negative. marks: columns that print —— instead.
        place: (column, columns, rows) of the label, where the form has level columns.
        side: (label, rows) of a label that begins here, left of the names.
    """

    name: str
    key: str = ""
    parts: Sequence[str] = ()
    details: int = 0
    look: str = "name"
    change: bool = False
    marks: Sequence[str] = ()
    place: Tuple[int, int, int] = (1, 1, 1)
    side: Tuple[str, int] = ("", 0)


@dataclass(frozen=True)
class BasicTable:
    """一张基础数据表的表样.

    Args:
        sheet, annex, title: as in the self-evaluation form. year: the year of the table. money_unit: 万元 or 元.
        items: the rows. levels: heads of the level columns; empty where the names stand in one column.
        widths: of the columns; the amounts take the last three (levels) or the last six (two each).
        head: the label above the names. signatures, notes: below the table.
    """

    sheet: str
    title: str
    year: int
    items: Sequence[Item]
    annex: str = ""
    money_unit: str = "万元"
    levels: Sequence[str] = ()
    widths: Sequence[float] = (36.0, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5)
    head: str = "经费控制情况\n（万元）"
    people: Sequence[Sequence[Tuple[str, str]]] = ((("填报单位", "unit_name"),),)
    signatures: Sequence[str] = ()
    notes: Sequence[str] = ()


def draw_basic(book: Book, form: BasicTable, rows: Mapping[str, int]) -> Sheet:
    """画一张基础数据表.

    Args:
        book: where the sheet goes. form: the form.
        rows: name of a row with details -> number of detail rows, where it differs from the form's own.
    """
    sheet = book.sheet(form.sheet, form.widths, kind="basic", heading=form.title)
    row = draw_people(sheet, form.people, draw_title(sheet, form.annex, form.title))
    row = _draw_staff(sheet, form, row)
    row = _draw_items(sheet, form, row, rows)
    row = _draw_buildings(sheet, form, row)
    sheet.put(row, 1, THRIFT, look="side")
    sheet.entry(row, 2, "long", columns=6, name="thrift", rule=validation.hint(THRIFT, "采取了哪些厉行节约的措施"))
    sheet.height(row, 60)
    draw_foot(sheet, form.signatures, form.notes, row + 1)
    return sheet


def _draw_staff(sheet: Sheet, form: BasicTable, row: int) -> int:
    sheet.put(row, 1, "财政供养人员情况", rows=2, look="side")
    heads = ("编制数", f"{form.year}年实际在职人数", "控制率")
    cells: Dict[str, str] = {}
    for place, (name, head) in enumerate(zip(_STAFF, heads)):
        column = 2 + 2 * place
        sheet.put(row, column, head, columns=2, look="head")
        path = f"staff.{name}"
        if name == "rate":
            made = ratio(cells["approved"], cells["actual"])
            sheet.formula(row + 1, column, made, "percent", columns=2, name=path)
        else:
            rule = validation.count(head)
            cells[name] = sheet.entry(row + 1, column, "number", columns=2, name=path, rule=rule)
    return row + 2


def _draw_items(sheet: Sheet, form: BasicTable, row: int, rows: Mapping[str, int]) -> int:
    spans = [(5, 1), (6, 1), (7, 1)] if form.levels else [(2, 2), (4, 2), (6, 2)]
    heads = (f"{form.year - 1}年决算数", f"{form.year}年预算数", f"{form.year}年决算数")
    top = row
    for place, label in enumerate(form.levels, 2):
        sheet.put(row, place, label, look="head")
    if not form.levels:
        sheet.put(row, 1, form.head, look="head")
    for (column, columns), head in zip(spans, heads):
        sheet.put(row, column, head, columns=columns, look="head")
    sheet.heads = (row, row)
    row += 1
    places = _places(form, row, rows)
    for number, item in enumerate(form.items):
        at = places[item.name]
        column, columns, deep = item.place
        if item.name and columns:
            sheet.put(at, column, item.name, rows=deep, columns=columns, look=item.look)
        if item.side[1]:
            more = sum(rows.get(one.name, one.details) for one in _below(form, number, item.side[1]))
            sheet.put(at, 2, item.side[0], rows=item.side[1] + more, look="side")
        for (first, wide), field in zip(spans, FIELDS):
            _draw_amount(sheet, form, item, (at, first, wide), field, places, rows)
        for extra in range(at + 1, at + 1 + rows.get(item.name, item.details)):
            sheet.entry(
                extra, column, "left", columns=columns or 1, look="deep",
                rule=validation.hint("名称", "一个项目（专项）一行，填写名称；行数不够可以插入行"),
            )  # fmt: skip
            for first, wide in spans:
                rule = validation.amount(item.name, form.money_unit)
                sheet.entry(extra, first, "money", columns=wide, rule=rule)
        if item.details:
            last = at + rows.get(item.name, item.details)
            columns_of = {"name": column, **{field: first for (first, _), field in zip(spans, FIELDS)}}
            sheet.grows("items", at + 1, last, columns_of, item.key or item.name)
    end = max(places.values()) + 1 + rows.get(form.items[-1].name, form.items[-1].details)
    if form.levels:
        sheet.put(top, 1, form.head, rows=end - top, look="side")
    return end


def _below(form: BasicTable, number: int, count: int) -> Sequence[Item]:
    return form.items[number : number + count]


def _places(form: BasicTable, row: int, rows: Mapping[str, int]) -> Dict[str, int]:
    places = {}
    for item in form.items:
        places[item.name] = row
        row += 1 + rows.get(item.name, item.details)
    return places


def _draw_amount(
    sheet: Sheet,
    form: BasicTable,
    item: Item,
    place: Tuple[int, int, int],
    field: str,
    places: Mapping[str, int],
    rows: Mapping[str, int],
) -> None:
    row, column, columns = place
    if field in item.marks:
        sheet.put(row, column, "——", columns=columns)
        return
    letter = get_column_letter(column)
    path = f"items.{item.key}.{field}" if item.key else ""
    made = validation.change if item.change else validation.amount
    rule = made(f"{item.name}（{field_title(field)}）"[:32], form.money_unit)
    parts = [f"{letter}{places[one.name]}" for one in form.items if one.key in item.parts]
    if item.details:
        parts = [f"{letter}{row + 1}:{letter}{row + rows.get(item.name, item.details)}"]
        # a unit that lists no project of its own states the sum
        sheet.formula(row, column, sum_of(parts), "money", columns=columns, name=path, open_=True, rule=rule)
    elif parts:
        sheet.formula(row, column, sum_of(parts), "money", columns=columns, name=path)
    else:
        sheet.entry(row, column, "money", columns=columns, name=path, rule=rule)


def field_title(field: str) -> str:
    """某栏的名称.

    >>> field_title("budget")
    '本年预算数'
    """
    return {"previous": "上年决算数", "budget": "本年预算数", "current": "本年决算数"}[field]


def _draw_buildings(sheet: Sheet, form: BasicTable, row: int) -> int:
    sheet.put(row, 1, f"楼堂馆所控制情况\n（{form.year}年完工项目）", rows=2, look="side")
    cells: Dict[str, str] = {}
    for column, (name, label) in enumerate(_BUILDINGS, 2):
        sheet.put(row, column, label, look="head")
        path = f"buildings.{name}"
        if name.endswith("rate"):
            base, actual = (cells[name.replace("rate", end)] for end in ("approved", "actual"))
            sheet.formula(row + 1, column, ratio(base, actual), "percent", name=path)
        else:
            rule = validation.amount(label.split("\n")[0], "㎡" if name.startswith("area") else "万元")
            cells[name] = sheet.entry(row + 1, column, "money", name=path, rule=rule)
    return row + 2


def three_public(columns: bool = False) -> List[Item]:
    """三公经费各行: the whole, vehicles with purchase and running, travel abroad, reception."""
    return [
        Item("三公经费", "three_public", ("vehicles", "abroad", "reception")),
        Item("1、公务用车购置和维护经费", "vehicles", ("purchase", "running"), look="inner"),
        Item("其中：公车购置", "purchase", look="deep"),
        Item("公车运行维护", "running", look="deep"),
        Item("2、出国经费", "abroad", look="inner"),
        Item("3、公务接待", "reception", look="inner"),
    ]
