"""名称 (names): how a label of the workbook becomes a name that a template can write after a dot."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Dict, Iterable

from ...forms.text import fold

_SPACES = re.compile(r"\s+")
_NUMBERING = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_INSTRUCTION = re.compile(r"[（(][^（）()]*一(?:行|栏)[^（）()]*[）)]$")
_AMONG = re.compile(r"^(?:其中|减|加)[:：]")


@lru_cache(maxsize=4096)
def name_of(label: str) -> str:
    """由行名、项目名得到名称: without numbering, 其中：, quotation marks, brackets and other signs; letters and digits stay.

    >>> name_of("1、公务用车购置和维护经费"), name_of("其中：公车购置"), name_of("“三公”经费")
    ('公务用车购置和维护经费', '公车购置', '三公经费')
    >>> name_of("因公出国（境）费"), name_of("水费、电费、差旅费"), name_of("100万元以上设备")
    ('因公出国境费', '水费电费差旅费', '项100万元以上设备')
    """
    text = _SPACES.sub("", label)
    before = ""
    while text != before:
        before = text
        text = _AMONG.sub("", _NUMBERING.sub("", text))
    kept = "".join(sign for sign in text if ("a" + sign).isidentifier())
    return kept if not kept or kept.isidentifier() else f"项{kept}"


@lru_cache(maxsize=4096)
def shown_name(label: str) -> str:
    """写在句子里的名称: without numbering, 其中：, a colon at the end and the form's own instruction; brackets and quotation marks stay.

    >>> shown_name("一、一般公共服务支出"), shown_name("其中：（1）公务用车购置费"), shown_name("维修（护）费")
    ('一般公共服务支出', '公务用车购置费', '维修（护）费')
    >>> shown_name("3、市级专项资金（一个专项一行）"), shown_name("项目支出："), shown_name("“三公”经费")
    ('市级专项资金', '项目支出', '“三公”经费')
    """
    text, before = fold(label), ""
    while text != before:
        before = text
        text = _AMONG.sub("", _NUMBERING.sub("", text)).strip()
    return _INSTRUCTION.sub("", text).rstrip(":： ")


def put(tree: Dict[str, Any], name: str, value: Any, parents: Iterable[str] = ()) -> None:
    """放入一项: under its name; a name that is taken gets its parent's before it, then a number behind it.

    >>> tree = {"办公费": 1}
    >>> put(tree, "办公费", 2, ["公用经费"]); list(tree)
    ['办公费', '公用经费办公费']
    """
    if not name:
        return
    for candidate in (name, *(f"{parent}{name}" for parent in parents if parent)):
        if candidate not in tree:
            tree[candidate] = value
            return
    number = 2
    while f"{name}{number}" in tree:
        number += 1
    tree[f"{name}{number}"] = value
