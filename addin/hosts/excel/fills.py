"""填充颜色 (fills): our colours on cells, and the former ones given back."""

from __future__ import annotations

import re
from typing import Any, Optional

import xlwings

from ...grid import Position, address
from ...note import NO_STYLE, FormerFill, Note, plain_fill
from . import com

_FOREGROUND = re.compile(r"<(?:\w+:)?fgColor\s([^<>]*)/?>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
#: the colour table of styles.xml begins eight entries before that of ColorIndex
_INDEX_SHIFT = 7
#: theme colours are counted from 0 in styles.xml, from 1 in XlThemeColor
_THEMES = 12


def set_fill(sheet: xlwings.Sheet, where: Position, rgb: Optional[str], note: Note) -> None:
    """填充或取消填充 of one cell (its whole merge), as SetFill means it; the note follows.

    A cell with a pattern or a gradient of the user's is left as it is: no record of ours could give that back.
    """
    interior = interior_of(sheet, where)
    place = (sheet.name, where)
    former = note.fills.get(place)
    if former is not None and colour_of(interior) != former.colour:
        # somebody gave the cell another fill since: that one is theirs
        del note.fills[place]
        former = None
    if rgb is not None:
        if former is None:
            described = describe(interior)
            if described is None:
                return
            former = FormerFill(NO_STYLE, described)
        note.fills[place] = FormerFill(former.style, former.fill, rgb[-6:].upper())
        interior.Pattern = com.XL_SOLID
        interior.Color = number_of(rgb)
    elif former is not None:
        del note.fills[place]
        restore(interior, former.fill)


def interior_of(sheet: xlwings.Sheet, where: Position) -> Any:
    """单元格的填充: of the whole merge, which shows one colour."""
    return sheet.range(address(*where)).api.MergeArea.Interior


def colour_of(interior: Any) -> str:
    """现有颜色: six hexadecimal digits, "" for no fill.

    >>> class Red: Pattern, Color = 1, 255.0
    >>> colour_of(Red)
    'FF0000'
    """
    if interior.Pattern == com.XL_NONE:
        return ""
    number = int(interior.Color)
    return f"{number & 255:02X}{number >> 8 & 255:02X}{number >> 16 & 255:02X}"


def number_of(rgb: str) -> int:
    """颜色转数字: Excel counts red lowest.

    >>> number_of("FFF2CC") == 0xCCF2FF
    True
    """
    return int(rgb[-2:] + rgb[-4:-2] + rgb[-6:-4], 16)


def describe(interior: Any) -> Optional[str]:
    """填充的写法 as styles.xml spells it; None for patterns and gradients."""
    pattern = interior.Pattern
    if pattern == com.XL_NONE:
        return plain_fill("")
    if pattern != com.XL_SOLID:
        return None
    theme = _theme_of(interior)
    if theme is None:
        return plain_fill(colour_of(interior))
    tint = float(interior.TintAndShade or 0)
    shade = f' tint="{tint!r}"' if tint else ""
    return (
        f'<fill><patternFill patternType="solid"><fgColor theme="{theme - 1}"{shade}/><bgColor indexed="64"/>'
        "</patternFill></fill>"
    )


def _theme_of(interior: Any) -> Optional[int]:
    """The number of the theme's colour; Excel refuses to say one where there is none."""
    try:
        theme = interior.ThemeColor
    except Exception as cause:
        if not com.is_com_error(cause):
            raise
        return None
    return int(theme) if isinstance(theme, (int, float)) and 1 <= theme <= _THEMES else None


def restore(interior: Any, fill: str) -> None:
    """恢复填充: from its spelling in styles.xml; what cannot be understood becomes no fill."""
    found = _FOREGROUND.search(fill)
    given = dict(_ATTRIBUTE.findall(found.group(1))) if found and 'patternType="solid"' in fill else {}
    if re.fullmatch(r"[0-9A-Fa-f]{6,8}", given.get("rgb", "")):
        interior.Pattern = com.XL_SOLID
        interior.Color = number_of(given["rgb"])
    elif _number(given.get("theme"), 0, _THEMES - 1) is not None:
        interior.Pattern = com.XL_SOLID
        interior.ThemeColor = int(given["theme"]) + 1
        interior.TintAndShade = _number(given.get("tint"), -1, 1) or 0
    elif _number(given.get("indexed"), 8, 63) is not None:
        interior.Pattern = com.XL_SOLID
        interior.ColorIndex = int(given["indexed"]) - _INDEX_SHIFT
    else:
        interior.Pattern = com.XL_NONE


def _number(text: Optional[str], least: float, most: float) -> Optional[float]:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if least <= number <= most else None
