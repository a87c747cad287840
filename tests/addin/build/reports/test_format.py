"""公文格式: the figures of GB/T 9704-2012, measured in the XML of a template."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from addin.build.reports.document import build_document
from addin.build.reports.source import parse_source

TEXT = """file: 报告.docx
pack: cn/national
subject: 自评报告
contents: yes

@cover
= 自评报告
某学院
@end
@contents
= 自评报告
# 第一部分 概况
## 一、职能
### （一）机构
#### 1.人员
##### （1）编制
正文。
{%p if 有 %}
@landscape
{{p 附表 }}
@portrait
! 2025年9月
"""


@pytest.fixture(scope="module")
def document():
    return docx.Document(io.BytesIO(build_document(parse_source(TEXT))))


def style(document, name):
    return document.styles[name].element


def value(element, path, name="val"):
    found = element.find("/".join(qn(f"w:{part}") for part in path.split("/")))
    return None if found is None else found.get(qn(f"w:{name}"))


def test_the_page_is_a4_with_the_margins_of_the_standard(document):
    upright = [section for section in document.sections if section.page_width < section.page_height]
    assert len(upright) == 4
    for section in upright:
        assert abs(section.page_width - Mm(210)) < Mm(0.1)
        assert abs(section.page_height - Mm(297)) < Mm(0.1)
        for name, wanted in (("top", 37), ("bottom", 35), ("left", 28), ("right", 26)):
            assert abs(getattr(section, f"{name}_margin") - Mm(wanted)) < Mm(0.1), name


def test_a_wide_page_is_a_sheet_turned_round(document):
    wide = [section for section in document.sections if section.page_width > section.page_height]
    assert len(wide) == 1
    assert wide[0]._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape"


def test_22_lines_of_28_characters_fill_the_page(document):
    # 225 mm and 156 mm are the type area of the standard
    section = document.sections[0]
    pitch = int(section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")))
    assert 21.9 < (16838 - 2098 - 1984) / pitch < 22.2
    body = style(document, "Body Text")
    normal = style(document, "Normal")
    size = int(value(body, "rPr/sz"))
    tight = int(value(body, "rPr/spacing") or value(normal, "rPr/spacing"))
    assert size == 32  # 3号 is 16 points
    across = (11906 - 1588 - 1474) / (size * 10 + tight)
    assert 28 <= across < 28.2


@pytest.mark.parametrize(
    ("name", "font", "size"),
    [
        ("Title", "方正小标宋简体", 44),  # 2号
        ("Body Text", "仿宋_GB2312", 32),  # 3号
        ("Heading 1", "黑体", 32),
        ("Heading 2", "楷体_GB2312", 32),
        ("Heading 3", "仿宋_GB2312", 32),
        ("Heading 4", "仿宋_GB2312", 32),
        ("Footer", "宋体", 28),  # 4号
    ],
)
def test_fonts_and_sizes_are_those_of_the_standard(document, name, font, size):
    element = style(document, name)
    assert value(element, "rPr/rFonts", "eastAsia") == font
    assert value(element, "rPr/sz") == str(size)


def test_the_body_is_indented_by_two_characters_at_a_fixed_line_spacing(document):
    body = style(document, "Body Text")
    assert value(body, "pPr/ind", "firstLineChars") == "200"
    assert value(body, "pPr/spacing", "lineRule") == "exact"
    assert abs(int(value(body, "pPr/spacing", "line")) / 20 - 28.9) < 0.06


def test_headings_have_their_outline_level(document):
    levels = {p.style.name: value(p.style.element, "pPr/outlineLvl") for p in document.paragraphs}
    assert levels["部分标题"] == "0"
    assert [levels[f"Heading {n}"] for n in (1, 2)] == ["1", "2"]


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(document):
    assert document.settings.odd_and_even_pages_header_footer
    numbered = document.sections[2]
    odd, even = numbered.footer.paragraphs[0], numbered.even_page_footer.paragraphs[0]
    assert value(odd._p, "pPr/jc") == "right"
    assert value(even._p, "pPr/jc") == "left"
    for paragraph in (odd, even):
        assert paragraph.text.startswith("— ")
        assert paragraph.text.endswith(" —")
        assert "PAGE" in "".join(paragraph._p.itertext())


def test_cover_and_contents_carry_no_page_number_and_the_text_starts_with_1(document):
    for section in document.sections[:2]:
        assert section.footer.is_linked_to_previous
        assert section.even_page_footer.is_linked_to_previous
    assert value(document.sections[2]._sectPr, "pgNumType", "start") == "1"
    for section in document.sections[3:]:
        assert value(section._sectPr, "pgNumType", "start") is None


def test_missing_fonts_have_a_substitute():
    with zipfile.ZipFile(io.BytesIO(build_document(parse_source(TEXT)))) as package:
        table = etree.fromstring(package.read("word/fontTable.xml"))
    names = {font.get(qn("w:name")): value(font, "altName") for font in table}
    assert names["仿宋_GB2312"] == "仿宋"
    assert names["楷体_GB2312"] == "楷体"
    assert names["方正小标宋简体"]


def test_two_builds_are_the_same_bytes():
    assert build_document(parse_source(TEXT)) == build_document(parse_source(TEXT))


def test_properties_name_no_person_and_no_date_of_today():
    found = docx.Document(io.BytesIO(build_document(parse_source(TEXT)))).core_properties
    assert (found.author, found.last_modified_by, found.title) == ("jixiao", "jixiao", "自评报告")
    assert found.created.year == found.modified.year == 2024


def test_children_of_properties_stand_in_the_order_of_the_schema(document):
    # ECMA-376 part 1, 17.3.1.26 and 17.3.2.28: Word calls a document damaged otherwise
    paragraph = [
        "keepNext",
        "widowControl",
        "tabs",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "jc",
        "outlineLvl",
    ]
    run = ["rFonts", "b", "bCs", "color", "spacing", "kern", "sz", "szCs"]
    for one in document.styles.element.iterfind(qn("w:style")):
        for tag, order in (("w:pPr", paragraph), ("w:rPr", run)):
            found = one.find(qn(tag))
            names = [child.tag.rpartition("}")[2] for child in found] if found is not None else []
            assert names == [name for name in order if name in names], one.get(qn("w:styleId"))


def built(text):
    head = "file: 报告.docx\npack: cn/national\nsubject: 自评报告\n\n"
    return docx.Document(io.BytesIO(build_document(parse_source(head + text))))


def test_the_list_of_attachments_hangs_from_its_first_word():
    # GB/T 9704 7.3.4: one line below the text, two characters in, further names below the first
    first, further = built("正文。\n& 附件：1.甲表\n&& 2.乙表").paragraphs[1:3]
    assert (first.style.name, further.style.name) == ("附件说明", "附件续行")
    ind = {one.style.name: one.style.element.find(qn("w:pPr")).find(qn("w:ind")) for one in (first, further)}
    begins = {name: int(one.get(qn("w:leftChars"))) - int(one.get(qn("w:hangingChars"))) for name, one in ind.items()}
    assert begins == {"附件说明": 200, "附件续行": 500}  # 附件： is three characters
    assert first.style.paragraph_format.space_before.pt > 28


def test_lines_of_one_title_stand_together():
    title = built("= 某单位\n= 自评报告").paragraphs[0].style.element
    assert title.find(qn("w:pPr")).find(qn("w:contextualSpacing")) is not None


def test_a_new_page_begins_before_its_paragraph_so_that_a_full_page_is_not_followed_by_an_empty_one():
    document = built("正文。\n@page\n又一页。")
    assert [one.paragraph_format.page_break_before for one in document.paragraphs] == [None, True, None]
    assert not list(document.element.iter(qn("w:br")))


def test_lines_of_tables_are_as_high_as_they_say_with_any_font():
    document = built("正文。")
    for name, high in (("表格文字", "240"), ("表格小字", "200")):
        paragraph = document.styles[name].element.find(qn("w:pPr"))
        spacing = paragraph.find(qn("w:spacing"))
        assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == (high, "exact")
        assert paragraph.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"
