"""Thousands of returned workbooks of which one in twenty is bad in one of twelve ways: each is named, none is added in silence.

The sums are worked out from the figures that were typed into the good ones, without jixiao. ``make test`` takes 1,200 workbooks,
``make test-large`` 10,000.
"""

import os
import random
import shutil
from collections import Counter
from decimal import Decimal, localcontext

import pytest
from support.returned_bad import WAYS
from support.returned_files import ROOT, HandedOut, invented_units, register_of
from support.returned_run import jixiao
from support.returned_values import PACK

UNITS = int(os.environ.get("JIXIAO_RETURNS", "1200"))
BAD = UNITS // 20
#: where returns end up on an office's disk: as handed out, in one folder, by the day, renamed
PLACES = ("{path}", "第一批/{file}", "邮箱 附件/{day}日/{path}", "汇 总/{day}日/副本 {file}", "{file}")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Handed out with the second edition of the pack, returned, rolled up."""
    folder = tmp_path_factory.mktemp("万个 单位")
    packs = folder / "模板"
    shutil.copytree(ROOT / "templates" / PACK, packs / PACK)
    toml = packs / PACK / "pack.toml"
    toml.write_text(toml.read_text("utf-8").replace("version = 1\n", "version = 1\nedition = 2\n", 1), "utf-8")
    register = register_of(folder / "单位 名册.xlsx", invented_units(UNITS))
    jixiao("issue", register, "-o", folder / "下 发", "--packs", packs, "--no-report", "--jobs", "2")
    out = HandedOut(folder / "下 发")
    assert out.head.version == 2
    draw = random.Random("returns")
    bad = {code: WAYS[at % len(WAYS)] for at, code in enumerate(draw.sample(list(out.entries), BAD))}
    back = folder / "报 回"
    files = {}
    for code in out.entries:
        made = bad[code].make(out, code) if code in bad else {out.path(code): out.returned(code)}
        for path, data in made.items():
            spot = draw.choice(PLACES) if code not in bad else "{path}"
            name = spot.format(path=path, file=path.rpartition("/")[2], day=draw.randrange(1, 31))
            target = back / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            files[name] = code
    made = jixiao(
        "rollup", back, "-o", folder / "汇 总.xlsx", "--manifest", folder / "下 发", "--data", folder / "数 据",
        "--packs", packs, "--jobs", "2", codes=(1, 2),
    )  # fmt: skip
    yield out, bad, files, made
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def told(whole):
    """File -> its findings."""
    found = {}
    for one in whole[3]["findings"]:
        found.setdefault(one["file"], []).append(one)
    return found


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_bad_file_is_named_with_its_reason(whole, told, way):
    _, bad, files, _ = whole
    of_way = [name for name, code in files.items() if bad.get(code) is way]
    assert len(of_way) >= BAD // len(WAYS)
    silent = [name for name in of_way if not {one["code"] for one in told.get(name, ())} & set(way.codes)]
    assert silent == []
    assert {one["state"] == "added" for name in of_way for one in told[name]} == {way.added}
    assert all(len(one["message"]) > 8 for name in of_way for one in told[name])


def test_the_good_ones_are_without_errors_and_warnings_and_all_are_added(whole, told):
    _, bad, files, _ = whole
    graver = {name for name, found in told.items() for one in found if one["severity"] != "hint"}
    assert graver == {name for name, code in files.items() if code in bad}
    assert {one["state"] for name, found in told.items() for one in found if files[name] not in bad} == {"added"}


def test_every_unit_is_in_one_state_and_the_states_add_up(whole):
    _, bad, files, made = whole
    ways = Counter(way.name for way in bad.values())
    units = made["units"]
    assert (made["files"], units["expected"]) == (len(files), UNITS)
    assert units["added"] == UNITS - BAD + ways["改了表名"] + ways["列错位"]
    assert units["twice"] == ways["重复报送"] == len(made["twice"])
    assert units["foreign"] == ways["上年的表"] + ways["旧版模板"]
    assert units["unreadable"] == ways["传输中断"] + ways["加了打开密码"]
    assert units["missing"] == ways["不在名册"] == units["files"]["unknown"]
    assert units["errors"] == ways["数字格里写了文字"] + ways["以元代万元"] + ways["公式没有结果"] + ways["空表"]
    assert sorted(made["missing"]) == sorted(code for code, way in bad.items() if way.name == "不在名册")
    states = ("added", "part", "errors", "twice", "foreign", "unreadable", "missing")
    assert sum(units[state] for state in states) == UNITS


def test_the_totals_are_those_of_the_good_returns_worked_out_by_hand(whole):
    out, bad, _, made = whole
    counted = [out.filled(code) for code in out.entries if code not in bad or bad[code].added]
    budget = sum(one.facts["budget[0].full_year"] for one in counted)
    executed = sum(one.facts["budget[0].executed"] for one in counted)
    totals = made["totals"]
    assert (Decimal(totals["budget"]), Decimal(totals["executed"])) == (budget, executed)
    with localcontext() as context:
        context.prec = 50
        weighted = sum(one.score * one.facts["budget[0].full_year"] for one in counted) / budget
        mean = sum(one.score for one in counted) / len(counted)
        assert abs(Decimal(totals["score"]) - weighted) < Decimal("1e-20")
        assert abs(Decimal(totals["score_mean"]) - mean) < Decimal("1e-20")
        assert abs(Decimal(totals["rate"]) - executed / budget) < Decimal("1e-20")
    assert totals["grades"] == dict(Counter(one.grade for one in counted))
