"""The buttons in a window of the real LibreOffice, pressed through the dispatch that a click uses, dialogs answered.

The built extension runs in a fresh profile whose path has Chinese and blanks, on a virtual screen, with the menus in Chinese.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Iterator

import openpyxl
import pytest
from support.office import CHINESE, WHY_NO_DISPLAY, WHY_NO_OFFICE, Office, built_extension, press_keys, screen
from support.office_scenes import PRELUDE

from addin.package.note import read_note
from addin.package.reading import open_workbook

pytestmark = [
    pytest.mark.soffice,
    pytest.mark.skipif(bool(WHY_NO_OFFICE or WHY_NO_DISPLAY), reason=WHY_NO_OFFICE or WHY_NO_DISPLAY),
]

HOUSE = Path(__file__).parents[4]
BLANK = HOUSE / "workbooks/xinjiang-2024-project-01-blank.xlsx"

OPEN = """
document = load(data["path"], hidden=False, **data.get("how", {}))
screen = Screen(ctx, bring_up(document))
undo = document.UndoManager
"""
CLOSE = """
close(document)
"""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture(scope="module")
def window(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("屏幕 上")
    with Office(folder, extension=built_extension(folder), display=display, settings=CHINESE) as running:
        yield running


@pytest.fixture
def form(tmp_path: Path) -> str:
    return str(shutil.copy(BLANK, tmp_path / "项目 自评表.xlsx"))


def run(window: Office, script: str, **data: Any) -> Any:
    return window.run(PRELUDE + OPEN + script + CLOSE, seconds=240, **data)


def test_the_form_is_filled_in_one_step_and_undone_in_one(window: Office, form: str) -> None:
    before, said, steps, filled, undone = run(window, """
before = grids(read(document))
said = screen.press("compute").answer("确定")
screen.done()
answer = [before, said, list(undo.getAllUndoActionTitles()), grids(read(document))]
undo.undo()
answer.append(grids(read(document)))
""", path=form)  # fmt: skip
    assert said[0] == "绩效自评：计算"
    assert "填写 17 格" in said[1]
    assert "总分 89.62" in said[1]  # as published
    assert steps == ["绩效自评：计算"]
    cells = filled[0]["cells"]
    assert [cells[where][1] for where in ("I12", "I13", "I14", "I19")] == ["20", "10", "0", "89.62"]
    assert undone == before


def test_findings_are_marked_listed_and_taken_away_by_freezing(window: Office, form: str, tmp_path: Path) -> None:
    saved = str(tmp_path / "校验 过.xlsx")
    answer = run(window, """
screen.press("compute").answer("确定")
screen.done()
sheet = document.Sheets[0]
sheet.getCellRangeByName("I13").Value = 11
said = screen.press("check").answer("确定")
screen.done()
marked = sheet.getCellRangeByName("I13")
findings = document.Sheets.getByName("绩效校验结果").getCellRangeByName("A1:J4").DataArray
answer = [said, marked.CellBackColor, marked.Annotation.String, findings, undo.getAllUndoActionTitles()[0]]
save(document, data["saved"])
undo.undo()
answer += [marked.CellBackColor, marked.Annotation.String, list(document.Sheets.ElementNames)]
""", path=form, saved=saved)  # fmt: skip
    said, colour, comment, findings, step, *after = answer
    assert "错误 2 条" in said[1]
    assert colour == 0xFFC7CE
    assert comment.startswith("绩效校验：\n【错误】")
    assert "超过该行分值 10" in comment
    assert findings[0][:4] == ["序号", "程度", "工作表", "单元格"]
    assert [row[3] for row in findings[2:]] == ["I13", "I19"]
    assert step == "绩效自评：校验"
    assert after == [-1, "", ["项目支出绩效自评表"]]
    # the saved file carries the same marks for the file host
    note = read_note(Path(saved).read_bytes())
    assert ("项目支出绩效自评表", (13, 9)) in note.comments
    assert note.sheets == {"绩效校验结果"}


def test_long_explanations_lists_and_questions_are_shown_and_answered(window: Office, form: str) -> None:
    explained, about, chosen, profile = run(window, """
screen.press("compute").answer("确定")
screen.done()
document.CurrentController.select(document.Sheets[0].getCellRangeByName("I12"))
explained = screen.press("explain").answer("确定")
screen.done()
about = screen.press("about").answer("确定")
screen.done()
chosen = screen.press("settings").answer("取消")
screen.done()
answer = [explained, about, chosen, read(document).profile_name]
""", path=form)  # fmt: skip
    assert "采购数字化校园相关软件" in "".join(explained)
    assert "来源" in "".join(explained)
    assert "绩效自评加载项" in "".join(about)
    assert chosen[0] == "绩效自评：评分规则"
    assert any(text.startswith("自动识别") for text in chosen)
    assert profile == ""


@pytest.mark.parametrize("command", ["compute", "check"])
def test_a_workbook_without_a_form_says_what_is_known(window: Office, tmp_path: Path, command: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "会议记录"
    path = tmp_path / "没有 表.xlsx"
    book.save(path)
    said, steps, modified = run(window, f"""
said = screen.press("{command}").answer("确定")
screen.done()
answer = [said, list(undo.getAllUndoActionTitles()), document.isModified()]
""", path=str(path))  # fmt: skip
    assert said[0].startswith("绩效自评：")
    assert len("".join(said[1:])) > 20
    assert (steps, modified) == ([], False)


def test_a_sheet_with_a_password_is_left_as_it_is(window: Office, form: str) -> None:
    book = openpyxl.load_workbook(form)
    book.active.protection.set_password("密码")
    book.active.protection.enable()
    book.save(form)
    said, same, steps, modified = run(window, """
before = grids(read(document))
said = screen.press("compute").answer("确定")
screen.done()
answer = [said, before == grids(read(document)), list(undo.getAllUndoActionTitles()), document.isModified()]
""", path=form)  # fmt: skip
    assert "设有保护密码" in said[1]
    assert (same, steps, modified) == (True, [], False)


def test_a_read_only_file_is_not_filled(window: Office, form: str) -> None:
    said, modified = run(window, """
said = screen.press("compute").answer("确定")
screen.done()
answer = [said, document.isModified()]
""", path=form, how={"ReadOnly": True})  # fmt: skip
    assert "只读" in said[1]
    assert not modified


def test_a_new_book_that_was_never_saved_is_filled_too(window: Office, form: str) -> None:
    name, path, said = run(window, """
close(document)
document = load(data["path"], hidden=False, AsTemplate=True)
screen = Screen(ctx, bring_up(document))
workbook = workbook_of(document)
said = screen.press("compute").answer("确定")
screen.done()
answer = [workbook.name, workbook.path, said]
""", path=form)  # fmt: skip
    assert name
    assert path == ""
    assert "填写 17 格" in said[1]


def test_with_a_chart_selected_the_sheet_is_worked_on_all_the_same(window: Office, form: str) -> None:
    selection, explained, filled = run(window, """
from com.sun.star.awt import Rectangle
sheet = document.Sheets[0]
sheet.Charts.addNewByName("图", Rectangle(0, 0, 5000, 5000), (sheet.getCellRangeByName("F6:F8").RangeAddress,), False, False)
page = sheet.DrawPage
document.CurrentController.select(page.getByIndex(page.Count - 1))
selection = str(read(document).selection)
explained = screen.press("explain").answer("确定")
screen.done()
filled = screen.press("compute").answer("确定")
screen.done()
answer = [selection, explained, filled]
""", path=form)  # fmt: skip
    assert selection == "None"
    assert len("".join(explained)) > 10
    assert "填写 17 格" in filled[1]


def test_while_a_cell_is_being_edited_nothing_happens(window: Office, display: str, form: str) -> None:
    window.run(PRELUDE + OPEN + """
document.CurrentController.select(document.Sheets[0].getCellRangeByName("D12"))
""", path=form)  # fmt: skip
    press_keys(display, "mousemove", "500", "560", "click", "1")
    press_keys(display, "key", "F2")
    answer = window.run(PRELUDE + """
document = desktop.CurrentComponent
screen = Screen(ctx, document.CurrentController.Frame)
import time
time.sleep(1)
said = screen.press("compute").answer("确定")
screen.done()
answer = [said, list(document.UndoManager.getAllUndoActionTitles())]
""")  # fmt: skip
    press_keys(display, "key", "Escape")
    window.run(PRELUDE + "close(desktop.CurrentComponent)")
    assert "有单元格正在编辑" in answer[0][1]
    assert answer[1] == []


def test_freezing_saves_a_copy_under_the_name_that_the_dialog_gives(window: Office, form: str) -> None:
    said = run(window, """
screen.press("compute").answer("确定")
screen.done()
screen.press("freeze")
shown = screen.dialog()
answer = [screen.texts(shown)]
screen.answer("保存")
answer.append(screen.answer("确定"))
screen.done()
""", path=form)  # fmt: skip
    frozen = Path(form).with_name("项目 自评表_定稿.xlsx")
    assert frozen.exists(), said
    assert open_workbook(frozen).grids()[0][19, 9].text == "89.62"
    assert not read_note(frozen.read_bytes())


def test_a_cell_function_is_written_plainly_computed_and_read_plainly(window: Office, form: str) -> None:
    formula = 'IF(G12="","",PERF_SCORE(E12,F12,G12,L12,"cn/xinjiang/project-2024"))'
    answer = run(window, """
workbook, note = workbook_of(document), Note()
name = document.Sheets[0].Name
workbook.write([SetFormula(name, 12, 9, data["formula"], 20)], note)
cell = workbook.read().grids[0][12, 9]
answer = [cell.formula, repr(cell.value), note.is_ours(name, (12, 9), cell.value, cell.formula)]
""", path=form, formula=formula)  # fmt: skip
    assert answer == [formula, "20", True]


def test_a_long_run_shows_a_window_and_can_be_cancelled(window: Office, form: str) -> None:
    steps, said, enabled = run(window, """
import time
from addin.hosts.libreoffice.desk import OfficeDesk
from addin.problems import Cancelled
frame = document.CurrentController.Frame
steps, said = 0, []
with OfficeDesk(ctx, frame).progress("绩效自评：校验") as progress:
    try:
        for steps in range(400):
            progress.step("正在校验：自评表", steps, 400)
            time.sleep(0.05)
            if steps == 60:
                said = screen.answer("取消", seconds=0)
    except Cancelled:
        pass
answer = [steps, said, frame.getContainerWindow().isEnabled()]
""", path=form)  # fmt: skip
    assert 60 < steps < 399
    assert said[0] == "绩效自评：校验"
    assert any("正在校验：自评表" in text for text in said)
    assert enabled
