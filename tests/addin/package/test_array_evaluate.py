"""What we compute for native formulas is what LibreOffice computes; where programs may differ, nothing is stored."""

import random
import shutil

import openpyxl
import pytest
from support.libreoffice import SOFFICE, WHY_ABSENT, convert_all

from addin.native import completion, execution_rate, execution_score, grade, score, standard, total
from addin.package.array_evaluate import evaluate_arrays
from addin.package.evaluate import evaluate
from addin.package.formula_values import Area, Unknown
from udfs.core.errors import CellError
from udfs.core.rules import all_profiles, load

TARGETS = [
    "≥16万人", "≥90%", ">15万", "≤5万元", "<10%", "=2门", "5天", "12月底前", "9月30日前", "取得成效", "", "0", "≥1,2", "1.2.3", "≥１２", "≥5 期",
    "≥0.33万元/生/年", 0.9, 50, 0, -1, "/", "≥3年", "*", "2024年12月10日前", "≥600万元", "1e5", "≥2个",
]  # fmt: skip
ACTUALS = [
    "19.8万人", "95%", "15万元", "7万元", "9.9%", "=5门", "4天", "11月", "取得成效", "", "3", "0", "近600篇", "16", 0.85, 0.95, 48.5, 60, "5", "4所",
    "110余人次", "达到预期指标", "12月15日", "-3", "1,200", "２", "717万元", "12.50",
]  # fmt: skip
VALUES = [0, 1, 1.032, "103.2%", 0.9, 0.949, 2.74, "九成", 95, "", -0.1, 0.3, "85%", "一般", 3, 4.5, "3"]
WORDINGS = [
    "以100%为标准。≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。",
    "=0，计5分；0-10%（含），计4分；10-20%（含），计3分；20-30%（含），计2分；大于30%不得分。",
    "①甲，2分；②乙，2分；③丙，2分；④丁，2分。",
    "以上情况每出现一例不符合要求的扣1分，扣完为止。",
    "效果较好的计6分；一般3分；无效果或者效果不明显0分。",
    "该项得分=（甲/乙）×8。",
]


def rows():
    """(cells A B C D, formula) of native formulas of every kind, over figures, words and oddities."""
    chance = random.Random(3)
    at = 0
    for profile in all_profiles():
        for method in profile.methods:
            for _ in range(25):
                at += 1
                cells = (chance.choice([5, "10", 7.5, "", "八"]), chance.choice(TARGETS), chance.choice(ACTUALS), "")
                made = score(f"A{at}", f"B{at}", f"C{at}", method, profile)
                if made:
                    yield at, cells, made.formula
    for _ in range(150):
        at += 1
        yield at, ("", chance.choice(TARGETS), chance.choice(ACTUALS), ""), completion(f"B{at}", f"C{at}").formula
    money = [100, "23,604.79", "1,23", 0, "", 45.5, "元", "30.", 1e6, "939,45"]
    for _ in range(60):
        at += 1
        cells = (10, chance.choice(money), chance.choice(money), "")
        yield at, cells, execution_rate(f"B{at}", f"C{at}").formula
        at += 1
        yield at, cells, execution_score(f"A{at}", f"B{at}", f"C{at}", load("cn/xinjiang/project-2024")).formula
    for wording in WORDINGS:
        for value in VALUES:
            at += 1
            yield at, (5, value, "", ""), standard(f"A{at}", f"B{at}", wording).formula
    for _ in range(60):
        at += 1
        cells = tuple(chance.choice([9.5, "9.50", "10分", 3, "", "x", "1.2.3", 0.125]) for _ in range(4))
        yield at, cells, total([f"A{at}:D{at}"]).formula
        at += 1
        yield (
            at,
            (chance.choice([99, 89.999, "", 101, 60, "85"]), "", "", ""),
            grade(f"A{at}", load("cn/national")).formula,
        )


def looked_up(cells):
    def lookup(kind, prefix, text):
        names = text.replace("$", "").split(":")
        columns = ["ABCD".index(name[0]) for name in names]
        values = [_scalar(value) for value in cells[columns[0] : columns[-1] + 1]]
        return Area(values, len(values) == 1)

    return lookup


def _scalar(value):
    return None if value == "" else float(value) if isinstance(value, (int, float)) else value


@pytest.mark.skipif(SOFFICE is None, reason=WHY_ABSENT)
def test_stored_values_are_those_of_libreoffice_or_none_are_stored(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    expected = {}
    for at, cells, formula in rows():
        for column, value in enumerate(cells, 1):
            if value != "":
                cell = sheet.cell(at, column, value)
                cell.data_type = "s" if isinstance(value, str) else "n"
        sheet.cell(at, 5).value = "=" + formula
        try:
            expected[at] = evaluate(formula, looked_up(cells))
        except Unknown:
            expected[at] = None
    path = tmp_path / "native.xlsx"
    book.save(path)
    (result,) = convert_all([path], tmp_path / "work")
    computed = openpyxl.load_workbook(result, data_only=True).active
    shutil.rmtree(tmp_path / "work", ignore_errors=True)
    unknown = 0
    for at, value in expected.items():
        other = computed.cell(at, 5).value
        shown = [sheet.cell(at, column).value for column in range(1, 5)]
        if value is None:
            unknown += 1
        elif isinstance(value, float):
            assert other == pytest.approx(value, rel=1e-14, abs=1e-12), (shown, sheet.cell(at, 5).value)
        else:
            assert (other or "") == value, (shown, sheet.cell(at, 5).value)
    assert unknown < len(expected) * 0.05
    assert len(expected) > 600


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('SUMPRODUCT((LEN(A1:C1)>0)*1)', 2.0),
        ('IF(ISNUMBER(A1),A1,VALUE("1月"))', 7.0),  # the branch that is not taken may be anything
        ('IFERROR(MATCH("b",{"a","B"},0),0)', 2.0),
        ('MIN(FIND({0,1,2},"x12"&"012"))', 2.0),
        ('IFERROR(VALUE(""),"无")', "无"),
        ('IFERROR(IF(AND(FALSE,VALUE("1月")>0),1,""),"")', ""),
        ('CHOOSE(2,VALUE("1月"),"乙")', "乙"),
        ('REPT("人",3)&RIGHT("95%")', "人人人%"),
        ('IF(EXACT("a","A"),1,0)', 0.0),
        ("SIGN(-2)+INT(2.5)+N(TRUE)", 2.0),
        ("SUMPRODUCT(A1:B1,A1:B1)", 49.0),  # 7×7; words count as nothing
        ('SUMPRODUCT((A1:C1&""="7")*1,A1:C1)', 7.0),
        ('COUNTIF(A1:D1,"甲")&" 处"', "1 处"),
    ],
)  # fmt: skip
def test_functions_of_native_formulas(formula, value):
    assert evaluate_arrays(formula, looked_up((7, "甲", "", ""))) == value


@pytest.mark.parametrize(
    "formula",
    [
        'VALUE("1月")', 'VALUE("1,5")', 'FIND("","甲")', 'MATCH("a*",{"ab"},0)', "LEN(A1:B1)", 'COUNTIF(A1:B1,">5")', 'COUNTIF(A1:B1,"7")', 'LEN("𠮷")', "IF(A1:B1,1,2)",
        'AND(VALUE("1月")>0,TRUE)', "OFFSET(A1,1,1)", 'IFERROR(IF(AND(FALSE,VALUE("1月")>0),1,""),"x")',
        "A:A", "单价*2", "[1]表!A1",
    ],
)  # fmt: skip
def test_what_programs_may_read_differently_is_left_to_them(formula):
    with pytest.raises(Unknown):
        evaluate_arrays(formula, looked_up((7, "甲", "", "")))


def test_an_error_is_passed_on_and_caught():
    assert isinstance(evaluate_arrays('FIND("x","甲")', looked_up(())), CellError)
    assert evaluate_arrays('COUNT(FIND({"x","甲"},"甲"))', looked_up(())) == 1.0
