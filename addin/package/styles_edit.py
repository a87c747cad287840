"""样式追加 (styles): new number formats, fills and cell formats are appended to styles.xml; existing ones never change."""

from __future__ import annotations

import re

from . import markup
from .note import plain_colour
from .problems import PackageProblem

MAX_FORMATS = 64_000

_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

#: number formats that need no entry of their own (ECMA-376 part 1, 18.8.30), those we may be asked for
BUILT_IN = {
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "0.00E+00": 11,
    "# ?/?": 12, "# ??/??": 13, "mm-dd-yy": 14, "d-mmm-yy": 15, "d-mmm": 16, "mmm-yy": 17, "h:mm AM/PM": 18,
    "h:mm:ss AM/PM": 19, "h:mm": 20, "h:mm:ss": 21, "m/d/yy h:mm": 22, "@": 49,
}  # fmt: skip
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}")


class _List:
    """One counted list of styles.xml (fills, cellXfs …): its items' bytes, old and new."""

    def __init__(self, data: bytes, seen: bytes, prefix: bytes, name: bytes, item: bytes) -> None:
        self.tag = markup.find(seen, prefix + name, data=data)
        self.items: list[bytes] = []
        self.old = 0
        self.close = -1
        if self.tag is not None and not self.tag.closed:
            end = markup.element_end(seen, self.tag)
            self.close = seen.rindex(b"</", self.tag.end, end)
            at = self.tag.end
            while (one := markup.find(seen, prefix + item, at, self.close)) is not None:
                at = markup.element_end(seen, one)
                self.items.append(data[one.start : at])
        self.old = len(self.items)
        self._at = {item: at for at, item in reversed(list(enumerate(self.items)))}

    def add(self, item: bytes) -> int:
        if item not in self._at:
            self._at[item] = len(self.items)
            self.items.append(item)
        return self._at[item]

    def patches(self, data: bytes) -> list[markup.Patch]:
        if len(self.items) == self.old or self.tag is None:
            return []
        tag = self.tag
        new = b"".join(self.items[self.old :])
        attributes = markup.with_attribute(tag.attributes, b"count", str(len(self.items)).encode())
        head = b"<" + tag.name + attributes
        if self.close < 0:
            return [(tag.start, tag.end, head + b">" + new + b"</" + tag.name + b">")]
        return [(tag.start, tag.end, head + b">"), (self.close, self.close, new)]


class StylesEdit:
    """样式表草稿: gives out style numbers, making new ones where needed.

    Args:
        data: styles.xml; None for a workbook that has none.

    Raises:
        PackageProblem: ``styles.broken``.
    """

    def __init__(self, data: bytes | None) -> None:
        self.data = _EMPTY if data is None else data
        seen = markup.view(self.data)
        self._seen = seen
        self.prefix = p = markup.root(seen)[0]
        self.formats = _List(self.data, seen, p, b"cellXfs", b"xf")
        self.fills = _List(self.data, seen, p, b"fills", b"fill")
        self.fonts = _List(self.data, seen, p, b"fonts", b"font")
        self.borders = _List(self.data, seen, p, b"borders", b"border")
        self.number_formats = _List(self.data, seen, p, b"numFmts", b"numFmt")
        self._formatted: dict[tuple[int, str], int] = {}
        if not self.formats.items or not self.fills.items or not self.fonts.items or not self.borders.items:
            raise PackageProblem(
                "styles.broken", "样式表 styles.xml 缺少单元格格式、字体、填充或边框。请用 Excel、WPS 打开修复后另存。"
            )

    def _format(self, style: int) -> bytes:
        # a style number out of range shows as the default style in every program
        return self.formats.items[style if 0 <= style < len(self.formats.items) else 0]

    def _derived(self, style: int, changes: dict[bytes, bytes]) -> int:
        item = self._format(style)
        tag = markup.root(item)[1]
        attributes = tag.attributes
        for name, value in changes.items():
            attributes = markup.with_attribute(attributes, name, value)
        if attributes == tag.attributes:
            return style
        end = b"/>" if tag.closed else b">"
        return self._added(b"<" + tag.name + attributes + end + item[tag.end :])

    def _added(self, item: bytes) -> int:
        new = self.formats.add(item)
        if new >= MAX_FORMATS:
            raise PackageProblem("edit.too-many-styles", f"工作簿的单元格格式已达 {MAX_FORMATS} 种上限，不能再添加。")
        return new

    def value_of(self, style: int, name: bytes) -> int:
        """格式的某个编号: such as ``fillId``."""
        return markup.number(markup.attribute(markup.root(self._format(style))[1].attributes, name))

    def with_number_format(self, style: int, code: str) -> int:
        """换数字格式: the style number of the same look with another number format."""
        known = self._formatted.get((style, code))
        if known is None:  # a column asks for one style again and again
            number = self._number_format(code)
            changes = {b"numFmtId": str(number).encode(), b"applyNumberFormat": b"1"}
            same = number == self.value_of(style, b"numFmtId")
            known = self._formatted[style, code] = style if same else self._derived(style, changes)
        return known

    def _number_format(self, code: str) -> int:
        if code in BUILT_IN:
            return BUILT_IN[code]
        used = [163]
        for item in self.number_formats.items:
            attributes = markup.root(item)[1].attributes
            number = markup.number(markup.attribute(attributes, b"numFmtId"))
            if markup.unescape(markup.attribute(attributes, b"formatCode") or b"") == code:
                return number
            used.append(number)
        number = max(used) + 1
        entry = b'<%bnumFmt numFmtId="%d" formatCode="%b"/>' % (self.prefix, number, markup.escape_attribute(code))
        self.number_formats.add(entry)
        return number

    def solid_fill(self, rgb: str) -> int:
        """纯色填充: the number of a fill with that colour.

        Raises:
            PackageProblem: ``edit.colour`` when ``rgb`` is no colour.
        """
        if not _RGB.fullmatch(rgb):
            raise PackageProblem("edit.colour", f"{rgb!r} 不是颜色代码，应为六位十六进制，如 FFF2CC。")
        colour = ("FF" + rgb[-6:]).upper().encode()
        p = self.prefix
        return self.fills.add(
            b'<%bfill><%bpatternFill patternType="solid"><%bfgColor rgb="%b"/><%bbgColor indexed="64"/></%bpatternFill></%bfill>'
            % (p, p, p, colour, p, p, p)
        )

    def with_fill(self, style: int, fill: int) -> int:
        """换填充: the style number of the same look with another fill (by number)."""
        if fill == self.value_of(style, b"fillId"):
            return style
        return self._derived(style, {b"fillId": str(fill).encode(), b"applyFill": b"1"})

    def locked(self, style: int) -> int:
        """锁定的样式: the style number of the same look whose cells are locked on a protected sheet."""
        item = self._format(style)
        tag = markup.root(item)[1]
        # cells are locked where the format does not say otherwise
        found = None if tag.closed else markup.find(item, self.prefix + b"protection", tag.end)
        if found is None or markup.attribute(found.attributes, b"locked") not in (b"0", b"false"):
            return style
        attributes = markup.with_attribute(found.attributes, b"locked", b"1")
        protection = b"<" + found.name + attributes + (b"/>" if found.closed else b">")
        changed = item[: found.start] + protection + item[found.end :]
        return self._added(changed)

    def fill_text(self, style: int) -> str:
        """填充的写法: the fill of a style as it stands in styles.xml, to be recorded."""
        number = self.value_of(style, b"fillId")
        return self.fills.items[number].decode("utf-8", "replace") if number < len(self.fills.items) else ""

    def has_colour(self, style: int, rgb: str) -> bool:
        """是否为该颜色: True when the style's fill shows that colour."""
        return bool(rgb) and rgb[-6:].upper() in self.fill_text(style).upper()

    def without_our_fill(self, style: int, former_style: int, former_fill: str) -> int:
        """取消我们的填充: the former style where it still is the same look, else the same look with the former fill.

        Programs renumber styles on saving, and a note can be forged: nothing of it is taken on trust but a choice
        among what styles.xml holds, or a plain colour.
        """
        plain = plain_colour(former_fill)
        if 0 <= former_style < len(self.formats.items) and self._same_but_fill(style, former_style):
            now = self.fill_text(former_style)
            if now == former_fill or plain is None or plain_colour(now) == plain:
                return former_style
        raw = former_fill.encode("utf-8")
        if raw in self.fills.items:
            return self.with_fill(style, self.fills.items.index(raw))
        # spelled by another program, or dropped by it because no cell showed it any more
        return self.with_fill(style, self.solid_fill(plain) if plain else 0)

    def _same_but_fill(self, one: int, other: int) -> bool:
        def bare(style: int) -> tuple[bytes, bytes]:
            item = self._format(style)
            tag = markup.root(item)[1]
            attributes = markup.with_attribute(tag.attributes, b"fillId", None)
            return b" ".join(sorted(markup.with_attribute(attributes, b"applyFill", None).split())), item[tag.end :]

        return bare(one) == bare(other)

    def report_style(self, head: bool) -> int:
        """我们的工作表的样式: wrapped text with thin borders, the head bold on grey."""
        p = self.prefix
        side = b"".join(
            b'<%b%b style="thin"><%bcolor indexed="64"/></%b%b>' % (p, name, p, p, name)
            for name in (b"left", b"right", b"top", b"bottom")
        )
        border = self.borders.add(b"<%bborder>%b<%bdiagonal/></%bborder>" % (p, side, p, p))
        font = 0
        if head:
            base = self.fonts.items[0]
            tag = markup.root(base)[1]
            bold = b"<%bb/>" % p
            if markup.find(base, p + b"b") is None:
                rest = b"</%bfont>" % p if tag.closed else base[tag.end :]
                font = self.fonts.add(b"<" + tag.name + tag.attributes + b">" + bold + rest)
        fill = self.solid_fill("D9D9D9") if head else 0
        return self.formats.add(
            b'<%bxf numFmtId="0" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyFont="1" applyFill="%d" applyBorder="1"'
            b' applyAlignment="1"><%balignment vertical="top" wrapText="1"/></%bxf>'
            % (p, font, fill, border, 1 if head else 0, p, p)
        )

    def to_bytes(self) -> bytes:
        """写成 styles.xml: the bytes that came in when nothing was added."""
        lists = (self.formats, self.fills, self.fonts, self.borders, self.number_formats)
        patches = [patch for one in lists for patch in one.patches(self.data)]
        if self.number_formats.items and self.number_formats.tag is None:
            # numFmts is the first child of the root
            top = markup.root(self._seen)[1]
            p, items = self.prefix, self.number_formats.items
            new = b'<%bnumFmts count="%d">%b</%bnumFmts>' % (p, len(items), b"".join(items), p)
            patches.append((top.end, top.end, new))
        return markup.apply(self.data, patches)
