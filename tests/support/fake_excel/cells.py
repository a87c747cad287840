"""What a cell of the stand-in for Excel holds, its fill and its comment.

依据: Microsoft, Excel VBA reference: Interior.Color of 0xBBGGRR, Interior.ThemeColor, Comment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

from support.fake_excel.com import Com, refusal

from addin.grid import Range as Area

NONE, SOLID = -4142, 1


@dataclass
class Cell:
    """What one cell of a sheet holds."""

    value: Any = None
    formula: Optional[str] = None
    array: Optional[Area] = None
    number_format: str = "General"
    locked: bool = True
    prefix: str = ""
    pattern: int = NONE
    color: float = 16777215.0
    theme: Optional[int] = None
    tint: float = 0.0
    comment: Any = None
    thread: Any = None
    bold: bool = False


class Comment(Com):
    """A note on a cell. Its author is the user of Excel when it was made."""

    SETTABLE = frozenset({"Visible"})

    def __init__(self, app, cell, text, author):
        self._app, self._cell, self._text, self._author = app, cell, text, author
        self.Visible = True
        self._shape = Plain(app, "Shape", Width=100.0, Height=50.0)

    def Text(self):
        return self._text

    @property
    def Author(self):
        return self._author

    @property
    def Shape(self):
        return self._shape

    def Delete(self):
        self._cell.comment = None


class Plain(Com):
    """An object of which only a few properties are set."""

    SETTABLE = frozenset({"Width", "Height", "Weight", "Bold", "Orientation", "PaperSize", "Title", "AllowMultiSelect"})

    def __init__(self, app, kind, **properties):
        self._app, self._kind = app, kind
        for name, value in properties.items():
            setattr(self, name, value)


class Interior(Com):
    def __init__(self, of):
        self._app, self._of = of._app, of

    def _same(self, name):
        found = {getattr(cell, name) for cell in self._of._existing()}
        return found.pop() if len(found) == 1 else None

    def _set(self, **values):
        self._of._may_format()
        for cell in self._of._made():
            for name, value in values.items():
                setattr(cell, name, value)

    @property
    def Pattern(self):
        return self._same("pattern")

    @Pattern.setter
    def Pattern(self, value):
        if value == NONE:
            self._set(pattern=NONE, color=16777215.0, theme=None, tint=0.0)
        else:
            self._set(pattern=value)

    @property
    def Color(self):
        return self._same("color")

    @Color.setter
    def Color(self, value):
        self._set(color=float(value), theme=None, tint=0.0, pattern=SOLID)

    @property
    def ThemeColor(self):
        theme = self._same("theme")
        if theme is None:
            raise refusal("应用程序定义或对象定义错误")
        return theme

    @ThemeColor.setter
    def ThemeColor(self, value):
        # what is seen: the theme's colour; any will do
        self._set(theme=value, color=float(value), pattern=SOLID)

    @property
    def TintAndShade(self):
        return self._same("tint")

    @TintAndShade.setter
    def TintAndShade(self, value):
        self._set(tint=value)

    @property
    def ColorIndex(self):
        return NONE if self.Pattern == NONE else 1

    @ColorIndex.setter
    def ColorIndex(self, value):
        self._set(color=float(value), theme=None, pattern=SOLID)
