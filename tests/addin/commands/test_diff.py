"""What a unit changed between two returns, told in the words of the form."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.styles import Protection
from support.biff import xls
from support.two_returns import FIRST, ROWS, SHEET, TITLE, changed, form, packed_otherwise, put

from addin.commands.changes import model
from addin.commands.diff import diff
from addin.edits import InsertRows, SetFormula, SetValue
from addin.package.writing import apply

WORKBOOKS = Path(__file__).resolve().parents[3] / "workbooks"


@pytest.fixture
def old(tmp_path):
    folder = tmp_path / "第一次 报送"
    folder.mkdir()
    return form(folder / "自评表.xlsx")


def messages(found):
    return [change.message for change in found.changes]


def edited(old, values):
    return diff(old, changed(old, put(values)))


def test_a_value_is_told_with_sheet_row_name_and_column_as_the_form_prints_them(old):
    (change,) = edited(old, {"F9": "2600平方米"}).changes
    assert change.message == "附件1 第 9 行“维修校舍面积” 全年完成值：由 2400平方米 改为 2600平方米"
    assert (change.kind, change.sheet, change.cell, change.old_cell) == ("value", "附件1", "F9", "F9")
    assert (change.form, change.row, change.field) == (TITLE, "维修校舍面积", "全年完成值")
    assert (change.old, change.new, change.suspicion) == ("2400平方米", "2600平方米", "")


def test_money_is_told_in_the_unit_of_the_form(old):
    assert messages(edited(old, {"E6": 110})) == ["附件1 第 6 行“年度资金总额” 全年执行数：由 118.8万元 改为 110万元"]


def test_a_blank_that_is_filled_and_a_text_that_is_emptied_say_so(old):
    found = edited(old, {"H9": "按实际需要", "F10": None})
    assert messages(found) == [
        "附件1 第 9 行“维修校舍面积” 偏差原因分析：原为空白，填为 按实际需要",
        "附件1 第 10 行“培训教师人次” 全年完成值：由 310人次 改为空白",
    ]


def test_a_score_that_follows_from_a_changed_result_is_a_consequence_and_one_that_does_not_is_doubtful(old):
    found = edited(old, {"F11": "80%", "G11": 8.42, "G12": 5, "G15": 93.32})
    kinds = {change.cell: (change.kind, change.suspicion) for change in found.changes}
    assert kinds["G11"] == ("consequence", "")
    assert kinds["G15"] == ("consequence", "")  # the total follows from the scores
    assert kinds["G12"][0] == "value"
    assert "没有改" in kinds["G12"][1]
    assert any("总分由 99.9 变为 93.32" in one.message for one in found.consequences)


def test_a_computed_figure_that_did_not_follow_is_told_with_what_it_should_be(old):
    found = edited(old, {"E6": 60})
    by_field = {one.field: one for one in found.consequences}
    assert (by_field["执行率"].old, by_field["执行率"].new, by_field["执行率"].expected) == ("99%", "99%", "50%")
    assert "仍为 99%，按规则应为 50%" in by_field["执行率"].message


def test_an_inserted_row_is_one_change_whatever_moved_down(old):
    rows = (*ROWS[:2], (None, None, "改造实训室间数", 5, "≥4间", "5间", 5, None), *ROWS[2:])
    new = form(old.with_name("增行.xlsx"), rows=rows)
    found = diff(old, new)
    first, total = found.changes
    assert first.kind == "row-added"
    assert (
        first.message == "附件1 第 11 行：新增“改造实训室间数”一行（分值 5，年度指标值 ≥4间，全年完成值 5间，得分 5）"
    )
    assert (total.cell, total.old_cell, total.kind) == ("G16", "G15", "consequence")
    back = diff(new, old)
    assert back.changes[0].message.startswith("附件1 原第 11 行：删去“改造实训室间数”一行")


def test_a_renamed_row_is_told_as_renamed_and_its_other_fields_by_the_new_name(old):
    found = edited(old, {"C9": "维修校舍建筑面积", "F9": "2500平方米"})
    assert [change.kind for change in found.changes] == ["row-renamed", "value"]
    assert messages(found)[0] == "附件1 第 9 行改了名称：由“维修校舍面积”改为“维修校舍建筑面积”"
    assert "“维修校舍建筑面积” 全年完成值" in messages(found)[1]


def test_a_row_that_gives_way_to_another_is_removed_and_added_not_renamed(old):
    rows = (*ROWS[:3], (None, "时效指标", "设备到货时间", 8, "6月底前", "5月", 8, None), *ROWS[4:])
    kinds = Counter(change.kind for change in diff(old, form(old.with_name("换行.xlsx"), rows=rows)).changes)
    assert kinds["row-added"] == kinds["row-removed"] == 1
    assert kinds["row-renamed"] == 0


def test_rows_in_another_order_are_told_as_moved_without_their_cells(old):
    order = (ROWS[0], ROWS[1], ROWS[2], ROWS[3], ROWS[5], ROWS[4])
    found = diff(old, form(old.with_name("换序.xlsx"), rows=order))
    (change,) = found.changes
    assert change.kind == "row-moved"
    assert "一行由原第" in change.message


def test_columns_in_another_order_are_no_change(old):
    order = ("三级指标", "一级指标", "二级指标", "年度指标值", "全年完成值", "偏差原因分析", "分值", "得分")
    original = form(old.with_name("原列.xlsx"))
    assert messages(diff(original, form(old.with_name("换列.xlsx"), head=order))) == []


def test_a_new_column_is_told_once_with_its_head(old):
    def widen(sheet):
        sheet.insert_cols(5)
        for row in range(1, FIRST - 1):
            for column in range(5, 9):  # the tables above stay where they were
                sheet.cell(row, column).value = sheet.cell(row, column + 1).value
            sheet.cell(row, 9).value = None
        sheet.cell(FIRST - 1, 5).value = "本校备注"
        for row in range(FIRST, FIRST + 3):
            sheet.cell(row, 5).value = "已核"

    (change,) = diff(old, changed(old, widen)).changes
    assert change.kind == "column-added"
    assert change.message == "附件1 E 列：新增一列“本校备注”，4 格有内容"


def test_text_outside_the_tables_is_told_by_cell_with_the_part_that_differs(old):
    long = "年度总体目标：" + "改善办学条件，" * 20
    before = changed(old, put({"A7": long + "维修校舍2400平方米。"}), "前.xlsx")
    after = changed(old, put({"A7": long + "维修校舍2600平方米。", "J20": "已核对"}), "后.xlsx")
    found = messages(diff(before, after))
    assert len(found) == 2
    assert "由 …" in found[0]
    assert "2400平方米" in found[0]
    assert len(found[0]) < 100
    assert found[1] == "附件1 J20：原为空白，填为 已核对"


def test_a_formula_that_became_a_number_is_told_although_the_number_is_the_same(old):
    data = old.read_bytes()
    computed = old.with_name("公式.xlsx")
    computed.write_bytes(apply(data, [SetFormula(SHEET, 15, 7, "H6+SUM(G9:G14)", 99.9)]).data)
    (change,) = diff(computed, old).changes
    assert change.kind == "formula-removed"
    assert "原由公式 =H6+SUM(G9:G14) 算出，现在直接填写，显示没有变（99.9）" in change.message
    assert "手工填写" in change.suspicion
    (back,) = diff(old, computed).changes
    assert (back.kind, back.suspicion) == ("formula-added", "")


def test_formulas_that_moved_with_inserted_rows_are_the_same_formulas(old):
    data = apply(old.read_bytes(), [SetFormula(SHEET, 15, 7, "H6+SUM(G9:G14)", 99.9)]).data
    before, after = old.with_name("公式一.xlsx"), old.with_name("公式二.xlsx")
    before.write_bytes(data)
    after.write_bytes(apply(data, [InsertRows(SHEET, 7, 2, 7), InsertRows(SHEET, 14, 1, 13)]).data)
    assert messages(diff(before, after)) == []
    other = old.with_name("公式三.xlsx")
    other.write_bytes(apply(after.read_bytes(), [SetFormula(SHEET, 18, 7, "H6+SUM(G11:G16)", 89.9)]).data)
    (change,) = diff(before, other).changes
    assert change.kind == "formula"


def test_the_same_shown_with_another_stored_number_is_told(old):
    def with_stored(value):
        def change(sheet):
            sheet["E6"] = value
            sheet["E6"].number_format = "0.0"

        return change

    before = changed(old, with_stored(118.8), "存一.xlsx")
    (change,) = diff(before, changed(old, with_stored(118.84), "存二.xlsx")).changes
    assert change.kind == "stored"
    assert change.message.endswith("显示仍为 118.8，存的内容由数 118.8 改为数 118.84")
    assert change.suspicion


def test_a_number_that_became_text_is_told_for_sums_leave_it_out(old):
    (change,) = edited(old, {"G9": "20"}).changes
    assert change.kind == "stored"
    assert "由数 20 改为文字“20”" in change.message
    assert "求和时不计入" in change.suspicion


def test_another_number_format_is_told_only_where_it_is_seen(old):
    def two_places(sheet):
        sheet["G9"].number_format = "0.00"
        sheet["H6"].number_format = "0.0"  # 9.9 looks the same

    (change,) = diff(old, changed(old, two_places)).changes
    assert (change.kind, change.cell) == ("format", "G9")
    assert "存的数没有变，显示由 20 变为 20.00" in change.message


def test_hidden_rows_columns_and_sheets_are_told(old):
    def hide(sheet):
        sheet.parent.create_sheet("备查")
        sheet.row_dimensions[10].hidden = sheet.row_dimensions[11].hidden = True
        sheet.column_dimensions["H"].hidden = True
        sheet.sheet_state = "hidden"
        sheet.parent.active = 1

    found = diff(old, changed(old, hide))
    told = {change.message: change.suspicion for change in found.changes}
    assert set(told) == {
        "新增工作表“备查”，是空表", "工作表“附件1”被隐藏", "附件1 第 10—11 行被隐藏", "附件1 H 列被隐藏",
    }  # fmt: skip
    assert told["附件1 第 10—11 行被隐藏"] == "有内容的部分被隐藏"
    assert "取消了隐藏" in "".join(messages(diff(old.with_name("改后.xlsx"), old)))


def test_a_renamed_sheet_is_the_same_sheet(old):
    def rename(sheet):
        sheet.title = "自评表（定稿）"
        sheet["F9"] = "2500平方米"

    assert messages(diff(old, changed(old, rename))) == [
        "工作表“附件1”改名为“自评表（定稿）”",
        "自评表（定稿） 第 9 行“维修校舍面积” 全年完成值：由 2400平方米 改为 2500平方米",
    ]


def test_forms_are_matched_by_their_project_although_sheets_were_renumbered(tmp_path):
    def book(name, projects):
        target = openpyxl.Workbook()
        target.remove(target.active)
        for number, (project, actual) in enumerate(projects, 1):
            one = openpyxl.load_workbook(form(tmp_path / "一张.xlsx")).active
            copy = target.create_sheet(f"项目{number}")
            for row in one.iter_rows():
                for cell in row:
                    copy[cell.coordinate] = cell.value
            copy["B3"], copy["F9"] = project, actual
        target.save(tmp_path / name)
        return tmp_path / name

    before = book("前.xlsx", [("甲项目", "1平方米"), ("乙项目", "2平方米"), ("丙项目", "3平方米")])
    after = book("后.xlsx", [("乙项目", "2平方米"), ("丙项目", "30平方米")])
    assert messages(diff(before, after)) == [
        f"删去工作表“项目1”，内有 {TITLE}",
        "工作表“项目2”改名为“项目1”",
        "工作表“项目3”改名为“项目2”",
        "项目2 第 9 行“维修校舍面积” 全年完成值：由 3平方米 改为 30平方米",
    ]


def test_a_locked_cell_that_was_changed_and_protection_that_was_taken_off_are_doubtful(old):
    def protect(sheet):
        sheet.protection.enable()
        for row in range(FIRST, FIRST + len(ROWS)):
            sheet.cell(row, 6).protection = Protection(locked=False)

    issued = changed(old, protect, "下发.xlsx")

    def fill(sheet):
        sheet["F9"], sheet["E9"] = "2500平方米", "≥2000平方米"
        sheet.protection.disable()

    found = diff(issued, changed(old, fill, "报送.xlsx", source=issued))
    doubts = {change.cell: change.suspicion for change in found.changes}
    assert "锁定" in doubts["E9"]
    assert doubts["F9"] == ""
    assert doubts[""] == "原有的工作表保护被取消"


def test_an_empty_line_of_the_form_that_is_filled_is_a_new_row_and_an_unlocked_blank_may_be_filled(tmp_path):
    empty = (
        ("效益指标", "生态效益指标", None, None, None, None, None, None),
        ("效益指标", "其他指标", None, None, None, None, None, None),
    )
    blank = form(tmp_path / "空 行.xlsx", rows=(*ROWS, *empty))

    def protect(sheet):
        sheet.protection.enable()
        for row in (FIRST + 6, FIRST + 7):
            for column in range(3, 9):
                sheet.cell(row, column).protection = Protection(locked=False)

    issued = changed(blank, protect, "下发.xlsx")
    filled = changed(blank, put({"C15": "绿化面积", "D15": 5, "E15": "≥100平方米"}), "填报.xlsx", source=issued)
    (change,) = diff(issued, filled).changes
    assert change.message == "附件1 第 15 行：新增“绿化面积”一行（分值 5，年度指标值 ≥100平方米）"
    assert change.suspicion == ""
    # text outside of the rows: a blank cell that may be filled is no locked one
    note = changed(blank, lambda sheet: setattr(sheet["H16"], "value", "备查"), "说明.xlsx", source=issued)
    (change,) = diff(issued, note).changes
    assert (change.cell, change.suspicion) == ("H16", "")


def test_a_form_that_lost_a_head_is_told_as_no_longer_recognised(old):
    found = edited(old, {"G8": "备注一", "D8": "备注二", "E8": "备注三"})
    assert any(change.kind == "form-removed" and "认不出来了" in change.message for change in found.changes)


def test_an_old_xls_is_compared_by_its_values(old):
    sheet = openpyxl.load_workbook(old).active
    cells = {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    before, same = old.with_name("旧.xls"), old.with_name("同.xls")
    same.write_bytes(xls(cells, sheet=SHEET))
    before.write_bytes(xls({**cells, (9, 6): "2399平方米"}, sheet=SHEET))
    assert messages(diff(same, old)) == []
    found = diff(before, old)
    assert messages(found) == ["附件1 第 9 行“维修校舍面积” 全年完成值：由 2399平方米 改为 2400平方米"]
    assert any(".xls" in note for note in found.notes)


def document(path, actual, sentence):
    made = docx.Document()
    made.add_paragraph(TITLE)
    table = made.add_table(0, 8)
    sheet = openpyxl.load_workbook(form(path.with_suffix(".xlsx"))).active
    for row in sheet.iter_rows(min_row=3):
        cells = table.add_row().cells
        for at, cell in enumerate(row[:8]):
            cells[at].text = "" if cell.value is None else str(cell.value)
    table.cell(FIRST - 3, 5).text = actual
    made.add_paragraph("填报说明：以上数据均已核实。")
    made.add_paragraph(sentence)
    made.save(path)
    return path


def test_word_forms_are_compared_by_table_cells_and_paragraphs(tmp_path):
    before = document(tmp_path / "一 次.docx", "2400平方米", "项目执行率为99%，总体较好。")
    after = document(tmp_path / "二 次.docx", "2600平方米", "项目执行率为98%，总体较好。")
    value, text = diff(before, after).changes
    assert value.message == "表1 第 7 行“维修校舍面积” 全年完成值：由 2400平方米 改为 2600平方米"
    assert value.cell == "T1R7C6"
    assert text.kind == "paragraph"
    assert "由“项目执行率为99%，总体较好。”改为“项目执行率为98%，总体较好。”" in text.message


def test_folders_are_paired_by_path_then_by_the_units_code(tmp_path):
    one, two = tmp_path / "第一次", tmp_path / "第二次"
    for folder in (one / "001_甲校", two / "交来" / "001_甲校改名", one / "002_乙校", two / "002_乙校", two):
        folder.mkdir(parents=True, exist_ok=True)
    form(one / "001_甲校" / "001_甲校.xlsx")
    changed(form(tmp_path / "x.xlsx"), put({"F9": "1平方米"}), "y.xlsx").rename(
        two / "交来" / "001_甲校改名" / "报送.xlsx"
    )
    form(one / "002_乙校" / "002_乙校.xlsx")
    form(two / "002_乙校" / "002_乙校.xlsx")
    form(one / "旧表.xlsx")
    (two / "坏.xlsx").write_bytes(b"PK\x03\x04")
    found = diff(one, two)
    assert found.pairs == 2
    assert [(change.kind, change.file) for change in found.changes] == [
        ("value", "交来/001_甲校改名/报送.xlsx"), ("file-removed", "旧表.xlsx"), ("file-added", "坏.xlsx"),
    ]  # fmt: skip
    assert any("按单位编码对应" in note for note in found.notes)


@pytest.mark.parametrize("name", sorted(path.name for path in WORKBOOKS.glob("*.xlsx")))
def test_a_workbook_compared_with_itself_in_other_bytes_has_no_change(name, tmp_path):
    copy = tmp_path / "同 一 份.xlsx"
    copy.write_bytes(packed_otherwise((WORKBOOKS / name).read_bytes()))
    assert messages(diff(WORKBOOKS / name, copy)) == []


def random_changes(path, seed):
    """Another value in some cells that are seen, in every sheet."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(path)
    edits, cells = [], []
    for sheet in book.worksheets:
        filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None and cell.data_type != "f"]
        for cell in chance.sample(filled, min(6, len(filled))):
            value = chance.choice([f"改{chance.randrange(10**6)}", chance.randrange(10**5, 10**6), None])
            edits.append(SetValue(sheet.title, cell.row, cell.column, value))
            cells.append((sheet.title, cell.coordinate))
    return edits, cells


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "name", ["xinjiang-2024-project-01-published.xlsx", "hengshan-2020-attachments-published.xlsx"]
)
def test_every_changed_cell_is_told_exactly_once_and_the_other_way_round_the_same(name, seed, tmp_path):
    source = WORKBOOKS / name
    edits, cells = random_changes(source, seed)
    result = apply(source.read_bytes(), edits)
    new = tmp_path / "改 后.xlsx"
    new.write_bytes(result.data)
    followed = {(sheet, cell) for sheet, cell in [*result.recomputed, *result.stale]}
    forward, back = diff(source, new), diff(new, source)

    def seen(change):
        return change.kind, change.old, change.new

    def turned(change):
        return model.MIRROR.get(change.kind, change.kind), change.new, change.old

    assert Counter(map(seen, forward.changes)) == Counter(map(turned, back.changes))
    # a cell in a row that is gone is told where it was, any other where it is
    gone = {model.ROW_REMOVED, model.COLUMN_REMOVED, model.SHEET_REMOVED}
    there = Counter(
        (change.sheet, cell) for change in forward.changes if change.kind not in gone for cell in change.cells
    )
    was = Counter((change.sheet, cell) for change in back.changes if change.kind not in gone for cell in change.cells)
    assert max([*there.values(), *was.values()]) == 1
    missing = set(cells) - set(there) - set(was) - followed
    assert not missing


def test_what_cannot_be_compared_says_why(old, tmp_path):
    with pytest.raises(ValueError, match="没有"):
        diff(old, tmp_path / "没有这个.xlsx")
    with pytest.raises(ValueError, match="一个是文件夹"):
        diff(old, tmp_path)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    found = diff(old, broken)
    assert found.changes == []
    assert found.unreadable[0].path == str(broken)
