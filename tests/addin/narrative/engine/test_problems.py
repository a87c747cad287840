"""Faults of a template are found before rendering, all of them, each with its paragraph or cell and what is near."""

from __future__ import annotations

import docx
import pytest
from support.word_templates import of_body, of_paragraphs, of_table, saved, texts

from addin.narrative.engine import Names, Template, TemplateError, environment

KNOWN = ["单位名称", "年度", "收入.合计", "收入.基本", "项目[].名称", "项目[].金额", "项目[].指标[].得分"]


def lint(data: bytes, known: object = KNOWN) -> list[tuple[str, str]]:
    return [(one.code, str(one)) for one in Template.load(data).lint(known)]  # type: ignore[arg-type]


def test_unknown_names_are_listed_together_with_place_and_nearest_name() -> None:
    document = docx.Document()
    document.add_paragraph("关于{{ 单位名成 }}的报告")
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for 项 in 项目 %}"
    table.cell(1, 0).text = "{{ 项.名称 }}"
    table.cell(1, 1).text = "{{ 项.金融 }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.sections[0].footer.paragraphs[0].text = "{{ 甲乙丙 }}"
    problems = Template.load(saved(document)).lint(KNOWN)
    assert [(one.code, one.part, one.paragraph, one.place.table, one.row, one.place.cell, one.tag, one.name, one.nearest) for one in problems] == [
        ("name.unknown", "正文", 1, 0, 0, 0, "{{ 单位名成 }}", "单位名成", "单位名称"),
        ("name.unknown", "正文", 0, 1, 2, 2, "{{ 项.金融 }}", "项.金融", "金额"),
        ("name.unknown", "页脚", 1, 0, 0, 0, "{{ 甲乙丙 }}", "甲乙丙", ""),
    ]  # fmt: skip
    assert str(problems[0]) == (
        "正文第 1 段（“关于{{ 单位名成 }}的报告”）：标记 {{ 单位名成 }} 用了“单位名成”，数据里没有这个名称。最接近的是“单位名称”。"
    )
    assert str(problems[1]).startswith("正文表1第 2 行第 2 格（“{{ 项.金融 }}”）：")


def test_rendering_says_the_same_before_anything_is_rendered() -> None:
    template = Template.load(of_paragraphs("{{ 单位名成 }}", "{{ 年渡 }}"), name="报告.docx")
    with pytest.raises(TemplateError) as caught:
        template.render({"单位名称": "甲", "年度": 2024})
    assert [(one.name, one.nearest) for one in caught.value.problems] == [("单位名成", "单位名称"), ("年渡", "年度")]
    assert str(caught.value).startswith("模板“报告.docx”有 2 处问题：\n  1. 正文第 1 段")


@pytest.mark.parametrize(
    ("expression", "unknown"),
    [
        ("收入.合计", None), ("收入.合记", "收入.合记"), ("收入[“合记”]", "收入.合记"), ("项目[0].名称", None), ("项目[0].名", "项目.0.名"),
        ("项目", None), ("年度.月份", None), ("loop", "loop"), ("无|default(“—”)", None), ("“有” if 无 is defined else “没有”", None),
        ("无 or “—”", "无"), ("收入.无|default(1)", None), ("无.无|default(1)", None), ("(年度 + 无)|round", "无"), ("[年度, 无]|join", "无"),
    ],
)  # fmt: skip
def test_which_names_count_as_unknown(expression: str, unknown: str | None) -> None:
    found = Template.load(of_paragraphs("{{ " + expression + " }}")).lint(KNOWN)
    assert [one.name for one in found] == ([unknown] if unknown else [])


def test_names_of_loops_and_of_set_are_known_where_they_hold() -> None:
    data = of_paragraphs(
        "{%p for 项 in 项目 %}", "{{ loop.index }}{{ 项.名称 }}{% for 指 in 项.指标 %}{{ 指.得分 }}{{ 指.得份 }}{% endfor %}",
        "{%p endfor %}", "{{ 项.名称 }}", "{% set 合 = 收入.合计 %}{{ 合 }}", "{% if 图 is defined and 年度 %}{{ 图 }}{% endif %}{{ 图 }}",
    )  # fmt: skip
    assert [one.name for one in Template.load(data).lint(KNOWN)] == ["指.得份", "项", "图"]


def test_names_are_taken_from_actual_data_too() -> None:
    known = Names.of({"甲": {"乙": [{"丙": 1}, {"丁": 2}]}, "空": []})
    template = Template.load(
        of_paragraphs("{{ 甲.乙[0].丙 }}{{ 甲.乙[0].丁 }}{{ 甲.乙[0].戊 }}{% for 一 in 空 %}{{ 一.任意 }}{% endfor %}")
    )
    assert [one.name for one in template.lint(known)] == ["甲.乙.0.戊"]


def test_an_unknown_filter_or_test_names_the_nearest() -> None:
    env = environment({"万元": str, "千分位": str})
    template = Template.load(
        of_paragraphs("{{ 年度|千分 }}", "{{ 年度|jion }}{% if 年度 is define %}{% endif %}"), environment=env
    )
    found = [(one.code, one.name, one.nearest, one.paragraph) for one in template.lint(KNOWN)]
    assert found == [
        ("filter.unknown", "千分", "千分位", 1), ("filter.unknown", "jion", "join", 2), ("test.unknown", "define", "defined", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paragraphs", "code", "words", "place"),
    [
        (["{% if 年度 %}有"], "tag.unbalanced", "缺少 {% endif %}", 1),
        (["甲", "乙{% endfor %}"], "tag.unbalanced", "前面没有与它配对的 for", 2),
        (["{%p for 一 in 项目 %}", "{%p if 年度 %}", "{%p endfor %}"], "tag.unbalanced", "缺少 {% endif %}", 2),
        (["{% else %}"], "tag.unbalanced", "前面没有与它配对的 if", 1),
        (["{{ 年度"], "tag.unclosed", "缺少 }}", 1),
        (["{% if 年度", "%}"], "tag.unclosed", "不能分在两段", 1),
        (["{% if 年度 %}", "有{% endif %}"], "tag.crosses", "跨了段落", 2),
        (["{%tr for 一 in 项目 %}", "{%tr endfor %}"], "tag.level", "不在表格行里", 1),
        (["{{ }}"], "tag.empty", "标记是空的", 1),
        (["{{ 年度 2024 }}"], "tag.syntax", "“数字”处多余", 1),
        (["{{ (年度 }}"], "tag.syntax", "括号 ( 没有配对", 1),
        (["{{ 年度|round) }}"], "tag.syntax", "括号 ) 没有配对", 1),
        (["{{ 年度|default(“无) }}"], "tag.syntax", '引号 " 没有配对', 1),
        (["{{ 年度, 单位名称 }}"], "tag.syntax", "只能输出一个值", 1),
        (["{{ 年度. }}"], "tag.syntax", "点号后面缺少名称", 1),
        (["{{ $年度 }}"], "tag.syntax", "不能识别的字符“$”", 1),
        (["{% set 1 = 2 %}"], "tag.syntax", "应为变量名", 1),
        (["{% for 一 项目 %}{% endfor %}"], "tag.syntax", "缺少 in", 1),
        (["{% endif 年度 %}"], "tag.syntax", "不应有内容", 1),
        (["{% esle %}"], "tag.unknown", "是否想写 else", 1),
        (["{% end for %}"], "tag.unknown", "是否想写 endfor", 1),
        (["{% 如果 年度 %}"], "tag.unknown", "不认识的语句“如果”", 1),
        (["{% %}"], "tag.unknown", "没有语句", 1),
        (["{%- if 年度 -%}{% endif %}"], "tag.trim", "去掉减号", 1),
        (["{{ 2024年收入 }}"], "tag.syntax", "“年收入”处多余", 1),
        (["{{ 年度 % }}"], "tag.syntax", "缺少", 1),
        (["{{tr 年度 }}"], "tag.level", "不在表格行里", 1),
        (["{{ 年度 ** 2 }}"], "tag.refused", "乘方", 1),
        (["{{ loop.inde }}"], "tag.refused", "index", 1),
    ],
)  # fmt: skip
def test_faults_name_their_paragraph_and_what_to_do(paragraphs: list[str], code: str, words: str, place: int) -> None:
    problems = [one for one in Template.load(of_paragraphs(*paragraphs)).problems if one.severity == "error"]
    assert (problems[0].code, problems[0].paragraph) == (code, place)
    assert words in problems[0].message


def test_tags_that_cross_rows_or_cells_say_which_tag_to_use() -> None:
    across_rows = Template.load(of_table([["{% for 一 in 项目 %}{{ 一.名称 }}"], ["{% endfor %}"]])).problems
    assert [(one.code, one.row) for one in across_rows] == [("tag.crosses", 2)]
    assert "跨了表格行" in across_rows[0].message
    assert "{%tr for … %}" in across_rows[0].message
    across_cells = Template.load(of_table([["{% if 年度 %}甲", "乙{% endif %}"]])).problems
    assert "跨了单元格" in across_cells[0].message
    assert across_cells[0].place.cell == 2


def test_all_faults_of_a_template_come_at_once() -> None:
    template = Template.load(of_paragraphs("{{ 年度|无此过滤 }}", "{% include 'x' %}", "{{ 年度 2 }}", "{% if 年度 %}"))
    assert [one.code for one in template.problems] == ["filter.unknown", "tag.refused", "tag.syntax", "tag.unbalanced"]
    with pytest.raises(TemplateError) as caught:
        template.render({"年度": 1})
    assert len(caught.value.problems) == 4


def test_unknown_names_are_listed_beside_other_faults() -> None:
    document = docx.Document()
    document.add_paragraph(
        "{{ 单位名成 }}{{ 年度 2 }}{{ 年渡|千分 }}{% for 一 in 项木|不明 %}{{ 一.名称 }}{% endfor %}"
    )
    document.sections[0].header.paragraphs[0].text = "{% if 年度 %}{{ 年肚 }}"
    template = Template.load(saved(document))
    assert [(one.code, one.name) for one in template.lint(KNOWN)] == [
        ("tag.syntax", ""), ("filter.unknown", "千分"), ("filter.unknown", "不明"), ("tag.unbalanced", ""),
        ("name.unknown", "单位名成"), ("name.unknown", "年渡"), ("name.unknown", "项木"),
    ]  # fmt: skip


def test_a_tag_in_a_field_code_is_refused() -> None:
    xml = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "{{ 年度 }}"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert [code for code, _ in lint(of_body(xml))] == ["tag.field"]


def test_a_picture_inside_a_tag_is_a_fault() -> None:
    xml = "<w:p><w:r><w:t>{{ 年</w:t></w:r><w:r><w:drawing/></w:r><w:r><w:t>度 }}</w:t></w:r></w:p>"
    assert [code for code, _ in lint(of_body(xml))] == ["tag.object"]


def test_a_template_without_tags_is_sound_and_stays_as_it_is() -> None:
    data = of_paragraphs("没有标记的文字")
    template = Template.load(data)
    assert template.lint([]) == []
    assert template.needed == set()
    assert template.render({}) == template.render({"多余": 1})


def test_deep_nesting_is_a_fault_not_a_crash() -> None:
    found = Template.load(of_paragraphs("{{ " + "(" * 1500 + "年度" + ")" * 1500 + " }}")).problems
    assert [one.code for one in found] == ["tag.syntax"]
    assert "嵌套太深" in found[0].message
    assert [one.code for one in Template.load(of_paragraphs("{{ " + "年" * 4000 + " }}")).problems] == ["tag.too-long"]


def test_loops_nested_without_measure_are_a_fault() -> None:
    text = "{% for 甲 in 列 %}" * 16 + "{% endfor %}" * 16
    assert [one.code for one in Template.load(of_paragraphs(text)).problems] == ["tag.too-deep"]
    fine = "{% for 甲 in 列 %}" * 15 + "{% if 甲 %}" * 25 + "深" + "{% endif %}" * 25 + "{% endfor %}" * 15
    assert texts(Template.load(of_paragraphs(fine)).render({"列": [1]})) == ["深"]


def test_a_text_box_that_stands_twice_in_the_file_is_reported_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{{ 单位名成 }}{{ 年度 2 }}</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    problems = Template.load(of_body(xml)).problems
    assert [(one.code, one.part, one.paragraph) for one in problems] == [("tag.syntax", "正文文本框", 1)]
    names = Template.load(of_body(xml.replace("{{ 年度 2 }}", ""))).lint(KNOWN)
    assert [(one.name, one.part) for one in names] == [("单位名成", "正文文本框")]
