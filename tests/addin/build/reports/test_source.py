"""报告模板的文字稿: what its lines mean, and what is refused."""

import pytest

from addin.build.reports.build import ROOT, files
from addin.build.reports.source import SourceError, parse_source

HEAD = "file: a.docx\npack: cn/national\nsubject: 报告\n"


def kinds(text):
    return [(line.kind, line.text) for line in parse_source(HEAD + text).lines]


def test_marks_make_headings_and_plain_lines_make_paragraphs():
    assert kinds("= 题\n# 部\n## 一、\n### （一）\n#### 1.\n##### （1）\n正文\n> 注\n^ 中\n! 右") == [
        ("title", "题"),
        ("part", "部"),
        ("heading1", "一、"),
        ("heading2", "（一）"),
        ("heading3", "1."),
        ("heading4", "（1）"),
        ("body", "正文"),
        ("note", "注"),
        ("centred", "中"),
        ("right", "右"),
    ]


def test_a_paragraph_that_is_one_tag_is_a_block():
    assert kinds("{%p if 有 %}\n{{p 附表.公开01表 }}\n{%p endif %}\n{{ 单位名称 }}") == [
        ("block", "{%p if 有 %}"),
        ("block", "{{p 附表.公开01表 }}"),
        ("block", "{%p endif %}"),
        ("body", "{{ 单位名称 }}"),
    ]


def test_an_unknown_page_mark_is_named_with_its_line():
    with pytest.raises(SourceError, match=r"第 4 行：没有“@横向”"):
        kinds("@横向")


def test_an_unknown_key_is_named():
    with pytest.raises(SourceError, match="没有“title”这一项"):
        parse_source("title: 报告\n")


def test_a_source_without_its_head_says_what_is_missing():
    with pytest.raises(SourceError, match="缺少 pack、subject"):
        parse_source("file: a.docx\n= 题")


def test_templates_are_those_of_the_sources():
    for name, data in files().items():
        assert (ROOT / name).read_bytes() == data, f"{name}：请运行 python -m addin.build.reports"
