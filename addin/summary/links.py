"""链接 (links): the address of a returned file as a hyperlink of the summary workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

#: Excel takes no more hyperlinks than this on one sheet; a few are left for the sheet's own
MAX_LINKS = 65_000
#: the longest address that Excel follows
_LONGEST = 2_079
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_DRIVE = re.compile(r"[A-Za-z]:/")
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_OPENED = ("http://", "https://")
#: characters of a path that need no escape in an address
_SAFE = "/!$'()*,;=@~"


@dataclass(frozen=True, slots=True)
class Link:
    """带链接的文字.

    Args:
        text: what the cell shows. whole: what it shows when there is no room for the link, and what a program shows while the
            pointer rests on the cell; "" for nothing else than the text. target: address of a file as it goes into the package, "" for this workbook.
        location: a place within it, such as ``'汇总情况'!A1``.
    """

    text: str
    target: str = ""
    location: str = ""
    whole: str = ""


def to_file(path: str, link: str, sheet: str = "", cell: str = "") -> Link:
    """文件的链接: shows the file's name, or its path where no link leads there.

    Args:
        path: of the file, with /. link: as seen from the workbook, "" for none. sheet, cell: the place to go to in it.
    """
    target = address(link) if link else ""
    if not target:
        return Link(path)
    return Link(path.rpartition("/")[2], target, place(sheet, cell), path)


def folder(path: str) -> str:
    """所在文件夹: "" for a file at the top.

    >>> folder("一/二/三.xlsx")
    '一/二'
    """
    return path.rpartition("/")[0]


@lru_cache(maxsize=1024)
def address(path: str) -> str:
    """文件的地址: percent-encoded, relative where the path is.

    Args:
        path: with /, not encoded; or a URL of a place that is no local disk.

    Returns:
        "" where no program could follow it: another scheme, or longer than Excel takes.

    >>> address("回收/001 财政局/自评 100%#1.xlsx")
    '%E5%9B%9E%E6%94%B6/001%20%E8%B4%A2%E6%94%BF%E5%B1%80/%E8%87%AA%E8%AF%84%20100%25%231.xlsx'
    >>> address("s3://bucket/a.xlsx"), address("C:/a b.xlsx")
    ('', 'file:///C:/a%20b.xlsx')
    """
    if _SCHEME.match(path):
        made = _url(path) if path.lower().startswith(_OPENED) else ""
    elif _DRIVE.match(path):
        made = f"file:///{path[:2]}{_encoded(path[2:])}"
    elif path.startswith("//"):
        made = f"file:{_encoded(path)}"
    elif path.startswith("/"):
        made = f"file://{_encoded(path)}"
    else:
        made = _encoded(path)
    return made if len(made) <= _LONGEST else ""


def place(sheet: str, cell: str) -> str:
    """表内位置: ``'表名'!A1``, "" where the label is no cell of a workbook (in Word T2R3C5).

    >>> place("附件1 (整体)", "B7"), place("一's", "A1"), place("表1", "T2R3C5")
    ("'附件1 (整体)'!B7", "'一''s'!A1", '')
    """
    if not sheet or not _CELL.fullmatch(cell):
        return ""
    return "'" + sheet.replace("'", "''") + "'!" + cell


def _encoded(path: str) -> str:
    # a name that is no proper Unicode keeps its own bytes
    return quote(path, safe=_SAFE, errors="surrogateescape")


def _url(url: str) -> str:
    return quote(url, safe=_SAFE + ":?&#%+", errors="replace")
