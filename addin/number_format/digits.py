"""数字的显示 (shown digits): the text of a number by the placeholders of one format section."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import List, Tuple, Union

from .tokens import Token

Number = Union[int, float]
#: more placeholders than Excel allows in a format code
_MAX_TOKENS = 255
#: room for the largest double with as many places as a code can ask for
_WIDE = Context(prec=1200, rounding=ROUND_HALF_UP)


def general(value: Number) -> str:
    """常规格式: up to 15 significant digits, as Excel keeps them.

    >>> general(1 / 3), general(1e21), general(100.0), general(-0.00001)
    ('0.333333333333333', '1E+21', '100', '-0.00001')
    """
    if isinstance(value, int) and -(10**15) < value < 10**15:
        return str(value)
    digits = Decimal(f"{float(value):.14e}").normalize()
    if not digits:
        return "0"
    exponent = digits.adjusted()
    if -10 <= exponent < 21:
        return f"{digits:f}"
    mantissa = digits.scaleb(-exponent).normalize()
    return f"{mantissa:f}E{'+' if exponent > 0 else '-'}{abs(exponent):02d}"


def digits_shown(tokens: Tuple[Token, ...], value: Number, own_sign: bool) -> str:
    """按占位符显示: a number by one section's tokens.

    Args:
        tokens: the section.
        value: the number.
        own_sign: True when the section itself says what a negative number looks like.
    """
    kinds = [token.kind for token in tokens]
    minus = "-" if value < 0 and not own_sign else ""
    if "general" in kinds:
        return minus + "".join(
            general(abs(value)) if token.kind == "general" else token.text
            for token in tokens
            if token.kind in ("general", "literal", "percent")
        )
    if "digit" not in kinds:
        literals = "".join(token.text for token in tokens if token.kind in ("literal", "percent"))
        return minus + literals if literals else ""
    if "fraction" in kinds or len(kinds) > _MAX_TOKENS or not _is_plain(kinds):
        return general(value)
    amount = abs(Decimal(repr(value)))
    amount *= Decimal(100) ** kinds.count("percent")
    first = kinds.index("digit")
    last = len(kinds) - 1 - kinds[::-1].index("digit")
    trailing = last + 1
    while trailing < len(kinds) and kinds[trailing] == "comma":
        amount /= 1000
        trailing += 1
    body = tokens[first : last + 1]
    if "exponent" in kinds:
        number = _scientific(body, amount)
    else:
        number = _fixed(body, amount)
    if minus and not any(digit in "123456789" for digit in number):
        minus = ""
    before = "".join(token.text for token in tokens[:first] if token.kind in ("literal", "percent"))
    after = "".join(token.text for token in tokens[last + 1 :] if token.kind in ("literal", "percent"))
    return minus + before + number + after


def _is_plain(kinds: List[str]) -> bool:
    """At most one decimal point, and one exponent that stands between digits: others are no format at all."""
    if "exponent" not in kinds:
        return kinds.count("point") <= 1
    at = kinds.index("exponent")
    return (
        kinds.count("exponent") == 1 and "digit" in kinds[:at] and "digit" in kinds[at:] and "point" not in kinds[at:]
    )


def _fixed(body: Tuple[Token, ...], amount: Decimal) -> str:
    """The digits of a fixed format; literals between the placeholders stay where they are."""
    points = [index for index, token in enumerate(body) if token.kind == "point"]
    cut = points[0] if points else len(body)
    whole_slots = [token.text for token in body[:cut] if token.kind == "digit"]
    part_slots = [token.text for token in body[cut:] if token.kind == "digit"]
    rounded = amount.quantize(Decimal(1).scaleb(-len(part_slots)), context=_WIDE)
    whole, _, part = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    # placeholders: 0 always shows a digit, ? a space, # nothing
    shown_whole = list(whole)
    for slot in reversed(whole_slots[: max(len(whole_slots) - len(whole), 0)]):
        if slot == "0":
            shown_whole.insert(0, "0")
        elif slot == "?":
            shown_whole.insert(0, " ")
    grouped = any(token.kind == "comma" for token in body[:cut])
    shown_part = list(part)
    for index in range(len(shown_part) - 1, -1, -1):
        if shown_part[index] != "0" or part_slots[index] == "0":
            break
        shown_part[index] = " " if part_slots[index] == "?" else ""
    whole_text = _weave(body[:cut], _group(shown_whole) if grouped else shown_whole)
    point = "." if points else ""
    return whole_text + point + _spread(body[cut + 1 :], shown_part)


def _group(digits: List[str]) -> List[str]:
    """Thousands separators, each joined to the digit before it."""
    count = len(digits)
    return [
        digit + ("," if digit.isdigit() and (count - 1 - index) % 3 == 0 and index != count - 1 else "")
        for index, digit in enumerate(digits)
    ]


def _weave(tokens: Tuple[Token, ...], digits: List[str]) -> str:
    """Digits into whole-number placeholders from the right; the first takes all that are left over."""
    pieces: List[str] = []
    left = list(digits)
    slots = sum(token.kind == "digit" for token in tokens)
    for token in reversed(tokens):
        if token.kind == "digit":
            slots -= 1
            if slots == 0:
                pieces.append("".join(left))
                left = []
            elif left:
                pieces.append(left.pop())
        elif token.kind in ("literal", "percent"):
            pieces.append(token.text)
    return "".join(reversed(pieces))


def _spread(tokens: Tuple[Token, ...], digits: List[str]) -> str:
    """Digits into decimal placeholders from the left."""
    left = list(digits)
    pieces = []
    for token in tokens:
        if token.kind == "digit":
            pieces.append(left.pop(0) if left else "")
        elif token.kind in ("literal", "percent"):
            pieces.append(token.text)
    return "".join(pieces)


def _scientific(body: Tuple[Token, ...], amount: Decimal) -> str:
    """The digits of a scientific format; a run of whole placeholders makes the exponent a multiple of it."""
    at = next(index for index, token in enumerate(body) if token.kind == "exponent")
    mantissa_tokens, exponent_tokens = body[:at], body[at + 1 :]
    point = next((index for index, token in enumerate(mantissa_tokens) if token.kind == "point"), len(mantissa_tokens))
    step = max(sum(token.kind == "digit" for token in mantissa_tokens[:point]), 1)
    places = sum(token.kind == "digit" for token in mantissa_tokens[point:])
    exponent = (amount.adjusted() // step) * step if amount else 0
    if amount and amount.scaleb(-exponent).quantize(Decimal(1).scaleb(-places), context=_WIDE) >= Decimal(10) ** step:
        exponent += step
    width = sum(token.kind == "digit" for token in exponent_tokens)
    sign = "-" if exponent < 0 else "+" if "+" in body[at].text else ""
    return f"{_fixed(mantissa_tokens, amount.scaleb(-exponent))}E{sign}{abs(exponent):0{width}d}"
