"""模板文件 (template file): which parts of a .docx hold tags, and the .docx with those parts rendered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...package.detect import container_kind
from ...package.draft import Draft
from ...package.problems import PackageProblem

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN, _TEMPLATE = f"{_WORD}document.main+xml", f"{_WORD}template.main+xml"
_STORY = {
    _MAIN: "正文",
    _TEMPLATE: "正文",
    f"{_WORD}header+xml": "页眉",
    f"{_WORD}footer+xml": "页脚",
    f"{_WORD}footnotes+xml": "脚注",
    f"{_WORD}endnotes+xml": "尾注",
}
_PROPERTIES = {
    "application/vnd.openxmlformats-package.core-properties+xml": "文档属性（摘要）",
    "application/vnd.openxmlformats-officedocument.extended-properties+xml": "文档属性",
    "application/vnd.openxmlformats-officedocument.custom-properties+xml": "文档属性（自定义）",
}


@dataclass(frozen=True)
class StoryPart:
    """可含标记的部件: its name, what a user calls it, and whether it is made of paragraphs."""

    name: str
    label: str
    word: bool


def open_template(data: bytes, path: str = "") -> Draft:
    """打开模板文件.

    Args:
        data: the whole file.
        path: its name, for messages.

    Raises:
        PackageProblem: the file is no .docx, is encrypted, broken, a bomb, or holds macros (``template.macro``).
    """
    if container_kind(data, path) != "zip":
        raise PackageProblem("template.not-docx", "这是旧版工作簿（.xls）。", path)
    draft = Draft(data, path)
    kind = draft.parts.content_types.of(draft.parts.main)
    if "macroEnabled" in kind:
        raise PackageProblem(
            "template.macro", "模板带有宏（.docm/.dotm），不能使用。请用 Word、WPS 打开，另存为 .docx 后再试。", path
        )
    if kind not in (_MAIN, _TEMPLATE):
        raise PackageProblem("template.not-docx", "这是别的办公文件。", path)
    return draft


def in_words_of_templates(cause: PackageProblem) -> PackageProblem:
    """换成模板的说法: the messages for files of all kinds speak of workbooks and of converting them."""
    return PackageProblem(cause.code, _reason(cause), cause.path)


def _reason(cause: PackageProblem) -> str:
    if cause.code == "file.convert":
        kind = cause.message.partition("，")[0]
        return f"模板应为 Word 文档（.docx）。{kind}，请用 Word、WPS 打开后另存为 .docx。"
    if cause.code in ("file.missing", "file.directory", "file.permission", "file.unreadable"):
        return cause.message
    if cause.code.startswith("file.") and cause.code not in ("file.empty", "file.encrypted"):
        return f"模板应为 Word 文档（.docx）。{cause.message.partition('。')[0].replace('不是工作簿', '不是 Word 文档')}。请核对是否选对了文件。"
    if cause.code == "template.not-docx":
        return f"模板应为 Word 文档（.docx）。{cause.message}请核对是否选对了文件。"
    return cause.message.replace("Excel、WPS", "Word、WPS")


def stories(draft: Draft) -> Iterator[StoryPart]:
    """可含标记的部件: in the order of reading: the text, headers and footers, notes, properties."""
    types = draft.parts.content_types
    by_label: dict[str, list[str]] = {}
    for name in draft.names():
        label = _STORY.get(types.of(name)) or _PROPERTIES.get(types.of(name))
        if label:
            by_label.setdefault(label, []).append(name)
    for label in dict.fromkeys((*_STORY.values(), *_PROPERTIES.values())):
        names = sorted(by_label.get(label, ()), key=lambda name: (len(name), name))
        for at, name in enumerate(names, 1):
            yield StoryPart(name, f"{label}{at}" if len(names) > 1 else label, label in _STORY.values())


def as_document(draft: Draft) -> None:
    """模板类型改为文档: a .dotx rendered is a .docx."""
    types = draft.parts.member("[Content_Types].xml")
    data = draft.read(types)
    if _TEMPLATE.encode() in data:
        draft.write(types, data.replace(_TEMPLATE.encode(), _MAIN.encode()))
