"""简单公式求值 (evaluation): what common formulas of forms give, where every program gives the same.

Sums, rounding, conditions and arithmetic. Whatever is not surely the same everywhere (text read as a number in some
locale, results that hang on the last bits, functions not listed) raises Unknown: the caller then leaves the cell to
the spreadsheet program.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache

from udfs.core.errors import NUM, CellError

from .array_evaluate import evaluate_arrays
from .formula_functions import FUNCTIONS
from .formula_values import Operand, Scalar, Unknown, arithmetic, binary, to_scalar

#: (sheet prefix as written, reference text) -> values; names likewise with an empty prefix
Lookup = Callable[[str, str, str], Operand]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<error>#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!))"
    r"|(?P<area>(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?P<ref>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d+:\$?\d+)(?![\w.(!\[]))"
    r"|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<op><=|>=|<>|[-+*/^&=<>%(),]))"
)
_MAX_DEPTH = 60


def evaluate(formula: str, lookup: Lookup) -> Scalar:
    """求值: the value a cell with this formula shows.

    Args:
        formula: without the leading ``=``.
        lookup: gives (kind, sheet prefix, text) its value; kind is ``area`` or ``name``.

    Raises:
        Unknown: the result cannot be told for sure.

    >>> evaluate("ROUND(SUM(1,2.005),2)&IF(1>2,1,\\"分\\")", lambda *_: None)
    '3.01分'
    """
    tokens = _tokens(formula)
    if not tokens:
        return evaluate_arrays(formula, lookup)
    try:
        parser = _Parser(formula, tokens, lookup)
        result = to_scalar(parser.expression(0))
        if parser.kind:
            raise Unknown(formula)
    except Unknown:
        # a branch that is not taken, array constants, text functions: what our native formulas add
        return evaluate_arrays(formula, lookup)
    if isinstance(result, float) and not math.isfinite(result):
        return CellError(NUM)
    return 0.0 if result is None else result


#: kind, text and sheet prefix
_Token = tuple[str, str, str]
_LAST: _Token = ("", "", "")


@lru_cache(maxsize=4096)
def _tokens(formula: str) -> tuple[_Token, ...]:
    """The tokens of a formula; none when it has something that the parser, which evaluates every part, never takes."""
    found: list[_Token] = []
    at = 0
    while formula[at:].strip():
        token = _TOKEN.match(formula, at)
        if token is None:
            return ()
        at = token.end()
        kind = next(k for k in ("number", "text", "error", "area", "name", "op") if token.group(k) is not None)
        text = token.group("ref") if kind == "area" else token.group(kind)
        if text == "(" and found and found[-1][0] == "name" and found[-1][1].upper() not in FUNCTIONS:
            return ()
        found.append((kind, text, token.group("sheet") or ""))
    return tuple(found)


class _Parser:
    def __init__(self, formula: str, tokens: tuple[_Token, ...], lookup: Lookup) -> None:
        self.formula = formula
        self.tokens = iter(tokens)
        self.lookup = lookup
        self.depth = 0
        self.kind = self.text = self.prefix = ""
        self.advance()

    def advance(self) -> None:
        self.kind, self.text, self.prefix = next(self.tokens, _LAST)

    def take(self, text: str) -> None:
        if self.kind != "op" or self.text != text:
            raise Unknown(self.formula)
        self.advance()

    def expression(self, binding: int) -> Operand:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise Unknown("嵌套过深")
        left = self.primary()
        while self.kind == "op" and (power := _POWER.get(self.text, 0)) > binding:
            operator = self.text
            self.advance()
            if operator == "%":
                left = arithmetic("/", left, 100.0)
                continue
            right = self.expression(power)
            left = binary(operator, left, right)
        self.depth -= 1
        return left

    def primary(self) -> Operand:
        kind, text, prefix = self.kind, self.text, self.prefix
        if kind == "op" and text in "+-":
            self.advance()
            operand = self.expression(_POWER["%"] - 1)
            return operand if text == "+" else arithmetic("-", 0.0, operand)
        self.advance()
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "error":
            return CellError(text)
        if kind == "area":
            return self.lookup("area", prefix, text)
        if kind == "op" and text == "(":
            inner = self.expression(0)
            self.take(")")
            return inner
        if kind == "name" and self.kind == "op" and self.text == "(":
            self.advance()
            return self.call(text.upper())
        if kind == "name":
            if text.upper() in ("TRUE", "FALSE"):
                return text.upper() == "TRUE"
            return self.lookup("name", "", text)
        raise Unknown(self.formula)

    def call(self, name: str) -> Operand:
        arguments: list[Operand] = []
        if not (self.kind == "op" and self.text == ")"):
            while True:
                arguments.append(self.argument())
                if self.kind == "op" and self.text == ",":
                    self.advance()
                    continue
                break
        self.take(")")
        function = FUNCTIONS.get(name)
        if function is None:
            raise Unknown(name)
        return function(arguments)

    def argument(self) -> Operand:
        if self.kind == "op" and self.text in ",)":
            return None
        return self.expression(0)


_POWER = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5, "%": 7}
