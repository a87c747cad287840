"""Worksheet, Workbook and their collections of the stand-in for Excel.

依据: Microsoft, Excel VBA reference: Worksheet.Protect/Unprotect (with a password only the right one lifts it; a wrong one is error
1004), .ProtectionMode, Worksheet.Delete (asks unless DisplayAlerts is off), Sheets.Add, Names.Add, Workbook.SaveCopyAs,
CustomXMLParts.SelectByNamespace.
"""

from __future__ import annotations

import os
from xml.etree import ElementTree

from support.fake_excel.cells import Cell, Plain
from support.fake_excel.com import Com, Items, refusal
from support.fake_excel.ranges import Range, parse

from addin.grid import MAX_COLUMN, MAX_ROW
from addin.grid import Range as Area

VISIBLE, HIDDEN = -1, 0


class Protection(Com):
    def __init__(self, app, options):
        self._app, self._options = app, options

    def __getattr__(self, name):
        if not name.startswith("Allow"):
            raise AttributeError(name)
        return bool(self._options.get(name, False))


class Hyperlink(Com):
    def __init__(self, app, anchor, target):
        self._app, self._anchor, self._target = app, anchor, target

    Range = property(lambda self: self._anchor)
    SubAddress = property(lambda self: self._target)


class Hyperlinks(Items):
    def Add(self, Anchor, Address, SubAddress=None):
        assert Address == "", "a link inside the workbook has no address"
        link = Hyperlink(self._app, Anchor, SubAddress)
        self._items.append(link)
        return link


class Worksheet(Com):
    SETTABLE = frozenset({"EnableSelection"})

    def __init__(self, book, name):
        self._app, self._book, self._name = book._app, book, name
        self._default = Cell()
        self._cells, self._merges, self._links = {}, [], []
        self._heights, self._widths, self._hidden_rows, self._hidden_columns = {}, {}, set(), set()
        self._visible, self._password, self._protected, self._options = VISIBLE, "", False, {}
        self._ui_only = False
        self._window = {"FreezePanes": False, "SplitRow": 0, "SplitColumn": 0}
        self._setup = Plain(book._app, "PageSetup", Orientation=1, PaperSize=9)
        self.EnableSelection = 0

    @property
    def Name(self):
        return self._name

    @Name.setter
    def Name(self, value):
        if any(one is not self and one._name.casefold() == value.casefold() for one in self._book._sheets):
            raise refusal("名称已被使用。")
        self._name = value

    Parent = property(lambda self: self._book)
    Application = property(lambda self: self._app)
    Type = property(lambda self: -4167)
    Index = property(lambda self: self._book._sheets.index(self) + 1)
    PageSetup = property(lambda self: self._setup)
    Visible = property(lambda self: self._visible)

    # cells
    @property
    def Cells(self):
        return Range(self, Area(1, 1, MAX_ROW, MAX_COLUMN))

    def Range(self, first, second=None):
        if isinstance(first, Range):
            last = second or first
            return Range(self, Area(first.Row, first.Column, last._area.bottom, last._area.right))
        assert len(first) <= 255
        return Range(self, parse(first))

    @property
    def UsedRange(self):
        places = [*self._cells, *((m.top, m.left) for m in self._merges), *((m.bottom, m.right) for m in self._merges)]
        if not places:
            return Range(self, Area(1, 1, 1, 1))
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return Range(self, Area(min(rows), min(columns), max(rows), max(columns)))

    def _cell(self, where):
        return self._cells.setdefault(where, Cell())

    def _merge_at(self, where):
        return next((one for one in self._merges if where in one), None)

    def _height(self, row):
        return 0.0 if row in self._hidden_rows else self._heights.get(row, 14.25)

    def _width(self, column):
        return 0.0 if column in self._hidden_columns else self._widths.get(column, 8.38)

    def _shift(self, before, count):
        def moved(row):
            return row + count if row >= before else row

        self._cells = {(moved(row), column): cell for (row, column), cell in self._cells.items()}
        self._merges = [Area(moved(m.top), m.left, moved(m.bottom), m.right) for m in self._merges]
        self._heights = {moved(row): height for row, height in self._heights.items()}

    def _remove_rows(self, first, count):
        last = first + count - 1
        self._cells = {
            (row - count if row > last else row, column): cell
            for (row, column), cell in self._cells.items()
            if not first <= row <= last
        }
        self._merges = [
            Area(
                m.top - count if m.top > last else m.top,
                m.left,
                m.bottom - count if m.bottom >= last else m.bottom,
                m.right,
            )
            for m in self._merges
            if not first <= m.top <= m.bottom <= last
        ]
        self._heights = {
            row - count if row > last else row: h for row, h in self._heights.items() if not first <= row <= last
        }

    def _calculate(self):
        self._app._calculated()

    # protection
    def _is_protected(self):
        return self._protected and not self._ui_only

    ProtectContents = property(lambda self: self._protected)
    ProtectDrawingObjects = property(lambda self: self._protected and self._options.get("DrawingObjects", True))
    ProtectScenarios = property(lambda self: self._protected and self._options.get("Scenarios", True))
    ProtectionMode = property(lambda self: self._ui_only)
    Protection = property(lambda self: Protection(self._app, self._options))

    def Protect(self, Password="", **options):
        self._app._written()
        assert options.pop("Contents", True)
        self._protected, self._password, self._options = True, Password, options
        self._ui_only = bool(options.pop("UserInterfaceOnly", False))
        self._book._saved = False

    def Unprotect(self, Password=None):
        assert Password is not None, "Excel would ask the user for the password"
        if self._protected and self._password and Password != self._password:
            raise refusal("您提供的密码不正确。请检查 CAPS LOCK 键的状态，并注意使用正确的大小写格式。")
        self._app._written()
        self._protected, self._password = False, ""
        self._book._saved = False

    # links and the sheet itself
    Hyperlinks = property(lambda self: Hyperlinks(self._app, self._links))

    def Activate(self):
        if self._visible != VISIBLE:
            raise refusal("类 Worksheet 的 Activate 方法无效")
        self._book._active = self

    def Delete(self):
        assert not self._app.DisplayAlerts, "Excel would ask whether to delete the sheet"
        if self._book.ProtectStructure:
            raise refusal("工作簿有保护，不能更改。")
        visible = [one for one in self._book._sheets if one._visible == VISIBLE]
        if visible == [self]:
            raise refusal("工作簿至少要含有一个可见的工作表。")
        self._app._written()
        self._app._fail_if_due()
        self._book._sheets.remove(self)
        if self._book._active is self:
            self._book._active = next(one for one in self._book._sheets if one._visible == VISIBLE)

    def Move(self, Before):
        every = self._book._sheets
        every.remove(self)
        every.insert(every.index(Before), self)


class ChartSheet(Com):
    def __init__(self, book, name):
        self._app, self._book, self._name = book._app, book, name
        self._visible = VISIBLE

    Name = property(lambda self: self._name)
    Visible = property(lambda self: self._visible)
    Type = property(lambda self: 51)  # the kind of chart, not of sheet

    def Activate(self):
        self._book._active = self


class Sheets(Items):
    def __init__(self, book, kinds):
        super().__init__(book._app, lambda: [one for one in book._sheets if isinstance(one, kinds)])
        self._book = book

    Parent = property(lambda self: self._book)

    def Add(self, Before=None, After=None):
        book = self._book
        if book.ProtectStructure:
            raise refusal("工作簿有保护，不能更改。")
        self._app._written()
        self._app._fail_if_due()
        numbers = {one._name for one in book._sheets}
        name = next(f"Sheet{n}" for n in range(1, 999) if f"Sheet{n}" not in numbers)
        sheet = Worksheet(book, name)
        book._sheets.insert(book._sheets.index(Before), sheet)
        book._active = sheet
        return sheet


class Name(Com):
    def __init__(self, app, names, name, refers_to):
        self._app, self._names, self._name, self._refers_to = app, names, name, refers_to

    Name = property(lambda self: self._name)
    RefersTo = property(lambda self: self._refers_to)

    def Delete(self):
        self._app._written()
        self._names.remove(self)


class Names(Items):
    def Add(self, Name, RefersTo):
        self._app._written()
        self._app._fail_if_due()
        assert RefersTo.startswith("=")
        self._items[:] = [one for one in self._items if one._name.casefold() != Name.casefold()]
        made = _Name(self._app, self._items, Name, RefersTo)
        self._items.append(made)
        return made


_Name = Name


class XmlPart(Com):
    def __init__(self, app, parts, text):
        self._app, self._parts, self._text = app, parts, text

    XML = property(lambda self: '<?xml version="1.0"?>\r\n' + self._text)
    NamespaceURI = property(lambda self: ElementTree.fromstring(self._text).tag[1:].partition("}")[0])

    def Delete(self):
        self._parts.remove(self)


class XmlParts(Items):
    def SelectByNamespace(self, NamespaceURI):
        return Items(self._app, [one for one in self._items if one.NamespaceURI == NamespaceURI])

    def Add(self, XML):
        self._app._fail_if_due()
        assert not XML.startswith("<?xml") or "encoding" not in XML[:60], (
            "a text with a declared encoding may be refused"
        )
        ElementTree.fromstring(XML)
        part = XmlPart(self._app, self._items, XML)
        self._items.append(part)
        return part


class Window(Com):
    def __init__(self, book):
        self._app, self._book = book._app, book

    def _of_active(name):
        def read(self):
            return self._book._active._window[name]

        def write(self, value):
            self._book._active._window[name] = value

        return property(read, write)

    FreezePanes, SplitRow, SplitColumn = _of_active("FreezePanes"), _of_active("SplitRow"), _of_active("SplitColumn")


class Workbook(Com):
    def __init__(self, app, name, path="", source=b""):
        self._app, self._name, self._path, self._source = app, name, path, source
        self._sheets, self._names, self._parts = [], [], []
        self._active = None
        self._saved, self._read_only, self._date1904, self._structure = True, False, False, False
        self._format = 51

    Name = property(lambda self: self._name)
    Path = property(lambda self: os.path.dirname(self._path))
    FullName = property(lambda self: self._path or self._name)
    ReadOnly = property(lambda self: self._read_only)
    Date1904 = property(lambda self: self._date1904)
    FileFormat = property(lambda self: self._format)
    ProtectStructure = property(lambda self: self._structure)
    Application = property(lambda self: self._app)
    ActiveSheet = property(lambda self: self._active)
    Worksheets = property(lambda self: Sheets(self, Worksheet))
    Sheets = property(lambda self: Sheets(self, (Worksheet, ChartSheet)))
    Names = property(lambda self: Names(self._app, self._names))
    CustomXMLParts = property(lambda self: XmlParts(self._app, self._parts))
    Windows = property(lambda self: Items(self._app, [Window(self)]))
    Saved = property(lambda self: self._saved, lambda self, value: self.__dict__.__setitem__("_saved", value))

    def Activate(self):
        self._app._active_book = self

    def SaveCopyAs(self, Filename):
        from support.fake_excel.files import to_bytes

        with open(Filename, "xb") as out:
            out.write(to_bytes(self))

    def SaveAs(self, Filename, FileFormat):
        assert not self._app.DisplayAlerts
        self._format = FileFormat
        self.SaveCopyAs(Filename)

    def Close(self, SaveChanges=None):
        assert SaveChanges is False, "Excel would ask whether to save"
        self._app._books.remove(self)
        if self._app._active_book is self:
            self._app._active_book = self._app._books[0] if self._app._books else None
