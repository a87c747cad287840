"""Every code a reader can meet is explained in docs/files.md."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
READERS = (
    "cell_read", "container", "convert", "detect", "docx_read", "formula_groups", "parts", "reading", "shared_strings",
    "sheet_problems", "sheet_read", "xls_read", "xml",
)  # fmt: skip
CODE = re.compile(r'"((?:file|zip|xml|part|workbook|sheet|cell|docx|xls|convert)\.[a-z-]+)"')


def test_every_code_of_reading_is_on_the_page() -> None:
    raised = {code for name in READERS for code in CODE.findall((ROOT / f"addin/package/{name}.py").read_text("utf-8"))}
    documented = set(re.findall(r"`([a-z]+\.[a-z-]+)`", (ROOT / "docs/files.md").read_text("utf-8")))
    assert len(raised) > 25
    assert raised - {"sheet.binary"} <= documented
