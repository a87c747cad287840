"""正在做的工作簿 (workbook in the making): its bytes, sheets and recognised forms between two rounds of edits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ...edits import Edit, SetValue
from ...forms.model import Form
from ...forms.recognise import recognise
from ...grid import Grid, address
from ...package.reading import WorkbookFile, open_workbook
from ...package.writing import apply
from .model import Filling, Put
from .rows import Growth, formulas


class Making:
    """制作过程: every round of edits gives a new state; nothing is written to a file.

    Args:
        data: the workbook. stale: formula cells whose value was taken away, to be computed on opening, (sheet, A1).
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.stale: set[tuple[str, str]] = set()

    @cached_property
    def book(self) -> WorkbookFile:
        """工作簿."""
        return open_workbook(self.data)

    @cached_property
    def grids(self) -> dict[str, Grid]:
        """工作表, by name."""
        return {name: self.book.grid(name) for name in self.book.sheets}

    @cached_property
    def forms(self) -> dict[str, Form]:
        """识别出的表单, by sheet."""
        return {form.sheet: form for form in recognise(self.grids.values()).forms}

    def apply(self, edits: Sequence[Edit]) -> None:
        """执行改动: without a note of ours, since the file is to be like the official one."""
        if not edits:
            return
        result = apply(self.data, edits, record=False)
        self.data = result.data
        self.stale = (self.stale - set(result.recomputed)) | set(result.stale)
        for name in ("book", "grids", "forms"):
            self.__dict__.pop(name, None)

    def grow(self, growth: Growth) -> None:
        """插入行: then the formulas of the new rows."""
        if growth.edits:
            self.apply(growth.edits)
            self.apply(formulas(growth, self.grids))

    def put(self, filling: Filling) -> list[Put]:
        """写入: what was put, the last one for each cell; formulas of the template stay, and it is said which.

        Returns:
            what was written.
        """
        last = {(put.sheet, put.where): put for put in filling.puts}
        kept = []
        for put in last.values():
            if put.over or self.grids[put.sheet][put.where].formula is None:
                kept.append(put)
            else:
                filling.left.append(f"{put.sheet}!{address(*put.where)}：这一格由公式计算，“{put.value}”没有填入。")
        self.apply([SetValue(put.sheet, *put.where, put.value) for put in kept])
        filling.puts.clear()
        return kept
