"""指标表 (indicator table): columns, head, rows and total row of a form drawn on a canvas."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Tuple

from support.cases import Case
from support.layouts.canvas import PERCENT, PLAIN, POINTS, TEXT, Canvas
from support.layouts.look import LEVELS, Look
from support.layouts.official import WIDTHS, Wording, value_of
from support.layouts.words import Split, spaced, split_target

#: cells that jixiao computes: blank looks leave them empty
COMPUTED = ("completion", "score")
_KINDS = {"weight": POINTS, "score": POINTS, "completion": PERCENT, "target": PLAIN, "actual": PLAIN}
_ABOVE = {"target": "年度指标", "actual": "年度指标", "level1": "绩效指标", "level2": "绩效指标", "level3": "绩效指标"}


class Columns:
    """指标表的列: fields from left to right, ``side`` counts the merged label column."""

    def __init__(self, words: Wording, look: Look) -> None:
        wanted = [field for field in look.columns if field in words.columns] or list(words.columns)
        fields: List[str] = []
        for field in wanted:
            if field == "target" and look.split_sign:
                fields.append("sign")
            fields.append(field)
            if field == "target" and look.split_unit:
                fields.append("unit")
        if look.helper:
            fields.insert(0, "helper")  # further right a figure of the money table would be hidden with it
        self.extras_first, self.extras_last = look.first, look.last
        self.side = 1 if look.sides and words.side else 0
        names = ["side"] * self.side + [f"+{word}" for word in look.first] + fields + [f"+{word}" for word in look.last]
        self.names = names

    def __len__(self) -> int:
        return len(self.names)

    def of(self, field: str) -> int:
        """某字段的列号, from 1."""
        return self.names.index(field) + 1

    def widths(self) -> Dict[int, float]:
        """列宽 in characters."""
        return {place: WIDTHS.get("extra" if name[0] == "+" else name, 12) for place, name in enumerate(self.names, 1)}


def draw_indicators(
    canvas: Canvas, case: Case, words: Wording, look: Look, columns: Columns, row: int, width: int
) -> int:
    """画指标表, from ``row``; gives the row after it. ``width`` columns belong to the form: the last one stretches."""
    tail = width - len(columns)
    deep = 2 if look.two_row_head else 1
    top = row
    for place, name in enumerate(columns.names, 1):
        more = 1 + (tail if place == len(columns) else 0)
        if name == "side":
            continue
        text = name[1:] if name[0] == "+" else "" if name == "helper" else look.heads.get(name) or words.heads[name]
        text = spaced(text, place) if look.spaced and text else text
        if deep == 2 and name in _ABOVE:
            before = columns.names[place - 2] if place > 1 else ""
            if _ABOVE.get(before) != _ABOVE[name]:
                run = 1
                while place - 1 + run < len(columns) and _ABOVE.get(columns.names[place - 1 + run]) == _ABOVE[name]:
                    run += 1
                canvas.put(row, place, _ABOVE[name], columns=run, style="head")
            canvas.put(row + 1, place, text, columns=more, style="head")
        else:
            canvas.put(row, place, text, rows=deep, columns=more, style="head")
    row += deep
    rows = list(case["indicators"])
    _draw_levels(canvas, rows, columns, row + (1 if look.execution_inside else 0), look)
    if look.execution_inside:
        _draw_execution(canvas, case, look, columns, row)
        row += 1
    for number, indicator in enumerate(rows):
        split = split_target(value_of(indicator, "target")) if look.split_sign or look.split_unit else None
        for place, name in enumerate(columns.names, 1):
            more = 1 + (tail if place == len(columns) else 0)
            if name == "side" or name in ("level1", "level2"):
                continue
            path = f"indicators[{number}].{name}"
            if name[0] == "+" or name == "helper":
                text, path = (str(number + 1) if name == "+序号" else "1" if name == "helper" else ""), ""
            elif name in ("sign", "unit"):
                text = getattr(split, name) if split else ""
            else:
                text = _text(indicator, name, look, split)
                text = f"指标{number + 1}：{text}" if look.numbered and name == "level3" else text
            kind = _KINDS.get(name, TEXT)
            blank = look.blank and name in COMPUTED and has_figure(text)
            style = "long" if name in ("deviation", "standard", "description", "level3", "method") else "cell"
            canvas.put(row, place, text, columns=more, style=style, path=path, kind=kind, blank=blank)
        row += 1
    for _ in range(look.spare_rows):
        for place in range(columns.side + 1, len(columns) + 1):
            canvas.put(row, place, "", columns=1 + (tail if place == len(columns) else 0))
        row += 1
    if columns.side:
        canvas.put(top, 1, words.side, rows=row - top, style="side")
    return row


def _text(indicator: Dict[str, str], field: str, look: Look, split: Optional[Split]) -> str:
    text = value_of(indicator, field)
    if not split or field not in ("target", "actual"):
        return text
    sign, number, unit = split
    if field == "target":
        bare = number if look.split_unit else number + unit
        return bare if look.split_sign else sign + bare
    own = split_target(text)
    if look.split_sign and own and own.sign == "=":
        text = text.strip()[1:]
    if look.split_unit and look.bare_actual and own and own.unit == unit and own.sign in ("", "="):
        text = own.number
    return text


def _draw_levels(canvas: Canvas, rows: Sequence[Dict[str, str]], columns: Columns, top: int, look: Look) -> None:
    """一级、二级指标: one slot for each run of equal names."""
    for depth, level in enumerate(LEVELS[:2], 1):
        start = 0
        for number in range(1, len(rows) + 1):
            same = number < len(rows) and all(rows[number][name] == rows[start][name] for name in LEVELS[:depth])
            same = same and not look.repeat_levels
            if not same:
                canvas.put(
                    top + start,
                    columns.of(level),
                    rows[start][level],
                    rows=number - start,
                    path=f"indicators[{start}].{level}",
                )
                start = number


def _draw_execution(canvas: Canvas, case: Case, look: Look, columns: Columns, row: int) -> None:
    """预算执行率 as the first indicator row."""
    budget = budget_row(case)
    texts = {"level1": "预算执行", "level2": "预算执行", "level3": "预算执行率", "weight": budget["weight"], "target": "100%",
             "actual": budget["rate"], "completion": budget["rate"], "score": budget["score"]}  # fmt: skip
    split = split_target("100%") if look.split_sign or look.split_unit else None
    for place, name in enumerate(columns.names, 1):
        if name == "side":
            continue
        text = _text(texts, name, look, split) if name in texts else ""
        if name in ("sign", "unit") and split:
            text = getattr(split, name)
        path = "" if name[0] == "+" or name == "helper" else f"execution.{name}"
        kind = _KINDS.get(name, TEXT)
        canvas.put(row, place, text, path=path, kind=kind, blank=look.blank and name in (*COMPUTED, "actual"))


def has_figure(text: str) -> bool:
    """是否印有数字: a dash or nothing is no computed figure."""
    return any(letter.isdigit() for letter in text)


def budget_row(case: Case) -> Dict[str, str]:
    """总额行: the budget row that carries the points."""
    return next(row for row in case["budget"] if row["item"] in ("年度资金总额", "合计"))


def draw_total(canvas: Canvas, case: Case, look: Look, columns: Columns, row: int, width: int) -> int:
    """画总分行: the word, the weight and the points under their columns, the grade beside the points."""
    total = case.get("total")
    if not total:
        return row
    cells: List[Tuple[int, str, str, str]] = []
    weight, score = columns.of("weight"), columns.of("score")
    cells.append((weight, total["weight"], "total.weight", POINTS))
    cells.append((score, total["score"], "total.score", POINTS))
    if "grade" in case and look.grade != "row":
        cells += _grade_cells(case, look, columns, width)
    cells.sort()
    if cells[0][0] > 1:
        word = spaced(look.total_word, 0) if look.spaced else look.total_word
        canvas.put(row, 1, word, columns=cells[0][0] - 1, style="head")
    for place, (column, text, path, kind) in enumerate(cells):
        blank = look.blank and path == "total.score"
        canvas.put(row, column, text, path=path, kind=kind, blank=blank)
        after = cells[place + 1][0] if place + 1 < len(cells) else width + 1
        for blank in range(column + 1, after):
            canvas.put(row, blank, "")
    if "grade" in case and look.grade == "row":
        row += 1
        canvas.put(row, 1, "评价等级", columns=score - 1, style="head")
        canvas.put(row, score, case["grade"], path="grade", blank=look.blank)
    return row + 1


def _grade_cells(case: Case, look: Look, columns: Columns, width: int) -> List[Tuple[int, str, str, str]]:
    """等级: beside the points, in one cell or behind a cell of its own with the word."""
    taken = (columns.of("weight"), columns.of("score"))
    free = [place for place in range(taken[1] + 1, width + 1) if place not in taken] or [
        place for place in range(width, 0, -1) if place not in taken
    ]
    if look.grade == "beside" and len(free) > 1 and free[1] == free[0] + 1:
        return [(free[0], "等级", "", TEXT), (free[1], "" if look.blank else case["grade"], "grade", TEXT)]
    return [(free[0], "等级：" + ("" if look.blank else case["grade"]), "grade", TEXT)]
