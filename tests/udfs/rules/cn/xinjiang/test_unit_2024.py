"""新疆整体2024: in proportion, at most the weight."""

import pytest
from support.rows import UNDECIDED, execution, points

PROFILE = "cn/xinjiang/unit-2024"


@pytest.mark.parametrize(
    ("name", "weight", "target", "actual", "expected"),
    [
        ("1 of at least 2 gives 5 of 10, as published", 10, ">=2个", "1个", 5),
        ("at most the weight", 20, ">=15000人", "28664人", 20),
        ("no sign", 10, "4个", "3个", 7.5),
        ("equal, more", 10, "=4个", "5个", 10),
        ("a limit: the published rows have none", 10, "<=4万元", "3万元", UNDECIDED),
        ("a limit met exactly", 10, "<=4万元", "4万元", 10),
        ("a late date: the published rows have none", 10, "2024年12月10日前", "2025年5月", UNDECIDED),
    ],
)
def test_row(name, weight, target, actual, expected):
    assert points(PROFILE, weight, target, actual) == expected


def test_execution_row():
    assert execution(PROFILE, 10, "26,854.92", "26,843.22") == 10.00  # 9.9956…, printed 9.9: cut
    assert execution(PROFILE, 10, 100, 50) == 5
