"""正在编辑的单元格 (a cell being edited): its text is only in the input line, and would be lost or would overwrite ours.

UNO has no question for it. But some commands work only inside a text that is being edited; while they are enabled, one is.
"""

from __future__ import annotations

from typing import Any, List

from ...problems import Problem
from .office import Component, XStatusListener, service, struct

#: enabled in the text of a cell (seen with 7.4); both have to be, should a later version enable one elsewhere
_IN_TEXT_ALONE = (".uno:SuperScript", ".uno:InsertFieldDocTitle")


class _Listener(Component, XStatusListener):
    def __init__(self) -> None:
        self.enabled: List[bool] = []

    def statusChanged(self, event: Any) -> None:  # the interface's own spelling
        self.enabled.append(bool(event.IsEnabled))

    def disposing(self, source: Any) -> None:
        """Nothing is held."""


def refuse_while_editing(context: Any, document: Any) -> None:
    """正在编辑时不操作.

    Raises:
        Problem: ``host.editing``.
    """
    controller = document.getCurrentController()
    if controller is None:
        return
    if all(_enabled(context, controller.getFrame(), command) for command in _IN_TEXT_ALONE):
        raise Problem("host.editing", "有单元格正在编辑，没有操作。请先按回车键（或 Esc 键）结束编辑，再点一次按钮。")


def _enabled(context: Any, frame: Any, command: str) -> bool:
    _, url = service(context, "util.URLTransformer").parseStrict(struct("util.URL", Complete=command))
    dispatch = frame.queryDispatch(url, "", 0)
    if dispatch is None:
        return False
    listener = _Listener()
    dispatch.addStatusListener(listener, url)  # tells the state at once
    dispatch.removeStatusListener(listener, url)
    return bool(listener.enabled and listener.enabled[-1])
