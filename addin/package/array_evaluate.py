"""自带公式求值 (evaluation of native formulas): text functions, array constants, branches that are not taken.

``evaluate`` knows the common formulas of forms. This evaluates what our own native formulas add: the cached values of a
pack's computed cells then follow every edit of ours. The same rule holds: what is not surely the same in every program raises Unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Union

from udfs.core.errors import NA, NUM, VALUE, CellError

from ..grid import Range
from . import array_functions
from .array_syntax import Call, Cells, Constant, Node, Operation, Reference, parse
from .formula_functions import FUNCTIONS
from .formula_values import Area, Operand, Scalar, Unknown, binary, to_condition

Lookup = Callable[[str, str, str], Operand]


@dataclass(frozen=True)
class Grid:
    """一块值: ``rows`` × ``columns``, row by row. ``range_`` True when it was read from cells."""

    rows: int
    columns: int
    values: tuple[Scalar, ...]
    range_: bool = False

    def at(self, row: int, column: int) -> Scalar:
        """某一个值; a single row or column repeats."""
        return self.values[(row if self.rows > 1 else 0) * self.columns + (column if self.columns > 1 else 0)]


@dataclass(frozen=True)
class Doubt:
    """存疑的值: this value or an error; an IFERROR that gives the same value settles it."""

    value: Scalar


Result = Union[Grid, Doubt]


def evaluate_arrays(formula: str, lookup: Lookup) -> Scalar:
    """求值: the value that a cell with this formula shows.

    Args:
        formula: without the leading ``=``. lookup: as in ``evaluate``.

    Raises:
        Unknown: the result cannot be told for sure.

    >>> evaluate_arrays('SUMPRODUCT(LEN("a12")-LEN(SUBSTITUTE("a12",{1,2},"")))', lambda *_: None)
    2.0
    """
    try:
        node, cells = parse(formula)
        value = _Evaluation(lookup, cells).single(node)
    except RecursionError as cause:
        raise Unknown("嵌套过深") from cause
    if isinstance(value, float) and not math.isfinite(value):
        return CellError(NUM)
    return 0.0 if value is None else value


def _one(value: Scalar) -> Grid:
    return Grid(1, 1, (value,))


class _Evaluation:
    def __init__(self, lookup: Lookup, cells: Sequence[Cells]) -> None:
        self.lookup, self.cells = lookup, cells
        #: (node, within SUMPRODUCT) -> its value: formulas repeat the same parts many times
        self.known: dict[tuple[Node, bool], Result] = {}
        self.arrays = 0  # within SUMPRODUCT, ranges are taken cell by cell

    def single(self, node: Node) -> Scalar:
        result = self.result(node)
        if isinstance(result, Doubt) or len(result.values) != 1:
            raise Unknown("不是单个值")
        return result.values[0]

    def grid(self, node: Node) -> Grid:
        result = self.result(node)
        if isinstance(result, Doubt):
            raise Unknown("存疑的值")
        return result

    def result(self, node: Node) -> Result:
        key = node, bool(self.arrays)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.fresh(node)
        return found

    def fresh(self, node: Node) -> Result:
        if isinstance(node, Constant):
            return Grid(1, len(node.values), node.values)
        if isinstance(node, Reference):
            return self.read(*self.cells[node.place])
        if isinstance(node, Operation):
            return self.spread(lambda pair: _checked(binary(node.operator, pair[0], pair[1])), [node.left, node.right])
        return self.call(node)

    def read(self, prefix: str, text: str) -> Grid:
        operand = self.lookup("area", prefix, text)
        if not isinstance(operand, Area):
            return _one(operand)
        area = Range.parse(text.replace("$", ""))
        columns = area.right - area.left + 1
        if len(operand.values) != columns * (area.bottom - area.top + 1):
            raise Unknown(text)
        return Grid(len(operand.values) // columns, columns, tuple(operand.values), len(operand.values) > 1)

    def spread(self, compute: Callable[[Sequence[Scalar]], Scalar], nodes: Sequence[Node]) -> Grid:
        """Element by element, single rows and columns repeated."""
        grids = [self.grid(node) for node in nodes]
        if all(len(grid.values) == 1 for grid in grids):
            return Grid(1, 1, (compute([grid.values[0] for grid in grids]),))
        if not self.arrays and any(grid.range_ for grid in grids):
            raise Unknown("区域用作单个值")
        rows, columns = max(grid.rows for grid in grids), max(grid.columns for grid in grids)
        if any(grid.rows not in (1, rows) or grid.columns not in (1, columns) for grid in grids):
            raise Unknown("区域大小不一")
        values = tuple(
            compute([grid.at(row, column) for grid in grids]) for row in range(rows) for column in range(columns)
        )
        return Grid(rows, columns, values, any(grid.range_ for grid in grids))

    def call(self, node: Call) -> Result:
        name, arguments = node.name, node.arguments
        if name in array_functions.ELEMENTWISE:
            if not arguments:
                return _one(array_functions.apply(name, []))
            return self.spread(lambda values: array_functions.apply(name, values), arguments)
        own = getattr(self, f"_{name.lower()}", None)
        if own is not None:
            result: Result = own(arguments)
            return result
        if name in ("SUM", "MIN", "MAX", "COUNT"):
            return _one(self.reduce(name, arguments))
        raise Unknown(name)

    def reduce(self, name: str, nodes: Sequence[Node]) -> Scalar:
        operands: list[Operand] = []
        for node in nodes:
            grid = self.grid(node)
            # a value that is written or computed counts by itself; in cells text counts as nothing
            within = isinstance(node, Reference) or len(grid.values) > 1 or name == "COUNT"
            operands.append(Area(list(grid.values), False) if within else grid.values[0])
        return _checked(FUNCTIONS[name](operands))

    def _sumproduct(self, nodes: Sequence[Node]) -> Grid:
        self.arrays += 1
        try:
            grids = [self.grid(node) for node in nodes]
        finally:
            self.arrays -= 1
        if len(grids) == 1:
            return _one(_checked(FUNCTIONS["SUM"]([Area(list(grids[0].values), False)])))
        if len({(grid.rows, grid.columns) for grid in grids}) != 1:
            return _one(CellError(VALUE))
        products: list[Scalar] = []
        for values in zip(*(grid.values for grid in grids)):
            error = next((value for value in values if isinstance(value, CellError)), None)
            # with several arguments text, blanks and logicals count as nothing
            numbers = [value if isinstance(value, float) else 0.0 for value in values]
            products.append(error if error is not None else math.prod(numbers))
        return _one(_checked(FUNCTIONS["SUM"]([Area(products, False)])))

    def _countif(self, nodes: Sequence[Node]) -> Grid:
        if len(nodes) != 2 or not isinstance(nodes[0], Reference):
            raise Unknown("COUNTIF 的参数")
        wanted = self.single(nodes[1])
        if not isinstance(wanted, str) or not wanted or not wanted.isalpha():
            raise Unknown("COUNTIF 的条件")
        return _one(float(sum(isinstance(one, str) and _same(one, wanted) for one in self.grid(nodes[0]).values)))

    def _if(self, nodes: Sequence[Node]) -> Result:
        if len(nodes) != 3:
            raise Unknown("IF 的参数个数")
        condition = self.result(nodes[0])
        doubtful = isinstance(condition, Doubt)
        value = condition.value if isinstance(condition, Doubt) else self._condition(condition)
        if isinstance(value, CellError):
            return _one(value)
        chosen = self.result(nodes[1] if value else nodes[2])
        return Doubt(_alone(chosen)) if doubtful else chosen

    def _condition(self, grid: Grid) -> Scalar:
        if len(grid.values) != 1:
            raise Unknown("区域用作条件")
        return to_condition(grid.values[0])

    def _iferror(self, nodes: Sequence[Node]) -> Result:
        if len(nodes) != 2:
            raise Unknown("IFERROR 的参数个数")
        first = self.result(nodes[0])
        if isinstance(first, Doubt):
            other = self.single(nodes[1])
            if first.value != other or type(first.value) is not type(other):
                raise Unknown("存疑的值")
            return _one(other)
        if len(first.values) != 1:
            raise Unknown("IFERROR 的参数是区域")
        return self.result(nodes[1]) if isinstance(first.values[0], CellError) else first

    def _and(self, nodes: Sequence[Node]) -> Result:
        return self._logical(nodes, False)

    def _or(self, nodes: Sequence[Node]) -> Result:
        return self._logical(nodes, True)

    def _logical(self, nodes: Sequence[Node], decisive: bool) -> Result:
        found, error, unknown = [], None, False
        for node in nodes:
            try:
                grid = self.grid(node)
                if grid.range_:
                    raise Unknown("区域用作条件")
                for value in grid.values:
                    condition = to_condition(value)
                    if isinstance(condition, CellError):
                        error = error or condition
                    else:
                        found.append(condition)
            except Unknown:
                unknown = True
        if unknown:
            # whatever the unknown one is: the decisive value, or an error
            if decisive in found or error:
                return Doubt(decisive) if not error or decisive in found else _one(error)
            raise Unknown("条件")
        if error:
            return _one(error)
        return _one(decisive if decisive in found else not decisive)

    def _choose(self, nodes: Sequence[Node]) -> Result:
        place = self.single(nodes[0])
        if isinstance(place, CellError):
            return _one(place)
        if not isinstance(place, float):
            raise Unknown("CHOOSE 的序号")
        return self.result(nodes[int(place)]) if 1 <= place < len(nodes) else _one(CellError(VALUE))

    def _match(self, nodes: Sequence[Node]) -> Grid:
        if len(nodes) != 3 or self.single(nodes[2]) != 0.0:
            raise Unknown("MATCH 只用于精确匹配")
        wanted, grid = self.single(nodes[0]), self.grid(nodes[1])
        if isinstance(wanted, CellError):
            return _one(wanted)
        if wanted is None or (isinstance(wanted, str) and any(mark in wanted for mark in "*?~")):
            raise Unknown("MATCH 的通配符")
        for place, value in enumerate(grid.values, 1):
            if type(value) is type(wanted) and _same(value, wanted):
                return _one(float(place))
        return _one(CellError(NA))


def _same(one: Scalar, other: Scalar) -> bool:
    return one.casefold() == other.casefold() if isinstance(one, str) and isinstance(other, str) else one == other


def _alone(result: Result) -> Scalar:
    if isinstance(result, Doubt):
        return result.value
    if len(result.values) != 1:
        raise Unknown("不是单个值")
    return result.values[0]


def _checked(value: Operand) -> Scalar:
    if isinstance(value, Area):
        raise Unknown("区域用作单个值")
    return value
