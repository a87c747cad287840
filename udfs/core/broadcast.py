"""区域与单个值 (broadcasting): a function of single values applied to ranges of equal shape."""

from __future__ import annotations

from itertools import chain, repeat
from typing import Any, Callable, FrozenSet, Iterable, Optional, Tuple

from .errors import VALUE, CellError

#: how hosts hand over a range
RANGES = frozenset((list, tuple))

#: the shapes that count as one value
_SINGLE: FrozenSet[Optional[Tuple[int, ...]]] = frozenset(((), (1,), (1, 1)))


def shape(value: Any) -> Optional[Tuple[int, ...]]:
    """形状: (rows, columns) of a range, (length,) of a flat list, () of a single value; None when it is ragged.

    >>> shape([[1, 2], [3, 4]]), shape([1, 2]), shape(5), shape([[1], [2, 3]])
    ((2, 2), (2,), (), None)
    """
    if value.__class__ not in RANGES:
        return ()
    classes = set(map(type, value))
    if classes.isdisjoint(RANGES):
        return (len(value),) if classes else None
    widths = set(map(len, value)) if classes <= RANGES else set()
    return (len(value), widths.pop()) if len(widths) == 1 and 0 not in widths else None


def spread(once: Callable[..., Any], values: Tuple[Any, ...]) -> Any:
    """逐格计算: call ``once`` for every cell; single values go with each cell.

    Args:
        once: computes one cell. values: the arguments, single values and ranges of equal shape.

    Returns:
        Results in the ranges' shape, one result where nothing is a range; ``#VALUE!`` for other shapes.

    >>> spread(lambda a, b: a + b, ([[1, 2], [3, 4]], 10))
    [[11, 12], [13, 14]]
    """
    forms = [shape(value) for value in values]
    # a range of one cell counts as its value
    cells = [
        value[0][0] if form == (1, 1) else value[0] if form == (1,) else value for value, form in zip(values, forms)
    ]
    wanted = set(forms) - _SINGLE
    if not wanted:
        return once(*cells)
    if len(wanted) > 1 or None in wanted:
        return CellError(VALUE, "各区域的行数、列数应相同。")
    (common,) = wanted
    assert common is not None
    # no loop in Python over the cells: columns are long
    results = list(map(once, *(_every(cell, form) for cell, form in zip(cells, forms))))
    width = common[-1]
    if len(common) == 2 and width == 1:
        return [[result] for result in results]  # a column, as nearly always
    return results if len(common) == 1 else [results[at : at + width] for at in range(0, len(results), width)]


def _every(value: Any, form: Optional[Tuple[int, ...]]) -> Iterable[Any]:
    """The values of a range row by row, or a single one again and again."""
    if form in _SINGLE:
        return repeat(value)
    return chain.from_iterable(value) if form and len(form) == 2 else iter(value)
