"""生成 docs/pictures/letters/ (pictures of the letters): an invented unit's letter, printed by LibreOffice.

Run ``python tests/support/make_letter_pictures.py`` after a change of the letters; needs soffice and pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.letter_examples import FILE, HEAD, RECORD, UNIT
from support.libreoffice import convert_all

from addin.returned.letters import Addressee, letter

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "letters"


def draw() -> None:
    """画出图片."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    unit = Addressee(UNIT, (FILE,))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sources = []
        for name, records in (("return", [RECORD]), ("remind", [])):
            source = folder / f"{name}.docx"
            source.write_bytes(letter(unit, records, HEAD, office="某某市财政局", summary="2024年度汇总.xlsx"))
            sources.append(source)
        for source, pdf in zip(sources, convert_all(sources, folder / "work", "pdf")):
            command = ["pdftoppm", "-r", "72", "-png", "-singlefile", "-gray", str(pdf), str(PICTURES / source.stem)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    draw()
