"""工作表定位 (sheet index): where rows and cells lie in the bytes of a sheet part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..grid import MAX_COLUMN, MAX_ROW, Position, Range, address, column_number
from . import markup
from .problems import PackageProblem

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"']\s*([0-9]{1,9})")
_A1 = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{1,3})([0-9]{1,7})\s*[\"']")


class Row(NamedTuple):
    """行: ``start`` to ``end`` in the bytes; its cells lie between ``inner`` and ``close``."""

    number: int
    attributes: bytes
    start: int
    inner: int
    close: int
    end: int
    closed: bool


class CellSpan(NamedTuple):
    """单元格: ``start`` to ``end`` in the bytes; its children lie between ``inner`` and ``close``."""

    row: int
    column: int
    attributes: bytes
    start: int
    inner: int
    close: int
    end: int

    @property
    def where(self) -> Position:
        """位置 (row, column)."""
        return self.row, self.column


@lru_cache(maxsize=32)
def _patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes], re.Pattern[bytes]]:
    p = re.escape(prefix)
    return (
        re.compile(rb"<" + p + rb"row(?=[\s/>])([^>]*)>"),
        re.compile(rb"<" + p + rb"c(?=[\s/>])([^>]*)>"),
        re.compile(rb"<" + p + rb"f(?=[\s/>])([^>]*)>"),
    )


class SheetIndex:
    """工作表索引: rows are found on opening, cells only in the rows that are asked for.

    Args:
        data: the sheet part (well formed, UTF-8).
        sheet: the sheet's name for messages.

    Raises:
        PackageProblem: ``edit.not-worksheet``, ``file.strict``, ``sheet.broken``.
    """

    def __init__(self, data: bytes, sheet: str = "") -> None:
        self.data = data
        self.sheet = sheet
        self.seen = markup.view(data)
        self.prefix, self.top = markup.root(self.seen)
        if self.top.name != self.prefix + b"worksheet":
            raise PackageProblem(
                "edit.not-worksheet", f"“{sheet}”是图表或宏表，不是普通工作表，不能写入。请选择普通工作表。"
            )
        if STRICT in self.top.attributes:
            raise PackageProblem(
                "file.strict",
                f"工作表“{sheet}”是 Strict OOXML 格式，不能原样改写。请用 Excel 另存为普通的 .xlsx 后再试。",
            )
        self._row, self._cell, self._formula = _patterns(self.prefix)
        found = markup.find(self.seen, self.prefix + b"sheetData", data=data)
        if found is None:
            raise PackageProblem("sheet.broken", f"工作表“{sheet}”缺少 sheetData。请用 Excel、WPS 打开修复后另存。")
        self.sheet_data = found
        self.data_end = markup.element_end(self.seen, found)
        self.data_close = found.end if found.closed else self.seen.rindex(b"</", found.end, self.data_end)
        self._scanned: dict[int, dict[int, CellSpan]] = {}
        self._last: tuple[Row | None, list[CellSpan]] = (None, [])

    @cached_property
    def rows(self) -> list[Row]:
        """行: those that the sheet lists, in their order."""
        return list(self._find_rows())

    @cached_property
    def _by_number(self) -> dict[int, Row]:
        return {row.number: row for row in reversed(self.rows)}

    def _find_rows(self) -> Iterator[Row]:
        starts = list(self._row.finditer(self.seen, self.sheet_data.end, self.data_close))
        number = 0
        closing = b"</" + self.prefix + b"row"
        for at, found in enumerate(starts):
            raw = self.data[found.start(1) : found.end(1)]
            stated = _ROW_NUMBER.search(raw)
            number = int(stated.group(1)) if stated else number + 1
            if number > MAX_ROW:
                raise PackageProblem("sheet.broken", f"工作表“{self.sheet}”的行号 {number} 超出范围。")
            if raw.endswith(b"/"):
                yield Row(number, raw[:-1], found.start(), found.end(), found.end(), found.end(), True)
                continue
            limit = starts[at + 1].start() if at + 1 < len(starts) else self.data_close
            close = self.seen.rfind(closing, found.end(), limit)
            end = self.seen.find(b">", close, limit) + 1
            yield Row(number, raw, found.start(), found.end(), close, end, False)

    def row(self, number: int) -> Row | None:
        """行: None when the sheet does not list it."""
        return self._by_number.get(number)

    def cells(self, row: Row) -> list[CellSpan]:
        """一行的单元格: in their order in the bytes."""
        if self._last[0] is not row:  # an edit asks for one row several times
            self._last = (row, list(self._find_cells(row)))
        return self._last[1]

    def _find_cells(self, row: Row) -> Iterator[CellSpan]:
        starts = list(self._cell.finditer(self.seen, row.inner, row.close))
        closing = b"</" + self.prefix + b"c"
        column = 0
        for at, found in enumerate(starts):
            start, inner = found.span()
            raw = self.data[found.start(1) : inner - 1]
            stated = _A1.search(raw)
            column = column_number(stated.group(1).decode()) if stated else column + 1
            if column > MAX_COLUMN:
                raise PackageProblem("sheet.broken", f"工作表“{self.sheet}”第 {row.number} 行有列号超出范围的单元格。")
            if raw.endswith(b"/"):
                yield CellSpan(row.number, column, raw[:-1], start, inner, inner, inner)
                continue
            limit = starts[at + 1].start() if at + 1 < len(starts) else row.close
            close = self.seen.rfind(closing, inner, limit)
            end = self.seen.find(b">", close, limit) + 1
            yield CellSpan(row.number, column, raw, start, inner, close, end)

    def cell(self, where: Position) -> CellSpan | None:
        """单元格: None when the sheet does not list it."""
        row = self._by_number.get(where[0])
        if row is None:
            return None
        scanned = self._scanned.get(row.number)
        if scanned is None:
            found = self._stated_cell(row, where)
            if found is not None:
                return found
            # absent, or written in an unusual way: look at the whole row once
            scanned = self._scanned[row.number] = {cell.column: cell for cell in reversed(self.cells(row))}
        return scanned.get(where[1])

    def _stated_cell(self, row: Row, where: Position) -> CellSpan | None:
        """A cell that says its address first, as nearly all programs write it, found without reading the row."""
        head = b'<%bc r="%b"' % (self.prefix, address(*where).encode())
        start = self.seen.find(head, row.inner, row.close)
        if start < 0:
            return None
        inner = self.seen.find(b">", start, row.close) + 1
        raw = self.data[start + 2 + len(self.prefix) : inner - 1]
        if raw.endswith(b"/"):
            return CellSpan(*where, raw[:-1], start, inner, inner, inner)
        close = self.seen.find(b"</%bc>" % self.prefix, inner, row.close)
        if close < 0:
            return None
        return CellSpan(*where, raw, start, inner, close, close + 4 + len(self.prefix))

    def all_cells(self) -> Iterator[CellSpan]:
        """全部单元格."""
        for row in self.rows:
            yield from self.cells(row)

    def formula_cells(self) -> Iterator[tuple[CellSpan, markup.Tag]]:
        """公式单元格: every cell with an ``f`` element, and that element's tag."""
        for row in self.rows:
            if self._formula.search(self.seen, row.inner, row.close):
                for cell in self.cells(row):
                    tag = self.child(cell, b"f")
                    if tag is not None:
                        yield cell, tag

    @property
    def has_formulas(self) -> bool:
        """是否含公式."""
        return self._formula.search(self.seen, self.sheet_data.end, self.data_close) is not None

    def child(self, cell: CellSpan, local: bytes) -> markup.Tag | None:
        """单元格的子元素: its tag, None when absent."""
        if cell.inner == cell.close:
            return None
        return markup.find(self.seen, self.prefix + local, cell.inner, cell.close, self.data)

    def text(self, tag: markup.Tag | None) -> str | None:
        """元素文字: None when there is no such element."""
        if tag is None:
            return None
        if tag.closed:
            return ""
        return markup.unescape(self.data[tag.end : self.seen.find(b"</", tag.end)])

    def ranges(self, element: bytes) -> list[Range]:
        """引用区域: the ``ref`` of every such element outside sheetData (mergeCell, tablePart …)."""
        found = []
        for tag in markup.find_all(self.seen, self.prefix + element, self.data_end):
            ref = markup.attribute(tag.attributes, b"ref")
            if ref:
                found.append(parse_range(ref.decode("utf-8", "replace"), self.sheet))
        return found

    def label(self, where: Position) -> str:
        """位置的写法: sheet!cell, for messages."""
        return f"{self.sheet}!{address(*where)}"


def parse_range(text: str, sheet: str = "") -> Range:
    """解析区域: also whole rows (``3:5``) and columns (``B:C``).

    >>> parse_range("3:5").right, parse_range("B:C").bottom
    (16384, 1048576)
    """
    first, _, last = text.replace("$", "").partition(":")
    last = last or first
    try:
        if first.isdigit():
            return Range(int(first), 1, int(last), MAX_COLUMN)
        if first.isalpha():
            return Range(1, column_number(first), MAX_ROW, column_number(last))
        return Range.parse(f"{first}:{last}")
    except ValueError as cause:
        raise PackageProblem(
            "sheet.broken", f"工作表“{sheet}”中的区域 {text!r} 无法解析。请用 Excel、WPS 打开修复后另存。"
        ) from cause


#: child elements of a worksheet in the order the schema wants them
ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
_ANY = re.compile(rb"<(/?)([^\s<>/!?]+)(?=[\s/>])([^>]*)>")


def children_after_data(index: SheetIndex) -> Iterator[tuple[bytes, int, int]]:
    """sheetData 之后的子元素: (local name, start, end) of each child of the worksheet; wrappers are looked into."""
    depth = start = 0
    name = b""
    for found in _ANY.finditer(index.seen, index.data_end):
        closing, tag, rest = found.groups()
        if closing:
            depth -= 1
            if depth < 0:
                return
        elif depth == 0:
            name, start = tag, found.start()
        if depth == 0 and (closing or rest.endswith(b"/")):
            inside = _ANY.findall(index.seen, start, found.end()) if name.endswith(b"AlternateContent") else []
            known = next((one for _, one, _ in inside if one.rpartition(b":")[2].decode() in ORDER), name)
            yield known.rpartition(b":")[2], start, found.end()
        if not closing and not rest.endswith(b"/"):
            depth += 1


def place_of(index: SheetIndex, element: str) -> int:
    """新子元素的位置: where a child of the worksheet that is not there yet belongs (only those after sheetData)."""
    after = set(ORDER[ORDER.index(element) + 1 :])
    for name, start, _ in children_after_data(index):
        if name.decode("utf-8", "replace") in after:
            return start
    return index.seen.rindex(b"</" + index.top.name)
