"""校验: no form, almost a form, no rule, and the order of what is found."""

from support.hand_forms import budget, codes, form_of, indicator

from addin.commands.check import check, check_recognised, in_order, worst
from addin.commands.compute import compute
from addin.findings import Finding
from addin.forms.model import Near, Recognised
from udfs.core.rules import load


def test_a_file_without_a_form_is_told_what_would_be_one():
    (finding,) = check_recognised(Recognised(), "通讯录.xlsx")
    assert (finding.code, finding.severity, finding.file) == ("form.none", "error", "通讯录.xlsx")
    assert "项目支出绩效自评表" in finding.message


def test_what_is_almost_a_form_is_told_with_what_is_missing():
    near = Near("project", "Sheet1", "A1:F20", ("三级指标", "分值"), ("年度指标值", "实际完成值"))
    (finding,) = check_recognised(Recognised(near=[near]), "甲.xlsx")
    assert (finding.code, finding.severity, finding.sheet) == ("form.almost", "warning", "Sheet1")
    assert "“年度指标值”“实际完成值”" in finding.message
    assert "“三级指标”“分值”" in finding.message


def test_notes_of_the_recognition_are_hints():
    form = form_of([indicator(100, "≥1个", "1个", 100)], notes=["得分一栏有两个，没有绑定"])
    found = [one for one in check(form, load("cn/national")) if one.code == "form.note"]
    assert [(one.severity, "两个" in one.message) for one in found] == [("hint", True)]
    assert codes(check_recognised(Recognised(notes=["工作表“旧表”是隐藏的，没有识别。"]))) == ["form.note", "form.none"]


def test_without_a_rule_nothing_is_computed_but_plain_arithmetic_is_checked():
    form = form_of([indicator(10, "≥10个", "5个", 10)], budget(100, 50, "60%", 6), total=16)
    assert compute(form, None).edits == []
    assert codes(check(form, None)) == ["rate.mismatch"]


def test_findings_come_by_file_sheet_and_cell_and_only_once():
    def one(sheet, cell):
        return Finding("score.mismatch", "error", "…", "甲.xlsx", sheet, cell)

    given = [one("乙表", "B2"), one("甲表", "H10"), one("甲表", "H9"), one("甲表", "T1R10C2"), one("甲表", "H9")]
    assert [(f.sheet, f.cell) for f in in_order(given)] == [
        ("乙表", "B2"),
        ("甲表", "H9"),
        ("甲表", "T1R10C2"),
        ("甲表", "H10"),
    ]


def test_the_worst_severity():
    assert worst([]) == ""
    assert worst([Finding("a.b", "hint", ""), Finding("a.b", "warning", "")]) == "warning"


def test_an_execution_rate_inside_the_indicator_table_is_scored_from_the_money_table():
    rows = [indicator(20, "100%", None, None, role="execution"), indicator(80, "≥10个", "12个", None)]
    money = {"full_year": 200, "executed": 190, "rate": None}
    form = form_of(rows, money, total=None, names=["预算执行率"])
    # 190/200 = 95 %, 20 * 0.95 = 19
    result = compute(form, load("cn/hunan/zhuzhou-2023"))
    assert {item.cell: str(item.value) for item in result.filled} == {
        "G5": "0.9500",
        "H11": "19",
        "H12": "80",
        "H40": "99",
    }


def test_a_form_without_scores_gets_its_completions_only():
    rows = [{"target": "≥10个", "actual": "12个", "completion": None}]
    form = form_of(rows, {"full_year": 100, "executed": 90, "rate": None}, scored=False)
    result = compute(form, load("cn/hunan/zhuzhou-2023"))
    assert {item.cell: str(item.value) for item in result.filled} == {"G5": "0.9000", "G11": "1.2000"}
    assert [one.code for one in check(form, load("cn/hunan/zhuzhou-2023")) if one.code.startswith("score")] == []
