"""Tags as Word, WPS and Chinese input methods leave them."""

from __future__ import annotations

import pytest
from support.word_templates import of_body, of_paragraphs, part, texts, well_formed

from addin.narrative.engine import Template
from addin.narrative.engine.tags import scan

DATA = {"单位": "市财政局", "金额": 12, "项": {"名称": "甲"}, "列": [1, 2]}


def rendered(*paragraphs: object, data: object = None) -> list[str]:
    out = Template.load(of_paragraphs(*paragraphs)).render(data or DATA)  # type: ignore[arg-type]
    well_formed(out)
    return texts(out)


@pytest.mark.parametrize(
    "runs",
    [
        ["{{ 单位 }}"],
        ["{", "{ 单位 }}"],
        ["{{ ", "单", "位", " }", "}"],
        ["{{", "单位}}"],
        list("{{ 单位 }}"),
        ["{{\u00a0单位\u3000}}"],
        ["{{\u200b单位\ufeff}}"],
        ["｛｛单位｝｝"],
        ["{{单位 ｝}"],
        ["{# 说明 #}{{ 单位 }}"],
        ["{{ 单位|default(“无”) }}"],
        ["{{ 单位|default(”无”) }}"],
        ["{{ 单位|default(‘无’) }}"],
        ["{{ 单位|default(＂无＂) }}"],
        ['{{ 单位|default("无”) }}'],
        ["{{ 单位｜default（“无”） }}"],
    ],
)
def test_a_tag_in_any_spelling_and_over_any_runs_is_the_same_tag(runs: list[str]) -> None:
    assert rendered(["前", *runs, "后"]) == ["前市财政局后"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("金额 – 2", "10"),
        ("金额 − 2", "10"),
        ("金额 × 2", "24"),
        ("金额 ÷ 5", "2.4"),
        ("“够” if 金额 ≥ 12 else “不够”", "够"),
        ("项。名称", "甲"),
        ("项．名称", "甲"),
        ("项[“名称”]", "甲"),
        ("列|join(“、”)", "1、2"),
        ("“全角，逗号（保留）”", "全角，逗号（保留）"),
        ("'他说“好”'", "他说“好”"),
        ('"“十四五”规划"', "“十四五”规划"),
        ('"}}" ~ 金额', "}}12"),
        ('"{{"', "{{"),
        (r'"a\"b"', 'a"b'),
        ("0.1 + 0.2", "0.3"),
        ("6 / 3", "2"),
        ("7 // 2 ~ “又” ~ 7 % 2", "3又1"),
    ],
)
def test_signs_outside_quoted_texts_count_in_their_plain_form(expression: str, expected: str) -> None:
    assert rendered("{{ " + expression + " }}") == [expected]


def test_spelling_marks_bookmarks_and_revision_numbers_between_the_runs_do_not_matter() -> None:
    xml = (
        '<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>{{ 单</w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:r w:rsidR="00B2"><w:lastRenderedPageBreak/><w:t>位</w:t></w:r>'
        '<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve"> }}报告</w:t></w:r></w:p>'
    )
    out = Template.load(of_body(xml)).render(DATA)
    assert texts(out) == ["市财政局报告"]
    # the value takes the format of the tag's beginning
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">市财政局</w:t>' in part(out)


@pytest.mark.parametrize(
    "wrapper",
    [
        '<w:ins w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z">{}</w:ins>',
        '<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/>{}</w:smartTag>',
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:moveTo w:id="1" w:author="甲">{}</w:moveTo>',
    ],
)
def test_a_tag_half_inside_an_insertion_a_link_or_a_control_is_found(wrapper: str) -> None:
    middle = wrapper.format("<w:r><w:t>单位</w:t></w:r>")
    xml = f"<w:p><w:r><w:t>甲{{{{ </w:t></w:r>{middle}<w:r><w:t> }}}}乙</w:t></w:r></w:p>"
    out = Template.load(of_body(xml)).render(DATA)
    well_formed(out)
    assert "甲市财政局" in part(out).replace('</w:t></w:r><w:r><w:t xml:space="preserve">', "")


def test_deleted_text_is_no_tag() -> None:
    xml = (
        '<w:p><w:del w:id="1" w:author="甲"><w:r><w:delText>{{ 旧名 }}</w:delText></w:r></w:del>'
        "<w:r><w:t>{{ 单位 }}</w:t></w:r></w:p>"
    )
    template = Template.load(of_body(xml))
    assert template.needed == {"单位"}
    assert "{{ 旧名 }}" in part(template.render(DATA))


def test_a_line_break_or_tab_inside_a_tag_counts_as_a_space() -> None:
    xml = "<w:p><w:r><w:t>{{ 单位</w:t><w:br/><w:t>|default(“无”)</w:t><w:tab/><w:t>}}</w:t></w:r></w:p>"
    assert texts(Template.load(of_body(xml)).render(DATA)) == ["市财政局"]


def test_ordinary_braces_and_percents_stay_text() -> None:
    assert rendered("集合{1, 2}，100%，{单位}，{ {x} }。{{ 单位 }}") == ["集合{1, 2}，100%，{单位}，{ {x} }。市财政局"]


def test_a_stray_end_is_a_warning_and_is_printed() -> None:
    template = Template.load(of_paragraphs("{ {单位}}"))
    assert [(one.code, one.severity) for one in template.problems] == [("tag.stray", "warning")]
    assert texts(template.render({})) == ["{ {单位}}"]


def test_a_quote_that_is_left_open_does_not_swallow_the_next_tag() -> None:
    tags, _ = scan('{{ a|default("x) }}，{{ b|default("y) }}')
    assert [tag.body for tag in tags] == ['a|default("x)', 'b|default("y)']


def test_levels_are_told_from_names() -> None:
    tags, _ = scan("{{ r }}{{r }}{{r 文 }}{{p 文 }}{%p if p %}{%tr for r in tr %}{%tc endfor %}{#p 注 #}{{ tr }}")
    assert [(tag.level, tag.body) for tag in tags] == [
        ("", "r"), ("", "r"), ("r", "文"), ("p", "文"), ("p", "if p"), ("tr", "for r in tr"), ("tc", "endfor"), ("p", "注"), ("", "tr"),
    ]  # fmt: skip
