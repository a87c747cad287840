"""The command line as its users see it: output, JSON of the contract, exit codes, and what is never overwritten."""

import json
import shutil
from pathlib import Path

import pytest

from addin.cli import COMMANDS, main

WORKBOOKS = Path(__file__).resolve().parents[3] / "workbooks"
SHEET = "项目支出绩效自评表"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    work = tmp_path / "报送 材料"
    work.mkdir()
    monkeypatch.chdir(work)
    for kind in ("blank", "published"):
        shutil.copyfile(WORKBOOKS / f"xinjiang-2024-project-01-{kind}.xlsx", work / f"自评表-{kind}.xlsx")
    return work


def run(capsys, *arguments):
    try:
        code = main(list(arguments))
    except SystemExit as leaving:
        code = leaving.code
    output = capsys.readouterr()
    return code, output.out, output.err


def test_score_fills_in_place_and_undo_gives_back_the_same_bytes(folder, capsys):
    path = folder / "自评表-blank.xlsx"
    before = path.read_bytes()
    code, out, err = run(capsys, "score", path.name)
    assert code == 0
    assert "89.62" in out  # the published total
    assert "备份" in err
    assert path.read_bytes() != before
    assert (folder / "自评表-blank.备份.xlsx").read_bytes() == before
    assert run(capsys, "undo", path.name)[0] == 0
    assert path.read_bytes() == before
    assert not (folder / "自评表-blank.备份.xlsx").exists()


def test_the_json_of_score_has_the_keys_of_the_contract(folder, capsys):
    code, out, _ = run(capsys, "score", "自评表-blank.xlsx", "--json", "--dry-run")
    document = json.loads(out)
    assert code == 0
    assert document["schema"] == 1
    assert set(document) == {"schema", "file", "forms", "findings"}
    (form,) = document["forms"]
    assert set(form) == {"sheet", "kind", "title", "range", "profile", "edits", "total", "grade"}
    assert (form["sheet"], form["kind"], form["profile"]) == (SHEET, "project", "cn/xinjiang/project-2024")
    assert form["total"] == "89.62"
    edits = {edit["cell"]: edit for edit in form["edits"]}
    assert edits["N6"] == {"cell": "N6", "field": "score", "value": 9.82, "formula": ""}
    assert edits["M6"] == {"cell": "M6", "field": "rate", "value": 0.9927, "formula": ""}
    assert document["findings"] == []


def test_the_json_of_check_has_the_keys_of_the_contract(folder, capsys):
    code, out, _ = run(capsys, "check", "自评表-published.xlsx", "--json")
    document = json.loads(out)
    assert code == 1  # the published form prints 100 % for 95 of 90
    assert (document["schema"], document["files"], document["forms"]) == (1, 1, 1)
    (finding,) = document["findings"]
    assert list(finding) == [
        "file", "sheet", "cell", "code", "severity", "printed", "expected", "message", "rule", "source",
    ]  # fmt: skip
    assert (finding["cell"], finding["code"], finding["severity"]) == ("H18", "completion.mismatch", "error")
    assert (finding["printed"], finding["expected"]) == ("100%", "105.56%")
    assert finding["source"]


def test_a_dry_run_leaves_no_trace(folder, capsys):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(capsys, "score", "自评表-blank.xlsx", "--dry-run")[0] == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_existing_output_needs_force(folder, capsys):
    (folder / "已有.xlsx").write_bytes(b"mine")
    code, _, err = run(capsys, "score", "自评表-blank.xlsx", "-o", "已有.xlsx")
    assert code == 2
    assert "--force" in err
    assert (folder / "已有.xlsx").read_bytes() == b"mine"
    assert run(capsys, "score", "自评表-blank.xlsx", "-o", "已有.xlsx", "--force")[0] == 0
    assert (folder / "已有.xlsx").read_bytes() != b"mine"


def test_strict_turns_warnings_into_exit_code_1(folder, capsys):
    shutil.copyfile(WORKBOOKS / "hengyang-2024-unit-published.xlsx", folder / "整体.xlsx")
    assert run(capsys, "check", "整体.xlsx")[0] == 0
    assert run(capsys, "check", "整体.xlsx", "--strict")[0] == 1


def test_a_folder_with_a_broken_file_is_checked_all_the_same_and_ends_with_2(folder, capsys):
    (folder / "坏文件.xlsx").write_bytes(b"PK\x03\x04 broken")
    code, out, err = run(capsys, "check", ".", "--json")
    document = json.loads(out)
    assert code == 2
    assert document["files"] == 2
    assert any(finding["file"].endswith("坏文件.xlsx") for finding in document["findings"])
    assert "1 个文件不能读取" in err


def test_a_file_that_cannot_be_read_is_json_too(folder, capsys):
    code, out, err = run(capsys, "score", "没有.xlsx", "--json")
    assert code == 2
    assert json.loads(out)["findings"][0]["code"] == "file.missing"
    assert "文件不存在" in err


def test_explain_tells_the_arithmetic_the_rule_and_its_source(folder, capsys):
    code, out, _ = run(capsys, "explain", "自评表-published.xlsx", "I15")
    assert code == 0
    assert "9.8" in out
    assert "99.19" in out
    assert "来源" in out


@pytest.mark.parametrize("cell", ["A1", "不是地址", "XFE1"])
def test_explaining_a_cell_that_no_rule_computes_says_which_ones_are(folder, capsys, cell):
    code, out, err = run(capsys, "explain", "自评表-published.xlsx", cell)
    assert code == 2
    assert out == ""
    assert cell in err


def test_freeze_writes_the_file_to_submit_and_leaves_the_working_copy(folder, capsys):
    run(capsys, "score", "自评表-blank.xlsx", "--as", "functions")
    before = (folder / "自评表-blank.xlsx").read_bytes()
    code, _, err = run(capsys, "freeze", "自评表-blank.xlsx", "-o", "报送.xlsx")
    assert code == 0
    assert "报送.xlsx" in err
    assert (folder / "自评表-blank.xlsx").read_bytes() == before
    code, out, _ = run(capsys, "check", "报送.xlsx", "--json")
    assert (code, json.loads(out)["findings"]) == (0, [])


def test_profiles_and_functions_are_listed_with_source_and_help(capsys):
    code, out, _ = run(capsys, "profiles", "--json")
    profiles = {profile["id"]: profile for profile in json.loads(out)["profiles"]}
    assert code == 0
    assert {
        "cn/national", "cn/integrated", "cn/hunan/zhuzhou-2021", "cn/hunan/zhuzhou-2023", "cn/hunan/hengyang-2024",
        "cn/hunan/hengshan-2020", "cn/xinjiang/project-2024", "cn/xinjiang/unit-2024",
    } <= set(profiles)  # fmt: skip
    assert all(profile["sources"] for profile in profiles.values())
    assert profiles["cn/integrated"]["unverified"]
    code, out, _ = run(capsys, "functions", "--json")
    names = {function["name"] for function in json.loads(out)["functions"]}
    assert names == {
        "PERF_EXEC_RATE", "PERF_EXEC_SCORE", "PERF_COMPLETION", "PERF_SCORE", "PERF_STANDARD", "PERF_TOTAL",
        "PERF_GRADE", "PERF_CONTROL_RATE", "PERF_CHANGE_RATE", "PERF_SHARE", "PERF_WAVG", "PERF_EXPLAIN",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scor", "x"], "score"),
        (["score"], "缺少参数"),
        (["score", "x", "--nope"], "不认识的参数"),
        (["score", "自评表-blank.xlsx", "--as", "value"], "values"),
        (["score", "自评表-blank.xlsx", "--profile", "株洲2020"], "株洲2021"),
        (["functions", "PERF_SCOR"], "PERF_SCORE"),
        (["profiles", "cn/nationl"], "cn/national"),
        ([], "缺少参数"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_try_in_chinese(folder, capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert words in err
    assert "usage" not in err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_chinese(capsys, name):
    code, out, _ = run(capsys, name, "--help")
    assert code == 0
    assert out.startswith("用法：")
    assert "选项" in out
    assert "optional arguments" not in out
    assert "show this help" not in out


def test_an_interruption_ends_with_130_and_a_word(folder, capsys, monkeypatch):
    import addin.console.check

    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(addin.console.check, "check_paths", interrupted)
    code, _, err = run(capsys, "check", ".")
    assert code == 130
    assert "已中断" in err


def test_the_demo_shows_the_comparison_and_never_overwrites(folder, capsys):
    code, out, _ = run(capsys, "demo", "-o", "演示")
    assert code == 0
    assert "项目05" in out
    assert "8.75" in out  # the execution row of project 05: 95.02 % is 8.75 points, 10.00 is printed
    assert run(capsys, "demo", "-o", "演示")[0] == 2
    assert "\x1b[" not in out  # plain where it is no terminal


def test_doctor_names_what_is_found(capsys):
    code, out, _ = run(capsys, "doctor", "--json")
    checks = {check["name"]: check for check in json.loads(out)["checks"]}
    assert code == 0
    assert checks["Python"]["state"] == "good"
    assert checks["评分规则"]["state"] == "good"
