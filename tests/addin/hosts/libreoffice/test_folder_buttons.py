"""下发模板 and 汇总 in a window of the real LibreOffice, with the jixiao of this environment as the installed one.

Pressed through the dispatch that a click uses; questions, the folder picker and the file dialog are answered as by a user.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import openpyxl
import pytest
from support.office import CHINESE, WHY_NO_DISPLAY, WHY_NO_OFFICE, Office, built_extension, screen
from support.office_scenes import PRELUDE

from addin import settings
from addin.handout.manifest import NAME, read_manifest
from addin.version import version

pytestmark = [
    pytest.mark.soffice,
    pytest.mark.skipif(bool(WHY_NO_OFFICE or WHY_NO_DISPLAY), reason=WHY_NO_OFFICE or WHY_NO_DISPLAY),
]

HOUSE = Path(__file__).parents[4]
REGISTER = HOUSE / "workbooks/units-example.xlsx"

ISSUE = """
document = load(data["register"], hidden=False)
screen = Screen(ctx, bring_up(document))
asked = screen.press("issue").answer("是")
picker = screen.type_path(data["out"], "选择")
said = screen.answer_at_last("确定", 200)
screen.done()
answer = [asked, picker, said, document.isModified()]
"""
ROLLUP = """
document = desktop.CurrentComponent
screen = Screen(ctx, document.CurrentController.Frame)
screen.press("rollup")
screen.type_path(data["out"], "选择")
screen.type_path(data["summary"], "保存")
said = screen.answer_at_last("是", 200)
screen.done()
time.sleep(2)
import uno
components, open_now = desktop.Components.createEnumeration(), []
while components.hasMoreElements():
    one = components.nextElement()
    if hasattr(one, "Sheets"):
        open_now.append(uno.fileUrlToSystemPath(one.URL))
        one.setModified(False)
answer = [said, sorted(open_now)]
"""


@pytest.fixture(scope="module")
def pressed(tmp_path_factory):
    """Both buttons, one after the other, in one running program."""
    folder = tmp_path_factory.mktemp("下发 汇总")
    register = Path(shutil.copy(REGISTER, folder / "单位 名册.xlsx"))
    out, summary = folder / "下发 到", folder / "汇总 结果.xlsx"
    out.mkdir()
    own = folder / "设 置"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(own))
        settings.save({settings.PYTHON: sys.executable, settings.VERSION: version()})
    with (
        screen() as display,
        Office(
            folder, extension=built_extension(folder), display=display, settings=CHINESE,
            environment={"XDG_CONFIG_HOME": str(own)},
        ) as office,
    ):  # fmt: skip
        issued = office.run(PRELUDE + ISSUE, seconds=240, register=str(register), out=str(out))
        for file in sorted(out.glob("*/*.xlsx"))[:3]:
            fill(file)
        summed = office.run(PRELUDE + ROLLUP, seconds=240, out=str(out), summary=str(summary))
    return {"issued": issued, "summed": summed, "out": out, "summary": summary, "register": register}


def fill(file: Path) -> None:
    """A unit types something into a cell that it may fill."""
    book = openpyxl.load_workbook(file)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked and cell.value is None and not isinstance(cell, openpyxl.cell.MergedCell):
                    cell.value = 1
                    book.save(file)
                    return


def test_every_unit_of_the_open_register_gets_its_pack(pressed):
    asked, picker, said, modified = pressed["issued"]
    assert "“单位 名册.xlsx”作为单位名册" in asked[1]
    assert picker[0] == "选择下发到哪个文件夹"
    assert "名册共 30 个单位：新做 30 个" in said[1]
    assert f"下发清单：{pressed['out'] / '下发清单.xlsx'}" in said[1]
    assert not modified
    head, entries = read_manifest((pressed["out"] / NAME).read_text("utf-8").splitlines())
    assert head.register == "单位 名册.xlsx"
    assert all((pressed["out"] / one.path).is_file() for entry in entries for one in entry.files)


def test_the_folder_is_summed_up_and_the_summary_stands_open(pressed):
    said, open_now = pressed["summed"]
    assert "应报 30 个，已报 3 个" in said[1]
    assert "未报 27 个" in said[1]
    assert open_now == sorted([str(pressed["register"]), str(pressed["summary"])])
    assert openpyxl.load_workbook(pressed["summary"], read_only=True).sheetnames
