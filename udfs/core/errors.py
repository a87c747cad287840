"""单元格错误 (cell errors): the four errors a function may return, with the Chinese reason."""

from __future__ import annotations

from dataclasses import dataclass

VALUE = "#VALUE!"
NA = "#N/A"
NUM = "#NUM!"
DIV0 = "#DIV/0!"

#: every error text that a spreadsheet stores in a cell; an argument that is one of them passes through
ALL_CODES = (VALUE, NA, NUM, DIV0, "#REF!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")


@dataclass(frozen=True)
class CellError:
    """单元格错误值: a real cell error as a value.

    Args:
        code: the error's text as the spreadsheet shows it, such as ``#VALUE!``.
        message: why, in Chinese, for the people who read findings; never part of the cell.

    >>> CellError(NA, "没有适用的规则")
    CellError(code='#N/A', message='没有适用的规则')
    """

    code: str
    message: str = ""

    def __str__(self) -> str:
        return self.code


class CellFault(Exception):
    """计算中止: stops one cell's calculation; the host shows ``error.code``."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.error = CellError(code, message)
