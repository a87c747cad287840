"""另存副本 (saving a copy): the workbook with edits carried out and our note removed, while the open one stays as it is."""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import Any, Sequence

from ...edits import Edit
from ...note import Note
from ...problems import Problem
from .note_store import load_note, store_note
from .office import During, UnoException, properties, service, url_of
from .undo import Transactions
from .writing import write_edits

#: the program's filters by suffix
FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".xls": "MS Excel 97", ".ods": "calc8",
}  # fmt: skip
_NO_UPDATE, _NEVER_EXECUTE = 0, 0  # of links, of macros


def save_copy(context: Any, document: Any, path: str, edits: Sequence[Edit]) -> None:
    """另存副本: stored, opened again out of sight, edited, stored beside the target and only then put in its place.

    Args:
        path: the target; its suffix says the format. edits: carried out in the copy alone.

    Raises:
        Problem: ``save.kind``, ``save.same``, ``save.failed``, or why the edits cannot be carried out.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in FILTERS:
        raise Problem("save.kind", f"不能另存为“{suffix or '没有后缀'}”。请用 {'、'.join(FILTERS)} 之一。", path)
    if document.getURL() and document.getURL() == url_of(path):
        raise Problem("save.same", "不能另存到正打开的这个文件。请换一个文件名。", path)
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        stored = os.path.join(folder, f"copy{suffix}")
        document.storeToURL(url_of(stored), properties(FilterName=FILTERS[suffix]))
        copy = _opened(context, stored)
        with During(lambda: None, lambda: copy.close(True)):
            note = load_note(context, copy) or load_note(context, document)
            write_edits(copy, Transactions(copy), edits, note)
            store_note(context, copy, Note())
            _store(copy, path, FILTERS[suffix])
            copy.setModified(False)


def _opened(context: Any, path: str) -> Any:
    desktop = service(context, "frame.Desktop")
    named = properties(Hidden=True, UpdateDocMode=_NO_UPDATE, MacroExecutionMode=_NEVER_EXECUTE)
    copy = desktop.loadComponentFromURL(url_of(path), "_blank", 0, named)
    if copy is None:
        raise Problem("save.failed", "副本无法重新打开，没有另存。请先保存工作簿，再试。", path)
    return copy


def _store(copy: Any, path: str, filter_name: str) -> None:
    folder, name = os.path.split(path)
    stem, suffix = os.path.splitext(name)
    temporary = os.path.join(folder, f".{stem}.{os.getpid()}.tmp{suffix}")
    try:
        copy.storeToURL(url_of(temporary), properties(FilterName=filter_name))
        os.replace(temporary, path)
    except (UnoException, OSError) as cause:
        reason = getattr(cause, "Message", "") or cause
        raise Problem(
            "save.failed", f"没有另存成功（{reason}）。请看文件是否正在别处打开、文件夹能否写入、磁盘是否已满。", path
        ) from cause
    finally:
        with contextlib.suppress(OSError):
            os.remove(temporary)
