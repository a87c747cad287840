"""The packs of 湖南 and the national one, as files: protected, open where people type, nothing hidden, the same on every build."""

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import MultiCellRange
from support.packfill import PACKS, source_of, workbook

from addin.build.templates.build import files_of
from addin.commands.check import check
from addin.commands.context import Context
from addin.commands.profile import choose_profile
from addin.edits import InsertRows
from addin.hosts.files import read
from addin.package.writing import apply_edits
from addin.packs.list import load_pack

FORMS = [(pack, sheet) for pack in PACKS for sheet in openpyxl.load_workbook(workbook(pack), read_only=True).sheetnames]


@pytest.fixture(scope="module")
def books():
    return {pack: openpyxl.load_workbook(workbook(pack)) for pack in PACKS}


@pytest.fixture(scope="module")
def grids():
    return {pack: read(workbook(pack)) for pack in PACKS}


@pytest.mark.parametrize("pack", PACKS)
def test_a_rebuild_gives_the_committed_bytes(pack):
    for path, data in files_of(source_of(pack)).items():
        committed = workbook(pack).parent / path.rpartition("/")[2]
        assert committed.read_bytes() == data, f"{path} 与生成结果不同，请运行 python -m addin.build.templates"


@pytest.mark.parametrize("pack", PACKS)
def test_the_package_holds_no_macro_link_hidden_sheet_or_foreign_part(pack):
    with zipfile.ZipFile(workbook(pack)) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names if name.endswith((".xml", ".rels")))
    assert not [name for name in names if re.search(r"vba|activeX|externalLink|embeddings|connections|custom", name)]
    assert b"TargetMode" not in everything
    assert b'state="hidden"' not in everything
    assert b"veryHidden" not in everything
    assert b'hidden="1"' not in everything
    assert b"fullCalcOnLoad" not in everything or b'fullCalcOnLoad="1"' not in everything


@pytest.mark.parametrize(("pack", "sheet"), FORMS)
def test_every_sheet_is_protected_without_a_password_and_lets_rows_and_sizes_change(books, pack, sheet):
    protection = books[pack][sheet].protection
    assert protection.sheet
    assert not protection.password
    assert not protection.hashValue
    assert [getattr(protection, name) for name in ("insertRows", "formatRows", "formatColumns")] == [False] * 3
    assert protection.sort is True or protection.sort is None or protection.sort


@pytest.mark.parametrize(("pack", "sheet"), FORMS)
def test_what_is_printed_is_locked_and_what_is_typed_is_open(books, pack, sheet):
    page = books[pack][sheet]
    typed = [cell for row in page.iter_rows() for cell in row if not cell.protection.locked]
    assert typed
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and not cell.value.startswith("=") and cell.protection.locked is False:
                # texts that a unit may change: the year in its brackets, 指标说明
                assert "年度）" in cell.value or page.title.startswith("附件1 评分表"), (cell.coordinate, cell.value)


@pytest.mark.parametrize(("pack", "sheet"), FORMS)
def test_a_page_is_a4_one_page_wide_with_page_numbers_and_repeated_heads(books, pack, sheet):
    page = books[pack][sheet]
    assert page.page_setup.paperSize == 9
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert page.print_area
    if sheet != "报告文字":
        first, last = map(int, page.print_title_rows.replace("$", "").split(":"))
        heads = [cell.value or "" for row in page.iter_rows(first, last) for cell in row]
        assert any(re.search(r"三级指标|决算数", str(head)) for head in heads)


@pytest.mark.parametrize(("pack", "sheet"), FORMS)
def test_numbers_typed_have_limits_and_every_limit_speaks_chinese(books, pack, sheet):
    page = books[pack][sheet]
    limited = MultiCellRange()
    for rule in page.data_validations.dataValidation:
        assert re.search(r"[\u4e00-\u9fff]", rule.prompt)
        if rule.type is not None:
            assert re.search(r"[\u4e00-\u9fff]", rule.error)
            assert rule.errorStyle in ("stop", None)
        for one in rule.sqref.ranges:
            limited.add(one.coord)
    for row in page.iter_rows():
        for cell in row:
            covered = any(
                cell.coordinate in merged and merged.start_cell.coordinate != cell.coordinate
                for merged in page.merged_cells
            )
            if not cell.protection.locked and cell.number_format in ("#,##0.00", "0.##") and not covered:
                assert any(cell.coordinate in one for one in limited.ranges), cell.coordinate


@pytest.mark.parametrize("pack", PACKS)
def test_every_field_of_pack_toml_names_one_cell_and_every_block_names_open_rows(grids, pack):
    known = load_pack(pack)
    assert {form.sheet for form in known.forms} == set(grids[pack].book.sheets)
    for form in known.forms:
        grid = grids[pack].book.grid(form.sheet)
        for path, name in (form.fields or {}).items():
            assert name in grid.names, (path, name)
        for block in form.blocks:
            for row in range(block.first, block.last + 1):
                assert all(not grid[row, column].locked for column in block.columns.values()), (form.sheet, row)
    assert [text.name for text in known.texts][:5] == ["functions", "organisation", "summary", "problems", "measures"]
    for text in known.texts:
        assert text.cell in grids[pack].book.grid(text.sheet).names


@pytest.mark.parametrize("pack", PACKS)
def test_each_form_is_recognised_as_what_pack_toml_says_and_chooses_its_profile(grids, pack):
    known = load_pack(pack)
    kinds = {form.sheet: form.kind for form in known.forms if form.kind != "report_text"}
    found = {form.sheet: form.kind for form in grids[pack].forms if form.kind in kinds.values()}
    missing = {sheet: kind for sheet, kind in kinds.items() if found.get(sheet) != kind}
    assert set(missing.values()) <= {"declaration", "monitoring"}
    assert grids[pack].profile_name == known.profile


@pytest.mark.parametrize("pack", PACKS)
def test_an_empty_workbook_has_no_error_and_its_stored_values_are_strings_or_fixed_weights(grids, pack):
    book = grids[pack].book
    for sheet in book.sheets:
        for _, cell in book.grid(sheet):
            if cell.formula is not None:
                assert cell.value in ("", "等级：", 10, 100), (sheet, cell)


def test_every_formula_is_stored_with_its_value():
    for pack in PACKS:
        with zipfile.ZipFile(io.BytesIO(workbook(pack).read_bytes())) as package:
            for name in package.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    text = package.read(name).decode()
                    for cell in re.findall(r"<c [^>]*>(?:(?!</c>).)*<f>(?:(?!</c>).)*</c>", text):
                        assert re.search(r"<v>|<v/>|<v></v>", cell), cell[:80]


def test_a_row_under_its_weight_without_a_reason_is_shown(books):
    page = books["cn/hunan/zhuzhou/2021"].worksheets[0]
    (area, rules), *_ = [(str(area.sqref), rules) for area, rules in page.conditional_formatting._cf_rules.items()]
    assert area == "A12:I38"
    assert rules[0].formula == ["AND(ISNUMBER($G12),ISNUMBER($H12),N($H12)<N($G12),LEN(TRIM($I12))=0)"]


@pytest.mark.parametrize("pack", PACKS)
def test_checking_an_empty_workbook_finds_no_error(grids, pack):
    opened = grids[pack]
    for form in opened.forms:
        chosen = choose_profile(form, "", opened.profile_name, opened.name)
        related = tuple(other for other in opened.forms if other is not form)
        found = check(form, chosen.profile, Context(file=opened.name, fallback=chosen.fallback, related=related))
        assert [finding for finding in found if finding.severity == "error"] == []


def test_rows_inserted_in_a_block_keep_totals_limits_merges_colours_and_the_printed_area():
    path = workbook("cn/hunan/zhuzhou/2021")
    sheet = openpyxl.load_workbook(path).sheetnames[0]
    data = apply_edits(path.read_bytes(), [InsertRows(sheet, 13, 40, 12)], record=False)
    page = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    assert "H12:H78" in page["H79"].value
    assert {"A11:A78", "B12:B63", "C12:C54"} <= {str(merged) for merged in page.merged_cells.ranges}
    assert [str(area.sqref) for area in page.conditional_formatting] == ["A12:I78"]
    limited = [str(rule.sqref) for rule in page.data_validations.dataValidation]
    assert {"E12:E78", "F12:F78", "H12:H78"} <= set(limited)
    assert page.print_area == f"'{sheet}'!$A$1:$I$82"
    assert not page["D30"].protection.locked
    assert page["D30"].border.left.style == "thin"
