"""模板源文 (template source): a part with its instructions as one Jinja text, and its lines mapped back to the tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from .entries import TARGET, Entries, Entry
from .loops import CELL, COLUMNS, TABLE, TABLE_END
from .sandbox import OUTPUT_END, OUTPUT_START, STATEMENT_END, STATEMENT_START
from .tags import COMMENT, OUTPUT, STATEMENT

#: stand in the rendered text until repair has looked at them; no value can hold them
CELL_SIGN, TABLE_SIGN, COLUMNS_SIGN, TABLE_END_SIGN = "\x0e", "\x0f", "\x10", "\x11"
_GUARDS = {CELL: CELL_SIGN, TABLE: TABLE_SIGN, COLUMNS: COLUMNS_SIGN, TABLE_END: TABLE_END_SIGN}
#: in attributes, where no instruction can stand: private characters around the number
ATTRIBUTE_START, ATTRIBUTE_END = "\ue0f0", "\ue0f1"
#: an attribute that gets a fresh number
FRESH = "fresh"
_SIGN = re.compile(rf"<\?{TARGET} ([a-z0-9-]+)\?>|{ATTRIBUTE_START}([a-z0-9]+){ATTRIBUTE_END}")


@dataclass
class Source:
    """源文: the Jinja text of one part.

    Args:
        text: without the outputs that are faulty.
        lines, numbers: map a line to its tag.
        broken: True when a statement is faulty, so that the text cannot be parsed.
    """

    text: str
    lines: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    broken: bool = False

    def entry(self, line: int, entries: Entries) -> Entry | None:
        """行号对应的标记: the last one that begins at or before the line."""
        at = bisect_right(self.lines, line) - 1
        return entries.items[self.numbers[at]] if at >= 0 else None


def write_source(xml: str, entries: Entries) -> Source:
    """生成部件的源文.

    Args:
        xml: the part as text, with instructions for its tags.
        entries: the tags.
    """
    pieces: list[str | int] = []
    at = 0
    for found in _SIGN.finditer(xml):
        pieces.append(xml[at : found.start()])
        at = found.end()
        sign = found.group(1) or found.group(2)
        if sign in _GUARDS:
            pieces.append(_GUARDS[sign])
        elif sign == FRESH:
            pieces.append(f"{OUTPUT_START}0|__fresh{OUTPUT_END}")
        else:
            pieces.append(int(sign))
    pieces.append(xml[at:])
    return write_text(pieces, entries)


def write_text(pieces: Iterable[str | int], entries: Entries) -> Source:
    """生成源文: of text and numbers of tags. Each tag ends with a line break, so that a line holds one tag at most."""
    source = Source("")
    written: list[str] = []
    line = 1
    for piece in pieces:
        if not isinstance(piece, str) and entries.items[piece].faulty:
            source.broken = source.broken or entries.items[piece].tag.kind == STATEMENT
            continue
        text = piece if isinstance(piece, str) else _written(entries.items[piece])
        if not isinstance(piece, str) and text:
            source.lines.append(line)
            source.numbers.append(piece)
        written.append(text)
        line += text.count("\n")
    source.text = "".join(written)
    return source


def _written(entry: Entry) -> str:
    tag = entry.tag
    if tag.kind == COMMENT:
        return ""
    if tag.kind == OUTPUT:
        return f"{OUTPUT_START}({tag.body})|__{entry.mode}({entry.number})\n{OUTPUT_END}"
    return f"{STATEMENT_START} {tag.body} \n{STATEMENT_END}"
