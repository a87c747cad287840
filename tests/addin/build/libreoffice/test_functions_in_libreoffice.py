"""Every cell function in the real LibreOffice: the values of the Python core, but for the differences that are listed."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Tuple

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from support.cases import load_cases
from support.function_calls import OMITTED, Call, column_calls, single_calls
from support.office import WHY_NO_OFFICE, built_extension, converted
from support.spelled import Formula, workbook

from addin.build.libreoffice.differences import DIFFERENCES, seen
from udfs.core.errors import CellError
from udfs.registry import function

pytestmark = pytest.mark.skipif(bool(WHY_NO_OFFICE), reason=WHY_NO_OFFICE)

_ERRORS = {"#N/A": "NA()", "#DIV/0!": "1/0", "#VALUE!": 'VALUE("x")'}
SINGLES = list(single_calls())
COLUMNS = list(column_calls())

#: formulas written out, and what they must show; the figures are worked out by hand
WRITTEN: Dict[str, Any] = {
    'PERF_SCORE(10,">=13套","13套")': 10,
    'PERF_SCORE(10,"≥2个","1个")': 5,
    'PERF_SCORE(10,"≥450人","442人","按照完成比例赋分","新疆项目2024")': 9.55,  # (98.22-60)/40*10
    "PERF_EXEC_RATE(8,6)": 0.75,
    "PERF_EXEC_RATE(0,6)": "#DIV/0!",
    "PERF_EXEC_RATE(-1,6)": "#NUM!",
    'PERF_EXEC_RATE("八",6)': "#VALUE!",
    'PERF_EXEC_RATE("",6)': "#N/A",
    'PERF_EXEC_SCORE(10,"700.00","694.90","新疆项目2024")': 9.82,
    'PERF_COMPLETION("≥16万人","20万人")': 1.25,
    'PERF_COMPLETION("≥16万人",NA())': "#N/A",
    "PERF_COMPLETION(1/0,1)": "#DIV/0!",
    'PERF_STANDARD(5,1.03,"以100%为标准。≦100%，计5分；每超过一个百分点扣0.5分，扣完为止")': 3.5,
    "PERF_CHANGE_RATE(8,6)": -0.25,
    "PERF_CONTROL_RATE(16,16)": 1,
    "PERF_SHARE(200,30)": 0.15,
    "PERF_GRADE(90)": "优",
    "PERF_GRADE(89.62)": "良",
    'PERF_GRADE(95)="优"': True,
    'IF(PERF_GRADE(95)="优",1,2)': 1,
    'IFERROR(PERF_GRADE("x"),"看不懂")': "看不懂",
    'PERF_GRADE(95,"没有的方案")': "#N/A",
    "ERROR.TYPE(PERF_TOTAL(1/0))": 2,
    'ROUND(PERF_SCORE(7,"≥3",2),1)+1': 5.7,  # 7*2/3 = 4.67
    "PERF_TOTAL()": 0,
    'PERF_TOTAL(9.82,"—",20,"10分")': 39.82,
    "PERF_TOTAL(BA1:BA4)": 29.82,
    "PERF_TOTAL(BA1:BA4,BA1,0.18)": 39.82,
    "PERF_TOTAL(BA1:BB4)": "#VALUE!",
    "PERF_TOTAL(BA1:BA4,NA())": "#N/A",
    "PERF_WAVG(BC1:BC3,BD1:BD3)": 0.975,  # (0.9*100+1*300)/400; the pair without a value is left out
    "PERF_WAVG(BC1:BC3,BD1:BD2)": "#VALUE!",
    "PERF_WAVG(BC1:BC3,BE1:BE3)": "#DIV/0!",
    "PERF_WAVG(BC1:BC3,-1)": "#VALUE!",
    "SUMPRODUCT(PERF_SHARE({100;200},{10;30}))": 0.25,
    "INDEX(PERF_SHARE({100;200},{10;30}),2)": 0.15,
    "MAX(PERF_SHARE({100,200},{10,30}))": 0.15,
    "PERF_SHARE(BD1:BD3,BD1:BD2)": "#VALUE!",
    # the listed differences, on purpose
    'PERF_SCORE(10,"≥2个",AZ1)': 0,
    'PERF_SCORE(10,"≥2个",AZ1:AZ1)': "#N/A",
    'PERF_SCORE(10,"≥2个","1个",AZ1,AZ1)': 5,
    "PERF_TOTAL(BF1:BF2)": "#VALUE!",
    "PERF_SHARE(BD1:BD3,BD1:BD3)": 1,
    'COUNTIF(BG1:BG2,"优")': 0,
    'SUMPRODUCT((BG1:BG2&""="优")*1)': 1,
}
_BESIDE = {
    "BA1": 9.82, "BA2": "—", "BA4": 20, "BB1": "没有数字", "BC1": 0.9, "BC2": 1, "BD1": 100, "BD2": 300, "BD3": 50,
    "BE1": 0, "BF1": 1, "BF2": Formula("NA()"),
    "BG1": Formula("PERF_GRADE(BH1:BH2)", array="BG1:BG2"), "BH1": 95, "BH2": 85,
}  # fmt: skip


def _cell(value: Any) -> Any:
    """A value as it stands in a cell; None is a blank cell."""
    if isinstance(value, CellError):
        return Formula(_ERRORS[value.code])
    if isinstance(value, bool):
        return Formula("TRUE()" if value else "FALSE()")
    return Formula('""') if value == "" else value


def _single_sheet(calls: List[Call]) -> Dict[str, Any]:
    cells: Dict[str, Any] = {}
    for row, call in enumerate(calls, 1):
        references = []
        for place, value in enumerate(call.values):
            address = f"{get_column_letter(place + 2)}{row}"
            references.append("" if value is OMITTED else address)
            if value is not OMITTED and value is not None:
                cells[address] = _cell(value)
        cells[f"A{row}"] = Formula(f"{call.function.name}({','.join(references)})")
    return dict(sorted(cells.items(), key=lambda item: (int(item[0][1:]), item[0][0])))


def _column_sheet() -> Tuple[Dict[str, Any], List[str]]:
    """Each call in rows of its own: the result in column A, the arguments from B on."""
    cells: Dict[str, Any] = {}
    results, start = [], 1
    for called, columns in COLUMNS:
        end = start + len(columns[0]) - 1
        for row in range(len(columns[0])):
            for place, column in enumerate(columns):
                if column[row] is not None:
                    cells[f"{get_column_letter(place + 2)}{start + row}"] = _cell(column[row])
        areas = [
            f"{get_column_letter(place + 2)}{start}:{get_column_letter(place + 2)}{end}"
            for place in range(len(columns))
        ]
        results.append(f"A{start}:A{end}")
        cells[f"A{start}"] = Formula(f"{called.name}({','.join(areas)})", array=results[-1])
        start = end + 1
    return dict(sorted(cells.items(), key=lambda item: (int(item[0][1:]), item[0][0]))), results


def _written_sheet() -> Dict[str, Any]:
    cells: Dict[str, Any] = {f"A{row}": Formula(formula) for row, formula in enumerate(WRITTEN, 1)}
    cells.update(_BESIDE)
    return cells


def _published_calls() -> List[Call]:
    """The rows of the published tables, with the profile of each form."""
    profiles = {"xinjiang-2024-project": "新疆项目2024", "zhuzhou-2021": "株洲2021", "hengyang-2024": "衡阳2024"}
    calls = []
    for case in load_cases():
        profile = next((name for start, name in profiles.items() if case["id"].startswith(start)), None)
        for row in case.get("indicators", []) if profile else []:
            values = (row.get("weight"), row.get("target"), row.get("actual"), row.get("method") or "", profile)
            if all(isinstance(value, (int, float, str)) for value in values):
                calls.append(Call(function("PERF_SCORE"), values))
    return calls


PUBLISHED = _published_calls()


@pytest.fixture(scope="module")
def saved_folder(tmp_path_factory):
    """The folder of all sheets, computed and saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("函数 重算")
    columns, _ = _column_sheet()
    made = {
        "单个": _single_sheet(SINGLES), "整列": columns, "写明": _written_sheet(), "公开": _single_sheet(PUBLISHED),
    }  # fmt: skip
    sources = [workbook(folder / f"{name}.xlsx", cells) for name, cells in made.items() if cells]
    sources.append(_several_sheets(folder / "几张表.xlsx"))
    return converted(sources, folder, built_extension(folder))[0].parent


def _several_sheets(path):
    book = openpyxl.Workbook()
    for number, name in enumerate(("汇总", "一月", "二月", "三月")):
        sheet = book.active if not number else book.create_sheet()
        sheet.title = name
        sheet["B1"] = 10 * number
    book["汇总"]["A1"] = "=PERF_TOTAL(一月:三月!B1)"
    book["汇总"]["A2"] = "=PERF_TOTAL(一月!B1,二月!B1,三月!B1)"
    book["汇总"]["A3"] = "=SUM(一月:三月!B1)"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def saved(saved_folder):
    """The stored values, as openpyxl sees them: name → worksheet."""
    return {path.stem: openpyxl.load_workbook(path, data_only=True).active for path in saved_folder.glob("*.xlsx")}


def _same(shown: Any, expected: Any) -> bool:
    if isinstance(expected, CellError):
        return shown == expected.code
    if isinstance(expected, (int, float)) and isinstance(shown, (int, float)):
        return math.isclose(shown, expected, rel_tol=1e-12, abs_tol=1e-12)
    return shown == expected


def _expected(call: Call) -> Tuple[Any, set]:
    """What the core says to what LibreOffice hands over, and the differences that apply."""
    values, differences = [], set()
    for argument, value in zip(call.function.arguments, call.values):
        given, difference = (None, "") if value is OMITTED else seen(argument, value)
        values.append(given)
        if difference:
            differences.add(difference)
    return call.function(*values), differences


def _as_in_core(call: Call) -> Any:
    return call.function(*(None if value is OMITTED else value for value in call.values))


def test_every_function_with_every_kind_of_single_value_shows_what_the_core_computes(saved):
    wrong = []
    for row, call in enumerate(SINGLES, 1):
        shown = saved["单个"].cell(row, 1).value
        expected, differences = _expected(call)
        if not differences and not _same(shown, _as_in_core(call)):
            wrong.append(f"{call}: {shown!r}, 应为 {_as_in_core(call)!r}")
        elif not _same(shown, expected):
            wrong.append(f"{call}: {shown!r}, 应为 {expected!r}（{differences}）")
    assert wrong == []
    assert len(SINGLES) > 700


def test_the_only_differences_of_single_values_are_the_listed_ones():
    met = set().union(*(_expected(call)[1] for call in SINGLES))
    assert met == {"blank", "logical"} <= set(DIFFERENCES)


def test_of_a_range_over_several_sheets_only_the_first_reaches_the_function(saved):
    """A figure that is too small without an error: so it is listed, with what to write instead."""
    assert [saved["几张表"][cell].value for cell in ("A1", "A2", "A3")] == [10, 60, 60]
    assert "several-sheets" in DIFFERENCES


def test_array_formulas_show_what_the_core_computes_for_the_whole_range(saved):
    _, areas = _column_sheet()
    wrong = []
    for (called, columns), area in zip(COLUMNS, areas):
        shown = [row[0].value for row in saved["整列"][area]]
        # whole numbers are doubles in a sheet
        ranges = [[[float(value) if isinstance(value, int) else value] for value in column] for column in columns]
        expected = called(*ranges)
        wrong += [
            f"{called.name} {area} 第 {at + 1} 行: {one!r}, 应为 {other!r}"
            for at, (one, (other,)) in enumerate(zip(shown, expected))
            if not _same(one, other)
        ]
    assert wrong == []


def test_array_formulas_are_saved_as_array_formulas(saved_folder):
    formulas = openpyxl.load_workbook(saved_folder / "整列.xlsx").active
    _, areas = _column_sheet()
    assert [formulas[area.partition(":")[0]].value.ref for area in areas] == areas


@pytest.mark.parametrize("formula", WRITTEN)
def test_a_formula_shows_the_figure_worked_out_by_hand(saved, formula):
    shown = saved["写明"].cell(list(WRITTEN).index(formula) + 1, 1).value
    expected = WRITTEN[formula]
    assert _same(shown, expected), f"{formula} 显示 {shown!r}，应为 {expected!r}"


@pytest.mark.skipif(not PUBLISHED, reason="公开案例不在手边")
def test_the_rows_of_the_published_tables_score_as_in_the_core(saved):
    wrong = [
        f"{call}: {saved['公开'].cell(row, 1).value!r}"
        for row, call in enumerate(PUBLISHED, 1)
        if not _same(saved["公开"].cell(row, 1).value, _as_in_core(call))
    ]
    assert wrong == []
    assert len(PUBLISHED) > 200
