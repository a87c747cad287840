"""报告模板的文字稿 (template source): one readable text file per report, with headings, paragraphs and Jinja tags.

One line is one paragraph. A report's source looks so::

    file: 部门决算公开说明.docx
    pack: cn/xinjiang/changji/2024
    subject: 2024年度部门决算公开说明
    contents: yes

    = {{ 单位名称 }}2024年度部门决算公开说明
    # 第一部分 单位概况
    ## 一、主要职能
    {{ 报告文字.职能 }}
    ### （一）……
    #### 1.……
    {%p if … %}
    @landscape
    {{p 附表.公开01表 }}

``=`` is the title, ``#`` a part (第一部分, centred), ``##`` to ``#####`` the four heading levels of GB/T 9704 (一、（一）1.（1）), ``>`` a
note in small print, ``^`` a line centred, ``!`` the line of a signature or date set to the right, ``&`` the first and ``&&`` each further line of the list 附件. Lines with ``@`` change the page:
``@cover`` … ``@end`` (a page of its own), ``@contents``, ``@page`` (new page), ``@landscape``, ``@portrait``. Empty lines mean nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List

#: how a line begins -> the kind of its paragraph
MARKS = {
    "= ": "title",
    "# ": "part",
    "## ": "heading1",
    "### ": "heading2",
    "#### ": "heading3",
    "##### ": "heading4",
    "> ": "note",
    "^ ": "centred",
    "! ": "right",
    "& ": "annex",
    "&& ": "annexes",
}
PAGES = ("cover", "end", "contents", "page", "landscape", "portrait")
KEYS = ("file", "pack", "subject", "contents")


class SourceError(ValueError):
    """文字稿有误: which file and line, what was found and what is expected."""


@dataclass(frozen=True)
class Line:
    """一段: ``kind`` is a value of MARKS, ``body``, ``block`` (a tag paragraph of its own) or one of PAGES."""

    kind: str
    text: str
    number: int


@dataclass
class Source:
    """一份文字稿.

    Args:
        file: the template's file name. pack: the pack it belongs to. subject: the document's title property.
        contents: whether the report has a table of contents. lines: its paragraphs in order.
    """

    file: str
    pack: str
    subject: str
    contents: bool = False
    lines: List[Line] = field(default_factory=list)


def read_source(path: Path) -> Source:
    """读取文字稿.

    Raises:
        SourceError: an unknown key or page mark, a missing key.
    """
    return parse_source(path.read_text("utf-8"), path.name)


def parse_source(text: str, name: str = "") -> Source:
    """解析文字稿.

    Args:
        text: the whole source. name: the file's name for messages.

    >>> parse_source("file: a.docx\\npack: cn\\nsubject: 报告\\n\\n= 标题\\n## 一、概况\\n正文").lines[1]
    Line(kind='heading1', text='一、概况', number=6)
    """
    head: Dict[str, str] = {}
    lines: List[Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        if not line:
            continue
        given = re.match(r"^([a-z]+):\s*(.*)$", line)
        if given and not lines:
            if given.group(1) not in KEYS:
                raise SourceError(f"{name} 第 {number} 行：没有“{given.group(1)}”这一项，可用 {'、'.join(KEYS)}。")
            head[given.group(1)] = given.group(2)
            continue
        lines.append(_line(line, number, name))
    missing = [key for key in KEYS[:3] if not head.get(key)]
    if missing:
        raise SourceError(f"{name}：开头缺少 {'、'.join(missing)}。")
    return Source(head["file"], head["pack"], head["subject"], head.get("contents") == "yes", lines)


def _line(line: str, number: int, name: str) -> Line:
    if line.startswith("@"):
        if line[1:] not in PAGES:
            raise SourceError(f"{name} 第 {number} 行：没有“{line}”，可用 {'、'.join('@' + page for page in PAGES)}。")
        return Line(line[1:], "", number)
    for mark, kind in MARKS.items():
        if line.startswith(mark):
            return Line(kind, line[len(mark) :].strip(), number)
    if re.fullmatch(r"\{%p .*%\}|\{\{p .*\}\}", line):
        return Line("block", line, number)
    return Line("body", line, number)
