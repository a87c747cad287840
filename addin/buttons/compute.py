"""计算 (compute): fill the blank computed cells of the open workbook; what others typed stays."""

from __future__ import annotations

from ..hosts.model import Desk, Workbook
from .book import OpenBook, require_forms, require_writable
from .filling import fill_open, summary

TITLE = "绩效自评：计算"


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“计算”."""
    book = OpenBook.read(workbook)
    require_forms(book)
    require_writable(workbook)
    desk.tell(TITLE, summary(fill_open(book, workbook, desk, TITLE)))
