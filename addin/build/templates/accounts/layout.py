"""决算公开表的版面 (layout): a drawn table with its cells, and what every table has at its top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Tuple

from openpyxl.utils import get_column_letter

from .. import validation
from ..sheet import Sheet

#: first row of a table's head: title, number and the line with unit, year and money unit stand above
HEAD = 4
UNIT = "万元"
#: defined names of the cover that every table repeats
UNIT_NAME, YEAR = "cover_unit_name", "cover_year"


@dataclass
class Drawn:
    """画好的一张表.

    Args:
        number: 1 to 9. sheet: its sheet. cells: (row key, column key) as in Accounts -> A1 address.
        first, last: rows of the 科目 block, 0 for a table without one. columns: column key -> column of that block.
    """

    number: int
    sheet: Sheet
    cells: Dict[Tuple[str, str], str] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    columns: Dict[str, int] = field(default_factory=dict)

    def ref(self, row: str, column: str) -> str:
        """跨表引用: an absolute reference to a cell."""
        letters = self.cells[row, column].rstrip("0123456789")
        return f"'{self.sheet.title}'!${letters}${self.cells[row, column][len(letters) :]}"

    def area(self, column: int) -> str:
        """跨表引用: the 科目 block's column."""
        return area_of(self.sheet.title, column, self.first, self.last)

    def keep(self, row: str, column: str, where: str, *, name: bool = True) -> None:
        """记下一格 under its keys, with a defined name where wanted."""
        self.cells[row, column] = where
        if name:
            self.sheet.name(field_of(row, column), where)


def area_of(sheet: str, column: int, first: int, last: int) -> str:
    """一列的跨表引用.

    >>> area_of("公开03表", 1, 8, 22)
    "'公开03表'!$A$8:$A$22"
    """
    letters = get_column_letter(column)
    return f"'{sheet}'!${letters}${first}:${letters}${last}"


def field_of(row: str, column: str) -> str:
    """字段路径: pack.toml's name of a cell.

    >>> field_of("205", "general"), field_of("year_income", "amount")
    ('f205.general', 'year_income')
    """
    start = f"f{row}" if row.isdigit() else row
    return start if column == "amount" else f"{start}.{column}"


def sheet_name(number: int) -> str:
    """工作表名."""
    return f"公开{number:02d}表"


def draw_top(sheet: Sheet, number: int, title: str, split: Tuple[int, int]) -> None:
    """画标题、表号、编制单位、年度、金额单位.

    Args:
        split: last columns of the left and the middle part of the third row.
    """
    sheet.put(1, 1, title, columns=sheet.width, look="title")
    sheet.height(1, 36)
    sheet.put(2, 1, f"公开{number:02d}表", columns=sheet.width, look="right")
    left, middle = split
    sheet.formula(3, 1, f'"编制单位："&{UNIT_NAME}', "said_line", columns=left, cached="编制单位：", name="unit_name")
    sheet.formula(3, left + 1, f'{YEAR}&"年度"', "said_middle", columns=middle - left, cached="2024年度", name="year")
    sheet.put(3, middle + 1, f"金额单位：{UNIT}", columns=sheet.width - middle, look="right")


def money(title: str) -> validation.Rule:
    """金额的录入限制: negative amounts occur in final accounts (退回、冲减)."""
    return validation.Rule(
        "decimal", title, f"填写数字，单位：{UNIT}；没有的留空。以元除以 10000 录入，不先取舍，合计才没有尾差",
        f"请填写数字（单位：{UNIT}），不要带单位和文字", "between", "-1000000000000", "1000000000000",
    )  # fmt: skip


def summed(title: str) -> validation.Rule:
    """可改填的合计: computed, but a published figure may be typed over it."""
    return validation.Rule(
        "decimal", title, "自动汇总；只有合计而没有明细、或要与决算系统的尾差一致时，可以直接改填",
        f"请填写数字（单位：{UNIT}），不要带单位和文字", "between", "-1000000000000", "1000000000000",
    )  # fmt: skip


def total_of(*refs: str) -> str:
    """合计公式: blank while all are blank.

    >>> total_of("C5", "C6")
    'IF(COUNT(C5,C6)=0,"",ROUND(SUM(C5,C6),6))'
    """
    cells = ",".join(refs)
    return f'IF(COUNT({cells})=0,"",ROUND(SUM({cells}),6))'


def linked(ref: str) -> str:
    """引用另一格的数: blank where that is blank."""
    return f'IF(ISNUMBER({ref}),{ref},"")'


def by_code(codes: str, amounts: str, code: str) -> str:
    """按科目编码取数: the amounts of the rows with this code; blank where there is none with an amount.

    >>> by_code("A1:A9", "C1:C9", "205")
    'IF(SUMPRODUCT((A1:A9&""="205")*ISNUMBER(C1:C9))=0,"",SUMPRODUCT((A1:A9&""="205")*1,C1:C9))'
    """
    same = f'({codes}&""="{code}")'
    return f'IF(SUMPRODUCT({same}*ISNUMBER({amounts}))=0,"",SUMPRODUCT({same}*1,{amounts}))'
