"""写成公式 (formulas): a figure as a cell function of ours or as a native formula, guarded against blank rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import List, Optional, Tuple, Union

from udfs.core.completion import completion
from udfs.core.outcome import Outcome

from ..forms.model import Row
from .context import FUNCTIONS, Context
from .figures.model import MONEY, POINTS, RATE, Figure, Figures
from .figures.money import budget_cell, is_percentage
from .figures.totals import plain
from .habit import Writing
from .inputs import begins_with_comparison, input_of, is_comparison, is_percent_format, is_placeholder, quantity_of
from .native import native_formula
from .printed import rounded
from .references import cell, quoted, ranges


@dataclass(frozen=True)
class Written:
    """写成的公式: ``formula`` without ``=``, "" when it cannot be written, with the ``reason``."""

    formula: str
    cached: Union[Decimal, str] = ""
    number_format: Optional[str] = None
    reason: str = ""


def formula_for(figure: Figure, everything: Figures, writing: Writing, context: Context) -> Written:
    """一个数字的公式: a PERF_ function, or native arithmetic.

    Args:
        figure: a decided figure. everything: the form's figures, for the total's rows.
        writing: how the form writes such a figure. context: the style.

    Returns:
        the formula with its cached value; formula "" when the style cannot express it.
    """
    if figure.field == "sum":
        return Written("SUM(" + ",".join(cell(bound) for bound in figure.inputs) + ")", _number(figure))
    if figure.field == "score" and figure.row is not None and is_percentage(figure.row["weight"]):
        return Written("", reason="分值写成百分数，请改为分数")
    if context.style == FUNCTIONS:
        core, needed = _function(figure, everything, context)
        return _dressed(figure, core, needed, writing) if core else Written("", reason="该项没有对应的函数")
    native = native_formula(figure, everything)
    if not native:
        return Written("", reason=native.reason)
    dressed = _dressed(figure, native.formula, [], writing)
    # a native formula shows nothing where it cannot decide; what we put around it must show nothing then, too
    same = dressed.formula == native.formula
    return dressed if same else replace(dressed, formula=f'IFERROR({dressed.formula},"")')


def quantity_expression(row: Row, name: str) -> str:
    """指标值或完成值的引用: with sign and unit from their own columns, percent cells as percentages."""
    bound = row[name]
    if bound is None:
        return ""
    value, expression = bound.cell.value, cell(bound)
    given = input_of(bound.cell)
    if isinstance(given, date):
        expression = f'YEAR({expression})&"年"&MONTH({expression})&"月"&DAY({expression})&"日"'
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        if is_percent_format(bound.cell.number_format):
            expression = f'{expression}*100&"%"'
        elif isinstance(given, str):
            number = plain(Decimal(repr(value)))
            prefix, _, suffix = given.partition(number)
            expression = "&".join(
                part
                for part in (quoted(prefix) if prefix else "", expression, quoted(suffix) if suffix else "")
                if part
            )
    sign, unit = row["sign"], row["unit"]
    text = str(given) if given is not None else ""
    if unit is not None and unit.text and not is_placeholder(unit.text) and _is_bare(text):
        expression = f"{expression}&{cell(unit)}"
    if name == "target" and sign is not None and is_comparison(sign.text) and not begins_with_comparison(text):
        expression = f"{cell(sign)}&{expression}"
    return expression


def _is_bare(text: str) -> bool:
    return bool(text) and all(character in "0123456789.,，-+=＝ " for character in text)


def _number(figure: Figure) -> Union[Decimal, str]:
    if not isinstance(figure.expected, Decimal):
        return str(figure.expected)
    return rounded(figure.expected, 4) if figure.shape == RATE else Decimal(plain(figure.expected))


def _function(figure: Figure, everything: Figures, context: Context) -> Tuple[str, List[str]]:
    """(expression, cells that must not be blank)."""
    profile = quoted(context.profile_argument or getattr(everything.profile, "id", ""))
    row = figure.row
    if figure.field == "total":
        bounds = [line.score.bound for line in everything.scored_lines() if line.score]
        return f"PERF_TOTAL({','.join(ranges(bounds))})", []
    if figure.field == "grade":
        score = everything.total
        return (f"PERF_GRADE({cell(score.bound)},{profile})", [cell(score.bound)]) if score else ("", [])
    if figure.field.endswith("_rate") and len(figure.inputs) == 2:
        base, part = (cell(bound) for bound in figure.inputs)
        return f"PERF_CONTROL_RATE({base},{part})", [base, part]
    if row is None:
        return "", []
    if figure.field == "rate" or (figure.field == "score" and figure.inputs and _is_money(figure, everything)):
        return _money_function(figure, everything, profile)
    weight = row["weight"]
    if figure.field == "score" and row.text("standard") and not row.text("target"):
        measured = row["value"] or row["actual"]
        standard = row["standard"]
        if weight is None or measured is None or standard is None or not measured.text:
            return "", []
        needed = [cell(weight), cell(measured)]
        return f"PERF_STANDARD({needed[0]},{needed[1]},{cell(standard)})", needed
    target, actual = row["target"], row["actual"]
    if target is None or actual is None:
        return "", []
    if _needs_year(figure, everything):
        return "", []
    needed = [cell(target), cell(actual)]
    arguments = [quantity_expression(row, "target"), quantity_expression(row, "actual")]
    if figure.field == "completion":
        return f"PERF_COMPLETION({','.join([*arguments, profile])})", needed
    if weight is None:
        return "", []
    method = row["method"]
    arguments = [cell(weight), *arguments, cell(method) if method else '""', profile]
    return f"PERF_SCORE({','.join(arguments)})", [cell(weight), *needed]


def _needs_year(figure: Figure, everything: Figures) -> bool:
    """12月底前 means the form's year; a cell function sees no form and could not tell."""
    row, form = figure.row, everything.form
    if row is None or form.year is None or not any("月" in row.text(name) for name in ("target", "actual")):
        return False
    alone: Outcome = completion(quantity_of(row, "target"), quantity_of(row, "actual"), everything.profile)
    known: Outcome = completion(quantity_of(row, "target"), quantity_of(row, "actual"), everything.profile, form.year)
    return (alone.completion, alone.undecided) != (known.completion, known.undecided)


def _is_money(figure: Figure, everything: Figures) -> bool:
    inside = everything.execution
    return any(line.score is figure for line in everything.budget) or (inside is not None and inside.score is figure)


def _money_function(figure: Figure, everything: Figures, profile: str) -> Tuple[str, List[str]]:
    line = next((line for line in everything.budget if figure in (line.completion, line.score)), None)
    if line is None:  # the execution rate as an indicator row inside the table
        line = next((line for line in everything.budget if line.execution), None)
    if line is None:
        return "", []
    budget, executed = budget_cell(line.row), line.row["executed"]
    weight = figure.row["weight"] if figure.row else None
    if budget is None or executed is None:
        return "", []
    needed = [cell(budget), cell(executed)]
    if figure.field == "rate":
        return f"PERF_EXEC_RATE({','.join(needed)})", needed
    if weight is None:
        return "", []
    return f"PERF_EXEC_SCORE({','.join([cell(weight), *needed, profile])})", [cell(weight), *needed]


def _dressed(figure: Figure, core: str, needed: List[str], writing: Writing) -> Written:
    """Round, show as the form does, and guard: a blank row stays blank."""
    cached: Union[Decimal, str] = writing.value
    if figure.shape == RATE:
        if isinstance(writing.value, str):
            places = len(writing.value.rstrip("%").partition(".")[2])
            sign = '&"%"' if writing.value.endswith("%") else ""
            # two fixed places need TEXT; otherwise joining drops the trailing zeros by itself
            core = f'TEXT(ROUND({core},4)*100,"0.00"){sign}' if places == 2 else f"ROUND({core}*100,2){sign}"
        elif isinstance(figure.expected, Decimal) and _as_percentage(figure.expected, writing):
            core = f"ROUND({core}*100,2)"
        else:
            core = f"ROUND({core},4)"
    elif figure.shape in (POINTS, MONEY) and isinstance(writing.value, str):
        suffix = '&"分"' if writing.value.endswith("分") else ""
        fixed = len(writing.value.rstrip("分").partition(".")[2]) == 2
        # joining with an empty text keeps the cell a text, as the form prints it
        core = f'TEXT({core},"0.00"){suffix}' if fixed else f"({core}+0){suffix}" if suffix else f'({core}+0)&""'
    if needed:
        blanks = ",".join(f'{reference}=""' for reference in needed)
        test = f"OR({blanks})" if len(needed) > 1 else blanks
        core = f'IF({test},"",{core})'
    return Written(core, cached, writing.number_format)


def _as_percentage(ratio: Decimal, writing: Writing) -> bool:
    """A bare number such as 99.27 under a head that says 执行率（%）."""
    return (
        writing.number_format is None
        and writing.value != rounded(ratio, 4)
        and writing.value == rounded(ratio * 100, 2)
    )
