"""公式的语法树 (formula syntax): a formula with array constants as a tree, so that branches not taken stay unevaluated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Union

from .formula_values import Unknown

#: references outside of texts; a text is matched first and left alone
_REFERENCE = re.compile(
    r"\"(?:[^\"]|\"\")*\"|(?P<odd>[@#\[\]])"
    r"|(?<![\w.'!])(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?P<ref>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)(?![\w.(!\[:])"
)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|@(?P<place>\d+)"
    r"|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<op><=|>=|<>|[-+*/^&=<>%(),{}])|(?P<end>$))"
)
_POWER = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5, "%": 7}
_DEEPEST = 150


@dataclass(frozen=True, eq=False)
class Constant:
    """常量: a number, a text or a row of them (``row`` True)."""

    values: tuple[Union[float, str, bool, None], ...]
    row: bool = False


@dataclass(frozen=True, eq=False)
class Reference:
    """引用: its place among the references of the formula."""

    place: int


@dataclass(frozen=True, eq=False)
class Operation:
    """运算: an operator with two operands; ``%`` and a leading ``-`` are written as division and subtraction."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, eq=False)
class Call:
    """函数调用."""

    name: str
    arguments: tuple[Node, ...]


Node = Union[Constant, Reference, Operation, Call]


#: a reference as written: sheet prefix and text
Cells = tuple[str, str]


def parse(formula: str) -> tuple[Node, tuple[Cells, ...]]:
    """解析公式, without the leading ``=``.

    Returns:
        the tree and the references that its ``Reference`` nodes number. Equal parts are one object, and formulas that
        differ in their references only have one tree.

    Raises:
        Unknown: something in it that is not read here (defined names, whole columns, arrays of several rows).

    >>> parse("1+$A1")[1]
    (('', '$A1'),)
    """
    template, cells = template_of(formula)
    return _tree(template), cells


@lru_cache(maxsize=4096)
def template_of(formula: str) -> tuple[str, tuple[Cells, ...]]:
    """公式的样板: references outside of texts become ``@0``, ``@1`` …, so that the formulas of a column look alike.

    Raises:
        Unknown: links to other workbooks, tables or error values in it.

    >>> template_of('IF(A1="A1",$B2,A1)')
    ('IF(@0="A1",@1,@0)', (('', 'A1'), ('', '$B2')))
    """
    cells: dict[Cells, int] = {}

    def number(found: re.Match[str]) -> str:
        if found.group("odd"):
            raise Unknown(formula)
        if found.group("ref") is None:
            return found.group()
        return f"@{cells.setdefault((found.group('sheet') or '', found.group('ref')), len(cells))}"

    return _REFERENCE.sub(number, formula), tuple(cells)


@lru_cache(maxsize=256)
def _tree(template: str) -> Node:
    parser = _Parser(template)
    node = parser.expression(0)
    if parser.kind != "end":
        raise Unknown(template)
    return node


class _Parser:
    def __init__(self, formula: str) -> None:
        self.formula, self.at, self.depth = formula, 0, 0
        self.kind = self.text = ""
        self.same: dict[object, Node] = {}
        self.advance()

    def advance(self) -> None:
        found = _TOKEN.match(self.formula, self.at)
        if found is None or found.lastgroup is None:
            raise Unknown(self.formula)
        self.at = found.end()
        self.kind, self.text = found.lastgroup, found.group(found.lastgroup)

    def made(self, node: Node) -> Node:
        """The same node where one like it was made before."""
        key: object
        if isinstance(node, Operation):
            key = (node.operator, id(node.left), id(node.right))
        elif isinstance(node, Call):
            key = (node.name, *map(id, node.arguments))
        elif isinstance(node, Constant):
            key = (node.row, tuple((type(value), value) for value in node.values))
        else:
            key = node.place
        return self.same.setdefault(key, node)

    def takes(self, text: str) -> bool:
        if self.kind == "op" and self.text == text:
            self.advance()
            return True
        return False

    def expression(self, binding: int) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unknown("嵌套过深")
        left = self.primary()
        while self.kind == "op" and (power := _POWER.get(self.text, 0)) > binding:
            operator = self.text
            self.advance()
            if operator == "%":
                left = self.made(Operation("/", left, self.made(Constant((100.0,)))))
            else:
                left = self.made(Operation(operator, left, self.expression(power)))
        self.depth -= 1
        return left

    def primary(self) -> Node:
        kind, text = self.kind, self.text
        if kind == "end":
            raise Unknown(self.formula)
        self.advance()
        if kind == "number":
            return self.made(Constant((float(text),)))
        if kind == "text":
            return self.made(Constant((text[1:-1].replace('""', '"'),)))
        if kind == "place":
            return self.made(Reference(int(text)))
        if kind == "name":
            if self.takes("("):
                return self.made(Call(text.upper(), self.arguments()))
            if text.upper() in ("TRUE", "FALSE"):
                return self.made(Constant((text.upper() == "TRUE",)))
        if kind == "op" and text == "(":
            inner = self.expression(0)
            if self.takes(")"):
                return inner
        if kind == "op" and text == "{":
            return self.row()
        if kind == "op" and text == "-":
            return self.made(Operation("-", self.made(Constant((0.0,))), self.expression(_POWER["%"] - 1)))
        raise Unknown(self.formula)

    def arguments(self) -> tuple[Node, ...]:
        if self.takes(")"):
            return ()
        found = [self.expression(0)]
        while self.takes(","):
            found.append(self.expression(0))
        if not self.takes(")"):
            raise Unknown(self.formula)
        return tuple(found)

    def row(self) -> Node:
        values: list[Union[float, str, bool, None]] = []
        while True:
            node = self.primary()
            if not isinstance(node, Constant) or node.row:
                raise Unknown(self.formula)
            values += node.values
            if self.takes("}"):
                return self.made(Constant(tuple(values), row=True))
            if not self.takes(","):
                raise Unknown(self.formula)
