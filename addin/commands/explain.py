"""说明 (explain): how each figure came about, by which rule from which source, in plain Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, List

from ..forms.model import Form
from ..grid import position
from .checks.subject import Subject, shown
from .context import DEFAULT, Context
from .figures import figures
from .figures.model import Figure
from .figures.totals import plain
from .printed import rounded

_FIELDS = {
    "rate": "预算执行率",
    "score": "得分",
    "completion": "完成率",
    "total": "总分",
    "grade": "等级",
    "control_rate": "在职人员控制率",
    "area_rate": "规模控制率",
    "cost_rate": "投资概算控制率",
    "sum": "合计",
}


@dataclass(frozen=True)
class Explanation:
    """一格的说明.

    Args:
        sheet, cell, field: the place and what it is. name: in Chinese.
        printed: as shown, "" when blank. expected: what it should be, "" when undecided.
        sentences: how it came about, in order. rule, source: the rule and its document.
        unverified: True when nobody could confirm the rule.
    """

    sheet: str
    cell: str
    field: str
    name: str
    printed: str
    expected: str
    sentences: List[str]
    rule: str
    source: str
    unverified: bool

    @property
    def text(self) -> str:
        """成段文字: one paragraph for people."""
        head = f"{self.sheet}!{self.cell} {self.name}：" + (
            f"表内为“{self.printed}”，" if self.printed else "表内空白，"
        )
        head += f"应为 {self.expected}。" if self.expected else "不能由规则算出。"
        lines = [head, *(f"  {sentence}。" for sentence in self.sentences)]
        if self.rule:
            lines.append(f"  规则：{self.rule}" + ("（未经核实，仅供参考）" if self.unverified else ""))
        if self.source:
            lines.append(f"  来源：{self.source}")
        return "\n".join(lines)


def explain(form: Form, profile: Any, context: Context = DEFAULT, cell: str = "") -> List[Explanation]:
    """说明一张表的数字.

    Args:
        form: the recognised form. profile: its rule. context: the file and the forms beside it.
        cell: an address such as ``H9`` (any cell of a merge) for one figure, "" for all of them.

    Returns:
        explanations in the order of the cells; empty when the cell holds no computed figure.

    Raises:
        ValueError: ``cell`` is no address.
    """
    everything = figures(form, profile, context)
    subject = Subject(form, profile, everything, context)
    chosen = everything.all()
    if cell:
        label = _label(form, cell)
        chosen = [figure for figure in chosen if figure.bound.label == label]
    return [_explain(subject, figure) for figure in chosen]


def _label(form: Form, cell: str) -> str:
    for where, printed in form.grid.addresses.items():
        if printed.upper() == cell.strip().upper():
            return form.grid.label(*where)
    return form.grid.label(*position(cell.strip()))


def _explain(subject: Subject, figure: Figure) -> Explanation:
    outcome = figure.outcome
    sentences = list(outcome.steps)
    if figure.inputs and figure.field not in ("total", "sum"):
        cells = "、".join(f"{bound.label}“{_short(bound.text)}”" for bound in figure.inputs)
        sentences.insert(0, f"取自 {cells}")
    if outcome.undecided:
        sentences.append(outcome.undecided)
    if outcome.proposal is not None and figure.field == "score":
        sentences.append(f"可参考 {plain(rounded(outcome.proposal, 2))} 分，由人工核定")
    if isinstance(figure.expected, Decimal) and not figure.is_empty and not figure.is_placeholder:
        severity, _ = subject.verdict(figure, figure.expected)
        words = {"": "表内数字与此相符", "hint": "表内数字与此相差在取舍范围内"}
        sentences.append(words.get(severity, "表内数字与此不符，请核对"))
    return Explanation(
        subject.form.sheet, figure.bound.label, figure.field, figure.name or _FIELDS.get(figure.field, figure.field),
        figure.printed, shown(figure), sentences, outcome.rule, outcome.source, outcome.unverified,
    )  # fmt: skip


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 24 else folded[:23] + "…"
