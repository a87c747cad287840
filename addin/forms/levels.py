"""指标级次 (levels): which columns hold the levels, and the level names inherited downward."""

from __future__ import annotations

from typing import Dict, Optional, Set

from .heads import Head
from .lexicon import Section
from .sheet import Item, Sheet, Span
from .text import level_name

LEVELS = ("level1", "level2", "level3")
#: rows looked at to see how a head over several columns is divided below
_SAMPLE_ROWS = 40


def settle_levels(sheet: Sheet, head: Head, section: Section) -> None:
    """确定级次列: make sure that ``level3`` names the column of the indicators.

    A head may print 指标名称 only, one label over three columns, or two levels without the third.

    Args:
        sheet: the sheet.
        head: the head; its ``spans`` are completed.
        section: the labels of indicator heads.
    """
    label = head.labels.get("level3")
    weak = label is not None and (section.find(label.text) or (0, 2))[1] == 2
    if weak and ("level2" in head.spans or "level1" in head.spans):
        upper = [head.spans[name] for name in LEVELS[:2] if name in head.spans]
        if "level2" in head.spans or head.spans["level3"].right < min(span.left for span in upper):
            del head.spans["level3"], head.labels["level3"]  # the label of the side column, not of a level
    if "level3" not in head.spans:
        for name in ("level2", "level1"):
            if name in head.spans:
                head.spans["level3"], head.labels["level3"] = head.spans.pop(name), head.labels.pop(name)
                break
    span = head.spans.get("level3")
    if span and span.right > span.left and not any(name in head.spans for name in LEVELS[:2]):
        _divide(sheet, head, span)


def _divide(sheet: Sheet, head: Head, span: Span) -> None:
    """One label over several columns: the last column holds the indicators, those before it the levels."""
    starts: Set[int] = set()
    for row in sheet.between(head.bottom + 1, head.bottom + _SAMPLE_ROWS):
        starts.update(item.left for item in sheet.items_in(row, span) if not item.numeric)
    columns = sorted(starts)
    if len(columns) < 2:
        return
    label = head.labels["level3"]
    names = LEVELS[-min(len(columns), 3) :] if len(columns) >= 3 else ("level1", "level3")
    columns = columns[-len(names) :]
    for number, (name, left) in enumerate(zip(names, columns)):
        right = columns[number + 1] - 1 if number + 1 < len(columns) else span.right
        head.spans[name], head.labels[name] = Span(left, right), label


class Inheritance:
    """级次继承: the level names in force, row by row.

    Args:
        sheet: the sheet.
        head: the head of the indicator table.
    """

    def __init__(self, sheet: Sheet, head: Head) -> None:
        self._sheet, self._head = sheet, head
        self.names: Dict[str, str] = {"level1": "", "level2": ""}
        self.weights: Dict[str, str] = {}
        self._at: Dict[str, Optional[Item]] = {}

    def read(self, row: int) -> None:
        """读一行: take over what the row's level cells say, merged ones included."""
        for name in ("level1", "level2"):
            span = self._head.spans.get(name)
            item = self._shown(row, span) if span else None
            if item is None or not item.text:
                continue
            changed = item != self._at.get(name)
            self._at[name] = item
            self.names[name], points = level_name(item.text)
            if changed:
                self._points(row, name, points)
                if name == "level1":
                    self.names["level2"], self._at["level2"] = "", None
                    self.weights.pop("level2", None)

    def _shown(self, row: int, span: Span) -> Optional[Item]:
        items = self._sheet.items_in(row, span)
        if items:
            return items[0]
        item = self._sheet.item_at(row, span.left)
        return item if item and item.row > self._head.bottom and item.left >= span.left else None

    def _points(self, row: int, name: str, points: str) -> None:
        beside = self._head.level_weights.get(name)
        if not points and beside:
            item = self._sheet.item_at(row, beside.left)
            points = item.text if item and item.row > self._head.bottom else ""
        if points:
            self.weights[name] = points
        else:
            self.weights.pop(name, None)
