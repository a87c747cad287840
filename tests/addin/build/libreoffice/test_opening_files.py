"""Files of other programs opened in the real LibreOffice: our functions are bound in every spelling, nothing else is touched."""

from __future__ import annotations

import openpyxl
import pytest
from support.office import WHY_NO_OFFICE, Office, built_extension
from support.spelled import ADDIN_TARGET, Formula, workbook

pytestmark = pytest.mark.skipif(bool(WHY_NO_OFFICE), reason=WHY_NO_OFFICE)

_LONG = "ORG.JIXIAO.SHEET.PERFADDIN.PERF_SCORE"
#: a formula as a file holds it: what is shown once it is open. 10 points, ≥4套, 2套: 5 points
SPELLINGS = {
    "PERF_SCORE(B1,C1,D1)": 5,
    "perf_score(B1,C1,D1)": 5,
    "[1]!PERF_SCORE(B1,C1,D1)": 5,
    "'C:\\Users\\张 三\\jixiao.xlam'!PERF_SCORE(B1,C1,D1)": 5,
    "jixiao.xlam!PERF_SCORE(B1,C1,D1)": 5,
    "_xll.PERF_SCORE(B1,C1,D1)": 5,
    "_xlfn.PERF_SCORE(B1,C1,D1)": 5,
    "_xldudf_JIXIAO_PERF_SCORE(B1,C1,D1)": 5,
    "JIXIAO.PERF_SCORE(B1,C1,D1)": 5,
    f"{_LONG}(B1,C1,D1)": 5,
    f"{_LONG.lower()}(B1,C1,D1)": 5,
    'IF(B1="","",[1]!PERF_SCORE(B1,C1,D1))+[1]!PERF_TOTAL(B1:B1,5)': 20,
    '_xll.PERF_SCORE(B1,C1,D1)&"，见 _xll.PERF_SCORE(说明)"': "5，见 _xll.PERF_SCORE(说明)",
    'PERF_GRADE(95)="优"': True,
    "PERF_TOTAL(自评表!B1,'自评表'!B1)": 20,
}
#: formulas that are no business of ours; the value in the file stays
OTHERS = (
    "SUM(B1:B1)", '"PERF_SCORE("&B1', "[1]!OTHER_FUNCTION(B1)", "OTHER_FUNCTION(B1)", "PERF_UNKNOWN(B1)",
    "MY_PERF_SCORE(B1)", "_xlfn.XLOOKUP(B1,B1:B1,B1:B1)",
)  # fmt: skip
_STORED = 1.25


def _cells(stored):
    """Formulas in column A, arguments beside them; array formulas in F; ``stored``: with the values of the last program."""
    cached = _STORED if stored else None
    cells = {}
    for row, formula in enumerate([*SPELLINGS, *OTHERS], 1):
        cells[f"A{row}"] = Formula(formula, cached if row <= len(SPELLINGS) else _STORED)
        cells.update({f"B{row}": 10, f"C{row}": "≥4套", f"D{row}": "2套"})
    cells["F1"] = Formula("PERF_SCORE(B1:B3,C1:C3,D1:D3)", cached, array="F1:F3")
    cells["G1"] = Formula("[1]!PERF_SCORE(B1:B3,C1:C3,D1:D3)", cached, array="G1:G3")
    cells["H1"] = Formula("SUM(B1:B3)", _STORED, array="H1:H1")
    return dict(sorted(cells.items(), key=lambda item: (int(item[0][1:]), item[0][0])))


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """What the program shows after opening each file, and the folder where it saved them."""
    folder = tmp_path_factory.mktemp("打开 文件")
    for name, stored in (("有缓存", True), ("无缓存", False)):
        workbook(folder / f"{name}.xlsx", _cells(stored), ADDIN_TARGET)
    with Office(folder, extension=built_extension(folder)) as office:
        shown = office.run(
            """
            from pathlib import Path
            folder, answer = Path(data["folder"]), {}

            def state(document):
                sheet = document.Sheets[0]
                column = [sheet.getCellByPosition(0, row) for row in range(data["rows"])]
                arrays = [sheet.getCellRangeByName(name) for name in ("F1", "F2", "F3", "G1", "G2", "G3", "H1")]
                return {
                    "values": [(one.String, one.Formula, one.getError()) for one in column],
                    "arrays": [(one.String, one.getError(), one.ArrayFormula) for one in arrays],
                    "modified": document.isModified(),
                    "undo": list(document.UndoManager.getAllUndoActionTitles()),
                }

            for name in ("有缓存", "无缓存"):
                document = load(folder / (name + ".xlsx"))
                answer[name] = state(document)
                for kind in ("xlsx", "ods", "xls"):
                    save(document, folder / f"{name} 存.{kind}")
                close(document)
                for kind in ("xlsx", "ods", "xls"):
                    document = load(folder / f"{name} 存.{kind}")
                    answer[name + kind] = state(document)
                    close(document)
            """,
            folder=str(folder),
            rows=len(SPELLINGS) + len(OTHERS),
        )
    return folder, shown


def _number(text):
    try:
        return float(text)
    except ValueError:
        return {"TRUE": True, "FALSE": False, "1": True}.get(text, text)


@pytest.mark.parametrize("name", ["有缓存", "无缓存"])
def test_every_spelling_is_bound_and_computed_whatever_value_was_stored(opened, name):
    shown = [_number(text) for text, _, _ in opened[1][name]["values"][: len(SPELLINGS)]]
    expected = list(SPELLINGS.values())
    if name == "有缓存":
        # a formula that LibreOffice binds itself keeps its stored value, as all formulas do on loading
        for place, formula in enumerate(SPELLINGS):
            if shown[place] == _STORED:
                assert formula.upper().startswith(_LONG)
                expected[place] = _STORED
    assert shown == expected


def test_formulas_of_others_keep_their_text_and_their_stored_value(opened):
    kept = opened[1]["有缓存"]["values"][len(SPELLINGS) :]
    assert [text for text, _, _ in kept] == [str(_STORED)] * len(OTHERS)
    assert all("PERFADDIN" not in formula for _, formula, _ in kept)


@pytest.mark.parametrize("name", ["有缓存", "无缓存"])
def test_array_formulas_stay_array_formulas(opened, name):
    arrays = opened[1][name]["arrays"]
    assert [text for text, _, _ in arrays[:6]] == ["5"] * 6
    assert all(formula.startswith("{=") for _, _, formula in arrays)


@pytest.mark.parametrize("name", ["有缓存", "无缓存"])
def test_opening_leaves_no_step_to_undo_and_an_unchanged_document(opened, name):
    assert (opened[1][name]["modified"], opened[1][name]["undo"]) == (False, [])


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("name", ["有缓存", "无缓存"])
def test_a_file_that_libreoffice_saved_shows_the_same_when_it_is_opened_again(opened, name, kind):
    after = [_number(text) for text, _, _ in opened[1][name + kind]["values"][: len(SPELLINGS)]]
    wrong = [
        (formula, shown)
        for (formula, expected), shown in zip(SPELLINGS.items(), after)
        if shown != expected and not (formula.upper().startswith(_LONG) and shown == _STORED)
    ]
    assert wrong == []


def test_the_values_are_stored_in_the_saved_xlsx(opened):
    sheet = openpyxl.load_workbook(opened[0] / "无缓存 存.xlsx", data_only=True).active
    assert [sheet.cell(row, 1).value for row in range(1, len(SPELLINGS) + 1)] == list(SPELLINGS.values())
    assert [sheet[f"F{row}"].value for row in (1, 2, 3)] == [5, 5, 5]


def test_a_protected_sheet_is_bound_too_and_stays_protected(tmp_path):
    source = workbook(tmp_path / "受保护 表.xlsx", {"A1": Formula("[1]!PERF_TOTAL(B1)", 9), "B1": 7}, ADDIN_TARGET)
    book = openpyxl.load_workbook(source)
    book.active.protection.sheet = True
    book.active.protection.password = "密"
    book.save(source)
    with Office(tmp_path, extension=built_extension(tmp_path)) as office:
        shown = office.run(
            """
            document = load(data["source"])
            answer = [cell(document, "A1").String, document.Sheets[0].isProtected(), document.isModified()]
            close(document)
            """,
            source=str(source),
        )
    assert shown == ["7", True, False]
