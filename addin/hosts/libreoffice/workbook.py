"""打开的工作簿 (the open workbook): what a button works on, over UNO."""

from __future__ import annotations

import contextlib
import os
from typing import Any, ContextManager, Iterator, Sequence

from ...edits import Edit
from ...grid import position
from ...note import Note
from ...problems import Problem
from ..model import Reading
from .copying import save_copy
from .editing import refuse_while_editing
from .note_store import load_note, store_note
from .office import UnoException, path_of, struct
from .reading import PROFILE_NAME, read_document
from .undo import Transactions
from .writing import sheet_of, write_edits

#: what the program lists an undo step as when nothing else was said
_TITLE = "绩效自评"


class LibreOfficeWorkbook:
    """LibreOffice 里打开的工作簿.

    Args:
        context: the program's component context. document: a com.sun.star.sheet.SpreadsheetDocument.
    """

    def __init__(self, context: Any, document: Any) -> None:
        self._context, self._document = context, document
        self._transactions = Transactions(document)

    @property
    def name(self) -> str:
        """名称 of the file; of a workbook that was never saved, what the window shows."""
        return os.path.basename(self.path) or str(self._document.getTitle())

    @property
    def path(self) -> str:
        """文件路径, "" for a workbook that was never saved, or lies on a server."""
        return path_of(self._document.getURL())

    @property
    def read_only(self) -> bool:
        """是否以只读方式打开."""
        return bool(self._document.isReadonly())

    def ready(self) -> None:
        """可以操作.

        Raises:
            Problem: ``host.editing`` while a cell is being edited.
        """
        refuse_while_editing(self._context, self._document)

    def read(self) -> Reading:
        """整体读取.

        Raises:
            Problem: ``sheet.too-large``.
        """
        with self._explained("读取"):
            return read_document(self._context, self._document)

    def write(self, edits: Sequence[Edit], note: Note) -> None:
        """写入 all edits, or none; ``note`` is kept up to date and stored.

        Raises:
            Problem: why they cannot be written; nothing is changed then.
        """
        self._refuse_read_only()
        with self._explained("写入"), self.transaction(_TITLE):
            before = load_note(self._context, self._document)
            write_edits(self._document, self._transactions, edits, note)
            self._store(before, note.copy())

    def _store(self, before: Note, after: Note) -> None:
        context, document = self._context, self._document
        if before == after:
            return
        store_note(context, document, after)
        self._transactions.add(
            _TITLE, lambda: store_note(context, document, before), lambda: store_note(context, document, after)
        )

    def transaction(self, title: str) -> ContextManager[None]:
        """一次操作: one undo step; an exception inside takes everything back."""
        return self._transactions.step(title)

    def set_profile(self, name: str) -> None:
        """设置规则方案: the defined name PERF_PROFILE; "" removes it.

        Raises:
            Problem: ``host.read-only``.
        """
        self._refuse_read_only()
        with self._explained("写入"), self.transaction("评分规则"):
            names = self._document.getPropertyValue("NamedRanges")
            for present in [one for one in names.getElementNames() if one.upper() == PROFILE_NAME]:
                names.removeByName(present)
            if name:
                quoted = name.replace('"', '""')
                names.addNewByName(PROFILE_NAME, f'"{quoted}"', struct("table.CellAddress"), 0)

    def select(self, sheet: str, cell: str) -> None:
        """选中单元格."""
        controller = self._document.getCurrentController()
        if controller is None:
            return
        with self._explained("选中"):
            row, column = position(cell)
            found = sheet_of(self._document, sheet)
            controller.setActiveSheet(found)
            controller.select(found.getCellByPosition(column - 1, row - 1))

    def save_copy(self, path: str, edits: Sequence[Edit]) -> None:
        """另存副本; the open workbook stays as it is.

        Raises:
            Problem: ``save.*`` or why the edits cannot be carried out.
        """
        with self._explained("另存"):
            save_copy(self._context, self._document, path, edits)

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise Problem(
                "host.read-only",
                f"“{self.name}”是以只读方式打开的，没有写入。请点“编辑文档”，或另存为一个新文件后再试。",
            )

    @contextlib.contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        """What the program refuses without a reason we know becomes a message with its own words."""
        try:
            yield
        except UnoException as cause:
            raise Problem(
                "host.refused",
                f"LibreOffice 没有完成{what}（{type(cause).__name__.rpartition('.')[2]}：{cause.Message}），没有改动。请保存后重试；仍不行，请报告。",
            ) from cause
