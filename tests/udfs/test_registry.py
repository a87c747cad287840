"""The registry: declarations, broadcasting, errors, and that a function is one file."""

import importlib
import shutil
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import udfs
from udfs.core.errors import NA, NUM, VALUE, CellError, CellFault
from udfs.registry import Argument, cell_function, function, functions

CONTRACT = [
    "PERF_CHANGE_RATE(previous, current)",
    "PERF_COMPLETION(target, actual, [profile])",
    "PERF_CONTROL_RATE(approved, actual)",
    "PERF_EXEC_RATE(budget, executed)",
    "PERF_EXEC_SCORE(weight, budget, executed, [profile])",
    "PERF_EXPLAIN(weight, target, actual, [method], [profile])",
    "PERF_GRADE(score, [profile])",
    "PERF_SCORE(weight, target, actual, [method], [profile])",
    "PERF_SHARE(whole, part)",
    "PERF_STANDARD(weight, value, standard)",
    "PERF_TOTAL(range, …)",
    "PERF_WAVG(values, funds)",
]
SCORE = function("PERF_SCORE")
TARGETS = st.sampled_from(["≥2个", "≥16万人", "=100%", "持续提升", "", "80%-90%", 5.0])
ACTUALS = st.sampled_from(["1个", "3个", "18万人", "95%", 0.95, "持续提升", None, CellError("#REF!")])


def test_the_functions_of_the_contract_with_their_arguments():
    assert [found.signature for found in functions()] == CONTRACT


@pytest.mark.parametrize("found", functions(), ids=lambda found: found.name)
def test_each_function_lies_in_a_file_of_its_name_and_explains_itself(found):
    assert found.module == f"udfs.{found.name.lower()}"
    assert callable(getattr(importlib.import_module(found.module), found.name))
    for text in (
        found.title,
        found.description,
        *(a.title for a in found.arguments),
        *(a.help for a in found.arguments),
    ):
        assert 0 < len(text) <= 255
        assert any("\u4e00" <= character <= "\u9fff" for character in text)
    for word in ("Args:", "Returns:", "依据", ">>>"):
        assert word in (found.call.__doc__ or "")


def test_a_new_function_is_one_file(tmp_path, monkeypatch):
    """Drop perf_twice.py into a copy of the package: it is found, nothing else changes."""
    for name in [name for name in sys.modules if name == "udfs" or name.startswith("udfs.")]:
        monkeypatch.delitem(sys.modules, name)
    shutil.copytree(Path(udfs.__file__).parent, tmp_path / "udfs", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "udfs" / "perf_twice.py").write_text(
        "from .registry import Argument, cell_function\n"
        "@cell_function(name='PERF_TWICE', title='两倍', description='两倍', arguments=[Argument('x', '数', '一个数')])\n"
        "def PERF_TWICE(x):\n    return float(x * 2)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    registry = importlib.import_module("udfs.registry")
    assert Path(registry.__file__).parent == tmp_path / "udfs"
    assert "PERF_TWICE" in [found.name for found in registry.functions()]
    assert registry.function("perf_twice")([[1.5], [2]]) == [[3.0], [4.0]]
    for name in [name for name in sys.modules if name == "udfs" or name.startswith("udfs.")]:
        monkeypatch.delitem(sys.modules, name)


# broadcasting


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 3), st.data())
def test_ranges_equal_the_single_values_one_by_one(rows, columns, data):
    def block(values):
        row = st.lists(values, min_size=columns, max_size=columns)
        return data.draw(st.lists(row, min_size=rows, max_size=rows))

    targets, actuals = block(TARGETS), block(ACTUALS)
    expected = [[SCORE(10, targets[r][c], actuals[r][c]) for c in range(columns)] for r in range(rows)]
    if rows == columns == 1:
        expected = expected[0][0]
    assert SCORE(10, targets, actuals) == expected
    assert SCORE(10, tuple(map(tuple, targets)), actuals) == expected


def test_a_single_value_goes_with_every_cell_of_a_range():
    assert SCORE([[10], [20]], "≥2个", "1个") == [[5.0], [10.0]]
    assert SCORE([[10, 20]], "≥2个", "1个", "", "全国") == [[5.0, 10.0]]


def test_a_range_of_one_cell_counts_as_its_value():
    assert SCORE([[10]], (("≥2个",),), [["1个"]]) == 5.0
    assert SCORE([[10]], [["≥2个"], ["≥4个"]], "1个") == [[5.0], [2.5]]


@pytest.mark.parametrize(
    ("targets", "actuals"),
    [
        ([["≥2个"], ["≥2个"]], [["1个", "1个"]]),
        ([["≥2个"], ["≥2个"]], [["1个"], ["1个"], ["1个"]]),
        ([["≥2个", "≥2个"], ["≥2个"]], "1个"),
        ([], "1个"),
        ([[]], "1个"),
    ],
)
def test_other_shapes_are_value_errors(targets, actuals):
    assert SCORE(10, targets, actuals) == CellError(VALUE, "各区域的行数、列数应相同。")


def test_a_flat_list_is_a_row_of_values():
    assert SCORE(10, ["≥2个", "≥4个"], "1个") == [5.0, 2.5]


def test_arguments_may_be_named_in_python():
    assert SCORE(10, "≥450人", "442人", profile="新疆项目2024", method="按照完成比例赋分") == 9.55
    assert SCORE([[10]], "≥2个", actual="1个") == 5.0
    with pytest.raises(TypeError, match="没有名为 profil 的参数"):
        SCORE(10, "≥2个", "1个", profil="全国")


# errors and results


def test_an_error_in_an_argument_passes_through_cell_by_cell():
    error = CellError("#REF!")
    assert SCORE(10, error, "1个") is error
    assert SCORE(10, [["≥2个"], [error]], "1个") == [[5.0], [error]]
    assert SCORE(CellError(NUM), error, "1个") == CellError(NUM)
    assert function("PERF_TOTAL")([[1, error]], 2) is error
    assert function("PERF_WAVG")([[1]], [[error]]) is error


def test_results_are_doubles_text_or_errors_never_blank():
    for value, shown in [
        (Decimal("1.50"), 1.5),
        (Decimal("-0"), 0.0),
        (float("nan"), NUM),
        (float("inf"), NUM),
        ("", VALUE),
        (None, VALUE),
    ]:
        declared = cell_function(name="PERF_TEMPORARY", title="临时", description="临时", arguments=[])(
            lambda value=value: value
        )
        result = declared()
        assert str(result) == str(shown)
        assert isinstance(result, (float, CellError))
    from udfs import registry

    registry._FUNCTIONS.pop("PERF_TEMPORARY")


def test_true_is_not_the_number_one():
    assert SCORE(1, "≥2个", "1个") == 0.5
    assert SCORE(True, "≥2个", "1个").code == VALUE


def test_a_fault_becomes_a_cell_error_with_its_reason():
    found = SCORE(10, "≥3个", None)
    assert (found.code, found.message) == (NA, "没有填写实际完成值")


@pytest.mark.parametrize(
    ("given_name", "description", "arguments", "message"),
    [
        ("Perf_x", "说明", [], "应为大写英文"),
        ("PERF X", "说明", [], "应为大写英文"),
        ("PERF_X", "", [], "说明应有"),
        ("PERF_X", "说明", [Argument("a", "甲", "长" * 256)], "现有 256 个"),
        ("PERF_X", "说明", [Argument("a" * 200, "甲", "甲"), Argument("b" * 60, "乙", "乙")], "参数名合计超过 254"),
        (
            "PERF_X",
            "说明",
            [Argument("a", "甲", "甲", optional=True), Argument("b", "乙", "乙")],
            "可省略参数必须排在最后",
        ),
    ],
)
def test_a_declaration_that_a_host_would_cut_is_refused(given_name, description, arguments, message):
    with pytest.raises(ValueError, match=message):
        cell_function(name=given_name, title="题", description=description, arguments=arguments)


def test_cellfault_carries_the_error():
    assert CellFault(NUM, "太大").error == CellError(NUM, "太大")
