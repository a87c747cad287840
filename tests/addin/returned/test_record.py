"""报送记录: what is written as a line of JSON is read back the same."""

from __future__ import annotations

import json
from decimal import Decimal

from addin.findings import ERROR, Finding
from addin.handout.identity import Identity
from addin.returned.record import ABSOLUTE, FUNDS, RELATIVE, Figure, FormRecord, Record, as_json, from_json


def test_a_record_comes_back_from_json_as_it_was() -> None:
    figures = (
        Figure(FUNDS, "年度资金总额", "full_year", ABSOLUTE, Decimal("120.50"), "万元", "E6"),
        Figure(FUNDS, "年度资金总额", "rate", RELATIVE, Decimal("0.9983"), "", "G6", Decimal("120.50")),
    )
    form = FormRecord("unit", "附件2", year=2024, unit_name="云岭县教育局", score=Decimal("95.5"), figures=figures)
    finding = Finding("score.mismatch", ERROR, "分数不符", "001_云岭县教育局.xlsx", "附件2", "H9")
    record = Record(
        "001_云岭县教育局/001_云岭县教育局.xlsx", 4096, "ab" * 32, "2025-03-01T08:00:00Z", Identity("cn/national", 1, "001"),
        "001", "property", (form,), (finding,),
    )  # fmt: skip
    line = json.dumps(as_json(record), ensure_ascii=False)
    assert from_json(json.loads(line)) == record
    assert record.errors == 1


def test_a_file_that_cannot_be_read_has_a_record_too() -> None:
    record = Record("坏文件.xlsx", findings=(Finding("zip.truncated", ERROR, "文件不完整"),), unreadable=True)
    assert from_json(json.loads(json.dumps(as_json(record)))) == record
