"""Templates written for docxtpl give the same document, as python-docx reads it."""

from __future__ import annotations

import io
import itertools
from typing import Any

import docx
import docxtpl
import pytest
from support import random_templates
from support.random_templates import Maker
from support.word_templates import of_paragraphs, of_table, opened, part, saved, tables

from addin.narrative.engine import Template

DATA: dict[str, Any] = {
    "unit": "财政局 & <B>", "year": 2024, "items": [{"name": "甲", "value": 1}, {"name": "乙", "value": 2}], "columns": ["2022", "2023"],
    "text": "第一行\n第二行\t制表", "empty": [], "flag": True,
}  # fmt: skip


def formatted() -> bytes:
    document = docx.Document()
    document.add_heading("{{ unit }}", 1)
    paragraph = document.add_paragraph("共")
    paragraph.add_run("{{ items|length }}").bold = True
    paragraph.add_run("项，其中：{% for i in items %}{{ i.name }}{% if not loop.last %}、{% endif %}{% endfor %}。")
    document.add_paragraph("{%p if flag %}")
    document.add_paragraph("有", style="List Bullet")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("无")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{ text }}")
    document.sections[0].header.paragraphs[0].text = "{{ year }}年"
    return saved(document)


ROWS = [["名称", "金额"], ["{%tr for i in items %}", ""], ["{{ i.name }}", "{{ i.value }}"], ["{%tr endfor %}", ""]]
COLUMNS = [
    ["项", "{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"],
    ["数", "{%tc for c in columns %}", "{{ c }}万", "{%tc endfor %}"],
]


@pytest.mark.parametrize(
    "template",
    [
        formatted(), of_table(ROWS), of_table(COLUMNS), of_table([[cell.replace("items", "empty") for cell in row] for row in ROWS]),
        of_paragraphs("{%p for i in items %}", "{{ loop.index }} {{ i['name'] }}", "{%p endfor %}"),
        of_paragraphs(["{", "{ un", "it }", "}"], "{%p set x = year + 1 %}", "{{ x }}", "{# 注 #}后", "{{ '是' if flag else '否' }}"),
        of_paragraphs("{% if flag %}甲{% else %}乙{% endif %}", "{{ unit|upper }}|{{ items|length }}|{{ missing|default('无') }}"),
    ],
)  # fmt: skip
def test_the_same_template_gives_the_same_document(template: bytes) -> None:
    theirs = docxtpl.DocxTemplate(io.BytesIO(template))
    theirs.render(DATA, autoescape=True)
    kept = io.BytesIO()
    theirs.save(kept)
    mine = Template.load(template).render(DATA)
    assert _content(mine) == _content(kept.getvalue())


def _content(data: bytes) -> dict[str, Any]:
    document = opened(data)
    paragraphs = [(one.text, one.style.name, _formats(one)) for one in document.paragraphs]
    grids = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return {
        "paragraphs": paragraphs,
        "tables": grids,
        "header": [one.text for one in document.sections[0].header.paragraphs],
    }


def _formats(paragraph: Any) -> list[tuple[bool | None, str]]:
    """Words of one format together: into how many runs they are cut does not show."""
    groups = itertools.groupby((run for run in paragraph.runs if run.text), lambda run: run.bold)
    return [(bold, "".join(run.text for run in runs)) for bold, runs in groups]


def test_the_xml_of_an_ordinary_report_is_the_same_sign_for_sign() -> None:
    from bench.report_template import report_data, report_template

    template, data = report_template(), report_data()
    theirs = docxtpl.DocxTemplate(io.BytesIO(template))
    theirs.render(data, autoescape=True)
    kept = io.BytesIO()
    theirs.save(kept)
    mine = Template.load(template).render(data)
    assert tables(mine) == 2
    # the quotes of the XML declaration differ
    assert part(mine).partition("?>")[2] == part(kept.getvalue()).partition("?>")[2]


@pytest.mark.parametrize("seed", range(8))
def test_templates_made_at_random_give_the_same_document(seed: int) -> None:
    template = Maker(seed).make()
    theirs = docxtpl.DocxTemplate(io.BytesIO(template))
    theirs.render(random_templates.DATA, autoescape=True)
    kept = io.BytesIO()
    theirs.save(kept)
    mine = Template.load(template).render(random_templates.DATA)
    assert _order(mine) == _order(kept.getvalue())


def _order(data: bytes) -> list[Any]:
    """Paragraphs and tables in their order."""
    return [
        [[cell.text for cell in row.cells] for row in one.rows] if hasattr(one, "rows") else one.text
        for one in opened(data).iter_inner_content()
    ]
