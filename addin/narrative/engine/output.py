"""输出 (output): values written into XML, always escaped, with line breaks, tabs and leading spaces kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context

from .blocks import ORDER, Blocks, RichText, Run
from .problems import ValueProblem
from .values import kind_of, show

if TYPE_CHECKING:
    from .entries import Entry

#: what needs a second look: signs of XML, line ends and tabs, what XML cannot hold, and the signs that turn the
#: order of characters round, with which a figure would read backwards
_SPECIAL = re.compile("[&<>\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}|auto")
_MAX_COLUMNS = 63
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def cleaned(text: str) -> str:
    """去掉不可用的字符: control characters go, every kind of line end becomes ``\\n``.

    >>> cleaned("甲\\x00乙\\r\\n丙\\u2028丁")
    '甲乙\\n丙\\n丁'
    """
    if _CONTROL.search(text) is None:
        return text
    return _BREAKS.sub("\n", _FORBIDDEN.sub("", text))


def escaped(text: str) -> str:
    """转义."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """属性值的转义."""
    text = escaped(text).replace('"', "&quot;").replace("'", "&#39;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def _shown(context: Any, value: Any, number: int) -> str:
    """The value as text; a value that cannot be shown is noted, and the rendering goes on to find all of them."""
    try:
        text = show(value)
    except ValueProblem as problem:
        context.state.failed(number, problem)
        return ""
    context.budget.spend_output(len(text))
    return text


@pass_context
def text(context: Any, value: Any, number: int) -> str:
    """文字: inside ``w:t``."""
    if type(value) is str:
        budget = context.budget
        budget.output -= len(value)
        if budget.output < 0:
            budget.spend_output(0)
        found = value
    else:
        found = _shown(context, value, number)
    # most values pass the first test, which is quicker than the second
    if found.isprintable() and "&" not in found and "<" not in found and ">" not in found:
        return found
    return found if _SPECIAL.search(found) is None else broken(found, context.state.prefix)


def broken(found: str, x: str) -> str:
    """换行和制表: text of a run with its breaks as elements."""
    found = escaped(cleaned(found))
    if "\n" in found:
        found = found.replace("\n", f'</{x}t><{x}br/><{x}t xml:space="preserve">')
    if "\t" in found:
        found = found.replace("\t", f'</{x}t><{x}tab/><{x}t xml:space="preserve">')
    return found


@pass_context
def plain(context: Any, value: Any, number: int) -> str:
    """纯文字: in properties and other parts without runs."""
    return escaped(cleaned(_shown(context, value, number)))


@pass_context
def in_attribute(context: Any, value: Any, number: int) -> str:
    """属性: alternative texts and the like."""
    return attribute(cleaned(_shown(context, value, number)))


@pass_context
def span(context: Any, value: Any, number: int) -> str:
    """列数: of a cell, from 1 to as many columns as Word allows."""
    shown = _shown(context, value, number)
    if not (shown.isascii() and shown.isdigit() and 1 <= int(shown[:9]) <= _MAX_COLUMNS):
        context.state.failed(number, ValueProblem(f"列数应为 1 至 {_MAX_COLUMNS} 的整数，这里是“{shown[:20]}”。"))
        return "1"
    return str(int(shown))


@pass_context
def colour(context: Any, value: Any, number: int) -> str:
    """颜色: six hex digits."""
    shown = _shown(context, value, number).removeprefix("#")
    if not _COLOUR.fullmatch(shown):
        context.state.failed(number, ValueProblem(f"颜色应为六位十六进制数，如 FFF2CC，这里是“{shown[:20]}”。"))
        return "auto"
    return shown.upper()


@pass_context
def raw(context: Any, value: Any, number: int) -> str:
    """纯文本模板的文字: as it is."""
    if isinstance(value, Blocks):
        return value.text
    return cleaned(_shown(context, value, number))


@pass_context
def runs(context: Any, value: Any, number: int) -> str:
    """格式文字: whole runs."""
    state = context.state
    if isinstance(value, RichText):
        context.budget.spend_output(sum(len(run.text) for run in value.runs))
        return "".join(_run(run, state.entries[number], state.prefix) for run in value.runs)
    return _run(Run(_shown(context, value, number)), state.entries[number], state.prefix)


def _run(run: Run, entry: Entry, x: str) -> str:
    if not run.text:
        return ""
    found = dict(entry.format)
    for name, attributes in run.properties.items():
        found[name] = f"<{x}{name}{attributes.replace('{w}', x)}/>"
    inner = "".join(found[name] for name in sorted(found, key=lambda name: ORDER.get(name, len(ORDER))))
    properties = f"<{x}rPr>{inner}</{x}rPr>" if inner else ""
    return f'<{x}r>{properties}<{x}t xml:space="preserve">{broken(run.text, x)}</{x}t></{x}r>'


@pass_context
def paragraphs(context: Any, value: Any, number: int) -> str:
    """分段的文字: each line a paragraph like the one that holds the tag."""
    state = context.state
    found = _lines(_shown(context, value, number) if not isinstance(value, (list, tuple)) else value, context, number)
    return state.entries[number].before.join(broken(one, state.prefix) for one in found)


@pass_context
def blocks(context: Any, value: Any, number: int) -> str:
    """成块内容: tables and charts in place of the paragraph; text as paragraphs like the one that holds the tag."""
    state = context.state
    if isinstance(value, Blocks):
        context.budget.spend_output(len(value.xml))
        return state.placed(value)
    entry = state.entries[number]
    if isinstance(value, RichText):
        value = [value]
    if isinstance(value, (list, tuple)) and any(isinstance(one, (Blocks, RichText)) for one in value):
        return "".join(_block(one, context, number) for one in value)
    found = _lines(value if isinstance(value, (list, tuple)) else _shown(context, value, number), context, number)
    x = state.prefix
    return "".join(entry.before + broken(one, x) + entry.after for one in found)


def _block(value: Any, context: Any, number: int) -> str:
    entry, x = context.state.entries[number], context.state.prefix
    if isinstance(value, RichText):
        inner = "".join(_run(run, entry, x) for run in value.runs)
        # the template's run is closed around its own empty text
        return entry.before + f"</{x}t></{x}r>{inner}<{x}r><{x}t>" + entry.after
    return str(blocks(context, value, number))


def _lines(value: Any, context: Any, number: int) -> list[str]:
    if isinstance(value, str):
        return [line for line in cleaned(value).split("\n") if line.strip()]
    found: list[str] = []
    for one in value:
        if isinstance(one, (list, tuple)):
            context.state.failed(number, ValueProblem(f"段落列表里有{kind_of(one)}，应为文字。"))
            continue
        found += _lines(_shown(context, one, number), context, number)
    return found


@pass_context
def fresh(context: Any, _: Any) -> str:
    """新编号: for what must be unique in a part."""
    return str(context.state.fresh())


OUTPUTS: Mapping[str, Callable[..., str]] = {
    "__text": text,
    "__plain": plain,
    "__attribute": in_attribute,
    "__span": span,
    "__colour": colour,
    "__raw": raw,
    "__runs": runs,
    "__paragraphs": paragraphs,
    "__blocks": blocks,
    "__fresh": fresh,
}
