"""按钮的入口 (entry): what the VBA callbacks call by name, through xlwings' COM server.

**The contract with VBA**:

- ``press(command, Application, version)``: one button; ``command`` as in ribbon.toml, ``version`` the add-in's own. It shows its
  dialogs itself and returns ``""``, or a Chinese text that VBA has to show, when not even a dialog could be shown.
- ``undo(Application)``: called by the macro ``JixiaoUndo`` of jixiao.xlam, which Excel's 撤销 runs after
  ``Application.OnUndo``. Returns as ``press``.
- ``version()``: the version of this package; the add-in's has to be the same.

Neither the command nor anything from a workbook is ever code or a path: the command is looked up in a list.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Optional

import xlwings

from ... import buttons
from ...buttons.log import record
from ...problems import Problem
from ...version import version as own_version
from . import com
from . import undo as undoing
from .desk import ExcelDesk
from .quiet import setting
from .workbook import ExcelWorkbook

TITLE = "绩效自评"

#: Excel's key for stopping a macro would stop the wrong one: Esc is for our own progress
_NO_CANCEL_KEY = 0


def version() -> str:
    """版本号 of this package."""
    return own_version()


def press(command: str, application: Any = None, version: str = "") -> str:
    """按下按钮 in one Excel, on its active workbook.

    Args:
        command: which button. application: Excel's own object, None to take the Excel that is in front.
        version: the add-in's, "" to leave it unchecked.

    Returns:
        "", or what VBA has to say.
    """

    def work(app: xlwings.App, desk: ExcelDesk) -> None:
        refuse_other_version(version)
        with _for_us(app):
            buttons.press(command, ExcelWorkbook(active_book(app)), desk)
        with com.refusals("登记撤销"):
            undoing.announce_again(app)

    return _told(f"按钮 {command[:40]}", application, work)


def undo(application: Any = None) -> str:
    """撤销 what the last button wrote.

    Args:
        application: Excel's own object.

    Returns:
        "", or what VBA has to say.
    """

    def work(app: xlwings.App, desk: ExcelDesk) -> None:
        with _for_us(app):
            undoing.undo(app)

    return _told("撤销", application, work)


def _told(doing: str, application: Any, work: Callable[[xlwings.App, ExcelDesk], None]) -> str:
    """Whatever goes wrong is told: in a box of Excel's, else by VBA."""
    desk: Optional[ExcelDesk] = None
    try:
        app = connected(application)
        desk = ExcelDesk(app)
        work(app, desk)
        return ""
    except Problem as problem:
        text = str(problem)
    except Exception as error:  # VBA would show a traceback
        text = _unforeseen(doing, error)
    if desk is None:
        return text
    try:
        desk.tell(TITLE, text, True)
    except Problem:  # Excel refuses the box as well
        return text
    return ""


def _unforeseen(doing: str, error: Exception) -> str:
    text = f"没有完成：遇到了没有预料到的问题（{type(error).__name__}）。"
    try:
        return text + f"\n详细情况记在 {record(doing, error)}，请把这个文件交给维护人员。"
    except OSError as cause:
        return text + f"\n详细情况没能记入日志（{cause}）：{error}"


def connected(application: Any) -> xlwings.App:
    """连接 Excel: the instance that called, so that with several of them none is taken for another.

    Raises:
        Problem: ``host.mac`` or ``host.none``.
    """
    if sys.platform == "darwin":
        raise Problem(
            "host.mac",
            "Mac 版 Excel 不提供这些按钮所需的接口，没有改动。请在 LibreOffice 中使用同样的按钮，或在终端用 jixiao 命令处理文件。",
        )
    if application is None:
        engine = xlwings.engines.active
        app = engine.apps.active if engine is not None else None
        if app is None:
            raise Problem("host.none", "没有正在运行的 Excel。请先打开 Excel 和要处理的工作簿。")
        return app
    windows: Any = importlib.import_module("xlwings._xlwindows")
    with com.refusals("与 Excel 连接"):
        return xlwings.App(impl=windows.App(xl=application))


def active_book(app: xlwings.App) -> xlwings.Book:
    """当前工作簿.

    Raises:
        Problem: ``host.no-workbook`` or ``host.protected-view``.
    """
    with com.refusals("查找当前工作簿"):
        if app.api.ActiveProtectedViewWindow is not None:
            raise Problem(
                "host.protected-view",
                "这个文件在“受保护的视图”中，不能操作。确认文件来源可靠后，点上方黄条里的“启用编辑”，再点一次按钮。",
            )
        if app.api.ActiveWorkbook is None:
            raise Problem("host.no-workbook", "没有打开的工作簿。请先打开要处理的表，再点一次按钮。")
        return app.books.active


def refuse_other_version(version: str) -> None:
    """版本不一致: says which side is the older one.

    Raises:
        Problem: ``addin.older`` or ``addin.newer``.
    """
    ours = own_version()
    if not version or version == ours:
        return
    if _numbers(version) < _numbers(ours):
        raise Problem(
            "addin.older",
            f"Excel 加载项是 {version} 版，比电脑上的 jixiao（{ours} 版）旧。请运行 jixiao addin install 更新加载项，再重新打开 Excel。",
        )
    raise Problem(
        "addin.newer",
        f"Excel 加载项是 {version} 版，比电脑上的 jixiao（{ours} 版）新。请更新 jixiao（pip install -U jixiao），再重新打开 Excel。",
    )


def _numbers(version: str) -> list[int]:
    return [int(part) if part.isascii() and part.isdigit() else 0 for part in version[:40].split(".")]


@contextmanager
def _for_us(app: xlwings.App) -> Iterator[None]:
    """While a button works: Esc is ours, and Excel does not complain that it waits for another program."""
    with ExitStack() as stack:
        try:
            stack.enter_context(setting(app, "EnableCancelKey", _NO_CANCEL_KEY))
            stack.enter_context(setting(app, "DisplayAlerts", False))
        except Exception as cause:
            # while a cell is edited Excel refuses every setting; the button's own check says so in better words
            if not com.is_rejected(cause):
                raise
        yield
