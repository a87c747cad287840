"""成对检查 (pairs): every for and if has its end, inside the same paragraph, cell, row or text box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .entries import Entries, Entry, number_of
from .syntax import CELL_WORDS, CLOSERS, MIDDLES, OPENERS, keyword
from .tags import STATEMENT

#: borders from the outside in, with what to write instead
_BORDERS = (
    ("tr", "表格行", "整行循环请用 {%tr for … %} 和 {%tr endfor %}，各放在要重复的行的上一行和下一行"),
    ("tc", "单元格", "单元格内整段的取舍请用 {%p … %}；按列重复请用 {%tc … %}；按行重复请用 {%tr … %}"),
    ("p", "段落", "整段循环或取舍请用 {%p … %}，独占一段"),
)
#: Python itself nests no more than twenty loops
_MAX_NESTED, _MAX_LOOPS = 40, 15
#: Jinja compiles each elif inside the one before
_MAX_BRANCHES = 100
_OTHER = ("", "超链接、内容控件或文本框", "请把两个标记放到同一处")


@dataclass
class Pair:
    """一对标记: an opening and its end in the tree."""

    entry: Entry
    word: str
    opening: Any
    closing: Any = None
    branches: int = 0


def check_pairs(root: Any, entries: Entries) -> list[Pair]:
    """检查配对.

    Returns:
        the pairs that are sound, inner ones before the outer ones.
    """
    nodes = ((number_of(node), node) for node in root.iter(etree.ProcessingInstruction))
    found = ((entries.items[number], node) for number, node in nodes if number is not None)
    return _check(((entry, node) for entry, node in found if entry.tag.kind == STATEMENT), entries)


def check_sequence(statements: Iterable[Entry], entries: Entries) -> list[Pair]:
    """检查配对: of statements in a plain text, which has no borders."""
    return _check(((entry, _PLAIN) for entry in statements), entries)


class _Nowhere:
    """A place in a plain text."""

    @staticmethod
    def getparent() -> None:
        """外层: none."""


_PLAIN = _Nowhere()


def _check(statements: Iterable[tuple[Entry, Any]], entries: Entries) -> list[Pair]:
    stack: list[Pair] = []
    done: list[Pair] = []
    for entry, node in statements:
        word = keyword(entry.tag.body)
        if word in OPENERS:
            stack.append(Pair(entry, word, node))
            if len(stack) > _MAX_NESTED or sum(pair.word == "for" for pair in stack) > _MAX_LOOPS:
                entries.problem("tag.too-deep", f"套了 {len(stack)} 层，太深。请拆开。", entry)
        elif word in MIDDLES:
            _middle(node, entry, word, stack, entries)
            if stack:
                stack[-1].branches += 1
                if stack[-1].branches == _MAX_BRANCHES:
                    entries.problem("tag.too-deep", f"一个 if 里的 elif 超过 {_MAX_BRANCHES} 个。请拆开。", entry)
        elif word in CELL_WORDS:  # in Word those in cells are dealt with by now
            entries.problem("tag.level", f"{word} 只能写在 Word 表格的单元格里。", entry)
        elif word in CLOSERS:
            _close(node, entry, CLOSERS[word], stack, done, entries)
    for pair in stack:
        _unclosed(pair, entries)
    return done


def _middle(node: Any, entry: Entry, word: str, stack: list[Pair], entries: Entries) -> None:
    if not stack or stack[-1].word not in MIDDLES[word]:
        needed = "、".join(MIDDLES[word])
        entries.problem("tag.unbalanced", f"前面没有与它配对的 {needed}。", entry)
    elif stack[-1].opening.getparent() is not node.getparent():
        _crossing(stack[-1], node, entry, entries)


def _close(node: Any, entry: Entry, word: str, stack: list[Pair], done: list[Pair], entries: Entries) -> None:
    if not any(pair.word == word for pair in stack):
        entries.problem("tag.unbalanced", f"前面没有与它配对的 {word}。", entry)
        return
    while stack[-1].word != word:
        _unclosed(stack.pop(), entries)
    pair = stack.pop()
    if pair.opening.getparent() is not node.getparent():
        _crossing(pair, node, entry, entries)
        return
    pair.closing = node
    done.append(pair)


def _unclosed(pair: Pair, entries: Entries) -> None:
    entries.problem("tag.unbalanced", f"没有结束：缺少 {{% {OPENERS[pair.word]} %}}。", pair.entry)


def _crossing(pair: Pair, node: Any, entry: Entry, entries: Entries) -> None:
    crossed = [one for one in _BORDERS if _around(pair.opening, one[0]) is not _around(node, one[0])]
    _, name, hint = (crossed or [_OTHER])[0]
    entries.problem(
        "tag.crosses",
        f"与 {pair.entry.tag.raw}（{pair.entry.place}）配对，但跨了{name}，结果会损坏文档。{hint}。",
        entry,
    )


def _around(node: Any, local: str) -> Any:
    return next((one for one in node.iterancestors() if etree.QName(one).localname == local), None)
