"""恶意模板 (hostile templates): whatever is written, the answer comes soon, in Chinese, with its place."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from support.word_templates import of_paragraphs, texts

from addin.narrative.engine import Template, TemplateError, TextTemplate
from addin.narrative.engine.problems import MOST_PROBLEMS
from addin.narrative.environment import report_environment
from addin.narrative.figure import Figure, Words
from addin.package.problems import PackageProblem

DATA = {
    "单位名称": "某校",
    "数": Figure(Decimal("12.5"), "万元", "数", ("表!B1",), "12.5"),
    "空": Figure(None, "万元", "空", ("表!C1",)),
    "行": [{"名称": "甲", "本年": Figure(Decimal(3), "万元")}],
    "字": Words("教育。"),
}


def problems(source: str) -> list[tuple[str, str]]:
    with pytest.raises(TemplateError) as caught:
        TextTemplate(source, report_environment(), "模板").render(DATA)
    return [(one.code, one.message) for one in caught.value.problems]


def shared(first: str, second: str, steps: int) -> str:
    """Two values, each of which holds the one before it twice: small to write, endless to walk through."""
    lines = [f"{{% set a0={first} %}}{{% set b0={first} %}}"]
    for at in range(steps):
        lines += [f"{{% set {x}{at + 1}={second.format(f'{x}{at}')} %}}" for x in "ab"]
    return "".join(lines)


@pytest.mark.parametrize(
    ("first", "second"),
    [("[1,1]", "[{0},{0}]"), ('{{"x":1}}'.replace("{{", "{").replace("}}", "}"), '{{"x":{0},"y":{0}}}')],
)
@pytest.mark.parametrize("asked", ["a60 == b60", "a60 in [b60]", "1 if a60 < b60 else 2", "a60 != b60"])
def test_lists_that_hold_themselves_many_times_are_not_compared(first: str, second: str, asked: str) -> None:
    assert problems(shared(first, second, 60) + f"{{{{ {asked} }}}}")[0][0] == "limit.work"


def test_lists_that_hold_themselves_many_times_are_not_joined() -> None:
    for filter_ in ("顿号", "分号", "join", '前后加("甲")', "其中", "句号"):
        assert problems(shared("[1,1]", "[{0},{0}]", 60) + f"{{{{ a60|{filter_} }}}}")[0][0] in (
            "filter.failed",
            "value.unusable",
        )


def test_comparing_lists_of_a_report_still_works() -> None:
    source = '{{ "甲" in ["甲", "乙"] }} {{ 0.1 in [0.1] }} {{ [1, 2] == [1, 2] }} {{ 1.0 == 1 }}'
    assert TextTemplate(source, report_environment()).render(DATA) == "是 是 是 是"


def test_a_figure_added_to_itself_again_and_again_keeps_a_short_calculation() -> None:
    ledgerless = TextTemplate("{% set f=数 %}" + "{% set f=f+f %}" * 60 + "{{ f|万元 }}", report_environment())
    assert ledgerless.render(DATA) == f"{Decimal('12.5') * 2**60:,.2f}万元"


@pytest.mark.parametrize("sign", ["{{", "{%", "{#", "{{ {% ", "{{ '", "｛｛"])
def test_a_text_full_of_opening_signs_is_told_in_as_many_lines_as_anyone_reads(sign: str) -> None:
    found = TextTemplate(sign * 100_000, report_environment()).problems
    assert 1 <= len(found) <= MOST_PROBLEMS
    assert found[0].code in ("tag.unclosed", "tag.too-long", "tag.syntax")


def test_ends_inside_quotes_without_an_end_are_looked_at_a_few_times_only() -> None:
    template = TextTemplate(("{{ '" + "}}" * 1900) * 20, report_environment())
    assert {one.code for one in template.problems} <= {"tag.unclosed", "tag.syntax", "tag.stray"}


def test_a_tag_that_is_too_long_is_told_as_such() -> None:
    assert [code for code, _ in problems("{{ " + "x" * 200_000 + " }} {{ 单位名称 }}")] == ["tag.too-long"]


def test_more_tags_than_any_report_has_are_refused() -> None:
    with pytest.raises(PackageProblem, match="标记超过 20,000 个"):
        TextTemplate("{{ 单位名称 }}" * 20_001, report_environment())


def test_an_if_with_thousands_of_branches_is_a_fault_not_a_crash() -> None:
    found = problems("{% if 0 %}" + "{% elif 0 %}甲" * 3000 + "{% endif %}")
    assert [code for code, _ in found] == ["tag.too-deep"]


@pytest.mark.parametrize("expression", ["1e999", "1e999|万元", "1 if 数 > 1e999 else 2", "-1e400", "[1e999]|顿号"])
def test_numbers_without_end_are_a_fault_of_their_tag(expression: str) -> None:
    code, message = problems(f"{{{{ {expression} }}}}")[0]
    assert code == "tag.syntax"
    assert "数字过大" in message


@pytest.mark.parametrize("group", ["{[1]: 2}", "{行: 1}", "{1: 2}"])
def test_groups_written_in_a_tag_have_quoted_names(group: str) -> None:
    assert problems(f"{{{{ {group}|length }}}}")[0] == (
        "tag.syntax",
        f'标记 {{{{ {group}|length }}}} 花括号里冒号前面应为引号中的名称，如 {{"名称": 数}}。',
    )


@pytest.mark.parametrize(
    "expression",
    [
        "1e39|万元", "1 if 1 < none else 2", "数 % 2", "数 // 2", "1 if 1 is divisibleby(0) else 2", "1 if 单位名称 is even else 2",
        "单位名称[::0]", "数|万元(小数=3)", "数|万元(1, true, 2)", "数|占比", "行|中文数字", "行|日期", "数 * 行", "单位名称 - 1",
        "行|合计(行)", "数|round(单位名称)", "{% set x = [] %}{{ x[单位名称] }}", "单位名称|元(none)", "行|列金额(行, 行)",
    ],
)  # fmt: skip
def test_what_cannot_be_worked_out_is_told_without_words_of_python(expression: str) -> None:
    source = expression if expression.startswith("{%") else f"{{{{ {expression} }}}}"
    for _, message in problems(source):
        told = message.replace(source, "")
        assert re.search("[\u4e00-\u9fff]", told), message
        assert not re.search(r"[a-z]{3,} [a-z]{2,}|class '|Error|\(\)|None|Figure|\{'", told), message


@pytest.mark.parametrize(
    "expression", ['行|前后加("甲")', "行|句号", "行[0]|去句号", "none|句号", "[行]|顿号", '行|join("、")']
)
def test_rows_are_never_printed_as_they_lie_in_memory(expression: str) -> None:
    assert problems(f"{{{{ {expression} }}}}")[0][0] in ("filter.failed", "value.unusable", "value.missing")


def test_rows_that_say_something_are_kept_whole() -> None:
    assert TextTemplate("{{ 行|非空|length }}{{ [字, 空]|非空|length }}", report_environment()).render(DATA) == "11"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("数 is number", "是"),
        ("单位名称 is number", "否"),
        ("(数 * 2 - 数 * 2 + 4) is even", "是"),
        ("字 is string", "是"),
    ],
)
def test_figures_and_words_of_the_workbook_pass_the_tests_of_numbers_and_texts(asked: str, answer: str) -> None:
    assert TextTemplate(f"{{{{ {asked} }}}}", report_environment()).render(DATA) == answer


def test_a_paragraph_of_thousands_of_runs_each_with_one_sign_is_read_as_one_text() -> None:
    data = of_paragraphs(list("甲{{ 单位名称 }}乙" * 1500))
    rendered = Template.load(data, environment=report_environment()).render(DATA)
    assert texts(rendered)[-1] == "甲某校乙" * 1500
