"""Shared set-up of the tests: the folder of helpers is importable as ``support``."""

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

#: what the LibreOffice extension does not carry: tests that import it run on Python 3.11 alone
_NOT_CARRIED = re.compile(
    r"^\s*(?:from|import) (?:addin\.(?:package|hosts(?!\.model)|install|console|cli|packs|examples|build|narrative|register|batch|places|summary)|addin\.commands\.(?:"
    r"\w*_file|score|folder|undo|demo|doctor|new|adopt|filling|spellings_file|report)\b|openpyxl|lxml|docx|formualizer|xlrd|"
    r"support\.(?:batch_kits|dask_cluster|report_books|layouts|files|books|packages|corpus|scoring|randomise|biff|libreoffice|machines|make_\w+|judgement))",
    re.MULTILINE,
)

if sys.version_info < (3, 11):
    collect_ignore = [
        str(path.relative_to(HERE)) for path in HERE.rglob("test_*.py") if _NOT_CARRIED.search(path.read_text("utf-8"))
    ]
