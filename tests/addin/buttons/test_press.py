"""Pressing a button: whatever happens, the user is told in Chinese what to do next, and nothing is half done."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from support.fake_host import FakeDesk
from support.open_books import open_book, pressed

from addin import buttons
from addin.buttons import LABELS, log
from addin.buttons.words import at_most, for_buttons

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def user_folder(tmp_path, monkeypatch):
    """The user's own folder, in a profile path with Chinese and a blank."""
    folder = tmp_path / "张 三" / ".config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setattr(log, "log_file", lambda: folder / "jixiao" / "jixiao.log")
    return folder / "jixiao"


@pytest.mark.parametrize(
    "command", ["", "Check", "__init__", "book", "words", "../check", "check;import os", "os", "installed"]
)
def test_only_what_is_in_the_list_is_a_button(command):
    book = open_book()
    before = book.state.snapshot()
    desk = pressed(command, book)
    assert "没有" in desk.said
    assert "重新安装加载项" in desk.said
    assert book.state.snapshot() == before


@pytest.mark.parametrize("command", LABELS)
def test_while_a_cell_is_being_edited_every_button_says_how_to_end_it(command):
    book = open_book()
    book.editing = True
    before = book.state.snapshot()
    desk = pressed(command, book)
    assert "请先按回车或 Esc 结束编辑" in desk.said
    assert book.state.snapshot() == before
    assert book.done == []


@pytest.mark.parametrize("command", LABELS)
def test_what_nobody_foresaw_names_the_log_and_the_log_has_the_details(command, user_folder, monkeypatch):
    book = open_book()

    def broken():
        raise RuntimeError("对象已失效 0x80010108")

    monkeypatch.setattr(book, "ready", broken)
    desk = pressed(command, book)
    path = user_folder / "jixiao.log"
    assert desk.warnings == 1
    assert str(path) in desk.said
    assert "Traceback" not in desk.said
    text = path.read_text("utf-8")
    assert "RuntimeError: 对象已失效 0x80010108" in text
    assert f"  {command}  jixiao " in text


def test_a_log_that_cannot_be_written_does_not_hide_what_happened(user_folder, monkeypatch):
    user_folder.parent.parent.mkdir(parents=True, exist_ok=True)
    user_folder.parent.write_text("这里是文件，不是文件夹", "utf-8")
    book = open_book()
    monkeypatch.setattr(book, "read", lambda: 1 / 0)
    said = pressed("compute", book).said
    assert "没能记入日志" in said
    assert "division by zero" in said


def test_a_long_log_is_put_aside_once(user_folder):
    user_folder.mkdir(parents=True)
    (user_folder / "jixiao.log").write_bytes(b"x" * 1_000_001)
    log.record("check", ValueError("甲"))
    log.record("check", ValueError("乙"))
    assert (user_folder / "jixiao.旧.log").stat().st_size == 1_000_001
    assert "甲" in (user_folder / "jixiao.log").read_text("utf-8")
    assert "乙" in (user_folder / "jixiao.log").read_text("utf-8")


@pytest.mark.parametrize("command", ["compute", "recompute", "check", "freeze"])
def test_a_workbook_without_a_form_is_told_which_forms_are_known(command):
    from addin.grid import Cell, Grid

    book = open_book(Grid("通讯录", {(1, 1): Cell("姓名", "姓名"), (1, 2): Cell("办公室", "办公室")}))
    before = book.state.snapshot()
    said = pressed(command, book).said
    assert "没有找到绩效表单" in said
    assert "项目支出绩效自评表" in said
    assert "请核对文件" in said
    assert book.state.snapshot() == before
    assert book.undo == []


@pytest.mark.parametrize("command", ["compute", "check", "explain"])
def test_a_rule_that_does_not_exist_is_to_be_chosen_anew(command):
    book = open_book()
    book.state.profile_name = "株州2021"
    before = book.state.snapshot()
    said = pressed(command, book).said
    assert "没有名为“株州2021”的规则方案" in said
    assert "株洲2021" in said
    assert "请点“评分规则”重新选定" in said
    assert book.state.snapshot() == before


def test_the_messages_that_buttons_show_name_no_option_of_the_command_line():
    """Every text of what the extension carries, after it was put into the words of the buttons."""
    carried = [*(ROOT / "udfs").rglob("*.py"), *(ROOT / "addin/forms").rglob("*.py"), ROOT / "addin/note.py"]
    named = "accounts checks figures ties check compute context explain freeze habit inputs printed profile references stated"
    for name in named.split():
        path = ROOT / "addin/commands" / name
        carried += path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]
    wrong = []
    for path in carried:
        for text in _texts(path):
            shown = for_buttons(text)
            if re.search(r"--[a-z]|jixiao [a-z]+(?! install)", shown) and re.search("[\u4e00-\u9fff]", shown):
                wrong.append(f"{path.relative_to(ROOT)}: {shown}")
    assert wrong == []


def _texts(path: Path):
    """The texts of a module, joined as its messages join them; docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            if "--" not in node.value and "jixiao " not in node.value:
                continue
            if not _inside_joined(tree, node):
                yield node.value


def _inside_joined(tree: ast.AST, node: ast.AST) -> bool:
    return any(node in joined.values for joined in ast.walk(tree) if isinstance(joined, ast.JoinedStr))


def test_a_dialog_lists_no_more_than_it_has_room_for():
    lines = [str(number) for number in range(40)]
    assert len(at_most(lines, 12, "另有 {} 条")) == 12
    assert at_most(lines, 12, "另有 {} 条")[-1] == "另有 29 条"
    assert at_most(lines[:12], 12, "另有 {} 条") == lines[:12]


def test_every_button_has_its_file_with_a_press():
    folder = Path(buttons.__file__).parent
    assert all((folder / f"{command}.py").is_file() for command in LABELS)
    with_press = {path.stem for path in folder.glob("*.py") if "\ndef press(" in path.read_text("utf-8")}
    assert with_press - {"__init__"} == set(LABELS)


def test_a_desk_that_cannot_show_a_dialog_is_not_silenced():
    class Broken(FakeDesk):
        def tell(self, title, text, warning=False):
            raise OSError("没有窗口")

    with pytest.raises(OSError, match="没有窗口"):
        buttons.press("nothing", open_book(), Broken())
