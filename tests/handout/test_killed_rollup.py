"""A roll-up that is killed twenty times at random moments and then run again gives what one undisturbed run gives."""

import random
import zipfile

import pytest
from support.killed import killed_at
from support.returned_bad import WAYS
from support.returned_files import HandedOut, invented_units, register_of
from support.returned_run import jixiao

UNITS = 60
CHAINS, KILLS = 4, 5
#: an older edition needs a pack that has one
BAD = tuple(way for way in WAYS if way.name != "旧版模板")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Handed out and returned, two bad ones of each way among them."""
    folder = tmp_path_factory.mktemp("断 电")
    register = register_of(folder / "名册.xlsx", invented_units(UNITS))
    jixiao("issue", register, "-o", folder / "下 发", "--no-report", "--jobs", "2")
    out = HandedOut(folder / "下 发")
    bad = dict(zip(random.Random(0).sample(list(out.entries), 2 * len(BAD)), (*BAD, *BAD)))
    for code in out.entries:
        made = bad[code].make(out, code) if code in bad else {out.path(code): out.returned(code)}
        for path, data in made.items():
            target = folder / "报 回" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return folder


def arguments(base, name):
    (base / name).mkdir(exist_ok=True)
    return [
        "rollup", str(base / "报 回"), "-o", str(base / name / "汇 总.xlsx"), "--manifest", str(base / "下 发"),
        "--data", str(base / name / "数 据"), "--jobs", "2", "--force",
    ]  # fmt: skip


def outcome(base, name):
    """Everything that is in the data: the document, every part of the summary, every file of the tidy data."""
    made = jixiao(*arguments(base, name), codes=(1, 2), seconds=300)
    told = {key: value for key, value in made.items() if key not in ("summary", "data", "messages")}
    left = sorted(path.name for path in (base / name).iterdir())
    data = {path.name: path.read_bytes() for path in sorted((base / name / "数 据").iterdir())}
    with zipfile.ZipFile(base / name / "汇 总.xlsx") as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return told, left, data, parts


@pytest.fixture(scope="module")
def undisturbed(base):
    told, left, data, parts = outcome(base, "一次")
    assert left == ["数 据", "汇 总.xlsx"]
    assert told["units"]["expected"] == UNITS
    assert told["units"]["added"] == UNITS - 2 * len([way for way in BAD if not way.added])
    assert {"units.csv", "totals.csv", "figures.csv"} <= set(data)
    assert len([name for name in parts if name.startswith("xl/worksheets/sheet")]) >= 6
    return told, left, data, parts


@pytest.mark.parametrize("chain", range(CHAINS))
def test_killed_again_and_again_and_run_once_more_it_is_the_same_bit_for_bit(base, undisturbed, chain):
    draw = random.Random(f"rollup/{chain}")
    name = f"断{chain}"
    command = arguments(base, name)
    journal = base / name / ".汇 总.xlsx.jixiao" / "read.jsonl"

    def read():
        return journal.read_bytes().count(b"\n") if journal.exists() else 0

    killed, goals = 0, sorted(draw.randrange(UNITS) for _ in range(KILLS - 2))
    for goal in (*goals, UNITS, UNITS):  # three times while it reads, twice while it adds up and writes
        late = goal == UNITS
        killed += killed_at(command, draw, seconds=1.5 if late else 0.1, when=lambda goal=goal: read() > goal)
    assert killed >= KILLS - 2, "几乎没有一次是在中途结束的"
    told, left, data, parts = outcome(base, name)
    assert told == undisturbed[0]
    assert left == undisturbed[1]
    assert data == undisturbed[2]
    assert parts.keys() == undisturbed[3].keys()
    assert [part for part in parts if parts[part] != undisturbed[3][part]] == []
