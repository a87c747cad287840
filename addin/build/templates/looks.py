"""公文表样 (looks): fonts, alignment, borders and number formats of official forms."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, Side

_THIN = Side(style="thin", color="FF000000")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

MONEY = "#,##0.00"
PERCENT = "0.00%"
POINTS = "General"
TEXT = "@"
GENERAL = "General"


@dataclass(frozen=True)
class Look:
    """一种格子的样子.

    Args:
        font: the face. size: points. bold: heavy. family: 1 serif (宋体 class), 2 sans (黑体 class): a machine without the
            face takes one of its own of the same class.
        horizontal, vertical: alignment. border: thin lines all round. indent: steps.
    """

    font: str = "宋体"
    size: float = 10.5
    bold: bool = False
    family: int = 1
    horizontal: str = "center"
    vertical: str = "center"
    border: bool = True
    indent: int = 0

    def make_font(self) -> Font:
        """字体: named in full, with the Chinese character set, so that a substitute is a Chinese face."""
        return Font(name=self.font, size=self.size, bold=self.bold, family=self.family, charset=134)

    def make_alignment(self) -> Alignment:
        """对齐: always wrapped, so that nothing runs into the next cell."""
        return Alignment(horizontal=self.horizontal, vertical=self.vertical, wrap_text=True, indent=self.indent)


LOOKS = {
    "annex": Look(font="黑体", size=12, family=2, horizontal="left", border=False),
    "title": Look(font="方正小标宋简体", size=18, border=False),
    "year": Look(size=12, border=False),
    "line": Look(horizontal="left", border=False),
    "right": Look(horizontal="right", border=False),
    "head": Look(font="黑体", family=2),
    "side": Look(font="黑体", family=2),
    "name": Look(horizontal="left", indent=1),
    "inner": Look(horizontal="left", indent=2),
    "deep": Look(horizontal="left", indent=4),
    "cell": Look(),
    "figure": Look(horizontal="right", indent=1),
    "long": Look(size=9, horizontal="left"),
    "short": Look(size=9),
    "top": Look(horizontal="left", vertical="top"),
    "note": Look(size=9, horizontal="left", border=False),
}
