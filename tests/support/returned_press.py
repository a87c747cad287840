"""批量填表 (press): ten thousand filled workbooks from one, by putting texts between the pieces of its sheets.

For the tests alone: the first workbook is filled the ordinary way, its formulas computed; the others differ from it only in
what stands in some cells, formulas' stored values included. Each cell keeps its kind (number, text).
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from functools import lru_cache
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

from support.returned_values import Place

from addin.grid import address
from addin.package import markup
from addin.package.container import Container
from addin.package.parts import Parts, read_workbook
from addin.package.plan.strip import Strip, deflated
from addin.package.zip_write import Frame, Mould
from addin.stored_text import number_text


class Press:
    """批量填表.

    Args:
        data: a workbook in which each of the cells holds something. cells: those that differ.
        members: members that are given anew for each workbook.
    """

    def __init__(self, data: bytes, cells: Iterable[Place], members: Sequence[str] = ()) -> None:
        container = Container(data, "")
        opened = Parts(container)
        parts = {one.name: opened.member(one.part) for one in read_workbook(opened).sheets}
        by_sheet: Dict[str, List[Place]] = {}
        for cell in cells:
            by_sheet.setdefault(cell[0], []).append(cell)
        self._sheets: List[Tuple[Frame, Strip, List[Place]]] = []
        for sheet, places in by_sheet.items():
            content = container.read(parts[sheet])
            spots = sorted((*_inner(content, place), place) for place in places)
            strip = Strip(content, [(start, end) for start, end, _ in spots])
            name = parts[sheet]
            self._sheets.append((Frame(name, container.raw(name)), strip, [place for *_, place in spots]))
        self._members = [(name, container.raw(name)) for name in members]
        changed = {*members, *(parts[sheet] for sheet in by_sheet)}
        self._mould = Mould((name, container.raw(name)) for name in container.names() if name not in changed)

    def fill(self, values: Mapping[Place, Any], members: Mapping[str, bytes] | None = None) -> bytes:
        """填一份: a value for each cell of the press, and the contents of its members."""
        out = [
            (frame, *strip.pack([_text(values[place]) for place in places])) for frame, strip, places in self._sheets
        ]
        for name, old in self._members:
            out.append((Frame(name, old), *deflated((members or {})[name], 1)))
        return self._mould.join(out)


def _inner(content: bytes, place: Place) -> Tuple[int, int]:
    """Where the cell's stored text begins and ends."""
    label = address(*place[1:]).encode()
    cell = re.search(rb'<c r="' + label + rb'"[^>]*?(?<!/)>(.*?)</c>', content, re.S)
    assert cell, f"{place} 不在表中或是空的"
    inner = re.search(rb"<(?:v|t)(?:\s[^>]*)?>([^<]*)</(?:v|t)>", cell[1])
    assert inner, f"{place} 里没有值"
    return cell.start(1) + inner.start(1), cell.start(1) + inner.end(1)


@lru_cache(maxsize=50_000, typed=True)
def _text(value: Any) -> bytes:
    if isinstance(value, (int, float, Decimal)):
        return number_text(value).encode()
    return markup.escape(str(value))


def rewritten(data: bytes, change: Any) -> bytes:
    """改写成员: (name, content) -> content, None to leave the member out; for the few files that are bad on purpose."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
    ):
        for entry in source.infolist():
            content = change(entry.filename, source.read(entry))
            if content is not None:
                made.writestr(zipfile.ZipInfo(entry.filename, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
