"""勾稽的判断 (judge): whether both sides of a relation agree, and how grave a difference is."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, Iterator, Optional, Tuple

from ...findings import ERROR, HINT, WARNING, Finding
from ...forms.accounts_model import Accounts
from ...forms.model import Bound
from ..figures.totals import plain
from ..printed import TOLERANCE, places_of
from .amounts import Case, amount, cases, first_row, money_factor
from .relations import SUM, Tie

#: half a unit of the last printed place, in the table's own money unit: what rounding one figure can shift
_HALF = Decimal("0.005")
_SOURCE = "部门决算公开表表内、表间关系"


def severity_of(difference: Decimal, factor: Decimal, figures: int, rounded: bool) -> str:
    """差异的程度.

    Args:
        difference: without its sign, in 元. factor: of the left table's money unit. figures: how many printed figures
            stand on both sides. rounded: True where they are in 万元, each rounded from 元.

    Returns:
        "" none, hint up to 0.01 of the unit, warning as far as rounding each figure can explain it, else error.

    >>> severity_of(Decimal(100), Decimal(10000), 3, True), severity_of(Decimal(300), Decimal(10000), 8, True)
    ('hint', 'warning')
    >>> severity_of(Decimal(300), Decimal(10000), 3, True)
    'error'
    """
    in_unit = difference / factor
    if in_unit == 0:
        return ""
    if in_unit <= TOLERANCE:
        return HINT
    return WARNING if rounded and in_unit <= _HALF * figures else ERROR


def judge(tie: Tie, tables: Dict[int, Accounts], file: str) -> Iterator[Finding]:
    """核对一条关系 everywhere it applies.

    A side that is blank as a whole says nothing, unless the left one is blank where the right one has an amount.
    """
    for case in cases(tie, tables):
        form = tables[tie.left[0].table]
        if not case.left.bounds or case.right.value is None:
            continue
        bound = case.left.bounds[0]
        where = _where(form, case)
        if case.left.value is None:
            if tie.relation == "=" and case.right.value != 0 and bound.cell.is_blank:
                yield _finding(tie, form, bound, file, WARNING, f"{where}为空，按“{tie.rule}”应为 "
                               f"{shown(case.right.value, form)}；请填写或核对", "", shown(case.right.value, form))  # fmt: skip
            continue
        difference = case.left.value - case.right.value
        if tie.relation == "<=" and difference <= 0:
            continue
        factor = money_factor(form)
        rounded = factor >= 10000 and max(case.left.places, case.right.places) <= 2
        severity = severity_of(abs(difference), factor, case.left.count + case.right.count, rounded)
        if severity:
            yield _told(case, form, bound, where, severity, file)


def _told(case: Case, form: Accounts, bound: Bound, where: str, severity: str, file: str) -> Finding:
    on_left, on_right = case.left.value or Decimal(0), case.right.value or Decimal(0)
    left, right, difference = (shown(value, form) for value in (on_left, on_right, abs(on_left - on_right)))
    ending = "；请核对后改正"
    if severity == HINT:
        ending = "，属于单位换算的尾差；请核对"
    elif severity == WARNING:
        ending = "，可能是逐项取舍造成的尾差；请用以元为单位的数核对"
    wanted = "应不大于" if case.tie.relation == "<=" else "应为"
    text = f"{where}为 {left}，按“{case.tie.rule}”{wanted} {right}，相差 {difference}{ending}"
    return _finding(case.tie, form, bound, file, severity, text, bound.text or left, right)


def _finding(
    tie: Tie, form: Accounts, bound: Optional[Bound], file: str, severity: str, text: str, printed: str, expected: str
) -> Finding:
    code = "accounts.sum" if tie.sort == SUM else "accounts.tie"
    label = bound.label if bound else ""
    place = f"{form.sheet}!{label} " if label else f"{form.sheet} "
    return Finding(code, severity, place + text, file, form.sheet, label, printed, expected, tie.rule, _SOURCE)


def _where(form: Accounts, case: Case) -> str:
    names = []
    for term in case.tie.left:
        row = case.row if term.row == case.tie.each and case.row else term.row
        name = form.names.get(row, "") if form.table != 9 else ""
        code = row if row.isdigit() and name and name != row else ""
        names.append(f"{code}{name}" or {"budget": "预算数", "actual": "决算数"}.get(row, row))
    column = COLUMNS.get(case.column or case.tie.left[0].column, "")
    return f"“{'＋'.join(dict.fromkeys(names))}{'的' + column if column else ''}”"


#: column keys in the words of the tables
COLUMNS = {
    "fiscal": "财政拨款收入", "superior": "上级补助收入", "business": "事业收入", "affiliated": "附属单位上缴收入", "other": "其他收入",
    "basic": "基本支出", "project": "项目支出", "upward": "上缴上级支出", "subsidy": "对附属单位补助支出",
    "general": "一般公共预算财政拨款", "fund": "政府性基金预算财政拨款", "capital": "国有资本经营预算财政拨款", "opening": "年初结转和结余",
    "income": "本年收入", "closing": "年末结转和结余", "abroad": "因公出国（境）费", "car": "公务用车购置及运行维护费", "car_purchase": "公务用车购置费",
    "car_running": "公务用车运行维护费", "reception": "公务接待费", "staff": "人员经费", "office": "公用经费",
}  # fmt: skip


def shown(value: Decimal, form: Accounts) -> str:
    """以表的金额单位写出 an amount in 元."""
    in_unit = value / money_factor(form)
    return f"{in_unit:,.2f}" if places_of(in_unit) <= 2 else plain(in_unit)


def has_figures(form: Accounts) -> bool:
    """是否有不为 0 的数."""
    return any(amount(bound) for bound in form.cells.values())


def left_place(case: Case) -> Tuple[str, str]:
    """左边第一格的位置."""
    return first_row(case.tie, case.row), case.column or case.tie.left[0].column
