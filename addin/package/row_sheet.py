"""工作表内插入行 (rows inside the sheet part): rows and cells move down, and everything of the sheet that names rows."""

from __future__ import annotations

from ..grid import MAX_ROW, Range
from . import markup
from .problems import PackageProblem
from .row_move import Move, move_anchors
from .shared_formulas import expand_all, shared_members
from .sheet_edit import special_formulas
from .sheet_index import Row, SheetIndex, children_after_data


def insert_in_sheet(data: bytes, move: Move) -> bytes:
    """在工作表中插入行: the sheet part as Excel would leave it, other bytes untouched.

    Raises:
        PackageProblem: ``edit.insert-array``, ``edit.insert-overflow``.
    """
    index = SheetIndex(data, move.sheet)
    if shared_members(index):
        index = SheetIndex(expand_all(index), move.sheet)
    _check(index, move)
    head = _head(index.data[: index.sheet_data.start], move)
    return head + _sheet_data(index, move) + _tail(index, move)


def shift_formulas(data: bytes, sheet: str, move: Move) -> bytes:
    """改别的工作表的公式: references to the sheet with the new rows, in cells, rules and sparklines."""
    index = SheetIndex(data, sheet)
    change = move.formula(sheet)
    masters = [index.text(tag) or "" for group in shared_members(index).values() for _, tag in group]
    if any(change(text) != text for text in masters if text):
        data = expand_all(index)
    names = (b"f", b"formula", b"formula1", b"formula2")
    return markup.rewrite(data, {}, dict.fromkeys(names, change))


def _check(index: SheetIndex, move: Move) -> None:
    for kind, ref in special_formulas(index):
        if ref.top < move.before <= ref.bottom:
            what = "数组公式" if kind == "array" else "模拟运算表"
            raise PackageProblem(
                "edit.insert-array",
                f"{move.sheet} 第 {move.before} 行在{what} {ref} 之内，不能插入行。请先改为普通公式。",
            )
    for row in index.rows:
        if row.number + move.count > MAX_ROW and row.number >= move.before and _has_content(index, row):
            raise PackageProblem(
                "edit.insert-overflow",
                f"{move.sheet} 第 {row.number} 行有内容，插入 {move.count} 行后会移出工作表。请先清除末尾的行。",
            )


def _has_content(index: SheetIndex, row: Row) -> bool:
    return any(cell.inner != cell.close for cell in index.cells(row))


def _head(head: bytes, move: Move) -> bytes:
    def split(text: str) -> str:
        # a frozen head that the new rows fall into stays frozen as a whole
        return str(int(text) + move.count) if text.isdigit() and move.before <= int(text) else text

    seen = markup.view(head)
    frozen = b"frozen" in seen
    pane = {b"ySplit": split, b"topLeftCell": move.reference} if frozen else {}
    return markup.rewrite(
        head,
        {
            b"dimension": {b"ref": move.reference},
            b"selection": {b"activeCell": move.reference, b"sqref": move.references},
            b"pane": pane,
        },
        {},
    )


def _sheet_data(index: SheetIndex, move: Move) -> bytes:
    change = move.formula(move.sheet)
    patches: list[markup.Patch] = []
    for _, tag in index.formula_cells():
        attributes = tag.attributes
        for name in (b"ref", b"r1", b"r2"):
            value = markup.attribute(attributes, name)
            if value is not None:
                attributes = markup.with_attribute(attributes, name, move.reference(value.decode()).encode())
        text = index.text(tag) or ""
        new = change(text)
        if new != text or attributes != tag.attributes:
            end = markup.element_end(index.seen, tag)
            if tag.closed:
                patches.append((tag.start, end, b"<" + tag.name + attributes + b"/>"))
            else:
                body = markup.escape(new)
                patches.append((tag.start, end, b"<" + tag.name + attributes + b">" + body + b"</" + tag.name + b">"))
    for row in index.rows:
        if row.number >= move.before:
            patches += _moved_row(index, row, move)
    place = next((row.start for row in index.rows if row.number >= move.before), index.data_close)
    patches.append((place, place, _new_rows(index, move)))
    if index.sheet_data.closed:
        return index.data[index.sheet_data.start : index.data_end]
    shifted = [(start - index.sheet_data.start, end - index.sheet_data.start, new) for start, end, new in patches]
    return markup.apply(index.data[index.sheet_data.start : index.data_end], shifted)


def _moved_row(index: SheetIndex, row: Row, move: Move) -> list[markup.Patch]:
    number = row.number + move.count
    if number > MAX_ROW:
        return [(row.start, row.end, b"")]
    attributes = _with_first(row.attributes, b"r", b"%d" % number)
    end = b"/>" if row.closed else b">"
    patches = [(row.start, row.inner, b"<%brow%b%b" % (index.prefix, attributes, end))]
    for cell in index.cells(row):
        address = markup.attribute(cell.attributes, b"r")
        if address is not None:
            letters = address.rstrip(b"0123456789")
            attributes = markup.with_attribute(cell.attributes, b"r", letters + b"%d" % number)
            end = b"/>" if cell.inner == cell.end else b">"
            patches.append((cell.start, cell.inner, b"<%bc%b%b" % (index.prefix, attributes, end)))
    return patches


def _with_first(attributes: bytes, name: bytes, value: bytes) -> bytes:
    if markup.attribute(attributes, name) is None:
        return b' %b="%b"' % (name, value) + attributes
    return markup.with_attribute(attributes, name, value)


def _new_rows(index: SheetIndex, move: Move) -> bytes:
    """The new rows: height and styles of the row they are like, no content; a hidden row makes visible ones."""
    like = index.row(move.like)
    if like is None:
        return b""
    attributes = like.attributes
    for name in (b"hidden", b"collapsed", b"ph"):
        attributes = markup.with_attribute(attributes, name, None)
    styled = markup.attribute(attributes, b"customFormat") is not None
    cells = [
        (markup.attribute(cell.attributes, b"s"), Range(1, cell.column, 1, cell.column)) for cell in index.cells(like)
    ]
    rows = []
    for number in range(move.before, move.before + move.count):
        made = b"".join(
            b'<%bc r="%b"%b/>'
            % (
                index.prefix,
                str(Range(number, where.left, number, where.left)).encode(),
                b' s="%b"' % style if style else b"",
            )
            for style, where in cells
            if style or styled
        )
        opened = b"<%brow%b" % (index.prefix, _with_first(attributes, b"r", b"%d" % number).rstrip())
        rows.append(opened + (b">%b</%brow>" % (made, index.prefix) if made else b"/>"))
    return b"".join(rows)


def _tail(index: SheetIndex, move: Move) -> bytes:
    pieces: list[bytes] = []
    at = index.data_end
    for name, start, end in children_after_data(index):
        pieces += (index.data[at:start], _child(name, index.data[start:end], index, move))
        at = end
    return b"".join((*pieces, index.data[at:]))


def _child(name: bytes, piece: bytes, index: SheetIndex, move: Move) -> bytes:
    if name == b"mergeCells":
        return _merges(piece, index, move)
    if name == b"rowBreaks":
        return markup.rewrite(piece, {b"brk": {b"id": lambda text: str(move.row(int(text)))}}, {})
    if name in (b"controls", b"oleObjects"):
        return move_anchors(piece, move, (b"anchor",))
    if name == b"hyperlinks":
        return markup.rewrite(piece, {b"hyperlink": {b"ref": move.reference}}, {})
    change = move.formula(move.sheet)
    return markup.rewrite(
        piece,
        {
            b"autoFilter": {b"ref": move.reference},
            b"sortState": {b"ref": move.reference},
            b"sortCondition": {b"ref": move.reference},
            b"protectedRange": {b"sqref": move.references},
            b"ignoredError": {b"sqref": move.references},
            b"cellWatch": {b"r": move.reference},
            b"inputCells": {b"r": move.reference},
            b"scenarios": {b"sqref": move.references},
            b"selection": {b"activeCell": move.reference, b"sqref": move.references},
            b"conditionalFormatting": {b"sqref": move.formatted},
            b"dataValidation": {b"sqref": move.formatted},
        },
        {
            b"formula": change,
            b"formula1": change,
            b"formula2": change,
            b"f": change,
            b"sqref": move.formatted,
        },
    )


def _merges(piece: bytes, index: SheetIndex, move: Move) -> bytes:
    old = index.ranges(b"mergeCell")
    moved = [move.area(area) for area in old]
    piece = markup.rewrite(piece, {b"mergeCell": {b"ref": move.reference}}, {})
    new = [
        Range(row, area.left, row, area.right)
        for area in old
        if area.top == area.bottom == move.like
        for row in range(move.before, move.before + move.count)
    ]
    new = [one for one in new if not any(_overlap(one, other) for other in moved)]
    if not new:
        return piece
    seen = markup.view(piece)
    top = markup.root(seen)[1]
    made = b"".join(b'<%bmergeCell ref="%b"/>' % (index.prefix, str(one).encode()) for one in new)
    attributes = top.attributes
    if markup.attribute(attributes, b"count") is not None:
        attributes = markup.with_attribute(attributes, b"count", b"%d" % (len(old) + len(new)))
    at = seen.rindex(b"</" + top.name)
    return b"<" + top.name + attributes + b">" + piece[top.end : at] + made + piece[at:]


def _overlap(one: Range, other: Range) -> bool:
    return one.top <= other.bottom and other.top <= one.bottom and one.left <= other.right and other.left <= one.right
