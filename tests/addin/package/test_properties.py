"""Custom document properties, checked with what openpyxl and python-docx make of them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from docx import Document
from openpyxl.packaging.custom import StringProperty
from support.books import book, sheet

from addin.package.container import Container
from addin.package.draft import Draft
from addin.package.parts import Parts
from addin.package.plan import Plan
from addin.package.problems import PackageProblem
from addin.package.properties import properties_part, read_properties, write_properties

FACTS = {"jixiao-pack": "cn/national", "jixiao-unit": "A&B<001>", "单位名称": "某县 第一中学"}


def made_by_openpyxl(**properties: str) -> bytes:
    workbook = openpyxl.Workbook()
    for name, value in properties.items():
        workbook.custom_doc_props.append(StringProperty(name=name, value=value))
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def with_facts(data: bytes, facts=FACTS) -> bytes:
    draft = Draft(data)
    write_properties(draft, facts)
    return draft.to_bytes()


def of_openpyxl(data: bytes) -> dict[str, str]:
    return {one.name: one.value for one in openpyxl.load_workbook(io.BytesIO(data)).custom_doc_props.props}


def test_a_workbook_without_properties_gets_them_and_openpyxl_reads_them():
    made = with_facts(made_by_openpyxl())
    assert of_openpyxl(made) == FACTS
    assert read_properties(Parts(Container(made))) == FACTS


def test_properties_of_others_stay_and_ours_are_replaced():
    made = with_facts(made_by_openpyxl(密级="内部", **{"jixiao-pack": "old"}))
    made = with_facts(made, {"jixiao-pack": "cn/hunan"})
    assert of_openpyxl(made) == {"密级": "内部", **FACTS, "jixiao-pack": "cn/hunan"}
    numbers = Container(made).read("docProps/custom.xml").decode().split(' pid="')[1:]
    assert len({one.partition('"')[0] for one in numbers}) == len(numbers) == 4


def test_what_openpyxl_wrote_is_read():
    assert read_properties(Parts(Container(made_by_openpyxl(编号="007")))) == {"编号": "007"}
    assert read_properties(Parts(Container(book(sheet())))) == {}


def test_a_word_document_carries_them_too():
    kept = io.BytesIO()
    Document().save(kept)
    made = with_facts(kept.getvalue())
    Document(io.BytesIO(made))
    assert read_properties(Parts(Container(made))) == FACTS


def test_writing_the_same_again_changes_nothing_but_the_part():
    made = with_facts(made_by_openpyxl())
    again = with_facts(made)
    assert read_properties(Parts(Container(again))) == FACTS
    before, after = Container(made), Container(again)
    assert [name for name in before.names() if before.read(name) != after.read(name)] in ([], ["docProps/custom.xml"])


def test_a_plan_gives_each_unit_its_own():
    draft = Draft(made_by_openpyxl())
    member = write_properties(draft, {"jixiao-unit": ""})
    template = draft.to_bytes()
    base = Container(template).read(member)
    plan = Plan(template, [("Sheet", 2, 2)], members=(member,))
    for code in ("001", "002", "003"):
        made = plan.fill([code], {member: properties_part(base, {"jixiao-unit": code})})
        assert of_openpyxl(made) == {"jixiao-unit": code}
        assert openpyxl.load_workbook(io.BytesIO(made)).active["B2"].value == code
    assert plan.why_slow == ""


@pytest.mark.parametrize(
    ("name", "value"), [("", "甲"), ("名", "a\nb"), ("名", "长" * 1001), ("a\x00", "甲"), ("名", "\ud800")]
)
def test_what_cannot_be_stored_is_refused(name, value):
    with pytest.raises(PackageProblem, match="文档属性"):
        properties_part(b"", {name: value})
