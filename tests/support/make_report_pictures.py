"""生成 docs/pictures/reports/ (report pictures): pages of each pack's report, made from filled workbooks and printed by LibreOffice.

Run ``python tests/support/make_report_pictures.py`` after a change of the reports; needs soffice, pdftoppm, pdftotext and the published cases.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List, Tuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.libreoffice import convert_all
from support.report_books import CHANGJI, PACK, ROOT
from support.report_fill import REPORTS, filled_pack

from addin.commands.report import report_file

PICTURES = ROOT / "docs" / "pictures" / "reports"
#: pack -> (file name, the words by which the page is found)
PAGES: Dict[str, List[Tuple[str, str]]] = {
    "cn/hunan/hengyang/2024": [
        ("hengyang-2024-text", "二、一般公共预算支出情况"),
        ("hengyang-2024-table", "附件22024年度部门"),
    ],
    "cn/hunan/zhuzhou/2023": [
        ("zhuzhou-2023-text", "一、部门（单位）基本情况"),
        ("zhuzhou-2023-table", "附件1202"),
    ],
    "cn/hunan/zhuzhou/2021": [("zhuzhou-2021-text", "二、预算收支情况"), ("zhuzhou-2021-charts", "各类指标得分情况")],
    "cn/hunan/hengshan/2020": [("hengshan-2020-text", "未得满分的指标有"), ("hengshan-2020-table", "附件1部门")],
    PACK: [("changji-2024-contents", "目录"), ("changji-2024-text", "三、支出决算情况说明本年支出"), ("changji-2024-table", "公开04表")],
    "cn/national": [("national-project-text", "2.绩效指标完成情况"), ("national-project-table", "填表人")],
}  # fmt: skip


def draw() -> None:
    """画出图片."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sources = [_report(pack, folder, number) for number, pack in enumerate(PAGES)]
        for pack, pdf in zip(PAGES, convert_all(sources, folder / "work", "pdf")):
            pages = _texts(pdf)
            for name, words in PAGES[pack]:
                number = next((at for at, page in enumerate(pages, 1) if words in page), None)
                assert number is not None, f"{pack} 的报告里没有“{words}”"
                _picture(pdf, number, PICTURES / name)
                print(name, number, (PICTURES / f"{name}.png").stat().st_size)


def _report(pack: str, folder: Path, number: int) -> Path:
    book = filled_pack(pack, folder / f"{number}.xlsx") if pack in REPORTS else CHANGJI
    target = folder / f"{number}.docx"
    report_file(book, target, pack=pack)
    return target


def _texts(pdf: Path) -> List[str]:
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")]


def _picture(pdf: Path, page: int, target: Path) -> None:
    command = ["pdftoppm", "-r", "72", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run([*command, str(pdf), str(target)], check=True)


if __name__ == "__main__":
    draw()
