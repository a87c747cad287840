"""公式的零件 (building blocks): numbers out of text without the locale, as formula text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Tuple

#: what Excel 2010 accepts at most in one formula
MAX_LENGTH = 8192
_DIGITS = "{0,1,2,3,4,5,6,7,8,9}"
#: every character a unit may be made of; a unit with any other character is not read
UNIT_CHARACTERS = (
    "人次个名位元生均所家项篇期门台套件只条份本册场班课学员时天小分钟户头亩平方米公里吨升斤克校县区镇村社处例起批类种组队届辆栋座间床张幅部"
    "对支枚块片万亿%/·年月"
)
#: a number followed by one of these is a date or an ordinal, not a quantity
_NOT_FIRST = '{"年","月","学","期","届","时","分","/","·","校","部"}'
_CELL = re.compile(r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}(?::\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6})?")


@dataclass(frozen=True)
class Native:
    """一条自带公式.

    Args:
        formula: the formula without ``=``; "" where the rule cannot be expressed.
        reason: why there is none, in Chinese; "" when there is one.
    """

    formula: str = ""
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.formula)


def finished(core: str) -> Native:
    """完成的公式: guarded, so that whatever cannot be computed shows as blank; too long is no formula."""
    formula = f'IFERROR({core},"")'
    if len(formula) > MAX_LENGTH:
        return Native(reason=f"公式超过{MAX_LENGTH}个字符，电子表格不能接受")
    return Native(formula)


def reference(ref: str) -> str:
    """单元格引用: an A1 reference, upper case; anything else is refused.

    Raises:
        ValueError: not a plain A1 reference (so no text of a workbook gets into a formula).

    >>> reference("e12")
    'E12'
    """
    text = ref.strip().upper()
    if not _CELL.fullmatch(text):
        raise ValueError(f"不是单元格引用：{ref}")
    return text


def literal(number: Decimal) -> str:
    """公式中的数: with a dot, never with an exponent.

    >>> literal(Decimal("0.050"))
    '0.05'
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def given(*refs: str) -> str:
    """都已填写: none of the cells is blank."""
    return f"AND({','.join(f'LEN({ref})>0' for ref in refs)})"


def _digit_count(text: str) -> str:
    return f'SUMPRODUCT(LEN({text})-LEN(SUBSTITUTE({text},{_DIGITS},"")))'


def amount(ref: str) -> str:
    """金额或分值: a number cell, or text of digits with a dot and thousands commas, as a number.

    Text of any other shape gives an error, which the formula's guard turns into a blank. VALUE sees digits only, so no
    locale can read a date or another decimal sign into it.
    """
    plain = f'SUBSTITUTE({ref},",","")'
    digits = f'SUBSTITUTE({plain},".","")'
    whole = f'LEFT({ref},FIND(".",{ref}&".")-1)'  # with its commas
    commas = f"(LEN({ref})-LEN({plain}))"
    groups = f'SUMPRODUCT((MID(REPT("0",20)&{whole},LEN({whole})+{{17,13,9,5}},1)=",")*1)'
    checks = ",".join(
        [
            f"{_digit_count(ref)}=LEN({digits})",
            f"LEN({digits})<16",
            f"LEN({plain})-LEN({digits})<2",
            f'ISNUMBER(FIND(LEFT({ref}),"0123456789"))',
            f'ISNUMBER(FIND(RIGHT({ref}),"0123456789"))',
            f"OR({commas}=0,AND({commas}={groups},{commas}=INT((LEN({whole})-{commas}-1)/3)))",
        ]
    )
    places = f'MAX(0,LEN({plain})-FIND(".",{plain}&"."))'
    return f"IF(ISNUMBER({ref}),IF({ref}>=0,{ref},NA()),IF(AND({checks}),VALUE({digits})/10^{places},NA()))"


def number(ref: str) -> str:
    """分值、得分、个数: a number cell, or text of digits with a dot, as a number; anything else gives an error."""
    digits = f'SUBSTITUTE({ref},".","")'
    checks = ",".join(
        [
            f"{_digit_count(ref)}=LEN({digits})",
            f"LEN({digits})<16",
            f'LEN({ref})-LEN({digits})=COUNT(FIND(".",MID({ref},2,LEN({ref})-2)))',
        ]
    )
    places = f'MAX(0,LEN({ref})-FIND(".",{ref}&"."))'
    return f"IF(ISNUMBER({ref}),IF({ref}>=0,{ref},NA()),IF(AND({checks}),VALUE({digits})/10^{places},NA()))"


@dataclass(frozen=True)
class Side:
    """指标值或完成值一格: one cell of the shape [sign] number [万|亿] [unit|%], as parts of a formula.

    Args:
        ref: the cell. unit_ref, sign_ref: the row's own cells for unit and sign, "" where the form has none.
        percent: True when the cell is a number shown as a percentage.
    """

    ref: str
    unit_ref: str = ""
    sign_ref: str = ""
    percent: bool = False

    @property
    def _first(self) -> str:
        """Where the number begins."""
        return f'MIN(FIND({_DIGITS},{self.ref}&"0123456789"))'

    @property
    def _count(self) -> str:
        """How many digits there are; when they do not stand together, the rest has a digit and is no unit."""
        return _digit_count(self.ref)

    @property
    def _typed_unit(self) -> str:
        return f'MID(SUBSTITUTE({self.ref},".",""),{self._first}+{self._count},99)'

    @property
    def unit(self) -> str:
        """格内的单位, with 万 or 亿."""
        return f'IF(ISNUMBER({self.ref}),"{"%" if self.percent else ""}",{self._typed_unit})'

    @property
    def sign(self) -> str:
        """符号: what stands before the number, or the row's own sign cell."""
        typed = f'IF(ISNUMBER({self.ref}),"",LEFT({self.ref},{self._first}-1))'
        return f'IF(LEN({typed})=0,{self.sign_ref}&"",{typed})' if self.sign_ref else typed

    @property
    def value(self) -> str:
        """数值, a percentage as a ratio; 万 and 亿 are left out, because both sides must agree in them."""
        digits = f'VALUE(MID(SUBSTITUTE({self.ref},".",""),{self._first},{self._count}))'
        places = f'MAX(0,{self._first}+{self._count}-FIND(".",{self.ref}&"."))'
        where = f"{self.ref}&{self.unit_ref}" if self.unit_ref else self.ref
        typed = f'{digits}/10^({places}+2*COUNT(FIND("%",{where})))'
        plain = (
            f'{self.ref}/10^(2*COUNT(FIND("%",{self.unit_ref})))' if self.unit_ref and not self.percent else self.ref
        )
        return f"IF(ISNUMBER({self.ref}),{plain},{typed})"

    @property
    def checks(self) -> Tuple[str, ...]:
        """看得懂的条件: digits, one dot among them, % only right behind them."""
        inside = f"MID({self.ref},{self._first}+1,{self._count}-1)"
        dots = f'LEN({self.ref})-LEN(SUBSTITUTE({self.ref},".",""))=COUNT(FIND(".",{inside}))'
        rate = f'OR(ISERROR(FIND("%",{self.ref})),LEN(SUBSTITUTE({self.ref},".",""))={self._first}+{self._count})'
        return (f"IF(ISNUMBER({self.ref}),{self.ref}>=0,AND({self._count}<16,{dots},{rate}))",)


def comparable(target: Side, actual: Side) -> Tuple[str, ...]:
    """单位相容的条件: units of known characters; the same, or one side without; a bare number against % is a ratio."""
    a, b = target.unit, actual.unit
    both = f"{a}&{b}"
    if target.unit_ref:
        cell = target.unit_ref
        same = tuple(f'OR({unit}="",{unit}={cell})' for unit in (a, b))
        return (*_known(cell), *same)
    bare = (
        f'COUNT(FIND({{"万","亿"}},{target.ref}&{actual.ref}))=0,OR({a}="",{b}=""),{b}<>"%",'
        f'OR({a}<>"%",{actual.value}<=10*{target.value})'
    )
    return (*_known(both), f"COUNT(FIND({_NOT_FIRST},LEFT({a})&LEFT({b})))=0", f"OR({a}={b},AND({bare}))")


def _known(unit: str) -> Tuple[str, ...]:
    # filled up with a known character: FIND of an empty text is 1 in Excel and an error in LibreOffice
    places = ",".join(str(place) for place in range(1, 17))
    known = f'SUMPRODUCT(1-ISNUMBER(FIND(MID({unit}&REPT("人",16),{{{places}}},1),"{UNIT_CHARACTERS}")))=0'
    return known, f"LEN({unit})<17"
