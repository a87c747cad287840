"""模板的公式 (formulas): computed cells of the packs as formulas of the spreadsheet's own functions."""

from __future__ import annotations

from typing import List, Sequence

from udfs.core.rules_model import Profile

from ...native import Native, score, standard, total
from ...native.text import finished, given, number, reference

#: both cells hold such a mark: nothing is meant, so nothing is met
_MARKS = ("-", "—", "——", "/", "／", "\\", "*", "无")


def quoted(text: str) -> str:
    """公式里的文字常量.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + text.replace('"', '""') + '"'


def listed(words: Sequence[str]) -> str:
    """公式里的一列文字常量.

    >>> listed(["优", "良"])
    '{"优","良"}'
    """
    return "{" + ",".join(quoted(word) for word in words) + "}"


def points(weight: str, target: str, actual: str, profile: Profile, method: str = "") -> Native:
    """指标得分公式: the profile's rule for figures; what is met in words gets the weight.

    Met in words: the actual repeats the target, says that it was met (达到预期指标), or is a pair that the profile
    lists. Whatever else is said in words stays blank, to be judged and typed by hand.

    Args:
        weight, target, actual: cells. profile: the rules. method: the form's 赋分规则 text.
    """
    rule = score(weight, target, actual, method, profile)
    if not rule:
        return rule
    w, t, a = reference(weight), reference(target), reference(actual)
    met = [f'AND(EXACT({t}&"",{a}&""),ISERROR(MATCH({t}&"",{listed(_MARKS)},0)))']
    if profile.met.phrases:
        met.append(f'ISNUMBER(MATCH({a}&"",{listed(sorted(profile.met.phrases))},0))')
    pairs = [f"{wanted}→{said}" for wanted, every in sorted(profile.met.pairs.items()) for said in sorted(every)]
    if pairs:
        met.append(f'ISNUMBER(MATCH({t}&"→"&{a},{listed(pairs)},0))')
    words = f'IF({given(w, t, a)},IF(OR({",".join(met)}),ROUND({number(w)},2),{rule.formula}),"")'
    return finished(words)


def form_total(execution: Sequence[str], weights: str, scores: str) -> Native:
    """总分公式: the sum of the points; blank as long as a row with a weight has none.

    Args:
        execution: cells with the points of the execution rate; empty where the form has none.
        weights, scores: ranges of the indicator rows. Rows without a weight are not used and do not count.
    """
    w, s = reference(weights), reference(scores)
    inner = total([*execution, s], list(execution) or [f"{s.split(':')[0]}"])
    waiting = f"SUMPRODUCT((LEN({w})>0)*(LEN({s})=0))+(SUMPRODUCT((LEN({w})>0)*1)=0)"
    if not execution:
        # no cell of its own must be filled: SUM over the points, numbers as the form's own limits allow only these
        return finished(f'IF({waiting}>0,"",ROUND(SUM({s}),6))')
    return finished(f'IF({waiting}>0,"",{inner.formula})')


def weight_total(cells: Sequence[str]) -> Native:
    """分值合计公式: the sum of the weights that are filled in, blank for none."""
    refs = ",".join(reference(cell) for cell in cells)
    return finished(f'IF(COUNT({refs})=0,"",ROUND(SUM({refs}),6))')


def sum_of(cells: Sequence[str]) -> Native:
    """各项之和公式: blank while all are blank; 其中 lines are not among them.

    Args:
        cells: cells and ranges with amounts.
    """
    refs = ",".join(reference(cell) for cell in cells)
    return finished(f'IF(COUNT({refs})=0,"",ROUND(SUM({refs}),6))')


def ratio(base: str, actual: str) -> Native:
    """控制率公式: actual / base; blank while one is blank or the base is 0."""
    b, a = reference(base), reference(actual)
    return finished(f'IF(AND(ISNUMBER({b}),ISNUMBER({a})),IF({b}>0,{a}/{b},""),"")')


def scorecard_points(
    weight: str, wording: str, profile: Profile, value: str, needed: Sequence[str], begun: str = ""
) -> Native:
    """评分表得分公式: the row's own wording over a value worked out from the basic data table.

    Args:
        weight: the cell with 分值. wording: 评价标准. profile: the rules.
        value: the rate as an expression over cells of another sheet. needed: the cells it needs.
        begun: where the wording gives full marks to a unit without such a project: a cell of the basic data table
            that every unit fills in. Once it is, needed cells that are all blank or 0 mean that there is none.

    Returns:
        The formula; blank while a needed cell is blank.
    """
    # the formula is written for a cell and the value put in its place: wording and figures stay in one cell
    stand_in = "XFD1048576"
    made = standard(weight, stand_in, wording, profile)
    if not made:
        return made
    # what reads a percentage typed as text is not needed: the value is a quotient of numbers
    typed = f'IF(RIGHT({stand_in})="%",{number(f"LEFT({stand_in},LEN({stand_in})-1)")}/100,NA())'
    core = made.formula.replace(typed, "NA()").replace(stand_in, f"({value})")
    filled = ",".join(f"ISNUMBER({cell})" for cell in needed)
    text = f'IF(AND({filled}),{core},"")'
    if begun:
        nothing = "+".join(f"ABS(N({cell}))" for cell in needed)
        words = "+".join(f"ISTEXT({cell})" for cell in needed)
        text = f"IF(AND(ISNUMBER({begun}),{nothing}=0,{words}=0),{number(reference(weight))},{text})"
    return finished(text)


def share_of_year(budget: str, executed: str, month: str) -> Native:
    """序时进度公式: (executed / budget) / (month / 12)."""
    b, e, m = reference(budget), reference(executed), reference(month)
    return finished(f'IF(AND(ISNUMBER({b}),ISNUMBER({e}),ISNUMBER({m})),IF({b}>0,({e}/{b})/({m}/12),""),"")')


def contiguous(first: str, count: int) -> List[str]:
    """一列连续单元格的地址.

    >>> contiguous("C4", 3)
    ['C4', 'C5', 'C6']
    """
    letters = first.rstrip("0123456789")
    start = int(first[len(letters) :])
    return [f"{letters}{start + place}" for place in range(count)]
