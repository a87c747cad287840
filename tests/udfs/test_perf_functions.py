"""The cell functions one by one, as a user types them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udfs.core.errors import CellError
from udfs.perf_change_rate import PERF_CHANGE_RATE
from udfs.perf_completion import PERF_COMPLETION
from udfs.perf_control_rate import PERF_CONTROL_RATE
from udfs.perf_exec_rate import PERF_EXEC_RATE
from udfs.perf_exec_score import PERF_EXEC_SCORE
from udfs.perf_explain import PERF_EXPLAIN
from udfs.perf_grade import PERF_GRADE
from udfs.perf_score import PERF_SCORE
from udfs.perf_share import PERF_SHARE
from udfs.perf_standard import PERF_STANDARD
from udfs.perf_total import PERF_TOTAL
from udfs.perf_wavg import PERF_WAVG


def code(value):
    return value.code if isinstance(value, CellError) else value


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        # rates: the base comes first
        (lambda: PERF_EXEC_RATE(700, 694.9), 694.9 / 700),
        (lambda: PERF_EXEC_RATE("21,255.31", "21,245.82"), 21245.82 / 21255.31),
        (lambda: PERF_EXEC_RATE(0, 5), "#DIV/0!"),
        (lambda: PERF_EXEC_RATE(-1, 5), "#NUM!"),
        (lambda: PERF_EXEC_RATE(1, -5), "#NUM!"),
        (lambda: PERF_EXEC_RATE(None, 5), "#N/A"),
        (lambda: PERF_EXEC_RATE("—", 5), "#N/A"),
        (lambda: PERF_EXEC_RATE("七百", 5), "#VALUE!"),
        (lambda: PERF_EXEC_RATE(float("nan"), 5), "#VALUE!"),
        (lambda: PERF_CONTROL_RATE(16, 18), 1.125),
        (lambda: PERF_CONTROL_RATE(0, 18), "#DIV/0!"),
        (lambda: PERF_CONTROL_RATE(16, -1), "#NUM!"),
        (lambda: PERF_CHANGE_RATE(2.95, 2.69), (2.69 - 2.95) / 2.95),
        (lambda: PERF_CHANGE_RATE(0, 1), "#DIV/0!"),
        (lambda: PERF_CHANGE_RATE("/", 1), "#N/A"),
        (lambda: PERF_SHARE(200, 30), 0.15),
        (lambda: PERF_SHARE(0, 0), "#DIV/0!"),
        # points
        (lambda: PERF_EXEC_SCORE(10, 30, 29.74, "株洲2023"), 9.91),
        (lambda: PERF_EXEC_SCORE(10, 0, 0), "#DIV/0!"),
        (lambda: PERF_EXEC_SCORE(10, 100, 90, "没有的方案"), "#N/A"),
        (lambda: PERF_SCORE(10, "≥2个", "1个"), 5.0),
        (lambda: PERF_SCORE(10, "≥2个", "1个", None, None), 5.0),
        (lambda: PERF_SCORE(10, "≥2个", "1个", "—", ""), 5.0),
        (lambda: PERF_SCORE(10, "≥2个", "1个", 5), "#VALUE!"),
        (lambda: PERF_SCORE("很多", "≥2个", "1个"), "#VALUE!"),
        (lambda: PERF_SCORE(-10, "≥2个", "1个"), "#NUM!"),
        (lambda: PERF_SCORE(None, "≥2个", "1个"), "#N/A"),
        (lambda: PERF_SCORE(10, "≥90%", 0.945), 10.0),
        (lambda: PERF_SCORE(10, "≥90%", 95), "#VALUE!"),
        (lambda: PERF_SCORE(10, "≥2个", "1个", "按照完成比例赋分"), "#N/A"),
        (lambda: PERF_SCORE(10, "≥2个", "1个", "", "没有的方案"), "#N/A"),
        (lambda: PERF_SCORE(10, "≥2个", "1个", "", 5), "#N/A"),
        (lambda: PERF_COMPLETION("≥16万人", "18万人"), 1.125),
        (lambda: PERF_COMPLETION("0", "18"), "#DIV/0!"),
        (lambda: PERF_STANDARD(5, 0.9627, "100%计满分，每低于5%扣2分，扣完为止。"), 5.0),
        (lambda: PERF_STANDARD(5, 0.92, "100%计满分，每低于5%扣2分，扣完为止。"), 3.0),
        (lambda: PERF_STANDARD(5, 0.92, "由领导酌情掌握"), "#N/A"),
        # totals, grades, means
        (lambda: PERF_TOTAL([[9.82], ["—"], [None]], [["/", "-", ""]], 20, "10分"), 39.82),
        (lambda: PERF_TOTAL([[0.1]] * 10), 1.0),
        (lambda: PERF_TOTAL(), 0.0),
        (lambda: PERF_TOTAL([["优"]]), "#VALUE!"),
        (lambda: PERF_TOTAL(5), 5.0),
        (lambda: PERF_GRADE(100), "优"),
        (lambda: PERF_GRADE(90), "优"),
        (lambda: PERF_GRADE(89.99), "良"),
        (lambda: PERF_GRADE(80), "良"),
        (lambda: PERF_GRADE("79.99分"), "中"),
        (lambda: PERF_GRADE(60, "新疆项目2024"), "中"),
        (lambda: PERF_GRADE(59.99), "差"),
        (lambda: PERF_GRADE(0), "差"),
        (lambda: PERF_GRADE(89.99999999999999), "优"),  # 90 added up in doubles
        (lambda: PERF_GRADE(100.5), "#NUM!"),
        (lambda: PERF_GRADE(-1), "#NUM!"),
        (lambda: PERF_GRADE(None), "#N/A"),
        (lambda: PERF_GRADE([[95], ["差不多"]]), ["优", "#VALUE!"]),
        (lambda: PERF_WAVG([[0.9], [1]], [[100], [300]]), 0.975),
        (lambda: PERF_WAVG([["90%"], ["—"]], [[100], [300]]), 0.9),
        (lambda: PERF_WAVG(0.9, 100), 0.9),
        (lambda: PERF_WAVG([[0.9], [1]], [[100, 300]]), "#VALUE!"),
        (lambda: PERF_WAVG([[0.9], [1]], [[0], [0]]), "#DIV/0!"),
        (lambda: PERF_WAVG([[0.9], [1]], [[-1], [5]]), "#NUM!"),
        (lambda: PERF_WAVG([["高"], [1]], [[1], [5]]), "#VALUE!"),
    ],
)
def test_call(call, expected):
    result = call()
    if isinstance(result, list):
        result = [code(row[0]) for row in result]
    assert code(result) == (pytest.approx(expected, abs=1e-15) if isinstance(expected, float) else expected)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.decimals(0, 100, places=2), max_size=12), st.randoms())
def test_a_total_does_not_depend_on_the_order(points, random):
    shuffled = list(points)
    random.shuffle(shuffled)
    total = PERF_TOTAL([[float(value)] for value in points])
    assert total == PERF_TOTAL([float(value) for value in shuffled]) == float(sum(points, Decimal(0)))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 1e6)), min_size=1, max_size=8))
def test_a_weighted_mean_lies_between_its_values(pairs):
    values, funds = [[value] for value, _ in pairs], [[fund] for _, fund in pairs]
    mean = PERF_WAVG(values, funds)
    assert min(values)[0] - 1e-12 <= mean <= max(values)[0] + 1e-12


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            (10, "≥450人", "442人", "按照完成比例赋分", "新疆项目2024"),
            [
                "得 9.55 分",
                "完成率 98.22%",
                "10×(98.22−60)/40",
                "规则：完成率不超过 60% 得 0 分",
                "昌吉职业技术学院",
                "核对于",
            ],
        ),
        ((10, "≥90%", "85%", "", "衡阳2024"), ["不能计算", "由人工评定", "可参考 9.44 分", "衡阳技师学院"]),
        ((10, "≥90%", "85%"), ["得 9.44 分", "10×85%/90%", "财预〔2020〕10号", "未经证实，请核对"]),
        ((10, "≥90%", None), ["不能计算：没有填写实际完成值"]),
        ((None, "≥90%", "95%"), ["不能计算：没有填写分值"]),
        ((10, "持续改善", "明显改善", "", "衡阳2024"), ["得 10 分", "“持续改善”的指标填“明显改善”视为完成"]),
        ((10, "2024年12月10日前", "2025年5月", "直接赋分", "新疆项目2024"), ["得 0 分", "晚于规定时间"]),
    ],
)
def test_an_explanation_is_one_sentence_with_points_arithmetic_rule_and_source(arguments, words):
    text = PERF_EXPLAIN(*arguments)
    assert text.count("。") == 1
    assert text.endswith("。")
    for word in words:
        assert word in text


def test_an_explanation_of_a_profile_that_does_not_exist_is_an_error():
    assert PERF_EXPLAIN(10, "≥2", "1", "", "没有的方案").code == "#N/A"
