"""行数 (row counts): what ``--rows`` asks for."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence

from ...packs.model import BLOCK_NAMES, Pack
from .model import NewError

#: a form of more rows than this is no form any more
MOST = 5000
#: ``--rows N`` without a name: the first of these that the pack has
_PLAIN = ("indicators", "items", "subjects", "projects", "budget")
_NAMES = {**{name: name for name in BLOCK_NAMES}, **{title: name for name, title in BLOCK_NAMES.items()}}


def read_rows(texts: Iterable[str], pack: Pack) -> dict[str, int]:
    """读行数: ``20``, ``科目=60`` or ``数量指标=6`` -> block name or group -> number of rows.

    Raises:
        NewError: no number, out of range, an unknown name, or rows that the pack does not have.
    """
    blocks = [block for form in pack.forms for block in form.blocks]
    has = list(dict.fromkeys(block.name for block in blocks))
    groups = {block.group for block in blocks if block.group}
    wanted: dict[str, int] = {}
    for text in texts:
        name, count = _one(str(text), has, groups, pack)
        if wanted.setdefault(name, count) != count:
            raise NewError(
                f"--rows：{BLOCK_NAMES.get(name, name)}行写了两个数：{wanted[name]} 和 {count}。请只写一个。"
            )
    return wanted


def _one(text: str, has: Sequence[str], groups: set[str], pack: Pack) -> tuple[str, int]:
    folded = unicodedata.normalize("NFKC", text).strip()
    name, equals, number = folded.rpartition("=")
    name = name.strip()
    if equals and name not in _NAMES and name not in groups:
        near = difflib.get_close_matches(name, [*_NAMES, *groups], 1, 0.3)
        hint = f"最接近的是“{near[0]}”。" if near else ""
        raise NewError(f"--rows：没有名为“{name}”的行。{hint}可用：{_listed(has)}。")
    count = _count(number.strip(), text)
    if not has:
        raise NewError(f"--rows：模板包 {pack.name} 没有可以增加的行。请去掉 --rows。")
    if name in groups:
        return name, count
    block = _NAMES[name] if equals else next(one for one in _PLAIN if one in has)
    if block not in has:
        raise NewError(f"--rows：模板包 {pack.name} 没有{BLOCK_NAMES[block]}行；可用：{_listed(has)}。")
    return block, count


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"{BLOCK_NAMES[name]}（{name}）" for name in names) or "（无）"


def _count(text: str, given: str) -> int:
    digits = text.replace(",", "")
    try:
        count = int(digits)
    except ValueError:
        raise NewError(
            f"--rows：“{given}”里没有行数。请写 1 至 {MOST} 的整数，如 --rows 20 或 --rows 科目=60。"
        ) from None
    if count < 1:
        raise NewError(f"--rows：行数是 {count}，至少要有 1 行。请写 1 至 {MOST} 的整数。")
    if count > MOST:
        raise NewError(f"--rows：行数是 {count:,}，超过上限 {MOST:,} 行。请核对，或按项目分成几张表（--projects）。")
    return count
