"""自带公式 (native formulas): the figures of a form as formulas of the spreadsheet's own functions.

A workbook with these formulas computes in Excel 2010, LibreOffice and WPS without any add-in. They read number cells and text of the
shape [sign] number [万|亿] [unit|%] without the locale, and give "" wherever they (or the rule) cannot decide. See
docs/native.md.
"""

from .points import completion, execution_rate, execution_score, score
from .standards import standard
from .sums import grade, total
from .text import Native

__all__ = ["Native", "completion", "execution_rate", "execution_score", "grade", "score", "standard", "total"]
