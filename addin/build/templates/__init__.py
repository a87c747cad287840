"""生成模板 (templates): the pack workbooks of templates/, each form as the official workbook would be.

``python -m addin.build.templates`` writes all of them anew; the bytes are the same on every run.
"""

from .book import Book
from .sheet import Sheet

__all__ = ["Book", "Sheet"]
