"""A user's own workbook becomes a pack: untouched, bound by its labels, and what cannot be bound is said."""

from pathlib import Path

import openpyxl
import pytest
import tomllib

from addin.commands.adopt import adopt_file
from addin.commands.new import new_file
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from addin.packs.list import load_pack
from addin.packs.model import PackError

WORKBOOKS = Path(__file__).resolve().parents[3] / "workbooks"
BLANKS = sorted(path.name for path in WORKBOOKS.glob("*-blank.xlsx"))


def moved(source, target, right=2, down=3):
    """The same form further right and down, as a bureau that adds a margin would hand it out."""
    book = openpyxl.load_workbook(source)
    for sheet in book:
        merges = [str(area) for area in sheet.merged_cells.ranges]
        for area in merges:
            sheet.unmerge_cells(area)
        sheet.move_range(sheet.dimensions, rows=down, cols=right)
        for area in merges:
            cells = openpyxl.worksheet.cell_range.CellRange(area)
            cells.shift(col_shift=right, row_shift=down)
            sheet.merge_cells(str(cells))
    book.save(target)
    return target


def names(adopted):
    return [(one.form.kind, one.bound) for one in adopted.forms]


@pytest.mark.parametrize("name", BLANKS)
def test_a_form_is_copied_untouched_and_read_back_as_a_pack(name, tmp_path):
    adopted = adopt_file(WORKBOOKS / name, tmp_path / "包")
    assert (tmp_path / "包" / name).read_bytes() == (WORKBOOKS / name).read_bytes()
    assert adopted.pack.file == name
    assert all(len(one.bound) >= 10 for one in adopted.forms)
    made = new_file("包", tmp_path / "新.xlsx", root=tmp_path)
    assert made.data == (WORKBOOKS / name).read_bytes()


@pytest.mark.parametrize("name", BLANKS)
def test_moved_columns_bind_the_same_fields(name, tmp_path):
    plain = adopt_file(WORKBOOKS / name, tmp_path / "甲")
    other = adopt_file(moved(WORKBOOKS / name, tmp_path / name), tmp_path / "乙")
    assert names(plain) == names(other)
    for one, two in zip(plain.forms, other.forms, strict=True):
        assert all(
            openpyxl.utils.column_index_from_string(two.columns[key])
            == openpyxl.utils.column_index_from_string(one.columns[key]) + 2
            for key in one.columns
        )
        assert [(first + 3, last + 3) for first, last in one.rows] == two.rows


def test_swapped_columns_bind_the_same_fields(tmp_path):
    source = WORKBOOKS / "zhuzhou-2023-project-blank.xlsx"
    book = openpyxl.load_workbook(source)
    sheet = book.active
    plain = adopt_file(source, tmp_path / "甲")
    columns = plain.forms[0].columns
    first, last = plain.forms[0].rows[0]
    for row in range(first - 1, last + 2):  # 分值 and 得分 change places, down to the total
        one, two = sheet[f"{columns['weight']}{row}"], sheet[f"{columns['score']}{row}"]
        one.value, two.value = two.value, one.value
    book.save(tmp_path / "调.xlsx")
    other = adopt_file(tmp_path / "调.xlsx", tmp_path / "乙")
    assert names(plain) == names(other)
    assert other.forms[0].columns["weight"] == columns["score"]
    assert other.forms[0].columns["score"] == columns["weight"]


def test_the_pack_file_says_addresses_rule_and_source(tmp_path):
    adopt_file(WORKBOOKS / "zhuzhou-2023-project-blank.xlsx", tmp_path / "包")
    text = tomllib.loads((tmp_path / "包" / "pack.toml").read_text("utf-8"))
    assert text["profile"] == "cn/hunan/zhuzhou-2023"
    assert text["source"]["kind"] == "practice"
    fields = text["forms"][0]["fields"]
    grid = open_workbook(WORKBOOKS / "zhuzhou-2023-project-blank.xlsx").grid("项目支出绩效自评表")
    assert grid[openpyxl.utils.cell.coordinate_to_tuple(fields["project"])].text == grid.shown(2, 4).text
    assert grid.shown(2, 1).text == "项目支出名称"
    assert fields["budget[0].executed"] == "F5"


def test_rows_grow_in_an_adopted_pack(tmp_path):
    adopt_file(WORKBOOKS / "zhuzhou-2023-project-blank.xlsx", tmp_path / "包")
    made = new_file("包", tmp_path / "新.xlsx", rows=["20"], root=tmp_path)
    assert made.rows == {"项目支出绩效自评表": 12}


def test_what_cannot_be_bound_is_said(tmp_path):
    adopted = adopt_file(WORKBOOKS / "xinjiang-2024-unit-blank.xlsx", tmp_path / "包")
    assert any("没有找到偏差原因分析及改进措施" in text for text in adopted.left)
    book = openpyxl.load_workbook(WORKBOOKS / "xinjiang-2024-unit-blank.xlsx")
    book.create_sheet("通讯录")["A1"] = "电话"
    book.copy_worksheet(book.worksheets[0])
    book.save(tmp_path / "多.xlsx")
    adopted = adopt_file(tmp_path / "多.xlsx", tmp_path / "包2")
    assert any("工作表“通讯录”没有认出" in text for text in adopted.left)
    assert any("又一张部门（单位）整体支出绩效自评表" in text for text in adopted.left)


def test_a_workbook_of_final_accounts_tables_keeps_their_numbers(tmp_path):
    adopted = adopt_file(load_pack("cn/xinjiang/changji/2024").workbook, tmp_path / "包")
    tables = [one.table for one in adopted.forms if one.form.kind == "accounts"]
    assert tables == [f"公开{number:02d}" for number in range(1, 10)]
    assert new_file("包", tmp_path / "新.xlsx", root=tmp_path).puts == []


def test_a_workbook_without_forms_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "通讯录"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(PackError, match="没有认出绩效表格"):
        adopt_file(tmp_path / "a.xlsx", tmp_path / "包")
    assert not (tmp_path / "包").exists()
    (tmp_path / "b.xlsx").write_bytes(b"no")
    with pytest.raises(PackageProblem):
        adopt_file(tmp_path / "b.xlsx", tmp_path / "包")


def test_a_pack_that_is_there_is_kept_without_force(tmp_path):
    source = WORKBOOKS / "zhuzhou-2023-unit-blank.xlsx"
    adopt_file(source, tmp_path / "包")
    (tmp_path / "包" / "pack.toml").write_text("x", "utf-8")
    with pytest.raises(PackageProblem) as caught:
        adopt_file(source, tmp_path / "包")
    assert caught.value.code == "file.exists"
    assert (tmp_path / "包" / "pack.toml").read_text("utf-8") == "x"
    adopt_file(source, tmp_path / "包", force=True)


def test_a_workbook_can_be_adopted_where_it_lies(tmp_path):
    source = tmp_path / '自评 "表".xlsx'
    source.write_bytes((WORKBOOKS / "zhuzhou-2023-unit-blank.xlsx").read_bytes())
    adopted = adopt_file(source, tmp_path)
    assert adopted.pack.title == '自评 "表"'
    assert source.read_bytes() == (WORKBOOKS / "zhuzhou-2023-unit-blank.xlsx").read_bytes()
