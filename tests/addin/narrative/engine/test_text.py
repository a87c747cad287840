"""Plain text and Markdown templates: the same tags, the same sandbox, problems with their line."""

from __future__ import annotations

import pytest

from addin.narrative.engine import Blocks, Limits, RichText, TemplateError, TextTemplate, environment, render_text


def test_lines_of_statements_alone_take_no_line() -> None:
    text = "# {{ 单位 }}\n\n{% for 一 in 列 %}\n- {{ 一 }}\n{% endfor %}\n{# 说明 #}\n{% if 有 %}\n有\n{% else %}\n无\n{% endif %}\n完\n"
    assert (
        render_text(text, {"单位": "甲 & 乙 <丙>", "列": [1, 2], "有": False}) == "# 甲 & 乙 <丙>\n\n- 1\n- 2\n无\n完\n"
    )


def test_statements_inside_a_line_leave_its_words() -> None:
    assert render_text("差{% if 差 > 0 %}增{% else %}减{% endif %}，{%p set a = 1 %}完", {"差": 1}) == "差增，完"


def test_word_levels_line_ends_quotes_and_marks_of_windows_do_not_matter() -> None:
    text = "\ufeff{%p if 有 == “是” %}\r\n{{p 文 }}｛｛r 文 ｝｝\r\n{%p endif %}\r\n"
    assert render_text(text, {"有": "是", "文": "甲\n乙"}) == "甲\n乙甲\n乙\n"


def test_values_that_are_more_than_text_give_their_words() -> None:
    assert (
        render_text("{{ 甲 }}{{p 乙 }}", {"甲": RichText("富"), "乙": Blocks("<w/>", text="表中文字")}) == "富表中文字"
    )


def test_problems_name_the_line() -> None:
    with pytest.raises(TemplateError) as caught:
        TextTemplate("一\n{{ 单位名成 }}\n{{ 无 }}", environment(), "说明.md").render({"单位名称": 1})
    assert [(one.paragraph, one.nearest) for one in caught.value.problems] == [(2, "单位名称"), (3, "")]
    assert "模板“说明.md”有 2 处问题" in str(caught.value)
    with pytest.raises(TemplateError, match=r"第 3 段.*前面没有与它配对的 if"):
        render_text("一\n二\n{% endif %}", {})
    with pytest.raises(TemplateError, match="除数是 0"):
        render_text("{{ 1 / 甲 }}", {"甲": 0})
    with pytest.raises(TemplateError, match="没有值"):
        render_text("{{ 甲 }}", {"甲": None})


def test_tags_for_cells_have_no_place_in_a_text() -> None:
    with pytest.raises(TemplateError, match="只能写在 Word 表格的单元格里"):
        render_text("{% vm %}", {})


def test_limits_hold_for_text_too() -> None:
    with pytest.raises(TemplateError, match="循环次数"):
        render_text("{% for 一 in 列 %}x{% endfor %}", {"列": [1, 2, 3]}, limits=Limits(iterations=2))


def test_functions_that_are_given_may_be_called_by_name_and_no_others() -> None:
    env = environment(functions={"序号": lambda number: "一二三"[number - 1]})
    assert render_text("{{ 序号(2) }}{{ 序号(甲) ~ 序号(1) }}", {"甲": 3}, env) == "二三一"
    with pytest.raises(TemplateError, match="最接近的是“序号”"):
        render_text("{{ 序好(2) }}", {}, env)
    # a value of the data cannot take a function's place
    assert render_text("{{ 序号(1) }}", {"序号": open}, env) == "一"


def test_names_for_filters_and_functions_must_fit_into_a_tag() -> None:
    for name in ("__x", "a-b", "1a", ""):
        with pytest.raises(ValueError, match="不能用于模板"):
            environment({name: str})
