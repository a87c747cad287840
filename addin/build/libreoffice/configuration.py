"""配置文件的写法 (xcu): small builders of LibreOffice's configuration XML."""

from __future__ import annotations

from typing import Dict, Mapping, Union
from xml.sax.saxutils import escape, quoteattr

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'

#: one text for all languages, or one for each
Text = Union[str, Mapping[str, str]]


def document(content: str) -> str:
    """XML 文件: with its declaration."""
    return f"{_DECLARATION}{content}\n"


def component(name: str, *nodes: str, package: str = "org.openoffice.Office") -> str:
    """配置文件: ``name`` of a package of the configuration."""
    head = f'<oor:component-data {_NAMESPACES} oor:name="{name}" oor:package="{package}">'
    return document("\n".join([head, *nodes, "</oor:component-data>"]))


def node(name: str, *inside: str, new: bool = False) -> str:
    """节点; ``new`` for a member that is added to a set."""
    mark = ' oor:op="replace"' if new else ""
    return "\n".join([f"<node oor:name={quoteattr(name)}{mark}>", *inside, "</node>"])


def prop(name: str, text: Text, kind: str = "") -> str:
    """属性; ``kind`` is its type (``xs:string``), needed where the schema leaves it open."""
    typed = f' oor:type="{kind}"' if kind else ""
    values = _values(text)
    return f"<prop oor:name={quoteattr(name)}{typed}>{values}</prop>"


def _values(text: Text) -> str:
    if isinstance(text, str):
        return f"<value>{escape(text)}</value>"
    return "".join(f'<value xml:lang="{language}">{escape(one)}</value>' for language, one in text.items())


def both(chinese: str, english: str) -> Dict[str, str]:
    """中英文: English is also what a program in any other language shows."""
    return {"en": english, "zh-CN": chinese}
