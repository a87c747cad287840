"""读取模板包 (load): a folder with pack.toml and the workbook it names."""

from __future__ import annotations

from pathlib import Path

import tomllib

from .model import Pack, PackError
from .schema import read_pack


def read_folder(folder: Path, name: str = "") -> Pack:
    """读取一个文件夹.

    Args:
        folder: holds pack.toml. name: what messages call the pack; by default the folder's name.

    Raises:
        PackError: there is no pack.toml, it does not read, or the workbook it names is not there.
    """
    name = name or folder.name
    path = folder / "pack.toml"
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as cause:
        raise PackError(f"{folder}：没有 pack.toml，不是模板包。请用 jixiao adopt 由表格生成一个。") from cause
    except (OSError, UnicodeDecodeError) as cause:
        raise PackError(f"{name}/pack.toml：无法读取（{cause}）。文件应为 UTF-8 编码的文字。") from cause
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise PackError(f"{name}/pack.toml：不是合格的 TOML（{cause}）。请核对引号、方括号和等号。") from cause
    pack = read_pack(name, folder, data)
    if not pack.workbook.is_file():
        present = "、".join(sorted(one.name for one in folder.glob("*.xls[xm]"))) or "（没有工作簿）"
        raise PackError(f"{pack.place}：file 所指的工作簿“{pack.file}”不在文件夹里；现有：{present}。请核对文件名。")
    return pack
