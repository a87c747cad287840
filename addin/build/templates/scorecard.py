"""评分表 (scorecard): the indicators with their 评价标准; rates come from the basic data table on its own sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from udfs.core.rules import load

from ...grid import address
from ...grid import position as position_of
from . import validation
from .book import Book
from .evaluation import draw_people, draw_title
from .formulas import form_total, scorecard_points, weight_total
from .sheet import Sheet

LEVEL1, LEVEL2, LEVEL3, WEIGHT, STANDARD, DESCRIPTION, SCORE = range(1, 8)
_WIDTHS = (11.0, 12.0, 19.0, 7.0, 48.0, 46.0, 9.0)
_HEADS = ("一级指标", "二级指标", "三级指标", "分值", "评价标准", "指标说明", "得分")


@dataclass(frozen=True)
class Criterion:
    """评分表的一行.

    Args:
        name, weight, standard, description: as printed. rate: fields of the basic data table, (actual, base), where
            the rate follows from it; empty where points are typed. no_project: True where 没有项目 gives full points.
        second: name of a second indicator that shares the row's figures.
    """

    name: str
    weight: int
    standard: str
    description: str = ""
    rate: Tuple[str, ...] = ()
    no_project: bool = False
    second: str = ""

    @property
    def rows(self) -> int:
        """占几行."""
        return 2 if self.second else 1


#: (一级指标, ((二级指标, its rows), …))
Groups = Sequence[Tuple[str, Sequence[Tuple[str, Sequence[Criterion]]]]]


@dataclass(frozen=True)
class Scorecard:
    """一张评分表的表样: sheet, title and year line; the profile; the groups."""

    sheet: str
    title: str
    year_line: str
    profile: str
    groups: Groups
    annex: str = ""
    notes: Sequence[str] = ()


def draw_scorecard(book: Book, form: Scorecard, basic: Sheet) -> Sheet:
    """画一张评分表.

    Args:
        book: where the sheet goes. form: the form. basic: the basic data table that gives the rates.
    """
    sheet = book.sheet(form.sheet, _WIDTHS, landscape=True, kind="scorecard", heading=form.title)
    row = draw_title(sheet, form.annex, form.title)
    sheet.put(row, 1, form.year_line, columns=sheet.width, look="year")
    row = draw_people(sheet, [[("填报单位", "unit_name")]], row + 1)
    for column, head in enumerate(_HEADS, 1):
        sheet.put(row, column, head, look="head")
    sheet.heads = (row, row)
    row += 1
    first = row
    number = 0
    for level1, groups in form.groups:
        top = row
        for level2, rows in groups:
            start = row
            for one in rows:
                _draw_row(sheet, form, one, row, basic, number)
                row, number = row + one.rows, number + 1
            sheet.put(start, LEVEL2, level2, rows=row - start)
        sheet.put(top, LEVEL1, level1, rows=row - top)
    weights, scores = (f"{letter}{first}:{letter}{row - 1}" for letter in "DG")
    sheet.put(row, LEVEL1, "合计", columns=3, look="head")
    full = sum(one.weight for _, groups in form.groups for _, rows in groups for one in rows)
    sheet.formula(row, WEIGHT, weight_total([weights]), name="total.weight", cached=full)
    sheet.put(row, STANDARD, "", columns=2)
    sheet.formula(row, SCORE, form_total([], weights, scores), name="total.score")
    for place, note in enumerate(form.notes, row + 1):
        sheet.put(place, 1, note, columns=sheet.width, look="note")
    return sheet


def _draw_row(sheet: Sheet, form: Scorecard, one: Criterion, row: int, basic: Sheet, number: int) -> None:
    sheet.put(row, LEVEL3, one.name, look="long")
    if one.second:
        sheet.put(row + 1, LEVEL3, one.second, look="long")
    weight = address(row, WEIGHT)
    # a figure, though no one types it: formulas read it
    sheet.put(row, WEIGHT, "", rows=one.rows)
    sheet.page.cell(row, WEIGHT).value = one.weight
    sheet.put(row, STANDARD, one.standard, rows=one.rows, look="long")
    sheet.entry(row, DESCRIPTION, "long", rows=one.rows, text=one.description)
    path = f"indicators[{number}].score"
    if not one.rate:
        rule = validation.points("得分", one.weight, "按评价标准评定后填写")
        sheet.entry(row, SCORE, "points", rows=one.rows, name=path, rule=rule)
        return
    rule = validation.points(
        "得分", one.weight, "由基础数据表自动计算；显示空白的（数据未填或为零）按评价标准评定后填写"
    )
    actual, base = (reference(basic, field) for field in one.rate)
    made = scorecard_points(
        weight, one.standard, load(form.profile), f"{actual}/{base}", (actual, base),
        reference(basic, "staff.approved") if one.no_project else "",
    )  # fmt: skip
    sheet.formula(row, SCORE, made, rows=one.rows, name=path, open_=True, rule=rule)


def reference(sheet: Sheet, path: str) -> str:
    """另一张表上某字段的引用, such as ``'附件2 基础数据表'!$B$5``."""
    where = sheet.names[sheet.fields[path]]
    position_of(where)  # one cell, not a range
    return "'" + sheet.title.replace("'", "''") + "'!" + where


def weights_of(groups: Groups) -> Dict[str, int]:
    """各行的分值, by name."""
    every: List[Criterion] = [one for _, inner in groups for _, rows in inner for one in rows]
    return {one.name: one.weight for one in every}
