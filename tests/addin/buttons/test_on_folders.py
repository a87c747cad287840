"""下发模板 and 汇总: what is asked first, how the installed jixiao is called, what is told of its answer."""

from __future__ import annotations

import json
import os

import pytest
from support.fake_host import FakeDesk
from support.installed_jixiao import calls, install, private_machine
from support.open_books import open_book, pressed

from addin.buttons import press
from addin.problems import Cancelled

pytestmark = pytest.mark.skipif(os.name == "nt", reason="用一个可执行脚本代替 jixiao，Windows 不能直接运行脚本")

ISSUED = {
    "schema": 1, "pack": "cn/national", "version": 1, "out": "", "units": 30, "written": 28, "unchanged": 2, "failed": [],
    "findings": [], "messages": [],
}  # fmt: skip
CHANGED = {
    "unit": "003",
    "name": "丙校",
    "code": "issue.changed",
    "message": "003_丙校.xlsx 下发以后被改动过，没有覆盖。",
}
SUMMED = {
    "schema": 1, "dir": "", "summary": "", "source": "manifest", "pack": "cn/national", "version": 1, "year": 2024,
    "units": {"expected": 30, "returned": 28, "added": 25, "part": 0, "errors": 1, "twice": 1, "foreign": 0, "unreadable": 1,
              "missing": 2, "files": {"unknown": 1, "unreadable": 1, "foreign": 0, "copy": 0}},
    "totals": {}, "files": 31, "codes": {}, "notes": [], "data": [], "letters": None, "messages": [], "missing": ["007", "008"],
    "twice": [], "findings": [],
}  # fmt: skip


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    return private_machine(tmp_path, monkeypatch)


def answers(document, code=0):
    return f"print({json.dumps(document)!r}); raise SystemExit({code})"


def arguments(machine):
    return [call["argv"] for call in calls(machine)]


@pytest.fixture
def register(machine):
    path = machine / "单位 名册.xlsx"
    path.write_bytes(b"PK")
    return open_book(path=str(path))


@pytest.fixture
def out(machine):
    folder = machine / "下发 2024"
    folder.mkdir()
    return folder


# --- 下发模板


def test_the_open_register_is_handed_out_into_the_chosen_folder(machine, register, out):
    install(machine, f"open({str(out / '下发清单.xlsx')!r}, 'w').close(); {answers(ISSUED)}")
    desk = pressed("issue", register, chosen_folder=str(out))
    assert arguments(machine) == [["issue", register.path, "-o", str(out), "--json"]]
    assert "“单位 名册.xlsx”作为单位名册" in desk.asked[0]
    assert "磁盘上已保存的内容" in desk.asked[0]
    assert desk.said == f"名册共 30 个单位：新做 28 个，没有变化 2 个。\n下发清单：{out / '下发清单.xlsx'}"
    assert desk.warnings == 0
    assert desk.started == [str(machine)]  # the search begins beside the register


def test_a_register_that_was_never_saved_or_is_no_xlsx_is_to_be_saved_first(machine, out):
    install(machine, answers(ISSUED))
    assert "还没有保存到本机的磁盘上，没有下发" in pressed("issue", open_book(path=""), chosen_folder=str(out)).said
    assert "请把名册另存为 .xlsx" in pressed("issue", open_book(path="/家/名册.ods"), chosen_folder=str(out)).said
    assert calls(machine) == []


@pytest.mark.parametrize(
    ("name", "question"), [("manifest.jsonl", "里已有下发清单"), ("别的 文件.txt", "不是空的（有 1 个文件或文件夹）")]
)
def test_a_folder_that_holds_something_is_used_only_after_a_yes(name, question, machine, register, out):
    install(machine, answers(ISSUED))
    (out / name).write_text("", "utf-8")
    desk = pressed("issue", register, chosen_folder=str(out), answers=[True, False])
    assert question in desk.asked[1]
    assert calls(machine) == []
    pressed("issue", register, chosen_folder=str(out))
    assert len(calls(machine)) == 1


def test_no_and_no_folder_do_nothing(machine, register, out):
    install(machine, answers(ISSUED))
    assert pressed("issue", register, chosen_folder=str(out), answers=[False]).told == []
    assert pressed("issue", register).told == []
    assert "没有这个文件夹，没有下发" in pressed("issue", register, chosen_folder=str(out / "没有")).said
    assert calls(machine) == []


def test_errors_of_the_register_are_listed_with_their_cells(machine, register, out):
    found = [
        {"severity": "error", "sheet": "单位", "cell": f"A{row}", "message": f"单位!A{row} 代码重复：001"}
        for row in range(5, 17)
    ]
    install(machine, answers({**ISSUED, "written": 0, "findings": found}, 2))
    desk = pressed("issue", register, chosen_folder=str(out))
    assert desk.said.startswith("名册有 12 处错误，什么也没有写：\n· 单位!A5 代码重复：001")
    assert "另有 5 条" in desk.said
    assert desk.said.endswith("请改正名册、保存后再点“下发模板”。")
    assert desk.warnings == 1


def test_files_that_units_changed_are_replaced_only_after_a_yes(machine, register, out):
    left = {**ISSUED, "unchanged": 29, "written": 0, "failed": [CHANGED]}
    body = f"print({json.dumps({**ISSUED, 'written': 1})!r} if '--force' in sys.argv else {json.dumps(left)!r})"
    install(machine, body)
    kept = pressed("issue", register, chosen_folder=str(out), answers=[True, False])
    assert "1 个单位的文件在下发以后被改动过，没有覆盖：\n· 丙校" in kept.asked[1]
    assert "没有下发 1 个" in kept.said
    assert kept.warnings == 1
    replaced = pressed("issue", register, chosen_folder=str(out))
    assert arguments(machine)[-1][-1] == "--force"
    assert "没有下发" not in replaced.said


def test_units_that_failed_are_named_with_the_next_step(machine, register, out):
    failed = {"unit": "009", "name": "壬校", "code": "issue.disk-full", "message": "磁盘已满"}
    install(machine, answers({**ISSUED, "failed": [failed]}, 2))
    desk = pressed("issue", register, chosen_folder=str(out))
    assert "· 壬校：磁盘已满" in desk.said
    assert "只补做没有下发的" in desk.said


def test_a_refusal_is_told_in_the_words_of_the_buttons(machine, register, out):
    told = "x 里是模板包 甲 的下发结果，这次是 乙。请用 -o 换一个文件夹；确要改发，加 --force。"
    install(machine, answers({"schema": 1, "out": "", "error": told, "findings": []}, 2))
    said = pressed("issue", register, chosen_folder=str(out)).said
    assert "请换一个文件夹" in said
    assert "--force" not in said


class Impatient(FakeDesk):
    """Cancels as soon as something is done."""

    def step(self, text, done, total):
        super().step(text, done, total)
        if done:
            raise Cancelled


SLOWLY = "print('{}已完成 1,200 / 10,000，每秒 310 个，约剩 28 秒', file=sys.stderr, flush=True)\ntime.sleep(600)"


def test_progress_is_shown_as_it_is_told_and_cancelling_says_how_to_go_on(machine, register, out):
    install(machine, SLOWLY.format(""))
    desk = Impatient(chosen_folder=str(out))
    press("issue", register, desk)
    assert desk.steps[-1] == ("正在下发（每秒 310 个，约剩 28 秒）", 1200, 10000)
    assert desk.said.startswith(f"已取消。做好的文件保留在 {out}")
    assert "从断开的地方接着做" in desk.said


# --- 汇总


def test_a_folder_is_summed_up_and_the_summary_is_opened(machine, register, out):
    install(machine, answers(SUMMED, 2))
    (out / "manifest.jsonl").write_text("", "utf-8")
    target = machine / "汇总 表.xlsx"
    desk = pressed("rollup", register, chosen_folder=str(out), target=str(target))
    assert arguments(machine) == [["rollup", str(out), "-o", str(target), "--json"]]
    assert desk.suggested == [str(machine / "下发 2024_汇总表.xlsx")]
    assert desk.asked == [
        "读了 31 个文件。应报 30 个，已报 28 个，已计入 25 个。\n"
        "没有（全部）计入的单位：退回更正 1 个，重复报送 1 个，不能读取 1 个，未报 2 个。各单位的原因在汇总表里。\n"
        f"其中的文件：不能读取 1 个，不在名册 1 个。\n汇总表：{target}\n要打开汇总表吗？"
    ]
    assert desk.opened == [str(target)]


def test_the_summary_stays_closed_after_a_no(machine, register, out):
    install(machine, answers(SUMMED))
    (machine / "manifest.jsonl").write_text("", "utf-8")  # beside the folder
    desk = pressed("rollup", register, chosen_folder=str(out), target=str(machine / "汇总.xlsx"), answers=[False])
    assert desk.opened == []


def test_without_a_list_of_units_the_open_workbook_may_be_the_register(machine, register, out):
    install(machine, answers({**SUMMED, "units": {**SUMMED["units"], "expected": None, "missing": None}}))
    target = str(machine / "汇总.xlsx")
    desk = pressed("rollup", register, chosen_folder=str(out), target=target)
    assert "打开的工作簿“单位 名册.xlsx”是单位名册吗？" in desk.asked[0]
    assert arguments(machine)[0][-2:] == ["--units", register.path]
    assert "应报" not in desk.asked[1]
    pressed("rollup", register, chosen_folder=str(out), target=target, answers=[False])
    assert "--units" not in arguments(machine)[1]
    pressed("rollup", open_book(path=""), chosen_folder=str(out), target=target)
    assert "--units" not in arguments(machine)[2]


def test_a_summary_that_is_there_is_replaced_after_the_dialog_has_asked(machine, register, out):
    install(machine, answers(SUMMED))
    (out / "manifest.jsonl").write_text("", "utf-8")
    target = machine / "汇总.xlsx"
    target.write_bytes(b"PK")
    pressed("rollup", register, chosen_folder=str(out), target=str(target))
    assert arguments(machine)[0][-1] == "--force"
    # the dialog has not seen a name to which the ending was added
    pressed("rollup", register, chosen_folder=str(out), target=str(machine / "汇总"), answers=[False])
    assert len(calls(machine)) == 1


def test_the_open_workbook_is_never_written_over(machine, register, out):
    install(machine, answers(SUMMED))
    (out / "manifest.jsonl").write_text("", "utf-8")
    assert "不能写到正打开的工作簿上" in pressed("rollup", register, chosen_folder=str(out), target=register.path).said
    assert calls(machine) == []


def test_units_with_two_returns_count_by_their_last_one_only_after_a_yes(machine, register, out):
    (out / "manifest.jsonl").write_text("", "utf-8")
    twice = {
        **SUMMED,
        "twice": ["003", "005"],
        "findings": [{"unit": "003", "name": "丙校", "code": "return.duplicate"}],
    }
    install(machine, f"print({json.dumps(SUMMED)!r} if '--prefer' in sys.argv else {json.dumps(twice)!r})")
    target = str(machine / "汇总.xlsx")
    desk = pressed("rollup", register, chosen_folder=str(out), target=target, answers=[False, False])
    assert "2 个单位报送了不止一份，内容不同，都没有计入：\n· 丙校（003）\n· 005" in desk.asked[0]
    assert len(calls(machine)) == 1
    pressed("rollup", register, chosen_folder=str(out), target=target)
    assert arguments(machine)[-1][-3:] == ["--prefer", "newest", "--force"]


def test_cancelling_the_roll_up_says_how_to_go_on(machine, register, out):
    install(machine, SLOWLY.format("读取："))
    (out / "manifest.jsonl").write_text("", "utf-8")
    desk = Impatient(chosen_folder=str(out), target=str(machine / "汇总.xlsx"))
    press("rollup", register, desk)
    assert desk.steps[-1][0] == "正在汇总（读取：每秒 310 个，约剩 28 秒）"
    assert desk.said.startswith("已取消，没有写汇总表。读过的文件已记下")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("print('内存不足', file=sys.stderr); raise SystemExit(2)", "没有完成{}（退出码 2）：内存不足"),
        ("print(json.dumps({'schema': 1}))", "没有完成{}（退出码 0）"),
        ("print(json.dumps({'schema': 1, 'units': 'x', 'findings': [1], 'failed': 7}))", "没有完成{}"),
        ("print('[]')", "没有完成{}"),
    ],
)
@pytest.mark.parametrize(("command", "doing"), [("issue", "下发"), ("rollup", "汇总")])
def test_an_answer_that_is_none_is_told_with_what_it_said(command, doing, body, said, machine, register, out):
    install(machine, body)
    desk = pressed(command, register, chosen_folder=str(out), target=str(machine / "汇总.xlsx"))
    assert said.format(doing) in desk.said
    assert desk.opened == []


@pytest.mark.parametrize("command", ["issue", "rollup"])
def test_without_an_installed_jixiao_nothing_is_asked(command, register, out):
    desk = pressed(command, register, chosen_folder=str(out))
    assert "jixiao addin install" in desk.said
    assert desk.asked == []
