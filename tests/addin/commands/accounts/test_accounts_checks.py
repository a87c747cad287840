"""What the nine tables must agree in, and how grave a difference is."""

from decimal import Decimal

import pytest
from support.account_grids import Entry, grid, income, read, summary, top

from addin.commands.accounts.between import check_between, sets_of
from addin.commands.accounts.judge import severity_of
from addin.commands.accounts.relations import all_ties, build, read_terms
from addin.commands.accounts.single import check_single
from addin.forms.accounts_words import words
from udfs.core.data import DataError


def tables(*grids):
    return read(*grids).forms


def singles(*grids):
    forms = tables(*grids)
    return [(f.code, f.severity, f.sheet, f.cell) for form in forms for f in check_single(form, "", forms)]


def between(*grids):
    return [
        (f.code, f.severity, f.sheet, f.cell) for f in check_between([("表.xlsx", form) for form in tables(*grids)])
    ]


def test_tables_that_agree_give_no_finding():
    assert singles(summary(), income()) == []
    assert between(summary(), income()) == []


@pytest.mark.parametrize(
    ("changes", "cells"),
    [
        ({"本年收入合计": 195.5}, {"C9", "C11"}),  # 200 + 5.5; and the total follows from it
        ({"年初结转和结余": 11.0}, {"C11"}),
        ({"总计": 216.5}, {"C11", "F11"}),
        ({"五、教育支出": 200.0}, {"F9"}),
        ({"年末结转和结余": 7.0}, {"F11"}),
    ],
)
def test_a_wrong_figure_of_the_summary_is_found_where_it_does_not_add_up(changes, cells):
    found = singles(summary(changes))
    assert {code for code, *_ in found} == {"accounts.sum"}
    assert {cell for *_, cell in found} == cells


def test_levels_add_up_by_code():
    wrong = income()
    wrong.cells[8, 4] = grid([[150.0]]).cells[1, 1]  # 20503 财政拨款收入 150.00, its 项 has 200.00
    found = {(code, cell) for code, _, _, cell in singles(wrong)}
    assert ("accounts.level", "D7") in found  # 205 is 200.00, its 款 150.00
    assert ("accounts.level", "D8") in found


def test_the_income_table_must_agree_with_the_summary():
    found = between(summary(), income((205.5, 190.0, 15.5)))
    assert found == [("accounts.tie", "error", "收入", "D6"), ("accounts.tie", "error", "收入", "E6")]


def test_unit_and_year_must_agree_throughout():
    assert between(summary(), income(unit="另一学院")) == [("accounts.unit", "error", "收入", "")]
    assert between(summary(), income(year="2023年度")) == [("accounts.year", "error", "收入", "")]
    assert between(summary(), income(unit="省某某学院"))[0][:2] == ("accounts.unit", "hint")


@pytest.mark.parametrize(
    ("difference", "figures", "expected"),
    [("0", 3, ""), ("100", 3, "hint"), ("200", 3, "error"), ("200", 4, "warning"), ("1000000", 60, "error")],
)
def test_a_rounding_difference_is_no_error(difference, figures, expected):
    # in 元: 100 is 0.01 万元; four figures rounded to 0.01 can be 0.02 万元 off
    assert severity_of(Decimal(difference), Decimal(10000), figures, True) == expected


def test_amounts_in_yuan_are_compared_with_amounts_in_ten_thousands():
    in_yuan = income((2055000.0, 2000000.0, 55000.0))
    in_yuan.cells[3, 3] = grid([["金额单位：元"]]).cells[1, 1]
    assert between(summary(), in_yuan) == []


def fund(values: "list[Entry]", note: str = "") -> "object":
    rows = [
        *top("政府性基金预算财政拨款收入支出决算表", "公开07表"),
        ["科目编码", "科目名称", "年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余"],
    ]
    rows += [["合计", None, *values], [note or None]]
    return grid(rows, "基金")


def test_an_empty_table_says_why():
    nothing: list[Entry] = [0.0] * 6
    assert ("accounts.empty", "warning", "基金", "") in singles(summary(), fund(nothing))
    assert singles(summary(), fund(nothing, "本单位无政府性基金预算收支，本表为空。")) == []
    assert singles(fund(nothing)) == []  # a table of a blank template
    spent: list[Entry] = [0.0, 5.0, 5.0, 0.0, 5.0, 0.0]
    assert ("accounts.empty", "warning", "基金", "A6") in singles(
        summary(), fund(spent, "本单位无政府性基金预算收支。")
    )


def test_text_that_is_no_amount_is_told():
    assert ("value.unreadable", "error", "收入", "C6") in singles(income(("约二百", 200.0, 5.5)))  # type: ignore[arg-type]


def test_a_code_on_two_rows_is_told():
    twice = income()
    for column in range(1, 6):
        twice.cells[10, column] = twice.cells[9, column]
    assert ("accounts.code", "warning", "收入", "A10") in singles(twice)


def test_a_blank_total_is_told_but_blank_parts_are_not():
    assert ("accounts.sum", "warning", "总表", "C9") in singles(summary({"本年收入合计": None}))
    # only totals are published: there is nothing to compare them with
    assert singles(summary({"五、教育支出": None, "六、科学技术支出": None})) == []


def test_tables_of_several_files_belong_together_by_unit():
    first, second = tables(summary(), income())
    assert [len(found) for found in sets_of([("一.xlsx", first), ("二.xlsx", second)])] == [2]
    other = tables(income(unit="另一学院"))[0]
    assert sorted(len(found) for found in sets_of([("一.xlsx", first), ("二.xlsx", other)])) == [1, 1]


def test_every_relation_names_rows_that_a_table_can_have():
    rows = set(words().lines.values()) | set(words().basic_totals.values()) | {"class", "budget", "actual", "total"}
    rows |= {f"opening_{name}" for name in ("general", "fund", "capital")} | {"income_total", "expenditure_total"}
    rows |= {"@row", "@class", "@code"}
    for tie in all_ties():
        for term in tie.left + tie.right:
            assert term.row in rows or term.row.isdigit(), (tie.rule, term)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"left": "1:a", "right": "10:b", "sort": "sum", "rule": "甲"}, "10:b"),
        ({"left": "1:a", "right": "1:b", "sort": "sums", "rule": "甲"}, "sum 或 tie"),
        ({"left": "1:a", "right": "1:b", "sort": "sum", "rule": "甲", "relaton": "="}, "应有 left"),
    ],
)
def test_a_wrong_relation_is_refused_with_its_words(entry, said):
    with pytest.raises(DataError, match=said):
        build({"ties": [entry]})


def test_a_term_without_a_column_has_the_usual_one():
    assert [term.column for term in read_terms("1:general + 4:general + 4:closing + 5:total + 6:301")] == [
        "amount", "amount", "sum", "sum", "amount",
    ]  # fmt: skip
