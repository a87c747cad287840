"""表头 (heads): find the head rows of a table and say which columns hold which field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Dict, List, NamedTuple, Optional, Tuple

from ..grid import address
from .lexicon import Hit, Section
from .sheet import Item, Sheet, Span
from .text import bare

#: a head has at most this many rows
MOST_HEAD_ROWS = 4
#: words under a two-level head that take their meaning from the label above
_NEUTRAL = frozenset(("值", "数值", "内容", "数", "金额", "情况", "名称", "填报值"))
_PARTIES = frozenset(("自评", "单位自评", "部门自评", "单位", "部门", "自评分"))


class Candidate(NamedTuple):
    """候选列: a head cell that may stand for a field."""

    field: str
    rank: int
    span: Span
    item: Item


@dataclass
class Head:
    """表头: its rows and the columns of each field.

    Args:
        top, bottom: first and last row of the head.
        spans: field -> columns.
        labels: field -> the head cell.
        ambiguous: field -> head cells that fit equally well; such a field is not in ``spans``.
        level_weights: level1, level2 -> columns of points that stand beside the level's own column.
        others: head cells that mean no field.
    """

    top: int
    bottom: int
    spans: Dict[str, Span] = field(default_factory=dict)
    labels: Dict[str, Item] = field(default_factory=dict)
    ambiguous: Dict[str, List[Item]] = field(default_factory=dict)
    level_weights: Dict[str, Span] = field(default_factory=dict)
    others: List[Item] = field(default_factory=list)

    @property
    def claimed(self) -> Dict[int, str]:
        """已占用的列: column -> field."""
        taken: Dict[int, str] = {}
        for name, span in self.spans.items():
            for column in range(span.left, min(span.right, span.left + 63) + 1):
                taken.setdefault(column, name)
        return taken

    @property
    def columns(self) -> Dict[str, int]:
        """字段所在的列: field -> first column."""
        return {name: span.left for name, span in self.spans.items()}

    @property
    def left(self) -> int:
        """最左一列."""
        return min((span.left for span in self.spans.values()), default=1)

    def where(self, name: str) -> str:
        """表头单元格的地址."""
        item = self.labels.get(name)
        return address(item.row, item.left) if item else ""


def find_band(sheet: Sheet, row: int, section: Section) -> Tuple[int, int]:
    """表头的首行和末行, of the head that the labels in ``row`` belong to."""
    top = bottom = row
    for item in sheet.rows.get(row, ()):
        hit = section.find(item.text)
        if hit and hit.rank < 2 and item.bottom - row < MOST_HEAD_ROWS:
            bottom = max(bottom, item.bottom)
    while bottom > row and any(
        item.numeric or not (_may_be_label(item, section) or _is_under_head(sheet, item, row, bottom, section))
        for item in _anchored(sheet, row + 1, bottom)
    ):
        bottom -= 1
    for merged in sheet.merges_at(row):
        if merged.top < row and row - merged.top < MOST_HEAD_ROWS and merged.bottom - merged.top < MOST_HEAD_ROWS:
            shown = sheet.item_at(row, merged.left)
            hit = section.find(shown.text) if shown else None
            if hit and hit.rank < 2:
                top = min(top, merged.top)
    if top == row and _completes(sheet, row - 1, row, section):
        top = row - 1
    if bottom == row and _completes(sheet, row + 1, row, section):
        bottom = row + 1
    return top, bottom


def _is_under_head(sheet: Sheet, item: Item, row: int, bottom: int, section: Section) -> bool:
    """A text of any wording under a wider label, in rows that three labels reach down to: no row of the table."""
    upper = sheet.item_at(row, item.left)
    if (
        upper is None
        or upper.row != row
        or upper.right <= upper.left
        or item.right > upper.right
        or len(item.text) > 20
    ):
        return False
    reaching = [one for one in sheet.rows.get(row, ()) if one.bottom >= bottom and section.find(one.text)]
    return len(reaching) >= 3 and section.find(upper.text) is not None


def _anchored(sheet: Sheet, top: int, bottom: int) -> List[Item]:
    return [item for row in sheet.between(top, bottom) for item in sheet.rows[row]]


def _may_be_label(item: Item, section: Section) -> bool:
    """A label, a word that takes its meaning from above, or a party such as 自评, 复核 under 得分."""
    text = bare(item.text)
    return (
        section.find(item.text) is not None
        or text in _NEUTRAL
        or section.ignored(item.text)
        or text in _PARTIES
        or text in section.wholes
        or text in section.parts
    )


def _completes(sheet: Sheet, other: int, row: int, section: Section) -> bool:
    """Whether the row above or below belongs to the head in ``row``: labels only, the lower one under wider or open cells."""
    items = sheet.rows.get(other)
    if not items or any(item.numeric for item in items):
        return False
    found = False
    for item in items:
        hit = section.find(item.text)
        is_label = hit is not None or bare(item.text) in _NEUTRAL
        if other > row:
            is_label = is_label or _divides(sheet, item, row, section)
            if not is_label:
                return False
            found = True
        else:
            opposite = sheet.item_at(row, item.left) or sheet.item_at(row, item.right)
            if is_label and opposite and item.right == item.left:
                return False
            found = found or (is_label and not opposite)
    return found


def _divides(sheet: Sheet, item: Item, row: int, section: Section) -> bool:
    """总额, 财政拨款 under a wider 全年预算数: columns of one label, no rows of the table."""
    upper = sheet.item_at(row, item.left)
    text = bare(item.text)
    return (
        upper is not None
        and upper.right > upper.left
        and section.find(upper.text) is not None
        and (text in section.wholes or text in section.parts)
    )


def read_head(sheet: Sheet, top: int, bottom: int, section: Section) -> Head:
    """读表头: bind the labels of the rows ``top`` to ``bottom`` to fields.

    Args:
        sheet: the sheet.
        top, bottom: the rows of the head.
        section: the labels to look for.

    Returns:
        The head. A field with two equally good columns is in ``ambiguous`` and not bound.
    """
    head = Head(top, bottom)
    band = [item for row in range(top, bottom + 1) for item in sheet.rows.get(row, ())]
    band = [item for item in band if item.bottom <= bottom and not item.numeric]
    candidates: List[Candidate] = []
    for item in band:
        beneath = [one for one in band if one.row > item.row and one.left <= item.right and one.right >= item.left]
        spans = _open_columns(item, beneath)
        if not spans:
            continue
        above = [one for one in band if one.bottom < item.row and one.left <= item.left and one.right >= item.right]
        hit = _meaning(item, above, section)
        if hit is None:
            head.others.append(item)
            continue
        candidates.extend(Candidate(hit.field, hit.rank, span, item) for span in spans)
    _settle(head, candidates)
    return head


def _open_columns(item: Item, beneath: List[Item]) -> List[Span]:
    """The columns of a head cell that no label beneath takes away."""
    if not beneath:
        return [item.span]
    taken = sorted((one.left, one.right) for one in beneath)
    spans, column = [], item.left
    for left, right in taken:
        if left > column:
            spans.append(Span(column, left - 1))
        column = max(column, right + 1)
    if column <= item.right:
        spans.append(Span(column, item.right))
    return spans


def _meaning(item: Item, above: List[Item], section: Section) -> Optional[Hit]:
    if any(section.ignored(one.text) for one in above):
        return None
    for upper in above:
        joined = section.find(upper.text + item.text) or section.find(item.text + upper.text)
        if joined:
            return joined
    hit = section.find(item.text)
    if hit is None and above and (bare(item.text) in _NEUTRAL or bare(item.text) in section.wholes):
        hit = section.find(above[-1].text)
    return hit


def _settle(head: Head, candidates: List[Candidate]) -> None:
    """One column for each field: the preferred label wins, two equal ones leave the field unbound."""
    by_field: Dict[str, List[Candidate]] = {}
    for one in candidates:
        by_field.setdefault(one.field, []).append(one)
    by_field["weight"] = _without_level_weights(head, by_field)
    for name, found in by_field.items():
        if not found:
            continue
        best = min(one.rank for one in found)
        chosen = [one for one in found if one.rank == best]
        if len(chosen) > 1 and len({one.item for one in chosen}) > 1:
            head.ambiguous[name] = [one.item for one in chosen]
            continue
        head.spans[name], head.labels[name] = chosen[0].span, chosen[0].item


def _without_level_weights(head: Head, by_field: Dict[str, List[Candidate]]) -> List[Candidate]:
    """一级指标|分值|二级指标|分值|三级指标|分值: points right of a level belong to that level."""
    weights = by_field.get("weight", [])
    levels = [one for name in ("level1", "level2", "level3") for one in by_field.get(name, [])]
    if len(weights) < 2 or not levels:
        return weights
    left: List[Candidate] = []
    for weight in weights:
        beside = [one for one in levels if one.span.right + 1 == weight.span.left and one.field != "level3"]
        if beside and beside[0].field not in head.level_weights:
            head.level_weights[beside[0].field] = weight.span
        else:
            left.append(weight)
    return left


def find_heads(
    sheet: Sheet, section: Section, is_seed: Callable[[List[str]], bool], accept: Callable[[Head], bool]
) -> List[Head]:
    """找表头: all heads of one kind on a sheet, from top to bottom.

    Args:
        sheet: the sheet.
        section: the labels of this kind of head.
        is_seed: whether the fields found in one row can be a head.
        accept: whether the head read there is one.
    """
    heads: List[Head] = []
    below = 0
    for row, items in sheet.labels.items():
        if row <= below or len(items) < 2:
            continue
        hits = [section.find(item.text) for item in items]
        if not is_seed([hit.field for hit in hits if hit]):
            continue
        top, bottom = find_band(sheet, row, section)
        head = read_head(sheet, max(top, below + 1), bottom, section)
        if accept(head):
            heads.append(head)
            below = head.bottom
    return heads
