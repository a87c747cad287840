"""The buttons on an open workbook in the real LibreOffice: the file's figures, one undo step each, no trace after 定稿."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from support.office import WHY_NO_OFFICE, Office

from addin.commands.findings_sheet import NAME
from addin.commands.score import score_file
from addin.hosts import files
from addin.package.freeze_package import freeze_package
from addin.package.writing import read_note

ROOT = Path(__file__).resolve().parents[3]
BLANK = "xinjiang-2024-project-01-blank.xlsx"
WRONG = "hengshan-2020-attachments-published.xlsx"

pytestmark = [pytest.mark.soffice, pytest.mark.skipif(bool(WHY_NO_OFFICE), reason=WHY_NO_OFFICE)]

PRESSING = """
    import sys
    sys.path[:0] = [data["root"], data["root"] + "/tests"]
    from support.fake_host import FakeDesk
    from addin.buttons import press
    from addin.hosts.libreoffice.workbook import LibreOfficeWorkbook

    def state():
        return [
            [sheet.Name, sheet.Annotations.Count, used(sheet).getFormulaArray(), coloured(sheet)]
            for sheet in document.Sheets if sheet.Name != "绩效校验结果"
        ]

    def used(sheet):
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        return sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)

    def coloured(sheet):
        ranges = used(sheet).getCellFormatRanges()
        return sorted((one.AbsoluteName, one.CellBackColor) for one in ranges if one.CellBackColor != -1)

    document = load(data["file"])
    undo = document.UndoManager
    before, said = state(), []
    for command in data["commands"]:
        desk = FakeDesk(target=data["frozen"])
        press(command, LibreOfficeWorkbook(ctx, document), desk)
        said.append(desk.said)
    steps = list(undo.getAllUndoActionTitles())
    save(document, data["saved"])
    sheets = list(document.Sheets.ElementNames)
    while undo.isUndoPossible():
        undo.undo()
    answer = {"said": said, "steps": steps, "sheets": sheets, "undone": state() == before, "left": list(document.Sheets.ElementNames)}
    close(document)
"""


@pytest.fixture(scope="module")
def pressed(tmp_path_factory):
    """Two published workbooks gone through in one running program: what was said, and the files saved from it."""
    folder = tmp_path_factory.mktemp("绩效 自评")
    results = {}
    with Office(folder) as office:
        for name, commands in (
            (BLANK, ["compute", "compute", "check", "freeze"]), (WRONG, ["check", "check", "explain", "freeze"]),
        ):  # fmt: skip
            file = Path(shutil.copy(ROOT / "workbooks" / name, folder / f"打开 {name}"))
            saved, frozen = folder / f"校验 后 {name}", folder / f"定稿 {name}"
            answer = office.run(
                PRESSING, root=str(ROOT), file=str(file), saved=str(saved), frozen=str(frozen), commands=commands
            )
            results[name] = {**answer, "saved": saved.read_bytes(), "frozen": frozen.read_bytes()}
    return results


def figures(data: bytes):
    """What the cells show; LibreOffice writes some numbers with another last digit of the double."""
    return {
        (grid.name, where): cell.text
        for grid in files.read(data).grids
        for where, cell in grid.cells.items()
        if cell.text
    }


def colours(data: bytes):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.fill.fgColor.rgb
        for sheet in book for row in sheet.iter_rows() for cell in row if cell.fill.patternType
    }  # fmt: skip


def test_the_figures_are_those_that_the_command_writes_into_the_file(pressed, tmp_path):
    wanted = tmp_path / "填好 的.xlsx"
    score_file(ROOT / "workbooks" / BLANK, out=wanted)
    assert figures(pressed[BLANK]["frozen"]) == figures(wanted.read_bytes())
    assert "总分 89.62" in pressed[BLANK]["said"][0]
    assert "没有需要填写的空白格" in pressed[BLANK]["said"][1]


def test_each_button_is_one_step_and_undoing_them_all_gives_back_the_workbook(pressed):
    assert pressed[WRONG]["steps"] == ["绩效自评：校验", "绩效自评：校验"]
    assert NAME in pressed[WRONG]["sheets"]
    for result in pressed.values():
        assert result["undone"]
        assert NAME not in result["left"]


def test_nothing_of_ours_is_left_in_what_was_frozen_in_the_program_or_from_the_saved_file(pressed):
    original = (ROOT / "workbooks" / WRONG).read_bytes()
    assert read_note(pressed[WRONG]["saved"]).sheets == {NAME}
    for frozen in (pressed[WRONG]["frozen"], freeze_package(pressed[WRONG]["saved"])):
        assert not read_note(frozen)
        assert figures(frozen) == figures(original)
        assert colours(frozen) == colours(original)
        book = openpyxl.load_workbook(io.BytesIO(frozen))
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
        assert NAME not in book.sheetnames


def test_what_was_checked_in_the_program_can_be_checked_again_from_the_file(pressed):
    opened = files.read(pressed[WRONG]["saved"])
    assert len(opened.note.comments) == len(opened.note.fills) == 15
