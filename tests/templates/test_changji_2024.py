"""新疆 昌吉 2024: the pack's workbook and the worked example give the figures that the published text states."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.libreoffice import SOFFICE, WHY_ABSENT, convert

from addin.build.templates.build import files_of
from addin.build.templates.changji_2024 import PACK
from addin.commands.folder import check_paths
from addin.forms.accounts_model import Accounts
from addin.hosts.files import read
from addin.package.reading import open_workbook
from addin.packs.load import read_folder

HOUSE = Path(__file__).resolve().parents[2]
EXAMPLE = HOUSE / "workbooks" / "changji-2024-final-accounts.xlsx"
FOLDER = HOUSE / "templates" / PACK.name

#: figures of the published text: table, row, column -> as printed
STATED = {
    (1, "year_income", "amount"): "26,256.62", (1, "opening", "amount"): "598.30", (1, "income_total", "amount"): "26,854.92",
    (1, "year_expenditure", "amount"): "26,843.22", (1, "closing", "amount"): "11.70", (1, "expenditure_total", "amount"): "26,854.92",
    (2, "total", "sum"): "26,256.62", (2, "total", "fiscal"): "20,307.48", (2, "total", "business"): "4,929.13", (2, "total", "other"): "1,020.01",
    (3, "total", "sum"): "26,843.22", (3, "total", "basic"): "18,298.61", (3, "total", "project"): "8,544.61",
    (4, "income_total", "amount"): "20,307.48", (4, "expenditure_total", "sum"): "20,307.48", (4, "205", "general"): "20,288.05",
    (4, "206", "sum"): "3.90", (4, "210", "sum"): "5.53", (4, "229", "sum"): "10.00", (4, "year_expenditure", "general"): "20,307.48",
    (5, "total", "sum"): "20,307.48", (5, "2050302", "sum"): "2,299.80", (5, "2050303", "sum"): "332.26", (5, "2050305", "sum"): "17,655.98",
    (5, "2060203", "sum"): "3.90", (5, "2100199", "sum"): "5.53", (5, "2299999", "sum"): "10.00", (5, "total", "basic"): "13,049.95",
    (6, "staff_total", "amount"): "11,153.77", (6, "office_total", "amount"): "1,896.19",
    (7, "total", "sum"): "0.00", (8, "total", "sum"): "0.00",
    (9, "actual", "total"): "0.40", (9, "actual", "abroad"): "0.40", (9, "actual", "car"): "0.00", (9, "actual", "reception"): "0.00",
    (9, "budget", "total"): "0.40",
}  # fmt: skip


@pytest.fixture(scope="module")
def pack():
    return read_folder(FOLDER, PACK.name)


@pytest.fixture(scope="module")
def example():
    return read(EXAMPLE)


def by_number(opened):
    return {form.table: form for form in opened.forms if isinstance(form, Accounts)}


@pytest.mark.parametrize(("place", "printed"), STATED.items())
def test_the_example_shows_the_figures_of_the_text(example, place, printed):
    table, row, column = place
    assert by_number(example)[table].cells[row, column].text == printed


def test_the_nine_tables_and_the_forms_are_recognised_on_the_pack(pack):
    forms = read(pack.workbook).forms
    assert [form.kind for form in forms] == ["unit", "project", *["accounts"] * 9]
    assert list(by_number(read(pack.workbook))) == list(range(1, 10))
    assert all(form.year == 2024 and form.money_unit == "万元" for form in forms)


def test_only_the_two_rounding_differences_of_the_text_are_found():
    found = check_paths([EXAMPLE]).findings
    assert [(f.code, f.severity, f.sheet, f.cell) for f in found] == [
        ("accounts.level", "hint", "公开05表", "C8"),  # 20,288.05 against 2,299.80 + 332.26 + 17,655.98
        ("accounts.tie", "hint", "公开06表", "C34"),  # 11,153.77 + 1,896.19 against 13,049.95
    ]


def test_the_points_of_the_forms_are_the_published_ones_but_for_the_cut_rate(example):
    unit, project = example.forms[0], example.forms[1]
    # 10 × 99.96 % is 10.00; the text prints 9.9
    assert [row.text("score") for row in unit.indicators if row.text("weight")] == [
        "10",
        "10",
        "5",
        "20",
        "20",
        "20",
    ]
    assert project.total is not None
    assert project.total.text("score") == "89.62分"


def test_a_changed_figure_of_the_example_is_found(tmp_path):
    book = load_workbook(EXAMPLE)
    book["公开03表"]["D7"] = 18398.61  # 基本支出 100 too much
    changed = tmp_path / "改动.xlsx"
    book.save(changed)
    found = {(f.code, f.sheet, f.cell, f.severity) for f in check_paths([changed]).findings if f.severity == "error"}
    assert ("accounts.sum", "公开03表", "C7", "error") in found


def test_the_pack_on_disk_is_what_its_builder_makes():
    for name, data in files_of(PACK).items():
        assert (HOUSE / "templates" / name).read_bytes() == data, f"{name}: python -m addin.build.templates"


def test_every_field_text_and_datum_names_a_cell_of_the_workbook(pack):
    names = {name: grid.name for grid in open_workbook(pack.workbook).grids() for name in grid.names}
    for form in pack.forms:
        for path, name in (form.fields or {}).items():
            assert names[name] == form.sheet, path
    for text in pack.texts:
        assert names[text.cell] == text.sheet
    for datum in pack.data:
        assert all(names[name] == datum.sheet for name in datum.cells.values()), datum.name
    assert {text.name for text in pack.texts} >= {"functions", "organisation", "summary", "problems", "measures"}


def test_every_item_that_the_narrative_compares_has_what_it_needs(pack):
    cells = {datum.name: set(datum.cells) for datum in pack.data}
    for name in (
        "total",
        "fiscal",
        "general",
        "fund",
        "capital",
        "public",
        "public_abroad",
        "public_car",
        "public_reception",
        "operating",
    ):
        assert cells[name] == {"current", "previous", "reason"}
    for name in ("fiscal_budget", "general_budget", "fund_budget", "public_budget", "public_car_running_budget"):
        assert cells[name] == {"current", "initial", "reason"}


def test_totals_are_locked_and_typing_cells_open(pack):
    book = load_workbook(pack.workbook)
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    first = book["公开01表"]
    assert first["C37"].protection.locked  # 总计
    assert not first["C7"].protection.locked  # 一般公共预算财政拨款收入
    # 本年支出合计 may be the only figure known: computed, but open
    assert str(first["F33"].value).startswith("=")
    assert not first["F33"].protection.locked


def test_print_setup_repeats_heads_and_numbers_pages(pack):
    for sheet in load_workbook(pack.workbook):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth == 1
        assert "&P" in sheet.oddFooter.center.text
        if sheet.title.startswith("公开"):
            assert re.fullmatch(r"\$1:\$[5-7]", sheet.print_title_rows)


def test_more_rows_of_subjects_are_drawn_when_asked():
    book = PACK.book({"公开05表": 60})
    data = book.to_bytes()
    sheet = load_workbook(io.BytesIO(data))["公开05表"]
    assert sheet["C67"].value.startswith("=")
    assert "$A$8:$A$67" in sheet["C7"].value


@pytest.mark.soffice
@pytest.mark.skipif(SOFFICE is None, reason=WHY_ABSENT)
@pytest.mark.parametrize("path", [EXAMPLE, FOLDER / PACK.file], ids=["filled", "blank"])
def test_libreoffice_computes_the_values_that_are_stored(tmp_path, path):
    before = open_workbook(path)
    after = open_workbook(convert(path, tmp_path).read_bytes())
    compared = 0
    for grid in before.grids():
        other = after.grid(grid.name)
        for where, cell in grid:
            if cell.formula is not None:
                compared += 1
                assert other[where].text.rstrip(".") == cell.text.rstrip("."), f"{grid.name}!{grid.label(*where)}"
    assert compared > 800
