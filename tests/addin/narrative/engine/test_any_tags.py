"""Tags thrown together at random: a template is either rendered into a sound document or refused with places."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import docx
import pytest
from support.word_templates import opened, saved, well_formed

from addin.narrative.engine import Template, TemplateError, TemplateProblem, TextTemplate, environment

PIECES = [
    "{{ 甲 }}", "{{ 甲|upper }}", "{{p 文 }}", "{{r 甲 }}", "{{ 无 }}", "{{ 甲", "}}", "{{ (甲 }}", "{% if 有 %}", "{% endif %}", "{% else %}",
    "{% elif 甲 %}", "{% for 一 in 列 %}", "{% endfor %}", "{{ 一 }}", "{{ loop.index }}", "{%p if 有 %}", "{%p endif %}", "{%p for 一 in 列 %}",
    "{%p endfor %}", "{%p else %}", "{%tr for 一 in 列 %}", "{%tr endfor %}", "{%tr if 有 %}", "{%tr endif %}", "{%tc for 一 in 列 %}",
    "{%tc endfor %}", "{% vm %}", "{% colspan 数 %}", "{% cellbg 甲 %}", "{# 注 #}", "{#p 注 #}", "{%", "%}", "{#", "{% set 乙 = 1 %}", "{{ 乙 }}",
    "{% include 'x' %}", "文字", "“", "'", " ", "\n", "\t", "{{ 甲|无此 }}", "{{p 列 }}", "{%r if 有 %}", "{%tr vm %}", "{{tr 甲 }}", "{%p %}",
]  # fmt: skip
DATA = {"甲": "值", "文": "一\n二", "有": True, "列": [1, 2], "数": 2}


def _paragraph(container: object, choice: random.Random) -> None:
    paragraph = container.add_paragraph()  # type: ignore[attr-defined]
    text = "".join(choice.choice(PIECES) for _ in range(choice.randrange(4)))
    cuts = sorted(choice.randrange(len(text) + 1) for _ in range(choice.randrange(3)))
    for start, end in zip([0, *cuts], [*cuts, len(text)]):
        paragraph.add_run(text[start:end]).bold = choice.random() < 0.5


def _outcome(template: Any, values: dict[str, Any]) -> tuple[Any, Sequence[TemplateProblem]]:
    try:
        return template.render(values), ()
    except TemplateError as refused:
        return None, refused.problems


@pytest.mark.parametrize("seed", range(16))
def test_a_random_template_is_rendered_or_refused(seed: int) -> None:
    choice = random.Random(seed)
    for _ in range(5):
        document = docx.Document()
        for _ in range(choice.randrange(1, 4)):
            _paragraph(document, choice)
        if choice.random() < 0.6:
            table = document.add_table(choice.randrange(1, 4), choice.randrange(1, 4))
            for row in table.rows:
                for cell in row.cells:
                    _paragraph(cell, choice)
                    if choice.random() < 0.2:
                        _paragraph(cell.add_table(1, 1).cell(0, 0), choice)
        data = saved(document)
        template = Template.load(data)
        template.lint(DATA)
        for values in (DATA, {**DATA, "有": False, "列": []}):
            out, problems = _outcome(template, values)
            assert all(one.place.part for one in problems)
            if out:
                well_formed(out)
                opened(out)


@pytest.mark.parametrize("seed", range(5))
def test_a_random_text_is_rendered_or_refused(seed: int) -> None:
    choice = random.Random(seed)
    for _ in range(20):
        text = "".join(choice.choice(PIECES) for _ in range(choice.randrange(8)))
        template = TextTemplate(text, environment())
        template.lint(DATA)
        text_out, problems = _outcome(template, DATA)
        assert text_out is not None or problems
