"""定稿: formulas to values on one sheet."""

from datetime import datetime

from addin.commands.freeze import freeze
from addin.edits import SetValue
from addin.grid import Cell, Grid
from udfs.core.errors import CellError


def test_formulas_become_their_values_and_the_rest_stays():
    grid = Grid("自评表", {
        (1, 1): Cell("标题", "标题"),
        (2, 2): Cell(9.82, "9.82", "PERF_EXEC_SCORE(A1,B1,C1)"),
        (3, 2): Cell("优", "优", "[1]!PERF_GRADE(B2)"),
        (4, 2): Cell(datetime(2024, 12, 31), "2024/12/31", "DATE(2024,12,31)", "yyyy/m/d"),
        (5, 2): Cell(CellError("#DIV/0!"), "#DIV/0!", "1/0"),
        (6, 2): Cell("", "", 'IF(A1="","",1)'),
    })  # fmt: skip
    result = freeze(grid)
    assert result.findings == []
    # 2024-12-31 is day 45657 of the 1900 system
    assert [(edit.row, edit.value) for edit in result.edits] == [
        (2, 9.82), (3, "优"), (4, 45657), (5, CellError("#DIV/0!")), (6, ""),
    ]  # fmt: skip
    assert isinstance(result.edits[0], SetValue)


def test_a_formula_without_a_value_to_trust_stops_everything():
    grid = Grid("自评表", {(2, 2): Cell(9, "9", "A1"), (3, 2): Cell(None, "", "SUM(A1:A9)")})
    result = freeze(grid, "报表.xlsx")
    assert result.edits == []
    assert [(one.code, one.severity, one.cell, one.file) for one in result.findings] == [
        ("value.stale", "error", "B3", "报表.xlsx")
    ]


def test_a_workbook_that_counts_from_1904_keeps_its_dates():
    # 2024-12-31 is day 44195 of the 1904 system: 45657 less 1462
    grid = Grid("表", {(1, 1): Cell(datetime(2024, 12, 31), "2024/12/31", "A2", "yyyy/m/d")}, date1904=True)
    assert [edit.value for edit in freeze(grid).edits] == [44195]
