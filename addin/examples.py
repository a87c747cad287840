"""示例 (examples): the worked examples that travel with the program, in the wheel or in the checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def examples() -> Path:
    """示例文件夹: ``addin/data/workbooks`` of the installed wheel, else ``workbooks`` of the checkout.

    Raises:
        FileNotFoundError: neither is there; the installation is damaged.
    """
    for folder in (_HERE / "data" / "workbooks", _HERE.parent / "workbooks"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("找不到随程序安装的示例表格，请重新安装 jixiao。")
