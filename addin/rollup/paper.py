"""只有 Word、PDF 的单位 (paper only): units that returned something, but nothing that can be added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from ..places import Found
from ..returned.known import Known
from ..returned.whose import whose


def paper_only(papers: Iterable[Found], units: Known, missing: Callable[[str], bool]) -> list[str]:
    """未报单位的 Word、PDF 文件.

    Args:
        papers: Word and PDF files of the folder. units: who was expected. missing: whether a unit returned no workbook.

    Returns:
        their paths, sorted; the report as it was handed out is none.
    """
    found = []
    for one in papers:
        code = whose(one.relative, "", (), units).unit
        if code and missing(code) and not _as_handed_out(one, units, code):
            found.append(one.relative)
    return sorted(found)


def _as_handed_out(one: Found, units: Known, code: str) -> bool:
    entry = units.unit(code)
    name = PurePosixPath(one.relative).name
    files = entry.files if entry is not None else ()
    return any((PurePosixPath(file.path).name, file.size) == (name, one.size) for file in files)
