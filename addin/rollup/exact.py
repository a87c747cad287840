"""精确运算 (exact arithmetic): sums do not depend on the order in which units come, for nothing is rounded."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, Overflow

#: a figure of more digits, before or behind the point, is no amount of money, no number of people and no rate
MOST_DIGITS = 400

# sums and products of numbers within MOST_DIGITS fit; were one not to fit, Inexact is raised and nothing is lost silently
_EXACT = Context(prec=3000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation, Overflow])
_QUOTIENT = Context(prec=28)

plus = _EXACT.add
times = _EXACT.multiply


def countable(value: Decimal) -> bool:
    """能否相加: a finite number of at most MOST_DIGITS digits on either side of the point.

    >>> countable(Decimal("123456.78")), countable(Decimal("NaN")), countable(Decimal("1E+9999"))
    (True, False, False)
    """
    # the text is as long as the digits; zeros that an exponent stands for count too
    return value.is_finite() and abs(value.adjusted()) <= MOST_DIGITS and len(str(value)) <= MOST_DIGITS


def quotient(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """相除, to 28 digits; None when one is missing or the whole is 0.

    >>> quotient(Decimal("1"), Decimal("4")), quotient(Decimal("1"), Decimal("0"))
    (Decimal('0.25'), None)
    """
    if part is None or not whole:
        return None
    return _QUOTIENT.divide(part, whole)


def plus_any(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """相加: what is missing counts as nothing; None when both are.

    >>> plus_any(None, Decimal("2")), plus_any(None, None)
    (Decimal('2'), None)
    """
    if one is None or other is None:
        return other if one is None else one
    return plus(one, other)
