"""比较两个文件 (compare): everything that differs between an old and a new workbook or document."""

from __future__ import annotations

from collections.abc import Iterator

from ...handout.identity import PACK, UNIT, VERSION, YEAR
from . import model
from .consequences import consequences
from .matching import match
from .model import Change, Compared
from .pairing import pair_sources
from .references import References
from .sheet_changes import Reading, sheet_changes
from .source import Source
from .structure import form_changes, hidden_changes, protection_changes, sheet_list_changes
from .words import clip, excerpt

_PROPERTIES = {PACK: "模板包", VERSION: "模板包版本", UNIT: "单位编码", YEAR: "年度"}


def compare(old: Source, new: Source) -> Compared:
    """比较两个文件.

    Args:
        old, new: as read.

    Returns:
        the changes by sheet and cell, what followed from them, and what could not be compared.
    """
    result = Compared()
    if old.digest == new.digest:
        return result
    pairing = pair_sources(old, new)
    reading = Reading(
        old.has_formulas and new.has_formulas, "docx" not in (old.kind, new.kind), References(pairing.pairs)
    )
    if not reading.formulas and "xls" in (old.kind, new.kind):
        result.notes.append(".xls 文件里看不到公式，公式的改动没有比较，只比较了数。")
    found = [*_properties(old, new), *_profile(old, new)]
    found += sheet_list_changes(pairing, named="docx" not in (old.kind, new.kind))
    for pair in pairing.pairs:
        found += [*form_changes(pair), *hidden_changes(pair), *protection_changes(pair)]
        found += sheet_changes(pair, reading)
    found += _paragraphs(old, new)
    result.changes = found
    if found:
        result.consequences = consequences(pairing, old, new)
    return result


def _properties(old: Source, new: Source) -> Iterator[Change]:
    for name, words in _PROPERTIES.items():
        one, other = old.properties.get(name, ""), new.properties.get(name, "")
        if one != other:
            message = f"文件属性中的{words}：由“{clip(one) or '没有'}”改为“{clip(other) or '没有'}”"
            doubt = "文件的身份变了，可能不是同一份下发表格" if one else ""
            yield Change(model.PROPERTY, message, field=name, old=one, new=other, suspicion=doubt)


def _profile(old: Source, new: Source) -> Iterator[Change]:
    if old.profile != new.profile:
        one, other = old.profile or "由表格决定", new.profile or "由表格决定"
        message = f"工作簿设定的评分规则：由“{clip(one)}”改为“{clip(other)}”"
        yield Change(model.PROFILE, message, old=old.profile, new=new.profile, suspicion="评分规则变了，得分随之不同")


def _paragraphs(old: Source, new: Source) -> Iterator[Change]:
    """The text of a document outside of its tables."""
    turn = new.digest < old.digest
    one, other = (new.paragraphs, old.paragraphs) if turn else (old.paragraphs, new.paragraphs)
    pairs_of = {text: frozenset(zip(text, text[1:])) for text in (*one, *other)}

    def likeness(here: str, there: str) -> float:
        all_pairs = len(pairs_of[here]) + len(pairs_of[there])
        return 2 * len(pairs_of[here] & pairs_of[there]) / all_pairs if all_pairs else 0.0

    pairs = match(one, other, [lambda text: text], likeness)
    partner = {there: here for here, there in pairs}
    partner = {here: there for there, here in partner.items()} if turn else partner
    for number, text in enumerate(new.paragraphs):
        before = old.paragraphs[partner[number]] if number in partner else ""
        if before != text:
            yield _paragraph(f"正文第 {number + 1} 段", before, text)
    kept = set(partner.values())
    for number, text in enumerate(old.paragraphs):
        if number not in kept:
            yield _paragraph(f"正文原第 {number + 1} 段", text, "")


def _paragraph(place: str, old: str, new: str) -> Change:
    if old and new:
        words = "由“{}”改为“{}”".format(*excerpt(old, new))
    else:
        words = f"新增“{clip(new)}”" if new else f"删去“{clip(old)}”"
    return Change(model.PARAGRAPH, f"{place}：{words}", old=old, new=new)
