"""直接读工作表 (quick reading): a whole sheet as Grid, its cells found by one pattern instead of the XML parser.

Excel, WPS, LibreOffice, openpyxl and we write cells in one way. They are taken out of the bytes; what is left (rows without cells,
columns, merges, protection) is read as ever. Every byte between the rows must belong to a cell that is known here: anything
else raises Odd, and the sheet is then read the long way. The outcome is the same Grid.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ..grid import MAX_COLUMN, Cell, Grid, Position, Value, column_number
from ..number_format import shown
from . import styled_cells, xml
from .cell_read import CellReader
from .parts import SheetPart
from .problems import PackageProblem
from .quick_text import MAIN, Odd, is_plain, read_text
from .remembered import Remembered
from .shared_strings import unescape
from .sheet_problems import Place
from .sheet_read import TAGS, Context, SheetReader
from .styles_read import DEFAULT, Style

#: where the cursor stood and how large the sheet is: different in every file, and of no account
_VIEWS = re.compile(
    rb"<dimension ref=\"[A-Z0-9:]+\"\s?/>|<selection(?: (?:pane|activeCell|activeCellId|sqref)=\"[A-Za-z0-9: ]*\")*\s?/>"
)
_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_ROW = re.compile(rb"<row(?: [^<>]*[^<>/]|)>")
_EMPTY_ROWS = re.compile(rb"(?:<row(?: [^<>]*)?/>)*")
#: a cell behind its address: style, type, formula, value, empty value, text
_REST = re.compile(
    rb"\"(?: s=\"([0-9]{1,6})\")?(?: t=\"(n|s|str|b|e|inlineStr)\")?\s?"
    rb"(?:/>|>(?:<f(?: aca=\"(?:false|0)\")?(>[^<]*)</f>)?"
    rb"(?:(<v>[^<]*)(?:</v>)|(<v ?/>)|<is><t(?: xml:space=\"preserve\")?(>[^<]*)</t></is>)?</c>)"
)
#: a cell: letters, row, and the rest as one piece
_CELL = re.compile(
    rb"<c r=\"([A-Z]{1,3})([1-9][0-9]{0,6})(" + re.sub(rb"(?<!\\)\((?!\?)", b"(?:", _REST.pattern) + b")"
)
_Found = tuple[bytes, bytes, bytes]
#: what stands in a cell's bytes around letters, row and rest
_AROUND = len(b'<c r="')
#: spellings of cells remembered with a frame, and the longest of them
_MOST_SHARED, _LONG_REST = 4_096, 2_000
#: longer texts are not remembered: they do not repeat, and a hostile file has many
_LONGEST = 300


def quick_grid(context: Context, sheet: SheetPart) -> Grid:
    """读取工作表, as ``read_sheet`` does.

    Args:
        context: the workbook's texts, styles and date system. sheet: which one.

    Raises:
        Odd: a spelling that is not known here; ``context`` is as it was. PackageProblem: the part is missing or broken.
    """
    parts = context.parts
    part = parts.member(sheet.part)
    if parts.container.size(part) > styled_cells.PASS_BYTES:
        raise Odd("size")
    data = parts.container.read(part)
    begin, end = data.find(_BEGIN), data.rfind(_END)
    if begin < 0 or end < begin or MAIN not in data[:begin] or not is_plain(data) or b"]]>" in data:
        raise Odd("sheetData")
    rows, heads = _split(data[begin + len(_BEGIN) : end])
    bare = b"".join((_VIEWS.sub(b"", data[:begin]), _BEGIN, heads, data[end:]))
    frame = _frame(context, sheet, bare)
    if len(frame.rows) != len(rows):
        raise Odd("rows")
    left = context.cells
    try:
        return _filled(context, sheet, frame, rows)
    except (Odd, PackageProblem) as cause:
        context.cells = left
        raise Odd("problem") from cause


class _Frame(NamedTuple):
    """A sheet without its cells: the number of each row and whether it is hidden; the rest stands in the grid.

    ``cells`` are those met in files of this frame, by their spelling.
    """

    rows: tuple[tuple[int, bool], ...]
    grid: Grid
    styles: Sequence[Style]
    cells: dict[Any, Cell]


class _FrameReader(SheetReader):
    """Reads rows as ever, but notes them instead of their cells."""

    def __init__(self, context: Context, sheet: SheetPart) -> None:
        super().__init__(context, sheet)
        self.seen: list[tuple[int, bool]] = []

    def row_cells(self, element: Any, hidden: bool) -> None:
        if self.implied or len(element) or (element.text or "").strip():
            raise Odd("row")
        self.seen.append((self.row, hidden))


#: frames by the bytes of a sheet without cells
_FRAMES: Remembered[_Frame] = Remembered(64)


def _frame(context: Context, sheet: SheetPart, bare: bytes) -> _Frame:
    # the styles are remembered too, so that those of equal files are one object
    key = bare, context.date1904, id(context.styles)
    frame = _FRAMES.get(key, len(bare), lambda: _read_frame(context, sheet, bare))
    if frame.styles is context.styles:
        return frame
    return _read_frame(context, sheet, bare)


def _read_frame(context: Context, sheet: SheetPart, bare: bytes) -> _Frame:
    reader = _FrameReader(context, sheet)
    try:
        for element in xml.ends(io.BytesIO(bare), TAGS, sheet.part, context.parts.path):
            reader.take(element)
    except PackageProblem as cause:
        raise Odd("problem") from cause
    return _Frame(tuple(reader.seen), reader.finish(), context.styles, {})


def _filled(context: Context, sheet: SheetPart, frame: _Frame, rows: list[list[_Found]]) -> Grid:
    reader = CellReader(Place(sheet.name, context.parts.path), context.strings, context.date1904)
    bare, cells, own_texts = frame.grid, {}, context.known  # type: Grid, dict[Position, Cell], dict[Any, Cell]
    shared = frame.cells
    if len(shared) > _MOST_SHARED:
        shared.clear()
    hides, letters_of = bare.hidden_columns, _COLUMNS
    count = 0
    for (number, hidden), found in zip(frame.rows, rows):
        digits = b"%d" % number
        for letters, own, rest in found:
            column = letters_of.get(letters) or _column_of(letters)
            where = (number, column)
            if own != digits or where in cells:
                raise Odd("address")
            key = (rest,) if hidden or column in hides else rest
            cell = shared.get(key) or own_texts.get(key)
            if cell is None:
                cell, alone = _cell_of(context, reader, rest, key is not rest, where)
                # the numbers of texts are those of this file; other spellings mean the same wherever the styles are shared
                (own_texts if alone or len(rest) > _LONG_REST else shared)[key] = cell
            if cell is _ABSENT:
                continue
            count += cell.value is not None or cell.formula is not None
            cells[where] = cell
    context.cells -= count
    if context.cells < 0:
        raise Odd("many")
    return Grid(
        sheet.name, cells, list(bare.merges), bare.protection, hidden=sheet.state != "visible", date1904=context.date1904,
        hidden_rows=bare.hidden_rows, hidden_columns=hides, row_defaults=dict(bare.row_defaults),
        column_defaults=list(bare.column_defaults),
    )  # fmt: skip


def _split(body: bytes) -> tuple[list[list[_Found]], bytes]:
    """(cells of each row, the rows without their cells)."""
    rows: list[list[_Found]] = []
    heads: list[bytes] = []
    *pieces, last = body.split(b"</row>")
    for piece in pieces:
        empty = _EMPTY_ROWS.match(piece)
        assert empty is not None  # it matches nothing, too
        if empty.end():
            heads.append(empty.group())
            rows += [[] for _ in range(empty.group().count(b"<row"))]
        head = _ROW.match(piece, empty.end())
        if head is None:
            raise Odd("row")
        cells = _CELL.findall(piece, head.end())
        if sum([_AROUND + len(one[0]) + len(one[1]) + len(one[2]) for one in cells]) != len(piece) - head.end():
            raise Odd("cell")
        heads += (head.group(), b"</row>")
        rows.append(cells)
    empty = _EMPTY_ROWS.fullmatch(last)
    if empty is None:
        raise Odd("row")
    heads.append(last)
    rows += [[] for _ in range(last.count(b"<row"))]
    return rows, b"".join(heads)


@lru_cache(maxsize=1 << 12)
def _formula(raw: bytes) -> str | None:
    """A plain formula without ``=``; units share those of their template."""
    text = unescape(read_text(raw[1:])).strip()
    return (text[1:] if text.startswith("=") else text) or None


# typed: 1, 1.0 and True are one key otherwise
@lru_cache(maxsize=1 << 14, typed=True)
def _cell(value: Value, formula: str | None, code: str, locked: bool, hidden: bool, date1904: bool) -> Cell:
    return Cell(value, shown(value, code, date1904) if value is not None else "", formula, code, locked, hidden)


#: a cell that is listed, and neither holds anything nor has a style of its own
_ABSENT = Cell()


def _cell_of(context: Context, reader: CellReader, rest: bytes, hidden: bool, where: Position) -> tuple[Cell, bool]:
    """(the cell, whether it means this in this file only)."""
    match = _REST.fullmatch(rest)
    assert match is not None  # the rows were cut by the same pattern
    index, kind, formula, raw, blank, inline = match.groups(b"")
    number = int(index) if index else 0
    style = context.styles[number] if number < len(context.styles) else DEFAULT
    value: Value = None
    if kind == b"inlineStr":
        if raw or blank:
            raise Odd("inline")
        value = unescape(read_text(inline[1:])) if inline else None
    elif inline:
        raise Odd("inline")
    elif raw or blank:
        value = reader.value(kind.decode() or "n", read_text(raw[3:]), *where, style.number_format)
    text = _formula(formula) if formula else None
    if value is None and text is None and not index:
        return _ABSENT, False
    # long texts do not repeat; 0.0 and -0.0 are one key
    once = len(value) > _LONGEST if isinstance(value, str) else value == 0 and isinstance(value, float)
    made = _cell.__wrapped__ if once else _cell
    return made(value, text, style.number_format, style.locked, hidden, context.date1904), kind == b"s"


_COLUMNS: dict[bytes, int] = {}


def _column_of(letters: bytes) -> int:
    column = column_number(letters.decode())
    if column > MAX_COLUMN:
        raise Odd("outside")
    _COLUMNS[letters] = column
    return column
