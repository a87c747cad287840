"""改写单元格 (sheet edit): patch the cells concerned in the bytes of one sheet part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..edits import EditValue
from ..grid import MAX_COLUMN, MAX_ROW, Position, Range, address
from . import markup
from .cell_values import Content, formula_content, value_content
from .problems import PackageProblem
from .shared_formulas import keep_shared_groups
from .sheet_index import CellSpan, Row, SheetIndex, parse_range

#: gives the new style number for a cell's present one
StyleChange = Callable[[int], int]


@dataclass
class CellWrite:
    """一个单元格的改动: ``has_content`` False leaves value and formula alone (style only)."""

    has_content: bool = False
    value: EditValue = None
    formula: str | None = None
    styles: list[StyleChange] = field(default_factory=list)

    def content(self, prefix: bytes, where: str) -> Content:
        """内容: as XML."""
        if self.formula is not None:
            return formula_content(self.formula, self.value, prefix, where)
        return value_content(self.value, prefix, where)


@dataclass
class SheetChange:
    """工作表改动结果: the new bytes; cells whose content changed; whether formula cells came or went."""

    data: bytes
    changed: list[Position]
    formulas_changed: bool


def edit_cells(data: bytes, sheet: str, writes: Mapping[Position, CellWrite]) -> SheetChange:
    """改写单元格: everything outside the edited cells stays byte for byte (but ``dimension`` and ``spans``, if need be).

    Args:
        data: the sheet part.
        sheet: its name, for messages.
        writes: (row, column) -> what to do.

    Raises:
        PackageProblem: the sheet or one of the cells cannot be written.
    """
    index = SheetIndex(data, sheet)
    check_protection(index)
    check_cells(index, [where for where, write in writes.items() if write.has_content])
    return _Editing(index, writes).run()


def check_protection(index: SheetIndex) -> None:
    """检查保护: a sheet locked with a password is refused; without one it is written through."""
    tag = markup.find(index.seen, index.prefix + b"sheetProtection", index.data_end)
    if tag is None:
        return
    on = (markup.attribute(tag.attributes, b"sheet") or b"0").lower() in (b"1", b"true")
    if on and (markup.attribute(tag.attributes, b"password") or markup.attribute(tag.attributes, b"hashValue")):
        raise PackageProblem(
            "sheet.password",
            f"工作表“{index.sheet}”设有保护密码，没有写入。请先在 Excel、WPS 中撤销工作表保护，写入后再加上。",
        )


def check_cells(index: SheetIndex, cells: list[Position]) -> None:
    """检查位置: outside the sheet, covered by a merge, part of an array formula or a data table: refused."""
    for row, column in cells:
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise PackageProblem("edit.outside", f"{index.sheet}：第 {row} 行第 {column} 列超出工作表范围。")
    rows: dict[int, list[int]] = {}
    for row, column in cells:
        rows.setdefault(row, []).append(column)
    for merged in index.ranges(b"mergeCell"):
        hit = _first_inside(merged, rows, skip=(merged.top, merged.left))
        if hit:
            raise PackageProblem(
                "edit.merged",
                f"{index.label(hit)} 被合并单元格 {merged} 覆盖，写入后看不见。应写入其左上角 {address(merged.top, merged.left)}。",
            )
    for kind, ref in special_formulas(index):
        if kind == "array" and (ref.top, ref.left) == (ref.bottom, ref.right):
            continue
        hit = _first_inside(ref, rows)
        if hit:
            what = "数组公式" if kind == "array" else "模拟运算表"
            raise PackageProblem(
                f"edit.{kind.lower()}",
                f"{index.label(hit)} 属于{what} {ref}，不能单独改写。请先在 Excel、WPS 中改为普通公式。",
            )


def _first_inside(area: Range, rows: dict[int, list[int]], skip: Position | None = None) -> Position | None:
    height = area.bottom - area.top + 1
    near = (
        range(area.top, area.bottom + 1)
        if height < len(rows)
        else [row for row in rows if area.top <= row <= area.bottom]
    )
    for row in near:
        for column in rows.get(row, ()):
            if area.left <= column <= area.right and (row, column) != skip:
                return row, column
    return None


def special_formulas(index: SheetIndex) -> list[tuple[str, Range]]:
    """数组公式与模拟运算表: (``array`` or ``dataTable``, the range it fills)."""
    found = []
    if b"array" in index.seen or b"dataTable" in index.seen:
        for tag in markup.find_all(index.seen, index.prefix + b"f", index.sheet_data.end, index.data_close):
            kind = markup.attribute(tag.attributes, b"t")
            ref = markup.attribute(tag.attributes, b"ref")
            if kind in (b"array", b"dataTable") and ref:
                found.append((kind.decode(), parse_range(ref.decode("utf-8", "replace"), index.sheet)))
    return found


class _Editing:
    def __init__(self, index: SheetIndex, writes: Mapping[Position, CellWrite]) -> None:
        self.index = index
        self.writes = writes
        self.patches: list[markup.Patch] = []
        self.changed: list[Position] = []
        self.lost: list[CellSpan] = []  # formula cells that are overwritten
        self.formulas_changed = False
        self.used: list[Position] = []
        self.by_row: dict[int, dict[int, CellWrite]] = {}
        self.stated: set[int] = set()  # rows whose number was written out

    def run(self) -> SheetChange:
        by_row = self.by_row
        for (row, column), write in self.writes.items():
            by_row.setdefault(row, {})[column] = write
        new_rows: dict[int, list[bytes]] = {}
        for number in sorted(by_row):
            found = self.index.row(number)
            if found is not None:
                self._edit_row(found, by_row[number])
                continue
            cells = [
                self._new_cell(None, (number, column), by_row[number][column]) for column in sorted(by_row[number])
            ]
            if any(cells):
                p = self.index.prefix
                made = b'<%brow r="%d">%b</%brow>' % (p, number, b"".join(cells), p)
                new_rows.setdefault(self._row_place(number), []).append(made)
        self._insert_rows(new_rows, min((n for n in by_row if self.index.row(n) is None), default=0))
        if self.lost:
            self.patches += keep_shared_groups(self.index, self.lost, set(self.writes))
        self.patches += self._dimension()
        return SheetChange(markup.apply(self.index.data, self.patches), self.changed, self.formulas_changed)

    def _insert_rows(self, new_rows: dict[int, list[bytes]], first: int) -> None:
        tag = self.index.sheet_data
        if new_rows and tag.closed:
            made = b"".join(new_rows[tag.end])
            new = b"<" + tag.name + tag.attributes.rstrip() + b">" + made + b"</" + tag.name + b">"
            self.patches.append((tag.start, tag.end, new))
            return
        self.patches += [(at, at, b"".join(made)) for at, made in new_rows.items()]
        # rows that state no number take the one after the row above: say it where a new row comes before
        for row in self.index.rows if new_rows else ():
            if row.number > first and row.number not in self.stated and markup.attribute(row.attributes, b"r") is None:
                at = row.start + 1 + len(self.index.prefix) + 3
                self.patches.append((at, at, b' r="%d"' % row.number))

    def _row_place(self, number: int) -> int:
        at = bisect_right(self.index.rows, number, key=lambda row: row.number)
        return self.index.rows[at].start if at < len(self.index.rows) else self.index.data_close

    def _edit_row(self, row: Row, writes: dict[int, CellWrite]) -> None:
        made: dict[int, list[bytes]] = {}
        absent: list[int] = []
        cells: list[CellSpan] = []
        for column in sorted(writes):
            cell = self.index.cell((row.number, column))
            if cell is not None:
                self._edit_cell(cell, writes[column])
                continue
            absent.append(column)
            cells = cells or self.index.cells(row)
            new = self._new_cell(row, (row.number, column), writes[column])
            if new:
                place = next((one.start for one in cells if one.column > column), row.close)
                made.setdefault(place, []).append(new)
        if not made and not row.closed:
            return
        name = self.index.prefix + b"row"
        attributes = _with_spans(row.attributes, absent) if made else row.attributes
        if attributes != row.attributes or row.closed:
            self.stated.add(row.number)
            if markup.attribute(attributes, b"r") is None:
                attributes = b' r="%d"' % row.number + attributes
        if row.closed:
            if made:
                inner = b"".join(made[row.close])
                self.patches.append((row.start, row.end, b"<%b%b>%b</%b>" % (name, attributes.rstrip(), inner, name)))
            return
        if attributes != row.attributes:
            self.patches.append((row.start, row.inner, b"<%b%b>" % (name, attributes)))
        # cells that state no address take the one after their left neighbour: say it where a new cell comes before
        if any(markup.attribute(cell.attributes, b"r") is None for cell in cells):
            self._state_addresses(cells, min(absent))
        self.patches += [(at, at, b"".join(new)) for at, new in made.items()]

    def _state_addresses(self, cells: list[CellSpan], after: int) -> None:
        for cell in cells:
            stated = markup.attribute(cell.attributes, b"r") is not None or cell.column in self.by_row[cell.row]
            if cell.column > after and not stated:
                at = cell.start + 1 + len(self.index.prefix) + 1
                self.patches.append((at, at, b' r="%b"' % address(*cell.where).encode()))

    def _edit_cell(self, cell: CellSpan, write: CellWrite) -> None:
        self.used.append(cell.where)
        style = markup.number(markup.attribute(cell.attributes, b"s"))
        new_style = _restyled(style, write)
        attributes = cell.attributes
        if new_style != style:
            attributes = markup.with_attribute(attributes, b"s", str(new_style).encode())
        if not write.has_content:
            if attributes != cell.attributes:
                self.patches.append((cell.start, cell.inner, self._open(attributes, cell.inner == cell.end)))
            return
        content = write.content(self.index.prefix, self.index.label(cell.where))
        had_formula = self.index.child(cell, b"f") is not None
        if had_formula:
            self.lost.append(cell)
        self.formulas_changed |= had_formula != (content.formula is not None)
        attributes, kept = without_content(self.index, cell, attributes)
        if content.type:
            attributes += b' t="%b"' % content.type
        new = self._cell(attributes, content.children + kept)
        if new != self.index.data[cell.start : cell.end]:
            self.patches.append((cell.start, cell.end, new))
            self.changed.append(cell.where)

    def _new_cell(self, row: Row | None, where: Position, write: CellWrite) -> bytes:
        style = self._inherited_style(row, where[1])
        new_style = _restyled(style, write)
        if (not write.has_content or (write.value is None and write.formula is None)) and new_style == style:
            return b""
        self.used.append(where)
        attributes = b' r="%b"' % address(*where).encode()
        if new_style:
            attributes += b' s="%d"' % new_style
        if not write.has_content:
            return self._cell(attributes, b"")
        content = write.content(self.index.prefix, self.index.label(where))
        self.changed.append(where)
        self.formulas_changed |= content.formula is not None
        if content.type:
            attributes += b' t="%b"' % content.type
        return self._cell(attributes, content.children)

    def _inherited_style(self, row: Row | None, column: int) -> int:
        """The style that an absent cell shows: its row's, else its column's."""
        if row is not None and markup.attribute(row.attributes, b"customFormat") in (b"1", b"true"):
            return markup.number(markup.attribute(row.attributes, b"s"))
        for tag in markup.find_all(self.index.seen, self.index.prefix + b"col", 0, self.index.sheet_data.start):
            first = markup.number(markup.attribute(tag.attributes, b"min"))
            if first <= column <= markup.number(markup.attribute(tag.attributes, b"max")):
                return markup.number(markup.attribute(tag.attributes, b"style"))
        return 0

    def _open(self, attributes: bytes, closed: bool) -> bytes:
        return b"<%bc%b%b" % (self.index.prefix, attributes.rstrip(), b"/>" if closed else b">")

    def _cell(self, attributes: bytes, children: bytes) -> bytes:
        if not children:
            return self._open(attributes, True)
        return self._open(attributes, False) + children + b"</%bc>" % self.index.prefix

    def _dimension(self) -> list[markup.Patch]:
        """``dimension`` names the used range: it grows with a cell outside of it."""
        tag = markup.find(self.index.seen, self.index.prefix + b"dimension", 0, self.index.sheet_data.start)
        ref = markup.attribute(tag.attributes, b"ref") if tag else None
        if not tag or not ref or not self.used:
            return []
        old = parse_range(ref.decode("utf-8", "replace"), self.index.sheet)
        rows, columns = [row for row, _ in self.used], [column for _, column in self.used]
        new = Range(min(old.top, *rows), min(old.left, *columns), max(old.bottom, *rows), max(old.right, *columns))
        if new == old:
            return []
        attributes = markup.with_attribute(tag.attributes, b"ref", str(new).encode())
        return [(tag.start, tag.end, b"<" + tag.name + attributes + (b"/>" if tag.closed else b">"))]


def without_content(index: SheetIndex, cell: CellSpan, attributes: bytes) -> tuple[bytes, bytes]:
    """去掉内容后的单元格: its attributes (the address stated, no type), and what stays behind new content (extLst)."""
    # cm and vm tie the old value to metadata; ph is about its phonetic hints
    for name in (b"t", b"cm", b"vm", b"ph"):
        if name in attributes:
            attributes = markup.with_attribute(attributes, name, None)
    if markup.attribute(attributes, b"r") is None:
        attributes = b' r="%b"' % address(*cell.where).encode() + attributes
    extra = index.child(cell, b"extLst")
    kept = index.data[extra.start : markup.element_end(index.seen, extra)] if extra else b""
    return attributes.rstrip(), kept


def _restyled(style: int, write: CellWrite) -> int:
    for change in write.styles:
        style = change(style)
    return style


def _with_spans(attributes: bytes, columns: list[int]) -> bytes:
    spans = markup.attribute(attributes, b"spans")
    if spans is None or not columns:
        return attributes
    pieces = spans.split()
    if len(pieces) != 1 or pieces[0].count(b":") != 1:
        return markup.with_attribute(attributes, b"spans", None)  # only a hint for readers
    first, last = (markup.number(one, 1) for one in pieces[0].split(b":"))
    new = b"%d:%d" % (min(first, *columns), max(last, *columns))
    return attributes if new == pieces[0] else markup.with_attribute(attributes, b"spans", new)
