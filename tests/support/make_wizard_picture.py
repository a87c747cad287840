"""函数向导的图片: docs/pictures/libreoffice-function-wizard.png, taken of the real program on a virtual screen.

python -m support.make_wizard_picture    (in the folder tests)
"""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

from support.office import CHINESE, Office, OfficeError, built_extension, picture, screen

TARGET = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "libreoffice-function-wizard.png"
#: where the dialog stands on the screen
_DIALOG = "742x502+329+198"

_SHEET = """
document = new(hidden=False)
sheet = document.Sheets[0]
for place, text in enumerate(["分值", "年度指标值", "实际完成值", "得分"]):
    sheet.getCellByPosition(place, 0).String = text
for place, value in enumerate([10, "≥450人", "442人"]):
    one = sheet.getCellByPosition(place, 1)
    one.Formula = str(value) if isinstance(value, int) else value
sheet.getCellByPosition(3, 1).Formula = '=PERF_SCORE(A2;B2;C2;"按照完成比例赋分";"新疆项目2024")'
document.CurrentController.Frame.ContainerWindow.setPosSize(0, 0, 1400, 900, 15)
dispatch(document, ".uno:GoToCell", ToPoint="D2")
"""


def main() -> None:
    """Take the picture."""
    with tempfile.TemporaryDirectory() as folder, screen(1400, 900) as display:
        where = Path(folder)
        with Office(where, extension=built_extension(where), display=display, settings=CHINESE) as office:
            office.run(_SHEET)
            time.sleep(1)

            def wizard() -> None:
                # the dialog waits for the user: the program is ended with it open
                try:
                    office.run('dispatch(desktop.CurrentComponent, ".uno:FunctionDialog")')
                except OfficeError:
                    return

            waiting = threading.Thread(target=wizard, daemon=True)
            waiting.start()
            time.sleep(4)
            picture(display, TARGET, _DIALOG)
        waiting.join(timeout=30)
    print(TARGET)


if __name__ == "__main__":
    main()
