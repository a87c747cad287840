"""Projects, indicators and items of the register: each in its row or on its own sheet, or a finding that says why not."""

from __future__ import annotations

import openpyxl
import pytest
from support.registers import NATIONAL, write_register

from addin.commands.issue import issue, prepare
from addin.package.reading import open_workbook
from addin.places import place

ROWS = [
    ("01", "云岭县教育局", "", "甲"),
    ("0101", "云岭县第一中学", "01", "乙"),
    ("0102", "云岭县第二中学", "01", "丙"),
]
BASIC, UNIT, PROJECT = "附件1 基础数据表", "附件2 整体支出绩效自评表", "项目支出绩效自评表"
INDICATORS = ("单位代码", "二级指标", "三级指标", "年度指标值", "分值")


def ready(folder, sheets, **options):
    return prepare(write_register(folder / "某县 名册.xlsx", ROWS, sheets=sheets, **options))


def faults(folder, sheets, **options):
    return [
        (one.code.removeprefix("register."), one.sheet, one.cell) for one in ready(folder, sheets, **options).findings
    ]


def handed_out(folder, sheets, unit="0101", name="云岭县第一中学", **options):
    found = ready(folder, sheets, **options)
    assert found.findings == []
    made = issue(found, place(folder / "下发 结果"), jobs=1, report=False)
    assert made.failed == []
    return openpyxl.load_workbook(folder / "下发 结果" / f"{unit}_{name}" / f"{unit}_{name}.xlsx")


def test_indicators_stand_in_the_rows_of_their_kind(tmp_path):
    lines = [
        INDICATORS,
        ("0101", "数量指标", "维修校舍面积", "≥2400平方米", 10),
        ("0101", "质量指标", "验收合格率", 1, 8),
    ]
    book = handed_out(tmp_path, {"指标": lines}, formats={"指标!D3": "0%"})
    sheet = book[UNIT]
    assert [sheet[cell].value for cell in ("D14", "E14", "G14")] == ["维修校舍面积", "≥2400平方米", 10]
    assert [sheet[cell].value for cell in ("D17", "E17", "G17")] == ["验收合格率", "100%", 8]
    assert sheet["D14"].protection.locked
    assert not sheet["F14"].protection.locked, "the result is the unit's"
    assert not sheet["D15"].protection.locked
    # the sum of the weights follows: 10 for the execution rate, 10 and 8
    assert (
        open_workbook(tmp_path / "下发 结果/0101_云岭县第一中学/0101_云岭县第一中学.xlsx").grid(UNIT)[41, 7].value == 28
    )


def test_more_indicators_than_rows_insert_rows_and_all_below_moves_along(tmp_path):
    lines = [INDICATORS, *(("0101", "数量指标", f"指标{at}", f"≥{at}", 1) for at in range(1, 7))]
    sheet = handed_out(tmp_path, {"指标": lines})[UNIT]
    assert [sheet.cell(row, 4).value for row in range(14, 20)] == [f"指标{at}" for at in range(1, 7)]
    assert [sheet.cell(row, 7).value for row in range(14, 20)] == [1] * 6
    assert sheet["C20"].value == "质量指标"
    assert sheet["A44"].value == "总分"
    assert sheet["G44"].value.startswith("=IFERROR(IF(COUNT(G5,G14:G43)")
    assert sheet["H19"].value.startswith("=")
    assert "G19" in sheet["H19"].value


def test_projects_go_to_the_rows_that_a_form_leaves_open_for_them(tmp_path):
    lines = [("单位代码", "项目名称", "年初预算数（元）"), *(("0101", f"专项{at}", at * 10000) for at in range(1, 8))]
    sheet = handed_out(tmp_path, {"项目": lines})[BASIC]
    # 5 rows are open, 2 more are inserted
    assert [sheet.cell(row, 3).value for row in range(14, 21)] == [f"专项{at}" for at in range(1, 8)]
    assert [sheet.cell(row, 6).value for row in range(14, 21)] == [1, 2, 3, 4, 5, 6, 7]
    assert sheet["F13"].value.startswith("=IFERROR(IF(COUNT(F14:F20)")
    grid = open_workbook(tmp_path / "下发 结果/0101_云岭县第一中学/0101_云岭县第一中学.xlsx").grid(BASIC)
    assert grid[13, 6].value == 28, "1 + 2 + … + 7, worked out beside the formula"


def test_rows_of_both_forms_and_fields_below_them_keep_apart(tmp_path):
    sheets = {
        "项目": [("单位代码", "项目名称", "年初预算数"), *(("0101", f"专项{at}", at) for at in range(1, 8))],
        "指标": [INDICATORS, *(("0101", "时效指标", f"指标{at}", "100%", 1) for at in range(1, 6))],
    }
    path = write_register(
        tmp_path / "名册.xlsx",
        [(*row, 30, 7.5) for row in ROWS],
        ("单位代码", "单位名称", "上级代码", "联系人", "编制数", "办公经费2024年预算数"),
        sheets,
    )
    found = prepare(path)
    assert found.findings == []
    issue(found, place(tmp_path / "发"), jobs=1, report=False)
    book = openpyxl.load_workbook(tmp_path / "发/0101_云岭县第一中学/0101_云岭县第一中学.xlsx")
    assert book[BASIC]["B5"].value == 30
    assert book[BASIC]["C21"].value == "其中：办公经费"
    assert book[BASIC]["F21"].value == 7.5
    assert [book[UNIT].cell(row, 4).value for row in range(20, 25)] == [f"指标{at}" for at in range(1, 6)]
    other = openpyxl.load_workbook(tmp_path / "发/0102_云岭县第二中学/0102_云岭县第二中学.xlsx")
    assert other[BASIC]["F19"].value == 7.5, "a unit without projects has the form as it is"


def test_every_project_has_a_sheet_of_its_name_with_unit_department_and_year(tmp_path):
    sheets = {
        "项目": [
            ("单位代码", "项目名称", "当年财政拨款年初预算数（元）", "预期目标"),
            ("0101", "O'Neil [校舍]维修/项目<&>", 1200000, "修好校舍"),
            ("0101", "教学设备购置", 865000.5, None),
        ],
        "项目指标": [
            ("单位代码", "项目名称", "二级指标", "三级指标", "年度指标值", "分值"),
            *(("0101", "教学设备购置", "数量指标", f"设备{at}", f"≥{at}台", 5) for at in range(1, 6)),
        ],
    }
    book = handed_out(tmp_path, sheets, pack=NATIONAL, top=[("年度", 2024)])
    assert book.sheetnames[:3] == ["O'Neil 校舍 维修 项目<&>", "教学设备购置", "部门整体支出绩效自评表"]
    first, second = book.worksheets[:2]
    assert first["D3"].value == "O'Neil [校舍]维修/项目<&>"
    assert first["D3"].protection.locked
    for sheet in (first, second):
        assert (sheet["A2"].value, sheet["D4"].value, sheet["G4"].value) == (
            "（2024年度）",
            "云岭县教育局",
            "云岭县第一中学",
        )
    assert (first["D7"].value, second["D7"].value, first["B11"].value) == (120, 86.50005, "修好校舍")
    assert [second.cell(row, 4).value for row in range(13, 18)] == [f"设备{at}" for at in range(1, 6)]
    assert first["D13"].value is None
    assert first["C16"].value == "质量指标"


def test_a_unit_without_projects_keeps_the_blank_sheet_with_its_name(tmp_path):
    lines = [("单位代码", "项目名称"), ("0101", "校舍维修")]
    book = handed_out(tmp_path, {"项目": lines}, "0102", "云岭县第二中学", pack=NATIONAL)
    assert book.sheetnames[0] == PROJECT
    assert book[PROJECT]["G4"].value == "云岭县第二中学"
    assert book[PROJECT]["D3"].value is None
    assert book[PROJECT]["A2"].value == "（      年度）", "nobody said which year"


def test_indicators_alone_make_the_sheets_of_their_projects(tmp_path):
    lines = [("单位代码", "项目名称", *INDICATORS[1:]), ("0101", "校舍维修", "数量指标", "面积", "≥5", 10)]
    book = handed_out(tmp_path, {"指标": lines}, pack=NATIONAL)
    assert book.sheetnames[0] == "校舍维修"
    assert (book["校舍维修"]["D3"].value, book["校舍维修"]["D13"].value) == ("校舍维修", "面积")


def test_subjects_fill_the_table_that_the_sheet_is_named_after(tmp_path):
    lines = [("单位代码", "科目编码", "科目名称", "基本支出", "项目支出"), ("0101", "2050201", "学前教育", 12.5, 3)]
    book = handed_out(tmp_path, {"公开03": lines}, pack="cn/xinjiang/changji/2024")
    sheet = book["公开03表"]
    row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "2050201")
    assert [sheet.cell(row, column).value for column in (2, 4, 5)] == ["学前教育", 12.5, 3]


@pytest.mark.parametrize(
    ("sheets", "options", "expected"),
    [
        ({"指标": [("单位代码", "三级指标", "年度指标值"), ("0101", "面积", "≥5")]}, {}, ("line-place", "指标", "B2")),
        ({"指标": [INDICATORS, ("0101", "美观指标", "面积", "≥5", 1)]}, {}, ("line-place", "指标", "B2")),
        ({"指标": [INDICATORS, ("0101", "数量指标", None, "≥5", 1)]}, {}, ("line-name", "指标", "C2")),
        ({"指标": [INDICATORS, ("0101", "数量指标", "面积", "≥5", "十分")]}, {}, ("value", "指标", "E2")),
        ({"指标": [(*INDICATORS, "颜色"), ("0101", "数量指标", "面积", "≥5", 1, "红")]}, {}, ("column-unbound", "指标", "F1")),
        ({"指标": [(*INDICATORS, "得分"), ("0101", "数量指标", "面积", "≥5", 1, 1)]}, {}, ("column-formula", "指标", "F1")),
        ({"项目": [("单位代码", "项目名称", "颜色"), ("0101", "甲", "红")]}, {}, ("column-unbound", "项目", "C1")),
        ({"项目": [("单位代码", "项目名称", "颜色"), ("0101", "甲", "红")]}, {"pack": NATIONAL}, ("column-unbound", "项目", "C1")),
        ({"车辆": [("单位代码", "车牌"), ("0101", "某")]}, {}, ("sheet-unbound", "车辆", "B1")),
        ({"项目": [("单位代码", "项目名称"), ("0101", None)], }, {"pack": NATIONAL}, None),
        (
            {
                "项目": [("单位代码", "项目名称"), ("0101", "甲")],
                "指标": [("单位代码", "项目名称", *INDICATORS[1:]), ("0101", "乙", "数量指标", "面积", "≥5", 1)],
            },
            {"pack": NATIONAL},
            ("project-unknown", "指标", "B2"),
        ),
        (
            {
                "项目": [("单位代码", "项目名称"), ("0101", "甲"), ("0101", "甲")],
                "指标": [("单位代码", "项目名称", *INDICATORS[1:]), ("0101", "甲", "数量指标", "面积", "≥5", 1)],
            },
            {"pack": NATIONAL},
            ("project-twice", "指标", "B2"),
        ),
        ({"科目": [("单位代码", "科目编码", "合计"), ("0101", "205", 1)]}, {"pack": "cn/xinjiang/changji/2024"}, ("sheet-ambiguous", "科目", "B1")),
    ],
)  # fmt: skip
def test_lines_that_go_nowhere_are_named_with_their_place(tmp_path, sheets, options, expected):
    found = faults(tmp_path, sheets, **options)
    assert (expected in found) if expected else found == [], found


def test_a_unit_with_projects_gets_the_same_bytes_whichever_unit_came_first(tmp_path):
    lines = {"项目": [("单位代码", "项目名称"), ("0101", "校舍维修"), ("0102", "设备购置")]}
    made = []
    for number, rows in enumerate((ROWS, [ROWS[0], *ROWS[:0:-1]])):
        found = prepare(
            write_register(tmp_path / f"名册 {number}.xlsx", rows, sheets=lines, pack=NATIONAL, top=[("年度", 2024)])
        )
        assert found.findings == []
        out = tmp_path / f"下发 {number}"
        assert issue(found, place(out), jobs=1).failed == []
        made.append({one.name: one.read_bytes() for one in out.glob("*/*")})
    assert made[0] == made[1]
    assert sum(name.endswith(".docx") for name in made[0]) == 3


def test_the_unit_of_money_above_the_heads_is_converted_in_lines_too(tmp_path):
    lines = {"专项": [("单位代码", "项目名称", "2024年预算数"), ("0101", "校舍维修", 125000)]}
    page = handed_out(tmp_path, lines, top=[("金额单位：元",)])[BASIC]
    (row,) = [cell.row for column in page.columns for cell in column if cell.value == "校舍维修"]
    assert page.cell(row, 6).value == 12.5
