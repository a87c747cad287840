"""两个文件夹的文件配对 (pairing of files): by relative path, then by the unit's code and what the file is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ...handout.identity import UNIT
from ...package.container import Container
from ...package.parts import Parts
from ...package.problems import PackageProblem
from ...package.properties import read_properties
from ...package.reading import read_file
from ..folder import files_in

#: <code>_<name>, as files and folders of units are named when they are handed out
_CODE = re.compile(r"^([0-9A-Za-z-]{1,30})_")


@dataclass
class Files:
    """两个文件夹的文件: pairs of relative paths (with /), and those that only one folder has."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


def pair_files(old: Path, new: Path) -> Files:
    """配对两个文件夹的文件, in the order of the new folder."""
    olds, news = _relative(old), _relative(new)
    partner: dict[str, str] = {name: name for name in news if name in set(olds)}

    def settle(of_old: Callable[[str], str], of_new: Callable[[str], str]) -> None:
        left, right = _by(of_old, olds, set(partner.values())), _by(of_new, news, set(partner))
        for name, paths in right.items():
            if name and len(paths) == 1 == len(left.get(name, ())):
                partner[paths[0]] = left[name][0]

    settle(lambda path: _unit_of(old, path), lambda path: _unit_of(new, path))
    settle(_stem, _stem)
    used = set(partner.values())
    return Files(
        [(partner[name], name) for name in news if name in partner],
        [name for name in olds if name not in used],
        [name for name in news if name not in partner],
    )


def _relative(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files_in(folder)]


def _by(key: Callable[[str], str], paths: list[str], used: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        if path not in used:
            found[key(path)].append(path)
    return found


def _stem(path: str) -> str:
    """The file's name without its ending: .xls may have become .xlsx."""
    return Path(path).stem.casefold()


def _unit_of(folder: Path, path: str) -> str:
    """Unit and what sort of file it is: a workbook is not compared with the same unit's report; "" without a code."""
    code = _property(folder / path)
    for part in reversed(Path(path).parts):
        found = _CODE.match(part)
        code = code or (found.group(1) if found else "")
    sort = "document" if path.lower().endswith((".docx", ".doc")) else "workbook"
    return f"{code}/{sort}" if code else ""


def _property(path: Path) -> str:
    try:
        return read_properties(Parts(Container(read_file(path)))).get(UNIT, "")
    except PackageProblem:
        return ""  # .xls has none; what cannot be read at all is told when it is compared
