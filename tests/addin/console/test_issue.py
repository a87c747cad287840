"""``jixiao issue`` on the command line: exit codes, JSON, progress, kills and limits of the machine."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time

import pytest
from support.make_units import FILE
from support.registers import HEAD, many, write_register

from addin.cli import main
from addin.commands.issue import Failed, Issued
from addin.console.issue import _tell
from addin.packs.list import load_pack

WITH_STAFF = (*HEAD, "编制数")


def jixiao(capsys, *arguments):
    code = main(["issue", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def everything(folder):
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def started(*arguments, **options):
    """The command in a process of its own, in a group of its own."""
    command = [sys.executable, "-m", "addin.cli", "issue", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, env=os.environ, **options
    )


def test_the_example_is_handed_out_and_said_in_json(capsys, tmp_path):
    code, out, err = jixiao(capsys, FILE, "-o", tmp_path / "下发 示例", "--jobs", "1", "--no-report", "--json")
    assert code == 0
    assert json.loads(out) == {
        "schema": 1,
        "pack": "cn/hunan/hengyang/2024",
        "version": 1,
        "out": str(tmp_path / "下发 示例"),
        "units": 30,
        "written": 30,
        "unchanged": 0,
        "failed": [],
        "findings": [],
        "messages": [],
    }
    assert "30 个单位，新做 30 个" in err
    code, out, err = jixiao(capsys, FILE, "-o", tmp_path / "下发 示例", "--jobs", "1", "--no-report")
    assert (code, out) == (0, "")
    assert "没有变化 30 个" in err


def test_all_faults_of_a_register_are_told_at_once_and_nothing_is_written(capsys, tmp_path):
    rows = [("1", "甲", "", "", "约五十", "红"), ("1", "乙", "", "", 3, None), ("3", "丙", "7", "", 3, None)]
    path = write_register(tmp_path / "名册.xlsx", rows, (*WITH_STAFF, "颜色"))
    code, out, err = jixiao(capsys, path, "-o", tmp_path / "发", "--json")
    document = json.loads(out)
    assert code == 2
    assert not (tmp_path / "发").exists()
    assert {one["code"] for one in document["findings"]} == {
        "register.code-duplicate", "register.parent-unknown", "register.column-unbound", "register.value",
    }  # fmt: skip
    assert (document["units"], document["written"]) == (2, 0)
    code, out, err = jixiao(capsys, path, "-o", tmp_path / "发")
    assert code == 2
    assert "约五十" in out
    assert "什么也没有写" in err


def test_a_unit_that_cannot_be_done_ends_with_2_and_the_rest_is_done(capsys, tmp_path):
    path = write_register(tmp_path / "名册.xlsx", many(4), WITH_STAFF)
    out = tmp_path / "发"
    out.mkdir()
    (out / "001_云岭县教育局").write_text("in the way")
    code, said, err = jixiao(capsys, path, "-o", out, "--jobs", "1", "--no-report", "--json")
    document = json.loads(said)
    assert code == 2
    assert (document["written"], [one["unit"] for one in document["failed"]]) == (3, ["001"])
    assert document["failed"][0]["name"] == "云岭县教育局"
    assert "没有下发：云岭县教育局（001）" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["没有.xlsx", "-o", "发"], "不存在"),
        ([FILE, "-o", "发", "--pack", "cn/hunan/hengyan/2024"], "最接近"),
        ([FILE, "-o", "发", "--jobs", "-1"], "--jobs"),
        ([FILE, "-o", "发", "--packs", "没有"], "--packs"),
    ],
)
def test_what_cannot_be_begun_ends_with_2_and_a_reason(capsys, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    code, _, err = jixiao(capsys, *arguments)
    assert code == 2
    assert words in err
    assert not (tmp_path / "发").exists()


def test_killed_at_random_moments_it_ends_as_if_nothing_had_happened(capsys, tmp_path):
    path = write_register(tmp_path / "名册.xlsx", many(150), WITH_STAFF)
    jixiao(capsys, path, "-o", tmp_path / "整", "--jobs", "1", "--no-report")
    out = tmp_path / "断"
    for folders in (1, 40, 100):
        process = started(path, "-o", out, "--jobs", "2", "--no-report")
        limit = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < limit:
            if out.exists() and sum(1 for one in out.iterdir() if one.is_dir()) >= folders:
                break
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
    code, said, _ = jixiao(capsys, path, "-o", out, "--jobs", "1", "--no-report", "--json")
    document = json.loads(said)
    assert code == 0
    assert document["failed"] == []
    assert document["written"] + document["unchanged"] == 150
    assert document["unchanged"] > 0
    assert everything(out) == everything(tmp_path / "整")


def test_interrupted_by_the_user_it_ends_with_130_and_goes_on_later(capsys, tmp_path):
    path = write_register(tmp_path / "名册.xlsx", many(400), WITH_STAFF)
    out = tmp_path / "发"
    process = started(path, "-o", out, "--jobs", "1", "--no-report")
    limit = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < limit and not list(out.glob("*/*.xlsx")):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "已中断" in err.decode("utf-8")
    code, said, _ = jixiao(capsys, path, "-o", out, "--jobs", "1", "--no-report", "--json")
    assert (code, json.loads(said)["failed"]) == (0, [])
    assert json.loads(said)["unchanged"] > 0


def test_files_beyond_a_limit_of_the_system_are_told_per_unit(tmp_path):
    path = write_register(tmp_path / "名册.xlsx", many(3), WITH_STAFF)

    def small_files_only():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    process = started(path, "-o", tmp_path / "发", "--jobs", "1", "--no-report", "--json", preexec_fn=small_files_only)
    out, _ = process.communicate(timeout=120)
    document = json.loads(out)
    assert process.returncode == 2
    assert [one["code"] for one in document["failed"]] == ["issue.disk-full"] * 3
    assert not list((tmp_path / "发").rglob("*.xlsx*"))[1:], "nothing half written is left, only the listing"


def test_two_runs_into_one_folder_do_not_mix(capsys, tmp_path):
    from addin.batch import Lock
    from addin.places import place

    path = write_register(tmp_path / "名册.xlsx", many(2), WITH_STAFF)
    with Lock(place(tmp_path / "发"), "下发"):
        code, _, err = jixiao(capsys, path, "-o", tmp_path / "发", "--jobs", "1", "--no-report")
    assert code == 2
    assert "下发" in err


def test_a_listing_that_could_not_be_written_is_no_unit_that_failed(capsys):
    failed = [
        Failed("01", "甲局", "issue.disk-full", "磁盘空间已满"),
        Failed("", "manifest.jsonl", "issue.write", "磁盘空间已满"),
    ]
    _tell(Issued(load_pack("cn/national"), "下发", 2, written=1, failed=failed), True)
    told = "".join(capsys.readouterr())
    assert "2 个单位，新做 1 个，没有变化 0 个，失败 1 个，已列在上面。文件在 下发，下发清单没有写成。" in told
