"""Stored values of formulas after an edit: recomputed, or removed with the order to recalculate."""

from __future__ import annotations

import pytest
from support.books import REL, book, part, sheet

from addin.edits import SetFormula, SetValue
from addin.package.evaluate import evaluate
from addin.package.formula_values import Area, Unknown
from addin.package.writing import apply
from udfs.core.errors import CellError

S = "自评表"


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def f(where: str, formula: str, value: str | None = "0", kind: str = "") -> str:
    stored = "" if value is None else f"<v>{value}</v>"
    return f'<c r="{where}"{kind}><f>{formula}</f>{stored}</c>'


def v(where: str, value: object) -> str:
    return f'<c r="{where}"><v>{value}</v></c>'


def test_a_total_follows_the_points_directly_and_through_other_formulas():
    rows = row(1, v("A1", 1), v("B1", 2)) + row(2, f("A2", "SUM(A1:B1)", "3"), f("B2", "ROUND(A2/3,2)", "1"))
    result = apply(book(sheet(rows)), [SetValue(S, 1, 1, 5.5)])
    assert result.recomputed == ((S, "A2"), (S, "B2"))
    assert result.stale == ()
    # 5.5 + 2 = 7.5; 7.5 / 3 = 2.5
    assert f("A2", "SUM(A1:B1)", "7.5") in part(result.data)
    assert f("B2", "ROUND(A2/3,2)", "2.5") in part(result.data)
    assert "calcPr" not in part(result.data, "xl/workbook.xml")


def test_what_cannot_be_computed_loses_its_value_and_the_workbook_is_told():
    rows = row(
        1, v("A1", 1), f("B1", "VLOOKUP(A1,C:D,2)", "7"), f("C1", 'B1&amp;""', "x", ' t="str"'), f("D1", "E1", "9")
    )
    result = apply(book(sheet(rows)), [SetValue(S, 1, 1, 2)])
    assert result.stale == ((S, "B1"), (S, "C1"))
    xml = part(result.data)
    assert f("B1", "VLOOKUP(A1,C:D,2)", None) in xml
    assert f("C1", 'B1&amp;""', None) in xml
    assert f("D1", "E1", "9") in xml
    assert '<calcPr fullCalcOnLoad="1"/>' in part(result.data, "xl/workbook.xml")


@pytest.mark.parametrize(
    "formula",
    ["LOOKUP(1,$A$1)", "LOOKUP(1,A:A)", "LOOKUP(1,1:1)", "INDIRECT(\"A1\")", "OFFSET(Z9,1,1)", "NOW()", "LOOKUP(1,自评表!A1)",
     "LOOKUP(1,自评表:说明!A1)", "LOOKUP(1,分数)", "LOOKUP(1,间接)", "INDEX(Z1:Z2,1):Z9"],
)  # fmt: skip
def test_in_doubt_a_formula_depends(formula):
    names = '<definedNames><definedName name="分数">自评表!$A$1</definedName><definedName name="间接">分数+1</definedName></definedNames>'
    own, other = sheet(row(1, v("A1", 1)) + row(30, f("H30", formula))), sheet(row(30, f("H30", "自评表!H30")))
    result = apply(book(own, other, workbook=names), [SetValue(S, 1, 1, 2)])
    assert result.stale == ((S, "H30"), ("说明", "H30"))


def test_formulas_that_do_not_depend_keep_their_values():
    rows = row(
        1, v("A1", 1), f("B1", "SUM(C1:D9)", "7"), f("C1", "说明!A1", "7"), f("D1", '"A1"&amp;E1', "7", ' t="str"')
    )
    result = apply(book(sheet(rows), sheet()), [SetValue(S, 1, 1, 2)])
    assert (result.stale, result.recomputed) == ((), ())


def test_members_of_array_formulas_lose_their_values_too():
    rows = row(1, v("A1", 1), '<c r="B1"><f t="array" ref="B1:B2">A1:A2*2</f><v>2</v></c>') + row(2, v("B2", 0))
    result = apply(book(sheet(rows)), [SetValue(S, 1, 1, 2)])
    assert result.stale == ((S, "B1"), (S, "B2"))
    assert '<f t="array" ref="B1:B2">A1:A2*2</f></c>' in part(result.data)
    assert '<c r="B2"></c>' in part(result.data)


def test_members_of_shared_formulas_follow_each_by_its_own_cells():
    rows = (
        row(1, v("A1", 1), '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c>')
        + row(2, v("A2", 5), '<c r="B2"><f t="shared" si="0"/><v>10</v></c>')
    )  # fmt: skip
    result = apply(book(sheet(rows)), [SetValue(S, 2, 1, 6)])
    assert result.recomputed == ((S, "B2"),)
    assert '<c r="B2"><f t="shared" si="0"/><v>12</v></c>' in part(result.data)


def test_our_own_formula_keeps_the_value_given_with_it_and_gets_one_without():
    rows = row(1, v("A1", 1), f("B1", "A1", "1"))
    result = apply(
        book(sheet(rows)), [SetValue(S, 1, 1, 3), SetFormula(S, 1, 2, "PERF_X(A1)", 4.5), SetFormula(S, 1, 3, "A1*2")]
    )
    assert f("B1", "PERF_X(A1)", "4.5") in part(result.data)
    assert f("C1", "A1*2", "6") in part(result.data)
    assert result.stale == ()


def test_shared_text_and_blank_cells_are_read_as_they_are():
    rows = row(1, v("A1", 1), '<c r="B1" t="s"><v>0</v></c>', f("D1", 'IF(B1="优",A1+C1,0)', "1"))
    result = apply(book(sheet(rows), shared=("优",)), [SetValue(S, 1, 1, 3)])
    assert f("D1", 'IF(B1="优",A1+C1,0)', "3") in part(result.data)


def test_a_circle_is_left_to_the_program():
    rows = row(1, v("A1", 1), f("B1", "C1+A1"), f("C1", "B1"))
    assert apply(book(sheet(rows)), [SetValue(S, 1, 1, 3)]).stale == ((S, "B1"), (S, "C1"))


def test_the_calculation_chain_stays_while_formulas_stay_formulas():
    link = f'<Relationship Id="rId50" Type="{REL}/calcChain" Target="calcChain.xml"/>'
    data = book(sheet(row(1, f("A1", "B1"))), parts={"xl/calcChain.xml": "<calcChain/>"}, workbook_rels=link)
    assert part(apply(data, [SetFormula(S, 1, 1, "C1", 0)]).data, "xl/calcChain.xml")
    for edit in (SetValue(S, 1, 1, 0), SetFormula(S, 1, 2, "C1", 0)):
        assert "calcChain" not in part(apply(data, [edit]).data, "xl/_rels/workbook.xml.rels")


CELLS = {"A1": 2.0, "A2": "优", "A3": None, "A4": True, "A5": CellError("#N/A"), "A6": "9.5"}


def lookup(kind: str, prefix: str, text: str):
    if ":" in text:
        return Area([CELLS[key] for key in ("A1", "A2", "A3", "A4")], False)
    return Area([CELLS[text]], True)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3^2-4/2", 17.0), ("-2^2", 4.0), ("50%*10", 5.0), ("(1+2)*3", 9.0), ("SUM(A1:A4,1)", 3.0),
        ("SUM(A2,A6)", 0.0), ("A6+1", 10.5), ("ROUND(2.675,2)", 2.68), ("ROUND(-2.5,0)", -3.0), ("ROUND(1234,-2)", 1200.0),
        ("ROUNDDOWN(9.99,1)", 9.9), ("MAX(A1:A4)-MIN(3,1)", 1.0), ("COUNT(A1:A4)+COUNTA(A1:A4)", 4.0),
        ("IF(A1>1,\"是\",\"否\")", "是"), ("IF(A3=\"\",\"空\",1)", "空"), ("IFERROR(A5,\"-\")", "-"), ("A1/A3", CellError("#DIV/0!")),
        ("A5+1", CellError("#N/A")), ("A1&\"分\"", "2分"), ("AND(A1=2,A2=\"优\")", True), ("A2=\"优\"", True), ("AVERAGE(A1,4)", 3.0),
        ("IF(A1<>2,1)", False), ("\"a\"\"b\"", "a\"b"), ("A3", 0.0),
    ],
)  # fmt: skip
def test_common_formulas_give_what_every_spreadsheet_gives(formula, value):
    assert evaluate(formula, lookup) == value


@pytest.mark.parametrize(
    "formula",
    ["A2+1+\"1,000\"", "VLOOKUP(1,A1:A4,1)", "A1:A4+1", "0.1*3-0.3", "0.1*3=0.3", "\"a\"<\"b\"", "SUM(A1", "1 2", "{1,2}", "A1#", "1E300&\"\"",
     "SUM(0.1,0.2,-0.3)"],
)  # fmt: skip
def test_what_is_not_surely_the_same_everywhere_is_left_alone(formula):
    with pytest.raises(Unknown):
        evaluate(formula, lookup)
