"""填表人怎样写：单位、原因、带单位的数、负数. What accountants type, beside what the form asks for."""

from pathlib import Path

import pytest
from support.report_books import PACK, text_template, varied
from support.seed_figures import sections

from addin.commands.report import Report, ReportRefused, report_file


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> str:
    return str(text_template(tmp_path_factory.mktemp("模 板") / "说明.txt"))


@pytest.fixture
def made(tmp_path: Path, template: str):
    def make(changes: dict) -> Report:
        changed = {f"报告数据!{cell}": value for cell, value in changes.items()}
        return report_file(varied(tmp_path / "某 单位" / "决算.xlsx", changed), pack=PACK, template=template)

    return make


def overall(report: Report) -> str:
    text = sections("\n".join(one.text for one in report.paragraphs))["一"]
    return next(line for line in text.split("\n") if line.startswith("收入支出总体"))


@pytest.mark.parametrize(
    "typed", ["255601100元", "25,560.11 万元", "25560.11万元", "２５５６０．１１", "25,560.11", "2.556011亿元"]
)
def test_a_figure_typed_with_its_unit_is_converted_to_the_unit_of_the_row(made, typed: str) -> None:
    # 26,854.92 - 25,560.11 = 1,294.81; 1,294.81 / 25,560.11 = 5.0657... %
    assert overall(made({"D11": typed})).startswith("收入支出总体与上年相比，增加1,294.81万元，增长5.07%，")


def test_money_in_a_row_of_people_is_no_number_of_people(made) -> None:
    with pytest.raises(ReportRefused, match="是“3元”，不是数"):
        made({"C5": "3元"})


@pytest.mark.parametrize("unit", ["（万元）", "单位：万元", "人民币万元", "万元 "])
def test_a_unit_in_brackets_is_the_unit(made, unit: str) -> None:
    assert "增加1,294.81万元，" in overall(made({"B11": unit}))


def test_a_row_in_thousands_is_written_in_units_of_ten_thousand(made) -> None:
    assert "增加129.48万元，增长5.07%" in overall(made({"B11": "千元"}))


def test_a_row_without_its_unit_is_told_with_its_cell(made) -> None:
    with pytest.raises(ReportRefused) as caught:
        made({"B11": None})
    assert {(one.code, one.cell) for one in caught.value.findings} >= {("value.unreadable", "C11")}
    assert "“单位”空着" in caught.value.findings[0].message


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("一是人员增加；\n二是项目增加\n三是调资。", "一是人员增加；二是项目增加；三是调资。"),
        ("主要原因是：人员增加。", "人员增加。"),
        ("原因：人员增加", "人员增加。"),
        ("变动原因为：人员增加；", "人员增加。"),
        ("原因不明，正在核实", "原因不明，正在核实。"),
        ("{{ 单位名称 }} & <b> \u202e反", "{{ 单位名称 }} & <b> 反。"),
    ],
)
def test_a_reason_reads_on_in_its_sentence(made, typed: str, printed: str) -> None:
    assert overall(made({"F11": typed})).endswith(f"，主要原因是：{printed}")


@pytest.mark.parametrize("typed", ["无", "/", "—", "——", "无。"])
def test_a_sign_for_nothing_is_no_reason_for_a_change(made, typed: str) -> None:
    report = made({"F11": typed})
    assert overall(report).endswith("，主要原因是：【待补：报告数据!F11 收入支出总计 增减原因】。")
    assert [one.cell for one in report.findings] == ["F11"]
    assert overall(made({"F11": typed, "D11": 26854.92})) == "收入支出总体与上年持平（增加0.00万元，增长0.00%）。"


@pytest.mark.parametrize(
    ("now", "before", "printed"),
    [
        (-50, -100, "与上年相比，增加50.00万元（上年为负数-100.00万元，不计算增长率），"),
        (-150, -100, "与上年相比，减少50.00万元（上年为负数-100.00万元，不计算增长率），"),
        (-50, 100, "与上年相比，减少150.00万元，下降150.00%，"),
        (100.001, 100.004, "与上年持平（增加0.00万元，增长0.00%），"),
        (0.004, 0, "与上年持平（增加0.00万元），"),
        (0.004, 0.001, "与上年持平（增加0.00万元），"),
    ],
)
def test_signs_and_nothings_of_this_year_and_the_last(made, now: float, before: float, printed: str) -> None:
    report = made({"C11": now, "D11": before})
    assert overall(report).startswith(f"收入支出总体{printed}")
    assert report.findings == []
