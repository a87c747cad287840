"""标记 (tags): finding ``{{ }}``, ``{% %}`` and ``{# #}`` in a paragraph's text, whatever Word or WPS made of its characters.

Word turns straight quotes into curly ones and hyphens into dashes, Chinese input methods type full-width braces and
commas, and pasted text carries no-break spaces. Inside a tag, outside its quoted texts, all of these mean the plain sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from .problems import MOST_PROBLEMS

OUTPUT, STATEMENT, COMMENT = "output", "statement", "comment"
MAX_TAG = 4_000
#: ends that may stand in the quoted texts of one tag
_MOST_ENDS = 50

_OPEN = re.compile(r"[{｛﹛]([{｛﹛%％﹪#＃])")
_STRAY = re.compile(r"[}｝﹜%％﹪][}｝﹜]")
_KIND = {"{": OUTPUT, "｛": OUTPUT, "﹛": OUTPUT, "%": STATEMENT, "％": STATEMENT, "﹪": STATEMENT}
_END = {
    OUTPUT: re.compile(r"[}｝﹜]{2}"),
    STATEMENT: re.compile(r"[%％﹪][}｝﹜]"),
    COMMENT: re.compile(r"[#＃][}｝﹜]"),
}
_LEVEL = re.compile(r"(tr|tc|p|r)(?=\s+\S)")
_DOUBLE, _SINGLE = '"“”„‟＂', "'‘’‚‛＇"
_QUOTES = _DOUBLE + _SINGLE
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"), "")
_PLAIN = (
    {ord("！") + at: chr(ord("!") + at) for at in range(94)}
    | dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\u00a0\u3000\u202f\u205f\u2028\u2029\u0085"), " ")
    | dict.fromkeys(range(0x2000, 0x200B), " ")
    | dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
    | {ord("。"): ".", ord("×"): "*", ord("÷"): "/", ord("≥"): ">=", ord("≤"): "<=", ord("≠"): "!=", ord("﹪"): "%"}
    | _DROPPED
)


@dataclass(frozen=True)
class Tag:
    """标记: one tag in a text.

    Args:
        start, end: its place in the text.
        kind: output, statement or comment.
        level: what it stands for: "" a piece of text, ``r`` a run, ``p`` a paragraph, ``tr`` a table row, ``tc`` a cell.
        body: what lies between the braces, in plain signs, without the level.
        raw: the tag as written.
    """

    start: int
    end: int
    kind: str
    level: str
    body: str
    raw: str


@dataclass(frozen=True)
class Flaw:
    """残缺: text that looks like a part of a tag."""

    code: str
    message: str
    start: int
    raw: str
    warning: bool = False
    end: int = 0


def scan(text: str) -> tuple[list[Tag], list[Flaw]]:
    """找出标记.

    Args:
        text: of one paragraph.

    Returns:
        the tags in order, and what looks like a broken one.

    >>> [(tag.level, tag.body) for tag in scan("｛%tr for 行 in 明细 %｝合计{{ 金额|千分位（“元”） }}")[0]]
    [('tr', 'for 行 in 明细'), ('', '金额|千分位("元")')]
    """
    tags: list[Tag] = []
    flaws: list[Flaw] = []
    at = done = broken = 0
    while (found := _OPEN.search(text, at)) is not None:
        _strays(text, done, found.start(), flaws)
        tag = _tag(text, found)
        if isinstance(tag, Flaw):
            flaws.append(tag)
            at = done = max(found.end(), tag.end)
            broken += 1
            if broken == MOST_PROBLEMS:  # more are not listed
                return tags, flaws
        else:
            tags.append(tag)
            at = done = tag.end
    _strays(text, done, len(text), flaws)
    return tags, flaws


def _strays(text: str, start: int, end: int, flaws: list[Flaw]) -> None:
    for found in _STRAY.finditer(text, start, end):
        flaws.append(
            Flaw(
                "tag.stray",
                f"“{found.group()}”前面没有与它配对的开始括号，会原样印出。若是标记的结尾，请补上 {{{{ 或 {{%。",
                found.start(),
                text[max(start, found.start() - 12) : found.end()],
                warning=True,
            )
        )


def _tag(text: str, found: re.Match[str]) -> Tag | Flaw:
    kind = _KIND.get(found.group(1), COMMENT)
    start = found.start()
    close = _close(text, found.end(), kind)
    again = _OPEN.search(text, found.end())
    # an opening sign before the end means that the end belongs to another tag, unless it stands in a quoted text
    if close is None or (again and again.start() < close and _balanced(text[found.end() : again.start()])):
        sign = {OUTPUT: "}}", STATEMENT: "%}", COMMENT: "#}"}[kind]
        return Flaw(
            "tag.unclosed",
            f"标记没有结束：本段内缺少 {sign}。一个标记须写在同一段内，不能分在两段或两个单元格。",
            start,
            text[start : start + 40],
        )
    end = close + 2
    if end - start > MAX_TAG:
        return Flaw("tag.too-long", f"标记超过 {MAX_TAG} 字，请拆开。", start, text[start : start + 40], end=end)
    raw = text[start:end]
    body = text[found.end() : close]
    body = body.translate(_DROPPED) if kind == COMMENT else plain(body)
    level = _LEVEL.match(body)
    if level:
        body = body[level.end() :]
    return Tag(start, end, kind, level.group(1) if level else "", body.strip(), raw)


def _close(text: str, at: int, kind: str) -> int | None:
    """The first end whose quotes are paired; failing that, the first end at all.

    Looked for no farther than a tag may be long, so that a text full of opening signs costs no more than its length.
    """
    first = None
    for found in islice(_END[kind].finditer(text, at, at + MAX_TAG), _MOST_ENDS):
        close = found.start()
        if first is None:
            first = close
        elif _OPEN.search(text, first, close):
            break
        if kind == COMMENT or _balanced(text[at:close]):
            return close
    return first if first is not None else _far_close(text, at, kind)


def _far_close(text: str, at: int, kind: str) -> int | None:
    """The end of a tag that is too long: the next one, if no other tag begins before it."""
    again = _OPEN.search(text, at)
    found = _END[kind].search(text, at, again.start() if again else len(text))
    return found.start() if found else None


def _balanced(body: str) -> bool:
    at = 0
    while at < len(body):
        if body[at] in _QUOTES:
            end = _quoted_end(body, at)
            if end is None:
                return False
            at = end
        else:
            at += 1
    return True


def _quoted_end(text: str, start: int) -> int | None:
    """The place behind a quoted text.

    A straight quote is closed by the next straight one, failing that by a curly one; a curly quote by the next curly
    one, failing that by a straight one: Word changes some quotes of a pair and not others.
    """
    opening = text[start]
    family = _DOUBLE if opening in _DOUBLE else _SINGLE
    same = opening if opening in "\"'" else family[1:]
    for wanted in (same, family):
        at = start + 1
        while at < len(text):
            if text[at] == "\\":
                at += 2
                continue
            if text[at] in wanted:
                return at + 1
            at += 1
    return None


def plain(body: str) -> str:
    """还原为普通字符: signs outside quoted texts in their plain form, quotes around them straight.

    >>> plain("名称｜默认（‘无，“空”’）　if　收入　≥　100")
    '名称|默认("无，“空”") if 收入 >= 100'
    """
    pieces: list[str] = []
    at = 0
    while at < len(body):
        char = body[at]
        if char in _QUOTES:
            end = _quoted_end(body, at)
            if end is not None:
                pieces.append(_literal(body[at + 1 : end - 1]))
                at = end
                continue
            pieces.append('"' if char in _DOUBLE else "'")
        else:
            pieces.append(char.translate(_PLAIN))
        at += 1
    return "".join(pieces)


def _literal(content: str) -> str:
    """A text between straight double quotes; escapes that the user wrote stay."""
    pieces: list[str] = []
    at = 0
    while at < len(content):
        char = content[at]
        if char == "\\" and at + 1 < len(content):
            pieces.append(content[at : at + 2])
            at += 2
            continue
        pieces.append({'"': '\\"', "\n": "\\n", "\t": "\\t", "\\": "\\\\"}.get(char, char))
        at += 1
    return '"' + "".join(pieces) + '"'
