"""报送的文件夹 (folder of returns): which of its files are returns, and which are something else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ..package.saving import BACKUP_MARK
from ..places import Found, Place
from ..returned.letters import REMIND, RETURN, VERIFY

#: what is read; .et, .ods and .numbers are read as far as their message says what to do
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".et", ".ett", ".ods", ".numbers"})
# as addin/handout/listing.py has it, which would load openpyxl for this one word
_LISTING = "下发清单.xlsx"
#: reports and letters that come with the workbooks
_PAPERS = frozenset({".docx", ".doc", ".wps", ".pdf"})
_LETTERS = tuple(f"_{kind}" for kind in (RETURN, VERIFY, REMIND))
_REPORTS = frozenset({".txt", ".md", ".csv", ".json", ".jsonl", ".parquet"})
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})
_MOST_NAMES, _MOST_SKIPPED = 3, 10


@dataclass
class Listing:
    """文件夹的内容.

    Args:
        returns: the files that are read, sorted by path. notes: what was left out, in plain words.
        papers: Word and PDF files, which are not read; letters of jixiao are none.
    """

    returns: list[Found] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    papers: list[Found] = field(default_factory=list)


def list_returns(folder: Place, out: Place) -> Listing:
    """列出报送文件: of any depth; the listing of what was handed out, our backups and the summary itself are none.

    Raises:
        PlaceError: there is no such folder, or it cannot be listed.
    """
    listing = Listing()
    skipped: list[str] = []
    left: Counter[str] = Counter()
    archives: list[str] = []
    for found in folder.files(skipped=lambda relative, reason: skipped.append(f"{relative}：{reason}")):
        path = PurePosixPath(found.relative)
        suffix = path.suffix.lower()
        if suffix in WORKBOOKS:
            ours = path.name == _LISTING or BACKUP_MARK in path.stem or str(folder.child(found.relative)) == str(out)
            if not ours:
                listing.returns.append(found)
        elif suffix in _ARCHIVES:
            archives.append(found.relative)
        elif suffix in _PAPERS:
            if not path.stem.endswith(_LETTERS):
                listing.papers.append(found)
        elif suffix not in _REPORTS:
            left[suffix or "没有后缀"] += 1
    listing.notes += skipped[:_MOST_SKIPPED]
    if len(skipped) > _MOST_SKIPPED:
        listing.notes.append(
            f"另有 {len(skipped) - _MOST_SKIPPED} 处没有读：链接、没有权限的文件夹或名称不能识别的文件。"
        )
    if archives:
        listing.notes.append(f"有 {len(archives)} 个压缩包没有读（{some(archives)}）：请先解压到文件夹里。")
    if left:
        kinds = "、".join(f"{suffix} {count} 个" for suffix, count in sorted(left.items()))
        listing.notes.append(f"文件夹里还有其他文件没有读：{kinds}。")
    return listing


def some(names: list[str]) -> str:
    """列举: the first few."""
    return "、".join(names[:_MOST_NAMES]) + (" 等" if len(names) > _MOST_NAMES else "")
