"""生成 docs/pictures/summary/ (summary pictures): pages of the summary of an invented county, printed by LibreOffice.

Run ``python tests/support/make_summary_pictures.py`` after a change of the summary workbook; needs soffice, pdftoppm and pdftotext.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.libreoffice import convert
from support.summary_results import ROOT, county

from addin.summary import write_summary

PICTURES = ROOT / "docs" / "pictures" / "summary"
#: file name -> the words with which its page begins
PAGES: Dict[str, str] = {
    "overview": "2024年度部门整体支出绩效自评汇总情况", "charts": "六、图表", "charts-units": "各单位自评得分", "tree": "分级汇总金额单位",
    "units": "单位明细", "excluded": "不予计入的文件", "findings": "问题清单", "indicators": "指标汇总", "accounts": "支出决算表（公开03表）汇总",
}  # fmt: skip


def draw() -> None:
    """画出图片."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        book = Path(temporary) / "汇总表.xlsx"
        write_summary(county(), book)
        pdf = convert(book, Path(temporary) / "work", "pdf")
        pages = _texts(pdf)
        for name, words in PAGES.items():
            number = next((at for at, page in enumerate(pages, 1) if page.startswith(words)), None)
            assert number is not None, f"没有以“{words}”开头的一页"
            _picture(pdf, number, PICTURES / name)
            print(name, number, (PICTURES / f"{name}.png").stat().st_size)


def _texts(pdf: Path) -> List[str]:
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")]


def _picture(pdf: Path, page: int, target: Path) -> None:
    command = ["pdftoppm", "-r", "70", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run([*command, str(pdf), str(target)], check=True)


if __name__ == "__main__":
    draw()
