"""金额量级: 把元填进万元的格子，从其他单位看出来；大单位不误判."""

from __future__ import annotations

from decimal import Decimal
from typing import List

from support.rollup_records import form, record, rolled

from addin.rollup.model import State
from addin.rollup.scale import Amount, suspicious

#: ten schools with 80 to 260 万元
USUAL = [80, 95, 120, 130, 150, 160, 180, 200, 240, 260]


def amounts(*values: float, parent: str = "1", kind: str = "unit") -> List[Amount]:
    return [
        Amount(f"{parent}{n:02d}", parent, f"{parent}{n:02d}.xlsx", kind, Decimal(str(value)))
        for n, value in enumerate(values)
    ]


def test_一千万倍于其他单位_除以一万正合适的_可疑():
    found = suspicious(amounts(*USUAL, 1_500_000))
    (finding,) = found.values()
    assert (finding.code, finding.severity) == ("return.amount-scale", "error")
    assert "150.00" in finding.message


def test_比别的单位大两百倍的主管局_不可疑():
    assert suspicious(amounts(*USUAL, 40_000)) == {}


def test_除以一万以后太小或仍然太大的_不是元与万元之误():
    assert suspicious(amounts(*USUAL, 160_000)) != {}  # 16 万元：小学校
    assert suspicious(amounts(*USUAL, 80_000_000)) == {}  # 除以一万是 8000 万元，是最大的单位的三十倍


def test_单位太少时只是警告():
    (finding,) = suspicious(amounts(100, 120, 1_000_000)).values()
    assert finding.severity == "warning"
    assert suspicious(amounts(1_000_000)) == {}
    assert suspicious(amounts(100, 120, 40_000)) == {}


def test_同级的单位少时_与全部单位比较():
    found = suspicious([*amounts(*USUAL), *amounts(110, 1_300_000, parent="2")])
    assert list(found) == ["201.xlsx"]


def test_不同种类的表分开比较():
    found = suspicious([*amounts(*USUAL), *amounts(*[1_500_000] * 8, kind="accounts")])
    assert found == {}


def test_下发时填好的预算数不怀疑():
    assert suspicious(amounts(*USUAL, 1_500_000), lambda one: True) == {}


def test_可疑的文件不计入_单位写明原因_认可后计入():
    units = [("1", "主管局", ""), *((f"1{n:02d}", f"第{n}校", "1") for n in range(11))]
    values = [*USUAL, 1_500_000]
    records = [record(f"1{n:02d}", form(budget=str(value), executed="1")) for n, value in enumerate(values)]
    result = rolled(units, records)
    row = next(row for row in result.units if row.code == "110")
    assert row.state is State.ERRORS
    assert "万元" in row.reason
    assert result.whole.headline.budget == sum(USUAL)
    accepted = rolled(units, records, accept=["110"])
    assert accepted.whole.headline.budget == sum(values)
    assert next(row for row in accepted.units if row.code == "110").accepted == ("return.amount-scale",)
