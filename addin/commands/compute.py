"""计算并填写 (compute): the computed cells of a form as edits; what others typed is kept and compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Dict, List, Optional, Union

from ..edits import Edit, SetFormula, SetValue
from ..findings import HINT, WARNING, Finding
from ..forms.model import Form
from ..forms.plans_model import PLANS
from .context import CHANGED, DEFAULT, NATIVE, VALUES, Context
from .figures import Figures, figures
from .figures.model import Figure
from .figures.totals import keeps
from .formulas import Written, formula_for
from .habit import Neighbours, Writing, write
from .inputs import exact

CODES = ("native.undecided", "value.changed", "formula.foreign")


@dataclass(frozen=True)
class Filled:
    """填入的一格: what is written where, for the report and the JSON."""

    cell: str
    field: str
    value: Union[Decimal, str]
    formula: str = ""


@dataclass
class Computed:
    """一张表的计算结果.

    Args:
        form: the form. profile: the rule profile, None when none could be chosen.
        figures: every computed figure with its outcome.
        edits: what to write. filled: the same for the report, in the order of the cells.
        kept: figures that stand in the form already and are kept.
        findings: what the user must know about the filling itself.
        blank_rows: True when a decided row has no native formula and stays blank.
    """

    form: Form
    profile: Any
    figures: Figures
    edits: List[Edit] = field(default_factory=list)
    filled: List[Filled] = field(default_factory=list)
    kept: List[Figure] = field(default_factory=list)
    findings: List[Finding] = field(default_factory=list)
    blank_rows: bool = False

    def written(self, name: str) -> str:
        """某字段写入后的内容 (total, grade): what stands in the cell afterwards, "" when nothing does."""
        figure = getattr(self.figures, name)
        if figure is None:
            return ""
        for item in self.filled:
            if item.cell == figure.bound.label and item.field == figure.field:
                return str(item.value)
        return str(figure.printed)


def compute(form: Form, profile: Any, context: Context = DEFAULT) -> Computed:
    """计算一张表: the cells to fill, each as a value, a cell function or a native formula.

    Args:
        form: a recognised form.
        profile: the rule profile; None (no rule could be chosen): nothing is computed, but for the execution rates of a
            monitoring table, on which no rule hangs.
        context: style of writing, what is ours, the other forms.

    Returns:
        edits and findings; cells that hold somebody else's figure or formula are kept unless ``context.overwrite``.
    """
    if profile is None and form.kind not in PLANS:
        return Computed(form, profile, Figures(form, profile, context))
    result = Computed(form, profile, figures(form, profile, context))
    every = result.figures.all()
    neighbours = Neighbours(every)
    done: Dict[str, Figure] = {}
    for figure in every:
        if figure.bound.label in done:
            continue  # two fields on one merged cell: the first stands
        done[figure.bound.label] = figure
        if keeps(figure, context):
            result.kept.append(figure)
            _report_kept(result, figure, context)
        elif figure.expected is None:
            _clear(result, figure, context)
        elif figure.optional and figure.is_empty and _parts_stay_blank(figure, every):
            continue
        elif _may_write(result, figure, context):
            _fill(result, figure, write(figure, neighbours), context)
    return result


def _parts_stay_blank(figure: Figure, every: List[Figure]) -> bool:
    """Rows 其中：… get a figure where the form prints one for its other parts, or where it has rates alone."""
    if not figure.part:
        return figure.field == "sum"
    others = [other for other in every if other.part and other.field == figure.field and other is not figure]
    if any(other.is_placeholder for other in others):
        return True
    weight = figure.row.text("weight") if figure.row else ""
    return figure.field == "score" and not weight


def _may_write(result: Computed, figure: Figure, context: Context) -> bool:
    # a sheet with a password is refused by the writer, with its own message
    return result.form.grid.writable


def _clear(result: Computed, figure: Figure, context: Context) -> None:
    """A figure of ours that can no longer be justified is taken back."""
    if not figure.is_empty and not figure.is_placeholder and context.ours(figure.bound):
        result.edits.append(SetValue(result.form.sheet, *figure.bound.position, None))


def _fill(result: Computed, figure: Figure, writing: Writing, context: Context) -> None:
    sheet, (row, column) = result.form.sheet, figure.bound.position
    if context.style == VALUES:
        _set_value(result, figure, writing)
        return
    written: Written = formula_for(figure, result.figures, writing, context)
    if not written.formula:
        if context.style == NATIVE:
            result.blank_rows |= figure.field == "score" and not figure.part
            result.findings.append(_native_undecided(result, figure, written.reason, context))
        else:
            _set_value(result, figure, writing)
        return
    # native formulas of total and grade show nothing as long as a row has no points
    blank = context.style == NATIVE and figure.field in ("total", "grade") and result.blank_rows
    cached = "" if blank else written.cached
    number_format = writing.number_format or written.number_format
    result.edits.append(SetFormula(sheet, row, column, written.formula, cached, number_format))
    result.filled.append(Filled(figure.bound.label, figure.field, cached, written.formula))


def _set_value(result: Computed, figure: Figure, writing: Writing) -> None:
    sheet, (row, column) = result.form.sheet, figure.bound.position
    result.edits.append(SetValue(sheet, row, column, writing.value, writing.number_format))
    result.filled.append(Filled(figure.bound.label, figure.field, writing.value))


def _native_undecided(result: Computed, figure: Figure, reason: str, context: Context) -> Finding:
    return Finding(
        "native.undecided", WARNING,
        f"{figure.name}（{figure.bound.label}）写不成表格自带的公式：{reason or '指标值或完成值不是“符号＋数＋单位”的写法'}；"
        "该格留空，请改用 --as values 或手工填写",
        context.file, result.form.sheet, figure.bound.label,
    )  # fmt: skip


def _report_kept(result: Computed, figure: Figure, context: Context) -> None:
    cell = figure.bound.cell
    place = f"{result.form.sheet}!{figure.bound.label}"
    if context.ours(figure.bound) == CHANGED:
        result.findings.append(Finding(
            "value.changed", HINT,
            f"{place} {figure.name}是本工具上次填写的，之后被手工改为“{figure.printed}”，予以保留；"
            "要恢复自动计算，请清空该格后再填一次",
            context.file, result.form.sheet, figure.bound.label, figure.printed, _expected(figure),
        ))  # fmt: skip
    elif cell.formula is not None and figure.expected is not None and not _agrees(figure):
        result.findings.append(Finding(
            "formula.foreign", HINT,
            f"{place} {figure.name}处已有公式 ={cell.formula[:60]}，予以保留；要改写，请加 --overwrite",
            context.file, result.form.sheet, figure.bound.label, figure.printed, _expected(figure),
        ))  # fmt: skip


def _agrees(figure: Figure) -> bool:
    """A formula that shows nothing yet, or the very figure: nothing to tell."""
    value, expected = figure.bound.cell.value, figure.expected
    if figure.is_empty or isinstance(expected, str):
        return figure.is_empty or str(figure.printed).endswith(str(expected))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or expected is None:
        return False
    return abs(exact(value) - expected) <= Decimal("0.00005")


def _expected(figure: Figure) -> str:
    value: Optional[object] = figure.expected
    return "" if value is None else write(figure, Neighbours()).value.__str__()
