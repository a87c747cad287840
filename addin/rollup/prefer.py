"""选用和认可的写法 (naming what counts): --prefer and --accept, as the user writes them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path

from ..places import Place
from .choose import NEWEST, Preference
from .source import RollupError

_MOST = 3


def preference(said: Iterable[str], folder: Place, files: Collection[str]) -> Preference:
    """选用的办法.

    Args:
        said: ``newest``, or files: relative to the folder, as paths of this machine, or by their name when only one file has it.
        folder: what is read. files: its files, relative, with /.

    Raises:
        RollupError: a file that is not there, or a name that several have.
    """
    named = set()
    newest = False
    known = set(files)
    for one in said:
        if one.casefold() == NEWEST:
            newest = True
        else:
            named.add(_file(one, folder, known))
    return Preference(frozenset(named), newest)


def _file(said: str, folder: Place, files: set[str]) -> str:
    plain = said.replace("\\", "/").removeprefix("./")
    if plain in files:
        return plain
    if folder.local is not None:
        path = Path(os.path.abspath(os.path.expanduser(said)))
        if path.is_relative_to(folder.local) and path.relative_to(folder.local).as_posix() in files:
            return path.relative_to(folder.local).as_posix()
    same = sorted(one for one in files if one.rpartition("/")[2] == plain)
    if len(same) == 1:
        return same[0]
    if same:
        shown = "、".join(same[:_MOST])
        raise RollupError(f"--prefer：叫 {plain} 的文件有 {len(same)} 个（{shown}），请写出文件夹。")
    near = get_close_matches(plain, files, _MOST, 0.5) if len(files) < 5_000 else []
    hint = f"相近的有：{'、'.join(near)}。" if near else ""
    raise RollupError(f"--prefer：报送的文件里没有 {said}。{hint}请写 newest，或文件在文件夹中的位置。")


def accepted(said: Iterable[str], units: Collection[str]) -> frozenset[str]:
    """认可其数的单位.

    Raises:
        RollupError: a code that no unit has.
    """
    codes = frozenset(said)
    for code in sorted(codes):
        if code not in units:
            near = get_close_matches(code, units, _MOST, 0.6) if len(units) < 5_000 else []
            hint = f"相近的有：{'、'.join(near)}。" if near else ""
            raise RollupError(f"--accept：没有代码为 {code} 的单位。{hint}请写单位代码。")
    return codes
