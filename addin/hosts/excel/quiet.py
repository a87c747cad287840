"""静默操作 (quiet): Excel does nothing of its own while we write, and is afterwards as it was, whatever happens."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlwings

from . import com

_log = logging.getLogger(__name__)

#: what is set while we work; alerts are off because Excel would ask before it deletes a sheet, and would offer to wait
#: for us ("waiting for another application to complete an OLE action")
_SETTINGS = (("ScreenUpdating", False), ("EnableEvents", False), ("DisplayAlerts", False))


@contextmanager
def quiet(app: xlwings.App) -> Iterator[None]:
    """静默: no events, alerts, drawing or calculation inside; formulas are calculated at the end.

    With calculation switched to manual by the user it stays manual, and one calculation is asked for: a button's figures
    must fit together when it is done.
    """
    api = app.api
    former = [(name, getattr(api, name)) for name, _ in _SETTINGS]
    calculation = api.Calculation
    try:
        for name, value in _SETTINGS:
            setattr(api, name, value)
        api.Calculation = com.XL_CALCULATION_MANUAL
        yield
    finally:
        _restore(api, "Calculation", calculation)
        if calculation == com.XL_CALCULATION_MANUAL:
            _calculate(api)
        for name, value in reversed(former):
            _restore(api, name, value)


@contextmanager
def setting(app: xlwings.App, name: str, value: Any) -> Iterator[None]:
    """暂改一项设置 of the application, put back whatever happens."""
    former = getattr(app.api, name)
    setattr(app.api, name, value)
    try:
        yield
    finally:
        _restore(app.api, name, former)


def _restore(api: Any, name: str, value: Any) -> None:
    """One setting that cannot be restored must not keep the others from it."""
    try:
        setattr(api, name, value)
    except Exception as cause:
        if not com.is_com_error(cause):
            raise
        _log.warning("未能恢复 Excel 的设置 %s：%s", name, com.description(cause))


def _calculate(api: Any) -> None:
    try:
        api.Calculate()
    except Exception as cause:
        if not com.is_com_error(cause):
            raise
        _log.warning("Excel 没有重算：%s", com.description(cause))
