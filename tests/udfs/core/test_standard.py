"""评价标准计分: wordings of published score cards, with the arithmetic written out."""

from decimal import Decimal

import pytest

from udfs.core.errors import NA, NUM, VALUE, CellError
from udfs.core.standard import parse_standard, score_standard

STAFF = "以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。"
THREE_PUBLIC = "“三公经费”变动率≦0,计8分；“三公经费”＞0，每超过一个百分点扣0.8分，扣完为止。"
COMPLETION = "100%计满分，每低于5%扣2分，扣完为止。"
CONTROL = "预算控制率=0，计5分；0-10%（含），计4分；10-20%（含），计3分；20-30%（含），计2分；大于30%不得分。"
BUILDING = "100%以下（含）计满分，每超出5%扣2分，扣完为止。没有楼堂馆所项目的部门按满分计算。"
PROCUREMENT = "100%计满分，每超过（降低）5%扣2分。扣完为止。"
SYSTEM = (
    "①有内部财务管理制度、会计核算制度等管理制度，2分；\n②有本部门厉行节约制度,2分；\n"
    "③相关管理制度合法、合规、完整，2分；④相关管理制度得到有效执行，2分。"
)
USE = (
    "①支出符合国家财经法规和财务管理制度规定以及有关专项资金管理办法的规定；②资金拨付有完整的审批程序和手续；"
    "③项目支出按规定经过评估论证；④支出符合部门预算批复的用途；⑤资金使用无截留、挤占、挪用、虚列支出等情况。\n"
    "以上情况每出现一例不符合要求的扣1分，扣完为止。"
)
EFFECT = "促进部门改进文风会风，加强经费及资产管理，推动网上办事，提高行政效率，降低行政成本效果较好的计6分；一般3分；无效果或者效果不明显0分。"
SATISFACTION = "90%（含）以上计6分；\n80%（含）-90%，计4分；\n70%（含）-80%，计2分；\n低于70%计0分。"
KEY_WORK = "根据市绩效办2019年对各部门为民办实事和部门重点工程与重点工作考核分数折算。\n该项得分=（绩效办对应部分考核得分/该部分总分）×8。"

CASES = [
    # steps over 100 %
    (STAFF, 5, "96.11%", "5"), (STAFF, 5, 1, "5"), (STAFF, 5, "100.99%", "5"), (STAFF, 5, "101%", "4.5"),
    (STAFF, 5, "103.2%", "3.5"), (STAFF, 5, "110%", "0"), (STAFF, 5, "150%", "0"),
    # 计8分 in a row of 5: at most 5, deductions by the text: 5 − 2×0.8
    (THREE_PUBLIC, 5, "-20%", "5"), (THREE_PUBLIC, 5, "2.5%", "3.4"), (THREE_PUBLIC, 8, "2.5%", "6.4"), (THREE_PUBLIC, 8, Decimal("26.08"), "0"),
    # whole steps of 5 % below 100 %; a rate is rounded to 0.01 % first: 94.995 % is 95.00 %, one step
    (COMPLETION, 5, "100%", "5"), (COMPLETION, 5, "95.01%", "5"), (COMPLETION, 5, "95%", "3"), (COMPLETION, 5, Decimal("0.94996"), "3"),
    (COMPLETION, 5, "90%", "1"), (COMPLETION, 5, "85%", "0"), (COMPLETION, 5, "102%", "5"),
    # bands, 含 at the upper edge
    (CONTROL, 5, 0, "5"), (CONTROL, 5, "0.01%", "4"), (CONTROL, 5, "10%", "4"), (CONTROL, 5, "10.01%", "3"), (CONTROL, 5, "20%", "3"),
    (CONTROL, 5, "30%", "2"), (CONTROL, 5, "30.01%", "0"), (CONTROL, 5, "170.52%", "0"),
    (BUILDING, 5, "104.99%", "5"), (BUILDING, 5, "105%", "3"),
    # either direction
    (PROCUREMENT, 6, "95.01%", "6"), (PROCUREMENT, 6, "95%", "4"), (PROCUREMENT, 6, "110%", "2"), (PROCUREMENT, 6, "274.01%", "0"),
    # check list, breaches
    (SYSTEM, 8, 4, "8"), (SYSTEM, 8, 3, "6"), (SYSTEM, 8, "3项", "6"), (SYSTEM, 8, "①②④", "6"), (SYSTEM, 8, 0, "0"),
    (USE, 6, 0, "6"), (USE, 6, 2, "4"), (USE, 6, 7, "0"),
    # words of grades
    (EFFECT, 6, "较好", "6"), (EFFECT, 6, "效果较好", "6"), (EFFECT, 6, "一般", "3"), (EFFECT, 6, "效果不明显", "0"), (EFFECT, 6, "无效果", "0"),
    # bands, 含 at the lower edge
    (SATISFACTION, 6, "100%", "6"), (SATISFACTION, 6, "90%", "6"), (SATISFACTION, 6, "89.99%", "4"), (SATISFACTION, 6, 0.8, "4"), (SATISFACTION, 6, "70%", "2"),
    (SATISFACTION, 6, "69.99%", "0"),
    (KEY_WORK, 8, "97.5%", "7.8"), (KEY_WORK, 8, 1, "8"),
    # wordings of other places
    ("重点支出安排率≥90%，计5分；80%（含）-90%，计4分；70%（含）-80%，计3分；60%（含）-70%，计2分；低于60%不得分。", 5, "89.99%", "4"),
    ("预算执行率达到95%以上得满分，每低1个百分点扣0.5分，低于60%不得分", 10, "90.5%", "8"),
    ("预算执行率达到95%以上得满分，每低1个百分点扣0.5分，低于60%不得分", 20, "59%", "0"),
    ("90%以上得5分，80%以上得4分，70%以上得3分，70%以下0分", 5, "80%", "4"),
    ("结转结余率≤5%，得5分；每增加1个百分点，扣1分，扣完为止。", 5, "7.5%", "3"),
    ("按完成比例计算得分，满分为止。", 20, "93%", "18.6"), ("得分=预算执行率×分值", 10, "97.56%", "9.76"),
    ("完成率100%得满分，未完成的按比例得分", 5, "85%", "4.25"),
    ("100%计满分，每低于5%扣2分，不足5%的按5%计算，扣完为止", 5, "99%", "3"),
    ("100%计满分，每低于5%扣2分，不足5%按比例扣分", 5, "97.5%", "4"),
    ("100%计满分，每低于5%扣2分，最多扣3分", 5, "50%", "2"),
    ("资产利用率=100%，计满分；每低一个百分点扣分值的5%，扣完为止。", 4, "97%", "3.4"),
    ("春节前下达专项资金的50%；6月底前专项资金指标全部下达完。每出现一个专项未按进度完成资金下达扣0.5分，扣完为止。", 3, 2, "2"),
    ("没有违规得满分，每发现两次违规扣半分，扣完为止", 6, 5, "5"),
    ("①招待费用明确标准，1分；②车辆维护定点，1分。③制定“三公经费”管理办法，1分，每少一项扣1分，扣完为止。", 3, 2, "2"),
    ("①制度健全；②公开及时；③资料完整。每项2分", 6, 2, "4"), ("每符合一项得1分，满分4分", 4, 3, "3"),
    ("设有目标（1分）；目标明确（1分）；目标细化（1分）", 3, 2, "2"),
    ("完成12次计满分，每少1次扣0.5分，扣完为止", 5, 10, "4"), ("满意度90分以上得5分；80-90分得3分；80分以下不得分", 5, 85, "3"),
    ("无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。", 3, "无结余", "3"),
    ("优秀得5分，良好得4分，合格得3分，不合格不得分", 5, "合格", "3"), ("≥95%得5分，否则不得分", 5, "94.99%", "0"),
    ("80%≤执行率＜90%得3分，执行率≥90%得5分，执行率<80%不得分", 5, "80%", "3"),
    ("低于80%或高于120%的不得分；80%-120%得5分", 5, "130%", "0"),
    ("优（90%≤X≤100%）得5分；良（80%≤X<90%）得4分；中（60%≤X＜80%）得3分；差（X＜60%）得0分", 5, "85%", "4"),
    ("资金到位率100%（2分），80%-100%（1分），80%以下（0分）", 2, "90%", "1"),
    ("实际完成率达到100%的，得满分；低于100%的，按实际完成率×分值计分", 10, "85%", "8.5"),
    ("3次以上（含3次）计5分，2次计3分，1次计1分，0次不得分", 5, 2, "3"), ("100%以内计满分，超出不得分", 5, "101%", "0"),
    ("完成率≥100%，得10分；完成率＜100%，得分=完成率×10分", 10, "85%", "8.5"),
]  # fmt: skip


@pytest.mark.parametrize(("wording", "weight", "value", "points"), CASES)
def test_official_wording_gives_the_points_that_it_says(wording, weight, value, points):
    outcome = score_standard(weight, value, wording)
    assert outcome.undecided == ""
    assert outcome.points == Decimal(points)
    assert outcome.steps


@pytest.mark.parametrize(
    "wording",
    [
        "１００％计满分,每低于５％扣２分,扣完为止",
        "100% 计满分 每低于5%扣2分 扣完为止",
        "100%得满分，每低5个百分点扣二分，扣完为止；",
        "100%计满分，每低于百分之五扣2分，\n扣完\n为止",
    ],
)
def test_spelling_and_punctuation_do_not_matter(wording):
    assert score_standard(5, "94%", wording).points == 3


@pytest.mark.parametrize(
    ("wording", "phrase"),
    [
        ("根据工作完成情况酌情计分", "酌情计分"),
        ("政府采购执行率100%得6分；每偏离5%扣2分；特殊情况除外", "特殊情况除外"),
        ("此两项指标为必须考虑的共性要素，可根据部门实际情况有选择的进行设置。", "没有找到计分方法"),
        ("实际完成情况与计划每相差3%,扣1分,扣满15分为止。", "没有说明从哪个数起扣"),
        ("100%以下计满分，每低于5%扣2分", "没有说明"),
        ("预算执行率≥95%计3分；支付进度率≥95%计2分", "不是同一个指标"),
        ("≥95%计满分，每低1%扣1分，每发现一次违规扣2分", "每发现一次违规扣2分"),
        ("90%以上计满分；低于90%的按比例得分", "没有说明按比例是对100%还是对低于90%"),
        ("100%计满分，每低于5%扣2分，不足3%的按3%计算", "与每档的大小不一致"),
        ("95%以上且无违规的计5分，95%以下不得分", "且无违规"),
        ("90%以上得5分，80%-90%得3分，低于80%，每低1%扣0.5分", "不能与按档扣分一起计分"),
        ("①制度健全，2分，未公开扣1分；②执行有效，2分。", "扣1分"),
        ("得3-5分", "得3-5分"),
        ("偏差率在±5%以内得满分，每超过1%扣0.5分", "±5%以内"),
        ("≥98%得满分，≥95%得80%的分值，<95%不得分", "≥95%得80%的分值"),
        ("100%计满分，每低于5%扣2分，扣完为止。（注：因政策性调整的除外）", "除外"),
        ("发生重大违规的，本项不得分；每发现一次一般违规扣1分。", "发生重大违规"),
        ("得分=（1-结转结余率）×10", "不是“比率×分值”的形式"),
        ("未发生安全事故得满分，视情况扣分", "视情况扣分"),
        ("100%计满分，每低于5%扣2分，超过的加1分", "加1分"),
        ("", "空白"),
    ],
)
def test_wording_that_is_not_understood_is_named_and_never_scored(wording, phrase):
    outcome = score_standard(5, 0.9, wording)
    assert outcome.points is None
    assert outcome.code == NA
    assert phrase in outcome.undecided


def test_a_form_that_contradicts_itself_is_told():
    assert parse_standard(THREE_PUBLIC).full == 8
    assert "满分是8分，本行分值是5分" in score_standard(5, 0, THREE_PUBLIC).steps[0]


def test_full_points_printed_only_as_words_are_not_compared_with_the_weight():
    assert parse_standard(COMPLETION).full is None
    assert parse_standard(SYSTEM).full == 8


def test_no_such_project_is_full_only_where_the_wording_says_so():
    assert score_standard(5, None, BUILDING, no_project=True).points == 5
    undecided = score_standard(5, None, "100%以下（含）计满分，每超出5%扣2分，扣完为止。", no_project=True)
    assert undecided.code == NA
    assert "没有写明" in undecided.undecided


@pytest.mark.parametrize(
    ("wording", "value", "why"),
    [
        ("90%以上得5分，80%-85%得3分", "87%", "不在任何一档内"),
        ("80%-90%得5分，70%-80%得3分", "80%", "同时落在"),
        ("90%以上得5分，90%以下得0分", "90%", "同时落在"),
        (CONTROL, "-1%", "不在任何一档内"),
        ("①甲，1分；②乙，3分。", 1, "各项分值不同"),
        (EFFECT, "明显", "不能归入"),
    ],
)
def test_values_that_the_wording_does_not_decide_stay_undecided(wording, value, why):
    outcome = score_standard(5, value, wording)
    assert outcome.code == NA
    assert why in outcome.undecided


def test_gaps_and_overlaps_between_bands_are_reported():
    assert any("85%与90%之间" in doubt for doubt in parse_standard("90%以上得5分，80%-85%得3分，低于80%不得分").doubts)
    assert any("80%同时落在" in doubt for doubt in parse_standard("80%-90%得5分，70%-80%得3分").doubts)
    assert parse_standard(SATISFACTION).doubts == ()
    assert parse_standard(CONTROL).doubts == ()


@pytest.mark.parametrize(
    ("weight", "value", "wording", "code"),
    [
        (5, "较好", STAFF, VALUE), (5, 95, STAFF, VALUE), (8, "97%", SYSTEM, VALUE), (8, 1.5, SYSTEM, VALUE), (6, 3, EFFECT, VALUE), ("五分", 1, STAFF, VALUE),
        (5, "-15%", "偏差率绝对值≤10%，得5分；＞10%不得分", NUM), (-5, 1, STAFF, NUM), (8, 5, SYSTEM, NUM), (6, -1, USE, NUM), (8, "⑥", SYSTEM, NUM), (5, None, STAFF, NA), (None, 1, STAFF, NA), (5, "—", STAFF, NA),
        (5, CellError("#REF!"), STAFF, "#REF!"),
    ],
)  # fmt: skip
def test_wrong_values_give_the_cell_error_of_their_kind(weight, value, wording, code):
    outcome = score_standard(weight, value, wording)
    assert outcome.points is None
    assert outcome.code == code
    assert outcome.undecided


def test_a_profile_may_count_parts_of_steps():
    class Reading:
        steps = "partial"

    class Profile:
        standard = Reading

    assert score_standard(5, "97.5%", COMPLETION, profile=Profile).points == 4
    assert score_standard(5, "97.5%", COMPLETION).points == 5
    Reading.steps = "started"
    assert score_standard(5, "97.5%", COMPLETION, profile=Profile).points == 3


@pytest.mark.parametrize("pasted", ["1" * 32767, "0" * 3000, "一" * 3000, "１ " * 1500, "每低于1%扣2分，" * 3000])
def test_what_was_pasted_by_mistake_is_told_at_once(pasted):
    """A cell holds up to 32767 characters; thousands of digits once kept the spreadsheet busy for hours."""
    outcome = score_standard(5, "97.5%", pasted)
    assert outcome.code == "#N/A"
    assert not parse_standard(pasted).readable
