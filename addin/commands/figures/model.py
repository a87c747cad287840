"""应得数字 (figures): one figure that a form prints, with what it should be and how that came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, List, Optional, Tuple, Union

from udfs.core.outcome import Outcome

from ...forms.model import Bound, Form, Row
from ..context import Context
from ..inputs import Trouble, is_placeholder

RATE = "rate"  # a ratio, shown as a percentage
POINTS = "points"
MONEY = "money"
WORD = "word"

Expected = Union[None, Decimal, str]


@dataclass(eq=False)
class Figure:
    """应得数字: one computed cell of a form.

    Args:
        field: ``rate``, ``score``, ``completion``, ``total``, ``grade``, ``control_rate``, ``sum`` …
        shape: RATE, POINTS, MONEY or WORD.
        bound: the cell that prints it.
        name: what it is, in Chinese, for messages: ``“招生人数”的得分``.
        expected: the computed figure (a ratio unrounded, points rounded as the rule says), None when undecided.
        outcome: how it came about.
        row: the row it belongs to, if any.
        inputs: the cells it was computed from.
        troubles: why inputs could not be used.
        part: True for rows that repeat a part of the execution row (其中：…): nothing hangs on them.
        optional: True when a blank cell is left blank without a word.
        rests_on_rule: True when the figure follows from the scoring rule, not from arithmetic alone.
        label: words that stand before the figure in its own cell (等级：), kept when it is written.
    """

    field: str
    shape: str
    bound: Bound
    name: str
    expected: Expected
    outcome: Outcome
    row: Optional[Row] = None
    inputs: Tuple[Bound, ...] = ()
    troubles: Tuple[Trouble, ...] = ()
    part: bool = False
    optional: bool = False
    rests_on_rule: bool = False
    label: str = ""

    @property
    def printed(self) -> str:
        """所印文字."""
        return self.bound.text

    @property
    def is_empty(self) -> bool:
        """是否空着: nothing is printed; a formula that shows nothing counts, one without a cached value does not."""
        cell = self.bound.cell
        if self.label and self.printed == self.label:
            return True
        if cell.formula is not None:
            return isinstance(cell.value, str) and not cell.value.strip()
        return cell.is_blank

    @property
    def is_placeholder(self) -> bool:
        """是否占位符 such as —."""
        return is_placeholder(self.printed)


@dataclass(eq=False)
class Line:
    """一行的数字: the completion and the score of one row."""

    row: Row
    completion: Optional[Figure] = None
    score: Optional[Figure] = None
    outcome: Optional[Outcome] = None
    weight: Optional[Decimal] = None
    troubles: Tuple[Trouble, ...] = ()
    execution: bool = False


@dataclass
class Figures:
    """一张表的全部应得数字.

    Args:
        budget: lines of the money table. lines: lines of the indicator table.
        execution: the one line that scores the budget execution, wherever it stands; None when there is none.
        total, grade: the figures at the foot.
        other: figures of a basic data table.
    """

    form: Form
    profile: Any
    context: Context
    budget: List[Line] = field(default_factory=list)
    lines: List[Line] = field(default_factory=list)
    execution: Optional[Line] = None
    total: Optional[Figure] = None
    grade: Optional[Figure] = None
    other: List[Figure] = field(default_factory=list)

    def scored_lines(self) -> List[Line]:
        """计入总分的各行: the execution line and every indicator row."""
        head = [self.execution] if self.execution and self.execution not in self.lines else []
        return head + self.lines

    def all(self) -> List[Figure]:
        """全部数字, top to bottom by cell."""
        found: List[Figure] = list(self.other)
        for line in self.budget + self.lines:
            found += [figure for figure in (line.completion, line.score) if figure]
        found += [figure for figure in (self.total, self.grade) if figure]
        return sorted(found, key=lambda figure: figure.bound.position)


def fault(code: str, reason: str, rule: str = "", source: str = "") -> Outcome:
    """未定结果: an undecided outcome with its reason."""
    return Outcome(undecided=reason, rule=rule, source=source, code=code)
