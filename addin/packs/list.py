"""模板包清单 (list): which packs there are. Names are looked up in the list, never joined to a path."""

from __future__ import annotations

import difflib
from pathlib import Path

from ..examples import templates
from .load import read_folder
from .model import Pack, PackError

FILE = "pack.toml"


def folders(root: Path | None = None) -> dict[str, Path]:
    """模板包文件夹: pack name -> folder, for every pack.toml under the templates, in order of the names.

    Args:
        root: where the packs lie; None takes those of the program.
    """
    base = templates() if root is None else root
    return {path.parent.relative_to(base).as_posix(): path.parent for path in sorted(base.rglob(FILE))}


def packs(root: Path | None = None) -> list[Pack]:
    """全部模板包, in order of the names.

    Raises:
        PackError: a pack.toml does not read.
    """
    return [read_folder(folder, name) for name, folder in folders(root).items()]


def load_pack(name: str, root: Path | None = None) -> Pack:
    """按名称取模板包: from the list; a folder that ``adopt`` made is opened with ``read_folder``.

    Args:
        name: such as ``cn/hunan/hengyang/2024``; the title works as well.
        root: where the packs lie; None takes those of the program.

    Raises:
        PackError: no such pack (with the nearest names), or its pack.toml does not read.
    """
    known = folders(root)
    wanted = name.strip().strip("/")
    if wanted in known:
        return read_folder(known[wanted], wanted)
    every = {pack.title: pack for pack in packs(root)}
    if wanted in every:
        return every[wanted]
    raise PackError(_unknown(wanted, list(known), list(every)))


def _unknown(name: str, names: list[str], titles: list[str]) -> str:
    if not names:
        return f"没有名为“{name}”的模板包：程序里没有带模板包，请重新安装 jixiao。"
    near = nearest_names(name, names) or difflib.get_close_matches(name, titles, 3, 0.3)
    hint = f"最接近的是：{'、'.join(near)}。" if near else ""
    return f"没有名为“{name}”的模板包。{hint}jixiao packs 列出全部 {len(names)} 个。"


def nearest_names(name: str, names: list[str]) -> list[str]:
    """最接近的名称: by spelling, whole names and their steps alike, best first, at most three.

    >>> nearest_names("cn/hunan/hengyan/2024", ["cn/hunan/hengyang/2024", "cn/national"])
    ['cn/hunan/hengyang/2024']
    >>> nearest_names("zhuzhou", ["cn/hunan/hengyang/2024", "cn/hunan/zhuzhou/2021", "cn/hunan/zhuzhou/2023"])
    ['cn/hunan/zhuzhou/2021', 'cn/hunan/zhuzhou/2023']
    """
    wanted = name.lower()

    def closeness(one: str) -> float:
        def ratio(part: str) -> float:
            return difflib.SequenceMatcher(None, wanted, part.lower()).ratio()

        return max([ratio(one), *(0.95 * ratio(step) for step in one.split("/"))])

    ranked = sorted(((closeness(one), one) for one in names), key=lambda pair: (-pair[0], pair[1]))
    best = ranked[0][0] if ranked else 0.0
    return [one for score, one in ranked if score >= 0.5 and score >= best - 0.1][:3]
