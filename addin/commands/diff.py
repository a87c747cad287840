"""比较两次报送 (diff): what a unit changed between two returns, of one file or of whole folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..package.problems import PackageProblem
from .changes import model
from .changes.compare import compare
from .changes.folders import pair_files
from .changes.model import Change, Compared, Consequence
from .changes.source import Source, read_source

PathLike = str | os.PathLike[str]
#: told before each pair of files: (pairs done, pairs in all, name)
Progress = Callable[[int, int, str], None]


@dataclass
class Diff:
    """比较的结果.

    Args:
        old, new: the two paths as given. pairs: how many pairs of files were compared.
        changes, consequences, notes: of all of them. unreadable: files that could not be read; the rest was compared.
    """

    old: str
    new: str
    pairs: int = 0
    changes: list[Change] = field(default_factory=list)
    consequences: list[Consequence] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unreadable: list[PackageProblem] = field(default_factory=list)

    @property
    def suspicious(self) -> int:
        """需要留意的改动有几处."""
        return sum(bool(change.suspicion) for change in self.changes)

    def as_json(self) -> dict[str, Any]:
        """转为 JSON 文档."""
        return {
            "schema": 1,
            "old": self.old,
            "new": self.new,
            "changes": [change.as_json() for change in self.changes],
            "consequences": [one.as_json() for one in self.consequences],
            "notes": self.notes,
            "unreadable": [vars_of(problem) for problem in self.unreadable],
        }


def vars_of(problem: PackageProblem) -> dict[str, str]:
    """不能读取的文件: its path, the code and the reason."""
    return {"file": problem.path, "code": problem.code, "message": problem.message}


def diff(old: PathLike, new: PathLike, progress: Progress | None = None) -> Diff:
    """比较两个文件，或两个文件夹.

    Args:
        old, new: two workbooks or documents, or two folders: their files are paired by relative path, then by the unit's
            code in the file's properties or its name. progress: told before each pair.

    Raises:
        ValueError: one is a folder and the other a file, or there is no such path.
    """
    one, other = Path(old), Path(new)
    result = Diff(os.fspath(old), os.fspath(new))
    for path in (one, other):
        if not path.exists():
            raise ValueError(f"没有 {path}。请核对文件名和所在文件夹。")
    if one.is_dir() != other.is_dir():
        raise ValueError("一个是文件夹，另一个是文件，不能比较。请给出两个文件，或两个文件夹。")
    if not one.is_dir():
        sources = _read_all([one, other], result)
        if len(sources) == 2:
            _take(result, compare(*sources))
        return result
    _folders(one, other, result, progress)
    return result


def _read_all(paths: Iterable[Path], result: Diff) -> list[Source]:
    found = []
    for path in paths:
        try:
            found.append(read_source(path))
        except PackageProblem as problem:
            result.unreadable.append(PackageProblem(problem.code, problem.message, str(path)))
    return found


def _take(result: Diff, compared: Compared, file: str = "") -> None:
    result.pairs += 1
    result.changes += [replace(change, file=file) for change in compared.changes]
    result.consequences += [replace(one, file=file) for one in compared.consequences]
    result.notes += [f"{file}：{note}" if file else note for note in compared.notes]


def _folders(old: Path, new: Path, result: Diff, progress: Progress | None) -> None:
    found = pair_files(old, new)
    for done, (one, other) in enumerate(found.pairs):
        if progress:
            progress(done, len(found.pairs), other)
        sources = _read_all([old / one, new / other], result)
        if len(sources) == 2:
            compared = compare(*sources)
            _take(result, compared, other)
            if one != other and compared.changes:
                result.notes.append(f"{other} 与原来的 {one} 比较（按单位编码对应）。")
    result.changes += [
        Change(model.FILE_REMOVED, f"没有再报送文件 {name}", old=name, file=name) for name in found.removed
    ]
    result.changes += [Change(model.FILE_ADDED, f"新报送文件 {name}", new=name, file=name) for name in found.added]
