"""Excel 的对话框 (the desk) as addin.hosts.model.Desk: Excel's own dialogs and status bar, message boxes in front of its window."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Optional

import xlwings

from ...problems import Cancelled
from . import com
from .keys import escape_pressed
from .quiet import quiet, setting

#: a message box grows with its text and would leave the screen
MOST_LINES, MOST_CHARACTERS = 24, 1_200
#: the longest text over Excel's input box
MOST_PROMPT = 250
_MOST_OPTION = 60
_FOLDER_PICKER = 4
_AS_TEXT = 2

#: seconds: before anything is shown, and between two messages
SHOWN_AFTER, EVERY = 1.0, 0.2


class ExcelDesk:
    """对话框 of one Excel.

    Args:
        app: the Excel. clock: seconds, for tests.
    """

    def __init__(self, app: xlwings.App, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock

    def tell(self, title: str, text: str, warning: bool = False) -> None:
        """告知: a long text page by page, 取消 stops reading."""
        pages = in_pages(text)
        for number, page in enumerate(pages, 1):
            is_last = number == len(pages)
            shown = (
                page
                if len(pages) == 1
                else f"{page}\n\n（第 {number} 页，共 {len(pages)} 页{'' if is_last else '，点“确定”看下一页'}）"
            )
            if self._box(title, shown, "ok" if is_last else "ok_cancel", warning) == "cancel":
                return

    def ask(self, title: str, text: str) -> bool:
        """询问 是/否: what leads up to the question comes first when it is long."""
        *before, last = in_pages(text)
        for number, page in enumerate(before, 1):
            shown = f"{page}\n\n（第 {number} 页，共 {len(before) + 1} 页，点“确定”看下一页）"
            if self._box(title, shown, "ok_cancel", False) == "cancel":
                return False
        return self._box(title, last, "yes_no", False) == "yes"

    def _box(self, title: str, text: str, buttons: str, warning: bool) -> Optional[str]:
        with com.refusals("显示消息"):
            return self._app.alert(text, title, buttons, "critical" if warning else "info")

    def choose(self, title: str, text: str, options: Sequence[str], current: int = -1) -> Optional[int]:
        """选择一项 by its number, in Excel's input box; a long list in pages, an empty answer shows the next."""
        if len(text) > MOST_PROMPT // 2:
            self.tell(title, text)
            text = ""
        pages = option_pages(text, options)
        page = 0
        while True:
            more = "；清空后点“确定”看其他选项" if len(pages) > 1 else ""
            prompt = f"{pages[page]}\n请输入序号（1—{len(options)}）{more}"
            with com.refusals("显示输入框"):
                answer = self._app.api.InputBox(
                    Prompt=prompt, Title=title, Default=str(current + 1) if current >= 0 else "", Type=_AS_TEXT
                )
            if answer is False:
                return None
            typed = unicodedata.normalize("NFKC", str(answer)).strip()
            if not typed and len(pages) > 1:
                page = (page + 1) % len(pages)
            elif typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= len(options):
                return int(typed) - 1
            else:
                self.tell(title, f"“{typed}”不是列出的序号，请输入 1—{len(options)} 之间的数字。", True)

    def save_target(self, title: str, suggested: str, kinds: Sequence[tuple[str, str]]) -> Optional[str]:
        """另存为: the chosen path. Excel's dialog only chooses a name, so that replacing a file is asked here."""
        filters = ",".join(f"{name.replace(',', ' ')} (*{suffix}),*{suffix}" for name, suffix in kinds)
        while True:
            with com.refusals("显示“另存为”"):
                answer = self._app.api.GetSaveAsFilename(InitialFilename=suggested, FileFilter=filters, Title=title)
            if not isinstance(answer, str) or not answer:
                return None
            if not os.path.exists(answer) or self.ask(title, f"{answer}\n已经存在，要替换它吗？"):
                return answer
            suggested = answer

    def folder(self, title: str, start: str = "") -> Optional[str]:
        """选择文件夹."""
        with com.refusals("显示文件夹选择框"):
            dialog = self._app.api.FileDialog(_FOLDER_PICKER)
            dialog.Title = title
            dialog.AllowMultiSelect = False
            if start and os.path.isdir(start):
                dialog.InitialFileName = os.path.join(start, "")  # a folder is one by its ending
            if dialog.Show() != -1:
                return None
            return str(dialog.SelectedItems.Item(1))

    def open_workbook(self, path: str) -> None:
        """打开另一个工作簿: without its macros, links as they are; it stays in front."""
        with (
            com.refusals(f"打开 {path} "),
            quiet(self._app),
            setting(self._app, "AutomationSecurity", com.MSO_FORCE_DISABLE),
        ):
            self._app.books.open(path, update_links=False)

    @contextmanager
    def progress(self, title: str) -> Iterator[ExcelProgress]:
        """进度 in the status bar, which is given back to Excel at the end."""
        progress = ExcelProgress(self._app, title, self._clock)
        try:
            yield progress
        finally:
            progress.close()


class ExcelProgress:
    """进度: shown once the work has taken a second; Esc cancels."""

    def __init__(self, app: xlwings.App, title: str, clock: Callable[[], float]) -> None:
        self._app, self._title, self._clock = app, title, clock
        self._next = clock() + SHOWN_AFTER
        self._shown = False
        self._pid = app.pid
        escape_pressed(self._pid)  # a key pressed before this work began is not meant for it

    def step(self, text: str, done: int, total: int) -> None:
        """前进.

        Raises:
            Cancelled: Esc was pressed.
        """
        if escape_pressed(self._pid):
            raise Cancelled
        now = self._clock()
        if now < self._next:
            return
        self._next = now + EVERY
        self._shown = True
        share = f"{done}/{total}，" if total else ""
        with com.refusals("显示进度"):
            self._app.status_bar = f"{self._title}　{text}（{share}按 Esc 取消）"

    def close(self) -> None:
        """收起."""
        if self._shown:
            with com.refusals("收起进度"):
                self._app.status_bar = False


def in_pages(text: str) -> list[str]:
    """分页: lines kept whole as far as they fit on a page.

    >>> [len(page.split("\\n")) for page in in_pages("\\n".join("行" for _ in range(30)))]
    [24, 6]
    """
    pages: list[list[str]] = [[]]
    for line in text.split("\n"):
        for start in range(0, max(1, len(line)), MOST_CHARACTERS):
            piece = line[start : start + MOST_CHARACTERS]
            full = len(pages[-1]) >= MOST_LINES or sum(map(len, pages[-1])) + len(piece) > MOST_CHARACTERS
            if full and pages[-1]:
                pages.append([])
            pages[-1].append(piece)
    return ["\n".join(page) for page in pages]


def option_pages(text: str, options: Sequence[str]) -> list[str]:
    """选项分页: numbered options that fit over an input box, the text above those of the first page.

    >>> option_pages("用哪个？", ["全国", "株洲"])
    ['用哪个？\\n1. 全国\\n2. 株洲']
    """
    room = MOST_PROMPT - 60
    pages = [text] if text else [""]
    for number, option in enumerate(options, 1):
        short = option if len(option) <= _MOST_OPTION else option[: _MOST_OPTION - 1] + "…"
        line = f"{number}. {' '.join(short.split())}"
        joined = f"{pages[-1]}\n{line}" if pages[-1] else line
        if len(joined) > room and pages[-1]:
            pages.append(line)
        else:
            pages[-1] = joined
    return pages
