"""决算公开表的样张 (final-accounts grids): small tables as other provinces print them, by row of texts and numbers."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Union

from addin.forms.accounts_model import Accounts
from addin.forms.model import Recognised
from addin.forms.recognise import recognise
from addin.grid import Cell, Grid, Range

Entry = Union[None, str, int, float]


def grid(rows: Sequence[Sequence[Entry]], name: str = "Sheet1", merges: Sequence[str] = ()) -> Grid:
    """表格: None leaves a cell out; numbers are shown with two places."""
    made = Grid(name, merges=[Range.parse(one) for one in merges])
    for row, entries in enumerate(rows, 1):
        for column, entry in enumerate(entries, 1):
            if entry is not None:
                text = entry if isinstance(entry, str) else f"{entry:,.2f}"
                made.cells[row, column] = Cell(entry, text)
    return made


def read(*grids: Grid) -> Recognised:
    """识别."""
    return recognise(grids)


def one(rows: Sequence[Sequence[Entry]], name: str = "Sheet1", merges: Sequence[str] = ()) -> Accounts:
    """识别出的唯一一张决算公开表."""
    found = read(grid(rows, name, merges))
    assert len(found.forms) == 1, (found.forms, found.near)
    assert isinstance(found.forms[0], Accounts)
    return found.forms[0]


def amounts(form: Accounts) -> Dict[str, Entry]:
    """各格的数, by ``row.column``; blank cells left out."""
    return {
        f"{row}.{column}": bound.cell.value for (row, column), bound in form.cells.items() if not bound.cell.is_blank
    }


def top(
    title: str, number: str = "", unit: str = "某某学院", year: str = "2024年度", money: str = "万元"
) -> List[List[Entry]]:
    """表头上方的三行."""
    return [[title], [None, None, number or None], [f"编制单位：{unit}", year, f"金额单位：{money}"]]


def income(
    values: Sequence[Optional[float]] = (205.5, 200.0, 5.5), unit: str = "某某学院", year: str = "2024年度"
) -> Grid:
    """收入决算表: (合计, 财政拨款, 其他) of one 项 with its 类 and 款."""
    head: List[List[Entry]] = [
        ["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "其他收入"],
        ["栏次", None, "1", "2", "3"],
    ]
    rows: List[List[Entry]] = [["合计", None, *values]]
    rows += [
        [code, name, *values]
        for code, name in (("205", "教育支出"), ("20503", "职业教育"), ("2050305", "高等职业教育"))
    ]
    return grid([*top("收入决算表", "公开02表", unit, year), *head, *rows], "收入")


def summary(changes: Optional[Dict[str, Entry]] = None, unit: str = "某某学院", year: str = "2024年度") -> Grid:
    """收入支出决算总表, whose figures agree; ``changes`` by row label replace them."""
    left: List[List[Entry]] = [
        ["一、一般公共预算财政拨款收入", "1", 200.0], ["二、政府性基金预算财政拨款收入", "2", 0.0], ["八、其他收入", "3", 5.5],
        ["本年收入合计", "4", 205.5], ["年初结转和结余", "5", 10.0], ["总计", "6", 215.5],
    ]  # fmt: skip
    right: List[List[Entry]] = [
        ["五、教育支出", "7", 203.5], ["六、科学技术支出", "8", 4.0], ["", "", ""], ["本年支出合计", "9", 207.5],
        ["年末结转和结余", "10", 8.0], ["总计", "11", 215.5],
    ]  # fmt: skip
    for row in left + right:
        if changes and row[0] in changes:
            row[2] = changes[str(row[0])]
    head: List[List[Entry]] = [["收入", None, None, "支出"], ["项目", "行次", "金额", "项目", "行次", "金额"]]
    body: List[List[Entry]] = [[*a, *b] for a, b in zip(left, right)]
    return grid([*top("收入支出决算总表", "公开01表", unit, year), *head, *body], "总表", ["A4:C4", "D4:F4"])
