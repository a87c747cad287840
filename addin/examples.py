"""随程序安装的资料 (data): the worked examples and the template packs, in the wheel or in the checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def examples() -> Path:
    """示例文件夹: ``addin/data/workbooks`` of the installed wheel, else ``workbooks`` of the checkout.

    Raises:
        FileNotFoundError: neither is there; the installation is damaged.
    """
    return _data("workbooks", "示例表格")


def templates() -> Path:
    """模板包文件夹: ``addin/data/templates`` of the installed wheel, else ``templates`` of the checkout.

    Raises:
        FileNotFoundError: neither is there; the installation is damaged.
    """
    return _data("templates", "模板包")


def _data(name: str, what: str) -> Path:
    for folder in (_HERE / "data" / name, _HERE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"找不到随程序安装的{what}，请重新安装 jixiao。")
