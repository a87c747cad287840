"""Prefilled cells are locked by a twin of their own style; everything else of the workbook stays as it is."""

from __future__ import annotations

import io
import pickle

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.package.container import Container
from addin.package.locking import is_protected, lock_cells, with_locked_styles
from addin.package.plan import KEEP, Plan
from addin.package.plan.plan import same_content
from addin.package.reading import open_workbook
from addin.packs.list import load_pack

BASIC, UNIT = "附件1 基础数据表", "附件2 整体支出绩效自评表"
CELLS = [(BASIC, 3, 2), (BASIC, 5, 2), (BASIC, 8, 6), (UNIT, 3, 4), (UNIT, 5, 5), (UNIT, 5, 7), (UNIT, 14, 4)]


@pytest.fixture(scope="module")
def template():
    return load_pack("cn/hunan/hengyang/2024").workbook.read_bytes()


def styles(data, sheet, row, column):
    cell = openpyxl.load_workbook(io.BytesIO(data))[sheet].cell(row, column)
    return tuple(map(repr, (cell.font, cell.fill, cell.border, cell.alignment, cell.number_format)))


def test_a_locked_cell_looks_as_before_and_only_its_sheet_and_the_styles_change(template):
    made = lock_cells(template, CELLS[:3])
    before, after = Container(template), Container(made)
    changed = [name for name in before.names() if before.read(name) != after.read(name)]
    assert sorted(changed) == ["xl/styles.xml", "xl/worksheets/sheet1.xml"]
    for sheet, row, column in CELLS[:3]:
        assert not open_workbook(template).grid(sheet)[row, column].locked
        assert open_workbook(made).grid(sheet)[row, column].locked
        assert styles(template, sheet, row, column) == styles(made, sheet, row, column)


def test_a_cell_that_is_locked_already_stays_byte_for_byte(template):
    assert lock_cells(template, [(BASIC, 2, 1)]) == template


def test_locked_styles_are_added_once_and_nothing_else_changes(template):
    made = with_locked_styles(template, CELLS)
    before, after = Container(template), Container(made)
    assert [name for name in before.names() if before.read(name) != after.read(name)] == ["xl/styles.xml"]
    assert with_locked_styles(made, CELLS) == made


def test_the_packs_protect_their_sheets(template):
    assert is_protected(template, BASIC)


GIVEN = st.one_of(
    st.just(KEEP),
    st.none(),
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**6), 10**6, places=4),
    st.sampled_from(["云岭县第一中学", "=1+1", "≥2400平方米", " <&>\"' "]),
)


@settings(max_examples=40, deadline=None)
@given(rounds=st.lists(st.lists(GIVEN, min_size=len(CELLS), max_size=len(CELLS)), min_size=1, max_size=4))
def test_what_is_given_a_value_is_locked_and_what_stays_blank_is_open(template, rounds):
    plan = Plan(template, CELLS, lock=True)
    for values in rounds:
        grids = open_workbook(plan.fill(values)).grid
        for (sheet, row, column), value in zip(CELLS, values):
            assert grids(sheet)[row, column].locked == (value is not KEEP and value is not None)


@settings(max_examples=30, deadline=None)
@given(rounds=st.lists(st.lists(GIVEN, min_size=len(CELLS), max_size=len(CELLS)), min_size=2, max_size=4))
def test_the_quick_way_locks_as_the_long_way_does(template, rounds):
    plan = Plan(template, CELLS, lock=True, groups=[[4, 5], [6]])
    for values in rounds:
        quick = plan.fill(values)
        assert plan.why_slow == ""
        assert same_content(quick, plan._long_way(values, {}, ()))


def test_a_plan_with_locks_travels_to_another_process(template):
    plan = Plan(template, CELLS, lock=True, groups=[[4, 5]])
    values = ["云岭县", 30, 2.5, "云岭县", KEEP, KEEP, KEEP]
    assert pickle.loads(pickle.dumps(plan)).fill(values) == plan.fill(values)
