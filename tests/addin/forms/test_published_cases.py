"""The published tables in every layout: each field is bound to the cell it was written to."""

from __future__ import annotations

from typing import Dict, List

import pytest
from support.cases import WHY_ABSENT, case_ids, kind_of, load_case
from support.layouts.book import Layout, Placed
from support.layouts.build import LAYOUTS, build, build_sheets
from support.layouts.look import OFFICIAL
from support.randomise import random_layout

from addin.forms import model
from addin.forms.recognise import recognise
from addin.package.reading import open_workbook

pytestmark = pytest.mark.skipif(not case_ids(), reason=WHY_ABSENT)


def read(layout: Layout) -> model.Recognised:
    return recognise(open_workbook(layout.data).grids())


def bound(form: model.Form) -> Dict[str, str]:
    """path -> address, the execution row apart, as the layouts name them."""
    execution = [row for row in form.indicators if row.role == "execution"]
    form.indicators = [row for row in form.indicators if row.role != "execution"]
    found = {path: one.label for path, one in form.bound_cells()}
    for name, group in (("staff", form.staff), ("buildings", form.buildings)):
        found.update({f"{name}.{field}": one.label for field, one in group.items()})
    for row in execution:
        found.update({f"execution.{field}": one.label for field, one in row.fields.items()})
    return found


def differences(form: model.Form, placed: Placed) -> List[str]:
    found = bound(form)
    return [
        f"{path}: {found.get(path)} instead of {address}"
        for path, (_, address) in placed.truth.items()
        if found.get(path) != address
    ]


def check(layout: Layout) -> None:
    result = read(layout)
    assert [form.kind for form in result.forms] == [kind_of(placed.case) for placed in layout.forms]
    assert not result.near
    for form, placed in zip(result.forms, layout.forms):
        assert differences(form, placed) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_published_table_is_bound_in_each_layout(layout):
    for case_id in case_ids():
        check(LAYOUTS[layout](load_case(case_id)))


def test_the_printed_facts_are_read():
    for case_id in case_ids():
        case = load_case(case_id)
        (form,) = read(build(case, OFFICIAL)).forms
        assert form.year == case["year"], case_id
        for name, attribute in (("project", form.project), ("department", form.department)):
            assert attribute in (case.get(name, ""), ""), case_id


@pytest.mark.parametrize("seed", range(40))
def test_random_layouts_bind_the_same_fields(seed):
    ids = case_ids()
    check(random_layout(load_case(ids[seed * 7 % len(ids)]), seed))


def test_all_published_tables_in_one_workbook():
    check(build_sheets([load_case(case_id) for case_id in case_ids()]))
