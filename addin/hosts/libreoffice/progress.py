"""进度 (progress): the status bar at once; after a second a small window with 取消 that works."""

from __future__ import annotations

import time
from typing import Any, Optional

from ...problems import Cancelled
from .dialogs import CANCEL, Dialog
from .office import Component, XActionListener, service

#: seconds until the window appears, and between two looks at what the user does
_PATIENCE, _PAUSE = 1.0, 0.1
_WIDTH, _HEIGHT = 240, 70


class _Press(Component, XActionListener):
    def __init__(self) -> None:
        self.pressed = False

    def actionPerformed(self, event: Any) -> None:  # the interface's own spelling
        self.pressed = True

    def disposing(self, event: Any) -> None:
        """Nothing is held."""


class OfficeProgress:
    """进度显示 of one piece of work; used as a context."""

    def __init__(self, context: Any, frame: Any, title: str) -> None:
        self._context, self._frame, self._title = context, frame, title
        self._began = self._looked = time.monotonic()
        self._bar = frame.createStatusIndicator()
        self._dialog: Optional[Dialog] = None
        self._text: Any = None
        self._cancel = _Press()

    def __enter__(self) -> OfficeProgress:
        self._bar.start(self._title, 100)
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.end()
        if self._dialog is not None:
            self._window().setEnable(True)
            self._dialog.close()
            self._dialog = None
            self._window().toFront()

    def step(self, text: str, done: int, total: int) -> None:
        """前进.

        Raises:
            Cancelled: the user pressed 取消.
        """
        self._bar.setText(f"{text}（{done}/{total}）" if total else text)
        self._bar.setValue(done * 100 // total if total else 0)
        now = time.monotonic()
        if now - self._looked < _PAUSE:
            return
        self._looked = now
        if self._dialog is None and now - self._began >= _PATIENCE:
            self._open()
        if self._dialog is not None:
            self._text.setText(f"{text}\n{done} / {total}" if total else text)
            service(self._context, "awt.Toolkit").processEventsToIdle()
        if self._cancel.pressed:
            raise Cancelled

    def _open(self) -> None:
        """The window of the workbook takes no input meanwhile: nothing changes under our hands."""
        dialog = Dialog(self._context, self._window(), self._title, _WIDTH, _HEIGHT)
        dialog.add("FixedText", "text", 8, 8, _WIDTH - 16, 34, MultiLine=True, NoLabel=True)
        dialog.add("Button", "cancel", (_WIDTH - 50) // 2, _HEIGHT - 22, 50, 16, Label=CANCEL)
        control = dialog.show()
        control.getControl("cancel").addActionListener(self._cancel)
        self._text = control.getControl("text")
        self._window().setEnable(False)
        control.setVisible(True)
        self._dialog = dialog

    def _window(self) -> Any:
        return self._frame.getContainerWindow()
