"""报告文字 (report text): what the report says beyond the tables has its home on a sheet of its own."""

from __future__ import annotations

from typing import Sequence, Tuple

from . import validation
from .book import Book
from .evaluation import draw_title
from .sheet import Sheet

SHEET = "报告文字"
#: (name, title, prompt)
TEXTS: Sequence[Tuple[str, str, str]] = (
    ("functions", "职能", "单位的主要职能职责"),
    ("organisation", "机构设置", "内设机构、所属单位和人员编制情况"),
    ("summary", "工作总结", "本年度完成的主要工作和取得的成效"),
    ("problems", "存在问题", "预算执行、绩效管理中存在的问题及原因"),
    ("measures", "改进措施", "针对存在问题的下一步改进措施"),
)


def draw_texts(book: Book, more: Sequence[Tuple[str, str, str]] = ()) -> Sheet:
    """画报告文字表: one large cell for each text.

    Args:
        more: texts that the pack's report needs beyond the usual five; their cells are smaller.
    """
    sheet = book.sheet(SHEET, (14.0, 86.0), kind="report_text", heading=SHEET, prefix="text")
    row = draw_title(sheet, "", SHEET)
    sheet.texts = [(name, title) for name, title, _ in (*TEXTS, *more)]
    for name, title, prompt in (*TEXTS, *more):
        sheet.put(row, 1, title, look="side")
        sheet.entry(
            row, 2, "essay", name=name, rule=validation.hint(title, f"{prompt}；换行请按 Alt+Enter，每行是报告中的一段")
        )
        sheet.height(row, 120 if (name, title, prompt) in TEXTS else 60)
        row += 1
    sheet.put(
        row, 1, "说明：本页文字写入自评报告；表内已有的数字不必重复填写，由报告自动引用。", columns=2, look="note"
    )
    return sheet
