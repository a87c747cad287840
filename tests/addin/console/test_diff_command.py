"""jixiao diff on the command line: lines, JSON, exit codes."""

from __future__ import annotations

import json

import pytest
from support.two_returns import changed, form, put

from addin.cli import main


@pytest.fixture
def folder(tmp_path, monkeypatch):
    work = tmp_path / "两次 报送"
    work.mkdir()
    monkeypatch.chdir(work)
    first = form(work / "一.xlsx")
    changed(first, put({"F9": "2600平方米", "G10": "20"}), "二.xlsx")
    return work


def run(capsys, *arguments):
    try:
        code = main(list(arguments))
    except SystemExit as leaving:
        code = leaving.code
    output = capsys.readouterr()
    return code, output.out, output.err


def test_changes_are_listed_below_their_sheet_with_their_cell(folder, capsys):
    code, out, err = run(capsys, "diff", "一.xlsx", "二.xlsx")
    assert code == 0  # the comparison went well; --strict turns changes into 1
    lines = out.splitlines()
    assert lines[0] == "附件1"
    assert lines[1] == "  第 9 行“维修校舍面积” 全年完成值：由 2400平方米 改为 2600平方米（F9）"
    assert lines[3].strip().startswith("留意：由数改成了文字")
    assert "共 2 处改动，其中 1 处需要留意" in err
    assert run(capsys, "diff", "一.xlsx", "二.xlsx", "--strict")[0] == 1


def test_no_change_says_so(folder, capsys):
    for arguments in (("一.xlsx", "一.xlsx"), ("一.xlsx", "一.xlsx", "--strict")):
        code, out, err = run(capsys, "diff", *arguments)
        assert (code, out, err.strip()) == (0, "", "没有改动。")


def test_the_json_has_the_keys_of_the_contract(folder, capsys):
    code, out, _ = run(capsys, "diff", "一.xlsx", "二.xlsx", "--json")
    document = json.loads(out)
    assert code == 0
    assert list(document) == ["schema", "old", "new", "changes", "consequences", "notes", "unreadable"]
    assert (document["schema"], document["old"], document["new"]) == (1, "一.xlsx", "二.xlsx")
    change = document["changes"][0]
    assert {"sheet", "cell", "form", "row", "field", "kind", "old", "new", "message"} < set(change)
    assert (change["cell"], change["row"], change["field"], change["kind"]) == (
        "F9",
        "维修校舍面积",
        "全年完成值",
        "value",
    )
    assert (change["old"], change["new"]) == ("2400平方米", "2600平方米")


def test_folders_go_on_after_a_file_that_cannot_be_read_and_end_with_2(folder, capsys):
    for name, source in (("甲", "一.xlsx"), ("乙", "二.xlsx")):
        (folder / name).mkdir()
        (folder / name / "001_某校.xlsx").write_bytes((folder / source).read_bytes())
        (folder / name / "002_坏.xlsx").write_bytes(b"PK\x03\x04" + name.encode())
    code, out, err = run(capsys, "diff", "甲", "乙", "--json")
    document = json.loads(out)
    assert code == 2
    assert {change["file"] for change in document["changes"]} == {"001_某校.xlsx"}
    assert len(document["unreadable"]) == 2
    assert "比较 1 对文件：共 2 处改动" in err
    assert "2 个文件不能读取" in err


def test_a_missing_file_and_a_file_against_a_folder_are_wrong_usage(folder, capsys):
    code, out, err = run(capsys, "diff", "一.xlsx", "没有.xlsx")
    assert (code, out) == (2, "")
    assert "没有 没有.xlsx" in err
    code, _, err = run(capsys, "diff", "一.xlsx", ".")
    assert code == 2
    assert "两个文件，或两个文件夹" in err
