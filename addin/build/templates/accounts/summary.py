"""总表 (公开01、04表): income on the left, expenditure by 类 on the right."""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

from openpyxl.utils import get_column_letter

from ....forms.accounts_words import words
from ..book import Book
from ..sheet import Sheet
from .coded import ROUNDED, Coded
from .layout import HEAD, Drawn, by_code, draw_top, linked, money, sheet_name, summed, total_of

FIRST = HEAD + 3
_NUMERALS = "一二三四五六七八九十"
#: rows of the two tables below the 26 类
_INCOME = (
    ("general", "一般公共预算财政拨款收入"), ("fund", "政府性基金预算财政拨款收入"), ("capital", "国有资本经营预算财政拨款收入"),
    ("superior", "上级补助收入"), ("business", "事业收入"), ("operation", "经营收入"), ("affiliated", "附属单位上缴收入"), ("other", "其他收入"),
)  # fmt: skip
_FISCAL = (
    ("general", "一般公共预算财政拨款"),
    ("fund", "政府性基金预算财政拨款"),
    ("capital", "国有资本经营预算财政拨款"),
)
FISCAL_COLUMNS = ("general", "fund", "capital")


def functions() -> List[Tuple[str, str]]:
    """支出功能分类的类: (code, name) in the official order."""
    found: Dict[str, str] = {}
    for name, code in words().functions.items():
        found.setdefault(code, name)
    return sorted(found.items())


def numeral(number: int) -> str:
    """中文序号.

    >>> numeral(3), numeral(10), numeral(26)
    ('三', '十', '二十六')
    """
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _NUMERALS[tens - 1]) + "十" if tens else "") + (_NUMERALS[ones - 1] if ones else "")


def draw_accounts_summary(book: Book, title: str, expenditure: Coded, rows: int) -> Drawn:
    """画收入支出决算总表 (公开01表).

    Args:
        expenditure: 公开03表, whose 类 the right half takes over. rows: its number of 科目 rows.
    """
    sheet = _sheet(book, 1, title, (36.0, 6.0, 18.0, 36.0, 6.0, 18.0))
    drawn = Drawn(1, sheet)
    _head(drawn, (("收入", 3), ("支出", 3)), (("项目", "行次", "金额"), ("项目", "行次", "金额")))
    count = len(functions())
    for place, (key, name) in enumerate(_INCOME):
        _label(sheet, FIRST + place, 1, f"{numeral(place + 1)}、{name}", place + 1)
        drawn.keep(key, "amount", sheet.entry(FIRST + place, 3, "figure", rule=money(name)))
    _blank(sheet, range(FIRST + len(_INCOME), FIRST + count), 1, len(_INCOME) + 1)
    end = FIRST + count
    for place, (code, name) in enumerate(functions()):
        row = FIRST + place
        _label(sheet, row, 4, f"{numeral(place + 1)}、{name}", end - FIRST + 6 + place)
        formula = by_code(expenditure.area("code", rows), expenditure.area("sum", rows), code)
        drawn.keep(code, "amount", sheet.formula(row, 6, formula, "figure", open_=True, rule=summed(name)))
    fiscal = f"F{FIRST}:F{end - 1}"
    lines = (
        ("year_income", "本年收入合计", total_of(f"C{FIRST}:C{FIRST + len(_INCOME) - 1}"), True),
        ("reserve", "使用非财政拨款结余（含专用结余）", "", False),
        ("opening", "年初结转和结余", "", False),
        ("", "", "", False),
        ("income_total", "总计", total_of(f"C{end}", f"C{end + 1}", f"C{end + 2}"), True),
    )
    others = (
        ("year_expenditure", "本年支出合计", total_of(fiscal), True),
        ("distribution", "结余分配", "", False),
        ("closing", "年末结转和结余", "", False),
        ("", "", "", False),
        ("expenditure_total", "总计", total_of(f"F{end}", f"F{end + 1}", f"F{end + 2}"), True),
    )
    for column, found, start in ((1, lines, count + 1), (4, others, count + 6 + count)):
        for place, (key, name, formula, total) in enumerate(found):
            _line(drawn, end + place, column, key, name, formula, total, start + place)
    note = "注：本表反映部门（单位）本年度的总收支和年末结转结余情况。"
    sheet.put(end + 5, 1, note + ROUNDED, columns=sheet.width, look="note")
    return drawn


def _line(drawn: Drawn, row: int, column: int, key: str, name: str, formula: str, total: bool, number: int) -> None:
    sheet = drawn.sheet
    sheet.put(row, column, name, look="head" if total else "name")
    sheet.put(row, column + 1, str(number))
    at = column + 2
    if not key:
        sheet.put(row, at, "")
    elif not formula:
        drawn.keep(key, "amount", sheet.entry(row, at, "figure", rule=money(name)))
    else:
        # the year's sums may be known without their parts; the grand totals always follow
        open_ = key.startswith("year_")
        drawn.keep(
            key, "amount", sheet.formula(row, at, formula, "figure", open_=open_, rule=summed(name) if open_ else None)
        )


def draw_fiscal_summary(
    book: Book, title: str, accounts: Drawn, details: Sequence[Coded], rows: Sequence[int]
) -> Drawn:
    """画财政拨款收入支出决算总表 (公开04表).

    Args:
        accounts: 公开01表. details: 公开05、07、08表, whose 类 the columns take over. rows: their 科目 rows.
    """
    sheet = _sheet(book, 4, title, (32.0, 5.0, 15.0, 34.0, 5.0, 15.0, 16.0, 16.0, 16.0))
    drawn = Drawn(4, sheet)
    right = ("项目", "行次", "合计", "一般公共预算\n财政拨款", "政府性基金预算\n财政拨款", "国有资本经营预算\n财政拨款")
    _head(drawn, (("收入", 3), ("支出", 6)), (("项目", "行次", "金额"), right))
    count = len(functions())
    end = FIRST + count
    for place, (key, name) in enumerate(_FISCAL):
        _label(sheet, FIRST + place, 1, f"{numeral(place + 1)}、{name}", place + 1)
        formula = linked(accounts.ref(key, "amount"))
        drawn.keep(key, "amount", sheet.formula(FIRST + place, 3, formula, "figure", open_=True, rule=summed(name)))
    _blank(sheet, range(FIRST + len(_FISCAL), end), 1, len(_FISCAL) + 1)
    for place, (code, name) in enumerate(functions()):
        row = FIRST + place
        _label(sheet, row, 4, f"{numeral(place + 1)}、{name}", count + 7 + place)
        drawn.keep(code, "sum", sheet.formula(row, 6, total_of(f"G{row}:I{row}"), "figure"))
        for at, (key, table, number) in enumerate(zip(FISCAL_COLUMNS, details, rows)):
            formula = by_code(table.area("code", number), table.area("sum", number), code)
            drawn.keep(code, key, sheet.formula(row, 7 + at, formula, "figure", open_=True, rule=summed(name)))
    _fiscal_income(drawn, end, count)
    _fiscal_expenditure(drawn, end, count)
    note = "注：本表反映部门（单位）本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。"
    sheet.put(end + 6, 1, note + ROUNDED, columns=sheet.width, look="note")
    return drawn


def _fiscal_income(drawn: Drawn, end: int, count: int) -> None:
    _line(drawn, end, 1, "year_income", "本年收入合计", total_of(f"C{FIRST}:C{FIRST + 2}"), True, count + 1)
    opening = total_of(f"C{end + 2}:C{end + 4}")
    _line(drawn, end + 1, 1, "opening", "年初财政拨款结转和结余", opening, False, count + 2)
    for place, (key, name) in enumerate(_FISCAL):
        label = f"　{numeral(place + 1)}、{name}"
        _line(drawn, end + 2 + place, 1, f"opening_{key}", label, "", False, count + 3 + place)
    _line(drawn, end + 5, 1, "income_total", "总计", total_of(f"C{end}", f"C{end + 1}"), True, count + 6)


def _fiscal_expenditure(drawn: Drawn, end: int, count: int) -> None:
    sheet, number = drawn.sheet, 2 * count + 7
    for row, key, name in (
        (end, "year_expenditure", "本年支出合计"), (end + 1, "closing", "年末财政拨款结转和结余"), (end + 5, "expenditure_total", "总计"),
    ):  # fmt: skip
        sheet.put(row, 4, name, look="name" if key == "closing" else "head")
        sheet.put(row, 5, str(number + row - end))
        drawn.keep(key, "sum", sheet.formula(row, 6, total_of(f"G{row}:I{row}"), "figure"))
        for at, column in enumerate(FISCAL_COLUMNS):
            letters = get_column_letter(7 + at)
            if key == "closing":
                where = sheet.entry(row, 7 + at, "figure", rule=money(name))
            elif key == "year_expenditure":
                formula = total_of(f"{letters}{FIRST}:{letters}{end - 1}")
                where = sheet.formula(row, 7 + at, formula, "figure", open_=True, rule=summed(name))
            else:
                where = sheet.formula(row, 7 + at, total_of(f"{letters}{end}", f"{letters}{end + 1}"), "figure")
            drawn.keep(key, column, where)
    for row in range(end + 2, end + 5):
        sheet.put(row, 4, "")
        sheet.put(row, 5, str(number + row - end))
        for blank in range(6, 10):
            sheet.put(row, blank, "")


def _sheet(book: Book, number: int, title: str, widths: Sequence[float]) -> Sheet:
    sheet = book.sheet(sheet_name(number), widths, kind="accounts", heading=title, prefix=f"t{number:02d}")
    sheet.table = f"公开{number:02d}"
    draw_top(sheet, number, title, (3, len(widths) - 2))
    return sheet


def _head(drawn: Drawn, groups: Sequence[Tuple[str, int]], labels: Sequence[Sequence[str]]) -> None:
    sheet, column, order = drawn.sheet, 1, 1
    for (group, span), heads in zip(groups, labels):
        sheet.put(HEAD, column, group, columns=span, look="head")
        for place, label in enumerate(heads):
            sheet.put(HEAD + 1, column + place, label, look="head")
            text = "栏次" if place == 0 else ""
            if place > 1:
                text, order = str(order), order + 1
            sheet.put(HEAD + 2, column + place, text)
        column += span
    sheet.heads = (1, HEAD + 2)


def _label(sheet: Sheet, row: int, column: int, text: str, number: int) -> None:
    sheet.put(row, column, text, look="name")
    sheet.put(row, column + 1, str(number))


def _blank(sheet: Sheet, rows: range, column: int, number: int) -> None:
    for place, row in enumerate(rows):
        sheet.put(row, column, "")
        sheet.put(row, column + 1, str(number + place))
        sheet.put(row, column + 2, "")
