"""数字 (figure): a number of the report that knows its unit, the cells it came from and how it was worked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, ClassVar, Dict, List, Optional, Tuple, TypeVar, Union

from .marks import GAP_CLOSE, GAP_OPEN, mark, without_signs

#: how many 元 one of a unit is
MONEY = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
PERCENT = "%"
#: money of a form that does not say whether it counts in 元 or 万元
SOME_MONEY = "金额"
POINTS = "分"
_BRACKETS = str.maketrans("【】", "（）")
#: money and points are exact; only a quotient is cut, far behind any place that is printed
_EXACT = Context(prec=40)


class Ledger:
    """台账 (ledger): what was shown while one report was rendered; the number in a mark counts in it."""

    def __init__(self) -> None:
        self.entries: List[Union[Figure, Words]] = []
        self._numbers: Dict[int, int] = {}

    def clear(self) -> None:
        """清空, for the next report."""
        self.entries.clear()
        self._numbers.clear()

    def mark(self, source: Union[Figure, Words], text: str) -> str:
        """记下并加标记."""
        number = self._numbers.get(id(source))
        if number is None:
            number = self._numbers[id(source)] = len(self.entries)
            self.entries.append(source)
        return mark(number, text)


@dataclass(frozen=True, eq=False)
class Figure:
    """一个数.

    Args:
        value: exact, in ``unit``; percentages as 77.34, not 0.7734. None when the cell is blank or cannot be trusted.
        unit: 万元, 元, %, 人, 分 … or "".
        name: what it is: 收入支出总表 收入 总计.
        cells: where it came from: ``公开01表!C37``.
        expression: how it was worked out; the bare number for one taken from a cell.
        steps: how deep the expression is, for its brackets. trouble: why it cannot be used (an error cell, no cached value).
        remark: what a reader should know besides (本表注明为空表，按 0 计).
        ledger: notes what is shown.
    """

    value: Optional[Decimal]
    unit: str = ""
    name: str = ""
    cells: Tuple[str, ...] = ()
    expression: str = ""
    steps: int = 0
    trouble: str = ""
    remark: str = ""
    ledger: Optional[Ledger] = field(default=None, repr=False)

    #: the engine lets such values show themselves and reckon by themselves
    narrative_value: ClassVar[str] = "数"

    # -------------------------------------------------------------- what it says
    @property
    def missing(self) -> bool:
        """是否缺数: the cell is blank, or its value cannot be trusted."""
        return self.value is None

    @property
    def number(self) -> Decimal:
        """数值 of a figure that is not missing."""
        if self.value is None:
            raise ValueError(f"“{self.name}”空着，没有数值")
        return self.value

    @property
    def placeholder(self) -> str:
        """占位符."""
        return gap("、".join(self.cells[:3]) + (" 等" if len(self.cells) > 3 else ""), self.name)

    def shown(self, text: str) -> str:
        """显示为文字 (a placeholder when the figure is missing), marked for the trace."""
        text = self.placeholder if self.value is None else text
        return self.ledger.mark(self, text) if self.ledger is not None else text

    def __str__(self) -> str:
        if self.value is None:
            return self.shown("")
        if self.unit == PERCENT:
            return self.shown(f"{money(self.value)}%")
        if self.unit in MONEY or self.unit == SOME_MONEY:
            return self.shown(money(self.value))
        return self.shown(natural(self.value))

    def __bool__(self) -> bool:
        """有数而且不是 0."""
        self._seen()
        return bool(self.value)

    def _seen(self) -> None:
        """A cell that cannot be trusted must not decide a condition in silence."""
        if self.trouble and self.ledger is not None:
            self.ledger.mark(self, "")

    # -------------------------------------------------------------- arithmetic
    def __add__(self, other: Any) -> Figure:
        return self._with(other, "+")

    def __radd__(self, other: Any) -> Figure:
        return self if isinstance(other, int) and other == 0 else as_figure(other, self)._with(self, "+")

    def __sub__(self, other: Any) -> Figure:
        return self._with(other, "−")

    def __rsub__(self, other: Any) -> Figure:
        return as_figure(other, self)._with(self, "−")

    def __mul__(self, other: Any) -> Figure:
        return self._with(other, "×")

    def __rmul__(self, other: Any) -> Figure:
        return as_figure(other, self)._with(self, "×")

    def __truediv__(self, other: Any) -> Figure:
        return self._with(other, "÷")

    def __rtruediv__(self, other: Any) -> Figure:
        return as_figure(other, self)._with(self, "÷")

    def __neg__(self) -> Figure:
        return as_figure(0, self)._with(self, "−")

    def __abs__(self) -> Figure:
        return self if self.value is None or self.value >= 0 else changed(self, value=-self.value)

    def _with(self, other: Any, sign: str) -> Figure:
        right = as_figure(other, self)
        left, right = _same_unit(self, right) if sign in "+−÷" else (self, right)
        missing = next((one for one in (left, right) if one.value is None), None)
        if missing is not None:
            return changed(missing, cells=missing.cells, ledger=left.ledger or right.ledger)
        return derived(_apply(left.number, right.number, sign), _unit(left, right, sign), left, sign, right)

    # -------------------------------------------------------------- comparison: a missing figure is neither equal nor more nor less
    def _order(self, other: Any) -> Optional[int]:
        try:
            right = as_figure(other, self)
        except TypeError:
            return None
        left, right = _same_unit(self, right)
        left._seen()
        right._seen()
        if left.value is None or right.value is None:
            return None
        return (left.value > right.value) - (left.value < right.value)

    def __eq__(self, other: object) -> bool:
        return self._order(other) == 0

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: Any) -> bool:
        return self._order(other) == -1

    def __gt__(self, other: Any) -> bool:
        return self._order(other) == 1

    def __le__(self, other: Any) -> bool:
        return self._order(other) in (-1, 0)

    def __ge__(self, other: Any) -> bool:
        return self._order(other) in (1, 0)

    @property
    def calculation(self) -> str:
        """算式: ``(26854.92 − 25560.11) ÷ 25560.11``; "" for a figure taken as it is."""
        return self.expression if self.steps else ""


@dataclass(frozen=True, eq=False)
class Words:
    """一段文字 of the workbook: a reason, a paragraph of 报告文字, a target value; a blank one prints a placeholder.

    Args:
        text: as typed, paragraphs as lines. name: what it is. cell: where it stands. trouble: why it cannot be used.
    """

    text: str
    name: str = ""
    cell: str = ""
    trouble: str = ""
    ledger: Optional[Ledger] = field(default=None, repr=False)

    narrative_value: ClassVar[str] = "文字"

    @property
    def missing(self) -> bool:
        """是否空着."""
        return not self.text

    @property
    def cells(self) -> Tuple[str, ...]:
        """所在单元格."""
        return (self.cell,) if self.cell else ()

    @property
    def placeholder(self) -> str:
        """占位符."""
        return gap(self.cell, self.name)

    def __str__(self) -> str:
        if self.text:
            return without_signs(self.text)
        return self.ledger.mark(self, self.placeholder) if self.ledger is not None else self.placeholder

    def __bool__(self) -> bool:
        return bool(self.text)

    def __eq__(self, other: object) -> bool:
        return self.text == (other.text if isinstance(other, Words) else other)

    def __hash__(self) -> int:
        return hash(self.text)


_Known = TypeVar("_Known", Figure, Words)


def changed(one: _Known, **fields: Any) -> _Known:
    """改了几项的数或文字: as ``dataclasses.replace``, several times as fast; a report makes hundreds of them."""
    made = object.__new__(type(one))
    made.__dict__.update(one.__dict__)
    made.__dict__.update(fields)
    return made


def gap(where: str, name: str) -> str:
    """占位符, on one line and without its own closing sign inside.

    >>> gap("表!F9", "项目\\n支出【一】")
    '【待补：表!F9 项目 支出（一）】'
    """
    words = " ".join(f"{where} {name}".split()).translate(_BRACKETS)
    return f"{GAP_OPEN}{words}{GAP_CLOSE}"


def as_figure(value: Any, beside: Figure) -> Figure:
    """化为数: a plain number in a template takes the unit of the figure it meets.

    Raises:
        TypeError: text or another thing that is no number.
    """
    if isinstance(value, Figure):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise TypeError(f"“{value}”不是数，不能与“{beside.name or '数'}”一起计算或比较")
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    return Figure(number, beside.unit, expression=natural(number), ledger=beside.ledger)


def derived(value: Decimal, unit: str, left: Figure, sign: str, right: Figure, name: str = "") -> Figure:
    """由两个数算出的数, its cells and its expression with it."""
    expression = f"{_operand(left, sign, False)} {sign} {_operand(right, sign, True)}"
    if len(expression) > _LONGEST:  # nobody reads it; and a sum of a sum with itself doubles each time
        expression = f"{natural(left.number)} {sign} {natural(right.number)}"
    cells = tuple(dict.fromkeys((*left.cells, *right.cells)))
    steps = 2 if sign in "+−" else 1
    remark = "；".join(dict.fromkeys(part for part in (left.remark, right.remark) if part))
    ledger = left.ledger or right.ledger
    return Figure(value, unit, name or left.name or right.name, cells, expression, steps, remark=remark, ledger=ledger)


#: characters of a written calculation; a longer one is written from its last step
_LONGEST = 2_000


def _operand(figure: Figure, sign: str, right: bool) -> str:
    """Brackets where the expression would read otherwise without."""
    loose = figure.steps == 2 and (sign in "×÷" or (right and sign == "−"))
    divided = figure.steps == 1 and right and sign == "÷"
    return f"({figure.expression})" if loose or divided else figure.expression


def _apply(left: Decimal, right: Decimal, sign: str) -> Decimal:
    if sign == "+":
        return _EXACT.add(left, right)
    if sign == "−":
        return _EXACT.subtract(left, right)
    if sign == "×":
        return _EXACT.multiply(left, right)
    if right == 0:
        raise ZeroDivisionError("除数为 0：请改用 占比、增长率、差异率、执行率，它们说明 0 怎么写")
    return _EXACT.divide(left, right)


def _unit(left: Figure, right: Figure, sign: str) -> str:
    if sign == "÷":
        return "" if left.unit == right.unit else left.unit
    return left.unit or right.unit


def _same_unit(left: Figure, right: Figure) -> Tuple[Figure, Figure]:
    """Two amounts of money of different units meet in the left one's."""
    if left.unit != right.unit and left.unit in MONEY and right.unit in MONEY:
        right = in_unit(right, left.unit)
    return left, right


def in_unit(figure: Figure, unit: str) -> Figure:
    """换算金额单位; a figure that is no money is left as it is.

    >>> in_unit(Figure(Decimal("2286729.56"), "元", expression="2286729.56"), "万元").value
    Decimal('228.672956')
    """
    if figure.unit == unit or figure.unit not in MONEY or unit not in MONEY:
        return figure
    if figure.value is None:
        return changed(figure, unit=unit)
    value = _EXACT.divide(_EXACT.multiply(figure.value, MONEY[figure.unit]), MONEY[unit])
    larger = MONEY[unit] > MONEY[figure.unit]
    ratio = MONEY[unit] / MONEY[figure.unit] if larger else MONEY[figure.unit] / MONEY[unit]
    shown = _operand(figure, "÷" if larger else "×", False)
    return changed(figure, value=value, unit=unit, expression=f"{shown} {'÷' if larger else '×'} {ratio}", steps=1)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """四舍五入 at the given places.

    >>> rounded(Decimal("9.995")), rounded(Decimal("-0.004"))
    (Decimal('10.00'), Decimal('0.00'))
    """
    result = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context=_EXACT)
    return abs(result) if result == 0 else result


def money(value: Decimal, places: int = 2) -> str:
    """千分位、两位小数.

    >>> money(Decimal("26854.92")), money(Decimal("-0.001")), money(Decimal("1234567.005"))
    ('26,854.92', '0.00', '1,234,567.01')
    """
    return f"{rounded(value, places):,}"


def natural(value: Decimal) -> str:
    """本来的小数位数 with thousands separators: counts stay whole.

    >>> natural(Decimal("1232")), natural(Decimal("313872.75")), natural(Decimal("9.90"))
    ('1,232', '313,872.75', '9.9')
    """
    exponent = value.normalize(_EXACT).as_tuple().exponent
    places = min(max(0, -int(exponent)), 6)
    return f"{rounded(value, places):,}"
