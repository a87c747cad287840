"""读取报送文件: a returned workbook becomes a record with its unit, its figures and everything that is wrong with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl import load_workbook
from openpyxl.packaging.custom import StringProperty
from support.cases import WHY_ABSENT, case_ids
from support.returns import HENGYANG, filled, marked, reader, template

from addin.edits import Edit, InsertRows, SetValue
from addin.findings import ERROR, WARNING
from addin.handout.identity import Identity
from addin.handout.manifest import Entry
from addin.package.draft import Draft
from addin.package.properties import write_properties
from addin.package.writing import apply_edits
from addin.returned.known import Known, write_known
from addin.returned.record import Record
from addin.rollup.digest import digest_of

UNIT_SHEET, BASIC_SHEET = "附件2 整体支出绩效自评表", "附件1 基础数据表"
NAME = "衡阳技师学院"
FILE = f"001_{NAME}/001_{NAME}.xlsx"
ME = Identity(HENGYANG, 1, "001", 2024)

pytestmark = pytest.mark.skipif(not case_ids(), reason=WHY_ABSENT)
Read = Callable[..., Record]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def one(data: bytes, file: str = FILE, cells: dict[str, object] | None = None) -> Record:
        path = tmp_path / "单位 索引.sqlite"
        units = [
            Entry("001", NAME, cells=cells or {}),
            Entry("002", "衡阳市第二中学"),
            Entry("00201", "附属小学", "002"),
        ]
        write_known(path, units)
        known = Known(path)
        try:
            return reader(known=known).read(data, file)
        finally:
            known.close()

    return one


def good() -> bytes:
    return marked(filled(), ME)


def edited(*edits: Edit, data: bytes | None = None) -> bytes:
    return apply_edits(data or good(), list(edits), record=False)


def saved_by_openpyxl(change: Callable[[object], None], data: bytes | None = None) -> bytes:
    book = load_workbook(io.BytesIO(data or good()))
    change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def codes(record: Record, severity: str = ERROR) -> list[str]:
    return [one.code for one in record.findings if one.severity == severity]


def returned(record: Record) -> list[str]:
    return [one.code for one in record.findings if one.code.startswith("return.")]


def figure(record: Record, group: str, item: str, column: str) -> Decimal:
    found = [
        one.value
        for form in record.forms
        for one in form.figures
        if (one.group, one.item, one.column) == (group, item, column)
    ]
    assert len(found) == 1, (group, item, column, found)
    return found[0]


def test_a_good_return_has_its_unit_and_the_published_figures_and_no_error(read: Read) -> None:
    record = read(good())
    assert (record.unit, record.by, record.claimed) == ("001", "property", ME)
    assert codes(record) == []
    assert returned(record) == []
    # 衡阳技师学院 2024, 附件2: 全年预算 21255.31, 全年执行 21245.82; 附件1: 编制 927, 在职 767
    assert figure(record, "funds", "年度资金总额", "full_year") == Decimal("21255.31")
    assert figure(record, "funds", "年度资金总额", "executed") == Decimal("21245.82")
    assert figure(record, "amounts", "支出:基本支出", "value") == Decimal("17920.74")
    assert figure(record, "staff", "财政供养人员", "approved") == 927
    assert figure(record, "indicators", "产出指标/数量指标/招生人数", "actual") == 3415
    unit = next(form for form in record.forms if form.kind == "unit")
    assert (unit.year, unit.unit_name, unit.budget) == (2024, NAME, Decimal("21255.31"))
    assert unit.rate == Decimal("21245.82") / Decimal("21255.31")


def test_whose_it_is_can_be_told_by_the_file_name_or_by_the_form(read: Read) -> None:
    by_path, by_name = read(filled()), read(filled(), "自评表（终稿）.xlsx")
    assert (by_path.unit, by_path.by) == ("001", "path")
    assert (by_name.unit, by_name.by) == ("001", "name")
    assert returned(by_name) == ["return.no-identity"]


def test_a_file_that_names_two_units_belongs_to_none(read: Read) -> None:
    for file in ("002_衡阳市第二中学.xlsx", "002_衡阳市第二中学/自评表.xlsx"):
        record = read(good(), file)
        assert (record.unit, codes(record)) == ("", ["return.unit-conflict"])
    assert "002" in read(good(), "002_衡阳市第二中学.xlsx").findings[0].message


def test_the_folder_alone_does_not_contradict_both_properties_and_name(read: Read) -> None:
    assert read(good(), "002_衡阳市第二中学/001_衡阳技师学院.xlsx").unit == "001"


def test_what_jixiao_wrote_itself_is_no_return(read: Read) -> None:
    book = openpyxl.Workbook()
    book.custom_doc_props.append(StringProperty(name="jixiao.kind", value="summary"))
    target = io.BytesIO()
    book.save(target)
    assert digest_of(read(target.getvalue(), "去年汇总.xlsx")).ours
    # with a form in it, it is a return all the same
    draft = Draft(good())
    write_properties(draft, {"jixiao.kind": "summary"})
    record = read(draft.to_bytes(), "001.xlsx")
    assert (record.claimed.kind, digest_of(record).ours) == ("summary", False)


def test_how_to_mend_an_ods_is_told_without_an_option_that_a_roll_up_lacks(read: Read) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    found = read(target.getvalue(), "001_衡阳技师学院.ods").findings[0]
    assert (found.code, "--convert" in found.message, "另存为 .xlsx" in found.message) == ("file.convert", False, True)


def test_a_subordinate_unit_may_lie_in_the_folder_of_its_parent(read: Read) -> None:
    data = marked(template(), Identity(HENGYANG, 1, "00201", 2024))
    assert read(data, "002_衡阳市第二中学/附小自评.xlsx").unit == "00201"


def test_a_file_of_nobody_is_told(read: Read) -> None:
    record = read(
        edited(SetValue(UNIT_SHEET, 3, 4, "某学院"), SetValue(BASIC_SHEET, 3, 2, "某学院"), data=filled()), "x.xlsx"
    )
    assert codes(record) == ["return.unit-unknown"]
    assert "某学院" in "".join(one.message for one in record.findings)


def test_another_pack_an_older_one_and_another_year_are_told(read: Read) -> None:
    assert codes(read(marked(filled(), Identity("cn/national", 1, "001")))) == ["return.pack-other"]
    assert codes(read(marked(filled(), Identity(HENGYANG, 0, "001", 2024)))) == ["return.pack-old"]
    assert codes(read(marked(filled(), Identity(HENGYANG, 1, "001", 2023)))) == ["return.year"]


def test_a_form_with_the_title_of_another_year_is_told(read: Read) -> None:
    record = read(edited(SetValue(UNIT_SHEET, 2, 1, "2023年度部门整体支出绩效自评表")))
    assert "return.year" in codes(record)


@pytest.mark.parametrize("text", ["约三百", "三百", "1.2万多"])
def test_words_in_a_cell_of_money_are_told_and_give_no_figure(read: Read, text: str) -> None:
    record = read(edited(SetValue(UNIT_SHEET, 5, 6, text)))
    found = next(one for one in record.findings if one.code == "return.text-in-number")
    assert (found.sheet, found.cell, found.printed) == (UNIT_SHEET, "F5", text)
    assert all(one.value != 300 for form in record.forms for one in form.figures)
    assert next(form for form in record.forms if form.kind == "unit").executed is None


def test_yuan_in_a_cell_of_ten_thousands_is_told(read: Read) -> None:
    record = read(edited(SetValue(UNIT_SHEET, 5, 6, 212_458_200)))
    assert [one.cell for one in record.findings if one.code == "return.amount-scale"] == ["F5"]


def test_yuan_for_what_was_issued_in_ten_thousands_is_told(read: Read) -> None:
    cells = {f"{UNIT_SHEET}!D5": 2.360479, f"{UNIT_SHEET}!E5": 21255.31, f"{UNIT_SHEET}!D3": NAME}
    record = read(good(), cells=cells)
    assert [one.cell for one in record.findings if one.code == "return.amount-scale"] == ["D5"]


def test_a_changed_prefilled_cell_is_told_with_both_values(read: Read) -> None:
    record = read(good(), cells={f"{UNIT_SHEET}!E5": 20000, f"{BASIC_SHEET}!B3": NAME})
    found = next(one for one in record.findings if one.code == "return.prefilled-changed")
    assert (found.cell, found.printed, found.expected) == ("E5", "21,255.31", "20000")


def test_prefilled_cells_are_found_where_rows_were_put_in_above(read: Read) -> None:
    moved = edited(InsertRows(UNIT_SHEET, 2, 2, 2))
    record = read(moved, cells={f"{UNIT_SHEET}!E5": 21255.31})
    assert "return.layout" in codes(record, WARNING)
    assert "return.prefilled-changed" not in codes(record)
    assert figure(record, "funds", "年度资金总额", "full_year") == Decimal("21255.31")


def test_formulas_without_values_are_refused(read: Read) -> None:
    record = read(saved_by_openpyxl(lambda book: None))
    assert codes(record) == ["value.stale", "value.stale"]


def test_a_renamed_sheet_is_recognised_and_told(read: Read) -> None:
    def rename(book: object) -> None:
        book[UNIT_SHEET].title = "Sheet1"  # type: ignore[index]

    record = read(saved_by_openpyxl(rename))
    assert "return.sheet-renamed" in codes(record, WARNING)
    assert [form.kind for form in record.forms] == ["basic", "unit"]


def test_a_missing_form_is_an_error_only_of_the_file_that_was_handed_out(read: Read) -> None:
    def drop(book: object) -> None:
        del book[BASIC_SHEET]  # type: ignore[attr-defined]

    assert "return.form-missing" in codes(read(saved_by_openpyxl(drop)))
    assert "return.form-missing" in codes(read(saved_by_openpyxl(drop, filled())), WARNING)


def test_a_file_as_it_was_handed_out_is_empty(read: Read) -> None:
    assert codes(read(marked(template(), ME))) == ["return.empty"]


def test_a_workbook_without_a_form_is_no_table(read: Read) -> None:
    def strip(book: object) -> None:
        for name in book.sheetnames[1:]:  # type: ignore[attr-defined]
            del book[name]  # type: ignore[attr-defined]
        book.worksheets[0].delete_rows(1, 200)  # type: ignore[attr-defined]

    record = read(saved_by_openpyxl(strip))
    assert (codes(record), record.unreadable) == (["return.not-table"], False)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "file.empty"), (b"PK\x03\x04" + b"\x00" * 40, "zip.truncated"), ("不是表格".encode(), "file.text")],
)
def test_a_file_that_cannot_be_read_says_why_and_whose_it_is(read: Read, data: bytes, code: str) -> None:
    record = read(data)
    assert (codes(record), record.unreadable, record.unit, record.by) == ([code], True, "001", "path")


def test_every_truncation_of_a_return_is_a_record(read: Read) -> None:
    whole = good()
    for size in range(0, len(whole), 997):
        assert read(whole[:size]).unreadable


def test_without_register_and_manifest_the_file_speaks_for_itself() -> None:
    from addin.returned.reading import Reader

    record = Reader().read(good(), "x.xlsx")
    assert (record.unit, record.by, returned(record)) == ("001", "property", [])
    assert Reader().read(filled(), "0102_某校.xlsx").unit == "0102"


@pytest.mark.parametrize(("score", "grade"), [(88, "良"), (89.995, "良"), (90, "优"), (59, "差"), (101, "")])
def test_a_form_that_prints_no_grade_has_that_of_its_rule(score: float, grade: str) -> None:
    # 株洲 2021 填表说明: 90（含）—100 优，80（含）—90 良，60（含）—80 中，60 以下差
    pack = "cn/hunan/zhuzhou/2023"
    sheet, at = "附件2 整体支出绩效自评表", (41, 8)
    data = apply_edits(filled(pack), [SetValue(sheet, *at, score)], record=False)
    form = next(one for one in reader(pack).read(data, "自评表.xlsx").forms if one.kind == "unit")
    assert (form.score, form.grade) == (Decimal(str(score)), grade)
