"""Loops and conditions over paragraphs, rows, cells and words."""

from __future__ import annotations

import re

import docx
import pytest
from support.word_templates import (
    cells,
    messages,
    of_body,
    of_paragraphs,
    of_table,
    opened,
    part,
    saved,
    tables,
    texts,
    well_formed,
)  # fmt: skip

from addin.narrative.engine import Template, TemplateError

ITEMS = [{"名": "甲", "额": 1}, {"名": "乙", "额": 2}]


def table_of(rows: list[list[str]], items: object = ITEMS, **more: object) -> list[list[str]]:
    template = Template.load(of_table(rows))
    assert not template.problems, messages(template.problems)
    out = template.render({"项": items, **more})
    well_formed(out)
    return cells(out)


def test_paragraphs_are_repeated_and_the_tags_leave_no_blank_ones() -> None:
    template = Template.load(
        of_paragraphs("起", "{%p for 一 in 项 %}", "{{ loop.index }}. {{ 一.名 }}", "{%p endfor %}", "止")
    )
    assert texts(template.render({"项": ITEMS})) == ["起", "1. 甲", "2. 乙", "止"]
    assert texts(template.render({"项": []})) == ["起", "止"]


@pytest.mark.parametrize(("value", "expected"), [(1, "增"), (0, "平"), (-1, "减")])
def test_one_of_several_paragraphs_is_chosen(value: int, expected: str) -> None:
    template = Template.load(
        of_paragraphs("{%p if 差 > 0 %}", "增", "{%p elif 差 == 0 %}", "平", "{%p else %}", "减", "{%p endif %}")
    )
    assert texts(template.render({"差": value})) == [expected]


def test_a_paragraph_with_words_beside_its_tags_is_the_one_that_is_chosen_or_repeated() -> None:
    template = Template.load(
        of_paragraphs("{%p if 有 %}有内容{%p endif %}", "{%p for 一 in 项 %}{{ 一.名 }}", "{%p endfor %}")
    )
    assert texts(template.render({"有": True, "项": ITEMS})) == ["有内容", "甲", "乙"]
    assert texts(template.render({"有": False, "项": []})) == []


def test_words_of_different_format_are_chosen_and_repeated_inside_a_paragraph() -> None:
    runs = [
        "共",
        "{% for 一 in 项 %}",
        "{{ 一.名 }}",
        "{% if not loop.last %}",
        "、",
        "{% endif %}",
        "{% endfor %}",
        "。",
    ]
    document = docx.Document()
    paragraph = document.add_paragraph()
    for at, run in enumerate(runs):
        paragraph.add_run(run).bold = at % 2 == 0
    assert texts(Template.load(saved(document)).render({"项": ITEMS})) == ["共甲、乙。"]


def test_rows_are_repeated_in_the_way_of_docxtpl() -> None:
    rows = [
        ["名称", "金额"],
        ["{%tr for 一 in 项 %}", ""],
        ["{{ 一.名 }}", "{{ 一.额 }}"],
        ["{%tr endfor %}", ""],
        ["合计", "3"],
    ]
    assert table_of(rows) == [["名称", "金额"], ["甲", "1"], ["乙", "2"], ["合计", "3"]]
    assert table_of(rows, []) == [["名称", "金额"], ["合计", "3"]]


def test_the_tags_of_a_row_loop_may_stand_in_the_row_that_is_repeated() -> None:
    for row in (
        ["{%tr for 一 in 项 %}{{ 一.名 }}", "{{ 一.额 }}{%tr endfor %}"],
        ["{%tr for 一 in 项 %}{%tr endfor %}{{ 一.名 }}", "{{ 一.额 }}"],
    ):
        assert table_of([["名称", "金额"], row]) == [["名称", "金额"], ["甲", "1"], ["乙", "2"]]
        assert table_of([["名称", "金额"], row], []) == [["名称", "金额"]]


def test_rows_of_a_loop_depend_on_a_condition() -> None:
    rows = [
        ["名称"], ["{%tr for 一 in 项 %}"], ["{%tr if 一.额 > 1 %}"], ["大{{ 一.名 }}"], ["{%tr else %}"], ["小{{ 一.名 }}"],
        ["{%tr endif %}"], ["{%tr endfor %}"],
    ]  # fmt: skip
    assert table_of(rows) == [["名称"], ["小甲"], ["大乙"]]


def test_two_hundred_rows() -> None:
    rows = [["{%tr for 一 in 项 %}"], ["{{ 一 }}"], ["{%tr endfor %}"]]
    assert table_of(rows, list(range(200))) == [[str(at)] for at in range(200)]


def test_loops_in_loops() -> None:
    rows = [
        ["{%tr for 类 in 项 %}"], ["{{ 类.名 }}"], ["{%tr for 目 in 类.目 %}"], ["{{ loop.index }}{{ 目 }}"], ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    ]  # fmt: skip
    data = [{"名": "甲", "目": ["a", "b"]}, {"名": "乙", "目": []}, {"名": "丙", "目": ["c"]}]
    assert table_of(rows, data) == [["甲"], ["1a"], ["2b"], ["乙"], ["丙"], ["1c"]]


def test_a_loop_inside_the_cells_of_a_row_loop() -> None:
    row = ["{%tr for 一 in 项 %}{{ 一.名 }}", "{% for 目 in 一.目 %}{{ 目 }}；{% endfor %}{%tr endfor %}"]
    assert table_of([row], [{"名": "甲", "目": [1, 2]}]) == [["甲", "1；2；"]]


def test_a_table_that_loses_all_its_rows_goes() -> None:
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(3, 1)
    for row, text in zip(table.rows, ("{%tr for 一 in 项 %}", "{{ 一.名 }}", "{%tr endfor %}")):
        row.cells[0].text = text
    document.add_paragraph("后")
    template = Template.load(saved(document))
    assert tables(template.render({"项": []})) == 0
    assert texts(template.render({"项": []})) == ["前", "后"]
    assert tables(template.render({"项": ITEMS})) == 1


def test_tables_in_a_loop_do_not_run_together() -> None:
    document = docx.Document()
    document.add_paragraph("{%p for 一 in 项 %}")
    document.add_table(1, 1).cell(0, 0).text = "{{ 一.名 }}"
    document.add_paragraph("{%p endfor %}")
    out = Template.load(saved(document)).render({"项": ITEMS})
    assert tables(out) == 2
    assert texts(out) == [""]


def test_a_cell_that_loses_all_its_paragraphs_keeps_an_empty_one() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "{%p if 有 %}"
    cell.add_paragraph("内容")
    cell.add_paragraph("{%p endif %}")
    template = Template.load(saved(document))
    empty = template.render({"有": False})
    assert cells(empty) == [[""]]
    assert "<w:p/></w:tc>" in part(empty)
    full = template.render({"有": True})
    assert cells(full) == [["内容"]]
    assert "<w:p/></w:tc>" not in part(full)


def test_columns_are_repeated_and_the_grid_follows() -> None:
    rows = [
        ["名称", "{%tc for 年 in 年度 %}", "{{ 年 }}", "{%tc endfor %}"],
        ["金额", "{%tc for 年 in 年度 %}", "{{ 年 }}万", "{%tc endfor %}"],
    ]
    template = Template.load(of_table(rows))
    for years in ([2022, 2023, 2024, 2025, 2026], [2024], []):
        out = template.render({"年度": years})
        well_formed(out)
        assert cells(out) == [["名称", *map(str, years)], ["金额", *(f"{year}万" for year in years)]]
        assert part(out).count("<w:gridCol ") == 1 + len(years)


def test_nested_tables_are_repeated_with_their_own_rows() -> None:
    inner = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{%tr for 目 in 一.目 %}{{ 目 }}"
        "{%tr endfor %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    xml = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{%tr for 一 in 项 %}{{ 一.名 }}"
        f"</w:t></w:r></w:p>{inner}<w:p><w:r><w:t>完{{%tr endfor %}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    out = Template.load(of_body(xml)).render({"项": [{"名": "甲", "目": [1, 2]}, {"名": "乙", "目": []}]})
    well_formed(out)
    rows = opened(out).tables[0].rows
    assert [[cell.text for cell in row.cells[0].tables[0].columns[0].cells] for row in rows if row.cells[0].tables] == [
        ["1", "2"]
    ]
    assert [row.cells[0].paragraphs[0].text for row in rows] == ["甲", "乙"]


def test_merged_cells_in_a_row_loop_stay_merged() -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    xml = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        f"<w:tr>{cell('产出', restart)}{cell('数量')}</w:tr>"
        f"<w:tr>{cell('', goes_on)}{cell('{%tr for 一 in 项 %}{{ 一.名 }}{%tr endfor %}')}</w:tr>"
        f"<w:tr>{cell('合计', '<w:gridSpan w:val=&quot;2&quot;/>'.replace('&quot;', chr(34)))}</w:tr></w:tbl>"
    )
    out = Template.load(of_body(xml)).render({"项": ITEMS})
    assert cells(out) == [["产出", "数量"], ["产出", "甲"], ["产出", "乙"], ["合计", "合计"]]


def test_what_may_stand_only_once_is_not_repeated() -> None:
    xml = (
        "<w:p><w:r><w:t>{%p for 一 in 项 %}</w:t></w:r></w:p>"
        '<w:p w14:paraId="0A0B0C0D" w14:textId="77777777"><w:bookmarkStart w:id="3" w:name="书签"/><w:commentRangeStart w:id="0"/>'
        '<w:r><w:t>{{ 一.名 }}</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        '<w:bookmarkEnd w:id="3"/><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图"/></wp:inline></w:drawing></w:r></w:p>'
        "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>"
        '<w:p><w:bookmarkStart w:id="4" w:name="外"/><w:bookmarkEnd w:id="4"/></w:p>'
    )
    text = part(Template.load(of_body(xml)).render({"项": ITEMS}))
    assert "书签" not in text
    assert "commentR" not in text
    assert "paraId" not in text
    assert text.count('w:name="外"') == 1
    numbers = [piece.split('"')[1] for piece in text.split("<wp:docPr ")[1:]]
    assert len(set(numbers)) == 2


def test_a_section_break_in_a_paragraph_of_a_tag_is_kept() -> None:
    xml = (
        "<w:p><w:r><w:t>{%p if 有 %}</w:t></w:r></w:p><w:p><w:r><w:t>甲</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr>'
        "<w:r><w:t>{%p endif %}</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>"
    )
    out = Template.load(of_body(xml)).render({"有": False})
    assert "landscape" in part(out)
    assert texts(out) == ["", "乙"]


def test_a_picture_beside_a_tag_keeps_its_paragraph() -> None:
    xml = "<w:p><w:r><w:t>{%p if 有 %}</w:t></w:r><w:r><w:drawing/></w:r><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"
    template = Template.load(of_body(xml))
    assert "<w:drawing/>" in part(template.render({"有": True}))
    assert "<w:drawing/>" not in part(template.render({"有": False}))


def test_set_holds_a_value_for_what_follows() -> None:
    template = Template.load(of_paragraphs("{%p set 差 = 决算 - 预算 %}", "{% if 差 > 0 %}增加{{ 差 }}{% endif %}"))
    assert texts(template.render({"决算": 5, "预算": 3})) == ["增加2"]


def test_comments_of_a_template_leave_nothing() -> None:
    template = Template.load(of_paragraphs("甲{# 这里写说明 #}乙", "{#p 整段说明 #}", "丙"))
    assert texts(template.render({})) == ["甲乙", "丙"]


def test_a_loop_may_run_over_any_list_and_over_the_lines_of_a_text() -> None:
    template = Template.load(
        of_paragraphs(
            "{% for 行 in 文|lines %}[{{ 行 }}]{% endfor %}{% for 名, 值 in 组|items %}{{ 名 }}={{ 值 }};{% endfor %}"
        )
    )
    assert texts(template.render({"文": "一\n\n二", "组": {"a": 1}})) == ["[一][二]a=1;"]


def test_a_column_of_a_row_loop_is_merged_down() -> None:
    rows = [
        ["类", "名", "额"], ["{%tr for 类 in 项 %}", "", ""], ["{%tr for 目 in 类.目 %}", "", ""],
        ["{% vm %}{{ 类.名 }}", "{{ 目 }}", "{% vm %}{{ loop.length }}"], ["{%tr endfor %}", "", ""], ["{%tr endfor %}", "", ""],
    ]  # fmt: skip
    template = Template.load(of_table(rows))
    assert not template.problems
    out = template.render({"项": [{"名": "产出", "目": ["数量", "质量"]}, {"名": "效益", "目": ["社会"]}]})
    well_formed(out)
    # python-docx reads a merged cell's text in every row
    assert cells(out) == [["类", "名", "额"], ["产出", "数量", "2"], ["产出", "质量", "2"], ["效益", "社会", "1"]]
    assert part(out).count('<w:vMerge w:val="restart"/>') == 4
    assert part(out).count("<w:vMerge/>") == 2
    # the order that the schema demands
    assert re.search(r"<w:tcW [^>]*/><w:vMerge", part(out))


def test_a_cell_takes_its_width_in_columns_and_its_shading_from_the_data() -> None:
    template = Template.load(of_table([["{% colspan 列数 %}{% cellbg 色 %}甲"], ["乙"]]))
    out = template.render({"列数": 3, "色": "#fff2cc"})
    well_formed(out)
    assert '<w:gridSpan w:val="3"/><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>' in part(out)
    with pytest.raises(TemplateError) as caught:
        template.render({"列数": "很多", "色": '"/><w:x'})
    assert [one.message.split("}")[1][:5] for one in caught.value.problems] == [" 列数应为", " 颜色应为"]
    assert [one.name for one in template.lint(["列数"])] == ["色"]


def test_cell_tags_outside_a_table_or_a_loop_are_faults() -> None:
    assert [one.code for one in Template.load(of_paragraphs("{% vm %}", "{% colspan 2 %}")).problems] == [
        "tag.level"
    ] * 2
    assert {one.name for one in Template.load(of_table([["{% vm %}甲"]])).lint([])} == {"loop"}
