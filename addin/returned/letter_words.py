"""退回意见的文字 (words of the letters): what a returned file says, made harmless and short enough for a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from ..findings import Finding
from .record import Record

#: longer texts say no more to who reads them
_LONGEST_NAME, _LONGEST, _LONGEST_BASIS = 80, 400, 160
#: China has one time, eight hours ahead of UTC
_BEIJING = timezone(timedelta(hours=8))
_HASH = 12
#: control and format characters (those that turn the direction of writing among them) and halves of pairs
_REFUSED = frozenset(("Cc", "Cf", "Cs"))


def harmless(text: str, longest: int = _LONGEST) -> str:
    """可写入公文的文字: one line, without control characters, cut with … where it is too long.

    >>> harmless("甲\\x00乙\\n丙\\u202e丁"), harmless("一二三四五", 4)
    ('甲乙 丙丁', '一二三…')
    """
    head = text[: 4 * longest]  # whatever comes, little is looked at
    if not head.isprintable():
        spaced = "".join(" " if one.isspace() else one for one in head)
        head = "".join(one for one in spaced if unicodedata.category(one) not in _REFUSED)
    short = " ".join(head.split())
    if len(short) <= longest and len(text) <= 4 * longest:
        return short
    return short[: longest - 1].rstrip() + "…"


def problem(finding: Finding, file: str = "") -> str:
    """一条问题: place, found, expected, how to correct it, and the rule.

    Args:
        finding: what was found. file: named in front where the letter is about several files.

    >>> problem(Finding("score.mismatch", "error", "表!H8 得分印为“9.9”，应为 10；请改正", "", "表", "H8", "9.9", "10", "分值×执行率"))
    '表!H8 得分印为“9.9”，应为 10；请改正。依据：分值×执行率。'
    >>> problem(Finding("return.empty", "error", "没有填写任何数", sheet="项目01", cell="E5", expected="至少一项"))
    '项目01!E5：没有填写任何数，应为“至少一项”。'
    """
    said = _sentence(harmless(finding.message))
    place = harmless(f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet, _LONGEST_NAME)
    if place and not _says(said, place):
        said = f"{place}：{said}"
    for words, value in (("表中为", finding.printed), ("应为", finding.expected)):
        shown = harmless(value, _LONGEST_NAME)
        if shown and not _says(said, shown):
            said += f"，{words}“{shown}”"
    where = f"文件“{harmless(file, _LONGEST_NAME)}”：" if file else ""
    return f"{where}{said}。{_basis(finding)}"


def _says(text: str, words: str) -> bool:
    """Whether a text holds these words; 120 does not stand in 1200, nor B1 in B14."""
    return re.search(rf"(?<![\d.,]){re.escape(words)}(?![\d%]|[.,]\d)", text) is not None


def _basis(finding: Finding) -> str:
    rule, source = harmless(finding.rule, _LONGEST_BASIS), harmless(finding.source, _LONGEST_BASIS)
    if not rule:
        return f"依据：{_sentence(source)}。" if source else ""
    return f"依据：{_sentence(rule)}（{source}）。" if source else f"依据：{_sentence(rule)}。"


def _sentence(text: str) -> str:
    return text.rstrip("。；;. ")


def material(record: Record) -> str:
    """一份收到的材料: its name, size, when it was saved last, and how its bytes are told from others."""
    facts = [f"{record.size:,} 字节"] if record.size else []
    saved = beijing_time(record.saved)
    if saved:
        facts.append(f"最后保存于 {saved}")
    if record.sha256:
        facts.append(f"SHA-256 校验码前 {_HASH} 位为 {harmless(record.sha256[:_HASH])}")
    told = f"（{'，'.join(facts)}）" if facts else ""
    return f"“{harmless(record.file, _LONGEST_NAME)}”{told}。"


def beijing_time(text: str) -> str:
    """北京时间: of an ISO 8601 time, which counts as UTC where it names no zone; "" for anything else.

    >>> beijing_time("2025-03-31T17:05:09Z"), beijing_time("昨天")
    ('2025年4月1日 1:05', '')
    """
    try:
        moment = datetime.fromisoformat(text)
        there = (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).astimezone(_BEIJING)
    except (ValueError, OverflowError):
        return ""
    return f"{there.year}年{there.month}月{there.day}日 {there.hour}:{there.minute:02d}"


def files_of(names: Iterable[str]) -> str:
    """文件名的列举.

    >>> files_of(["001_甲/001_甲.xlsx"])
    '“001_甲.xlsx”'
    """
    return "、".join(f"“{harmless(name.rpartition('/')[2], _LONGEST_NAME)}”" for name in names)
