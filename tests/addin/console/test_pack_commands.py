"""jixiao packs, new and adopt as their users see them: output, JSON and exit codes."""

import json
from pathlib import Path

import pytest
from support.packkit import write_pack

from addin.cli import main

WORKBOOKS = Path(__file__).resolve().parents[3] / "workbooks"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path / "包")
    return tmp_path


def run(capsys, *arguments):
    try:
        code = main(list(arguments))
    except SystemExit as leaving:
        code = leaving.code
    output = capsys.readouterr()
    return code, output.out, output.err


def test_packs_lists_every_pack_with_its_forms(capsys):
    code, out, _ = run(capsys, "packs", "--json")
    document = json.loads(out)
    assert (code, document["schema"]) == (0, 1)
    names = [pack["name"] for pack in document["packs"]]
    assert {"cn/national", "cn/hunan/hengyang/2024", "cn/xinjiang/changji/2024"} <= set(names)
    pack = document["packs"][names.index("cn/hunan/hengyang/2024")]
    assert pack["year"] == 2024
    assert {form["kind"] for form in pack["forms"]} >= {"unit", "basic"}
    assert pack["title"]
    assert "核对于" in pack["source"]
    code, out, _ = run(capsys, "packs")
    assert code == 0
    assert all(name in out for name in names)


def test_an_unknown_pack_names_the_nearest_and_ends_with_2(folder, capsys):
    for command in (["packs", "cn/hunan/hengyan/2024"], ["new", "--pack", "cn/hunan/hengyan/2024", "-o", "a.xlsx"]):
        code, out, err = run(capsys, *command)
        assert (code, out) == (2, "")
        assert "cn/hunan/hengyang/2024" in err
    assert run(capsys, "packs", "--packs", "没有")[0] == 2


def test_new_writes_a_workbook_and_tells_what_it_did(folder, capsys):
    (folder / "项目.txt").write_text("甲\n乙", "utf-8")
    arguments = (
        "new",
        "--packs",
        "包",
        "--pack",
        "cn/test/2024",
        "--rows",
        "5",
        "--projects",
        "项目.txt",
        "-o",
        "新.xlsx",
    )
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (0, "")
    assert "4 张工作表" not in err
    assert "3 张工作表，增加 2 行，填入 2 格" in err
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert "--force" in err
    code, out, _ = run(capsys, *arguments, "--force", "--json")
    document = json.loads(out)
    assert (code, document["sheets"], document["rows"]) == (0, ["甲", "乙", "报告文字"], {"甲": 1, "乙": 1})
    assert document["filled"][0] == {"sheet": "甲", "cell": "B2", "field": "project", "value": "甲"}


@pytest.mark.parametrize("rows", ["0", "-1", "1000000", "很多"])
def test_bad_row_counts_end_with_2_and_no_file(folder, capsys, rows):
    code, _, err = run(capsys, "new", "--packs", "包", "--pack", "cn/test/2024", f"--rows={rows}", "-o", "新.xlsx")
    assert code == 2
    assert "--rows" in err
    assert not (folder / "新.xlsx").exists()


def test_adopt_tells_what_is_bound(folder, capsys):
    code, out, err = run(capsys, "adopt", str(WORKBOOKS / "xinjiang-2024-unit-blank.xlsx"), "-o", "本单位", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["forms"][0]["kind"] == "unit"
    assert document["forms"][0]["fields"]["unit_name"]
    assert document["left"]
    assert "模板包已写入 本单位" in err
    assert run(capsys, "new", "--packs", ".", "--pack", "本单位", "-o", "新.xlsx")[0] == 0
    code, out, err = run(capsys, "adopt", "没有.xlsx", "-o", "包3")
    assert code == 2
