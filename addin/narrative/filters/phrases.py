"""增减和差异的说法 (phrases): words that follow the sign of the figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Optional, Tuple

from ..figure import MONEY, Figure, Words, changed, in_unit, rounded
from .amounts import in_wan, with_unit
from .rates import deviation, growth
from .reading import BUDGET, CURRENT, PREVIOUS, column_of, figure_of, words_of

_LEAD = re.compile(r"^(?:与|比|较)?(.*?)(?:相比)?，?$")
#: names of the reason columns
GROWTH_REASON, BUDGET_REASON = "增减原因", "差异原因"
#: what is typed where there is no reason
_NOTHING = frozenset(("", "无", "暂无", "/", "／", "\\", "-", "－", "—", "——", "–", "无原因"))
#: the words that the report itself puts before a reason
_ANNOUNCED = re.compile(
    r"^(?:其)?(?:主要)?(?:变动|增减|差异)?原因(?:(?:主要)?[是为]|如下)?[：:，,]\s*|^(?:其)?主要原因[是为]\s*"
)
_ENDS = tuple("。；，、：;,:")


def _pair(row: Any, second: Any, name: str) -> Tuple[Figure, Figure]:
    if isinstance(row, Mapping):
        return column_of(row, CURRENT), column_of(row, name)
    if second is None:
        raise ValueError(f"要两个数才能比较：给一行（有“{CURRENT}”“{name}”），或把另一个数写在括号里")
    return figure_of(row), figure_of(second)


def _amount(figure: Figure) -> str:
    return in_wan(figure) if figure.unit in MONEY or not figure.unit else with_unit(figure)


def _size(current: Figure, previous: Figure) -> Figure:
    """The difference without its sign, worked out so that it needs none."""
    return current - previous if current.number >= previous.number else previous - current


def change(row: Any, lead: str = "", previous: Any = None) -> str:
    """增减: 增加…，增长… · 减少…，下降… · 与…持平; last year 0 has no rate.

    Args:
        row: a row with 本年 and 上年, or this year's figure. lead: words before it, such as ``与上年相比，`` or ``比上年``.
        previous: last year's figure where ``row`` is a figure.

    >>> from decimal import Decimal
    >>> w = lambda text: Figure(Decimal(text), "万元")
    >>> change({"本年": w("26854.92"), "上年": w("25560.11")}, "与上年相比，")
    '与上年相比，增加1,294.81万元，增长5.07%'
    >>> change(w("2299.80"), "比上年", w("2489.32"))
    '比上年减少189.52万元，下降7.61%'
    >>> change(w("5"), "比上年", w("5"))
    '与上年持平（增加0.00万元，增长0.00%）'
    >>> change(w("0.4"), "比上年", w("0"))
    '比上年增加0.40万元（上年为0.00万元，不计算增长率）'
    """
    now, before = _pair(row, previous, PREVIOUS)
    gap = next((one for one in (now, before) if one.value is None), None)
    if gap is not None:
        return f"{lead}{gap.shown('')}"
    size = _size(now, before)
    same = rounded(in_unit(size, "万元").number) == 0 if size.unit in MONEY else now.number == before.number
    if same:
        core = _core(lead)
        return f"{f'与{core}' if core else ''}持平（增加{_amount(size)}{_level_rate(now, before)}）"
    step = f"增加{_amount(size)}" if now.number >= before.number else f"减少{_amount(size)}"
    if before.number < 0:
        return f"{lead}{step}（{_before(lead)}为负数{_amount(before)}，不计算增长率）"
    if before.value == 0:
        return f"{lead}{step}（{_before(lead)}为{_amount(before)}，不计算增长率）"
    return f"{lead}{step}，{_rate(now, before)}"


def _level_rate(now: Figure, before: Figure) -> str:
    """The rate of a difference that rounds to nothing; left out where it says otherwise, as 0.001 and 0.004 do."""
    rate = growth(now, before)
    return f"，增长{rate}" if rate.value is not None and rounded(rate.value) == 0 else ""


def _rate(now: Figure, before: Figure) -> str:
    rate = growth(now, before)
    falling = rate.value is not None and rate.value < 0
    if falling:
        rate = abs(rate)
    return f"{'下降' if falling else '增长'}{rate}"


def _core(lead: str) -> str:
    """What it is compared with: 上年 of 与上年相比，.

    >>> _core("与上年相比，"), _core("比上年决算"), _core("")
    ('上年', '上年决算', '')
    """
    found = _LEAD.match(lead.strip())
    return found.group(1) if found else ""


def _before(lead: str) -> str:
    return _core(lead) or "上年"


def count_change(row: Any, previous: Any = None) -> str:
    """人数增减: 增加23人 · 减少3人; no change is 增加0人, as the published texts write it.

    >>> from decimal import Decimal
    >>> c = lambda number: Figure(Decimal(number), "人")
    >>> count_change(c(666), c(643)), count_change(c(0), c(0)), count_change(c(5), c(8))
    ('增加23人', '增加0人', '减少3人')
    """
    now, before = _pair(row, previous, PREVIOUS)
    gap = next((one for one in (now, before) if one.value is None), None)
    if gap is not None:
        return f"增加{gap.shown('')}"
    word = "增加" if now.number >= before.number else "减少"
    return f"{word}{with_unit(_size(now, before))}"


def budget_difference(row: Any, label: str = "年初预算数", budget: Any = None) -> str:
    """预决算差异: budget, actual and 预决算差异率 with its sign; a budget of 0 has no rate.

    Args:
        row: a row with 本年 and 预算, or the actual figure. label: what the budget is called. budget: the budget figure.

    >>> from decimal import Decimal
    >>> w = lambda text: Figure(Decimal(text), "万元")
    >>> budget_difference({"本年": w("20307.48"), "预算": w("13885.01")})
    '年初预算数13,885.01万元，决算数20,307.48万元，预决算差异率46.25%'
    >>> budget_difference(w("9"), "全年预算数", w("10"))
    '全年预算数10.00万元，决算数9.00万元，预决算差异率-10.00%'
    >>> budget_difference(w("9"), "年初预算数", w("0"))
    '年初预算数0.00万元，决算数9.00万元，年初预算数为零，不计算预决算差异率'
    """
    actual, planned = _pair(row, budget, BUDGET)
    shown = f"{label}{_amount(planned)}，决算数{_amount(actual)}，"
    if planned.value == 0 and actual.value:
        return f"{shown}{label}为零，不计算预决算差异率"
    rate = deviation(actual, planned)
    return f"{shown}预决算差异率{rate}"


def reason(row: Any, lead: str = "，主要原因是：") -> str:
    """增减原因: ``，主要原因是：…`` from the reason column; a change without a reason prints a placeholder, no change nothing.

    >>> from decimal import Decimal
    >>> w = lambda text: Figure(Decimal(text), "万元")
    >>> reason({"本年": w("1"), "上年": w("2"), "增减原因": Words("项目减少。")})
    '，主要原因是：项目减少'
    >>> reason({"本年": w("1"), "上年": w("2"), "增减原因": Words("", "增减原因", "报告数据!F9")})
    '，主要原因是：【待补：报告数据!F9 增减原因】'
    >>> reason({"本年": w("2"), "上年": w("2"), "增减原因": Words("")})
    ''
    """
    return _reason(row, PREVIOUS, GROWTH_REASON, lead)


def budget_reason(row: Any, lead: str = "，主要原因是：") -> str:
    """差异原因: likewise for the difference between budget and actual.

    >>> from decimal import Decimal
    >>> w = lambda text: Figure(Decimal(text), "万元")
    >>> budget_reason({"本年": w("1"), "预算": w("2"), "差异原因": Words("厉行节约")})
    '，主要原因是：厉行节约'
    """
    return _reason(row, BUDGET, BUDGET_REASON, lead)


def _reason(row: Any, other: str, column: str, lead: str) -> str:
    if not isinstance(row, Mapping) or column not in row:
        raise ValueError(f"这里要一行（有“{CURRENT}”“{other}”“{column}”）")
    words: Words = row[column]
    if words.text.strip("。 ") in _NOTHING:
        words = changed(words, text="")
    if words.missing:
        return f"{lead}{words}" if _differs(row, other) else ""
    return f"{lead}{unended(_ANNOUNCED.sub('', _on_one_line(words)))}"


def _on_one_line(words: Words) -> str:
    """A reason stands within a sentence: its lines follow each other.

    >>> _on_one_line(Words("一是人员增加；\\n二是项目增加\\n三是调资。"))
    '一是人员增加；二是项目增加；三是调资。'
    """
    lines = words_of(words).split("\n")
    ended_lines = [one if one.endswith(_ENDS) else f"{one}；" for one in lines[:-1]]
    return "".join([*ended_lines, *lines[-1:]])


def _differs(row: Any, other: str) -> bool:
    now, before = column_of(row, CURRENT), column_of(row, other)
    return now.value is None or before.value is None or rounded(now.number - before.number) != 0


def unended(value: Any) -> str:
    """去句号: without the full stop at the end, for a place where the sentence goes on.

    >>> unended("项目减少。"), unended(Words("人员增加；"))
    ('项目减少', '人员增加')
    """
    return re.sub(r"[。．.；;，,\s]+$", "", words_of(value))


def ended(value: Any) -> str:
    """句号: with exactly one full stop at the end.

    >>> ended("严格按预算执行"), ended("已完成。。")
    ('严格按预算执行。', '已完成。')
    """
    return unended(value) + "。"


def or_else(value: Any, words: str = "无") -> Any:
    """无则: the given words where nothing is filled in, without a placeholder or a finding.

    >>> or_else(Words(""), "本单位无其他需说明的事项。")
    '本单位无其他需说明的事项。'
    """
    missing = value.missing if isinstance(value, (Figure, Words)) else value in (None, "")
    return words if missing else value


def none_of(value: Any, name: str, unit: str = "") -> str:
    """无支出: ``2023年无…支出`` in one word: 无政府性基金预算支出 for a figure that is blank or 0, else the name with the amount.

    Args:
        value: the amount. name: what it is. unit: a unit other than 万元.

    >>> from decimal import Decimal
    >>> none_of(Figure(Decimal(0), "万元"), "政府性基金预算支出"), none_of(Figure(Decimal("1.3"), "万元"), "政府性基金预算支出")
    ('无政府性基金预算支出', '政府性基金预算支出1.30万元')
    """
    figure: Optional[Figure] = figure_of(value)
    if not figure:
        return f"无{name}"
    return f"{name}{with_unit(figure, unit) if unit else _amount(figure)}"
