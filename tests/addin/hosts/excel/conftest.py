"""An Excel to press buttons in: the stand-in under xlwings' real engine for Windows."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

if sys.version_info < (3, 11):
    collect_ignore_glob = ["*"]
else:
    from support import pywin32_stub
    from support.fake_excel.application import Excel

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def windows():
    """pywin32 and the engine are in place for one module of tests."""
    with pywin32_stub.installed() as found:
        yield found


@pytest.fixture(autouse=True)
def user_folder(tmp_path, monkeypatch):
    """Settings and log of somebody whose name has Chinese characters and a blank."""
    folder = tmp_path / "用户 张三"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder / "jixiao"


class Desktop:
    """One Excel, what Windows showed, and our code connected to it."""

    def __init__(self, windows, folder):
        self.excel, self.windows, self.folder = Excel(), windows, folder
        windows.boxes.clear()
        windows.answers.clear()

    def open(self, source, name="自评 表.xlsx"):
        """A file of the checkout (or bytes), opened under a name with Chinese and a blank; the fake's own workbook."""
        path = self.folder / name
        if isinstance(source, bytes):
            path.write_bytes(source)
        else:
            shutil.copy(ROOT / source, path)
            os.chmod(path, 0o644)
        return self.excel.open(path)

    @property
    def app(self):
        from addin.hosts.excel import entry

        return entry.connected(self.excel)

    @property
    def workbook(self):
        """The active workbook as the buttons get it."""
        from addin.hosts.excel import entry
        from addin.hosts.excel.workbook import ExcelWorkbook

        return ExcelWorkbook(entry.active_book(self.app))

    def press(self, command, version=None):
        from addin.hosts.excel import entry

        return entry.press(command, self.excel, entry.version() if version is None else version)

    def settings(self):
        names = ("ScreenUpdating", "EnableEvents", "DisplayAlerts", "Calculation", "EnableCancelKey", "StatusBar",
                 "AutomationSecurity", "CalculateBeforeSave", "Interactive")  # fmt: skip
        return {name: getattr(self.excel, name) for name in names}


@pytest.fixture
def desktop(windows, tmp_path):
    folder = tmp_path / "绩效 资料"
    folder.mkdir()
    return Desktop(windows, folder)
