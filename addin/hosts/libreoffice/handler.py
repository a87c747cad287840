"""按下按钮 (a press): from the menu, the toolbar or the tab to the button's own module."""

from __future__ import annotations

from typing import Any

from .desk import OfficeDesk
from .workbook import LibreOfficeWorkbook

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


def press(context: Any, frame: Any, command: str) -> None:
    """按下按钮.

    Args:
        context: the program's component context. frame: the window where it was pressed. command: see buttons.LABELS.
    """
    # the commands are loaded with the first press, not with the program
    from ...buttons import press as press_button

    desk = OfficeDesk(context, frame)
    controller = frame.getController()
    document = controller.getModel() if controller is not None else None
    if document is None or not document.supportsService(_SPREADSHEET):
        desk.tell("绩效自评", "当前窗口不是表格。请先打开自评表等工作簿，再点这个按钮。", True)
        return
    if not hasattr(controller, "getActiveSheet"):
        desk.tell("绩效自评", "现在是打印预览。请先关闭预览，再点这个按钮。", True)
        return
    press_button(command, LibreOfficeWorkbook(context, document), desk)
