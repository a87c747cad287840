"""汇总命令: 真的文件进，汇总表、明细数据和退回意见出."""

from __future__ import annotations

import csv
import json
import os
import shutil
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, List

import pytest
from openpyxl import load_workbook
from support.returned_bad import WAYS
from support.returned_files import HandedOut, hand_out, invented_units, register_of

from addin.batch import BatchError
from addin.commands import rollup as command
from addin.commands.rollup import Request, rolled_up
from addin.handout.listing import LISTING
from addin.places import PlaceExists, place
from addin.rollup.jsonout import document
from addin.rollup.source import RollupError

COUNT = 12
BAD = {way.name: way for way in WAYS}


class Office:
    """一个主管部门: what was handed out, and what came back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.units = invented_units(COUNT)
        self.out: HandedOut = hand_out(folder / "下 发", self.units)
        self.codes = list(self.out.entries)

    def back(self, name: str, *ways: str, missing: int = 1) -> Path:
        """报来的文件夹: the last units do not return; the ones before them in bad ways."""
        folder = self.folder / name
        bad = dict(zip(self.codes[2:], ways))
        for code in self.codes[: COUNT - missing]:
            files = (
                BAD[bad[code]].make(self.out, code) if code in bad else {self.out.path(code): self.out.returned(code)}
            )
            for path, data in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
        return folder

    def request(self, back: Path, **more: Any) -> Request:
        """一次汇总."""
        places = {name: place(str(more.pop(name))) for name in ("data", "returns") if name in more}
        out = more.pop("out", self.folder / f"{back.name} 汇总.xlsx")
        more.setdefault("manifest", str(self.out.folder))
        return Request(place(str(back)), place(str(out)), jobs=1, **places, **more)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("主管 部门"))


@pytest.fixture(scope="module")
def mixed(office: Office) -> Path:
    return office.back("报 来", "传输中断", "重复报送", "不在名册", "以元代万元")


def table(path: Path) -> List[Dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def said(request: Request) -> Dict[str, Any]:
    with rolled_up(request) as outcome:
        return json.loads("".join(document(outcome.result, outcome.summary, {})))


def test_合计等于手工所算_JSON_明细_汇总表相同(office: Office, mixed: Path):
    data = office.folder / "明细"
    told = said(office.request(mixed, data=data, force=True))
    good = [*office.codes[:2], *office.codes[6:-1]]
    budget = sum(office.out.filled(code).facts["budget[0].full_year"] for code in good)
    executed = sum(office.out.filled(code).facts["budget[0].executed"] for code in good)
    assert Decimal(told["totals"]["budget"]) == budget
    assert Decimal(told["totals"]["executed"]) == executed
    units = table(data / "units.csv")
    assert sum(Decimal(row["budget"]) for row in units if row["budget"]) == budget
    assert sum(Decimal(row["budget"]) for row in table(data / "forms.csv") if row["kind"] == "unit") == budget
    figures = [row for row in table(data / "figures.csv") if (row["group"], row["column"]) == ("funds", "executed")]
    assert sum(Decimal(row["value"]) for row in figures if row["item"] == "年度资金总额") == executed
    totals = [
        row
        for row in table(data / "totals.csv")
        if (row["node"], row["item"], row["column"]) == ("", "年度资金总额", "full_year")
    ]
    assert [Decimal(row["value"]) for row in totals] == [budget]
    book = load_workbook(told["summary"], read_only=True, data_only=True)
    numbers = {
        round(cell, 6)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, (int, float))
    }
    assert round(float(budget), 6) in numbers
    assert round(float(executed), 6) in numbers
    book.close()


def test_每个单位一种状态_原因写明(office: Office, mixed: Path):
    with rolled_up(office.request(mixed, force=True)) as outcome:
        rows = {row.code: row for row in outcome.result.units}
        states = [rows[code].state.value for code in office.codes]
        assert states == ["已计入"] * 2 + ["不能读取", "重复报送", "未报", "退回更正"] + ["已计入"] * 5 + ["未报"]
        assert all(row.reason for row in rows.values() if row.state.value not in ("已计入", "未报"))
        assert [row.state.value for row in outcome.result.files].count("不在名册") == 1
        link = rows[office.codes[0]].files[0].link
        assert (office.folder / link).is_file()


def test_newest和写明文件都能定下重复的(office: Office, mixed: Path):
    code = office.codes[3]
    assert said(office.request(mixed, force=True))["twice"] == [code]
    first, second = sorted(str(one.relative_to(mixed)) for one in mixed.rglob(f"{code}_*.xlsx"))
    for named in (second, str(mixed / second)):
        with rolled_up(office.request(mixed, force=True, prefer=(named,))) as outcome:
            row = next(row for row in outcome.result.units if row.code == code)
            assert {file.file: file.state.value for file in row.files} == {first: "重复，未选用", second: "已计入"}


def test_选用的文件不在文件夹里_说出相近的(office: Office, mixed: Path):
    with pytest.raises(RollupError, match="没有 没有这个"):
        said(office.request(mixed, force=True, prefer=("没有这个.xlsx",)))


def test_认可一个没有的单位代码_不做(office: Office, mixed: Path):
    with pytest.raises(RollupError, match="没有代码为 9X 的单位"):
        said(office.request(mixed, force=True, accept=("9X",)))


def test_用名册代替清单_结果相同(office: Office, mixed: Path):
    register = register_of(office.folder / "单位 名册.xlsx", office.units)
    by_manifest = said(office.request(mixed, force=True))
    by_register = said(office.request(mixed, force=True, manifest="", units=str(register)))
    assert by_register["units"]["missing"] == by_manifest["units"]["missing"]
    assert by_register["totals"]["budget"] == by_manifest["totals"]["budget"]
    assert by_register["source"] == "名册 单位 名册.xlsx"


def test_没有清单也没有名册_未报不知道_说明白(office: Office, mixed: Path):
    told = said(office.request(mixed, force=True, manifest=""))
    assert told["source"] == ""
    assert told["units"]["expected"] is None
    assert told["units"]["missing"] is None
    assert any("名册" in note for note in told["notes"])
    assert told["units"]["twice"] == 1


def test_清单在上一级文件夹里也找得到(office: Office, tmp_path: Path):
    shutil.copy(office.out.folder / "manifest.jsonl", tmp_path)
    back = tmp_path / "报 来"
    office.out.return_all(back, office.codes[:2])
    told = said(office.request(back, manifest="", out=tmp_path / "汇总.xlsx"))
    assert told["units"]["expected"] == COUNT


def test_就在下发的文件夹里填报_没有动过的不算报送(office: Office, tmp_path: Path):
    folder = tmp_path / "下 发"
    shutil.copytree(office.out.folder, folder)
    shutil.copy(office.folder / "单位 名册.xlsx", folder / LISTING) if (
        office.folder / "单位 名册.xlsx"
    ).exists() else None
    office.out.return_all(folder, office.codes[:3])
    told = said(office.request(folder, manifest="", out=folder / "汇总.xlsx"))
    assert (told["units"]["returned"], told["units"]["added"], told["units"]["missing"]) == (3, 3, COUNT - 3)
    assert any("原样" in note for note in told["notes"])
    again = said(office.request(folder, manifest="", out=folder / "汇总.xlsx", force=True))
    assert again["files"] == told["files"]


def test_已有的汇总表不覆盖_一字不改(office: Office, mixed: Path, tmp_path: Path):
    out = tmp_path / "汇总.xlsx"
    out.write_bytes(b"mine")
    with pytest.raises(PlaceExists, match="force"):
        said(office.request(mixed, out=out))
    assert out.read_bytes() == b"mine"
    said(office.request(mixed, out=out, force=True))
    assert zipfile.is_zipfile(out)


def test_已有的明细数据和信不覆盖(office: Office, mixed: Path, tmp_path: Path):
    said(office.request(mixed, out=tmp_path / "一.xlsx", data=tmp_path / "数据", returns=tmp_path / "信"))
    with pytest.raises(PlaceExists, match="force"):
        said(office.request(mixed, out=tmp_path / "二.xlsx", data=tmp_path / "数据"))
    with pytest.raises(PlaceExists, match="force"):
        said(office.request(mixed, out=tmp_path / "二.xlsx", returns=tmp_path / "信"))
    assert not (tmp_path / "二.xlsx").exists()


def test_该改的和没有报的单位各有一封信_再次汇总后旧信不留(office: Office, mixed: Path, tmp_path: Path):
    letters = tmp_path / "信 件"
    said(office.request(mixed, out=tmp_path / "汇总.xlsx", returns=letters))
    kinds = {one.name.partition("_")[0]: one.stem.rpartition("_")[2] for one in letters.iterdir()}
    codes = office.codes
    assert kinds == {
        codes[2]: "退回意见", codes[3]: "退回意见", codes[4]: "催报通知", codes[5]: "退回意见", codes[-1]: "催报通知",
    }  # fmt: skip
    with rolled_up(
        office.request(mixed, out=tmp_path / "汇总.xlsx", returns=letters, force=True, accept=(codes[5],))
    ) as outcome:
        assert outcome.letters == 4
    assert not list(letters.glob(f"{codes[5]}_*"))


class _Killed(BaseException):
    """杀死."""


@pytest.fixture(scope="module")
def undisturbed(office: Office, mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    # as far from the returns as the interrupted ones, for the links in the summary lead there
    whole = tmp_path_factory.mktemp("一次 做完") / "结果"
    with rolled_up(office.request(mixed, out=whole / "汇总.xlsx", data=whole / "数据", returns=whole / "信")):
        return whole


@pytest.mark.parametrize("at", [("读取", 3), ("读取", COUNT), ("选用", 2), ("汇总", 5), ("写汇总表", 0)])
def test_中断以后再运行_结果与没有中断过的逐字节相同(
    office: Office, mixed: Path, undisturbed: Path, tmp_path: Path, at: Any, monkeypatch: Any
):
    monkeypatch.setattr("addin.rollup.collect._BATCH", 2)
    broken = tmp_path / "中断 过的"

    def kill(what: str, done: int, total: int) -> None:
        if what == at[0] and done >= at[1]:
            raise _Killed

    request = office.request(mixed, out=broken / "汇总.xlsx", data=broken / "数据", returns=broken / "信", force=True)
    with pytest.raises(_Killed), rolled_up(request, kill):
        pass
    assert not (broken / "汇总.xlsx").exists()
    with rolled_up(request) as outcome:
        assert outcome.earlier >= (COUNT - 2 if at[0] != "读取" else 1)
    files = {one.relative_to(undisturbed) for one in undisturbed.rglob("*") if one.is_file()}
    assert {one.relative_to(broken) for one in broken.rglob("*") if one.is_file()} == files
    assert [name for name in sorted(files) if (undisturbed / name).read_bytes() != (broken / name).read_bytes()] == []


def test_中断以后改过的文件重新读(office: Office, tmp_path: Path):
    back = tmp_path / "报 来"
    office.out.return_all(back, office.codes[:4])

    def kill(what: str, done: int, total: int) -> None:
        if what == "选用":
            raise _Killed

    request = office.request(back, out=tmp_path / "汇总.xlsx")
    with pytest.raises(_Killed), rolled_up(request, kill):
        pass
    changed = back / office.out.path(office.codes[0])
    changed.write_bytes(office.out.returned(office.codes[0], seed=7))
    os.utime(changed, (1_800_000_000, 1_800_000_000))
    with rolled_up(request) as outcome:
        assert outcome.earlier == 3
        filled = [office.out.filled(office.codes[0], seed=7), *map(office.out.filled, office.codes[1:4])]
        assert outcome.result.whole.headline.budget == sum(one.facts["budget[0].full_year"] for one in filled)


def test_在内存的位置上汇总(office: Office, mixed: Path):
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for path in mixed.rglob("*.xlsx"):
        memory.pipe(f"/报来/{path.relative_to(mixed).as_posix()}", path.read_bytes())
    memory.pipe("/报来/manifest.jsonl", (office.out.folder / "manifest.jsonl").read_bytes())
    request = Request(
        place("memory://报来"), place("memory://结果/汇总.xlsx"), jobs=1, data=place("memory://结果/数据")
    )
    with rolled_up(request) as outcome:
        assert outcome.result.whole.headline.budget == Decimal(
            said(office.request(mixed, force=True))["totals"]["budget"]
        )
    assert zipfile.is_zipfile(memory.open("/结果/汇总.xlsx"))
    left = [name for name in memory.find("/结果") if "jixiao" in name]
    assert left == []


def test_没有pyarrow时只写CSV_并说明(office: Office, mixed: Path, tmp_path: Path, monkeypatch: Any):
    monkeypatch.setattr("addin.rollup.data.write.available", lambda: False)
    with rolled_up(office.request(mixed, out=tmp_path / "汇总.xlsx", data=tmp_path / "数据")) as outcome:
        assert any("pip install" in one for one in outcome.messages)
    assert {one.suffix for one in (tmp_path / "数据").iterdir()} == {".csv"}


def test_同一份汇总表不能同时做两次(office: Office, mixed: Path, tmp_path: Path):
    request = office.request(mixed, out=tmp_path / "汇总.xlsx")
    with rolled_up(request), pytest.raises(BatchError, match="汇总"), rolled_up(replace(request, force=True)):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["汇总.xlsx"]


def test_空文件夹又没有清单_说明白(tmp_path: Path):
    (tmp_path / "空").mkdir()
    with pytest.raises(RollupError, match="没有工作簿"):
        said(Request(place(str(tmp_path / "空")), place(str(tmp_path / "汇总.xlsx"))))


def test_空文件夹有清单_全部未报(office: Office, tmp_path: Path):
    (tmp_path / "空").mkdir()
    told = said(office.request(tmp_path / "空", out=tmp_path / "汇总.xlsx"))
    assert told["units"]["missing"] == COUNT
    assert told["totals"]["budget"] is None


def test_调度器在别的机器上时_单位清单随任务带去():
    assert command.Carried(b"1").read() == b"1"
    assert command.Carried(b"1").local is None
