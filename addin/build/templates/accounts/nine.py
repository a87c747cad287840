"""九张部门决算公开表 (the nine tables) in the layout of the Ministry's 部门决算公开 format."""

from __future__ import annotations

from typing import Dict, Mapping

from ..book import Book
from .basic import draw_basic_spending, draw_public
from .coded import Coded, draw_coded
from .layout import Drawn
from .summary import draw_accounts_summary, draw_fiscal_summary

TITLES = {
    1: "收入支出决算总表", 2: "收入决算表", 3: "支出决算表", 4: "财政拨款收入支出决算总表", 5: "一般公共预算财政拨款支出决算表",
    6: "一般公共预算财政拨款基本支出决算表", 7: "政府性基金预算财政拨款收入支出决算表", 8: "国有资本经营预算财政拨款收入支出决算表",
    9: "财政拨款“三公”经费支出决算表",
}  # fmt: skip
_YEAR = "本年支出"
_FUND = (
    ("opening", "年初结转和结余", ""), ("income", "本年收入", ""), ("sum", "小计", _YEAR), ("basic", "基本支出", _YEAR),
    ("project", "项目支出", _YEAR), ("closing", "年末结转和结余", ""),
)  # fmt: skip
CODED = {
    2: Coded(
        2, TITLES[2],
        (("sum", "本年收入合计", ""), ("fiscal", "财政拨款收入", ""), ("superior", "上级补助收入", ""), ("business", "事业收入", ""),
         ("operation", "经营收入", ""), ("affiliated", "附属单位\n上缴收入", ""), ("other", "其他收入", "")),
        ("fiscal", "superior", "business", "operation", "affiliated", "other"), "注：本表反映部门（单位）本年度取得的各项收入情况。",
    ),
    3: Coded(
        3, TITLES[3],
        (("sum", "本年支出合计", ""), ("basic", "基本支出", ""), ("project", "项目支出", ""), ("upward", "上缴上级支出", ""),
         ("operation", "经营支出", ""), ("subsidy", "对附属单位\n补助支出", "")),
        ("basic", "project", "upward", "operation", "subsidy"), "注：本表反映部门（单位）本年度各项支出情况。",
    ),
    5: Coded(
        5, TITLES[5], (("sum", "小计", _YEAR), ("basic", "基本支出", _YEAR), ("project", "项目支出", _YEAR)), ("basic", "project"),
        "注：本表反映部门（单位）本年度一般公共预算财政拨款支出情况。", rows=21, widths=(15.0, 46.0, 20.0), landscape=False,
    ),
    7: Coded(
        7, TITLES[7], _FUND, ("basic", "project"), "注：本表反映部门（单位）本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
        "本单位本年度无政府性基金预算财政拨款收入、支出及结转和结余，本表为空表。", rows=6,
    ),
    8: Coded(
        8, TITLES[8], _FUND, ("basic", "project"), "注：本表反映部门（单位）本年度国有资本经营预算财政拨款收入、支出及结转和结余情况。",
        "本单位本年度无国有资本经营预算财政拨款收入、支出及结转和结余，本表为空表。", rows=6,
    ),
}  # fmt: skip


def draw_nine(book: Book, rows: Mapping[str, int]) -> Dict[int, Drawn]:
    """画九张表.

    Args:
        rows: sheet name -> number of 科目 rows, where it differs from the table's own.

    Returns:
        number -> the drawn table.
    """
    counts = {number: rows.get(f"公开{number:02d}表", table.rows) for number, table in CODED.items()}
    drawn: Dict[int, Drawn] = {}
    drawn[1] = draw_accounts_summary(book, TITLES[1], CODED[3], counts[3])
    for number in (2, 3):
        drawn[number] = draw_coded(book, CODED[number], counts[number])
    details = [CODED[5], CODED[7], CODED[8]]
    drawn[4] = draw_fiscal_summary(book, TITLES[4], drawn[1], details, [counts[5], counts[7], counts[8]])
    drawn[5] = draw_coded(book, CODED[5], counts[5])
    drawn[6] = draw_basic_spending(book, TITLES[6])
    for number in (7, 8):
        drawn[number] = draw_coded(book, CODED[number], counts[number])
    drawn[9] = draw_public(book, TITLES[9])
    return drawn
