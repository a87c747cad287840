"""名册 (registers) for tests: written with openpyxl, the way an accountant types them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

from openpyxl import Workbook

HEAD = ("单位代码", "单位名称", "上级代码", "联系人")
HENGYANG = "cn/hunan/hengyang/2024"
NATIONAL = "cn/national"


def write_register(
    path: Path,
    rows: Sequence[Sequence[Any]],
    head: Sequence[str] = HEAD,
    sheets: Optional[Mapping[str, Sequence[Sequence[Any]]]] = None,
    pack: str = HENGYANG,
    top: Sequence[Sequence[Any]] = (),
    formats: Optional[Mapping[str, str]] = None,
) -> Path:
    """写名册: the pack above the head, the head, the units; further sheets by name.

    Args:
        formats: ``sheet!A1`` -> number format.
    """
    book = Workbook()
    page = book.active
    page.title = "单位名册"
    for row in ([("模板包", pack)] if pack else []) + [*top, head, *rows]:
        page.append(list(row))
    for name, lines in (sheets or {}).items():
        other = book.create_sheet(name)
        for line in lines:
            other.append(list(line))
    for place, code in (formats or {}).items():
        sheet, _, cell = place.rpartition("!")
        book[sheet][cell].number_format = code
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def many(count: int) -> list:
    """许多单位: a bureau and schools below it, with a figure each."""
    rows = [("001", "云岭县教育局", "", "财务股", 46)]
    rows += [(f"001{at:04d}", f"云岭县第{at}小学", "001", "办公室", 20 + at % 90) for at in range(1, count)]
    return rows
