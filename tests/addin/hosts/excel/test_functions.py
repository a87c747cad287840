"""The cell functions through xlwings' real UDF code, called with what Excel hands over."""

import datetime as dt
import types
from decimal import Decimal

import pytest
from support import pywin32_stub

from udfs.core.errors import ALL_CODES, CellError
from udfs.registry import functions

MODULE = "addin.hosts.excel.functions"
#: as COM hands over cell errors (xlwings' own table has the same seven)
DIV0, NA, NAME, NULL, NUM, REF, VALUE = (
    -2146826281, -2146826246, -2146826259, -2146826288, -2146826252, -2146826265, -2146826273,
)  # fmt: skip
MISSING = -2147352572

#: one call of every function that computes, with the result written out
CALLS = {
    "PERF_CHANGE_RATE": ((100.0, 110.0), 0.1),
    "PERF_COMPLETION": (("≥450人", "442人"), 442 / 450),
    "PERF_CONTROL_RATE": ((10.0, 9.0), 0.9),
    "PERF_EXEC_RATE": ((200.0, 150.0), 0.75),
    "PERF_EXEC_SCORE": ((10.0, 200.0, 200.0), 10.0),
    "PERF_GRADE": ((95.0,), "优"),
    "PERF_SCORE": ((10.0, "≥2个", "1个"), 5.0),
    "PERF_SHARE": ((4.0, 1.0), 0.25),
    "PERF_TOTAL": ((((9.82,), ("—",), (20.0,)), "10分"), 39.82),
    "PERF_WAVG": ((((1.0,), (0.5,)), ((100.0,), (300.0,))), 0.625),
}


@pytest.fixture(scope="module")
def excel():
    with pywin32_stub.installed():
        import xlwings.udfs

        def call(name, *arguments):
            result = xlwings.udfs.call_udf(MODULE, name, arguments)
            assert isinstance(result, list)
            assert all(isinstance(row, list) for row in result)
            # XLPython.CallUDF takes the outer lists off
            return result[0][0] if len(result) == len(result[0]) == 1 else result

        yield types.SimpleNamespace(call=call, udfs=xlwings.udfs, xlwings=xlwings)


def error(code):
    return {"#NULL!": "#jixiao!2000", "#DIV/0!": "#jixiao!2007", "#VALUE!": "#jixiao!2015", "#REF!": "#jixiao!2023",
            "#NAME?": "#jixiao!2029", "#NUM!": "#jixiao!2036", "#N/A": "#jixiao!2042"}[code]  # fmt: skip


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_function_computes_what_it_computes_everywhere(excel, name):
    arguments, expected = CALLS[name]
    result = excel.call(name, *arguments)
    assert result == pytest.approx(expected) if isinstance(expected, float) else result == expected


def test_every_registered_function_can_be_called(excel):
    module = excel.udfs.get_udf_module(MODULE, None)
    assert {function.name for function in functions()} == module.NAMES
    assert {name for name in dir(module) if hasattr(getattr(module, name), "__xlfunc__")} == module.NAMES


def test_explanations_are_sentences(excel):
    assert "5" in excel.call("PERF_EXPLAIN", 10.0, "≥2个", "1个")


def test_a_blank_cell_is_not_zero(excel):
    assert excel.call("PERF_EXEC_RATE", 200.0, None) == error("#N/A")
    assert excel.call("PERF_EXEC_RATE", 200.0, 0.0) == 0.0
    assert excel.call("PERF_EXEC_RATE", 0.0, 5.0) == error("#DIV/0!")


def test_a_formula_that_shows_nothing_counts_as_blank(excel):
    assert excel.call("PERF_EXEC_RATE", 200.0, "") == error("#N/A")


def test_optional_arguments_may_be_missing_blank_or_not_passed_at_all(excel):
    assert excel.call("PERF_SCORE", 10.0, "≥2个", "1个", MISSING, MISSING) == 5.0
    assert excel.call("PERF_SCORE", 10.0, "≥2个", "1个", None, None) == 5.0
    assert excel.call("PERF_SCORE", 10.0, "≥450人", "442人", "按照完成比例赋分", "新疆项目2024") == 9.55
    # 方案 given, 赋分规则 left out between the commas
    assert excel.call("PERF_GRADE", 95.0, MISSING) == "优"


@pytest.mark.parametrize(
    ("code", "text"),
    [(DIV0, "#DIV/0!"), (NA, "#N/A"), (NAME, "#NAME?"), (NULL, "#NULL!"), (NUM, "#NUM!"), (REF, "#REF!"),
     (VALUE, "#VALUE!")],
)  # fmt: skip
def test_an_error_in_an_argument_passes_through_alone_and_inside_a_range(excel, code, text):
    assert excel.call("PERF_SCORE", 10.0, code, "1个") == error(text)
    assert excel.call("PERF_TOTAL", ((9.0,), (code,))) == error(text)
    assert excel.call("PERF_GRADE", ((95.0, code),)) == [["优", error(text)]]


def test_newer_errors_pass_through_with_their_number(excel):
    assert excel.call("PERF_GRADE", -2146828288 + 2045) == "#jixiao!2045"  # #SPILL!
    assert excel.call("PERF_GRADE", -2146828288 + 2050) == "#jixiao!2050"  # #CALC!
    # one that does not exist yet is an error all the same, never a figure
    assert excel.call("PERF_GRADE", -2146828288 + 2077) == error("#VALUE!")


def test_every_error_of_the_core_has_a_number_of_excels(excel):
    module = excel.udfs.get_udf_module(MODULE, None)
    assert len({module.number_of(CellError(code)) for code in ALL_CODES}) == len(ALL_CODES)


def test_a_large_negative_figure_is_not_taken_for_an_error(excel):
    assert excel.call("PERF_TOTAL", float(DIV0)) == float(DIV0)


def test_ranges_come_back_in_their_shape(excel):
    assert excel.call("PERF_SCORE", ((10.0,), (5.0,)), (("≥2个",), ("≥4个",)), (("1个",), (None,))) == [
        [5.0], [error("#N/A")],
    ]  # fmt: skip
    assert excel.call("PERF_GRADE", ((95.0, 85.0), (70.0, 50.0))) == [["优", "良"], ["中", "差"]]


def test_ranges_of_other_shapes_do_not_fit_together(excel):
    assert excel.call("PERF_EXEC_RATE", ((1.0,), (2.0,)), ((1.0, 2.0),)) == error("#VALUE!")


def test_a_one_dimensional_array_is_a_row(excel):
    assert excel.call("PERF_EXEC_RATE", (200.0, 100.0), ((100.0, 100.0),)) == [[0.5, 1.0]]


def test_a_range_of_one_cell_is_its_value(excel):
    assert excel.call("PERF_GRADE", ((95.0,),)) == "优"


def test_dates_stay_dates(excel):
    due, done = pywin32_stub.TimeType.of(2024, 12, 10), pywin32_stub.TimeType.of(2024, 12, 1)
    assert excel.call("PERF_SCORE", 10.0, due, done) == 10.0
    by_name = {function.name: function for function in functions()}
    same = by_name["PERF_SCORE"](10, dt.datetime(2024, 12, 10), dt.datetime(2024, 12, 1))
    assert excel.call("PERF_SCORE", ((10.0,), (10.0,)), ((due,), (due,)), ((done,), (done,))) == [[same], [same]]


def test_a_time_of_the_day_is_no_date(excel):
    noon = pywin32_stub.TimeType.of(1899, 12, 30, 12)
    assert excel.call("PERF_SCORE", 10.0, noon, noon) == error("#VALUE!")


def test_currency_is_a_number(excel):
    assert excel.call("PERF_EXEC_RATE", Decimal("200.0000"), Decimal("150.5000")) == 0.7525


def test_truth_values_are_no_figures(excel):
    assert excel.call("PERF_EXEC_RATE", True, 1.0) == error("#VALUE!")


def test_whole_numbers_of_vba_count_as_numbers(excel):
    assert excel.call("PERF_EXEC_RATE", 200, 150) == 0.75


@pytest.mark.parametrize(
    "nonsense", [object(), (), ((),), b"bytes", 1j, float("nan"), float("inf"), ((1.0,), (1.0, 2.0))]
)
@pytest.mark.parametrize("name", sorted(CALLS))
def test_nonsense_is_a_cell_error_never_a_traceback(excel, name, nonsense):
    arguments = [nonsense] * (1 if name in ("PERF_TOTAL", "PERF_GRADE") else 2 if len(CALLS[name][0]) == 2 else 3)
    result = excel.call(name, *arguments)
    first = result[0][0] if isinstance(result, list) else result
    assert isinstance(first, float) or (isinstance(first, str) and first.startswith("#jixiao!"))


def test_an_exception_inside_is_a_cell_error_and_is_written_to_the_log_once(excel, caplog):
    from udfs.registry import CellFunction

    def broken(value):
        raise RuntimeError("坏了")

    module = excel.udfs.get_udf_module(MODULE, None)
    function = CellFunction("PERF_BROKEN", "", "", (), False, "", broken)
    assert module.answer(function, (1.0,)) == [[error("#VALUE!")]]
    assert module.answer(function, (2.0,)) == [[error("#VALUE!")]]
    assert caplog.text.count("计算失败") == 1


def test_no_text_can_pass_for_an_error(excel):
    from udfs.registry import CellFunction

    module = excel.udfs.get_udf_module(MODULE, None)
    forged = CellFunction("PERF_FORGED", "", "", (), False, "", lambda: "#jixiao!2042")
    assert module.answer(forged, ()) == [[error("#VALUE!")]]


def test_the_wizard_of_xlwings_itself_would_get_our_chinese_texts(excel):
    """import_udfs, which our add-in does not need, goes through: names, help and categories are declared as it wants."""
    helped = []

    class Components:
        def __call__(self, name):
            return name

        def Remove(self, name):
            pass

        def Import(self, name):
            with open(name, encoding="utf-8") as text:
                helped.append(text.read())

    application = types.SimpleNamespace(
        Version="16.0", MacroOptions=lambda macro, **named: helped.append((macro, named))
    )
    book = types.SimpleNamespace(
        Name="jixiao.xlam",
        Application=application,
        VBProject=types.SimpleNamespace(VBComponents=Components()),
        Worksheets=[],
    )
    excel.udfs.import_udfs(MODULE, book)
    wrapper = helped[0]
    assert "Function PERF_SCORE(weight, target, actual, Optional method, Optional profile)" in wrapper
    told = dict(helped[1:])
    score = told["'jixiao.xlam'!PERF_SCORE"]
    assert score["Category"] == "绩效自评"
    assert score["ArgumentDescriptions"][0].startswith("该项指标的分值")
    # why the add-in has wrappers of its own: these turn an error into a text in the cell
    assert "PERF_SCORE = Err.Description" in wrapper


def test_importing_is_harmless_where_there_is_no_excel():
    import addin.hosts.excel.functions as plain

    assert plain.PERF_SCORE(10.0, "≥2个", "1个") == [[5.0]]
