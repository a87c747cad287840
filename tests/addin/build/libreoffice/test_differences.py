"""The page on LibreOffice prints the same differences that the tests allow."""

from pathlib import Path

from addin.build.libreoffice.differences import DIFFERENCES, table

PAGE = Path(__file__).resolve().parents[4] / "docs" / "libreoffice.md"


def test_the_page_has_the_table_of_differences():
    assert table() in PAGE.read_text("utf-8")
    assert len(DIFFERENCES) == 6
