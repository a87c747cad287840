"""画表 (draw): a case as a canvas in a given look."""

from __future__ import annotations

from support.cases import BASIC, SCORECARD, Case, kind_of
from support.layouts.basic import WIDTH, draw_basic
from support.layouts.canvas import Canvas
from support.layouts.head import draw_goals, draw_money, draw_people, draw_title
from support.layouts.look import Look
from support.layouts.official import notes, wording
from support.layouts.table import Columns, draw_indicators, draw_total


def draw(case: Case, look: Look) -> Canvas:
    """画一张表, its origin at the look's place.

    Args:
        case: one table of ../shared/cases, or one made in its shape.
        look: the layout.

    Returns:
        The canvas; every slot with a ``path`` holds that field of the form.
    """
    words = wording(case)
    canvas = Canvas()
    row = 1
    if kind_of(case) == BASIC:
        row = draw_title(canvas, case, words, look, row, WIDTH)
        row = draw_people(canvas, words, look, row, WIDTH) + look.gaps
        draw_basic(canvas, case, look, row)
        return canvas.moved(look.row - 1, look.column - 1)
    columns = Columns(words, look)
    needed = 1 + len(words.money_columns) + (1 if look.sides else 0) if case.get("budget") else 4
    width = max(len(columns), needed)
    canvas.widths.update(columns.widths())
    canvas.landscape = len(columns) > 9 or kind_of(case) == SCORECARD
    row = draw_title(canvas, case, words, look, row, width)
    row = draw_people(canvas, words, look, row, width) + look.gaps
    if case.get("budget"):
        row = draw_money(canvas, case, words, look, row, width) + look.gaps
    if case.get("goal"):
        row = draw_goals(canvas, case, look, row, width) + look.gaps
    row = draw_indicators(canvas, case, words, look, columns, row, width)
    if look.helper:
        canvas.hidden_columns.append(columns.of("helper"))
    row = draw_total(canvas, case, look, columns, row, width)
    for number, note in enumerate(notes(case) if look.official else ()):
        canvas.put(row + number, 1, note, columns=width, style="note")
    return canvas.moved(look.row - 1, look.column - 1)
