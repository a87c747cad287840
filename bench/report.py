"""生成报告 (rendering reports) against docxtpl, on the same template with the same data."""

from __future__ import annotations

import io
from typing import Any, Callable, Dict, List

import docxtpl

from addin.narrative.engine import Template

from .measure import Timing, alone, interleaved
from .report_template import report_data, report_template

REPORTS = 50
ROWS = 2_000


def _docxtpl(template: bytes, data: Dict[str, Any]) -> bytes:
    """What its manual says: a template is read for each document that is made of it."""
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render(data, autoescape=True)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _row(name: str, time: Timing, against: Timing) -> List[str]:
    return [name, time.text, f"{against.median / time.median:,.1f}"]


def against_docxtpl(rows: int = 20, rounds: int = 15) -> List[List[str]]:
    """一份报告: rendered from a template that is loaded; and with loading it."""
    template, data = report_template(), report_data(rows)
    loaded = Template.load(template, "报告.docx")
    work: Dict[str, Callable[[], Any]] = {
        "jixiao，模板已读入": lambda: loaded.render(data),
        "jixiao，含读入、检查、编译模板": lambda: Template.load(template, "报告.docx").render(data),
        "docxtpl": lambda: _docxtpl(template, data),
    }
    times = interleaved(work, rounds)
    return [_row(name, time, times["docxtpl"]) for name, time in times.items()]


def _many_ours(template: bytes, data: Dict[str, Any], count: int) -> None:
    loaded = Template.load(template, "报告.docx")
    for _ in range(count):
        loaded.render(data)


def _many_docxtpl(template: bytes, data: Dict[str, Any], count: int) -> None:
    for _ in range(count):
        _docxtpl(template, data)


def many(reports: int = REPORTS, rows: int = ROWS) -> List[List[str]]:
    """多份报告、长表: each in a process of its own, with its peak memory."""
    found = []
    for name, count, length in ((f"{reports} 份报告", reports, 20), (f"1 份，两个 {rows:,} 行的表", 1, rows)):
        template, data = report_template(), report_data(length)
        ours = alone(_many_ours, template, data, count)
        theirs = alone(_many_docxtpl, template, data, count)
        found.append([
            name, f"{ours.seconds:.2f} s", ours.memory, f"{theirs.seconds:.2f} s", theirs.memory,
            f"{theirs.seconds / ours.seconds:.1f}",
        ])  # fmt: skip
    return found
