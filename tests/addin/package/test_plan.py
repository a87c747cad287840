"""The plan gives what ``apply`` gives, member by member, for any values, on every kind of workbook."""

from __future__ import annotations

import os
import pickle
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.books import book, part, sheet
from support.corpus import CORPUS, REASON, corpus_files

from addin.edits import SetValue
from addin.package.container import Container
from addin.package.draft import Draft
from addin.package.plan import KEEP, Plan
from addin.package.plan.plan import same_content
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook
from addin.package.writing import apply
from udfs.core.errors import CellError

S, T = "自评表", "说明"


def long_way(data: bytes, cells, values) -> bytes:
    edits = [SetValue(*cell, value=value) for cell, value in zip(cells, values) if value is not KEEP]
    return apply(data, edits, record=False).data


def alike(data: bytes, cells, *rounds) -> Plan:
    """Each round of values is filled by the plan and by apply; the plan does it the short way."""
    plan = Plan(data, cells)
    for values in rounds:
        # twice: the first unit of a pattern is made both ways anyhow
        for _ in range(2):
            assert same_content(plan.fill(values), long_way(data, cells, values))
    assert plan.why_slow == ""
    return plan


ROWS = (
    '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="2"/><c r="C1"><v>3</v></c></row>'
    '<row r="2" spans="1:3"><c r="A2"><v>1</v></c><c r="C2" cm="1" vm="2" t="b"><v>1</v></c></row>'
    '<row r="4"><c r="A4" t="inlineStr"><is><t>甲</t></is></c><c r="B4" t="e"><v>#N/A</v></c></row>'
)
PLAIN = book(sheet(ROWS, before='<dimension ref="A1:C4"/>'), sheet('<row r="1"><c r="A1"/></row>'), shared=("共享",))
CELLS = [(S, 1, 1), (S, 1, 2), (S, 1, 3), (S, 2, 1), (S, 2, 3), (S, 4, 1), (S, 4, 2), (T, 1, 1)]
ABSENT = [(S, 2, 2), (S, 3, 1), (S, 9, 5), (T, 5, 2), (T, 1, 2)]

values = st.one_of(
    st.just(KEEP),
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**20), 10**20),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.text(max_size=30),
    st.sampled_from(
        ["", " 前后 ", "a\r\nb", "_x000D_", "=1+1", "<&>", "]]>", ">=100个", "甲  乙", "\u3000", CellError("#N/A")]
    ),
)


def storable(value: object) -> bool:
    return not isinstance(value, str) or not any("\ud800" <= one <= "\udfff" for one in value)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(values.filter(storable), min_size=8, max_size=8), min_size=1, max_size=3))
def test_any_values_in_cells_that_are_there(rounds):
    alike(PLAIN, CELLS, *rounds)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(values.filter(storable), min_size=13, max_size=13), min_size=1, max_size=3))
def test_any_values_in_cells_and_rows_that_are_absent(rounds):
    alike(PLAIN, CELLS + ABSENT, *rounds)


def f(where: str, formula: str, stored: str = "0", more: str = "") -> str:
    return f'<c r="{where}"{more}><f>{formula}</f><v>{stored}</v></c>'


FORMULAS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="C1"/>'
    + f("D1", "SUM(A1:C1)")
    + f("E1", "IF(COUNT(A1:B1)=2,ROUND(A1/B1,4),&quot;&quot;)", "", ' t="str"')
    + '</row><row r="2">'
    + f("A2", "D1*2", "2", ' s="3"')
    + f("B2", "VLOOKUP(C1,A:B,2)", "7")
    + f("C2", "A1&amp;C1", "1", ' t="str"')
    + f("D2", "IF(A1&gt;5,TRUE,1/0)", "#DIV/0!", ' t="e"')
    + f("E2", "SUM(Z1:Z9)", "5")
    + '</row><row r="3"><c r="A3"><f t="shared" ref="A3:A5" si="0">A1+1</f><v>2</v></c></row>'
    '<row r="4"><c r="A4"><f t="shared" si="0"/><v>3</v></c></row><row r="5"><c r="A5"><f t="shared" si="0"/></c></row>'
    '<row r="6"><c r="A6"><f t="array" ref="A6:B6">A1:B1*2</f><v>2</v></c><c r="B6"><v>0</v></c></row>'
    '<row r="7"><c r="A7"><f>' + "分数*10" + "</f><v>10</v></c></row>"
)
NAMES = '<definedNames><definedName name="分数">自评表!$A$1</definedName></definedNames>'
COMPUTED = book(sheet(FORMULAS), sheet('<row r="1">' + f("A1", "自评表!D1/100", "0.01") + "</row>"), workbook=NAMES)
INPUTS = [(S, 1, 1), (S, 1, 2), (S, 1, 3)]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(values.filter(storable), min_size=3, max_size=3), min_size=1, max_size=3))
def test_formulas_follow_any_values_as_apply_makes_them_follow(rounds):
    alike(COMPUTED, INPUTS, *rounds)


def test_the_formulas_that_nothing_changed_keep_their_value():
    made = Plan(COMPUTED, INPUTS).fill([2, 4, KEEP])
    assert f("D1", "SUM(A1:C1)", "6") in part(made)  # 2 + 4
    assert f("E2", "SUM(Z1:Z9)", "5") in part(made)
    # 2 / 4
    assert '<v>0.5</v></c></row><row r="2">' in part(made)


def test_a_formula_cell_that_is_overwritten_leaves_the_calculation_chain_sound():
    cells = [(S, 1, 4), (S, 3, 1), (S, 1, 1)]
    alike(COMPUTED, cells, [5, 6, 7], [KEEP, 6, None], [None, KEEP, KEEP], [KEEP, KEEP, 3])


@pytest.mark.parametrize("data", [PLAIN, COMPUTED], ids=["plain", "computed"])
def test_other_spellings_of_the_same_sheet(data):
    inner = {name: Container(data).read(name) for name in Container(data).names()}
    name = "xl/worksheets/sheet1.xml"
    prefixed = inner[name].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
    bare = inner[name]
    for column in b"ABCDE":
        for row in range(1, 10):
            bare = bare.replace(b' r="%c%d"' % (column, row), b"")
    for changed in (prefixed, inner[name].replace(b'"', b"'"), inner[name].replace(b"/>", b" />"), bare):
        draft = Draft(data)
        draft.write(name, changed)
        made = draft.to_bytes()
        alike(made, INPUTS, [1, "甲", None], [KEEP, 2.5, True], [None, None, None], [Decimal("9.50"), "", "x"])


def test_a_used_range_that_is_too_small_grows_as_apply_lets_it_grow():
    data = book(sheet(ROWS, before='<dimension ref="A1"/>'), shared=("共享",))
    cells = [(S, 1, 1), (S, 4, 2), (S, 2, 3)]
    alike(data, cells, ["甲", KEEP, 3], ["甲", 1, KEEP], [KEEP, None, KEEP], [1, 2, 3])


def test_units_that_all_leave_out_other_absent_cells_are_filled_the_long_way():
    plan = Plan(PLAIN, ABSENT)
    for number in range(32):
        row = [at if number >> at & 1 else KEEP for at in range(5)]
        assert same_content(plan.fill(row), long_way(PLAIN, ABSENT, row))
    assert "超过 16 种" in plan.why_slow


def test_members_that_are_given_anew_are_in_the_package():
    plan = Plan(PLAIN, CELLS[:1], members=("docProps/custom.xml",))
    for text in (b"<a/>", b"<b>1</b>"):
        made = Container(plan.fill(["甲"], {"docProps/custom.xml": text}))
        assert made.read("docProps/custom.xml") == text
    assert plan.why_slow == ""


def test_what_apply_refuses_the_plan_refuses():
    merged = book(sheet(ROWS, after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'))
    with pytest.raises(PackageProblem, match="被合并单元格"):
        Plan(merged, [(S, 1, 2)])
    locked = book(sheet(ROWS, after='<sheetProtection sheet="1" password="CAFE"/>'))
    with pytest.raises(PackageProblem, match="保护密码"):
        Plan(locked, CELLS[:1])
    with pytest.raises(PackageProblem, match="数组公式"):
        Plan(COMPUTED, [(S, 6, 2)])
    with pytest.raises(ValueError, match="列了两次"):
        Plan(PLAIN, [(S, 1, 1), (S, 1, 1)])
    plan = Plan(PLAIN, CELLS[:1])
    plan.fill(["甲"])
    with pytest.raises(PackageProblem, match="自评表!A1"):
        plan.fill(["长" * 40_000])
    with pytest.raises(PackageProblem, match="自评表!A1"):
        plan.fill([float("nan")])
    with pytest.raises(ValueError, match="应有 1 个值"):
        plan.fill(["甲", "乙"])


def test_a_sheet_protected_without_a_password_stays_protected():
    data = book(sheet(ROWS, after='<sheetProtection sheet="1" objects="1"/>'), shared=("共享",))
    plan = alike(data, CELLS[:3], ["甲", 1, 2.5])
    assert '<sheetProtection sheet="1" objects="1"/>' in part(plan.fill(["乙", KEEP, None]))


def test_a_plan_travels_to_another_process_and_gives_the_same_bytes():
    plan = Plan(COMPUTED, INPUTS)
    twin = pickle.loads(pickle.dumps(plan))
    for row in ([1, 2, 3], ["甲", None, KEEP]):
        assert twin.fill(row) == plan.fill(row)


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[3].joinpath("templates").rglob("*.xlsx")), ids=lambda p: p.stem
)
def test_the_packs_are_filled_as_apply_fills_them(path):
    data, dice = path.read_bytes(), random.Random(6)
    assert_alike_at_random(data, dice, rounds=2)


def assert_alike_at_random(data: bytes, dice: random.Random, rounds: int) -> None:
    """Random values in random cells of a real workbook, formulas and absent cells among them."""
    workbook = open_workbook(data)
    found = [(grid.name, *where) for grid in workbook.grids() for where, cell in grid if not cell.formula]
    cells = []
    for place in dice.sample(found, min(40, len(found))):
        try:
            apply(data, [SetValue(*place, value=1)], record=False)
        except PackageProblem:
            continue
        cells.append(place)
    if cells:
        drawn = [
            [dice.choice((KEEP, None, 3, 1.5, "甲", "12", "≥95%", dice.random() * 1e6)) for _ in cells]
            for _ in range(rounds)
        ]
        alike(data, cells, *drawn)


@pytest.mark.skipif(not CORPUS.is_dir(), reason=REASON)
def test_real_forms_are_filled_as_apply_fills_them():
    dice = random.Random(int(os.environ.get("JIXIAO_SEED", "2026")))
    files = [path for path in corpus_files(".xlsx", ".xlsm") if path.stat().st_size < 100_000]
    for path in dice.sample(files, min(12, len(files))):
        try:
            data = path.read_bytes()
            open_workbook(data).grids()
            apply(data, [], record=False)
        except PackageProblem:
            continue
        assert_alike_at_random(data, dice, rounds=1)
