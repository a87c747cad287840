"""数字格式的记号 (format tokens): a format code cut into sections and tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Tuple

#: kinds: literal, digit (0 # ?), point, comma, percent, exponent, fraction, text (@), general, bracket,
#: date (y m d h s a e), elapsed ([h]), ampm, fill (* and _ with their character)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)(?:"|$)'
    r"|[\\!](?P<escaped>.)"
    r"|(?P<fill>[_*].)"
    r"|\[(?P<elapsed>h+|m+|s+)\]"
    r"|(?P<bracket>\[[^\]]*\])"
    r"|(?P<general>General|G/通用格式|通用格式)"
    r"|(?P<ampm>AM/PM|A/P|上午/下午)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<date>yyyy|yy|y|m{1,5}|d{1,4}|hh|h|ss|s|a{3,4}|e+)"
    r"|(?P<digit>[0#?])"
    r"|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<section>;)|(?P<fraction>/)"
    r"|(?P<literal>.)",
    re.I | re.S,
)
#: the computer's own long date and time, as Chinese systems show them
_SYSTEM = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


@dataclass(frozen=True)
class Token:
    """记号: its kind and its text (for a literal the text to show)."""

    kind: str
    text: str


def tokenize(code: str) -> List[Tuple[Token, ...]]:
    """切分格式代码: the tokens of each section.

    >>> [[t.kind for t in section] for section in tokenize('0.00"元";@')]
    [['digit', 'point', 'digit', 'digit', 'literal'], ['text']]
    """
    sections: List[List[Token]] = [[]]
    for name, written in _SYSTEM.items():
        code = written if name in code.upper() else code
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "literal"
        text = match.group(kind)
        if kind == "section":
            sections.append([])
            continue
        if kind in ("quoted", "escaped"):
            token = Token("literal", text)
        elif kind == "fill":
            # _x leaves the width of x, *x fills the column: a text without width shows one blank, or nothing
            token = Token("literal", " " if text[0] == "_" else "")
        elif kind == "bracket":
            currency = _CURRENCY.fullmatch(text)
            token = Token("literal", currency.group(1)) if currency and currency.group(1) else Token("bracket", text)
        elif kind in ("date", "elapsed"):
            token = Token(kind, text.lower())
        else:
            token = Token(kind, text)
        sections[-1].append(token)
    return [_settled(section) for section in sections]


def _settled(tokens: List[Token]) -> Tuple[Token, ...]:
    """Give each ambiguous sign its meaning in this section: / : . , in dates are literals."""
    is_date = any(token.kind in ("date", "elapsed", "ampm") for token in tokens) and not any(
        token.kind == "exponent" for token in tokens
    )
    settled = []
    for index, token in enumerate(tokens):
        if is_date and token.kind in ("fraction", "comma", "percent"):
            token = Token("literal", token.text)
        elif is_date and token.kind == "point" and not _fraction_of_second(tokens, index):
            token = Token("literal", ".")
        settled.append(token)
    return tuple(settled)


def _fraction_of_second(tokens: List[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].kind == "digit" and tokens[index + 1].text == "0"
