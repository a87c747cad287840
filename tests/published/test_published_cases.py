"""The 40 published tables, in every layout, against a judgement that was made by hand from the documents."""

import os
from decimal import ROUND_HALF_UP, Decimal

import pytest
from support.cases import WHY_ABSENT, case_ids, kind_of, load_case
from support.judgement import UNDECIDED, document, expected_findings, judged, number, printed_figures, total_of
from support.layouts.build import LAYOUTS, build_sheets, build_stacked
from support.layouts.look import LEVELS
from support.layouts.words import level_name
from support.randomise import random_layout
from support.scoring import bindings, open_layout, score_all

from addin.commands.check import check
from addin.commands.compute import compute
from addin.commands.context import Context
from addin.commands.profile import choose_profile

pytestmark = pytest.mark.skipif(not case_ids(), reason=WHY_ABSENT)

#: random layouts of each case; JIXIAO_SEEDS=30 tries more
SEEDS = int(os.environ.get("JIXIAO_SEEDS", "1"))
RANDOM = [f"random-{seed}" for seed in range(SEEDS)]
#: layouts that cost much and vary little over the projects of one place
FEW = {"word-title-outside", "stacked"}
SOME = [case_id for case_id in case_ids() if "xinjiang-2024-project" not in case_id or case_id[-1] in "18"]
PAIRS = [
    (case_id, name) for case_id in case_ids() for name in [*LAYOUTS, *RANDOM] if name not in FEW or case_id in SOME
]


def lay_out(case_id, name, *, blank=False):
    case = load_case(case_id)
    if name == "stacked":
        return build_stacked([case, load_case("xinjiang-2024-project-08"), case], blank=blank)
    if name in LAYOUTS:
        return LAYOUTS[name](case, blank=blank)
    seed = case_ids().index(case_id) * 1000 + int(name.partition("-")[2])
    return random_layout(case, seed, blank=blank)


def as_printed(value, shape):
    """The computed figure in the units of print: a ratio in percent, two places, half up."""
    if shape == "rate":
        return (value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return value


@pytest.mark.parametrize(("case_id", "name"), PAIRS)
def test_every_field_is_bound_and_every_printed_figure_is_judged_as_by_hand(case_id, name):
    layout = lay_out(case_id, name)
    for scored in score_all(layout):
        case = scored.placed.case
        truth = {path: cell for path, (_, cell) in scored.placed.truth.items() if not path.endswith(LEVELS[:2])}
        assert {path: bound.label for path, bound in bindings(scored.form).items()} == truth
        rows = [row for row in scored.form.indicators if row.role != "execution"]
        for row, indicator in zip(rows, case.get("indicators", [])):
            assert (row.level1, row.level2) == tuple(level_name(indicator[level]) for level in LEVELS[:2])

        inside = scored.placed.look.execution_inside and "execution.score" in truth
        renamed = (
            {"execution.score": main_score(case), "execution.completion": "", "execution.actual": ""} if inside else {}
        )
        found = {(renamed.get(path, path), code, severity) for path, code, severity in found_keys(scored)}
        assert found == expected_findings(case, scored.placed)

        figures = {renamed.get(path, path): figure for path, figure in scored.figures.items()}
        for entry in judged(case):
            if inside and entry.figure.startswith("budget[") and entry.figure not in renamed.values():
                continue  # the rate stands in the indicator table as the actual value
            value, shape = figures[entry.figure]
            if entry.verdict == UNDECIDED:
                assert value is None, entry
            elif shape == "word":
                assert value == entry.expected, entry
            else:
                assert as_printed(value, shape) == number(entry.expected), entry


def main_score(case):
    place = next(n for n, row in enumerate(case["budget"]) if row["item"] in ("年度资金总额", "合计"))
    return f"budget[{place}].score"


def found_keys(scored):
    return {(scored.path_of(finding), finding.code, finding.severity) for finding in scored.findings}


@pytest.mark.parametrize("name", ["numbers", "unmerged"])
@pytest.mark.parametrize("case_id", case_ids())
def test_a_form_whose_computed_cells_are_empty_gets_the_figures_of_the_rule(case_id, name):
    for scored in score_all(lay_out(case_id, name, blank=True)):
        case = scored.placed.case
        assert not [finding for finding in scored.findings if finding.severity == "error"]
        filled = {item.cell for item in scored.computed.filled}
        for entry in judged(case):
            _, cell = scored.placed.truth[entry.figure]
            value, shape = scored.figures[entry.figure]
            if entry.figure in ("total.score", "grade"):
                continue
            if entry.verdict == UNDECIDED:
                assert value is None, entry
                assert cell not in filled, entry
            else:
                assert as_printed(value, shape) == number(entry.expected), entry
                assert cell in filled, entry
        if "total" in case:
            value, _ = scored.figures["total.score"]
            assert value == total_of(case)


def test_several_projects_and_the_unit_form_are_read_from_the_sheets_of_one_workbook():
    cases = [load_case(case_id) for case_id in case_ids() if case_id.startswith("xinjiang")]
    results = score_all(build_sheets(cases))
    assert [kind_of(scored.placed.case) for scored in results] == [scored.form.kind for scored in results]
    for scored in results:
        assert found_keys(scored) == expected_findings(scored.placed.case, scored.placed)


def test_the_scorecard_beside_its_basic_data_table_has_four_more_figures_decided():
    layout = build_sheets([load_case("hengshan-2020-scorecard"), load_case("hengshan-2020-basic")])
    forms = open_layout(layout).forms
    context = Context(related=tuple(forms))
    profile = choose_profile(forms[0]).profile
    expected = {
        layout.forms[0].truth[entry["figure"]][1]: number(entry["beside_expected"])
        for entry in document()["undecided"]
        if "beside" in entry
    }
    assert len(expected) == 4
    figures = {figure.bound.label: figure for figure in compute(forms[0], profile, context).figures.all()}
    assert {cell: figures[cell].expected for cell in expected} == expected
    codes = [finding.code for finding in check(forms[0], profile, context)]
    assert codes.count("score.undecided") == 16 - 4
    assert "score.mismatch" not in codes


def test_the_judgement_names_only_figures_that_are_printed_as_it_says():
    for entry in document()["slip"] + document()["undecided"]:
        assert printed_figures(load_case(entry["case"]))[entry["figure"]] == entry["printed"]
