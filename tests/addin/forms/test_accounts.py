"""The nine final-accounts tables are told by name, whatever their number, and every amount by its row and column."""

import pytest
from support.account_grids import amounts, grid, income, one, read, summary, top

from addin.forms.accounts_words import words

NAMES = {
    "收入支出决算总表": 1, "昌吉职业技术学院2024年度收入支出决算总表": 1, "收入决算表": 2, "收入决算总表": 2, "支出决算表": 3, "支出决算总表": 3,
    "财政拨款收入支出决算总表": 4, "一般公共预算财政拨款支出决算表": 5, "一般公共预算财政拨款收入支出决算表": 5, "一般公共预算财政拨款基本支出决算表": 6,
    "政府性基金预算财政拨款收入支出决算表": 7, "国有资本经营预算财政拨款支出决算表": 8, "国有资本经营预算财政拨款收入支出决算表": 8,
    "财政拨款“三公”经费支出决算表": 9, "一般公共预算财政拨款\"三公\"经费及会议费、培训费支出决算表": 9, "收入支出决算总表（公开01表）": 1,
}  # fmt: skip


@pytest.mark.parametrize(("name", "table"), NAMES.items())
def test_a_table_is_told_by_its_name(name, table):
    assert words().table_of(name) == table


@pytest.mark.parametrize(
    "name",
    [
        "部门收支预算总表",
        "项目支出决算表",
        "基本支出决算表",
        "收入支出预算总表",
        "财政拨款支出决算明细表",
        "三公经费预算表",
    ],
)
def test_budgets_and_other_tables_are_none_of_the_nine(name):
    assert words().table_of(name) is None


def test_the_printed_number_is_kept_but_the_name_decides():
    form = one(
        [*top("财政拨款“三公”经费支出决算表", "公开07表"),
         ["项目", "预算数", "决算数"], ["合计", 5.0, 4.0], ["1.因公出国（境）费", 1.0, 1.0], ["2.公务用车购置及运行维护费", 3.0, 2.5],
         ["其中：（1）公务用车购置费", 0.0, 0.0], ["（2）公务用车运行维护费", 3.0, 2.5], ["3.公务接待费", 1.0, 0.5]]
    )  # fmt: skip
    assert (form.table, form.number) == (9, 7)
    assert amounts(form) == {
        "budget.total": 5.0, "actual.total": 4.0, "budget.abroad": 1.0, "actual.abroad": 1.0, "budget.car": 3.0, "actual.car": 2.5,
        "budget.car_purchase": 0.0, "actual.car_purchase": 0.0, "budget.car_running": 3.0, "actual.car_running": 2.5,
        "budget.reception": 1.0, "actual.reception": 0.5,
    }  # fmt: skip


def test_the_public_table_with_both_sides_in_one_row():
    items = ["合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"]
    below = [None, None, "小计", "公务用车购置费", "公务用车运行费", None]
    form = one(
        [*top("“三公”经费支出决算表"), ["预算数", None, None, None, None, None, "决算数"], items * 2, below * 2,
         [str(n) for n in range(1, 13)], [9.0, 1.0, 6.0, 2.0, 4.0, 2.0, 8.0, 1.0, 5.5, 2.0, 3.5, 1.5]],
        merges=["A4:F4", "G4:L4", "A5:A6", "B5:B6", "C5:E5", "F5:F6", "G5:G6", "H5:H6", "I5:K5", "L5:L6"],
    )  # fmt: skip
    assert (form.cells["budget", "total"].cell.value, form.cells["actual", "total"].cell.value) == (9.0, 8.0)
    assert (form.cells["actual", "car"].label, form.cells["actual", "reception"].cell.value) == ("I8", 1.5)


def test_the_summary_reads_income_left_and_expenditure_right():
    form = read(summary()).forms[0]
    assert (form.table, form.number, form.unit_name, form.year, form.money_unit) == (1, 1, "某某学院", 2024, "万元")
    assert amounts(form) == {
        "general.amount": 200.0, "fund.amount": 0.0, "other.amount": 5.5, "year_income.amount": 205.5, "opening.amount": 10.0,
        "income_total.amount": 215.5, "205.amount": 203.5, "206.amount": 4.0, "year_expenditure.amount": 207.5, "closing.amount": 8.0,
        "expenditure_total.amount": 215.5,
    }  # fmt: skip


def test_the_fiscal_summary_tells_the_year_from_the_opening_balance():
    form = one(
        [*top("财政拨款收入支出决算总表", "公开04表"), ["收入", None, None, "支出"],
         ["项目", "行次", "决算数", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"],
         ["一、一般公共预算财政拨款", "1", 20.0, "五、教育支出", "9", 21.0, 21.0, None],
         ["二、政府性基金预算财政拨款", "2", 3.0, "二十三、其他支出", "10", 4.0, None, 4.0],
         ["本年收入合计", "3", 23.0, "本年支出合计", "11", 25.0, 21.0, 4.0],
         ["年初财政拨款结转和结余", "4", 2.0, "年末财政拨款结转和结余", "12", 0.0, 0.0, 0.0],
         ["一、一般公共预算财政拨款", "5", 1.0], ["二、政府性基金预算财政拨款", "6", 1.0],
         ["总计", "7", 25.0, "总计", "13", 25.0, 21.0, 4.0]],
        merges=["A4:C4", "D4:H4"],
    )  # fmt: skip
    assert form.cells["general", "amount"].cell.value == 20.0
    assert form.cells["opening_general", "amount"].cell.value == 1.0
    assert form.cells["229", "fund"].cell.value == 4.0
    assert form.cells["expenditure_total", "sum"].cell.value == 25.0


def test_codes_in_three_columns_and_heads_in_two_rows():
    form = one(
        [*top("支出决算表"), ["项目", None, None, None, "本年支出合计", "基本支出", "项目支出"], ["类", "款", "项", "科目名称"],
         ["栏次", None, None, None, "1", "2", "3"], ["合计", None, None, None, 9.0, 5.0, 4.0], ["205", None, None, "教育支出", 9.0, 5.0, 4.0],
         ["205", "03", None, "职业教育", 9.0, 5.0, 4.0], ["205", "03", "02", "中等职业教育", 9.0, 5.0, 4.0], ["注：本表反映部门本年度各项支出情况。"]],
        merges=["A4:D4", "A6:D6", "A7:D7"],
    )  # fmt: skip
    assert form.codes == ["205", "20503", "2050302"]
    assert form.names["2050302"] == "中等职业教育"
    assert form.cells["total", "project"].label == "G7"


def test_the_basic_spending_table_in_blocks_and_as_a_list():
    blocks = one(
        [*top("一般公共预算财政拨款基本支出决算表", "公开06表"), ["人员经费", None, None, "公用经费"],
         ["科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"], ["301", "工资福利支出", 8.0, "302", "商品和服务支出", 2.0],
         ["30101", "基本工资", 8.0, "30201", "办公费", 2.0], ["人员经费合计", None, 8.0, "公用经费合计", None, 2.0]],
        merges=["A4:C4", "D4:F4", "A8:B8", "D8:E8"],
    )  # fmt: skip
    listed = one(
        [*top("一般公共预算财政拨款基本支出决算表"), ["科目编码", "科目名称", "合计", "人员经费", "公用经费"], ["合计", None, 10.0, 8.0, 2.0],
         ["301", "工资福利支出", 8.0, 8.0, None], ["302", "商品和服务支出", 2.0, None, 2.0]]
    )  # fmt: skip
    for form in (blocks, listed):
        assert form.cells["staff_total", "amount"].cell.value == 8.0
        assert form.cells["office_total", "amount"].cell.value == 2.0
    assert blocks.cells["30201", "amount"].label == "F7"


def test_a_list_of_contents_is_no_table():
    assert read(grid([["目录"], ["一、《收入支出决算总表》"], ["公开02表　收入决算表"], ["支出决算表"]])).forms == []


def test_a_head_without_amounts_is_almost_a_table_and_what_is_missing_is_told():
    found = read(grid([*top("收入支出决算总表"), ["项目", "行次", "金额"], ["本年收入合计", "1", 5.0]]))
    assert found.forms == []
    assert found.near[0].missing == ("收入和支出两处“项目”",)


def test_several_tables_under_one_another_on_one_sheet():
    both = summary()
    offset = both.size[0] + 1
    for (row, column), cell in income().cells.items():
        both.cells[row + offset, column] = cell
    assert [form.table for form in read(both).forms] == [1, 2]


def test_the_note_of_an_empty_table_is_found():
    form = one(
        [*top("政府性基金预算财政拨款收入支出决算表", "公开08表"), ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", None, None, "年末结转和结余"],
         [None, None, None, None, "小计", "基本支出", "项目支出"], ["合计", None, None, None, None, None, None, None],
         ["注：本单位无政府性基金预算收支，本表为空。"]],
        merges=["E4:G4"],
    )  # fmt: skip
    assert (form.table, form.number) == (7, 8)
    assert form.note is not None
    assert form.note.label == "A7"


def test_the_older_summary_has_one_row_of_fiscal_money_and_its_part_is_not_counted_twice():
    form = one(
        [*top("收入支出决算总表"), ["收入", None, None, "支出"], ["项目", "行次", "决算数", "项目（按功能分类）", "行次", "决算数"],
         ["一、财政拨款收入", "1", 20.0, "五、教育支出", "9", 21.0], ["其中：政府性基金预算财政拨款", "2", 3.0], ["二、上级补助收入", "3", 1.0],
         ["本年收入合计", "4", 21.0, "本年支出合计", "11", 21.0], ["总计", "7", 21.0, "总计", "13", 21.0]],
        merges=["A4:C4", "D4:F4"],
    )  # fmt: skip
    assert form.cells["fiscal", "amount"].cell.value == 20.0
    assert ("fund", "amount") not in form.cells


def test_without_a_title_the_name_of_the_sheet_tells_the_table():
    rows = [["科目编码", "科目名称", "本年收入合计", "财政拨款收入"], ["合计", None, 5.0, 5.0]]
    assert one(rows, "2024年收入决算表").table == 2
    assert read(grid([], "收入决算表")).forms == []


def test_without_any_name_the_usual_number_tells_the_table():
    form = one([["公开03表"], ["科目编码", "科目名称", "本年支出合计", "基本支出"], ["合计", None, 5.0, 5.0]])
    assert (form.table, form.number, form.title) == (3, 3, "支出决算表")
