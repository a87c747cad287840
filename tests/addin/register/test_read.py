"""The register of units: the example is clean, and every fault is named with its place before anything is written."""

from __future__ import annotations

import openpyxl
import pytest
from support.make_units import FILE, PACK, register

from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from addin.packs.list import load_pack
from addin.register.binding import targets
from addin.register.check import bind_columns
from addin.register.model import Column, RegisterError
from addin.register.names import why_no_name
from addin.register.read import read_register
from addin.register.tree import cycles

HEAD = ("单位代码", "单位名称", "上级代码", "联系人")


def written(folder, rows, head=HEAD, sheets=None, top=()):
    """A register on disk: rows above the head, the head, the units; further sheets by name."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "单位名册"
    for row in (*top, head, *rows):
        page.append(row)
    for name, lines in (sheets or {}).items():
        other = book.create_sheet(name)
        for line in lines:
            other.append(line)
    path = folder / "某市 单位名册.xlsx"
    book.save(path)
    return path


def faults(path):
    return [(one.code.removeprefix("register."), one.cell) for one in read_register(path)[1]]


def test_the_example_is_what_its_generator_makes():
    assert FILE.read_bytes() == register(), "run python tests/support/make_units.py"


def test_the_example_has_thirty_units_in_three_levels_and_no_fault():
    found, findings = read_register(FILE)
    assert findings == []
    assert found.pack == PACK
    assert len(found.units) == 30
    assert {found.level(unit) for unit in found.units.values()} == {1, 2, 3}
    # 6 offices under the finance bureau; 6 schools under the first of them
    assert len(found.children()["001"]) == 6
    assert [unit.name for unit in found.children()["0010"]][:2] == ["云岭县第一中学", "云岭县第二中学"]
    assert found.units["001001"].folder == "001001_云岭县第一中学"
    by_sheet = {lines.sheet: lines for lines in found.lines}
    assert [line.values["项目名称"] for line in by_sheet["项目"].by_unit["001001"]] == [
        "校舍维修项目",
        "教学设备购置项目",
    ]
    assert by_sheet["指标"].by_unit["0040"][0].values == {
        "二级指标": "数量指标",
        "三级指标": "养护公路里程",
        "年度指标值": "≥186公里",
        "分值": 15,
    }


def bound(path):
    found, findings = read_register(path)
    assert findings == []
    pack = load_pack(found.pack or PACK)
    grid = open_workbook(path).grid(found.sheet)
    return bind_columns(found, grid, targets(pack, open_workbook(pack.workbook)))


def test_the_columns_of_the_example_fill_the_fields_that_they_name():
    fields, findings = bound(FILE)
    assert findings == []
    assert {head: one.field for head, one in fields.items()} == {
        "财政供养人员情况编制数": "staff.approved",
        "公务接待2024年预算数": "items.reception.budget",
        "公车运行维护2024年预算数": "items.running.budget",
    }


@pytest.mark.parametrize("head", ["2024年预算数（公务接待）", "公务接待 · 2024年预算数", "items.reception.budget"])
def test_a_head_may_be_written_in_several_ways(tmp_path, head):
    fields, findings = bound(written(tmp_path, [("001", "甲局", None, None, 5)], (*HEAD, head)))
    assert findings == []
    assert fields[head].field == "items.reception.budget"


def test_a_column_that_binds_to_nothing_names_the_nearest_field(tmp_path):
    _, (finding,) = bound(written(tmp_path, [("001", "甲局", None, None, 5)], (*HEAD, "公务接待2024预算")))
    assert (finding.code, finding.cell, finding.severity) == ("register.column-unbound", "E1", "error")
    assert "最接近的字段是“公务接待2024年预算数”" in finding.message


def test_two_columns_for_one_field_are_refused(tmp_path):
    head = (*HEAD, "公务接待2024年预算数", "items.reception.budget")
    _, (finding,) = bound(written(tmp_path, [("001", "甲局", None, None, 5, 6)], head))
    assert (finding.code, finding.cell) == ("register.column-twice", "F1")


CASES = {
    "a code is there twice": ([("01", "甲局"), ("02", "乙局"), ("01", "丙局")], [("code-duplicate", "A4")]),
    "a code is missing": ([("01", "甲局"), (None, "乙局")], [("code-missing", "A3")]),
    "a name is missing": ([("01", None), ("02", "乙局")], [("name-missing", "B2")]),
    "a parent is unknown": ([("01", "甲局", "99"), ("02", "乙局", "01")], [("parent-unknown", "C2")]),
    "two are above each other": (
        [("01", "甲局", "02"), ("02", "乙局", "01"), ("03", "丙", "01")],
        [("parent-cycle", "C2")],
    ),
    "one is above itself": ([("01", "甲局"), ("02", "乙局", "02")], [("parent-cycle", "C3")]),
    "a name has a slash": ([("01", "教育局/财务股")], [("file-name", "B2")]),
    "names differ in case only": ([("a1", "甲局"), ("A1", "甲局")], [("file-name", "B3")]),
    "blank lines between are nothing": ([("01", "甲局"), (None, None), ("02", "乙局", "01")], []),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_each_fault_is_named_with_its_cell(tmp_path, rows, expected):
    assert faults(written(tmp_path, rows)) == expected


def test_the_message_says_what_to_do(tmp_path):
    path = written(tmp_path, [("01", "甲局"), ("02", "乙局"), ("01", "丙局")])
    (finding,) = read_register(path)[1]
    assert finding.message == "单位名册!A4：单位代码 01（丙局）与第 2 行的“甲局”重复。请改正其中一个，或删去重复的行。"
    assert finding.file == "某市 单位名册.xlsx"


def test_lines_of_units_that_are_not_listed_are_named(tmp_path):
    lines = [("单位代码", "项目名称"), ("01", "校舍维修"), ("09", "道路养护"), (None, "无主项目")]
    path = written(tmp_path, [("01", "甲局")], sheets={"项目": lines, "填表说明": [("请按说明填写",)]})
    assert faults(path) == [("unit-unknown", "A3"), ("code-missing", "A4"), ("sheet-unread", "A1")]


def test_a_code_that_is_a_number_keeps_its_digits_and_is_told_when_zeros_are_only_shown(tmp_path):
    path = written(tmp_path, [(1001, "甲局"), (7, "乙局", 1001)])
    book = openpyxl.load_workbook(path)
    book.active["A3"].number_format = "000"
    book.save(path)
    found, (finding,) = read_register(path)
    assert list(found.units) == ["1001", "7"]
    assert found.units["7"].parent == "1001"
    assert (finding.code, finding.severity, finding.printed) == ("register.code-number", "warning", "007")


def test_formulas_without_values_and_errors_are_not_handed_out(tmp_path):
    path = written(tmp_path, [("01", "甲局", None, None, "=1+1", "#N/A")], (*HEAD, "编制数", "预算数"))
    assert faults(path) == [("value-stale", "E2"), ("value-error", "F2")]


@pytest.mark.parametrize(
    "top",
    [
        [("模板包", "cn/national")],
        [("下发名册",), ("模板包：cn/national",)],
        [(None, "使用模板包", None, "cn/national")],
    ],
)
def test_the_pack_is_named_above_the_heads(tmp_path, top):
    assert read_register(written(tmp_path, [("01", "甲局")], top=top))[0].pack == "cn/national"


def test_a_file_without_units_is_refused_in_words(tmp_path):
    with pytest.raises(RegisterError, match="没有“单位代码”“单位名称”两列"):
        read_register(written(tmp_path, [("甲局", 3)], ("部门", "人数")))
    with pytest.raises(RegisterError, match="没有单位"):
        read_register(written(tmp_path, []))
    with pytest.raises(PackageProblem, match="文件不存在"):
        read_register(tmp_path / "无.xlsx")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("01_甲", ""), ("01_甲:乙", "字符“:”"), ("01_甲.", "句点"), ("CON", "设备名"), ("nul.txt", "设备名"), ("01_" + "长" * 80, "超过 80 个"),
     ("01_甲\x07", "控制字符"), ("console_甲", "")],
)  # fmt: skip
def test_names_that_windows_does_not_take(name, reason):
    assert reason in why_no_name(name)
    assert bool(why_no_name(name)) == bool(reason)


def test_a_long_chain_of_units_is_no_ring():
    assert cycles({str(at): str(at + 1) if at < 5000 else "" for at in range(5001)}) == []


@pytest.mark.parametrize(
    ("head", "words", "money"),
    [
        ("公务接待2024年预算数（元）", "公务接待2024年预算数", "元"),
        ("公务接待（元）2024年预算数", "公务接待2024年预算数", "元"),
        ("公务接待2024年预算数（元）（必填）", "公务接待2024年预算数（必填）", "元"),
        ("公务接待2024年预算数（人民币元）", "公务接待2024年预算数", "元"),
        ("公务接待2024年预算数(单位：千元，保留两位小数)", "公务接待2024年预算数", "千元"),
        ("节日慰问（元旦）", "节日慰问（元旦）", ""),
    ],
)
def test_a_unit_of_money_is_seen_wherever_it_stands_in_the_head(head, words, money):
    column = Column(head, (1, 1))
    assert (column.words, column.money) == (words, money)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ([("某县单位名册（金额单位：元）",)], "元"),
        ([("某县单位名册", None, "单位：万元")], "万元"),
        ([(None, "金额单位：", "千元")], "千元"),
        ([("填报单位：某县财政局",), ("说明：表头写（元）的会换算",)], ""),
        ([], ""),
    ],
)
def test_a_unit_of_money_above_the_heads_holds_for_the_sheets_that_state_none(tmp_path, top, expected):
    lines = {"项目": [("单位代码", "项目名称", "预算数"), ("01", "校舍维修", 5)]}
    lines["专项"] = [("单位：亿元",), *lines["项目"]]
    found, findings = read_register(
        written(tmp_path, [("01", "甲局", None, None, 5)], (*HEAD, "预算数"), lines, top=top)
    )
    assert findings == []
    assert [column.stated for column in found.columns] == [expected]
    assert [sheet.columns[-1].stated for sheet in found.lines] == [expected, "亿元"]


def test_two_units_of_money_above_the_heads_are_a_fault(tmp_path):
    top = [("金额单位：元", None, "单位：万元")]
    assert faults(written(tmp_path, [("01", "甲局")], top=top)) == [("money-unit", "A1")]


def test_a_dash_in_the_row_is_no_label_of_the_cells_beside_it(tmp_path):
    # 政府采购金额 —— 2020年预算数: the dash stands for last year's figure, which the form does not ask for
    heads = (*HEAD, "政府采购金额2020年预算数", "部门基本支出预算调整2020年决算数")
    found, findings = read_register(written(tmp_path, [("01", "甲局", None, None, 5, 6)], heads))
    pack = load_pack("cn/hunan/hengshan/2020")
    book = open_workbook(pack.workbook)
    bound, told = bind_columns(found, open_workbook(found.path).grid(found.sheet), targets(pack, book))
    assert (findings, told) == ([], [])
    assert [bound[head].field for head in heads[4:]] == ["items.procurement.budget", "items.adjustment.current"]


def test_heads_of_two_rows_are_read_together(tmp_path):
    top = [("某县名册",), ("单位代码", "单位名称", "公务接待", None, "编制数")]
    path = written(tmp_path, [("01", "甲局", 1, 2, 46)], (None, None, "2023年决算数", "2024年预算数", None), top=top)
    book = openpyxl.load_workbook(path)
    for area in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        book.active.merge_cells(area)
    book.save(path)
    found, findings = read_register(path)
    assert findings == []
    assert found.units["01"].values == {"公务接待2023年决算数": 1, "公务接待2024年预算数": 2, "编制数": 46}
