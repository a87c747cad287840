"""追溯 (trace): every figure of the report with its cells and its calculation, and what is missing."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple, Union

from ..findings import ERROR, Finding
from .figure import Figure, Ledger, Words
from .paragraphs import Paragraph
from .sections import BODY, path_of

MISSING = "report.missing"
UNUSABLE = "value.stale"


@dataclass(frozen=True)
class Traced:
    """报告中的一个数.

    Args:
        section: the headings above it. paragraph: its number in the report, from 1. before: the words before it.
        text: as printed. name: what it is. cells: where it came from. calculation: how; "" when it stands in a cell.
        remark: what else is to be known (本表注明为空表，按 0 计).
    """

    section: str
    paragraph: int
    before: str
    text: str
    name: str
    cells: Tuple[str, ...]
    calculation: str
    remark: str = ""

    def as_json(self) -> Dict[str, object]:
        """转为 JSON."""
        return {
            "section": self.section, "paragraph": self.paragraph, "before": self.before, "text": self.text,
            "name": self.name, "cells": list(self.cells), "calculation": self.calculation, "remark": self.remark,
        }  # fmt: skip


_BEFORE = 24


def read_trace(paragraphs: List[Paragraph], ledger: Ledger, only: Optional[Container[int]] = None) -> List[Traced]:
    """列出报告中的数, in reading order.

    Args:
        only: numbers of the paragraphs that are wanted, from 0; None for all.
    """
    found: List[Traced] = []
    for at, paragraph in enumerate(paragraphs):
        if only is not None and at not in only:
            continue
        for mark in paragraph.marks:
            source = ledger.entries[mark.number]
            if source.missing:
                continue
            calculation = source.calculation if isinstance(source, Figure) else ""
            remark = source.remark if isinstance(source, Figure) else ""
            found.append(
                Traced(
                    "／".join(path_of(paragraphs, at)) or paragraph.part, at + 1,
                    paragraph.text[max(0, mark.start - _BEFORE) : mark.start], mark.text, source.name, source.cells,
                    calculation, remark,
                )
            )  # fmt: skip
    return found


def read_gaps(
    paragraphs: List[Paragraph], ledger: Ledger, file: str = "", only: Optional[Container[int]] = None
) -> List[Finding]:
    """列出缺的数和文字: one finding for each cell or name, at its first place; ``only`` as in ``read_trace``."""
    found: Dict[Tuple[str, ...], Finding] = {}
    for at, paragraph in enumerate(paragraphs):
        if only is not None and at not in only:
            continue
        for mark in paragraph.marks:
            source = ledger.entries[mark.number]
            key = (source.name, *source.cells)
            if source.missing and not source.trouble and key not in found:
                section = "／".join(path_of(paragraphs, at)) or (paragraph.part if paragraph.part != BODY else "")
                found[key] = _gap(source, section, file)
    return list(found.values())


def _gap(source: Union[Figure, Words], section: str, file: str) -> Finding:
    sheet, _, cell = (source.cells[0] if source.cells else "").rpartition("!")
    place = f"{'、'.join(source.cells)} 空着：" if source.cells else ""
    what = "数" if isinstance(source, Figure) else "文字"
    where = f"报告“{section}”" if section else "报告"
    return Finding(
        MISSING, ERROR,
        f"{place}{where}要用“{source.name}”这个{what}，工作簿里没有。报告中已标出【待补】，请补填后重新生成。",
        file=file, sheet=sheet, cell=cell,
    )  # fmt: skip


def read_troubles(ledger: Ledger, file: str = "") -> List[Finding]:
    """不能用的单元格: errors and formulas without a value that the report would have printed."""
    found: Dict[Tuple[str, ...], Finding] = {}
    for source in ledger.entries:
        if source.trouble and source.cells not in found:
            sheet, _, cell = source.cells[0].rpartition("!")
            code = UNUSABLE if "公式" in source.trouble else "value.unreadable"
            step = "请用 Excel 或 WPS 打开工作簿、重新计算并保存后再试。" if code == UNUSABLE else "请改正后再试。"
            found[source.cells] = Finding(
                code, ERROR, f"{source.cells[0]} {source.trouble}，报告要用它（{source.name}）。{step}",
                file=file, sheet=sheet, cell=cell,
            )  # fmt: skip
    return list(found.values())
