"""LibreOffice 的图片 (pictures of LibreOffice for the docs): python tests/support/make_libreoffice_pictures.py FOLDER.

The real program with the built extension on a virtual screen: menu and toolbar, a form before and after 计算 and 校验, the
sheet of findings. The figures are those of a published form.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HOUSE), str(HOUSE / "tests")]

from support.office import CHINESE, Office, built_extension, picture, press_keys, screen  # noqa: E402
from support.office_scenes import PRELUDE  # noqa: E402

BLANK = HOUSE / "workbooks/xinjiang-2024-project-01-blank.xlsx"
#: where the menu 绩效自评 stands in a window of this size
_MENU, _ASIDE = ("548", "10"), ("1200", "850")

OPEN = """
document = load(data["path"], hidden=False)
frame = bring_up(document)
document.CurrentController.ZoomType, document.CurrentController.ZoomValue = 3, 80
document.CurrentController.select(document.Sheets[0].getCellRangeByName("A2"))
time.sleep(2)
"""
SCREEN = """
document = desktop.CurrentComponent
screen = Screen(ctx, document.CurrentController.Frame)
"""
COMPUTE = (
    SCREEN
    + """
screen.press("compute").answer("确定")
screen.done()
time.sleep(2)
"""
)
CHECK = (
    SCREEN
    + """
document.Sheets[0].getCellRangeByName("I13").Value = 11
screen.press("check").answer("确定")
screen.done()
document.CurrentController.select(document.Sheets[0].getCellRangeByName("I13"))
document.Sheets[0].getCellRangeByName("I13").Annotation.IsVisible = True
time.sleep(2)
"""
)
FINDINGS = (
    SCREEN
    + """
document.Sheets[0].getCellRangeByName("I13").Annotation.IsVisible = False
document.CurrentController.setActiveSheet(document.Sheets[1])
document.CurrentController.select(document.Sheets[1].getCellRangeByName("H3"))
time.sleep(2)
"""
)
EXPLAIN = (
    SCREEN
    + """
document.CurrentController.setActiveSheet(document.Sheets[0])
document.CurrentController.select(document.Sheets[0].getCellRangeByName("I15"))
screen.press("explain")
screen.dialog()
time.sleep(1)
"""
)


def make(folder: Path) -> None:
    """All pictures, into ``folder``."""
    with tempfile.TemporaryDirectory(prefix="图片 ") as name, screen(1400, 900) as display:
        work = Path(name)
        form = shutil.copy(BLANK, work / "项目支出绩效自评表.xlsx")
        with Office(work, extension=built_extension(work), display=display, settings=CHINESE) as office:

            def shot(what: str, crop: str = "1400x900+0+0") -> None:
                picture(display, folder / f"libreoffice-{what}.png", crop)

            office.run(PRELUDE + "import time\n" + OPEN, path=str(form))
            press_keys(display, "mousemove", *_MENU, "click", "1", "sleep", "2")
            shot("menu", "1400x430+0+0")
            press_keys(display, "key", "Escape", "key", "Escape", "mousemove", *_ASIDE, "sleep", "1")
            shot("before")
            for what, script in (("computed", COMPUTE), ("checked", CHECK), ("findings", FINDINGS)):
                office.run(PRELUDE + "import time\n" + script)
                shot(what, "1400x520+0+0" if what == "findings" else "1400x900+0+0")
            office.run(PRELUDE + "import time\n" + EXPLAIN)
            shot("explained")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
