"""明细数据: CSV 与 Parquet 的内容相同、数是精确的、文字不会成为公式；手册里的例子照样运行."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, List, Tuple

import pytest
from support.rollup_records import form, indicator, record

from addin.findings import Finding
from addin.places import place
from addin.returned.record import ACCOUNTS, ITEMS, Figure, Record
from addin.rollup.add import add_up
from addin.rollup.choose import Preference
from addin.rollup.data import write_data
from addin.rollup.data.csv_table import harmless
from addin.rollup.data.tables import NUMBER, TABLES
from addin.rollup.decide import decide
from addin.rollup.packed import pack
from addin.rollup.result import About, result_of
from addin.rollup.spool import Spool
from addin.rollup.tree import Listed, Tree

MANUAL = Path(__file__).parents[3] / "docs" / "data.md"
UNITS = [("01", "教育局", ""), ("0101", "第一中学", "01"), ("0102", "第二中学", "01"), ("0103", "第三中学", "01")]
RECORDS = [
    record("01", form(budget="100.10", executed="50.05", score="90", grade="优")),
    record("0101", form(budget="300.20", executed="270.30", score="80", grade="良")),
    record("0102", form(budget="600", executed="600", score="70", grade="中")),
]


def write(folder: Path, units: List[Tuple[str, str, str]] = UNITS, records: List[Record] = RECORDS) -> List[str]:
    spool, tree = Spool(), Tree(Listed(*one) for one in units)
    spool.add([pack(one) for one in records])
    decide(spool, tree, Preference(), ())
    add_up(spool, tree, True)
    result = result_of(spool, tree, About("报送"), str)
    return write_data(result, spool, tree, place(str(folder / "数据")), folder / "暂存", False)[1]


def table(folder: Path, name: str) -> List[dict]:
    with (folder / "数据" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_手册里的例子照样运行(tmp_path: Path, monkeypatch: Any):
    pytest.importorskip("pyarrow")
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    text = MANUAL.read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```.*?```text\n(.*?)```", text, re.S)
    assert len(examples) == 2
    for code, expected in examples:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "docs/data.md", "exec"), {})
        assert printed.getvalue() == expected


def test_手册列出全部的表和列():
    text = MANUAL.read_text("utf-8")
    described = set(re.findall(r"`([a-z0-9_]+)`", text))
    told_by_name = {"files", "contact", "size", "saved", "claimed", "file", "projects", "errors", "warnings", "hints", "sheet", "title",
                    "year", "unit_name", "project", "profile", "level1", "level2", "level3", "completion", "weight", "code", "severity",
                    "printed", "expected", "message", "rule", "source", "table"}  # fmt: skip
    for one in TABLES:
        assert one.name in described
        assert set(one.columns) <= described | told_by_name


def test_Parquet与CSV的行和数相同_没有舍入(tmp_path: Path):
    parquet = pytest.importorskip("pyarrow.parquet")
    figure = Figure(ITEMS, "会议费", "current", "absolute", Decimal("-0.123456789012345"), "万元", "G21")
    records = [
        *RECORDS,
        record("0103", form("basic", figures=[figure, indicator("产出/数量/甲/乙", "12345678901234567890.5", "个")])),
    ]
    assert write(tmp_path, records=records) == []
    for one in TABLES:
        rows = parquet.read_table(tmp_path / "数据" / f"{one.name}.parquet").to_pylist()
        plain = table(tmp_path, one.name)
        assert [list(row) for row in rows[:1]] in ([], [list(one.columns)])
        assert len(rows) == len(plain)
        for row, line in zip(rows, plain):
            for name, kind in zip(one.columns, one.types):
                if kind == NUMBER:
                    exact = Decimal(line[name]) if line[name] else None
                    rounded = (
                        None
                        if exact is None
                        else exact.quantize(Decimal("1e-18"))
                        if "." in line[name] and len(line[name].partition(".")[2]) > 18
                        else exact
                    )
                    assert row[name] == rounded
                else:
                    assert harmless(str("" if row[name] is None else row[name])) == line[name]
    assert table(tmp_path, "indicators")[-1]["level3"] == "甲/乙"


def test_放不下的数在Parquet里留空_要告诉用户(tmp_path: Path):
    pytest.importorskip("pyarrow")
    huge = Figure(ITEMS, "会议费", "current", "absolute", Decimal("1e30"), "万元", "G21")
    told = write(tmp_path, records=[record("01", form("basic", figures=[huge]))])
    assert any("figures.parquet" in one for one in told)
    assert table(tmp_path, "figures")[0]["value"] == "1" + "0" * 30


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1", " =1", "\u3000=cmd"])
def test_会成为公式的文字前面加一撇(text: str):
    assert harmless(text) == f"'{text}"


def test_单位名称_项目名称里的公式不会执行_负数仍是数(tmp_path: Path):
    units = [("01", '=HYPERLINK("http://invalid")', "")]
    figure = Figure(ITEMS, "+会议费", "current", "absolute", Decimal("-5"), "万元", "G21")
    found = Finding("score.mismatch", "warning", "-2+3", sheet="@表")
    write(tmp_path, units, [record("01", form("project", figures=[figure], project="=1+1"), findings=[found])])
    for one in TABLES:
        for row in table(tmp_path, one.name):
            cells = [row[name] for name, kind in zip(one.columns, one.types) if kind == "text"]
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert table(tmp_path, "figures")[0]["value"] == "-5"
    assert table(tmp_path, "findings")[0]["message"] == "'-2+3"


def test_没有计入的文件不进明细(tmp_path: Path):
    wrong = Finding("score.mismatch", "error", "得分不对")
    records = [*RECORDS, record("0103", form(budget="9999"), findings=[wrong])]
    write(tmp_path, records=records)
    assert {row["unit"] for row in table(tmp_path, "forms")} == {"01", "0101", "0102"}
    assert sum(Decimal(row["budget"]) for row in table(tmp_path, "forms")) == Decimal("1000.30")
    assert [row["state"] for row in table(tmp_path, "units")][3] == "退回更正"


def test_决算的科目编码和名称分列(tmp_path: Path):
    lines = [("公开03/2050201 学前教育", "1.5"), ("公开03/合计", "1.5"), ("公开03/205", "1.5")]
    figures = [Figure(ACCOUNTS, item, "合计", "absolute", Decimal(value), "万元") for item, value in lines]
    write(tmp_path, records=[record("01", form("accounts", figures=figures, table="公开03"))])
    found = [(row["table"], row["code"], row["item"]) for row in table(tmp_path, "accounts")]
    assert found == [("公开03", "2050201", "学前教育"), ("公开03", "", "合计"), ("公开03", "205", "")]
