"""Everything around the text: headers, footers, notes, properties, text boxes, content controls, tracked changes."""

from __future__ import annotations

import docx
import pytest
from support.word_templates import (
    names,
    of_body,
    of_paragraphs,
    opened,
    part,
    saved,
    texts,
    well_formed,
    with_part,
    with_parts,
)  # fmt: skip

from addin.narrative.engine import Template, TemplateError
from addin.package.problems import PackageProblem

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def with_notes(body: str, notes: str, kind: str = "footnotes") -> bytes:
    data = with_parts(of_body(body), {f"word/{kind}.xml": f"<w:{kind} {W}>{notes}</w:{kind}>"})
    entry = f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE.format(kind)}"/></Types>'
    return with_part(data, "[Content_Types].xml", lambda text: text.replace("</Types>", entry))


def test_headers_and_footers_of_all_kinds_are_filled() -> None:
    document = docx.Document()
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.different_first_page_header_footer = True
    stories = (
        section.header, section.footer, section.first_page_header, section.first_page_footer, section.even_page_header,
        section.even_page_footer,
    )  # fmt: skip
    for at, story in enumerate(stories):
        story.paragraphs[0].text = f"{at}{{{{ 单位 }}}}"
    document.add_section().header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "{% if 有 %}第二节{% endif %}"
    out = opened(Template.load(saved(document)).render({"单位": "财政局", "有": True}))
    section = out.sections[0]
    found = [story.paragraphs[0].text for story in (
        section.header, section.footer, section.first_page_header, section.first_page_footer, section.even_page_header,
        section.even_page_footer,
    )]  # fmt: skip
    assert found == [f"{at}财政局" for at in range(6)]
    assert out.sections[1].header.paragraphs[0].text == "第二节"


def test_an_empty_header_keeps_a_paragraph() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{%p if 有 %}甲{%p endif %}"
    out = Template.load(saved(document)).render({"有": False})
    assert opened(out).sections[0].header.paragraphs[0].text == ""


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
def test_notes_are_filled(kind: str) -> None:
    note = f'<w:{kind[:-1]} w:id="2"><w:p><w:r><w:t>注：{{{{ 数 }}}}</w:t></w:r></w:p></w:{kind[:-1]}>'
    template = Template.load(with_notes("<w:p/>", note, kind))
    assert "注：5" in part(template.render({"数": 5}), f"word/{kind}.xml")
    problem = template.lint([])[0]
    assert problem.part == {"footnotes": "脚注", "endnotes": "尾注"}[kind]


def test_properties_are_filled_and_their_text_is_escaped() -> None:
    document = docx.Document()
    document.core_properties.title = "{{ 单位 }}{{ 年 }}年报告"
    document.core_properties.subject = "{% if 年 > 2000 %}新{% else %}旧{% endif %}"
    out = Template.load(saved(document)).render({"单位": "甲&乙<丙>", "年": 2024})
    well_formed(out)
    properties = opened(out).core_properties
    assert (properties.title, properties.subject) == ("甲&乙<丙>2024年报告", "新")


def test_both_forms_of_a_text_box_are_filled() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{{ 单</w:t></w:r><w:r><w:t>位 }}</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:p><w:r><w:t>{{{{ 年 }}}}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    out = Template.load(of_body(xml)).render({"单位": "财政局", "年": 2024})
    well_formed(out)
    assert part(out).count(">财政局<") == 2
    assert part(out).count(">2024<") == 1


def test_paragraph_tags_inside_a_text_box_stay_inside() -> None:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    inner = paragraph("{%p for 一 in 列 %}") + paragraph("{{ 一 }}") + paragraph("{%p endfor %}")
    xml = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    template = Template.load(of_body(xml))
    assert part(template.render({"列": [1, 2]})).count("<w:p><w:r><w:t") == 2
    assert "<w:txbxContent><w:p/></w:txbxContent>" in part(template.render({"列": []}))


def test_content_controls_of_every_kind() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='名'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    run = "<w:r><w:t>{{ 单位 }}</w:t></w:r>"
    cell = "<w:tc><w:p><w:r><w:t>{{ 单位 }}</w:t></w:r></w:p></w:tc>"
    row = "<w:tr><w:tc><w:p><w:r><w:t>{%tr for 一 in 列 %}{{ 一 }}{%tr endfor %}</w:t></w:r></w:p></w:tc></w:tr>"
    xml = (
        f"<w:p>{control(run)}</w:p>{control(f'<w:p>{run}</w:p>')}"
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{control(cell)}</w:tr>{control(row)}</w:tbl>"
    )
    out = Template.load(of_body(xml)).render({"单位": "财政局", "列": [1, 2, 3]})
    well_formed(out)
    assert part(out).count(">财政局<") == 3
    assert [f">{at}<" in part(out) for at in (1, 2, 3)] == [True] * 3


def test_a_control_tied_to_stored_data_is_untied_where_its_text_is_a_tag() -> None:
    def control(text: str) -> str:
        return (
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent><w:r><w:t>'
            f"{text}</w:t></w:r></w:sdtContent></w:sdt>"
        )

    out = Template.load(of_body(f"<w:p>{control('{{ 单位 }}')}</w:p><w:p>{control('固定')}</w:p>")).render(
        {"单位": "甲"}
    )
    assert part(out).count("dataBinding") == 1


def test_tracked_changes_and_comments_around_the_tags_do_not_matter() -> None:
    xml = (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>{{ 单</w:t></w:r><w:ins w:id="5" w:author="甲"><w:r><w:t>位 }</w:t></w:r></w:ins>'
        '<w:del w:id="6" w:author="甲"><w:r><w:delText>名</w:delText></w:r></w:del><w:r><w:t>}</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    out = Template.load(of_body(xml)).render({"单位": "财政局"})
    assert texts(out) == ["财政局"]
    assert "commentReference" in part(out)
    assert "<w:delText>名</w:delText>" in part(out)


def test_the_result_of_a_field_may_hold_tags() -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    xml = (
        f"<w:p>{field('begin')}<w:r><w:instrText>TITLE</w:instrText></w:r>{field('separate')}<w:r><w:t>{{{{ 单位 }}}}</w:t></w:r>"
        f"{field('end')}</w:p>"
    )
    out = Template.load(of_body(xml)).render({"单位": "财政局"})
    assert texts(out) == ["财政局"]
    assert part(out).count("fldCharType") == 3


def test_parts_without_tags_keep_their_bytes() -> None:
    data = of_paragraphs("{{ 单位 }}")
    out = Template.load(data).render({"单位": "财政局"})
    assert sorted(names(out)) == sorted(names(data))
    for name in names(data):
        if name != "word/document.xml" and name.endswith((".xml", ".rels")):
            assert part(out, name) == part(data, name)


def test_the_same_data_give_the_same_bytes() -> None:
    template = Template.load(of_paragraphs("{{ 单位 }}"))
    assert template.render({"单位": "甲"}) == template.render({"单位": "甲"})


def test_strict_documents_are_rendered_too() -> None:
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    data = of_paragraphs("{{ 单位 }}", "{%p if 有 %}", "乙", "{%p endif %}")
    for old, new in strict.items():
        data = with_part(data, "word/document.xml", lambda text, old=old, new=new: text.replace(old, new))
    text = part(Template.load(data).render({"单位": "甲\n乙", "有": False}))
    assert '甲</w:t><w:br/><w:t xml:space="preserve">乙' in text


def test_another_prefix_for_words_namespace_is_respected() -> None:
    data = with_part(
        of_paragraphs("x"), "word/document.xml",
        lambda _: '<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:t>{{ 单位 }}</x:t></x:r></x:p>'
        "<x:p><x:r><x:t>{{p 单位 }}</x:t></x:r></x:p><x:sectPr/></x:body></x:document>",
    )  # fmt: skip
    out = Template.load(data).render({"单位": "甲\n乙"})
    assert texts(out) == ["甲\n乙", "甲", "乙"]


def test_a_word_template_file_becomes_a_document() -> None:
    dotx = with_part(
        of_paragraphs("{{ 单位 }}"),
        "[Content_Types].xml",
        lambda text: text.replace("document.main+xml", "template.main+xml"),
    )
    out = Template.load(dotx).render({"单位": "甲"})
    assert "template.main+xml" not in part(out, "[Content_Types].xml")
    assert texts(out) == ["甲"]


def test_a_broken_or_foreign_file_says_what_it_is(tmp_path) -> None:
    whole = of_paragraphs("{{ 单位 }}")
    workbook = with_part(
        whole,
        "[Content_Types].xml",
        lambda text: text.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main"),
    )
    cases = {
        "空的.docx": (b"", "file.empty"),
        "文本.docx": ("报告{{ 单位 }}".encode(), "file.text"),
        "截断.docx": (whole[: len(whole) // 2], "zip.truncated"),
        "图片.docx": (b"\x89PNG\r\n\x1a\n", "file.not-workbook"),
        "加密 的.docx": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file.encrypted",
        ),
        "工作簿.docx": (workbook, "template.not-docx"),
        "旧版.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "file.convert"),
        "旧表.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "template.not-docx"),
        "压缩.docx": (b"Rar!\x1a\x07", "file.archive"),
        "网页.docx": (b"<html><body>x</body></html>", "file.html"),
        "坏的.docx": (with_part(whole, "word/document.xml", lambda text: text[:-30]), "xml.broken"),
    }
    for name, (data, code) in cases.items():
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(PackageProblem) as caught:
            Template.load(path)
        assert caught.value.code == code, name
        assert name in str(caught.value)
        assert "工作簿" not in str(caught.value).replace(name, "") or name == "旧表.docx"
        assert "Excel" not in str(caught.value)
    with pytest.raises(PackageProblem) as caught:
        Template.load(tmp_path / "没有.docx")
    assert caught.value.code == "file.missing"


def test_a_problem_in_a_header_names_it() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ 值 }}"
    with pytest.raises(TemplateError, match=r"页眉第 1 段（“\{\{ 值 \}\}”）：标记 \{\{ 值 \}\} 没有值"):
        Template.load(saved(document)).render({"值": None})
