"""自定义文档属性 (custom document properties): short facts that a file carries, seen under 文件 › 信息 › 属性.

By them a pack that was handed out knows where it came from when it returns: Excel, WPS and LibreOffice keep the part on
saving (ECMA-376 part 1, 15.2.12.2; seen in LibreOffice 7.4 only). They are data of the sender: anybody can change them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import markup, xml
from .draft import RELATIONSHIP, Draft, append_child, remove_children
from .parts import Parts
from .problems import PackageProblem

MEMBER = "docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
#: the format id that all custom properties share, and the first free number
_FORMAT, _FIRST = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2
_EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_NAMESPACE}"/>'.encode()
_NUMBER = re.compile(rb"\spid\s*=\s*[\"']([0-9]{1,9})[\"']")
#: what XML cannot hold, and what no property needs
_REFUSED = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: limits of the program (names) and of what is still a short fact
_LONGEST_NAME, _LONGEST = 255, 1_000
#: a part beyond this is no list of short facts
_MOST_BYTES = 1_000_000


def read_properties(parts: Parts) -> dict[str, str]:
    """读取自定义属性: name -> text; an empty dict when the file has none.

    Raises:
        PackageProblem: ``xml.*`` or ``zip.*``.
    """
    name = parts.related("", "custom-properties")
    if name is None or parts.container.size(name) > _MOST_BYTES:
        return {}
    found: dict[str, str] = {}
    for child in xml.children(xml.parse(parts.container.read(name), name, parts.path)):
        if xml.local(child.tag) == "property" and child.get("name"):
            found.setdefault(child.get("name"), "".join(child.itertext()).strip())
    return found


def properties_part(content: bytes, values: Mapping[str, str]) -> bytes:
    """写自定义属性: the part with these properties set, the others as they were.

    Args:
        content: the part as it is, b"" for a new one. values: name -> text.

    Raises:
        PackageProblem: ``property.text`` for a name or a text that cannot be stored.
    """
    data = content or _EMPTY
    for name, value in values.items():
        _check(name, value)
        data = remove_children(data, b"property", b"name", markup.escape_attribute(name))
        number = max([_FIRST - 1, *(int(one) for one in _NUMBER.findall(markup.view(data)))]) + 1
        entry = (
            f' fmtid="{_FORMAT}" pid="{number}" name="{markup.escape_attribute(name).decode()}">'
            f'<vt:lpwstr xmlns:vt="{_TYPES}">{markup.escape(value).decode()}</vt:lpwstr></'
        ).encode()
        seen = markup.view(data)
        data = append_child(data, b"property", entry + markup.root(seen)[0] + b"property>")
    return data


def write_properties(draft: Draft, values: Mapping[str, str]) -> str:
    """写入自定义属性: into a package.

    Args:
        draft: a workbook or a document. values: name -> text.

    Returns:
        the member that holds them, for ``Plan(members=…)`` and ``properties_part``.

    Raises:
        PackageProblem: as ``properties_part``, or why the part cannot be edited.
    """
    name = draft.parts.related("", "custom-properties")
    if name is not None:
        draft.write(name, properties_part(draft.editable(name), values))
        return name
    name = MEMBER if draft.find(MEMBER) is None else draft.free_name("docProps/custom{}.xml")
    draft.write(name, properties_part(b"", values))
    draft.relate("", RELATIONSHIP + "custom-properties", name)
    draft.declare(name, _TYPE)
    return name


def _check(name: str, value: str) -> None:
    if not name or len(name) > _LONGEST_NAME or _REFUSED.search(name):
        raise PackageProblem("property.text", f"文档属性名 {name[:40]!r} 为空、过长或含控制字符，无法写入。")
    if len(value) > _LONGEST or _REFUSED.search(value):
        raise PackageProblem(
            "property.text",
            f"文档属性“{name}”的内容 {value[:40]!r} 超过 {_LONGEST} 个字符，或含换行等控制字符，无法写入。",
        )
