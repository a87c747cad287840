"""下发模板、汇总的图片 (pictures of the buttons for folders): python tests/support/make_folder_pictures.py FOLDER.

The real LibreOffice with the built extension on a virtual screen and the jixiao of this environment: the register with the
window of progress, then what 汇总 tells, then the summary. Units and figures are those of workbooks/units-example.xlsx.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import openpyxl

HOUSE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HOUSE), str(HOUSE / "tests")]

from support.office import CHINESE, Office, built_extension, picture, screen  # noqa: E402
from support.office_scenes import PRELUDE  # noqa: E402
from support.returned_files import HandedOut  # noqa: E402

from addin import settings  # noqa: E402
from addin.version import version  # noqa: E402

BEGIN = """
document = load(data["register"], hidden=False)
screen = Screen(ctx, bring_up(document))
screen.press("issue").answer("是")
screen.type_path(data["out"], "选择")
until = time.monotonic() + 60
while time.monotonic() < until and "取消(A)" not in screen.texts(screen.dialog()):
    time.sleep(0.2)
while time.monotonic() < until and not any("每秒" in text for text in screen.texts(screen.dialog())):
    time.sleep(0.2)
"""
TOLD = """
document = desktop.CurrentComponent
screen = Screen(ctx, document.CurrentController.Frame)
screen.press("rollup")
screen.type_path(data["out"], "选择")
screen.type_path(data["summary"], "保存")
screen.answer_at_last("否", 200)
screen.shown_at_last("要打开汇总表吗", 60)
"""


def many(register: Path) -> Path:
    """The example with so many units that the progress can be seen."""
    book = openpyxl.load_workbook(HOUSE / "workbooks/units-example.xlsx")
    sheet = book.worksheets[0]
    last = [cell.value for cell in sheet[sheet.max_row]]
    for number in range(3, 400):
        sheet.append([f"006{number:03}", f"云岭县第{number}社区", *last[2:]])
    book.save(register)
    return register


def send_back(out: Path) -> None:
    """Two thirds of the units return their pack as units fill it: one twice, one broken."""
    handed = HandedOut(out)
    codes = list(handed.entries)
    for number, code in enumerate(codes[: len(codes) * 2 // 3]):
        data, file = handed.returned(code), out / handed.path(code)
        file.write_bytes(data[:2000] if number == 2 else data)
        if number == 1:
            file.with_name("再次报送.xlsx").write_bytes(handed.returned(code, seed=7))


def make(folder: Path) -> None:
    """Both pictures, into ``folder``."""
    with tempfile.TemporaryDirectory(prefix="图片 ") as name, screen(1400, 900) as display:
        work = Path(name)
        os.environ["XDG_CONFIG_HOME"] = str(work / "设置")
        settings.save({settings.PYTHON: sys.executable, settings.VERSION: version()})
        register = many(work / "单位名册.xlsx")
        out = work / "2024年度下发"
        out.mkdir()
        own = {"XDG_CONFIG_HOME": os.environ["XDG_CONFIG_HOME"]}
        with Office(
            work, extension=built_extension(work), display=display, settings=CHINESE, environment=own
        ) as office:
            head = PRELUDE + "import time\n"
            office.run(head + BEGIN, seconds=240, register=str(register), out=str(out))
            picture(display, folder / "libreoffice-issue.png", "1400x620+0+0")
            office.run(
                head + "screen = Screen(ctx, desktop.CurrentComponent.CurrentController.Frame)\n"
                'screen.answer_at_last("确定", 200)\n',
                seconds=240,
            )
            send_back(out)
            office.run(
                head + TOLD,
                seconds=240, out=str(out), summary=str(work / "2024年度汇总表.xlsx"),
            )  # fmt: skip
            picture(display, folder / "libreoffice-rollup.png", "1400x620+0+0")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
