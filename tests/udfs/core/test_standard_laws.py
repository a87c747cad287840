"""Laws of 评价标准: points stay within the row, follow the value, and generated wordings give their own arithmetic."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from udfs.core.standard import parse_standard, score_standard

CENT = Decimal("0.01")
rates = st.integers(0, 25000).map(lambda number: Decimal(number) / 10000)
weights = st.integers(0, 200).map(lambda number: Decimal(number) / 10)
tenths = st.integers(1, 40).map(lambda number: Decimal(number) / 10)
comma = st.sampled_from([",", "，", ";", "；", "。", " ", "，\n"])
full = st.sampled_from(["计满分", "得满分", "记满分"])
end = st.sampled_from(["扣完为止", "，扣完为止。", "。最低0分", "", "，直至扣完本项分值为止"])


def shown(number):
    return format(number.normalize(), "f")


@st.composite
def steps(draw):
    """(wording, side, anchor, size, points per step)."""
    side = draw(st.sampled_from(["up", "down", "both"]))
    anchor, size, points = draw(st.integers(50, 120)), draw(st.integers(1, 10)), draw(tenths)
    word = draw(
        st.sampled_from(
            {
                "up": ["超过", "超出", "高于", "增加"],
                "down": ["低于", "降低", "少", "下降"],
                "both": ["超过（降低）", "高于或低于", "偏离"],
            }[side]
        )
    )
    amount = draw(st.sampled_from([f"{size}%", f"{size}个百分点", f"{size}％"]))
    limit = {"up": "以下（含）", "down": "（含）以上", "both": ""}[side]
    text = f"{anchor}%{limit}{draw(full)}{draw(comma)}每{word}{amount}扣{shown(points)}分{draw(end)}"
    return text, side, Decimal(anchor) / 100, Decimal(size) / 100, points


@settings(deadline=None, max_examples=150)
@given(steps(), weights, rates)
def test_generated_deductions_give_the_arithmetic_written_out(standard, weight, rate):
    text, side, anchor, size, points = standard
    distance = {"up": rate - anchor, "down": anchor - rate, "both": abs(rate - anchor)}[side]
    count = (max(distance, Decimal(0)) / size).to_integral_value(ROUND_FLOOR)
    outcome = score_standard(weight, rate, text)
    assert outcome.undecided == ""
    assert outcome.points == max(Decimal(0), weight - count * points).quantize(CENT, ROUND_HALF_UP)


@st.composite
def bands(draw):
    """(wording, lower edges from the top, points of each band)."""
    edges = sorted(draw(st.sets(st.integers(1, 99), min_size=1, max_size=4)), reverse=True)
    points = sorted(draw(st.sets(st.integers(1, 40), min_size=len(edges), max_size=len(edges))), reverse=True)
    clauses = [f"{edges[0]}%（含）以上计{points[0]}分"]
    for high, low, number in zip(edges, edges[1:], points[1:]):
        clauses.append(
            draw(
                st.sampled_from(
                    [
                        f"{low}%（含）-{high}%，计{number}分",
                        f"{low}%≤X＜{high}%得{number}分",
                        f"大于等于{low}%小于{high}%的记{number}分",
                    ]
                )
            )
        )
    clauses.append(
        draw(st.sampled_from([f"低于{edges[-1]}%不得分", f"<{edges[-1]}%计0分", f"{edges[-1]}%以下（不含）得0分"]))
    )
    return draw(st.sampled_from(["；", ";", "，", "。", "；\n"])).join(clauses), edges, points


@settings(deadline=None, max_examples=150)
@given(bands(), rates)
def test_generated_bands_give_the_points_of_their_band(standard, rate):
    text, edges, points = standard
    expected = next((number for edge, number in zip(edges, points) if rate >= Decimal(edge) / 100), 0)
    outcome = score_standard(40, rate, text)
    assert outcome.undecided == ""
    assert outcome.points == expected
    assert parse_standard(text).doubts == ()


@settings(deadline=None, max_examples=100)
@given(st.lists(tenths, min_size=2, max_size=20), st.data())
def test_check_lists_add_the_items_that_are_met(points, data):
    marks = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    text = "；".join(f"{mark}制度健全，{shown(number)}分" for mark, number in zip(marks, points))
    met = data.draw(st.sets(st.integers(0, len(points) - 1), min_size=1))
    total = sum(points)
    assert parse_standard(text).full == total
    outcome = score_standard(total, "".join(marks[index] for index in sorted(met)), text)
    assert outcome.points == sum(points[index] for index in met)
    counted = score_standard(total, len(points), text)
    assert counted.points == total


@settings(deadline=None, max_examples=100)
@given(
    weights,
    st.integers(0, 50),
    tenths,
    st.sampled_from(["每出现一例不符合要求的", "每发现一次", "每有一项不符合", "每少一项", "发现一处问题"]),
)
def test_each_breach_costs_its_points(weight, count, points, what):
    outcome = score_standard(weight, count, f"{what}扣{shown(points)}分，扣完为止。")
    assert outcome.points == max(Decimal(0), weight - count * points).quantize(CENT, ROUND_HALF_UP)


@settings(deadline=None, max_examples=150)
@given(st.one_of(steps().map(lambda one: one[0]), bands().map(lambda one: one[0])), weights, rates)
def test_points_lie_between_zero_and_the_weight(text, weight, rate):
    points = score_standard(weight, rate, text).points
    assert points is not None
    assert 0 <= points <= weight.quantize(CENT)


@settings(deadline=None, max_examples=100)
@given(steps(), weights, rates, rates)
def test_further_off_never_gives_more(standard, weight, one, other):
    text, side, anchor, _, _ = standard
    off = {"up": lambda rate: rate, "down": lambda rate: -rate, "both": lambda rate: abs(rate - anchor)}[side]
    nearer, further = sorted((one, other), key=off)
    assert score_standard(weight, nearer, text).points >= score_standard(weight, further, text).points


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="100%59.计得扣满分每超过低于以上下含（），；。①②③一例项不-至≥≤ \n", max_size=40), rates)
def test_no_wording_breaks_the_reader(text, rate):
    outcome = score_standard(5, rate, text)
    assert outcome.points is None or 0 <= outcome.points <= 5
    assert bool(outcome.undecided) == (outcome.points is None)
