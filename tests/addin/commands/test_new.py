"""A new workbook from a pack: rows, projects, last year, a finance export, and everything that makes no sense."""

import io

import openpyxl
import pytest
from support.packkit import PACK, workbook, write_pack

from addin.commands.filling.model import NewError
from addin.commands.new import new_file
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from addin.packs.model import PackError

PACK_NAME = "cn/test/2024"
BORDERED = range(1, 9)


@pytest.fixture
def root(tmp_path):
    write_pack(tmp_path / "templates")
    return tmp_path / "templates"


@pytest.fixture
def make(root, tmp_path):
    def run(**options):
        out = tmp_path / "新.xlsx"
        made = new_file(PACK_NAME, out, root=root, force=True, **options)
        return made, openpyxl.load_workbook(out), open_workbook(out)

    return run


def table(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(path)
    return path


def last_year(path, *, title="项目支出绩效自评表", name="实训基地", extra=()):
    """Last year's filled form, with other column widths and a row more in the second group."""
    book = workbook()
    sheet = book["项目"]
    sheet["A1"] = "2023年度项目支出绩效自评表"
    sheet["B2"], sheet["E2"] = name, "职业技术学院"
    filled = [
        (9, "指标1：实训室数量", "≥12间", "13间", 20), (10, "培训人次", "≥300人次", "280人次", 20), (11, "验收合格率", "=100%", 1, 30),
        (12, "设备完好率", "≥95%", 0.97, 20), *extra,
    ]  # fmt: skip
    for row, level3, target, actual, weight in filled:
        sheet.cell(row, 3).value, sheet.cell(row, 4).value, sheet.cell(row, 5).value = level3, target, actual
        if isinstance(actual, float):
            sheet.cell(row, 5).number_format = "0%"
        if target.startswith("="):
            sheet.cell(row, 4).data_type = "s"
        sheet.cell(row, 6).value = weight
    book["报告文字"]["B2"] = "负责职业教育。"
    book["报告文字"]["B3"] = 4
    book.save(path)
    return path


# ---------------------------------------------------------------- rows


def test_an_empty_workbook_is_the_template_itself(make, root):
    made, _, _ = make()
    assert made.data == (root / PACK_NAME / "自评.xlsx").read_bytes()
    assert (made.puts, made.left, made.rows) == ([], [], {})


@pytest.mark.parametrize("added", [1, 40, 400])
def test_added_rows_are_like_the_others(make, added):
    made, book, read = make(rows=[str(4 + added)])
    sheet = book["项目"]
    assert made.rows == {"项目": added}
    last = 12 + added
    for row in (9, 10, 11, last - 1, last):
        assert sheet.cell(row, 7).value == f'=IF(N(E{row})>0,F{row},"")'
        assert all(sheet.cell(row, column).border.left.style == "thin" for column in BORDERED)
        assert [sheet.cell(row, column).protection.locked for column in (4, 7)] == [False, True]
    assert sheet.row_dimensions[11].height == 31.5
    merges = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"A9:A{last}", "A1:H1", f"A{last + 1}:E{last + 1}"} <= merges
    assert f"B{last - 1}:B{last}" in merges
    assert sheet.cell(last + 1, 7).value == f"=SUM(G9:G{last})"
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == [f"F9:F{last}"]
    assert sheet.print_area.endswith(f"$A$1:$H${last + 1}")
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.protection.sheet
    assert made.stale == []
    assert [read.grid("项目")[row, 7].value for row in (9, 10, last)] == ["", "", ""]


def test_fewer_rows_than_the_form_prints_keep_the_form(make):
    made, book, _ = make(rows=["2"])
    assert made.rows == {}
    assert "模板的指标行有 4 行，多于所要的 2 行" in made.messages[0]
    assert book["项目"]["A13"].value == "总分"


@pytest.mark.parametrize(
    "text", ["0", "-3", "1000000", "5001", "二十", "", "3.5", "指标=", "指标=0", "１０００００００"]
)
def test_a_row_count_that_makes_no_sense_is_refused(make, tmp_path, text):
    with pytest.raises(NewError, match="--rows") as caught:
        make(rows=[text])
    assert "请" in str(caught.value)
    assert not (tmp_path / "新.xlsx").exists()


def test_rows_of_a_kind_are_named(make):
    assert make(rows=["指标=6"])[0].rows == {"项目": 2}
    assert make(rows=["ｉndicators＝６"])[0].rows == {"项目": 2}
    with pytest.raises(NewError, match="没有名为“指标行”的行。最接近的是“指标”"):
        make(rows=["指标行=6"])
    with pytest.raises(NewError, match="没有科目行；可用：指标"):
        make(rows=["科目=6"])
    with pytest.raises(NewError, match="两个数：6 和 7"):
        make(rows=["指标=6", "7"])


def test_rows_of_several_groups_are_shared_out(tmp_path):
    group = PACK[PACK.index("[[forms.rows]]") : PACK.index('[[forms]]\nkind = "report_text"')]
    first = group.replace("last = 12", "last = 10").replace("like = 10", 'like = 9\ngroup = "数量指标"')
    second = group.replace("first = 9", "first = 11").replace("like = 10", 'like = 11\ngroup = "质量指标"')
    write_pack(tmp_path, text=PACK.replace(group, first + second))
    new_file(PACK_NAME, tmp_path / "a.xlsx", rows=["7"], root=tmp_path)
    merges = {str(area) for area in openpyxl.load_workbook(tmp_path / "a.xlsx")["项目"].merged_cells.ranges}
    assert {"B9:B12", "B13:B15", "A9:A15"} <= merges
    new_file(PACK_NAME, tmp_path / "b.xlsx", rows=["质量指标=5"], root=tmp_path)
    merges = {str(area) for area in openpyxl.load_workbook(tmp_path / "b.xlsx")["项目"].merged_cells.ranges}
    assert {"B9:B10", "B11:B15"} <= merges


# ---------------------------------------------------------------- target and pack


def test_an_existing_file_is_kept_without_force(root, tmp_path):
    target = tmp_path / "有.xlsx"
    target.write_bytes(b"x")
    with pytest.raises(PackageProblem) as caught:
        new_file(PACK_NAME, target, root=root)
    assert caught.value.code == "file.exists"
    assert target.read_bytes() == b"x"
    new_file(PACK_NAME, target, root=root, force=True)
    assert target.read_bytes()[:2] == b"PK"


def test_an_unknown_pack_and_a_spoilt_one_stop_the_work(root, tmp_path):
    with pytest.raises(PackError, match="最接近的是：cn/test/2024"):
        new_file("cn/test/2023", tmp_path / "a.xlsx", root=root)
    (root / PACK_NAME / "pack.toml").write_text(PACK.replace('"BUDGET"', '"BUDGETS"'), "utf-8")
    with pytest.raises(PackError, match="BUDGETS"):
        new_file(PACK_NAME, tmp_path / "a.xlsx", root=root)
    with pytest.raises(NewError, match=r"应为 \.xlsx"):
        new_file(PACK_NAME, tmp_path / "a.xls", root=root)


# ---------------------------------------------------------------- projects


def test_each_project_gets_its_sheet(make, tmp_path):
    path = table(tmp_path / "项目.xlsx", [
        ["2024年项目清单"], ["序号", "项目名称", "项目实施单位", "全年预算数（万元）"], [1, "实训基地[建设]", "职业技术学院", 120.5],
        [2, "=1+1", "", "1,003.20"], [3, "实训基地[建设]", "", "待定"], ["合计", "", "", 1123.7],
    ])  # fmt: skip
    made, book, read = make(projects=path, rows=["5"])
    assert made.sheets == ["实训基地 建设", "=1+1", "实训基地 建设 (2)", "报告文字"]
    assert made.rows == {"实训基地 建设": 1, "=1+1": 1, "实训基地 建设 (2)": 1}
    assert (book["实训基地 建设"]["B2"].value, book["实训基地 建设"]["E2"].value) == ("实训基地[建设]", "职业技术学院")
    assert book["实训基地 建设"]["D4"].value == 120.5
    assert read.grid("=1+1")[2, 2].value == "=1+1"
    assert read.grid("=1+1")[2, 2].formula is None
    assert book["=1+1"]["D4"].value == 1003.2
    assert any("“待定”不是数" in text for text in made.messages)
    assert any("有 2 行" in text for text in made.messages)
    assert book["实训基地 建设 (2)"]["F14"].value == "=SUM(F9:F13)"


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", "甲项目\n\n乙，项目\n".encode()), ("a.csv", "项目\n甲项目\n\"乙，项目\"\n".encode("gb18030")), ("a.csv", "﻿编号,名称\n01,甲项目\n02,乙，项目".encode())],
)  # fmt: skip
def test_lists_come_in_many_forms(make, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert make(projects=tmp_path / name)[0].sheets == ["甲项目", "乙，项目", "报告文字"]


def test_a_list_that_is_none_is_refused(make, tmp_path):
    for name, data in (
        ("a.csv", b""),
        ("b.csv", "项目名称\n".encode()),
        ("c.csv", b"\xff\xfe\x00\xd8"),
        ("d.csv", b"\x81"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(NewError, match="--projects"):
            make(projects=tmp_path / name)
    (tmp_path / "e.txt").write_text("\n".join(f"项目{number}" for number in range(501)), "utf-8")
    with pytest.raises(NewError, match="501 个项目，超过上限 500"):
        make(projects=tmp_path / "e.txt")
    with pytest.raises(PackageProblem):
        make(projects=tmp_path / "没有.xlsx")
    assert not (tmp_path / "新.xlsx").exists()


# ---------------------------------------------------------------- last year


def test_last_year_gives_indicators_results_and_texts(make, tmp_path):
    made, book, _ = make(last=last_year(tmp_path / "上年.xlsx"))
    sheet = book["实训基地"]
    assert made.sheets == ["实训基地", "报告文字"]
    assert [sheet.cell(row, 3).value for row in range(9, 13)] == [
        "实训室数量",
        "培训人次",
        "验收合格率",
        "设备完好率",
    ]
    assert [sheet.cell(row, 4).value for row in range(9, 13)] == ["≥12间", "≥300人次", "=100%", "≥95%"]
    assert sheet["D11"].data_type == "s"
    assert [sheet.cell(row, 8).value for row in range(9, 13)] == ["13间", "280人次", 1, "97%"]
    assert [sheet.cell(row, 6).value for row in range(9, 13)] == [20, 20, 30, 20]
    assert [sheet.cell(row, 5).value for row in range(9, 13)] == [None] * 4
    assert (sheet["B2"].value, sheet["E2"].value) == ("实训基地", "职业技术学院")
    assert book["报告文字"]["B2"].value == "负责职业教育。"
    assert (book["报告文字"]["B3"].value, book["报告文字"]["C3"].value) == (None, 4)


def test_more_indicators_than_the_form_has_rows_get_rows_in_their_group(make, tmp_path):
    path = tmp_path / "上年.xlsx"
    last_year(path)
    book = openpyxl.load_workbook(path)
    sheet = book["项目"]
    for area in ("A9:A12", "B11:B12", "A13:E13"):
        sheet.unmerge_cells(area)
    for column, value in enumerate(["", "", "返修率", "≤2%", "1%", 10], 1):
        sheet.cell(13, column).value = value
    sheet["G13"] = None
    sheet["A14"], sheet["F14"] = "总分", 100
    book.save(path)
    made, book, read = make(last=path)
    sheet = book["实训基地"]
    assert made.rows == {"实训基地": 1}
    assert [sheet.cell(row, 3).value for row in range(9, 14)] == [
        "实训室数量",
        "培训人次",
        "验收合格率",
        "设备完好率",
        "返修率",
    ]
    assert {"A9:A13", "B11:B13"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["F14"].value == "=SUM(F9:F13)"
    assert read.grid("实训基地")[14, 6].value == 100


def test_what_does_not_fit_is_listed(make, tmp_path):
    path = last_year(tmp_path / "上年.xlsx")
    book = openpyxl.load_workbook(path)
    book["项目"]["B9"] = "生态效益指标"
    book["报告文字"]["B2"] = None
    book["项目"].sheet_properties.codeName = "x"
    book.save(path)
    made, _, _ = make(last=path)
    left = "\n".join(made.left)
    assert "指标“实训室数量”没有带入" in left
    assert "生态效益" in left
    assert "报告文字没有带入：职能" in left


def test_last_years_projects_are_matched_by_name(make, tmp_path):
    path = last_year(tmp_path / "上年.xlsx")
    (tmp_path / "a.txt").write_text("新项目\n实训基地", "utf-8")
    made, book, _ = make(last=path, projects=tmp_path / "a.txt")
    assert book["实训基地"]["C9"].value == "实训室数量"
    assert book["新项目"]["C9"].value is None
    (tmp_path / "a.txt").write_text("新项目", "utf-8")
    made, _, _ = make(last=path, projects=tmp_path / "a.txt")
    assert any("项目“实训基地”" in text and "没有对应的表" in text for text in made.left)


def test_a_workbook_that_is_no_form_is_refused_and_another_year_is_told(make, tmp_path):
    with pytest.raises(NewError, match="没有认出绩效表格"):
        make(last=table(tmp_path / "x.xlsx", [["通讯录"], ["姓名", "部门"]]))
    path = last_year(tmp_path / "上年.xlsx")
    book = openpyxl.load_workbook(path)
    book["项目"]["A1"] = "2021年度项目支出绩效自评表"
    book.save(path)
    assert "2021 年" in make(last=path)[0].messages[0]


def test_a_result_without_a_trusted_value_is_not_carried(make, tmp_path):
    path = last_year(tmp_path / "上年.xlsx")
    book = openpyxl.load_workbook(path)
    book["项目"]["E9"] = "=10+3"
    book.save(path)
    made, book, _ = make(last=path)
    assert book["实训基地"]["H9"].value is None
    assert any("E9" in text and "公式没有可信的值" in text for text in made.left)


# ---------------------------------------------------------------- finance export


def test_an_export_fills_the_project_and_its_indicators(make, tmp_path):
    last = last_year(tmp_path / "上年.xlsx")
    export = table(tmp_path / "导出.xlsx", [
        ["单位：元"], ["项目名称", "指标名称", "完成值", "全年预算数", "全年执行数"], ["实训基地", "", "", 1205000, "1,100,000.00"],
        ["实训基地", "培训人次", "=310", "", ""], ["没有的项目", "", "", 1, 2], ["实训基地", "没有的指标", "5", "", ""],
    ])  # fmt: skip
    made, book, read = make(last=last, data=export)
    sheet = book["实训基地"]
    assert (sheet["D4"].value, sheet["E4"].value) == (120.5, 110)
    assert read.grid("实训基地")[4, 7].value == pytest.approx(110 / 120.5)
    assert (sheet["E10"].value, sheet["E10"].data_type) == ("=310", "s")
    left = "\n".join(made.left)
    assert "没有的项目" in left
    assert "没有的指标" in left


def test_an_export_of_text_figures_and_columns_nobody_knows_is_listed(make, tmp_path):
    (tmp_path / "a.csv").write_bytes("项目名称,全年预算数（万元）,主任签字\n实训基地,约100,张\n".encode("gb18030"))
    (tmp_path / "p.txt").write_text("实训基地", "utf-8")
    made, book, _ = make(projects=tmp_path / "p.txt", data=tmp_path / "a.csv")
    assert book["实训基地"]["D4"].value is None
    assert "“约100”，不是数" in made.left[0]
    assert "列没有用到：全年预算数（万元）、主任签字" in made.left[-1]


def test_an_export_without_head_is_refused(make, tmp_path):
    with pytest.raises(NewError, match="没有认出表头"):
        make(data=table(tmp_path / "x.xlsx", [["甲", 1], ["乙", 2]]))


def test_subject_tables_take_lines_by_code_and_grow(tmp_path):
    subjects = PACK[: PACK.index('[[forms]]\nkind = "report_text"')] + (
        '[[forms]]\nkind = "accounts"\ntable = "公开03"\ntitle = "支出决算表"\nsheet = "公开03"\n[[forms.rows]]\nname = "subjects"\n'
        'first = 4\nlast = 5\ncolumns = { code = "A", name = "B", total = "C", basic = "D", project = "E" }\n'
    )
    book = workbook()
    sheet = book.create_sheet("公开03")
    for row in (
        ["支出决算表"],
        ["", "", "", "", "单位：万元"],
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["2050305", "高等职业教育", "=D4+E4"],
        ["", "", "=D5+E5"],
        ["合计", "", "=SUM(C4:C5)"],
    ):
        sheet.append([value or None for value in row])
    write_pack(tmp_path, text=subjects, book=book)
    export = tmp_path / "支出决算表.csv"
    export.write_text(
        "单位：元\n功能分类科目编码,科目名称,本年支出合计,基本支出,项目支出\n205.03.05,高职,30000,20000,10000\n2080505,养老保险,40000,40000,\n"
        "2210201,住房公积金,50000,50000,\n合计,,120000,,\n", "utf-8",
    )  # fmt: skip
    made = new_file(PACK_NAME, tmp_path / "a.xlsx", data=export, root=tmp_path)
    grid = open_workbook(tmp_path / "a.xlsx").grid("公开03")
    shown = [[grid[row, column].value for column in range(1, 6)] for row in range(4, 8)]
    assert shown[0] == ["2050305", "高等职业教育", 3, 2, 1]
    assert sorted(row[0] for row in shown[1:3]) == ["2080505", "2210201"]
    assert [row[2] for row in shown] == [3, 4, 5, 12]
    assert made.rows == {"公开03": 1}
    assert made.left == []


def test_a_workbook_made_twice_is_the_same(make, tmp_path):
    last = last_year(tmp_path / "上年.xlsx")
    assert make(last=last, rows=["8"])[0].data == make(last=last, rows=["8"])[0].data
    assert openpyxl.load_workbook(io.BytesIO(make(last=last)[0].data)).sheetnames
