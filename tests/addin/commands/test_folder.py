"""文件夹: the files of one folder tied together, with one planted mistake of each kind in an invented set."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from addin.commands.folder import check_paths, files_in

SET = Path(__file__).parents[3] / "workbooks" / "folder-example"
UNIT, FIRST, SECOND, THIRD, BASIC = sorted(path.name for path in SET.glob("*.xlsx"))
SENTENCE = "本年度预算绩效评价项目3个，全年预算数600.00万元，全年执行数590.00万元。"


@pytest.fixture
def folder(tmp_path):
    """The clean set, with a sentence about all projects beside the unit's form."""
    target = tmp_path / "青禾 2024"
    shutil.copytree(SET, target)
    for path in target.iterdir():
        path.chmod(0o644)
    edit(target / UNIT, lambda sheet: sheet.__setitem__("N2", SENTENCE))
    return target


def edit(path, change):
    workbook = openpyxl.load_workbook(path)
    change(workbook.worksheets[0])
    workbook.save(path)


def replace(path, old, new):
    """Replace a piece of every text, or every amount that equals a number."""

    def change(sheet):
        hits = 0
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(old, str) and isinstance(cell.value, str) and old in cell.value:
                    cell.value = cell.value.replace(old, new)
                elif isinstance(cell.value, (int, float)) and cell.value == old:
                    cell.value = new
                else:
                    continue
                hits += 1
        assert hits, old

    edit(path, change)


def ties(folder):
    found = check_paths([folder]).findings
    return [(one.code, one.severity, Path(one.file).name) for one in found if one.severity != "hint"]


def test_the_clean_set_gives_no_finding(folder):
    result = check_paths([folder])
    assert (result.files, result.forms, result.unreadable) == (5, 5, [])
    assert [one.message for one in result.findings] == []


def test_a_sum_stated_in_text_that_is_not_the_projects_sum(folder):
    replace(folder / UNIT, "590.00万元。", "595.00万元。")
    assert ties(folder) == [("stated.mismatch", "error", UNIT)]
    (finding,) = check_paths([folder]).findings
    assert (finding.cell, finding.printed, finding.expected) == ("N2", "595.00万元", "590.00万元")


def test_a_number_of_projects_that_is_not_in_the_folder_is_said_first_and_no_sum_is_claimed_wrong(folder):
    (folder / THIRD).unlink()
    assert ties(folder) == [("folder.incomplete", "warning", UNIT)]
    (finding,) = check_paths([folder]).findings
    assert "3 个" in finding.message
    assert "2 张" in finding.message
    assert "不作核对" in finding.message


def test_project_spending_of_the_unit_form_that_is_not_the_projects_sum(folder):
    # both kinds of spending still add up to 1,980.00
    replace(folder / UNIT, 590, 580)
    replace(folder / UNIT, 1390, 1400)
    assert ("project.sum", "error", UNIT) in ties(folder)


def test_a_project_whose_amounts_were_changed(folder):
    replace(folder / FIRST, 297, 277)
    found = ties(folder)
    assert ("project.sum", "error", UNIT) in found
    assert ("stated.mismatch", "error", UNIT) in found


def test_the_basic_table_against_the_unit_form(folder):
    replace(folder / BASIC, 590, 560)
    assert ("table.mismatch", "error", BASIC) in ties(folder)


def test_a_unit_written_differently_in_one_file(folder):
    replace(folder / SECOND, "示例市青禾职业学校", "示例市青禾职业技术学校")
    assert ("unit.differs", "warning", SECOND) in ties(folder)


def test_the_name_with_its_province_before_it_is_the_same_unit(folder):
    replace(folder / SECOND, "示例市青禾职业学校", "某省示例市青禾职业学校")
    assert ties(folder) == []


def test_a_year_of_another_table(folder):
    replace(folder / SECOND, "2024", "2023")
    assert ("year.differs", "warning", SECOND) in ties(folder)


def test_a_sentence_of_the_unit_form_about_its_own_budget(folder):
    replace(folder / UNIT, "全年执行数为1,980.00万元", "全年执行数为1,890.00万元")
    assert ties(folder) == [("stated.mismatch", "error", UNIT)]


def test_sums_stated_in_a_word_report(folder):
    from docx import Document

    report = Document()
    report.add_paragraph("青禾职业学校2024年度绩效自评报告")
    report.add_paragraph(SENTENCE.replace("600.00", "610.00"))
    report.save(folder / "自评报告.docx")
    found = check_paths([folder])
    assert (found.files, found.unreadable) == (6, [])
    assert [(one.code, one.severity, Path(one.file).name, one.cell) for one in found.findings] == [
        ("stated.mismatch", "error", "自评报告.docx", "第2段")
    ]


def test_lock_files_backups_and_other_papers_are_left_out(folder):
    (folder / "~$01 实训基地建设项目.xlsx").write_bytes(b"lock")
    shutil.copy(folder / FIRST, folder / "01 实训基地建设项目.备份.xlsx")
    (folder / "说明.txt").write_text("说明", encoding="utf-8")
    assert len(files_in(folder)) == 5
    assert ties(folder) == []


def test_a_broken_file_is_named_and_the_rest_is_checked(folder):
    (folder / "坏.xlsx").write_bytes(b"PK not a workbook")
    told = []
    result = check_paths([folder], progress=lambda done, total, name: told.append((done, total)))
    assert len(result.unreadable) == 1
    assert result.forms == 5
    assert told == [(number, 6) for number in range(6)]


def test_a_workbook_that_is_no_form_is_a_hint_in_a_folder_and_an_error_alone(folder):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "通讯录"
    workbook.save(folder / "通讯录.xlsx")
    assert ties(folder) == []
    assert [(one.code, one.severity) for one in check_paths([folder / "通讯录.xlsx"]).findings] == [
        ("form.none", "error")
    ]
