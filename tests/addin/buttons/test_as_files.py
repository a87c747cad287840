"""The buttons on published workbooks do what the commands do with the files, and 定稿 leaves no trace in a real file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.fake_host import FakeDesk, FakeWorkbook
from support.package_host import PackageWorkbook

from addin.buttons import press
from addin.buttons.book import OpenBook
from addin.commands.check_book import check_book
from addin.commands.findings_sheet import NAME
from addin.commands.folder import check_paths
from addin.commands.score import score_file
from addin.hosts import files
from addin.package.writing import read_note
from udfs.core.errors import CellError

WORKBOOKS = Path(__file__).resolve().parents[3] / "workbooks"
#: registers of units (units-*.xlsx) are no forms
PATHS = sorted(path for path in WORKBOOKS.rglob("*.xlsx") if not path.name.startswith(("~$", "units-")))
BLANK = [path for path in PATHS if "blank" in path.name]
SMALL = [path for path in PATHS if path.stat().st_size < 60_000]
OUT = "/上 报/定稿.xlsx"


def named(path):
    return str(path.relative_to(WORKBOOKS))


def open_file(path: Path) -> FakeWorkbook:
    opened = files.read(path)
    book = FakeWorkbook(opened.grids, f"/家 目录/{path.name}")
    book.state.profile_name = opened.profile_name
    return book


def values(grids):
    return {
        (grid.name, where): (cell.value if not isinstance(cell.value, CellError) else cell.value.code, cell.text)
        for grid in grids
        for where, cell in grid.cells.items()
        if cell.value is not None
    }


@pytest.mark.parametrize("path", BLANK, ids=named)
def test_computing_an_open_workbook_gives_what_scoring_the_file_gives(path, tmp_path):
    scored = score_file(path, out=tmp_path / "填好 的.xlsx")
    book = open_file(path)
    press("compute", book, FakeDesk())
    assert scored.written
    assert values(book.state.grids.values()) == values(files.read(scored.written).grids)


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_computing_twice_changes_nothing_the_second_time(path):
    book = open_file(path)
    press("compute", book, FakeDesk())
    before, steps = book.state.snapshot(), len(book.undo)
    press("compute", book, FakeDesk())
    assert book.state.snapshot() == before
    assert len(book.undo) == steps


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_checking_an_open_workbook_finds_what_checking_the_file_finds(path):
    found = check_book(OpenBook.read(open_file(path)))
    wanted = check_paths([path]).findings
    assert [(f.sheet, f.cell, f.code, f.message) for f in found] == [
        (f.sheet, f.cell, f.code, f.message) for f in wanted
    ]


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_every_button_gets_through_every_published_workbook(path, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    book, desk = open_file(path), FakeDesk(target=OUT)
    for command in ("compute", "check", "explain", "recompute", "settings", "freeze", "about"):
        press(command, book, desk)
    assert "没有预料到" not in desk.said
    assert OUT in book.copies
    assert all(len(text.splitlines()) <= 40 for text in desk.told)


@pytest.mark.parametrize("path", SMALL, ids=named)
def test_a_real_file_that_was_checked_and_frozen_is_the_file_without_a_trace_of_ours(path):
    book, desk = PackageWorkbook(path.read_bytes(), f"/家 目录/{path.name}"), FakeDesk(target=OUT)
    before = values(files.read(path).grids)
    press("check", book, desk)
    opened = files.read(book.data)
    assert NAME in [grid.name for grid in opened.grids] or "没有发现问题" in desk.said
    press("freeze", book, desk)
    frozen = book.copies[OUT]
    assert not read_note(frozen)
    assert values(files.read(frozen).grids) == before
    parts = _parts(frozen)
    assert NAME.encode() not in parts["xl/workbook.xml"]
    assert not [name for name, data in parts.items() if "绩效校验".encode() in data]
    assert sorted(name for name in parts if "comments" in name) == sorted(
        name for name in _parts(path.read_bytes()) if "comments" in name
    )


@pytest.mark.parametrize("path", SMALL[:4], ids=named)
def test_checking_a_real_file_again_after_it_was_put_right_takes_everything_away(path):
    book = PackageWorkbook(path.read_bytes(), f"/家 目录/{path.name}")
    press("check", book, FakeDesk())
    first = book.data
    press("check", book, FakeDesk())
    again, once = files.read(book.data), files.read(first)
    assert again.note == once.note
    assert [grid.name for grid in again.grids] == [grid.name for grid in once.grids]


def test_the_findings_of_a_workbook_with_our_sheet_in_it_are_those_of_the_workbook_without(tmp_path):
    path = WORKBOOKS / "hengshan-2020-attachments-published.xlsx"
    book = PackageWorkbook(path.read_bytes(), str(path))
    press("check", book, FakeDesk())
    copy = tmp_path / "校验 过的.xlsx"
    copy.write_bytes(book.data)
    assert [(f.sheet, f.cell, f.code) for f in check_paths([copy]).findings] == [
        (f.sheet, f.cell, f.code) for f in check_paths([path]).findings
    ]


def _parts(data: bytes):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
