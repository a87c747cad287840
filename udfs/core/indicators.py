"""整体支出指标公式 (indicators of overall spending): 在职人员控制率, 三公经费变动率 … from named figures.

The formulas are data with sources: ``udfs/rules/indicators.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Tuple

from .data import DataError, load_toml
from .standards.tokens import percent, plain

#: where the formulas lie: data only
PATH = Path(__file__).resolve().parent.parent / "rules" / "indicators.toml"


@dataclass(frozen=True)
class Indicator:
    """一个指标的公式.

    Args:
        name: the usual name, without quotation marks. also: other names.
        numerator, denominator: terms, ``(sign, figure name)`` each, sign 1 or -1.
        project: True where "no such project" is possible (楼堂馆所).
        source: the document with its kind. unverified: True when nobody could confirm the formula.
    """

    name: str
    also: Tuple[str, ...]
    numerator: Tuple[Tuple[int, str], ...]
    denominator: Tuple[Tuple[int, str], ...]
    project: bool
    source: str
    unverified: bool

    @property
    def figures(self) -> Tuple[str, ...]:
        """用到的数字, each once."""
        return tuple(dict.fromkeys(name for _, name in self.numerator + self.denominator))


@dataclass(frozen=True)
class Derived:
    """算出的指标值.

    Args:
        name: the indicator's usual name; "" where the name is not known.
        value: the ratio, unrounded (1 is 100 %); None when it cannot be computed.
        how: formula and figures, or why there is no value, in Chinese.
        missing: names of the figures that are blank.
        no_project: True when approved and actual are both blank or 0: there is no such project.
        source, unverified: of the formula.
    """

    name: str = ""
    value: Optional[Decimal] = None
    how: str = ""
    missing: Tuple[str, ...] = ()
    no_project: bool = False
    source: str = ""
    unverified: bool = False


def indicators() -> Tuple[Indicator, ...]:
    """全部指标公式, in the order of the data file.

    >>> [one.name for one in indicators()][:2]
    ['在职人员控制率', '三公经费变动率']
    """
    return _load()[0]


def figure_names() -> Dict[str, str]:
    """数字名称: figure name -> Chinese label, such as ``staff.approved`` -> 编制数."""
    return dict(_load()[1])


def find_indicator(name: str) -> Optional[Indicator]:
    """按名称找公式: quotation marks, blanks, numbering and a trailing (%) do not matter.

    >>> find_indicator("“三公经费”变动率（%）").name
    '三公经费变动率'
    """
    return _load()[2].get(_folded(name))


def derive(name: str, figures: Mapping[str, Optional[Decimal]]) -> Derived:
    """计算指标值: the ratio of one indicator.

    Args:
        name: the indicator's name as the form prints it.
        figures: named figures of the basic data table and the budget rows (``figure_names`` lists the names); None or
            absent means blank. Amounts of one indicator must be in the same unit.

    Returns:
        Derived; ``value`` is None where a figure is missing, the denominator is 0, or there is no such project.

    依据: 衡山 2020 评分表“指标说明”一栏; formulas marked unverified: 财预〔2013〕53号, not compared with the text.

    >>> derive("在职人员控制率", {"staff.approved": Decimal(180), "staff.actual": Decimal(173)}).how
    '在职人员控制率=在职人员数/编制数=173/180=96.11%'
    """
    indicator = find_indicator(name)
    if indicator is None:
        return Derived(how=f"没有“{name}”的计算公式，请直接填写指标值")
    known = {"name": indicator.name, "source": indicator.source, "unverified": indicator.unverified}
    labels = _load()[1]
    given = {figure: figures.get(figure) for figure in indicator.figures}
    if indicator.project and not any(given.values()):
        return Derived(how="批准数和实际数都是空白或0，没有该类项目", no_project=True, **known)  # type: ignore[arg-type]
    missing = tuple(figure for figure, number in given.items() if number is None)
    if missing:
        listed = "、".join(labels[figure] for figure in missing)
        return Derived(how=f"缺少{listed}，不能计算{indicator.name}", missing=missing, **known)  # type: ignore[arg-type]
    numbers = {figure: number for figure, number in given.items() if number is not None}
    above, below = _total(indicator.numerator, numbers), _total(indicator.denominator, numbers)
    words = f"{indicator.name}={_spelled(indicator, labels)}"
    filled = _spelled(indicator, {figure: _shown(number) for figure, number in numbers.items()})
    if below <= 0:
        why = f"{words}={filled}，分母为{plain(below)}，不能计算"
        return Derived(how=why, **known)  # type: ignore[arg-type]
    value = above / below
    rounded = value.quantize(Decimal("0.0001"))
    return Derived(value=value, how=f"{words}={filled}={percent(rounded)}", **known)  # type: ignore[arg-type]


def _total(terms: Tuple[Tuple[int, str], ...], numbers: Mapping[str, Decimal]) -> Decimal:
    return sum((sign * numbers[name] for sign, name in terms), Decimal(0))


def _shown(number: Decimal) -> str:
    return f"({plain(number)})" if number < 0 else plain(number)


def _spelled(indicator: Indicator, words: Mapping[str, str]) -> str:
    return f"{_side(indicator.numerator, words)}/{_side(indicator.denominator, words)}"


def _side(terms: Tuple[Tuple[int, str], ...], words: Mapping[str, str]) -> str:
    text = "".join(("+" if sign > 0 else "-") + words[name] for sign, name in terms).lstrip("+")
    return f"({text})" if len(terms) > 1 else text


def _folded(name: str) -> str:
    text = re.sub(r"[\s“”\"'‘’「」《》]", "", name)
    text = re.sub(r"^(?:[（(]?[\d一二三四五六七八九十]+[)）.、．]|指标\d+[:：]?)+", "", text)
    return re.sub(r"(?:[（(][%％][)）])+$", "", text).rstrip(":：")


Loaded = Tuple[Tuple[Indicator, ...], Dict[str, str], Dict[str, Indicator]]


@lru_cache(maxsize=1)
def _load() -> Loaded:
    return read_indicators(load_toml(PATH))


def read_indicators(data: Mapping[str, Any]) -> Loaded:
    """读公式数据.

    Args:
        data: the parsed data file.

    Returns:
        (indicators, figure labels, indicators by every folded name).

    Raises:
        DataError: a formula without a source, an unknown figure, or two formulas of one name.
    """
    labels: Dict[str, str] = dict(data["figures"])
    read: List[Indicator] = []
    by_name: Dict[str, Indicator] = {}
    for entry in data["indicator"]:
        one = _indicator(entry, data.get("sources", {}), labels)
        read.append(one)
        for name in (one.name, *one.also):
            if _folded(name) in by_name:
                raise DataError(f"指标公式中“{name}”出现了两次")
            by_name[_folded(name)] = one
    return tuple(read), labels, by_name


def _indicator(entry: Mapping[str, Any], sources: Mapping[str, Any], labels: Mapping[str, str]) -> Indicator:
    name = entry["name"]
    source = sources.get(entry.get("source", ""))
    if not source or not source.get("document") or not source.get("kind") or not source.get("checked"):
        raise DataError(f"指标公式“{name}”没有写明来源（document、kind、checked）")
    terms = {}
    for side in ("numerator", "denominator"):
        terms[side] = tuple((-1 if term.startswith("-") else 1, term.lstrip("-")) for term in entry[side])
        for _, figure in terms[side]:
            if figure not in labels:
                raise DataError(f"指标公式“{name}”用到了没有定义的数字“{figure}”")
    return Indicator(
        name, tuple(entry.get("also", ())), terms["numerator"], terms["denominator"], bool(entry.get("project")),
        source["document"], bool(entry.get("unverified")),
    )  # fmt: skip
