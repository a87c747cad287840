"""What values look like in the document: escaped, whole, with their breaks; what cannot be shown is said, never blank."""

from __future__ import annotations

import datetime
from decimal import Decimal

import docx
import pytest
from support.word_templates import of_body, of_paragraphs, opened, part, saved, texts, well_formed

from addin.narrative.engine import RichText, Template, TemplateError, ValueProblem, environment


def shown(value: object, tag: str = "{{ 值 }}") -> str:
    out = Template.load(of_paragraphs(tag)).render({"值": value})
    well_formed(out)
    return "\n".join(texts(out))


def refused(tag: str, **data: object) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        Template.load(of_paragraphs(tag)).render(data)
    return [one.message for one in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "& < > \" '", "</w:t></w:r></w:p>", "]]>", "<![CDATA[x]]>", "&amp;", "emoji 😀🀄👨‍👩‍👧", "𠮷野家", "  前后空格  ", "甲\t乙",
        "第一行\n第二行", "{{ 单位 }}", "{% for x in y %}", "{#", "<?jixiao 0?>", "\ue0f00\ue0f1", "文" * 100_000,
    ],
)  # fmt: skip
def test_text_arrives_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_what_xml_cannot_hold_is_left_out_and_line_ends_are_one_kind() -> None:
    assert shown("甲\x00\x01\x0e\x0f\x10\x11\x1f\ud800\ufffe乙\r\n丙\r丁\u2028戊\x0b己") == "甲乙\n丙\n丁\n戊\n己"


def test_leading_spaces_and_breaks_are_written_the_way_of_word() -> None:
    text = part(Template.load(of_paragraphs("{{ 值 }}")).render({"值": " 甲\n乙\t丙"}))
    assert (
        '<w:t xml:space="preserve"> 甲</w:t><w:br/><w:t xml:space="preserve">乙</w:t><w:tab/><w:t xml:space="preserve">丙</w:t>'
        in text
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, "12"), (12.5, "12.5"), (0.1 + 0.2, "0.30000000000000004"), (1e16, "10000000000000000"), (Decimal("1E+3"), "1000"),
        (Decimal("12.50"), "12.50"), (True, "是"), (False, "否"), (datetime.date(2024, 5, 1), "2024年5月1日"), ("", ""), (0, "0"),
    ],
)  # fmt: skip
def test_numbers_and_dates(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_a_value_that_is_not_there_is_a_problem_not_a_blank() -> None:
    assert "没有值（数据为空）" in refused("{{ 值 }}", 值=None)[0]
    assert "列表" in refused("{{ 值 }}", 值=[1])[0]
    assert "一组数据" in refused("{{ 值 }}", 值={"a": 1})[0]
    assert "其他对象" in refused("{{ 值 }}", 值=object())[0]
    assert "不是有限的数" in refused("{{ 值 }}", 值=float("nan"))[0]
    assert "没有值可印" in refused("{{ '有' if 值 }}", 值=False)[0]


def test_a_value_that_may_be_missing_is_said_so_in_the_template() -> None:
    assert shown(None, "{{ 值 or “—” }}{{ 值|default(“无”) }}{{ 无此名|default(“没有”) }}") == "—无没有"
    assert shown(None, "{% if 值 is none %}空{% endif %}{% if 图 is defined %}{{ 图 }}{% endif %}") == "空"


def test_all_values_that_are_missing_are_listed_at_once() -> None:
    found = refused("{{ 甲 }}{{ 乙 }}{% for 一 in 列 %}{{ 一 }}{% endfor %}", 甲=None, 乙=None, 列=[1, None, None])
    assert [message.split("}}")[0] for message in found] == ["标记 {{ 甲 ", "标记 {{ 乙 ", "标记 {{ 一 "]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("值 / 0", "除数是 0"), ("值 + '元'", "文字不能相加。拼接文字请用 ~"), ("值 * '字'", "不能相乘"), ("'字' * 1000000000", "不能相乘"),
        ("'%999999999d' % 值", "不能求余"), ("列 * 100000", "不能相乘"), ("列|first", "列表是空的"), ("值|length", "数没有长度"),
        ("值.甲", "数没有“甲”"), ("列[3]", "没有第 3 项"), ("空 + 1", "数据为空"), ("-列", "不能相减"), ("值|round(99)", "小数位数"),
        ("值|join", "不是列表"), ("值|default", None), ("值|replace('', '字')", "是空的"), ("值|round('两')", "小数位数"),
        ("值|upper(1)", "不能这样用"),
    ],
)  # fmt: skip
def test_operations_that_make_no_sense_name_their_tag(expression: str, words: str | None) -> None:
    tag = "{{ " + expression + " }}"
    data = {"值": 5, "列": [], "空": None}
    if words is None:
        assert texts(Template.load(of_paragraphs(tag)).render(data)) == ["5"]
        return
    with pytest.raises(TemplateError) as caught:
        Template.load(of_paragraphs("第一段", tag)).render(data)
    problem = caught.value.problems[0]
    assert words in problem.message
    assert problem.paragraph == 2
    assert problem.tag == tag


def test_a_filter_of_the_trade_is_registered_by_its_chinese_name_and_its_faults_have_a_place() -> None:
    def wan(value: object) -> str:
        if not isinstance(value, int):
            raise ValueProblem("“万元”只能用于金额。")
        return f"{value / 10000:.2f}万元"

    env = environment({"万元": wan, "出错": lambda value: {}[value], "增减": lambda a, b, 词="变化": f"{词}{a - b}"})
    template = Template.load(of_paragraphs("{{ 值|万元 }}，{{ 值|增减(1, 词=“增加”) }}"), environment=env)
    assert texts(template.render({"值": 123456})) == ["12.35万元，增加123455"]
    with pytest.raises(TemplateError, match="“万元”只能用于金额"):
        template.render({"值": "很多"})
    with pytest.raises(TemplateError, match=r"第 1 段.*出错（KeyError"):
        Template.load(of_paragraphs("{{ 值|出错 }}"), environment=env).render({"值": 1})


def test_comparisons_are_exact_whatever_the_kind_of_number() -> None:
    for value in (0.95, Decimal("0.95")):
        assert (
            shown(value, "{% if 值 >= 0.95 %}达标{% else %}未达{% endif %}{% if 值 == 0.95 %}恰好{% endif %}")
            == "达标恰好"
        )


def test_free_text_of_several_paragraphs_keeps_the_paragraphs_style() -> None:
    document = docx.Document()
    document.add_paragraph("{{p 职能 }}", style="List Bullet").runs[0].italic = True
    paragraph = document.add_paragraph("一是", style="Quote")
    paragraph.add_run("{{p 职能 }}").bold = True
    paragraph.add_run("。")
    out = opened(Template.load(saved(document)).render({"职能": "拟订政策\n\n管理 <收支>\n"}))
    found = [(one.text, one.style.name) for one in out.paragraphs]
    assert found == [
        ("拟订政策", "List Bullet"),
        ("管理 <收支>", "List Bullet"),
        ("一是拟订政策", "Quote"),
        ("管理 <收支>。", "Quote"),
    ]
    assert [run.italic for one in out.paragraphs[:2] for run in one.runs] == [True, True]
    assert [run.bold for run in out.paragraphs[3].runs] == [True, None]


def test_free_text_may_be_a_list_and_empty_text_leaves_no_paragraph() -> None:
    template = Template.load(of_paragraphs("前", "{{p 文 }}", "后"))
    assert texts(template.render({"文": ["甲", "乙\n丙"]})) == ["前", "甲", "乙", "丙", "后"]
    assert texts(template.render({"文": ""})) == ["前", "后"]


def test_formatted_words_keep_the_templates_format_and_add_their_own() -> None:
    document = docx.Document()
    run = document.add_paragraph("原因：").add_run("{{r 原因 }}")
    run.italic = True
    run.font.size = docx.shared.Pt(16)
    value = RichText("收入增加").add(
        "【待填写 & 核对】", bold=True, highlight="yellow", color="FF0000", size=12, font="仿宋", underline="single"
    )
    out = Template.load(saved(document)).render({"原因": value})
    well_formed(out)
    runs = opened(out).paragraphs[0].runs[1:]
    assert [(one.text, one.italic, one.bold) for one in runs] == [
        ("收入增加", True, None),
        ("【待填写 & 核对】", True, True),
    ]
    assert [one.font.size.pt for one in runs] == [16, 12]
    assert runs[1].font.highlight_color == docx.enum.text.WD_COLOR_INDEX.YELLOW
    # in the order of the schema
    assert (
        part(out)
        .split("<w:b/>")[1]
        .split("<w:t ")[0]
        .startswith('<w:bCs/><w:i/><w:color w:val="FF0000"/><w:sz w:val="24"/>')
    )


def test_formatted_words_in_a_plain_tag_and_plain_words_in_a_formatted_tag() -> None:
    template = Template.load(of_paragraphs("{{ 甲 }}|{{r 乙 }}"))
    assert texts(template.render({"甲": RichText("富").add("文"), "乙": "普通 & 文"})) == ["富文|普通 & 文"]


def test_alternative_texts_of_pictures_are_filled_too() -> None:
    xml = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="{{ 值 }}的图"/></wp:inline></w:drawing></w:r></w:p>'
    out = Template.load(of_body(xml)).render({"值": '甲"&<乙\n'})
    well_formed(out)
    assert 'descr="甲&quot;&amp;&lt;乙&#10;的图"' in part(out)
