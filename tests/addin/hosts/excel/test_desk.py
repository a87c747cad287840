"""The dialogs of Excel."""

import ctypes
import os
import types

import pytest

from addin.hosts.excel import keys
from addin.problems import Cancelled, Problem


@pytest.fixture
def desk(desktop):
    from addin.hosts.excel.desk import ExcelDesk

    desktop.open("workbooks/xinjiang-2024-project-01-blank.xlsx")
    desktop.now = 0.0
    return ExcelDesk(desktop.app, clock=lambda: desktop.now)


def test_a_message_stands_before_excel_with_its_icon(desk, desktop):
    desk.tell("绩效自评：计算", "填写 17 格。")
    desk.tell("绩效自评：计算", "没有写入。", True)
    assert desktop.windows.boxes == [("绩效自评：计算", "填写 17 格。", 64), ("绩效自评：计算", "没有写入。", 48)]


def test_a_long_message_is_read_page_by_page(desk, desktop):
    text = "\n".join(f"第 {n} 条问题：得分与规则不符" for n in range(1, 61))
    desk.tell("绩效自评：校验", text)
    shown = [one for _, one, _ in desktop.windows.boxes]
    assert len(shown) == 3
    assert "第 1 页，共 3 页，点“确定”看下一页" in shown[0]
    assert "".join(shown).count("条问题") == 60
    desktop.windows.boxes.clear()
    desktop.windows.answers[:] = ["cancel"]
    desk.tell("绩效自评：校验", text)
    assert len(desktop.windows.boxes) == 1


def test_a_single_endless_line_is_cut_into_pages(desk, desktop):
    desk.tell("标题", "长" * 5000)
    assert sum(text.count("长") for _, text, _ in desktop.windows.boxes) == 5000


def test_questions(desk, desktop):
    desktop.windows.answers[:] = ["yes", "no", "ok", "yes", "cancel"]
    assert desk.ask("标题", "要重算吗？") is True
    assert desk.ask("标题", "要重算吗？") is False
    assert desk.ask("标题", "\n".join(map(str, range(30)))) is True
    assert desk.ask("标题", "\n".join(map(str, range(30)))) is False


def test_choosing_by_number(desk, desktop):
    desktop.excel._answers = ["2", "０３", False, "9", "x", "1"]
    options = ["全国通用", "株洲2021", "新疆项目2024"]
    assert desk.choose("评分规则", "本工作簿采用：", options, 0) == 1
    assert desktop.excel._asked[0] == (
        "input",
        "本工作簿采用：\n1. 全国通用\n2. 株洲2021\n3. 新疆项目2024\n请输入序号（1—3）",
        "1",
    )
    assert desk.choose("评分规则", "本工作簿采用：", options) == 2
    assert desk.choose("评分规则", "本工作簿采用：", options) is None
    assert desk.choose("评分规则", "本工作簿采用：", options) == 0
    assert "“x”不是列出的序号" in desktop.windows.last


def test_a_long_list_has_pages(desk, desktop):
    options = [f"湖南某市{year}年度起部门整体支出绩效自评表（cn/hunan/some-{year}）" for year in range(2000, 2020)]
    desktop.excel._answers = ["", "", "20"]
    assert desk.choose("评分规则", "本工作簿采用：", options, 3) == 19
    prompts = [prompt for _, prompt, _ in desktop.excel._asked]
    assert all(len(prompt) <= 255 for prompt in prompts)
    assert len(set(prompts)) == 3


def test_a_long_text_before_a_choice_is_told_first(desk, desktop):
    desktop.excel._answers = ["1"]
    assert desk.choose("标题", "说明" * 100, ["甲", "乙"]) == 0
    assert "说明说明" in desktop.windows.last


def test_a_file_to_save_to(desk, desktop, tmp_path):
    taken = tmp_path / "已 有.xlsx"
    taken.write_text("")
    desktop.excel._answers = [False, str(taken), str(tmp_path / "新.xlsx"), str(taken)]
    desktop.windows.answers[:] = ["no", "yes"]
    kinds = [("Excel 工作簿", ".xlsx"), ("文本, 逗号分隔", ".csv")]
    assert desk.save_target("定稿", "表_定稿.xlsx", kinds) is None
    assert desk.save_target("定稿", "表_定稿.xlsx", kinds) == str(tmp_path / "新.xlsx")
    assert "要替换它吗" in desktop.windows.last
    assert desk.save_target("定稿", "表_定稿.xlsx", kinds) == str(taken)
    assert desktop.excel._asked[0] == (
        "save",
        "表_定稿.xlsx",
        "Excel 工作簿 (*.xlsx),*.xlsx,文本  逗号分隔 (*.csv),*.csv",
    )


def test_a_folder(desk, desktop):
    desktop.excel._answers = ["D:\\绩效 资料", ""]
    assert desk.folder("选择要校验的文件夹") == "D:\\绩效 资料"
    assert desk.folder("选择要校验的文件夹") is None


def test_the_search_for_a_folder_begins_where_the_workbook_lies(desk, tmp_path, monkeypatch):
    shown = []

    def show(dialog):
        shown.append(dialog.InitialFileName)
        return 0

    monkeypatch.setattr("support.fake_excel.application.Dialog.Show", show)
    desk.folder("选择文件夹", str(tmp_path))
    assert shown == [os.path.join(tmp_path, "")]


def test_another_workbook_is_opened_without_its_macros_and_stays_in_front(desk, desktop):
    calm = desktop.settings()
    desk.open_workbook("workbooks/hengyang-2024-unit-published.xlsx")
    assert desktop.excel.ActiveWorkbook.Name == "hengyang-2024-unit-published.xlsx"
    assert desktop.settings() == calm


def test_progress_shows_after_a_second_and_gives_the_status_bar_back(desk, desktop):
    seen = []
    with desk.progress("绩效自评：校验") as progress:
        for done, now in enumerate((0.5, 1.1, 1.15, 1.5)):
            desktop.now = now
            progress.step("正在校验：表一", done, 4)
            seen.append(desktop.excel.StatusBar)
    assert seen == [
        False,
        *["绩效自评：校验　正在校验：表一（1/4，按 Esc 取消）"] * 2,
        "绩效自评：校验　正在校验：表一（3/4，按 Esc 取消）",
    ]
    assert desktop.excel.StatusBar is False


def test_esc_cancels_and_the_status_bar_is_given_back(desk, desktop, monkeypatch):
    from addin.hosts.excel import desk as module

    pressed = iter([False, False, True])
    monkeypatch.setattr(module, "escape_pressed", lambda pid: next(pressed))
    desktop.now = 0.0

    def work():
        with desk.progress("标题") as progress:
            desktop.now = 2.0
            progress.step("一", 0, 2)
            progress.step("二", 1, 2)

    with pytest.raises(Cancelled):
        work()
    assert desktop.excel.StatusBar is False


@pytest.mark.parametrize(
    ("state", "front", "expected"), [(0, 5, False), (1, 5, True), (0x8000, 5, True), (-32768, 5, True), (1, 6, False)]
)
def test_esc_counts_only_in_a_window_of_excel_s(state, front, expected):
    def process_of(window, pointer):
        pointer._obj.value = front

    user32 = types.SimpleNamespace(
        GetAsyncKeyState=lambda key: state, GetForegroundWindow=lambda: 77, GetWindowThreadProcessId=process_of
    )
    assert keys.escape_pressed(5, user32) is expected


def test_without_windows_no_key_is_pressed():
    assert not hasattr(ctypes, "windll") or keys.escape_pressed(5) is False


def test_an_excel_that_refuses_a_dialog_is_a_problem(desk, desktop):
    desktop.excel._editing = True
    for call in (
        lambda: desk.choose("标题", "选", ["甲"]),
        lambda: desk.folder("标题"),
        lambda: desk.save_target("标题", "x", [("一", ".xlsx")]),
    ):
        with pytest.raises(Problem, match="请按 Esc"):
            call()
    desktop.excel._editing = False
