"""Workbooks of Excel 97–2003, reading only."""

from datetime import datetime, time

from support.biff import xls

from addin.grid import Range
from addin.package.reading import open_workbook
from udfs.core.errors import CellError


def test_values_formats_and_merges_of_an_old_workbook_are_read() -> None:
    book = open_workbook(
        xls(
            {
                (1, 1): "项目支出绩效自评表",
                (2, 1): 3.5,
                (2, 2): 0.9927,
                (3, 1): 45356,
                (3, 2): "#N/A",
                (4, 1): True,
                (4, 2): 0.5,
                (5, 1): 10,
            },
            formats=["0.00%", 'yyyy"年"m"月"d"日"', "h:mm"],
            styles={(2, 2): 1, (3, 1): 2, (4, 2): 3},
            merges=[(1, 1, 1, 4)],
            unlocked=1,
        )
    )
    (grid,) = book.grids()
    assert (book.kind, book.sheets, book.writable) == ("xls", ("自评表",), False)
    assert grid.merges == [Range(1, 1, 1, 4)]
    assert (grid[2, 2].value, grid[2, 2].text, grid[2, 2].locked) == (0.9927, "99.27%", False)
    assert (grid[3, 1].value, grid[3, 1].text) == (datetime(2024, 3, 5), "2024年3月5日")
    assert grid[3, 2].value == CellError("#N/A")
    assert grid[4, 1].value is True
    assert grid[4, 2].value == time(12)
    assert (grid[5, 1].value, grid[5, 1].text) == (10, "10")


def test_an_old_workbook_that_counts_from_1904_gives_the_same_dates() -> None:
    book = open_workbook(xls({(1, 1): 43894}, formats=["yyyy/m/d"], styles={(1, 1): 1}, date1904=True))
    assert book.date1904
    assert book.grids()[0][1, 1].value == datetime(2024, 3, 5)


def test_the_suffix_does_not_matter(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "其实是 xls.xlsx"
    path.write_bytes(xls({(1, 1): "得分"}))
    assert open_workbook(path).kind == "xls"


def test_blank_cells_with_a_style_keep_their_format() -> None:
    (grid,) = open_workbook(xls({(1, 1): None}, formats=["0.00%"], styles={(1, 1): 1})).grids()
    assert grid[1, 1].is_blank
    assert grid[1, 1].number_format == "0.00%"
