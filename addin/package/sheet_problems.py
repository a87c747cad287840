"""工作表问题 (sheet problems): messages that name the sheet and the cell."""

from __future__ import annotations

from dataclasses import dataclass

from .. import grid as grids
from .problems import PackageProblem


@dataclass(frozen=True)
class Place:
    """所在工作表: makes the problems of one sheet of one file."""

    sheet: str
    path: str

    def problem(self, code: str, where: str, message: str) -> PackageProblem:
        """问题: ``where`` is a cell address or a row, "" for the sheet as a whole."""
        place = f"“{self.sheet}”!{where}" if where else f"工作表“{self.sheet}”"
        return PackageProblem(code, f"{place}：{message}", self.path)

    def broken(self, where: str, what: str) -> PackageProblem:
        """损坏: something that no program writes."""
        return self.problem("sheet.broken", where, f"{what}，工作表已损坏。请用 Excel、WPS 打开修复后另存。")

    def broken_cell(self, row: int, column: int, what: str) -> PackageProblem:
        """损坏的单元格: as ``broken``, at a cell."""
        return self.broken(grids.address(row, column), what)

    def outside(self, where: str) -> PackageProblem:
        """超出工作表: an address beyond XFD1048576."""
        return self.problem(
            "cell.outside", where, "单元格地址超出工作表范围（A1–XFD1048576）。请用 Excel、WPS 打开修复后另存。"
        )

    def too_large(self, what: str) -> PackageProblem:
        """过大: more than any mandated form holds."""
        return self.problem("sheet.too-large", "", f"{what}，不像绩效表。请只保留需要的工作表后再试。")
