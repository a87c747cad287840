"""LibreOffice 存的 .xls: what a formula shows as nothing stands there as 0, and must not become a score or a rate."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlrd
from support.cases import WHY_ABSENT as NO_CASES
from support.cases import case_ids
from support.libreoffice import SOFFICE, WHY_ABSENT, convert_all
from support.returns import filled, reader, template

from addin.findings import ERROR, WARNING
from addin.returned.xls_zeros import CODE

pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason=WHY_ABSENT),
    pytest.mark.skipif(not case_ids(), reason=NO_CASES),
    pytest.mark.soffice,
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("旧 格式")
    sources = {"blank": folder / "没有填.xlsx", "filled": folder / "填好的.xlsx"}
    sources["blank"].write_bytes(template())
    sources["filled"].write_bytes(filled())
    return dict(zip(sources, convert_all(list(sources.values()), folder / "转 换", "xls")))


def test_the_program_stores_zeros_where_the_form_shows_nothing(saved: dict[str, Path]) -> None:
    sheet = xlrd.open_workbook(saved["blank"]).sheet_by_name("附件2 整体支出绩效自评表")
    assert 0.0 in [cell.value for row in sheet.get_rows() for cell in row]


def test_a_form_that_nobody_filled_in_has_no_score_and_is_not_added(saved: dict[str, Path]) -> None:
    record = reader().read(saved["blank"].read_bytes(), saved["blank"].name)
    assert [(form.score, form.rate) for form in record.forms] == [(None, None)] * len(record.forms)
    assert "return.empty" in [one.code for one in record.findings if one.severity == ERROR]
    assert CODE in [one.code for one in record.findings if one.severity == WARNING]


def test_a_filled_form_keeps_its_figures(saved: dict[str, Path]) -> None:
    record = reader().read(saved["filled"].read_bytes(), saved["filled"].name)
    unit = next(form for form in record.forms if form.kind == "unit")
    # 衡阳技师学院 2024, 附件2: 全年预算 21255.31, 全年执行 21245.82
    assert (unit.budget, unit.executed) == (Decimal("21255.31"), Decimal("21245.82"))
    assert unit.rate == Decimal("21245.82") / Decimal("21255.31")
    assert [one.code for one in record.findings if one.severity == ERROR] == []
