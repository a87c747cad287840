"""The installed jixiao: found through the user's settings alone, run as a list of arguments, ended when cancelled."""

from __future__ import annotations

import json
import os
import sys

import pytest
from support.fake_host import FakeDesk
from support.installed_jixiao import calls, install, private_machine
from support.open_books import PATH, open_book, pressed

from addin import settings
from addin.buttons import about, installed, press
from addin.problems import Cancelled, Problem
from addin.version import version

pytestmark = pytest.mark.skipif(os.name == "nt", reason="用一个可执行脚本代替 jixiao，Windows 不能直接运行脚本")

FINDINGS = [
    {"file": "甲 单位/01.xlsx", "sheet": "自评表", "cell": "H9", "code": "score.mismatch", "severity": "error",
     "printed": "9", "expected": "8", "message": "自评表!H9 得分印为“9”，应为 8", "rule": "按比例", "source": "办法"},
    {"file": "甲 单位/01.xlsx", "sheet": "自评表", "cell": "", "code": "profile.fallback", "severity": "warning",
     "printed": "", "expected": "", "message": "=HYPERLINK(\"http://x\")", "rule": "", "source": ""},
]  # fmt: skip


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    return private_machine(tmp_path, monkeypatch)


def checks(findings, files=3, forms=4):
    return f"print({json.dumps({'schema': 1, 'files': files, 'forms': forms, 'findings': findings})!r}); raise SystemExit(1)"


# --- finding it


@pytest.mark.parametrize("command", ["check_folder", "report"])
def test_without_an_installed_jixiao_the_user_is_told_how_to_get_it(command, machine):
    desk = pressed(command, open_book(), chosen_folder=str(machine))
    assert "本机安装的 jixiao" in desk.said
    assert "pip install" in desk.said
    assert "jixiao addin install" in desk.said


def test_a_jixiao_that_was_moved_away_is_named(machine):
    script = install(machine)
    script.write_text("#!/bin/sh\necho 没有模块 addin >&2; exit 3\n", "utf-8")
    with pytest.raises(Problem, match=r"jixiao 不能运行 jixiao（没有模块 addin）"):
        installed.find()
    script.unlink()
    with pytest.raises(Problem, match="不存在，可能已卸载或移动"):
        installed.find()


def test_nothing_beside_the_workbook_or_on_the_path_is_started(machine, monkeypatch):
    evil = install(machine, name="jixiao")
    settings.remove()
    monkeypatch.setenv("PATH", str(evil.parent))
    monkeypatch.chdir(evil.parent)
    with pytest.raises(Problem):
        installed.find()
    settings.save({settings.COMMAND: "jixiao", settings.PYTHON: "python3"})
    with pytest.raises(Problem):
        installed.find()
    assert calls(machine) == []


@pytest.mark.parametrize(
    ("told", "todo"), [("0.0.1", "本机的 jixiao 较旧，请更新它"), ("99.0.0", "加载项较旧，请更新它")]
)
def test_another_version_is_not_run_and_the_message_says_which_side_to_update(told, todo, machine):
    install(machine, checks([]), told)
    desk = pressed("check_folder", open_book(), chosen_folder=str(machine))
    assert todo in desk.said
    assert told in desk.said
    assert calls(machine) == []


def test_the_interpreter_is_started_isolated_and_comes_before_the_command(machine, monkeypatch):
    settings.save({settings.PYTHON: sys.executable, settings.COMMAND: str(install(machine))})
    found = installed._candidates(settings.load())
    assert found[0] == (sys.executable, "-I", "-X", "utf8", "-m", "addin.cli")
    assert len(found) == 2


# --- 校验文件夹


def test_a_folder_is_checked_and_summed_up_and_the_list_is_saved(machine):
    install(machine, checks(FINDINGS))
    folder, target = machine / "2024 年 上报", machine / "清 单.csv"
    folder.mkdir()
    desk = pressed("check_folder", open_book(), chosen_folder=str(folder), target=str(target))
    assert calls(machine)[0]["argv"] == ["check", str(folder), "--json"]
    assert desk.asked[0].startswith("3 个文件、4 张表：错误 1 条，警告 1 条。\n· 甲 单位/01.xlsx：错误 1 条")
    text = target.read_text("utf-8-sig")
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert text.splitlines()[0] == "序号,程度,文件,工作表,单元格,表内,应为,问题,规则,来源"
    assert text.splitlines()[1] == "1,错误,甲 单位/01.xlsx,自评表,H9,9,8,自评表!H9 得分印为“9”，应为 8,按比例,办法"
    # text of a workbook never becomes a formula where the list is opened
    assert "\"'=HYPERLINK" in text.splitlines()[2]
    assert desk.said == f"清单已存为：{target}"


def test_a_list_can_be_saved_as_text(machine):
    install(machine, checks(FINDINGS))
    target = machine / "清单.txt"
    pressed("check_folder", open_book(), chosen_folder=str(machine), target=str(target))
    assert (
        target.read_text("utf-8-sig").splitlines()[0]
        == "1. [错误] 甲 单位/01.xlsx　自评表!H9 得分印为“9”，应为 8（按比例）"
    )


def test_a_list_that_cannot_be_saved_says_so(machine):
    install(machine, checks(FINDINGS))
    desk = pressed("check_folder", open_book(), chosen_folder=str(machine), target=str(machine / "没有" / "清单.csv"))
    assert "清单没有存成" in desk.said


def test_a_folder_without_findings_asks_for_no_file(machine):
    install(machine, checks([]))
    desk = pressed("check_folder", open_book(), chosen_folder=str(machine))
    assert desk.asked == []
    assert desk.said == "3 个文件、4 张表：没有发现问题。"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("print('内存不足', file=sys.stderr); raise SystemExit(2)", "没有完成校验（退出码 2）：内存不足"),
        ("print('{')", "没有完成校验（退出码 0）：{"),
        ("print(json.dumps({'schema': 9, 'files': 1, 'forms': 1, 'findings': []}))", "没有完成校验"),
        ("print(json.dumps({'schema': 1, 'files': 1, 'forms': 1, 'findings': [{'severity': 'x'}]}))", "没有完成校验"),
        ("print(json.dumps({'schema': 1, 'files': 1, 'forms': 1, 'findings': ['x']}))", "没有完成校验"),
        ("print('[]')", "没有完成校验"),
    ],
)
def test_an_answer_that_is_none_is_told_with_what_it_said(body, said, machine):
    install(machine, body)
    assert said in pressed("check_folder", open_book(), chosen_folder=str(machine)).said


def test_cancelling_ends_the_process(machine):
    started = machine / "进程号"
    install(
        machine,
        f"open({str(started)!r} + '.新', 'w').write(str(os.getpid())); os.replace({str(started)!r} + '.新', {str(started)!r})\ntime.sleep(600)",
    )

    class Impatient(FakeDesk):
        def step(self, text, done, total):
            if started.exists():
                raise Cancelled

    desk = Impatient(chosen_folder=str(machine))
    press("check_folder", open_book(), desk)
    assert desk.said == "已取消，工作簿没有改动。"
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_a_process_knows_nothing_of_the_hosts_own_python(machine, monkeypatch):
    monkeypatch.setenv("PYTHONHOME_OF_OFFICE", "x")
    monkeypatch.setenv("PYTHONPATH", str(machine / "工作簿 旁边"))
    install(machine, checks([]))
    pressed("check_folder", open_book(), chosen_folder=str(machine))
    assert not [name for name in calls(machine)[0]["env"] if name.startswith("PYTHON") and name != "PYTHONUTF8"]
    assert calls(machine)[0]["cwd"] != os.path.dirname(PATH)


def test_no_folder_means_that_nothing_happens(machine):
    install(machine, checks([]))
    desk = pressed("check_folder", open_book())
    assert desk.told == []
    assert calls(machine) == []


def test_a_large_answer_is_read_to_its_end(machine):
    install(machine, checks(FINDINGS * 20_000))
    desk = pressed("check_folder", open_book(), chosen_folder=str(machine), answers=[False])
    assert "错误 20000 条，警告 20000 条" in desk.asked[0]


# --- 生成报告

REPORT = (
    "if sys.argv[1:] == ['report', '--help']: raise SystemExit\n"
    "open(sys.argv[sys.argv.index('-o') + 1], 'wb').write(b'docx'); print('有 2 处没有数据', file=sys.stderr)"
)


def test_a_report_is_made_from_the_saved_workbook(machine):
    install(machine, REPORT)
    path, target = str(machine / "自评 表.xlsx"), machine / "自评 报告.docx"
    desk = pressed("report", open_book(path=path), target=str(target))
    assert calls(machine)[1]["argv"] == ["report", path, "-o", str(target)]
    assert desk.suggested == [str(machine / "自评 表_报告.docx")]
    assert "已保存的工作簿" in desk.asked[0]
    assert f"报告已生成：{target}" in desk.said
    assert "有 2 处没有数据" in desk.said


def test_a_report_that_is_there_is_replaced_after_the_dialog_has_asked(machine):
    install(machine, REPORT)
    target = machine / "自评 报告.docx"
    target.write_bytes(b"old")
    pressed("report", open_book(path=str(machine / "自评表.xlsx")), target=str(target))
    assert calls(machine)[1]["argv"][-1] == "--force"
    assert target.read_bytes() == b"docx"


def test_a_new_workbook_is_to_be_saved_first(machine):
    install(machine, REPORT)
    desk = pressed("report", open_book(path="", name="未命名 1"))
    assert "“未命名 1”还没有保存过。请先保存" in desk.said
    assert calls(machine) == []


def test_who_wants_to_save_first_can(machine):
    install(machine, REPORT)
    desk = pressed("report", open_book(path=str(machine / "自评表.xlsx")), answers=[False], target="/x/报告.docx")
    assert desk.told == []
    assert len(calls(machine)) == 1  # the question whether it can make reports


def test_a_jixiao_without_reports_says_how_to_get_one(machine):
    install(machine, "print('没有这条命令', file=sys.stderr); raise SystemExit(2)")
    desk = pressed("report", open_book(path=str(machine / "自评表.xlsx")))
    assert "没有生成报告的功能" in desk.said
    assert "请安装带有 report 命令的版本" in desk.said


def test_a_report_that_fails_is_told_with_the_reason(machine):
    install(
        machine, REPORT.replace("open(sys", "print('value.stale：H9', file=sys.stderr); raise SystemExit(2)\nopen(sys")
    )
    desk = pressed("report", open_book(path=str(machine / "自评表.xlsx")), target=str(machine / "报告.docx"))
    assert "报告没有生成（退出码 2）" in desk.said
    assert "value.stale：H9" in desk.said


def test_a_workbook_that_no_template_is_for_is_told_what_the_button_cannot_ask(machine):
    told = "看不出工作簿属于哪个模板包。请用 --pack 指明，或用 --template 指定自己的模板。"  # addin/narrative/choose.py
    install(machine, REPORT.replace("open(sys", f"print({told!r}, file=sys.stderr); raise SystemExit(2)\nopen(sys"))
    desk = pressed("report", open_book(path=str(machine / "自评表.xlsx")), target=str(machine / "报告.docx"))
    assert "按钮不能指定模板，请在命令行运行：jixiao report 文件 -o 报告.docx --pack 模板包名" in desk.said


# --- 关于


def test_about_tells_versions_and_what_is_missing(machine):
    said = pressed("about", open_book()).said
    assert f"绩效自评加载项 {version()} 版" in said
    assert "单元格函数 12 个" in said
    assert "本机 jixiao：未找到" in said
    assert "jixiao.log" in said
    script = install(machine)
    assert f"本机 jixiao：{version()} 版（{script}）" in pressed("about", open_book()).said
    install(machine, told="0.0.1")
    assert "较旧，请更新它" in "\n".join(about.lines())
