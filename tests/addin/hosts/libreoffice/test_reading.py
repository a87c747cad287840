"""An open workbook reads the same as its file: the real LibreOffice against addin.package.reading, grid by grid.

Differences that LibreOffice makes itself and that nothing here can see, listed one by one:

- quotation marks round a sheet's name where Excel needs none (``'表1'!A1`` becomes ``表1!A1``), ``FALSE`` becomes ``FALSE()``;
- a format code's literal blanks and hyphens are escaped in the file, the codes ``[$-804]`` and the quotes round ``-`` are dropped;
- a function that nobody provides is written in small letters;
- blank cells inside a merged range have no format of their own there.
"""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path
from typing import Any, Dict, List

import openpyxl
import pytest
from openpyxl.styles import Protection
from openpyxl.workbook.defined_name import DefinedName
from support.office import Office
from support.office_scenes import PRELUDE, told

from addin.grid import Cell, Grid, address, position
from addin.package.reading import open_workbook

pytestmark = pytest.mark.soffice

HOUSE = Path(__file__).parents[4]
#: forms as they were published, and the packs; the blank ones are the same forms with less in them
WORKBOOKS = sorted(
    [path for path in (HOUSE / "workbooks").rglob("*.xlsx") if not path.stem.endswith(("-blank", "final-accounts"))]
    + list((HOUSE / "templates").rglob("*.xlsx"))
)

READ = (
    PRELUDE
    + """
answer = []
for path in data["paths"]:
    document = load(path)
    reading = read(document)
    answer.append({"grids": grids(reading), "profile": reading.profile_name, "active": reading.active})
    close(document)
"""
)


@pytest.fixture(scope="module")
def readings(office: Office, tmp_path_factory: pytest.TempPathFactory) -> List[Dict[str, Any]]:
    folder = tmp_path_factory.mktemp("公布 的表")
    # copies: the program puts its lock beside a file that it has open
    copies = [shutil.copy(path, folder / f"{number} {path.name}") for number, path in enumerate(WORKBOOKS)]
    return office.run(READ, seconds=400, paths=[str(path) for path in copies])


@pytest.mark.parametrize("number", range(len(WORKBOOKS)), ids=[path.stem for path in WORKBOOKS])
def test_a_workbook_reads_the_same_open_as_on_disk(number: int, readings: List[Dict[str, Any]]) -> None:
    book = open_workbook(WORKBOOKS[number])
    opened = readings[number]
    assert opened["profile"] == book.name_value("PERF_PROFILE")
    assert [one["name"] for one in opened["grids"]] == list(book.sheets)
    for one in opened["grids"]:
        assert differences(one, book.grid(one["name"])) == []


def differences(opened: Dict[str, Any], grid: Grid) -> List[str]:
    found = []
    merges = sorted(map(str, grid.merges))
    names = {name: address(*where) for name, where in grid.names.items()}
    for what, there, here in (
        ("保护", opened["protection"], grid.protection),
        ("隐藏", opened["hidden"], grid.hidden),
        ("可写", opened["writable"], grid.writable),
        ("合并", opened["merges"], merges),
        ("名称", opened["names"], names),
    ):
        if there != here:
            found.append(f"{grid.name} {what}：{there} ≠ {here}")
    covered = {
        (row, column)
        for merged in grid.merges
        for row in range(merged.top, merged.bottom + 1)
        for column in range(merged.left, merged.right + 1)
        if (row, column) != (merged.top, merged.left)
    }
    places = {position(where) for where in opened["cells"]} | set(grid.cells)
    for where in sorted(places - covered):
        there = opened["cells"].get(address(*where)) or told(Cell(hidden=grid[where].hidden))
        if alike(there) != alike(told(grid[where])):
            found.append(f"{grid.name}!{address(*where)}：{there} ≠ {told(grid[where])}")
    return found


def alike(cell: List[Any]) -> List[Any]:
    value, text, formula, code, locked, hidden = cell
    if formula is not None:
        formula = (
            re.sub(r"'([^'!\[\]\s()（）-]+)'!", r"\1!", formula).replace("FALSE()", "FALSE").replace("TRUE()", "TRUE")
        )
        formula = re.sub(r"\bperf_\w+", lambda name: name.group().upper(), formula)
    code = re.sub(r"\[\$-\w+\]|[\\\"]", "", code).lower()
    return [value, text, formula, code, locked, hidden]


#: label, value, number format
KINDS = [
    ("日期", datetime.datetime(2024, 3, 5), 'yyyy"年"m"月"d"日"'),
    ("短日期", datetime.date(2024, 12, 31), "yyyy-mm-dd"),
    ("时间", datetime.time(8, 30), "h:mm"),
    ("日期时间", datetime.datetime(2024, 3, 5, 14, 30), "yyyy/m/d h:mm"),
    ("年月", datetime.datetime(2024, 3, 5), '[$-804]yyyy"年"m"月";@'),
    ("星期", datetime.datetime(2024, 3, 5), "aaaa"),
    ("累计时间", 1.5, "[h]:mm"),
    ("真", True, "General"),
    ("假", False, "General"),
    ("一", 1, "General"),
    ("错误", "#N/A", "General"),
    ("除以零", "#DIV/0!", "General"),
    ("百分比", 0.9927, "0.00%"),
    ("千分位", 1234567.5, "#,##0.00"),
    ("负数", -12.5, "0.00;[Red]-0.00"),
    ("会计", 1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '),
    ("会计零", 0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '),
    ("带单位", 12.5, '0.00"元"'),
    ("科学计数", 123456, "0.00E+00"),
    ("条件", 15000, '[>=10000]0.0,"千";0'),
    ("文本格式的数", "98.5", "@"),
    ("文字百分比", "100%", "General"),
    ("长文字", "绩" * 400, "General"),
    ("两行", "一\n二", "General"),
    ("空格", "  一 ", "General"),
    ("大数", 123456789012345, "General"),
    ("小数", 0.0625, "General"),
    ("引号", "'单引", "General"),
    ("整数", 10.0, "0"),
]
FORMULAS = [
    "=SUM(B13:B14)", "=1/0", "=NA()", '=A1&"；x"', "=B13>0", "='表 一''s'!B13*2", '=IF(B99="","",B13)', "=第二!A1",
    "=-B14^2", "=SUM({1,2;3,4})", '=IFERROR(VLOOKUP("百分比",$A$1:$B$30,2,FALSE),0)', '=TEXT(B13,"0.00%")', '=VALUE("x")',
    '=SUMIFS($B:$B,$A:$A,"百分比")',
]  # fmt: skip


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表 一's"
    for row, (label, value, code) in enumerate(KINDS, 1):
        sheet.cell(row, 1, label)
        sheet.cell(row, 2, value).number_format = code
    for row, formula in enumerate(FORMULAS, 40):
        sheet.cell(row, 3, formula)
    sheet.cell(40, 4).number_format = "0.00%"
    sheet.cell(40, 4).protection = Protection(locked=False)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.cell(2, 5, "藏在列里")
    for area in ("F1:G3", "F4:G6", "F8:H8"):
        sheet.merge_cells(area)
        sheet[area.partition(":")[0]] = "并"
    sheet.protection.sheet = True
    second = book.create_sheet("第二")
    second["A1"] = 5
    second.protection.set_password("密码")
    second.protection.enable()
    book.create_sheet("藏着").sheet_state = "hidden"
    book.create_sheet("空表")
    book.defined_names["perf_profile"] = DefinedName("perf_profile", attr_text="'表 一''s'!$A$1")
    book.defined_names["合计"] = DefinedName("合计", attr_text="第二!$A$1")
    book.defined_names["区域"] = DefinedName("区域", attr_text="第二!$A$1:$B$2")
    path = tmp_path_factory.mktemp("读 取") / "各 种.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def mixed_reading(office: Office, mixed: Path) -> Dict[str, Any]:
    """The workbook as it is open, and the file that LibreOffice saves of it: that one has values for the formulas."""
    script = (
        PRELUDE
        + """
document = load(data["path"])
before = document.isModified(), document.UndoManager.getAllUndoActionTitles()
reading = read(document)
answer = {"grids": grids(reading), "profile": reading.profile_name}
answer["untouched"] = before == (document.isModified(), document.UndoManager.getAllUndoActionTitles())
save(document, data["saved"])
close(document)
"""
    )
    saved = mixed.with_name("存 盘.xlsx")
    return {**office.run(script, path=str(mixed), saved=str(saved)), "saved": str(saved)}


def test_values_formats_and_formulas_of_all_kinds_read_as_in_the_file(mixed_reading: Dict[str, Any]) -> None:
    book = open_workbook(mixed_reading["saved"])
    assert mixed_reading["profile"] == book.name_value("PERF_PROFILE") == "日期"
    for one in mixed_reading["grids"]:
        # a typed error or TRUE is saved as a formula; open, it is known for what it is
        found = [text for text in differences(one, book.grid(one["name"])) if not re.search(r"!B(8|9|11|12)：", text)]
        assert found == []


def test_a_typed_truth_or_error_is_a_value(mixed_reading: Dict[str, Any], mixed: Path) -> None:
    cells = mixed_reading["grids"][0]["cells"]
    typed = open_workbook(mixed).grids()[0]
    for where in ("B8", "B9", "B10", "B11", "B12"):
        assert alike(cells[where]) == alike(told(typed[position(where)])), where


def test_protection_is_told_with_and_without_password(mixed_reading: Dict[str, Any]) -> None:
    assert [(one["name"], one["protection"]) for one in mixed_reading["grids"][:2]] == [
        ("表 一's", "open"),
        ("第二", "password"),
    ]
    # finding out leaves neither an undo step nor a changed document
    assert mixed_reading["untouched"]


def test_hidden_sheets_rows_and_columns_are_known(mixed_reading: Dict[str, Any]) -> None:
    first, _, hidden, empty = mixed_reading["grids"]
    assert (first["hidden_rows"], hidden["hidden"], empty["cells"]) == ([3], True, {})
    assert first["cells"]["E2"][5] is True
    assert first["cells"]["A3"][5] is True
    assert first["cells"]["A2"][5] is False


def test_days_counted_from_1904_are_the_same_days(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = datetime.datetime(2024, 3, 5)
    book.active["A1"].number_format = "yyyy-mm-dd"
    path = tmp_path / "苹果 日期.xlsx"
    book.save(path)
    (opened,) = office.run(READ, paths=[str(path)])
    assert opened["grids"][0]["cells"]["A1"][:2] == ["datetime.datetime(2024, 3, 5, 0, 0)", "2024-03-05"]


def test_a_sheet_with_a_stray_cell_far_away_is_not_read_and_the_place_is_told(office: Office) -> None:
    said = office.run(PRELUDE + """
document = new()
document.Sheets[0].getCellRangeByName("ZZ900000").String = "x"
try:
    read(document)
except Problem as problem:
    answer = [problem.code, str(problem)]
close(document)
""")  # fmt: skip
    assert said[0] == "sheet.too-large"
    assert "第 900,000 行第 702 列" in said[1]  # ZZ: 26*26+26
