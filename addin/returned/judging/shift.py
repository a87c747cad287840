"""表样的判断 (layout): rows and columns that were put in, taken away or moved since the file was handed out."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings import WARNING, Finding
from ...packs.model import Block
from .case import Case

CODES = ("return.layout",)

#: a sheet of which less was found again is told as another layout, not move by move
_ALIKE = 0.5
_MOST = 8


def judge(case: Case) -> Iterator[Finding]:
    """报告行列移动: rows added where the form has rows to be added are no move."""
    if case.template is None:
        return
    recognised = {form.sheet for form in case.forms}
    for own, (like, shift) in case.shifts.items():
        if shift.exact or own not in recognised:
            continue
        if shift.alike < _ALIKE:
            yield case.finding(
                "return.layout", "表样与下发的不同，已按表头文字识别；请核对，最好在下发的文件上填报", WARNING, own
            )
            continue
        blocks = case.template.blocks.get(like, ())
        moves = [_row_words(row, count) for row, count in shift.row_moves() if not _grows(blocks, row)]
        columns = list(shift.column_moves())
        if columns:
            listed = "、".join(f"{before} 列移到 {now} 列" for before, now in columns[:_MOST])
            moves.append(listed + ("等" if len(columns) > _MOST else ""))
        if moves:
            told = "；".join(moves[:_MOST])
            yield case.finding("return.layout", f"表样有移动，已按表头文字识别：{told}。请核对", WARNING, own)


def _row_words(row: int, count: int) -> str:
    return f"原第 {row} 行上方插入了 {count} 行" if count > 0 else f"原第 {row} 行上方删去了 {-count} 行"


def _grows(blocks: tuple[Block, ...], row: int) -> bool:
    """Whether rows may be added above this one: it lies in a block that grows, or right below it."""
    return any(block.first < row <= block.last + 1 for block in blocks)
