"""The report draft of a unit: the short way gives what the long way gives, on all packs that have reports."""

from __future__ import annotations

import io
import pickle
import random
import zipfile

import pytest
from docx import Document
from support.issued_units import prepared, report_packs, usual_values, values

from addin.handout.identity import Identity, identity_of
from addin.handout.report import ReportDraft, has_report
from addin.handout.report_cells import Filled, UnitCells
from addin.handout.report_quick import same_document
from addin.package.container import Container
from addin.package.parts import Parts
from addin.package.plan import KEEP, Plan
from addin.package.properties import read_properties
from addin.package.reading import open_workbook
from addin.packs.list import load_pack

HENGYANG = "cn/hunan/hengyang/2024"
IDENTITY = Identity(HENGYANG, 1, "A01", 2024)


def paragraphs(data: bytes) -> list[str]:
    return [one.text for one in Document(io.BytesIO(data)).paragraphs]


def draft_of(name: str) -> ReportDraft:
    pack, data, cells, _ = prepared(name)
    return ReportDraft(pack, data, cells)


def usual(name: str, unit: str = "岳北林场", seed: int = 1) -> bytes:
    return prepared(name)[3].fill(usual_values(name, unit, random.Random(seed)))


@pytest.mark.parametrize("name", report_packs())
def test_the_short_way_gives_what_the_long_way_gives(name: str) -> None:
    draft, (_, _, cells, plan) = draft_of(name), prepared(name)
    chance = random.Random(name)
    same = [usual_values(name, f"岳{sign}林场", chance) for sign in "东南西北"]
    units = [*same, *(values(cells, chance, filled) for filled in (0.1, 0.5, 0.9)), [KEEP] * len(cells), same[0]]
    assert draft.quick is not None
    short = 0
    for unit in units:
        book = plan.fill(unit)
        expected, findings = draft.render_exactly(book, IDENTITY)
        found = draft.quick.cells(book)
        made = found and draft.quick.make(found, IDENTITY.properties())
        if made:
            short += 1
            assert not findings
            assert paragraphs(made) == paragraphs(expected)
            assert same_document(made, expected)
    assert short >= 5


@pytest.mark.parametrize("name", report_packs())
def test_the_same_unit_gives_the_same_bytes_whatever_came_before(name: str) -> None:
    chance = random.Random(2)
    one, others = usual(name), [usual(name, f"岳{sign}林场", 3) for sign in "东南西"]
    first = draft_of(name).render(one, IDENTITY)
    later = draft_of(name)
    for book in others:
        later.render(book, IDENTITY)
    later.render(prepared(name)[3].fill(values(prepared(name)[2], chance)), IDENTITY)
    assert later.render(one, IDENTITY) == first


def test_name_year_and_figures_stand_in_it_and_the_rest_is_to_be_filled() -> None:
    _, _, cells, plan = prepared(HENGYANG)
    given = {("附件2 整体支出绩效自评表", 5, 4): 812.5}
    unit = [("岳北林场" if cell[1:] == (3, 2) else given.get(cell, KEEP)) for cell in cells]
    data, findings = draft_of(HENGYANG).render(plan.fill(unit), IDENTITY)
    text = "\n".join(paragraphs(data))
    assert findings == []
    assert "单位名称（盖章）：岳北林场" in text
    assert "2024年年初预算812.50万元，全年预算【待补：附件2 整体支出绩效自评表!E5 年度资金总额 全年预算数】" in text


def test_a_draft_states_nothing_of_what_was_not_filled() -> None:
    text = "\n".join(paragraphs(draft_of(HENGYANG).render(usual(HENGYANG), IDENTITY)[0]))
    blank = "\n".join(paragraphs(draft_of(HENGYANG).render(prepared(HENGYANG)[1], IDENTITY)[0]))
    assert "无政府采购支出" not in blank
    assert "“三公”经费支出0.00万元" not in blank + text


def test_forms_are_named_where_they_will_be_attached_and_no_chart_is_drawn() -> None:
    data, _ = draft_of(HENGYANG).render(usual(HENGYANG), IDENTITY)
    text = paragraphs(data)
    assert "【待补：附表“附件1 基础数据表”，表格填好后重新生成报告，即附在此处】" in text
    assert "附图" not in text
    assert not any("chart" in name for name in zipfile.ZipFile(io.BytesIO(data)).namelist())


def test_the_document_says_whose_it_is() -> None:
    draft = draft_of(HENGYANG)
    for code in ("A01", "A02", "A&<3>"):
        data, _ = draft.render(usual(HENGYANG), Identity(HENGYANG, 3, code, 2024))
        assert identity_of(read_properties(Parts(Container(data)))) == Identity(HENGYANG, 3, code, 2024)


def test_what_is_to_be_filled_is_highlighted() -> None:
    data, _ = draft_of(HENGYANG).render(usual(HENGYANG), IDENTITY)
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert body.count('<w:highlight w:val="yellow"/>') == body.count("【待补：") > 10


def test_a_workbook_whose_labels_moved_is_read_the_long_way() -> None:
    pack, data, _, _ = prepared(HENGYANG)
    other = load_pack("cn/national").workbook.read_bytes()
    draft = ReportDraft(pack, data, prepared(HENGYANG)[2])
    report, findings = draft.render(other, IDENTITY)
    assert report == b""
    assert findings
    assert all(one.code == "report.no-form" for one in findings)


def test_cells_that_hold_formulas_are_followed_the_long_way() -> None:
    pack, data, _, _ = prepared(HENGYANG)
    draft = ReportDraft(pack, data, [("附件1 基础数据表", 5, 6)])
    assert draft.quick is None
    assert draft.render(data, IDENTITY)[0]


def test_a_draft_travels_to_other_processes() -> None:
    book = usual(HENGYANG)
    draft = draft_of(HENGYANG)
    expected = draft.render(book, IDENTITY)
    assert pickle.loads(pickle.dumps(draft)).render(book, IDENTITY) == expected
    assert len(pickle.dumps(draft)) < 200_000


def test_packs_without_a_report_are_known() -> None:
    assert has_report(load_pack(HENGYANG))
    pack, data, cells, _ = prepared(HENGYANG)
    with pytest.raises(ValueError, match="没有报告模板"):
        ReportDraft(pack.__class__(**{**vars(pack), "report": ""}), data, cells)


@pytest.mark.parametrize("name", report_packs())
def test_what_was_filled_in_tells_the_same_as_the_workbook(name: str) -> None:
    _, data, cells, plan = prepared(name)
    known = UnitCells(data, cells, open_workbook(data).grids())
    chance = random.Random(name)
    told = 0
    for filled in (0.0, 0.1, 0.3, 0.6, 0.9):
        unit = values(cells, chance, filled, plain=filled == 0.3)
        book = plan.fill(unit)
        found = known.of(Filled(unit, plan.followed))
        if found is not None:
            told += 1
            assert found == known.read(book)
    assert told >= 3


@pytest.mark.parametrize("title", ["岳北林场", "智慧校园建设项目", "2023年专项"])
def test_a_sheet_that_is_named_after_a_project_is_called_so_in_the_report(title: str) -> None:
    name = "cn/hunan/zhuzhou/2023"
    pack, data, cells, _ = prepared(name)
    sheet = "附件3 项目支出绩效自评表"
    plan = Plan(data, cells, titles=[sheet])
    draft = ReportDraft(pack, data, cells)
    chance = random.Random(title)
    for other in ("第一中学", "第二中学", title, title):
        unit = usual_values(name, other, chance)
        book = plan.fill(unit, {}, [other])
        made, findings = draft.render(book, IDENTITY, Filled(unit, plan.followed, {sheet: other}))
        expected, _ = draft.render_exactly(book, IDENTITY)
        assert findings == []
        assert paragraphs(made) == paragraphs(expected)
    assert f"【待补：附表“{title}”，表格填好后重新生成报告，即附在此处】" in paragraphs(made)
