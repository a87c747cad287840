"""Buttons pressed from end to end, as the VBA of the add-in presses them."""

import shutil
import sys

import pytest
from support.fake_excel.application import ProtectedView
from support.fake_excel.books import ChartSheet
from support.fake_excel.state import state_of
from support.pywin32_stub import com_error

from addin.package.note import read_note
from addin.package.reading import open_workbook

BLANK = "workbooks/xinjiang-2024-project-01-blank.xlsx"
PUBLISHED = "workbooks/hengyang-2024-unit-published.xlsx"
BUTTONS = (
    "check",
    "explain",
    "compute",
    "recompute",
    "freeze",
    "issue",
    "rollup",
    "check_folder",
    "report",
    "settings",
    "about",
)


def values(book, sheet=0):
    return {where: cell.value for where, cell in book._sheets[sheet]._cells.items() if cell.value is not None}


def test_compute_fills_what_the_published_form_shows(desktop):
    """新疆一所学校公布的项目自评表: total 89.62, each of its points."""
    book = desktop.open(BLANK)
    calm = desktop.settings()
    assert desktop.press("compute") == ""
    assert "填写 17 格" in desktop.windows.last
    assert "总分 89.62" in desktop.windows.last
    published = open_workbook("workbooks/xinjiang-2024-project-01-published.xlsx").grids()[0]
    filled = values(book)
    assert published[19, 9].text == "89.62分"
    for row in range(12, 19):
        shown = published[row, 9].text
        if shown:
            assert float(filled[row, 9]) == pytest.approx(float(shown), abs=0.005), f"I{row}"
    assert desktop.settings() == calm
    assert desktop.excel._undo[0] == "撤销 绩效自评：计算"


def test_compute_a_second_time_changes_nothing(desktop):
    book = desktop.open(BLANK)
    desktop.press("compute")
    state = state_of(book)
    desktop.press("compute")
    assert "没有需要填写的空白格" in desktop.windows.last
    assert state_of(book) == state


def test_check_lists_marks_and_goes_to_the_first_finding(desktop):
    book = desktop.open(PUBLISHED)
    assert desktop.press("check") == ""
    assert [one._name for one in book._sheets][-1] == "绩效校验结果"
    assert "警告 3 条，提示 2 条" in desktop.windows.last
    form = book._sheets[0]
    marked = {where for where, cell in form._cells.items() if cell.comment is not None}
    assert len(marked) == 5
    assert all(form._cells[where].comment.Text().startswith("绩效校验：\n【") for where in marked)
    assert desktop.excel._selection._area.top == min(row for row, _ in marked)
    # whatever was selected since, the undo list's entry comes last
    assert desktop.excel._undo == ("撤销 绩效自评：校验", "'jixiao.xlam'!JixiaoUndo")
    desktop.press("check")
    assert [one._name for one in book._sheets].count("绩效校验结果") == 1
    assert {where for where, cell in form._cells.items() if cell.comment is not None} == marked


def test_undo_after_check_leaves_no_trace(desktop):
    from addin.hosts.excel import entry

    book = desktop.open(PUBLISHED)
    before = state_of(book)
    desktop.press("check")
    assert entry.undo(desktop.excel) == ""
    assert state_of(book) == before


def test_freeze_writes_a_copy_without_anything_of_ours(desktop):
    book = desktop.open(PUBLISHED)
    desktop.press("check")
    before, target = state_of(book), desktop.folder / "定 稿.xlsx"
    desktop.excel._answers = [str(target)]
    assert desktop.press("freeze") == ""
    assert f"已定稿：{target}" in desktop.windows.last
    assert desktop.excel._asked[0][1] == str(desktop.folder / "自评 表_定稿.xlsx")
    assert state_of(book) == before
    frozen, original = open_workbook(target), open_workbook(PUBLISHED)
    assert frozen.sheets == original.sheets
    assert not read_note(target.read_bytes())
    for ours, theirs in zip(frozen.grids(), original.grids(), strict=True):
        texts = {where: cell.text for where, cell in theirs.cells.items() if cell.text}
        assert {where: cell.text for where, cell in ours.cells.items() if cell.text} == texts
    assert "绩效校验" not in _everything(target)
    assert sorted(one.name for one in desktop.folder.iterdir()) == ["定 稿.xlsx", "自评 表.xlsx"]


def _everything(path):
    import zipfile

    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_freeze_of_a_template_turns_its_formulas_into_values(desktop):
    desktop.open("templates/cn/hunan/zhuzhou/2021/株洲2021年度绩效自评表.xlsx")
    target = desktop.folder / "定 稿.xlsx"
    desktop.excel._answers = [str(target)]
    desktop.windows.answers[:] = ["yes"]
    desktop.press("freeze")
    frozen = open_workbook(target)
    assert not any(cell.formula for grid in frozen.grids() for cell in grid.cells.values())


def test_settings_are_kept_in_the_workbook(desktop):
    book = desktop.open(BLANK)
    desktop.excel._answers = ["２"]  # as a Chinese keyboard types it
    desktop.press("settings")
    assert [(one._name, one._refers_to) for one in book._names] == [("PERF_PROFILE", '="cn/xinjiang/project-2024"')]
    assert desktop.workbook.read().profile_name == "cn/xinjiang/project-2024"


def test_explain_tells_of_the_selected_row(desktop):
    book = desktop.open(BLANK)
    desktop.press("compute")
    desktop.excel._selection = book._sheets[0].Range("A13")
    desktop.press("explain")
    title, text, _ = desktop.windows.boxes[-1]
    assert title == "绩效自评：说明"
    assert "H13 “验收合格率”的完成率" in text
    assert "规则：" in text


@pytest.mark.parametrize("command", [*BUTTONS, "没有的按钮", "../../evil", "__init__"])
def test_every_button_on_a_workbook_without_a_form_says_what_to_do(desktop, command):
    book = desktop.excel.new()
    desktop.excel._answers = [False, False]
    before, calm = state_of(book), desktop.settings()
    assert desktop.press(command) == ""
    assert desktop.windows.boxes or desktop.excel._asked
    assert "Traceback" not in str(desktop.windows.boxes)
    assert "没有预料到" not in str(desktop.windows.boxes)
    assert state_of(book) == before
    assert desktop.settings() == calm


@pytest.mark.parametrize("command", BUTTONS)
def test_every_button_with_a_chart_sheet_in_front(desktop, command):
    book = desktop.open(PUBLISHED)
    book._sheets.append(ChartSheet(book, "图表"))
    book._active = book._sheets[-1]
    desktop.excel._answers = [False, False]
    assert desktop.press(command) == ""
    assert "没有预料到" not in str(desktop.windows.boxes)


@pytest.mark.parametrize("command", BUTTONS)
def test_every_button_while_a_cell_is_edited(desktop, command):
    desktop.open(PUBLISHED)
    desktop.excel._editing = True
    # not even the window can be asked for: VBA shows the text
    assert "请按 Esc 或回车结束编辑" in desktop.press(command)
    desktop.excel._editing = False
    assert desktop.windows.boxes == []


@pytest.mark.parametrize(("name", "value"), [("Interactive", False), ("_calculation_state", 1)])
def test_a_busy_excel(desktop, name, value):
    book = desktop.open(BLANK)
    before = state_of(book)
    setattr(desktop.excel, name, value)
    assert desktop.press("compute") == ""
    assert "Excel 正忙" in desktop.windows.last
    assert state_of(book) == before


@pytest.mark.parametrize("command", ["check", "compute", "recompute", "settings"])
def test_a_read_only_workbook_is_not_written(desktop, command):
    book = desktop.open(PUBLISHED)
    book._read_only = True
    desktop.excel._answers = ["2"]
    desktop.windows.answers[:] = []
    before = state_of(book)
    assert desktop.press(command) == ""
    assert "只读" in str(desktop.windows.boxes)
    assert state_of(book) == before


def test_a_sheet_with_a_password(desktop):
    book = desktop.open(BLANK)
    book._sheets[0].Protect(Password="1234")
    before = state_of(book)
    desktop.press("compute")
    assert "设有保护密码" in desktop.windows.last
    assert state_of(book)["cells"] == before["cells"]


def test_no_workbook_and_protected_view(desktop):
    assert desktop.press("check") == ""
    assert "没有打开的工作簿" in desktop.windows.last
    desktop.excel._view = ProtectedView(desktop.excel)
    assert desktop.press("check") == ""
    assert "启用编辑" in desktop.windows.last


def test_of_several_excels_the_one_that_called_is_meant(desktop, windows):
    from support.fake_excel.application import Excel

    from addin.hosts.excel import entry

    mine, other = desktop.open(BLANK), Excel(hwnd=99)
    path = desktop.folder / "别人 的.xlsx"
    shutil.copy(PUBLISHED, path)
    theirs = other.open(path)
    before = state_of(mine)
    assert entry.press("check", other, entry.version()) == ""
    assert "绩效校验结果" in [one._name for one in theirs._sheets]
    assert state_of(mine) == before


def test_without_excel_nothing_happens_but_a_sentence(windows, monkeypatch):
    import xlwings

    from addin.hosts.excel import entry

    monkeypatch.setattr(
        type(xlwings.engines.active), "apps", property(lambda self: type("Apps", (), {"active": None})())
    )
    assert "没有正在运行的 Excel" in entry.press("check")


@pytest.mark.parametrize(
    ("addin", "words"),
    [("0.0.1", "加载项是 0.0.1 版，比电脑上的 jixiao（{} 版）旧.*jixiao addin install"), ("99.0", "比电脑上的 jixiao（{} 版）新.*pip install -U jixiao")],
)  # fmt: skip
def test_an_add_in_of_another_version_is_told_which_side_to_update(desktop, addin, words):
    import re

    from addin.version import version

    book = desktop.open(BLANK)
    before = state_of(book)
    assert desktop.press("compute", version=addin) == ""
    assert re.search(words.format(re.escape(version())), desktop.windows.last)
    assert state_of(book) == before


def test_on_a_mac_it_is_said_what_works_instead(monkeypatch, windows):
    from addin.hosts.excel import entry

    monkeypatch.setattr(sys, "platform", "darwin")
    assert "LibreOffice" in entry.press("check", None)
    assert "LibreOffice" in entry.undo(None)


def test_what_nobody_foresaw_is_told_and_written_to_the_user_s_log(desktop, monkeypatch, user_folder):
    from addin.hosts.excel import entry

    desktop.open(BLANK)
    monkeypatch.setattr(entry, "active_book", lambda app: 1 / 0)
    assert desktop.press("check") == ""
    assert "没有预料到的问题（ZeroDivisionError）" in desktop.windows.last
    assert str(user_folder / "jixiao.log") in desktop.windows.last
    assert "ZeroDivisionError" in (user_folder / "jixiao.log").read_text("utf-8")


def test_an_excel_that_shows_no_box_leaves_the_text_to_vba(desktop, monkeypatch):
    import win32api

    def refuse(*arguments):
        raise com_error(-2147418111, "被呼叫方拒绝接收呼叫。")

    monkeypatch.setattr(win32api, "MessageBox", refuse)
    assert "没有打开的工作簿" in desktop.press("check")


def test_undo_tells_what_went_wrong(desktop):
    from addin.hosts.excel import entry
    from addin.hosts.excel import undo as undoing

    undoing.forget()
    desktop.open(BLANK)
    assert entry.undo(desktop.excel) == ""
    assert "没有可以撤销的操作" in desktop.windows.last


def test_the_version_is_the_package_s():
    from addin.hosts.excel import entry
    from addin.version import version

    assert entry.version() == version()


def test_the_note_of_the_open_workbook_and_of_its_saved_file_are_one(desktop):
    """What a button wrote is known to the command line after saving: it is refreshed, not taken for somebody's figure."""
    from addin.hosts import files

    book = desktop.open(BLANK)
    desktop.press("compute")
    saved = desktop.folder / "存过 的.xlsx"
    book.SaveCopyAs(str(saved))
    opened = files.read(saved)
    assert opened.note == desktop.workbook.read().note
    grid = opened.grids[0]
    assert len(opened.note.cells) == 17
    for sheet, where in opened.note.cells:
        assert opened.note.is_ours(sheet, where, grid[where].value, grid[where].formula)
