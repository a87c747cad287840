"""Native formulas recalculated by LibreOffice give what Python gives, or stay blank.

The one exception is told in docs/native.md: where the official system computes in doubles (新疆 2024), a tie is settled in decimal by
a spreadsheet's ROUND and may differ by 0.01.
"""

import random
from decimal import Decimal

import openpyxl
import pytest
from support.cases import load_cases
from support.libreoffice import SOFFICE, WHY_ABSENT, convert

from addin.native import completion, execution_rate, execution_score, grade, score, standard, total
from udfs.core.completion import completion as python_completion
from udfs.core.rules import all_profiles, load
from udfs.core.scoring import grade as python_grade
from udfs.core.scoring import score_execution, score_indicator
from udfs.core.standard import score_standard

pytestmark = pytest.mark.skipif(SOFFICE is None, reason=WHY_ABSENT)

#: shapes that are read, shapes that are nearly read, and shapes that only look like quantities
PAIRS = [
    ("≥600万元", "717"), ("≥600万", "717万"), ("≥50", "95%"), ("≥90%", "0.95"), ("≥90%", "95"), ("≥12个月", "13个月"),
    ("≥5人", "6名"), ("≥3年", "4年"), (">15万", "15万元"), (">15人", "15人"), ("≥5", "-1"), ("≥1,2", "3"), ("5天", "4天"), ("≥5A", "5A"),
    ("≥90%", "1.2万"), ("9月前", "5月前"), ("12月", "11月"), ("1.5", "1.25"), ("1.2.3", "1"), ("5.", "5"), (".5", "1"), ("≥90%", 0.85),
    (90, 85), ("≥90%人", "85%"), ("≥90", "85"), ("≤5万元", "7万元"), ("<=5万元", "12万元"), ("=2门", "=5门"), ("=2门", "=1门"), ("≥ 5", "6"),
    ("≥5", "近600篇"), ("0", "0"), ("≥0", "5"), ("1e5", "100000"), ("1-2", "1"), ("≥１２", "15"), ("≥1２", "15"), (">=90%", ">=90%"),
    ("=-5", "5"), ("1/2", "1"), ("10:30", "11:00"), ("3人2次", "4人"), ("≥2", "2"), ("＞2个", "3个"), ("<10%", "9.9%"), ("≦3次", "3次"),
]  # fmt: skip
WORDINGS = [
    ("以100%为标准。≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。", [1, 1.032, "103.2%", 1.2, 0.9, "九成", 95]),
    ("“三公经费”变动率≦0,计8分；“三公经费”＞0，每超过一个百分点扣0.8分，扣完为止。", [0, 0.025, "2.5%", 26.08]),
    ("100%计满分，每超过（降低）5%扣2分。扣完为止。", [1, 0.949, 0.95, 0.9, 1.051, 2.74]),
    (
        "=0，计5分；0-10%（含），计4分；10-20%（含），计3分；20-30%（含），计2分；大于30%不得分。",
        [0, 0.1, 0.1001, 0.3, 0.31, -0.1],
    ),
    (
        "90%（含）以上计6分；80%（含）-90%，计4分；70%（含）-80%，计2分；低于70%计0分。",
        ["90%", 0.8999, 0.8, 0.7, 0.699949],
    ),
    ("①甲，2分；②乙，2分；③丙，2分；④丁，2分。", [0, 3, 4, 5, 1.5, "3"]),
    ("以上情况每出现一例不符合要求的扣1分，扣完为止。", [0, 2, 9, "2"]),
    ("该项得分=（甲/乙）×8。", [1, 0.5, "87.5%", 1.2]),
    ("效果较好的计6分；一般3分；无效果或者效果不明显0分。", ["一般", "无效果", "很好"]),
    ("完成12次计满分，每少1次扣0.5分，扣完为止", [12, 10, 13]),
]


def rows():
    """(what, cells A B C, native formula for a row, the value by Python or None for undecided, tolerance)."""
    published = [
        (row["target"], row.get("actual"))
        for case in load_cases()
        for row in case.get("indicators", [])
        if row.get("target") and any(char.isdigit() for char in str(row["target"]))
    ]
    published = list(dict.fromkeys(published))
    chance = random.Random(7)
    invented = []
    for _ in range(120):
        unit, sign = (
            chance.choice(["人", "%", "万元", "", "次", "元/生/年"]),
            chance.choice(["≥", ">=", ">", "≤", "<", "=", ""]),
        )
        invented.append(
            (
                f"{sign}{chance.randint(1, 400) / 4:g}{unit}",
                f"{chance.randint(0, 500) / 4:g}{chance.choice([unit, ''])}",
            )
        )
    full = {("cn/xinjiang/unit-2024", "按比例计分"), ("cn/xinjiang/project-2024", "按照完成比例赋分")}
    for profile in all_profiles():
        for method in profile.methods:
            chosen = PAIRS + invented[:40] + (published + invented[40:] if (profile.id, method) in full else [])
            slack = "0.01" if profile.methods[method].double else "0"
            for target, actual in chosen:
                outcome = score_indicator("7", target, actual, method, profile)
                yield (
                    f"{profile.id} {method}", ("7", target, actual),
                    lambda i, m=method, p=profile: score(f"A{i}", f"B{i}", f"C{i}", m, p), outcome.points, slack,
                )  # fmt: skip
        for amounts in [
            ("10", "23,604.79", "21245.82"),
            (10, 21255.31, 21245.82),
            ("10", "1,2", "1"),
            (10, 0, 5),
            (10, 100, 130),
            (10, 8, "/"),
            ("10", "100", "55"),
        ]:
            outcome = score_execution(*amounts, profile)
            slack = "0.01" if profile.execution.double else "0"
            yield (
                f"{profile.id} execution",
                amounts,
                lambda i, p=profile: execution_score(f"A{i}", f"B{i}", f"C{i}", p),
                outcome.points,
                slack,
            )
        for points in ("89.995", 90, "60", "59.99", 100, 79.999999):
            yield (
                f"{profile.id} grade",
                (points,),
                lambda i, p=profile: grade(f"A{i}", p),
                python_grade(points, profile),
                "0",
            )
    # sign and unit in columns of their own; number cells shown as percentages
    by_ratio = load("cn/xinjiang/unit-2024")
    for sign, target, unit, actual in [
        ("≥", "50", "人", "40"), ("≥", 50, "人", 40), ("≥", 50, "人", "40人"), ("≥", "90", "%", "85%"), ("≥", 90, "%", 85), ("≥", "50", "人", "40次"),
        ("=", "2", "门", "5"), ("≥", "5", "万元", "4"), ("正向", "5", "个", "4"), ("≥", "≥5", "个", "4"), ("", "5", "个", "4"),
    ]:  # fmt: skip
        typed = target if str(target)[:1] == "≥" else f"{sign}{target}"
        other = actual if str(actual)[-1:] in "人次%" else f"{actual}{unit}"
        expected = score_indicator("7", f"{typed}{unit}", other, "", by_ratio).points
        cells = ("7", target, actual, sign, unit)
        yield (
            "own columns",
            cells,
            lambda i: score(f"A{i}", f"B{i}", f"C{i}", "", by_ratio, sign_ref=f"D{i}", unit_ref=f"E{i}"),
            expected,
            "0",
        )
    for target, actual in [(0.9, 0.85), (0.9, "85%"), (0.9, 0.95)]:
        expected = score_indicator("7", "90%", actual, "", by_ratio).points
        yield (
            "percent cells",
            ("7", target, actual),
            lambda i: score(f"A{i}", f"B{i}", f"C{i}", "", by_ratio, target_percent=True),
            expected,
            "0",
        )
    national = load("")
    for target, actual in PAIRS + published:
        ratio = python_completion(target, actual, national).completion
        yield "completion", ("7", target, actual), lambda i: completion(f"B{i}", f"C{i}"), ratio, "1e-12"
    yield (
        "rate",
        ("", "23,604.79", "21,245.82"),
        lambda i: execution_rate(f"B{i}", f"C{i}"),
        Decimal("21245.82") / Decimal("23604.79"),
        "1e-12",
    )
    for cells, expected in [
        ((9.82, "20", "10.00"), "39.82"),
        ((1, "", 2), None),
        (("9.5分", 1, 1), "11.5"),
        (("1-2", 1, 1), None),
        (("1.", 1, 1), None),
    ]:
        yield "total", cells, lambda i: total([f"A{i}", f"B{i}", f"C{i}"]), expected and Decimal(expected), "1e-9"
    for wording, values in WORDINGS:
        for weight in ("8", 5):
            for value in values:
                outcome = score_standard(weight, value, wording)
                yield wording, (weight, value), lambda i, w=wording: standard(f"A{i}", f"B{i}", w), outcome.points, "0"


def recalculated(folder, lines):
    book = openpyxl.Workbook()
    sheet = book.active
    for number, (cells, formula) in enumerate(lines, 1):
        for column, value in enumerate(cells, 1):
            if value not in (None, ""):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # openpyxl would take =100% for a formula
        if formula:
            sheet.cell(number, 10).value = "=" + formula
    source = folder / "自带公式 表.xlsx"
    book.save(source)
    sheet = openpyxl.load_workbook(convert(source, folder), data_only=True).active
    return [sheet.cell(number, 10).value for number in range(1, len(lines) + 1)]


def test_native_formulas_agree_with_python_or_stay_blank(tmp_path):
    cases = list(rows())
    natives = [build(number) for number, (_, _, build, _, _) in enumerate(cases, 1)]
    values = recalculated(tmp_path, [(case[1], native.formula) for case, native in zip(cases, natives)])
    wrong, decided = [], 0
    for (what, cells, _, expected, slack), native, value in zip(cases, natives, values):
        if not native or value in (None, ""):
            continue
        decided += 1
        if expected is None:
            wrong.append((what, cells, "undecided", value))
        elif isinstance(expected, str):
            if expected != value:
                wrong.append((what, cells, expected, value))
        elif abs(Decimal(repr(value)) - expected) > Decimal(slack) + Decimal("1e-9"):
            wrong.append((what, cells, expected, value))
    assert wrong == []
    assert decided > 400
    told = {what for (what, *_), value in zip(cases, values) if value not in (None, "")}
    assert {"own columns", "percent cells", "completion", "rate", "total"} <= told
    assert {wording for wording, _ in WORDINGS} <= told
