"""Application of the stand-in for Excel, and how a test opens a workbook in it.

It behaves as the documentation of Excel says (cited in each module), where code that gets it wrong would pass unnoticed:
properties of a range are Null where its cells differ; what is written is taken as typed; a protected sheet refuses; deleting a
sheet asks; a written cell empties the undo list, so that OnUndo must come last; an edited cell refuses every call.
It computes nothing: formulas keep the values that their file stored, new ones have none (``_calculations`` counts).
It is an argument for our code's logic, no proof for Excel.
"""

from __future__ import annotations

import os

from support.fake_excel.com import Com, Items, refusal
from support.fake_excel.ranges import Range

AUTOMATIC, MANUAL = -4105, -4135


class Dialog(Com):
    SETTABLE = frozenset({"Title", "AllowMultiSelect", "InitialFileName"})

    def __init__(self, app):
        self._app = app
        self._chosen = None

    def Show(self):
        self._chosen = self._app._answer("folder", self.Title)
        return -1 if self._chosen else 0

    SelectedItems = property(lambda self: _Chosen(self._app, self._chosen))


class _Chosen(Com):
    def __init__(self, app, path):
        self._app, self._path = app, path

    def Item(self, number):
        return self._path


class Picture(Com):
    """Something that can be selected and is no range."""

    def __init__(self, app):
        self._app = app

    Name = property(lambda self: "Picture 1")


class ProtectedView(Com):
    def __init__(self, app):
        self._app = app

    Caption = property(lambda self: "回报.xlsx")


class Workbooks(Items):
    Application = property(lambda self: self._app)

    def Open(self, Filename, UpdateLinks=None, ReadOnly=None, *rest):
        app = self._app
        assert not app.EnableEvents, "a file of somebody's must not run its macros"
        assert app.AutomationSecurity == 3
        return app.open(Filename)


class Excel(Com):
    """Application: one running Excel."""

    SETTABLE = frozenset(
        {
            "ScreenUpdating", "EnableEvents", "DisplayAlerts", "StatusBar", "AutomationSecurity", "EnableCancelKey",
            "CalculateBeforeSave", "Interactive", "Ready", "Visible",
        }
    )  # fmt: skip

    def __init__(self, hwnd=4711):
        self._app = self
        self._editing = False
        self._hwnd, self._books, self._active_book = hwnd, [], None
        self._calculation, self._calculations, self._calculation_state = AUTOMATIC, 0, 0
        self._undo, self._writes, self._fail_at, self._failure = None, 0, None, None
        self._answers, self._asked, self._selection, self._view = [], [], None, None
        self._user = "张三"
        self.ScreenUpdating = self.EnableEvents = self.DisplayAlerts = self.Interactive = self.Ready = True
        self.Visible = self.CalculateBeforeSave = True
        self.StatusBar, self.AutomationSecurity, self.EnableCancelKey = False, 1, 1

    Hwnd = property(lambda self: self._hwnd)
    Version = property(lambda self: "16.0")
    UserName = property(lambda self: self._user)
    Application = property(lambda self: self)
    Workbooks = property(lambda self: Workbooks(self, self._books))
    ActiveWorkbook = property(lambda self: self._active_book)
    ActiveSheet = property(lambda self: self._active_book._active if self._active_book else None)
    ActiveProtectedViewWindow = property(lambda self: self._view)
    CalculationState = property(lambda self: self._calculation_state)

    @property
    def Calculation(self):
        return self._calculation

    @Calculation.setter
    def Calculation(self, value):
        if not self._books:
            raise refusal("不能设置类 Application 的 Calculation 属性")
        self._calculation = value
        if value == AUTOMATIC:
            self._calculations += 1

    def Calculate(self):
        self._calculations += 1

    def _calculated(self):
        if self._calculation == AUTOMATIC:
            self._calculations += 1

    @property
    def Selection(self):
        return self._selection or Range(self.ActiveSheet, self._cell())

    def _cell(self):
        from addin.grid import Range as Area

        return Area(1, 1, 1, 1)

    def Goto(self, Reference, Scroll=False):
        if Reference._sheet._visible != -1:
            raise refusal("引用无效。")
        Reference._sheet.Activate()
        self._selection = Reference
        self._undo = None  # nobody says that a selection leaves the list alone

    def OnUndo(self, Text, Procedure):
        self._undo = (Text, Procedure)

    def _written(self):
        """Whatever a program changes empties the undo list."""
        self._undo = None
        if self._active_book is not None:
            self._active_book._saved = False

    def _fail_if_due(self):
        """Tests let the nth change fail."""
        self._writes += 1
        if self._fail_at is not None and self._writes == self._fail_at:
            raise self._failure or refusal("内存不足。")

    # dialogs: what is asked is kept, answers are given beforehand
    def _answer(self, kind, *asked):
        self._asked.append((kind, *asked))
        assert self._answers, f"nobody answers {kind}: {asked}"
        return self._answers.pop(0)

    def InputBox(self, Prompt, Title=None, Default=None, Type=None):
        assert len(Prompt) <= 255, "the input box takes no longer text"
        return self._answer("input", Prompt, Default)

    def GetSaveAsFilename(self, InitialFilename=None, FileFilter=None, Title=None):
        assert FileFilter.count(",") % 2 == 1, "name, pattern"
        return self._answer("save", InitialFilename, FileFilter)

    def FileDialog(self, kind):
        assert kind == 4
        return Dialog(self)

    # for tests
    def open(self, path):
        """A file, as Excel shows it after opening."""
        from support.fake_excel.files import load

        book = load(self, os.fspath(path))
        self._books.append(book)
        self._active_book = book
        return book

    def new(self):
        """A new workbook that was never saved."""
        from support.fake_excel.files import blank

        book = blank(self)
        self._books.append(book)
        self._active_book = book
        return book
