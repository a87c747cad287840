"""jixiao rollup: 退出码、标准输出与标准错误."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.returned_bad import WAYS
from support.returned_files import HandedOut, hand_out, invented_units

from addin import cli


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> HandedOut:
    return hand_out(tmp_path_factory.mktemp("命令 行") / "下 发", invented_units(4))


@pytest.fixture(scope="module")
def back(out: HandedOut) -> Path:
    folder = out.folder.parent / "报 来"
    out.return_all(folder, list(out.entries)[:3])
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: Any) -> Any:
    code = cli.main(["rollup", *map(str, arguments), "--jobs", "1"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_都报了都没有错误_退出码为0_标准输出是空的(out: HandedOut, back: Path, tmp_path: Path, capsys: Any):
    code, printed, told = run(capsys, back, "-o", tmp_path / "汇总.xlsx", "--manifest", out.folder)
    assert (code, printed) == (0, "")
    assert "应报 4 个，已报 3 个，已计入 3 个，未报 1 个" in told
    assert (tmp_path / "汇总.xlsx").is_file()
    assert [one.name for one in tmp_path.iterdir()] == ["汇总.xlsx"]


def test_JSON的键是约定的(out: HandedOut, back: Path, tmp_path: Path, capsys: Any):
    _, printed, _ = run(capsys, back, "-o", tmp_path / "汇总.xlsx", "--manifest", out.folder, "--json")
    told = json.loads(printed)
    assert told["schema"] == 1
    assert told["dir"] == str(back)
    assert told["summary"] == str(tmp_path / "汇总.xlsx")
    assert (told["files"], told["units"]["expected"], told["units"]["added"]) == (3, 4, 3)
    assert told["missing"] == [list(out.entries)[3]]
    assert set(told["totals"]) >= {"budget", "executed", "rate", "score", "score_mean", "grades", "kinds"}
    assert {"file", "sheet", "cell", "code", "severity", "message", "unit", "state"} <= set(told["findings"][0])


@pytest.mark.parametrize(("way", "expected"), [("重复报送", 1), ("不在名册", 1), ("旧版模板", 0), ("传输中断", 2)])
def test_有不计入的文件退出码为1_有不能读取的为2(
    out: HandedOut, back: Path, tmp_path: Path, capsys: Any, way: str, expected: int
):
    bad = next(one for one in WAYS if one.name == way)
    folder = tmp_path / "报 来"
    out.return_all(folder, list(out.entries)[:2])
    for path, data in bad.make(out, list(out.entries)[2]).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    code, _, _ = run(capsys, folder, "-o", tmp_path / "汇总.xlsx", "--manifest", out.folder)
    # the version property 1 is that of the pack which was handed out here
    assert code == expected
    assert (tmp_path / "汇总.xlsx").is_file()


def test_重复报送的告诉怎样选用_选用以后退出码为0(out: HandedOut, tmp_path: Path, capsys: Any):
    twice = next(one for one in WAYS if one.name == "重复报送")
    folder = tmp_path / "报 来"
    for path, data in twice.make(out, list(out.entries)[2]).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    arguments = [folder, "-o", tmp_path / "汇总.xlsx", "--manifest", out.folder, "--force"]
    code, _, told = run(capsys, *arguments)
    assert code == 1
    assert "--prefer newest" in told
    named = next(folder.glob("补报/*/*.xlsx"))
    code, _, _ = run(capsys, *arguments, "--prefer", named)
    assert code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "汇总.csv"], "xlsx"),
        (["-o", "汇总.xlsx", "--jobs", "-1"], "--jobs"),
        (["-o", "汇总.xlsx", "--manifest", "没有.jsonl"], "没有"),
        (["-o", "汇总.xlsx", "--units", "没有.xlsx"], "没有文件"),
        (["-o", "汇总.xlsx", "--units", "没有.xlsx", "--manifest", "没有"], "只写一个"),
    ],
)
def test_用法有误_退出码为2_说明怎样改(
    back: Path, tmp_path: Path, capsys: Any, monkeypatch: Any, arguments: list, words: str
):
    monkeypatch.chdir(tmp_path)
    code = cli.main(["rollup", str(back), *arguments])
    captured = capsys.readouterr()
    assert code == 2
    assert words in captured.err
    assert list(tmp_path.iterdir()) == []


def test_没有这个文件夹_JSON也写明(tmp_path: Path, capsys: Any):
    code, printed, told = run(capsys, tmp_path / "没有", "-o", tmp_path / "汇总.xlsx", "--json")
    assert code == 2
    assert json.loads(printed)["error"]
    assert "没有" in told


def test_清单坏了_说出第几行(out: HandedOut, back: Path, tmp_path: Path, capsys: Any):
    lines = (out.folder / "manifest.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "manifest.jsonl").write_text("\n".join([*lines[:2], lines[2][:40]]), "utf-8")
    code, _, told = run(capsys, back, "-o", tmp_path / "汇总.xlsx", "--manifest", tmp_path)
    assert code == 2
    assert "第 3 行" in told
    assert not (tmp_path / "汇总.xlsx").exists()
