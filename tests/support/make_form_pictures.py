"""生成 docs/pictures/forms/ (form pictures): one picture for each form of the packs, as LibreOffice prints it.

Run ``python tests/support/make_form_pictures.py [pack …]`` after a change of the packs; needs soffice and pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import List, Tuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from openpyxl import load_workbook
from support.libreoffice import convert_all

from addin.build.templates.build import ROOT, all_packs
from addin.packs.list import load_pack
from addin.packs.model import PackForm

DOCS = ROOT.parent / "docs"
PICTURES = DOCS / "pictures" / "forms"
PAGE = DOCS / "forms" / "pictures.md"


def pictures_of(pack: str) -> List[Tuple[str, str]]:
    """一个模板包的图片: (file name, title) of each form, in the order of the sheets."""
    slug = pack.replace("cn/hunan/", "").replace("cn/xinjiang/", "").replace("cn/", "").replace("/", "-")
    return [(f"{slug}-{(form.table or form.kind).replace('公开', 'table')}.png", form.name) for form in _forms(pack)]


def _forms(pack: str) -> List[PackForm]:
    known = load_pack(pack)
    order = load_workbook(known.workbook, read_only=True).sheetnames
    return sorted(known.forms, key=lambda form: order.index(form.sheet))


def draw(packs: List[str]) -> None:
    """画出图片: the first page of each form."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sources = []
        for number, pack in enumerate(packs):
            path = folder / f"{number}.xlsx"
            path.write_bytes(load_pack(pack).workbook.read_bytes())
            sources.append(path)
        for pack, pdf in zip(packs, convert_all(sources, folder / "work", "pdf")):
            for (name, title), page in zip(pictures_of(pack), _first_pages(pack, pdf)):
                target = PICTURES / name.removesuffix(".png")
                command = ["pdftoppm", "-r", "80", "-gray", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
                subprocess.run([*command, str(pdf), str(target)], check=True)
                print(name, title, target.with_suffix(".png").stat().st_size)


def _first_pages(pack: str, pdf: Path) -> List[int]:
    """The page on which each form begins: the one that shows its title (and no page before it)."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    pages = ["".join(page.split()) for page in text.split("\f")]
    found, at = [], 0
    for form in _forms(pack):
        title = "".join(form.title.split())
        at = next((number for number in range(at, len(pages)) if title in pages[number]), at)
        found.append(at + 1)
        at += 1
    return found


def page() -> str:
    """docs/forms/pictures.md 的文字."""
    lines = [
        "# 模板的样子", "",
        "每张表一幅图（第一页），由 LibreOffice 打印空白模板得到；表头以下由 `python tests/support/make_form_pictures.py` 生成。"
        "字体以本机为准：没有方正小标宋、宋体的机器上以同类字体代替。", "",
    ]  # fmt: skip
    for pack in all_packs():
        known = load_pack(pack)
        lines += [f"## {known.title}（`{pack}`）", ""]
        for name, title in pictures_of(pack):
            if (PICTURES / name).is_file():
                lines += [f"### {title}", "", f"![{title}](../pictures/forms/{name})", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    draw(sys.argv[1:] or list(all_packs()))
    PAGE.write_text(page(), encoding="utf-8")
