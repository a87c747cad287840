"""对话框 (desk): LibreOffice's own message boxes and pickers, and dialogs of ours where it has none."""

from __future__ import annotations

import os
from typing import Any, ContextManager, Optional, Sequence, Tuple

from ...problems import Problem
from ..model import Progress
from .dialogs import choose_one, show_text
from .office import IllegalArgumentException, UnoException, enum, initialise, path_of, properties, service, url_of
from .progress import OfficeProgress

#: what a message box shows at one glance
_MOST_LINES, _MOST_CHARACTERS = 14, 700
# com.sun.star.awt.MessageBoxButtons and MessageBoxResults
_BUTTON_OK, _BUTTONS_YES_NO, _YES = 1, 3, 2
# com.sun.star.document.MacroExecMode.NEVER_EXECUTE and UpdateDocMode.NO_UPDATE
_NO_MACROS, _NO_UPDATE = 0, 0
_SAVE_WITH_SUFFIX = 10  # com.sun.star.ui.dialogs.TemplateDescription.FILESAVE_AUTOEXTENSION


class OfficeDesk:
    """LibreOffice 的对话框.

    Args:
        context: the program's component context. frame: the window that the dialogs belong to.
    """

    def __init__(self, context: Any, frame: Any) -> None:
        self._context, self._frame = context, frame

    def tell(self, title: str, text: str, warning: bool = False) -> None:
        """告知: a message box, or a window with a scroll bar for a long text."""
        if text.count("\n") >= _MOST_LINES or len(text) > _MOST_CHARACTERS:
            show_text(self._context, self._window(), title, text)
        else:
            self._box("WARNINGBOX" if warning else "INFOBOX", _BUTTON_OK, title, text)

    def ask(self, title: str, text: str) -> bool:
        """询问 是/否."""
        return self._box("QUERYBOX", _BUTTONS_YES_NO, title, text) == _YES

    def choose(self, title: str, text: str, options: Sequence[str], current: int = -1) -> Optional[int]:
        """选择一项."""
        return choose_one(self._context, self._window(), title, text, options, current)

    def save_target(self, title: str, suggested: str, kinds: Sequence[Tuple[str, str]]) -> Optional[str]:
        """另存为: the chosen path with its suffix; replacing a file was confirmed."""
        picker = service(self._context, "ui.dialogs.FilePicker")
        initialise(picker, _SAVE_WITH_SUFFIX)
        picker.setTitle(title)
        for name, suffix in kinds:
            picker.appendFilter(f"{name}（*{suffix}）", f"*{suffix}")
        if kinds:
            picker.setCurrentFilter(f"{kinds[0][0]}（*{kinds[0][1]}）")
        folder, name = os.path.split(suggested)
        picker.setDefaultName(name)
        if folder:
            picker.setDisplayDirectory(url_of(folder))
        if not picker.execute():
            return None
        files = picker.getFiles()
        path = path_of(files[0]) if files else ""
        if not path:
            return None
        wanted = {suffix for _, suffix in kinds}
        if wanted and os.path.splitext(path)[1].lower() not in wanted:
            path += self._suffix(picker, kinds)
            if os.path.exists(path) and not self.ask(title, f"{path} 已存在，要替换它吗？"):
                return None
        return path

    @staticmethod
    def _suffix(picker: Any, kinds: Sequence[Tuple[str, str]]) -> str:
        chosen = picker.getCurrentFilter()
        return next((suffix for name, suffix in kinds if chosen.startswith(name)), kinds[0][1])

    def folder(self, title: str, start: str = "") -> Optional[str]:
        """选择文件夹."""
        picker = service(self._context, "ui.dialogs.FolderPicker")
        picker.setTitle(title)
        if start and os.path.isdir(start):
            picker.setDisplayDirectory(url_of(start))
        return (path_of(picker.getDirectory()) or None) if picker.execute() else None

    def open_workbook(self, path: str) -> None:
        """打开另一个工作簿: without its macros, links as they are."""
        desktop = service(self._context, "frame.Desktop")
        how = properties(MacroExecutionMode=_NO_MACROS, UpdateDocMode=_NO_UPDATE)
        try:
            opened = desktop.loadComponentFromURL(url_of(path), "_blank", 0, how)
        except (UnoException, IllegalArgumentException) as cause:
            raise Problem("file.open", f"打不开（{cause}）。请在文件夹里双击它打开。", path) from cause
        if opened is None:
            raise Problem("file.open", "打不开。请在文件夹里双击它打开。", path)

    def progress(self, title: str) -> ContextManager[Progress]:
        """进度显示."""
        return OfficeProgress(self._context, self._frame, title)

    def _window(self) -> Any:
        return self._frame.getContainerWindow()

    def _box(self, kind: str, buttons: int, title: str, text: str) -> int:
        toolkit = service(self._context, "awt.Toolkit")
        box = toolkit.createMessageBox(self._window(), enum("awt.MessageBoxType", kind), buttons, title, text)
        try:
            return int(box.execute())
        finally:
            box.dispose()
