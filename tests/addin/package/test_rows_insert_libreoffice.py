"""插入行与 LibreOffice 对照: 1, 40 and 400 rows inserted by us and by the real program leave the same workbook.

Both results are stored by LibreOffice, so one writer and one calculation made both files, and every sheet is compared.
The new rows are like the row above them, because that is the row LibreOffice copies.

Where LibreOffice itself is not like Excel:

- a row of automatic height (``ht`` without ``customHeight``) is fitted anew by LibreOffice when rows are inserted in its
  merged block, and its new rows are as high as their empty cells need; Excel leaves the stored height until somebody
  fits it, and so do we. Heights are therefore compared on a copy whose rows have heights set by hand, and the automatic
  ones have a test of their own.
- a merge that should grow is lost by LibreOffice on a protected sheet that allows inserting rows; Excel grows it. The
  protection is lifted for LibreOffice's insertion and put back after it (support/insert_rows_uno.py).
"""

import functools
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from support.books import unzipped, zipped
from support.insert_rows_uno import insert_all
from support.libreoffice import SOFFICE, WHY_ABSENT
from support.packfill import workbook
from support.workbook_facts import SHEET_FACTS, facts

from addin.edits import InsertRows, SetValue
from addin.package.writing import apply_edits

SHEET = "项目支出绩效自评表"
#: (before, count): inside the block of an indicator group; between two groups; after the last indicator, above the total
CASES = [(15, 1), (15, 40), (15, 400), (16, 40), (40, 400)]
INDICATORS = range(13, 40)
TYPED = (("≥16万人", "19.8万人", 5), ("≥90%", "95%", 4), ("持续改善", "持续改善", 3), ("≥20个", "15个", 2))
WHY_NO_UNO = "LibreOffice 的 Python 接口（软件包 python3-uno）不在本机上，无法让 LibreOffice 插入行"


@functools.cache
def uno_python():
    """The first Python that can talk to LibreOffice: Debian's own, else the one inside LibreOffice; "" without any."""
    inside = Path(SOFFICE).resolve().parent / "python" if SOFFICE else None
    for python in (shutil.which("python3", path="/usr/bin:/bin"), str(inside) if inside and inside.exists() else None):
        if python and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return ""


@functools.cache
def filled(by_hand=True):
    """The national pack with every indicator row typed in; ``by_hand``: each of its rows has a height of its own."""
    edits = [SetValue(SHEET, 6, column, value) for column, value in ((4, 100), (5, 120), (6, 90))]
    for row in INDICATORS:
        target, actual, weight = TYPED[row % len(TYPED)]
        values = (f"指标{row}", target, actual, weight)
        edits += [SetValue(SHEET, row, column, value) for column, value in enumerate(values, start=4)]
    data = apply_edits(workbook("cn/national").read_bytes(), edits, record=False)
    if not by_hand:
        return data
    parts = unzipped(data)
    page, changed = re.subn(
        r'<row r="(\d+)" ht="26">',
        lambda found: f'<row r="{found[1]}" ht="{24 + int(found[1]) % 7 * 1.5}" customHeight="1">',
        parts["xl/worksheets/sheet1.xml"].decode(),
    )
    assert changed >= len(INDICATORS)
    return zipped({**parts, "xl/worksheets/sheet1.xml": page.encode()})


def inserted(data, before, count):
    return apply_edits(data, [InsertRows(SHEET, before, count, before - 1)], record=False)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """(ours, LibreOffice's) for every case, all stored by one session of LibreOffice; "automatic" is the pack's own file."""
    if SOFFICE is None:
        pytest.skip(WHY_ABSENT)
    if not uno_python():
        pytest.skip(WHY_NO_UNO)
    folder = tmp_path_factory.mktemp("rows")
    jobs, targets = [], {}

    def job(name, data, before=0, count=0):
        source, target = folder / f"{name}-in.xlsx", folder / f"{name}.xlsx"
        source.write_bytes(data)
        jobs.append({"source": str(source), "target": str(target), "sheet": SHEET, "before": before, "count": count})
        return target

    for name, data, before, count in [
        *((case, filled(), *case) for case in CASES),
        ("automatic", filled(by_hand=False), 15, 40),
    ]:
        stem = f"{before}-{count}-{'auto' if name == 'automatic' else 'hand'}"
        targets[name] = (
            job(f"{stem}-ours", inserted(data, before, count)),
            job(f"{stem}-libreoffice", data, before, count),
        )
    insert_all(uno_python(), SOFFICE, folder, jobs)
    return {name: (facts(ours), facts(theirs)) for name, (ours, theirs) in targets.items()}


def differences(ours, theirs):
    """Where two facts are not alike, in words."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        places = sorted({*ours, *theirs}, key=str)
        return [f"{place}: {one}" for place in places for one in differences(ours.get(place), theirs.get(place))]
    return [] if ours == theirs else [f"ours {ours}, LibreOffice {theirs}"]


@pytest.mark.soffice
@pytest.mark.parametrize("fact", [*SHEET_FACTS, "names"])
@pytest.mark.parametrize(("before", "count"), CASES)
def test_a_workbook_with_new_rows_is_the_one_libreoffice_makes(both, before, count, fact):
    ours, theirs = both[before, count]
    assert differences(ours[fact], theirs[fact])[:5] == []


@pytest.mark.soffice
@pytest.mark.parametrize(("before", "count"), CASES)
def test_what_is_compared_is_there_and_has_moved(both, before, count):
    """Written by hand from the form, so that two files that are wrong alike do not pass."""
    _, theirs = both[before, count]
    last, total = 39 + count, 40 + count
    found = {name: theirs[name][SHEET] for name in SHEET_FACTS}
    grown = {
        15: {f"A12:A{last}", f"B13:B{24 + count}", f"C13:C{15 + count}"},
        16: {f"A12:A{last}", f"B13:B{24 + count}", "C13:C15", f"C{16 + count}:C{18 + count}"},
        40: {"A12:A39", "B37:B39"},
    }
    assert {"A1:I1", f"A{total}:F{total}", *grown[before]} <= found["merges"]
    assert found["print"][:2] == (f"'{SHEET}'!$A$1:$I${41 + count}", "$12:$12")
    assert (found["protection"]["sheet"], found["protection"]["insertRows"]) == (True, False)
    ranges = {area for areas, *_ in found["validations"] for area in areas}
    assert {f"E13:E{last}", f"H13:H{last}", f"D{41 + count}"} <= ranges
    assert list(found["conditional formats"]) == [f"A13:I{last}"]
    assert f"SUM(G6,G13:G{last if before < 40 else 39})" in found["formulas"][f"G{total}"]
    # the ten points of the budget and those of the indicators
    assert found["values"][f"G{total}"] == 10 + sum(TYPED[row % len(TYPED)][2] for row in INDICATORS)
    assert {found["formulas"][f"D{row}"] for row in range(before, before + count)} == {None}
    assert found["formulas"][f"D{before - 1}"] == f"指标{before - 1}"
    if before < 40:
        assert found["formulas"][f"D{before + count}"] == f"指标{before}"
        assert f"LEN(G{before + count})" in found["formulas"][f"H{before + count}"]
        assert isinstance(found["values"][f"H{before + count}"], (int, float))
    heights = [found["heights"][row][0] for row in range(before, before + count)]
    assert heights == [pytest.approx(24 + (before - 1) % 7 * 1.5, abs=0.1)] * count
    assert {tuple(found["borders"][f"E{row}"]) for row in range(13, total)} == {("thin",) * 4}
    assert theirs["names"]["project_total_score"].replace("'", "") == f"{SHEET}!$H${total}"


@pytest.mark.soffice
@pytest.mark.parametrize("fact", [one for one in (*SHEET_FACTS, "names") if one != "heights"])
def test_rows_of_automatic_height_are_alike_but_for_the_height_that_libreoffice_fits_anew(both, fact):
    ours, theirs = both["automatic"]
    assert differences(ours[fact], theirs[fact])[:5] == []


def test_rows_of_automatic_height_keep_the_stored_height_and_new_ones_have_it_too():
    page = unzipped(inserted(filled(by_hand=False), 15, 40))["xl/worksheets/sheet1.xml"].decode()
    heights = dict(re.findall(r'<row r="(\d+)" ht="([\d.]+)"', page))
    assert {heights[str(row)] for row in range(13, 80)} == {"26"}
