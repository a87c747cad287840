"""A hand-out that is killed twenty times at random moments and then run again leaves what one undisturbed run leaves."""

import hashlib
import json
import random

import pytest
from support.killed import killed_at
from support.returned_files import invented_units, register_of
from support.returned_run import jixiao

UNITS = 60
#: register drawn anew: each chain begins with an empty folder and is killed so many times
CHAINS, KILLS = 4, 5


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    return register_of(tmp_path_factory.mktemp("名 册") / "单位 名册.xlsx", invented_units(UNITS))


def finish(register, out):
    return jixiao("issue", register, "-o", out, "--jobs", "2", seconds=300)


def journaled(out):
    """Units that the journal of the killed run knows of; its last line may be torn."""
    path = out / ".jixiao-issue.jsonl"
    lines = (
        path.read_bytes().split(b"\n")[1:-1] if path.exists() else []
    )  # the head, and what stands behind the last end
    return {json.loads(line)["unit"] for line in lines}


def everything(folder):
    """Every file, whatever its name, with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def undisturbed(register, tmp_path_factory):
    out = tmp_path_factory.mktemp("一次 完成") / "下 发"
    made = finish(register, out)
    assert (made["units"], made["written"], made["failed"]) == (UNITS, UNITS, [])
    files = everything(out)
    assert sum(name.endswith(".docx") for name in files) == UNITS
    assert "manifest.jsonl" in files
    return files


@pytest.mark.parametrize("chain", range(CHAINS))
def test_killed_again_and_again_and_run_once_more_it_is_the_same_byte_for_byte(register, undisturbed, tmp_path, chain):
    draw = random.Random(f"issue/{chain}")
    out = tmp_path / "下 发"
    arguments = ["issue", str(register), "-o", str(out), "--jobs", "2"]

    def workbooks():
        return sum(1 for _ in out.glob("*/*.xlsx")) if out.is_dir() else 0

    killed = 0
    for _ in range(KILLS):
        goal = workbooks() + draw.randrange(UNITS // KILLS + 5)
        killed += killed_at(arguments, draw, seconds=0.15, when=lambda goal=goal: workbooks() >= goal)
    assert killed, "没有一次是在中途结束的"
    noted = journaled(out)
    made = finish(register, out)
    assert everything(out) == undisturbed
    # what was done stays done: what the journal knew of is not made again
    assert made["written"] + made["unchanged"] == UNITS
    assert made["written"] <= UNITS - len(noted)
