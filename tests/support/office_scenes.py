"""场景 (scenes): what the tests of the LibreOffice host do inside a script of support/office.py.

Run by the Python that has ``uno``: standard library and carried modules only. ``PRELUDE`` makes all of it known to a script.
"""

import contextlib
import threading
import time
from pathlib import Path

HOUSE = str(Path(__file__).resolve().parents[2])
PRELUDE = f"""
import sys
sys.path[:0] = [{HOUSE!r}, {str(Path(__file__).resolve().parents[1])!r}]
from decimal import Decimal
from addin.edits import *
from addin.grid import address, position
from addin.hosts.libreoffice.workbook import LibreOfficeWorkbook
from addin.note import Note
from addin.problems import Problem
from support.office_scenes import *
def workbook_of(document):
    return LibreOfficeWorkbook(ctx, document)
def read(document):
    return workbook_of(document).read()
"""


def told(cell):
    """A cell as texts that JSON can carry and a test compares."""
    return [repr(cell.value), cell.text, cell.formula, cell.number_format, cell.locked, cell.hidden]


def grids(reading):
    """Grids as JSON: what the comparison with the file reader needs."""
    from addin.grid import address

    return [
        {
            "name": grid.name, "protection": grid.protection, "hidden": grid.hidden, "writable": grid.writable,
            "merges": sorted(map(str, grid.merges)), "hidden_rows": sorted(grid.hidden_rows),
            "names": {name: address(*where) for name, where in grid.names.items()},
            "cells": {address(*where): told(cell) for where, cell in grid.cells.items()},
        }
        for grid in reading.grids
    ]  # fmt: skip


def state(document, reading):
    """Everything of the document that an edit may change, comparable: also what the grids do not hold."""
    looks = {}
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        area = sheet.getCellRangeByName("A1:N60")
        groups = area.getUniqueCellFormatRanges()
        colours = {}
        for group in map(groups.getByIndex, range(groups.Count)):
            colours.setdefault(group.CellBackColor, []).extend(
                (one.StartColumn + c, one.StartRow + r)
                for one in group.RangeAddresses
                for c in range(one.EndColumn - one.StartColumn + 1)
                for r in range(one.EndRow - one.StartRow + 1)
            )
        notes = [sheet.Annotations.getByIndex(at) for at in range(sheet.Annotations.Count)]
        looks[name] = (
            sorted((one.Position.Row, one.Position.Column, one.String) for one in notes),
            sorted((colour, sorted(cells)) for colour, cells in colours.items()),
            [sheet.Columns.getByIndex(c).Width // 10 for c in range(4)],
            area.queryContentCells(1023).RangeAddressesAsString,
        )
    return [grids(reading), reading.note.to_xml().decode(), reading.profile_name, repr(sorted(looks.items()))]


class Screen:
    """The dialogs of a running program, answered the way a screen reader does: read, then press a button by its label."""

    ALERT, DIALOG, FILE_CHOOSER, OPTION_PANE, TEXT = 1, 12, 18, 41, 60

    def __init__(self, ctx, frame):
        make = ctx.ServiceManager.createInstanceWithContext
        self.toolkit = make("com.sun.star.awt.Toolkit", ctx)
        self.helper = make("com.sun.star.frame.DispatchHelper", ctx)
        self.frame = frame
        self.thread = None

    def press(self, command):
        """A click: it returns when the last dialog is closed, so it runs beside us."""
        self.thread = threading.Thread(
            target=lambda: self.helper.executeDispatch(self.frame, f"org.jixiao:{command}", "", 0, ()), daemon=True
        )
        self.thread.start()
        return self

    def open_dialogs(self):
        found = []
        for index in range(self.toolkit.getTopWindowCount()):
            window = self.toolkit.getTopWindow(index)
            shown = window.getAccessibleContext()
            if (
                shown.getAccessibleRole() in (self.ALERT, self.DIALOG, self.FILE_CHOOSER, self.OPTION_PANE)
                and window.isVisible()
            ):
                found.append(shown)
        return found

    def dialog(self, seconds=60):
        """The dialog that is open, waited for."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(Exception):  # a window that is just being made or closed
                found = self.open_dialogs()
                if found:
                    return found[0]
            time.sleep(0.1)
        raise AssertionError("没有出现对话框")

    def parts(self, shown, depth=0):
        if depth > 12:
            return
        for index in range(min(shown.getAccessibleChildCount(), 200)):
            held = shown.getAccessibleChild(index)
            child = held.getAccessibleContext() if hasattr(held, "getAccessibleContext") else held
            if not hasattr(child, "getAccessibleChildCount"):
                continue
            yield child
            yield from self.parts(child, depth + 1)

    def texts(self, shown):
        """What the dialog says: its title, then its texts."""
        found = [shown.getAccessibleName()]
        for part in self.parts(shown):
            with contextlib.suppress(Exception):  # a part that goes while it is read
                text = part.getText() if hasattr(part, "getText") else part.getAccessibleName()
                if text:
                    found.append(text)
        return found

    def answer(self, label, seconds=20):
        """Read the dialog that comes, press a button of it, wait until it is closed."""
        shown = self.dialog()
        said = self.texts(shown)
        for part in self.parts(shown):
            if part.getAccessibleName().startswith(label) and hasattr(part, "doAccessibleAction"):
                part.doAccessibleAction(0)
                self.gone(said[0], said, seconds)
                return said
        raise AssertionError(f"对话框没有“{label}”：{said}")

    def type_path(self, path, label, seconds=60):
        """A file or folder dialog: type the path, press the button of that label."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            shown = self.dialog()
            try:
                parts = list(self.parts(shown))
                buttons = [part for part in parts if part.getAccessibleName().startswith(label)]
                fields = [part for part in parts if hasattr(part, "setText") and part.getAccessibleRole() == self.TEXT]
                said = self.texts(shown)
            except Exception:  # the dialog is still filling its lists
                continue
            if buttons and fields:
                fields[-1].setText(path)
                time.sleep(0.5)
                typed = self.texts(shown)
                buttons[-1].doAccessibleAction(0)
                self.gone(said[0], typed)
                return said
            time.sleep(0.2)
        raise AssertionError(f"没有出现“{label}”的对话框")

    def answer_at_last(self, label, seconds):
        """After long work with a window of progress: the dialog that has a button of that label."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(Exception):  # a window that is just being made or closed
                if any(part.getAccessibleName().startswith(label) for part in self.parts(self.dialog())):
                    return self.answer(label)
            time.sleep(0.2)
        raise AssertionError(f"没有出现“{label}”的对话框：{[self.texts(one) for one in self.open_dialogs()]}")

    def shown_at_last(self, words, seconds):
        """Until a dialog says these words; it is left open."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(Exception):  # a window that is just being made or closed
                if any(words in text for text in self.texts(self.dialog())):
                    return
            time.sleep(0.2)
        raise AssertionError(f"没有出现“{words}”")

    def gone(self, title, said, seconds=20):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(Exception):
                if not any(one.getAccessibleName() == title and self.texts(one) == said for one in self.open_dialogs()):
                    return
            time.sleep(0.1)

    def done(self, seconds=60):
        """Until the press has ended."""
        self.thread.join(seconds)
        assert not self.thread.is_alive(), f"按钮没有结束：{[self.texts(one) for one in self.open_dialogs()]}"


def bring_up(document):
    """The document's window, large, in front."""
    frame = document.CurrentController.Frame
    window = frame.getContainerWindow()
    window.setPosSize(0, 0, 1400, 900, 15)
    window.toFront()
    frame.activate()
    frame.getComponentWindow().setFocus()
    time.sleep(1)
    return frame
