"""Writing into the open workbook of the real LibreOffice: values, looks, protection, undo, the note, copies."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.office import Office
from support.office_scenes import PRELUDE

from addin.note import Note
from addin.package.freeze_package import freeze_package
from addin.package.note import read_note
from addin.package.reading import open_workbook

pytestmark = pytest.mark.soffice

HOUSE = Path(__file__).parents[4]
#: every sheet of it is protected without a password
PACK = HOUSE / "templates/cn/hunan/zhuzhou/2023/株洲2023年度绩效自评表.xlsx"
SHEET = "附件1 基础数据表"

#: one edit of every kind, on a sheet that is protected without a password
EDITS = f"""
sheet = {SHEET!r}
edits = [
    SetValue(sheet, 9, 2, Decimal("12.50")), SetValue(sheet, 10, 2, "=1+1"), SetValue(sheet, 11, 2, None),
    SetValue(sheet, 12, 2, "两行\\n文字"), SetValue(sheet, 14, 2, 7), SetValue(sheet, 15, 2, 0.5, "0.00%"),
    SetFormula(sheet, 16, 2, 'IF(B9="","",SUM(B9,B14)&"PERF_X(")', 5), SetFormula(sheet, 18, 2, "SUM('附件1 基础数据表'!A1:B2)"),
    SetValue(sheet, 19, 2, "长" * 300), SetValue(sheet, 20, 2, "98.5%"), SetValue(sheet, 21, 2, "+3"), SetValue(sheet, 22, 2, "@甲"),
    SetValue(sheet, 23, 2, "-"), SetComment(sheet, 9, 2, "得分应为 1"), SetFill(sheet, 9, 2, "FFF2CC"),
    AddSheet("绩效校验结果", [["单元格", "问题"], ["B9", "问题" * 60], ["B10", 3.5]], (12, 60), ((2, 1, f"'{{sheet}}'!B9"),)),
]
"""


def run(office: Office, script: str, **data: Any) -> Any:
    return office.run(PRELUDE + EDITS + script, **data)


@pytest.fixture(scope="module")
def one_sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack's first sheet alone: every question to the program through a socket takes its time."""
    book = openpyxl.load_workbook(PACK)
    for name in book.sheetnames[1:]:
        del book[name]
    path = tmp_path_factory.mktemp("一 张") / "株洲 自评表.xlsx"
    book.save(path)
    return path


@pytest.fixture
def pack(tmp_path: Path, one_sheet: Path) -> str:
    return str(shutil.copy(one_sheet, tmp_path / "株洲 自评表.xlsx"))


def test_what_is_written_is_read_again(office: Office, pack: str) -> None:
    cells = run(office, """
document = load(data["path"])
workbook = workbook_of(document)
note = workbook.read().note
workbook.write(edits, note)
reading = workbook.read()
answer = {"cells": grids(reading)[0]["cells"], "protection": reading.grids[0].protection, "sheets": [one.name for one in reading.grids]}
answer["same note"] = reading.note == note
answer["ours"] = [row for row in (9, 10, 12, 14, 15, 16, 18, 20, 21) if note.is_ours(sheet, (row, 2), reading.grids[0][row, 2].value, reading.grids[0][row, 2].formula)]
close(document)
""", path=pack)  # fmt: skip
    shown = {where: cells["cells"][where][:4] for where in cells["cells"]}
    assert shown["B9"] == ["12.5", "12.50", None, "#,##0.00"]
    assert shown["B10"] == ["'=1+1'", "=1+1", None, "#,##0.00"]  # text stays text, and its cell keeps its format
    assert shown["B11"] == ["None", "", None, "#,##0.00"]
    assert shown["B12"] == [r"'两行\n文字'", "两行\n文字", None, "#,##0.00"]
    assert shown["B15"] == ["0.5", "50.00%", None, "0.00%"]
    # computed by the program: 12.5 + 7, and the text beside it is no call of ours
    assert shown["B16"] == ["'19.5PERF_X('", "19.5PERF_X(", 'IF(B9="","",SUM(B9,B14)&"PERF_X(")', "#,##0.00"]
    assert shown["B18"][2] == "SUM('附件1 基础数据表'!A1:B2)"
    assert shown["B19"][1] == "长" * 300
    assert [shown[where][0] for where in ("B20", "B21", "B22", "B23")] == ["'98.5%'", "'+3'", "'@甲'", "'-'"]
    # the user's own formulas follow: B13 adds B14 to B16, 7 + 0.5 and a text
    assert shown["B13"][0] == "7.5"
    assert (cells["protection"], cells["sheets"][-1], cells["same note"]) == ("open", "绩效校验结果", True)
    assert cells["ours"] == [9, 10, 12, 14, 15, 16, 18, 20, 21]


def test_one_undo_brings_everything_back_and_redo_does_it_again(office: Office, pack: str) -> None:
    answer = run(office, """
document = load(data["path"], hidden=False)
undo = document.UndoManager
workbook = workbook_of(document)
before = state(document, workbook.read())
with workbook.transaction("绩效自评：计算"):
    note = workbook.read().note
    workbook.write(edits[:5], note)
    workbook.write(edits[5:], note)
after = state(document, workbook.read())
answer = [list(undo.getAllUndoActionTitles()), before != after]
for _ in range(2):
    undo.undo()
    answer.append(state(document, workbook.read()) == before)
    undo.redo()
    answer.append(state(document, workbook.read()) == after)
close(document)
""", path=pack)  # fmt: skip
    assert answer == [["绩效自评：计算"], True, True, True, True, True]


@pytest.mark.parametrize("hidden", [True, False], ids=["没有窗口", "有窗口"])
def test_a_failure_takes_everything_back_and_leaves_no_step(office: Office, pack: str, hidden: bool) -> None:
    answer = run(office, """
document = load(data["path"], hidden=data["hidden"])
undo = document.UndoManager
workbook = workbook_of(document)
workbook.write(edits, workbook.read().note)
before = state(document, workbook.read()), undo.getAllUndoActionTitles()
try:
    with workbook.transaction("坏"):
        workbook.write([SetValue(sheet, 9, 2, "坏"), SetFill(sheet, 9, 2, None), RemoveSheet("绩效校验结果")], workbook.read().note)
        raise ValueError("中途出错")
except ValueError as error:
    answer = [str(error)]
answer += [(state(document, workbook.read()), undo.getAllUndoActionTitles()) == before, list(undo.getAllRedoActionTitles())]
close(document)
""", path=pack, hidden=hidden)  # fmt: skip
    assert answer == ["中途出错", True, []]


def test_open_protection_keeps_what_it_allows(office: Office, pack: str, tmp_path: Path) -> None:
    saved = str(tmp_path / "写 过.xlsx")
    untouched = str(tmp_path / "没 写.xlsx")
    run(office, """
document = load(data["path"])
save(document, data["untouched"])
workbook_of(document).write(edits, Note())
save(document, data["saved"])
close(document)
""", path=pack, saved=saved, untouched=untouched)  # fmt: skip
    assert protections(saved) == protections(untouched)
    assert len(protections(saved)) == 1


def protections(path: str) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [str(sheet.protection) for sheet in book if sheet.protection.sheet]


def test_a_password_refuses_before_anything_is_changed(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "开着"
    locked = book.create_sheet("锁着")
    locked.protection.set_password("密码")
    locked.protection.enable()
    path = tmp_path / "有 密码.xlsx"
    book.save(path)
    answer = office.run(PRELUDE + """
document = load(data["path"])
workbook = workbook_of(document)
before = state(document, workbook.read())
try:
    workbook.write([SetValue("开着", 1, 1, 1), SetValue("锁着", 1, 1, 1)], Note())
except Problem as problem:
    answer = [problem.code, str(problem), state(document, workbook.read()) == before, document.isModified()]
close(document)
""", path=str(path))  # fmt: skip
    assert answer[0] == "sheet.password"
    assert "“锁着”设有保护密码" in answer[1]
    assert answer[2:] == [True, False]


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        ('SetValue("没有的表", 1, 1, 1)', "sheet.missing"),
        ('SetValue(sheet, 3, 3, 1)', "edit.merged"),
        ('SetValue(sheet, 1, 16385, 1)', "edit.outside"),
        ('SetValue(sheet, 9, 2, "长" * 32768)', "edit.text-too-long"),
        ('SetValue(sheet, 9, 2, float("inf"))', "edit.number"),
        ('AddSheet("用户的表", [["甲"]])', "edit.sheet-name"),
        ('AddSheet("绩效校验用户", [["甲"]])', "edit.sheet-not-ours"),
        ('RemoveSheet("绩效校验用户")', "edit.sheet-not-ours"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_says_so_and_changes_nothing(office: Office, pack: str, edit: str, code: str) -> None:
    answer = run(office, f"""
document = load(data["path"])
document.Sheets.insertNewByName("绩效校验用户", 1)
document.setModified(False)
workbook = workbook_of(document)
before = state(document, workbook.read())
try:
    workbook.write([SetValue(sheet, 9, 2, 5), {edit}], Note())
except Problem as problem:
    answer = [problem.code, state(document, workbook.read()) == before]
close(document)
""", path=pack)  # fmt: skip
    assert answer == [code, True]


def test_comments_and_colours_of_the_user_stay(office: Office) -> None:
    answer = office.run(PRELUDE + """
document = new()
sheet = document.Sheets[0]
name = sheet.Name
theirs, ours = sheet.getCellByPosition(0, 0), sheet.getCellByPosition(1, 0)
theirs.CellBackColor = ours.CellBackColor = 0xABCDEF
sheet.Annotations.insertNew(theirs.CellAddress, "用户的批注")
workbook, note = workbook_of(document), Note()
workbook.write([SetComment(name, 1, 1, "甲"), SetComment(name, 1, 2, "乙"), SetFill(name, 1, 1, "FFC7CE"), SetFill(name, 1, 2, "FFC7CE")], note)
shown = lambda: [theirs.Annotation.String, ours.Annotation.String, theirs.CellBackColor, ours.CellBackColor]
answer = [shown()]
workbook.write([SetComment(name, 1, 2, "乙二"), SetFill(name, 1, 2, "FFEB9C")], note)
answer.append(shown())
ours.CellBackColor = 0x123456  # the user gave it another colour since
workbook.write([SetComment(name, 1, 1, None), SetComment(name, 1, 2, None), SetFill(name, 1, 1, None), SetFill(name, 1, 2, None)], note)
answer += [shown(), bool(note.fills or note.comments)]
close(document)
""")  # fmt: skip
    assert answer == [
        ["用户的批注", "绩效校验：\n乙", 0xFFC7CE, 0xFFC7CE],
        ["用户的批注", "绩效校验：\n乙二", 0xFFC7CE, 0xFFEB9C],
        ["用户的批注", "", 0xABCDEF, 0x123456],
        False,
    ]


def test_our_sheet_is_written_anew_and_its_links_work_in_a_saved_file(
    office: Office, pack: str, tmp_path: Path
) -> None:
    saved = str(tmp_path / "有 结果.xlsx")
    answer = run(office, """
document = load(data["path"])
workbook, note = workbook_of(document), Note()
workbook.write(edits, note)
workbook.write([AddSheet("绩效校验结果", [["单元格"], ["B10"]], (12,), ((2, 1, f"'{sheet}'!B10"),))], note)
save(document, data["saved"])
answer = [one.name for one in workbook.read().grids]
close(document)
""", path=pack, saved=saved)  # fmt: skip
    assert answer.count("绩效校验结果") == 1
    sheet = openpyxl.load_workbook(saved)["绩效校验结果"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["单元格"], ["B10"]]
    assert sheet["A2"].hyperlink.location == f"'{SHEET}'!B10"
    assert sheet["A1"].font.b
    assert sheet["A1"].alignment.wrap_text


def test_inserted_rows_look_like_the_row_they_are_made_after(office: Office) -> None:
    answer = office.run(PRELUDE + """
document = new()
sheet = document.Sheets[0]
like = sheet.getCellByPosition(0, 1)
like.String, like.CellBackColor, sheet.Rows[1].Height = "样子", 0xABCDEF, 1500
sheet.getCellByPosition(0, 2).Formula = "=A2"
note = Note()
note.record(sheet.Name, (3, 1), 1)
workbook_of(document).write([InsertRows(sheet.Name, 3, 2, 2)], note)
answer = [[cell(document, f"A{row}").Formula for row in (2, 3, 4, 5)], [cell(document, f"A{row}").CellBackColor for row in (3, 4)]]
answer += [[round(sheet.Rows[row].Height, -1) for row in (2, 3)], [where for _, where in note.cells]]
close(document)
""")  # fmt: skip
    assert answer == [["样子", "", "", "=A2"], [0xABCDEF] * 2, [1500, 1500], [[5, 1]]]


def test_the_note_is_the_same_for_the_file_host_and_comes_back_from_it(
    office: Office, pack: str, tmp_path: Path
) -> None:
    saved, sheets = str(tmp_path / "带 记录.xlsx"), str(tmp_path / "带 记录.ods")
    again = str(tmp_path / "再 存.xlsx")
    answer = run(office, """
document = load(data["path"])
note = Note()
workbook_of(document).write(edits, note)
save(document, data["saved"])
save(document, data["sheets"])
close(document)
answer = [note.to_xml().decode()]
for path in (data["saved"], data["sheets"]):
    document = load(path)
    answer.append(read(document).note == note)
    if path == data["sheets"]:
        save(document, data["again"])
    close(document)
""", path=pack, saved=saved, sheets=sheets, again=again)  # fmt: skip
    # an .xlsx that was saved as .ods in between leaves the note behind: its figures count as the user's own
    assert answer[1:] == [True, False]
    note = read_note(Path(saved).read_bytes())
    assert note.to_xml().decode() == answer[0]
    frozen = freeze_package(Path(saved).read_bytes())
    assert read_note(frozen) == Note()
    assert "绩效校验结果" not in open_workbook(frozen).sheets


def test_a_document_that_is_no_xlsx_keeps_the_note_too(office: Office, tmp_path: Path) -> None:
    sheets, saved = str(tmp_path / "新 表.ods"), str(tmp_path / "新 表.xlsx")
    answer = office.run(PRELUDE + """
document = new()
note = Note()
workbook_of(document).write([SetValue(document.Sheets[0].Name, 1, 1, "甲")], note)
save(document, data["sheets"])
close(document)
document = load(data["sheets"])
answer = [read(document).note == note, note.to_xml().decode()]
save(document, data["saved"])
close(document)
""", sheets=sheets, saved=saved)  # fmt: skip
    assert answer[0]
    data = Path(saved).read_bytes()
    assert read_note(data).to_xml().decode() == answer[1]
    frozen = tmp_path / "定 稿.xlsx"
    frozen.write_bytes(freeze_package(data))
    with zipfile.ZipFile(frozen) as package:
        assert not [name for name in package.namelist() if b"jixiao-note" in package.read(name)]


def test_a_copy_is_saved_while_the_open_workbook_stays_as_it_is(office: Office, pack: str, tmp_path: Path) -> None:
    targets = [str(tmp_path / f"定 稿.{kind}") for kind in ("xlsx", "ods", "xls")]
    answer = run(office, """
document = load(data["path"])
workbook, note = workbook_of(document), Note()
workbook.write(edits, note)
before = state(document, workbook.read()), document.URL, document.isModified(), document.UndoManager.getAllUndoActionTitles()
final = [SetValue(sheet, 16, 2, "算好的"), SetComment(sheet, 9, 2, None), SetFill(sheet, 9, 2, None), RemoveSheet("绩效校验结果")]
for target in data["targets"]:
    workbook.save_copy(target, final)
answer = [(state(document, workbook.read()), document.URL, document.isModified(), document.UndoManager.getAllUndoActionTitles()) == before]
copy = load(data["targets"][1])
reading = read(copy)
answer += [bool(reading.note), [one.name for one in reading.grids][-1], reading.grids[0][16, 2].formula, reading.grids[0].protection]
close(copy)
for bad in (data["path"], data["path"] + ".pdf", data["path"] + "/不存在/定稿.xlsx"):
    try:
        workbook.save_copy(bad, [])
    except Problem as problem:
        answer.append(problem.code)
close(document)
""", path=pack, targets=targets)  # fmt: skip
    assert answer == [True, False, SHEET, None, "open", "save.same", "save.kind", "save.failed"]
    copy = open_workbook(targets[0])
    assert copy.grid(SHEET)[16, 2].value == "算好的"
    assert copy.grid(SHEET)[9, 2].value == 12.5
    assert read_note(Path(targets[0]).read_bytes()) == Note()
    assert sorted(path.name for path in tmp_path.iterdir() if "定 稿" in path.name) == [
        "定 稿.ods",
        "定 稿.xls",
        "定 稿.xlsx",
    ]


def test_the_profile_is_a_defined_name_and_can_be_undone(office: Office) -> None:
    answer = office.run(PRELUDE + """
document = new()
workbook = workbook_of(document)
said = lambda: workbook.read().profile_name
answer = [said()]
workbook.set_profile('衡阳"2024')
answer.append(said())
workbook.set_profile("cn/national")
answer.append(said())
document.UndoManager.undo()
answer.append(said())
workbook.set_profile("")
answer.append(said())
close(document)
""")  # fmt: skip
    assert answer == ["", '衡阳"2024', "cn/national", '衡阳"2024', ""]


def test_a_read_only_document_is_not_written(office: Office, pack: str) -> None:
    answer = run(office, """
document = load(data["path"], ReadOnly=True)
workbook = workbook_of(document)
answer = [workbook.read_only, workbook.name, workbook.path == data["path"]]
try:
    workbook.write(edits, Note())
except Problem as problem:
    answer.append(problem.code)
close(document)
""", path=pack)  # fmt: skip
    assert answer == [True, "株洲 自评表.xlsx", True, "host.read-only"]
