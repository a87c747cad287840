"""Values, cell functions and native formulas give the same figures for every published table.

Native formulas are computed by LibreOffice; cell functions by a formula engine that calls our functions for each cell.
"""

from decimal import Decimal

import formualizer
import pytest
from openpyxl import load_workbook
from support.cases import WHY_ABSENT, case_ids, load_cases
from support.layouts.build import build_sheets
from support.layouts.look import NUMBERS, OFFICIAL
from support.libreoffice import SOFFICE, convert
from support.libreoffice import WHY_ABSENT as NO_LIBREOFFICE

from addin.commands.score import score_file
from addin.grid import position
from udfs.core.errors import CellError
from udfs.registry import functions

pytestmark = pytest.mark.skipif(not case_ids(), reason=WHY_ABSENT)

#: a spreadsheet's ROUND settles ties in decimal, the official system of 新疆 in doubles (docs/native.md)
TIE = Decimal("0.01")


@pytest.fixture(scope="module", params=[OFFICIAL, NUMBERS], ids=["text", "numbers"])
def blank(request, tmp_path_factory):
    """All published tables in one workbook, a sheet each, their computed cells empty."""
    path = tmp_path_factory.mktemp("三种 写法") / "公开表.xlsx"
    path.write_bytes(build_sheets(load_cases(), request.param, blank=True).data)
    return path


def filled(path, style):
    """(the file, its figures by sheet and cell, the points before rounding) of one style."""
    target = path.with_name(f"{style}.xlsx")
    result = score_file(path, out=target, style=style, force=True)
    figures, exact = {}, {}
    for computed in result.forms:
        sheet = computed.form.sheet
        figures.update({(sheet, item.cell): (item.value, item.formula) for item in computed.filled})
        exact.update({(sheet, figure.bound.label): figure.outcome.exact for figure in computed.figures.all()})
    return target, figures, exact


def number(value):
    """A figure as a number: 89.62分 and 99.27% as text are 89.62 and 0.9927."""
    text = str(value).removesuffix("分")
    return Decimal(text.rstrip("%")) / 100 if text.endswith("%") else Decimal(text)


def same(shown, expected):
    if str(expected) in ("优", "良", "中", "差") or str(expected).startswith("等级"):
        return str(shown) == str(expected)
    return abs(number(shown) - number(expected)) <= Decimal("1e-9")


@pytest.mark.skipif(SOFFICE is None, reason=NO_LIBREOFFICE)
def test_native_formulas_agree_with_values_wherever_they_are_not_blank(blank, tmp_path):
    _, values, exact = filled(blank, "values")
    target, native, _ = filled(blank, "native")
    book = load_workbook(convert(target, tmp_path), data_only=True)
    compared, ties = 0, 0
    for (sheet, cell), (_, formula) in native.items():
        assert formula, (sheet, cell)
        shown = book[sheet][cell].value
        if shown in (None, ""):
            continue  # native.undecided
        expected = values[sheet, cell][0]
        compared += 1
        if not same(shown, expected):
            # half a hundredth, but for the last bit of the double: rounded up in decimal, down in the official system
            ties += 1
            assert number(shown) - number(expected) == TIE, (sheet, cell, shown, expected)
            assert abs(exact[sheet, cell] - number(expected) - TIE / 2) < Decimal("1e-9"), (sheet, cell)
    assert compared > 450
    assert ties == 9  # of the published rows


def test_cell_functions_agree_with_values(blank):
    _, values, _ = filled(blank, "values")
    target, written, _ = filled(blank, "functions")
    book = formualizer.load_workbook(str(target))
    for function in functions():
        book.register_function(function.name, _plain(function), min_args=1, max_args=30)
    book.evaluate_all()
    compared = 0
    for (sheet, cell), (value, formula) in written.items():
        expected = values[sheet, cell][0]
        assert same(value, expected), (sheet, cell, "cached")
        if formula:
            shown = book.get_value(sheet, *position(cell))
            assert same(shown, expected), (sheet, cell, formula, shown, expected)
            compared += 1
    assert compared > 450


def _plain(function):
    """The engine passes None for blanks and lists for ranges; a cell error is raised as one."""

    def call(*arguments):
        answer = function(*arguments)
        if isinstance(answer, CellError):
            raise ValueError(answer.code)
        return answer

    return call
