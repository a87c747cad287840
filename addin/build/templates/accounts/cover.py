"""封面 (cover): unit and year, typed once and repeated by every table, and the list of tables."""

from __future__ import annotations

from typing import Sequence

from .. import validation
from ..book import Book
from ..sheet import Sheet


def draw_cover(book: Book, year: int, contents: Sequence[str]) -> Sheet:
    """画封面.

    Args:
        year: the pack's year. contents: the tables, in order.
    """
    sheet = book.sheet("封面", (16.0, 30.0, 16.0, 30.0), kind="cover", heading="部门决算公开表封面", prefix="cover")
    sheet.put(1, 1, "", columns=4, look="year")
    sheet.height(1, 60)
    sheet.formula(2, 1, 'cover_unit_name&cover_year&"年度"', "said_title", columns=4, cached=f"{year}年度")
    sheet.put(3, 1, "部门决算公开表", columns=4, look="title")
    sheet.page.cell(2, 1).number_format = "General"
    for row in (2, 3):
        sheet.height(row, 40)
    sheet.put(4, 1, "", columns=4, look="year")
    sheet.height(4, 40)
    rule = validation.hint("单位名称", "填写单位全称；各表的编制单位由此引出")
    sheet.put(5, 1, "单位名称", look="head")
    sheet.entry(5, 2, "left", columns=3, name="unit_name", rule=rule)
    sheet.put(6, 1, "年度", look="head")
    rule = validation.Rule("whole", "年度", "填写四位年份，如 2024", "请填写四位年份", "between", "2000", "2100")
    sheet.entry(6, 2, "number", name="year", text=year, rule=rule)
    sheet.put(6, 3, "编制日期", look="head")
    sheet.entry(6, 4, "date", name="date", rule=validation.day("编制日期"))
    for row, (left, right) in enumerate(
        ((("单位负责人", "head"), ("财务负责人", "treasurer")), (("填表人", "clerk"), ("联系方式", "contact"))), 7
    ):
        for column, (label, name) in ((1, left), (3, right)):
            sheet.put(row, column, label, look="head")
            sheet.entry(row, column + 1, "left", name=name)
    for row in range(5, 9):
        sheet.height(row, 30)
    sheet.put(9, 1, "", columns=4, look="year")
    sheet.put(10, 1, "目　录", columns=4, look="year")
    for row, text in enumerate(contents, 11):
        sheet.put(row, 1, text, columns=4, look="line")
    return sheet
