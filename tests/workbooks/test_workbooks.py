"""Every workbook in workbooks/ is a test by lying there: recomputed, and compared with what stands in it."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.cases import WHY_ABSENT, case_ids
from support.files import WORKBOOKS, check_bytes, fill_bytes, workbook_files
from support.make_workbooks import FINDINGS, all_files, all_findings

GENERATED = json.loads(FINDINGS.read_text(encoding="utf-8"))
#: filled packs, which tests/support/make_changji.py makes with LibreOffice; tests/templates compares their figures
PACKS = json.loads((FINDINGS.parent / "findings-packs.json").read_text(encoding="utf-8"))
EXPECTED = {**GENERATED, **PACKS}
BLANK = [name for name in workbook_files() if name.endswith("-blank.xlsx")]
FULL = [name for name in workbook_files() if name not in BLANK]


def found_in(data, name):
    return {(f.sheet, f.cell, f.code, f.severity) for f in check_bytes(data, name)}


def expected_in(name):
    return {(f["sheet"], f["cell"], f["code"], f["severity"]) for f in EXPECTED.get(name, [])}


@pytest.mark.parametrize("name", FULL)
def test_a_filled_workbook_has_exactly_the_listed_findings(name):
    assert found_in((WORKBOOKS / name).read_bytes(), name) == expected_in(name)


@pytest.mark.parametrize("name", BLANK)
def test_a_blank_workbook_has_no_error(name):
    errors = [f for f in check_bytes((WORKBOOKS / name).read_bytes(), name) if f.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("name", BLANK)
def test_a_blank_workbook_is_filled_with_the_published_figures_or_with_what_the_findings_say(name):
    published = name.replace("-blank", "-published")
    doubtful = {(sheet, cell) for sheet, cell, _, _ in expected_in(published)}
    filled = fill_bytes((WORKBOOKS / name).read_bytes(), name)
    assert filled.written
    ours = load_workbook(WORKBOOKS / published)
    for sheet, cell in filled.written:
        if (sheet, cell) in doubtful or cell_is_total(sheet, cell, ours, doubtful):
            continue
        assert same(written_value(filled, sheet, cell), ours[sheet][cell].value), (sheet, cell)


@pytest.mark.parametrize("name", BLANK)
def test_a_filled_blank_has_no_error_and_stays_as_it_is_on_a_second_run(name):
    filled = fill_bytes((WORKBOOKS / name).read_bytes(), name)
    assert not [f for f in check_bytes(filled.data, name) if f.severity == "error"]


def test_every_expected_finding_belongs_to_a_workbook_that_lies_there():
    assert set(EXPECTED) == set(FULL)


@pytest.mark.skipif(not case_ids(), reason=WHY_ABSENT)
def test_the_workbooks_are_what_their_generator_makes():
    files = all_files()
    assert set(files) == set(workbook_files()) - set(PACKS)
    assert all_findings(files) == GENERATED
    for name, (data, _) in files.items():
        assert (WORKBOOKS / name).read_bytes() == data, f"{name}: run python tests/support/make_workbooks.py"


def written_value(filled, sheet, cell):
    return filled.written[sheet, cell]


def cell_is_total(sheet, cell, book, doubtful):
    """The total follows the rows above it: where one of them is doubtful, so is the sum."""
    return str(book[sheet].cell(book[sheet][cell].row, 1).value).startswith("总分") and any(
        s == sheet for s, _ in doubtful
    )


def same(written, printed):
    return as_number(written) == as_number(printed)


def as_number(value):
    text = str(value).replace(",", "").replace("分", "").strip()
    if text.endswith("%"):
        return round(float(text[:-1]) / 100, 6)
    try:
        return round(float(text), 6)
    except ValueError:
        return Path(text).name
