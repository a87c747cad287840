"""别的单位的数：同一模板、改了几个数的工作簿. Words follow the sign; blanks are marked; errors refuse."""

from pathlib import Path

import pytest
from support.report_books import CHANGJI, PACK, blanked, text_template, varied
from support.seed_figures import sections

from addin.commands.report import Report, ReportRefused, report_file
from addin.hosts.files import read
from addin.narrative.data.context import read_names


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> str:
    return str(text_template(tmp_path_factory.mktemp("模 板") / "说明.txt"))


@pytest.fixture
def made(tmp_path: Path, template: str):
    def make(changes: dict) -> Report:
        return report_file(varied(tmp_path / "某 学院" / "决算 报表.xlsx", changes), pack=PACK, template=template)

    return make


def part(report: Report, number: str) -> str:
    return sections("\n".join(one.text for one in report.paragraphs))[number]


def test_a_fall_is_written_as_a_fall(made) -> None:
    text = part(made({"报告数据!D11": 30000}), "一")
    assert "与上年相比，减少3,145.08万元，下降10.48%，主要原因是：" in text


def test_no_change_is_written_as_level(made) -> None:
    text = part(made({"报告数据!D11": 26854.92, "报告数据!F11": None}), "一")
    assert "收入支出总体与上年持平（增加0.00万元，增长0.00%）。" in text


def test_last_year_of_zero_has_no_rate(made) -> None:
    text = part(made({"报告数据!D11": 0}), "一")
    assert "与上年相比，增加26,854.92万元（上年为0.00万元，不计算增长率），主要原因是：" in text


def test_a_budget_of_zero_has_no_difference_rate(made) -> None:
    text = part(made({"报告数据!E14": 0}), "四")
    assert "年初预算数0.00万元，决算数20,307.48万元，年初预算数为零，不计算预决算差异率，主要原因是：" in text


def test_spending_below_the_budget_has_a_negative_rate(made) -> None:
    text = part(made({"报告数据!E14": 30000}), "四")
    assert "年初预算数30,000.00万元，决算数20,307.48万元，预决算差异率-32.31%" in text


def test_an_empty_fund_table_is_said_in_words(made) -> None:
    changes = {**blanked("公开07表", "C7 D7 E7 F7 G7 H7"), **blanked("报告数据", "C19 D19 F19 C20 E20 F20")}
    changes |= blanked("报告数据", "A87 B87 C87 D87 F87")
    report = made(changes)
    assert part(report, "七") == (
        "本单位本年度无政府性基金预算财政拨款收入、支出及结转和结余，政府性基金预算财政拨款收入支出决算表为空表。"
    )
    assert report.findings == []


def test_a_fund_table_with_money_is_described(made) -> None:
    changes = {"公开07表!D7": 50, "公开07表!E7": 45.5, "公开07表!F7": 0, "公开07表!G7": 45.5, "公开07表!H7": 4.5}
    changes |= {"公开07表!A15": None, "报告数据!C19": 45.5, "报告数据!C20": 45.5, "报告数据!C87": 45.5}
    text = part(made(changes), "七")
    assert "收入总计50.00万元，其中：年初结转和结余0.00万元，本年收入50.00万元" in text
    assert "支出总计50.00万元，其中：年末结转和结余4.50万元，本年支出45.50万元" in text
    assert "与上年相比，增加44.20万元，增长3,400.00%" in text
    assert "（项）：支出决算数为45.50万元，比上年决算增加44.20万元，增长3,400.00%" in text


def test_blank_cells_of_a_table_that_says_it_is_empty_are_no_gaps(made) -> None:
    report = made(blanked("公开07表", "C7 D7 E7 F7 G7 H7"))
    assert "政府性基金预算财政拨款收入总计0.00万元" in part(report, "七")
    assert report.findings == []
    zero = [one for one in report.trace if one.cells == ("公开07表!E7",)]
    assert {one.remark for one in zero} == {"本表注明为空表，按 0 计"}


def test_no_purchases_are_said_in_words(made) -> None:
    changes = {f"报告数据!C{row}": 0 for row in (42, 43, 44, 45, 46, 47)}
    assert "2024年度无政府采购支出。" in part(made(changes), "十")


def test_a_blank_figure_becomes_a_placeholder_and_an_error(made) -> None:
    report = made({"公开02表!F7": None})
    assert (
        "事业收入【待补：公开02表!F7 收入决算表 合计 事业收入】，占【待补：公开02表!F7 收入决算表 合计 事业收入】"
        in part(report, "二")
    )
    found = [(one.code, one.severity, one.sheet, one.cell) for one in report.findings]
    assert found == [("report.missing", "error", "公开02表", "F7")]
    assert "收入决算表 合计 事业收入" in report.findings[0].message


def test_a_blank_is_not_a_zero_and_a_zero_is_not_a_blank(made) -> None:
    report = made({"公开02表!G7": None, "公开02表!H7": 0})
    text = part(report, "二")
    assert "经营收入【待补：" in text
    assert "附属单位上缴收入0.00万元，占0.00%" in text


def test_a_change_without_a_reason_becomes_a_placeholder_and_an_error(made) -> None:
    report = made({"报告数据!F11": None})
    assert "增长5.07%，主要原因是：【待补：报告数据!F11 收入支出总计 增减原因】。" in part(report, "一")
    assert [(one.code, one.cell) for one in report.findings] == [("report.missing", "F11")]


def test_a_missing_year_before_is_told_once_with_its_cell(made) -> None:
    report = made({"报告数据!D41": None})
    assert "比上年【待补：报告数据!D41 机关运行经费（公用经费）支出 上年】" in part(report, "十")
    assert [one.cell for one in report.findings] == ["D41"]


def test_a_missing_text_becomes_a_placeholder(made) -> None:
    report = made({"报告文字!B8": None})
    assert [one.code for one in report.findings] == ["report.missing"]
    assert "包括：【待补：报告文字!B8 " in part(report, "六")


def test_an_error_cell_refuses_and_names_every_place(made) -> None:
    with pytest.raises(ReportRefused) as caught:
        made({"公开02表!D7": "#DIV/0!", "公开03表!C7": "#REF!"})
    assert [(one.code, one.sheet, one.cell) for one in caught.value.findings] == [
        ("value.unreadable", "公开02表", "D7"), ("value.unreadable", "公开03表", "C7"),
    ]  # fmt: skip


def test_an_error_that_only_decides_a_condition_refuses_too(made) -> None:
    changes = {**blanked("公开08表", "C7 D7 E7 F7 G7 H7"), "报告数据!D22": "#N/A"}
    with pytest.raises(ReportRefused) as caught:
        made(changes)
    assert [one.cell for one in caught.value.findings] == ["D22"]


def test_an_error_where_the_report_does_not_look_is_no_obstacle(made) -> None:
    assert made({"公开06表!C7": "#N/A"}).findings == []


def test_text_in_place_of_a_figure_refuses(made) -> None:
    with pytest.raises(ReportRefused, match="是“约五千万”，不是数"):
        made({"公开02表!F7": "约五千万"})


def test_more_subjects_than_the_pack_has_rows_for_are_all_told(made) -> None:
    changes = {}
    for row in range(81, 85):
        changes |= {f"报告数据!A{row}": f"教育支出／职业教育／第{row}项", f"报告数据!B{row}": f"20503{row}"}
        changes |= {f"报告数据!C{row}": row, f"报告数据!D{row}": row, f"报告数据!F{row}": None}
    text = part(made(changes), "五")
    assert (
        "15.教育支出（类）职业教育（款）第84项（项）：支出决算数为84.00万元，与上年决算持平（增加0.00万元，增长0.00%）。"
        in text
    )


def test_numbers_typed_as_text_with_separators_are_figures(made) -> None:
    text = part(made({"公开02表!F7": "4,929.13", "公开02表!D7": "２０３０７.４８"}), "二")
    assert "财政拨款收入20,307.48万元，占77.34%" in text
    assert "事业收入4,929.13万元，占18.77%" in text


def test_paragraphs_of_a_text_stay_paragraphs(made) -> None:
    report = made({"报告文字!B3": "第一段 & <甲>。\n第二段“引号”。\n\n　　第三段\U0001f600。"})
    lines = [one.text for one in report.paragraphs]
    at = lines.index("第一段 & <甲>。")
    assert lines[at + 1 : at + 3] == ["第二段“引号”。", "第三段\U0001f600。"]


def test_a_subject_of_the_table_that_nobody_compared_is_not_forgotten(made) -> None:
    report = made(blanked("报告数据", "A72 B72 C72 D72 F72"))
    text = part(report, "五")
    assert "11.教育支出（类）职业教育（款）中等职业教育（项）：支出决算数为2,299.80万元，比上年决算【待补：" in text
    assert {one.code for one in report.findings} == {"report.missing"}
    assert all("2050302，请在报告数据的科目行里填写" in one.message for one in report.findings)


def test_a_unit_without_general_budget_spending_says_so(made) -> None:
    changes = {"公开05表!C7": 0, "公开05表!D7": 0, "公开05表!E7": 0}
    for row in range(8, 22):
        changes |= blanked("公开05表", f"A{row} B{row} C{row} D{row} E{row}")
    for row in range(70, 81):
        changes |= blanked("报告数据", f"A{row} B{row} C{row} D{row} F{row}")
    text = part(made(changes), "五")
    assert text.count("2024年度无一般公共预算财政拨款支出。") == 2


def test_the_unit_s_name_is_the_one_that_most_forms_print(made) -> None:
    report = made({"单位整体支出绩效自评表!B3": "新疆昌吉职业技术学院"})
    first = next(one.text for one in report.paragraphs if one.text.strip())
    assert first == "昌吉职业技术学院2024年度部门决算"


def test_a_table_of_items_alone_takes_the_class_from_the_official_list(made) -> None:
    changes = {**blanked("公开05表", "A8 B8 C8 A9 B9 C9"), **blanked("报告数据", "A72 B72 C72 D72 F72")}
    report = made(changes)
    text = part(report, "五")
    assert (
        "教育支出（类）【待补：一般公共预算支出表 20503 款的名称】（款）中等职业教育（项）：支出决算数为2,299.80万元"
        in text
    )


def test_brackets_and_quotation_marks_stay_in_names() -> None:
    names = read_names(read(CHANGJI)).names
    assert "维修（护）费" in [row["名称"] for row in names["基本支出表"]["公用经费"]]


def test_template_signs_in_a_reason_are_words(made) -> None:
    assert "主要原因是：{{ 单位名称 }} & <b>“甲”'乙'。" in part(
        made({"报告数据!F11": "{{ 单位名称 }} & <b>“甲”'乙'"}), "一"
    )
