"""The returned files of these tests are what they say: filled in by hand they would be the same, and the good ones are good."""

import pytest
from support.returned_accounts import accounts, amounts
from support.returned_bad import WAYS, of_year_by_title
from support.returned_files import example_units, hand_out, typed
from support.returned_values import BASIC, UNIT

from addin.commands.check_book import check_book
from addin.findings import ERROR, WARNING
from addin.hosts import files
from addin.package.plan.plan import same_content
from addin.package.problems import PackageProblem
from addin.package.properties import read_properties


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return hand_out(tmp_path_factory.mktemp("下 发"), example_units(), version=2)


def graver_than_hints(data):
    return [one for one in check_book(files.read(data, "报 表.xlsx")) if one.severity in (ERROR, WARNING)]


def test_a_pressed_workbook_is_the_one_that_was_filled_cell_by_cell_and_computed_by_jixiao(out):
    for code in list(out.entries)[:6]:
        assert same_content(out.returned(code), typed(out.workbook(code), out.filled(code)))


def test_good_returns_are_without_errors_and_warnings(out):
    assert [graver_than_hints(out.returned(code)) for code in list(out.entries)[::10]] == [[], [], []]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_figures(out):
    assert out.returned("0010") == out.returned("0010")
    assert out.filled("0010").facts != out.filled("0010", seed=1).facts
    assert out.filled("0010").facts["staff.approved"] == out.filled("0010", seed=1).facts["staff.approved"] == 46


def test_a_units_money_adds_up(out):
    facts = out.filled("0010").facts
    assert facts["expenditure[0]"] + facts["expenditure[1]"] == facts["budget[0].executed"]
    assert sum(facts[f"income[{at}]"] for at in range(4)) == facts["budget[0].full_year"]
    assert sum(one.weight for one in out.filled("0010").indicators) == 90


def test_there_are_twelve_bad_ways_and_each_changes_the_file(out):
    assert len({way.name for way in WAYS}) == 12
    good = out.returned("001003")
    for way in WAYS:
        made = way.make(out, "001003")
        assert made
        assert any(data != good for data in made.values()), way.name


@pytest.mark.parametrize(("name", "code"), [("传输中断", "zip.truncated"), ("加了打开密码", "file.encrypted")])
def test_what_cannot_be_read_is_refused_by_the_reader_itself(out, name, code):
    way = next(way for way in WAYS if way.name == name)
    for data in way.make(out, "001003").values():
        with pytest.raises(PackageProblem) as told:
            files.read(data)
        assert told.value.code == code


@pytest.mark.parametrize("name", ["改了表名", "列错位"])
def test_moved_forms_are_recognised_by_their_labels(out, name):
    way = next(way for way in WAYS if way.name == name)
    forms = [form for data in way.make(out, "001003").values() for form in files.read(data).forms]
    total = next(form for form in forms if form.kind == "unit").total
    assert total.fields["score"].cell.value == float(out.filled("001003").score)


def test_last_years_form_says_so_in_its_titles(out):
    made = files.read(of_year_by_title(out.returned("001003"), 2023))
    assert {form.year for form in made.forms} == {2023}
    assert read_properties(made.book.parts)["jixiao.year"] == "2024"


def test_yuan_for_ten_thousand_yuan_leaves_people_and_what_was_given_as_they_were(out):
    one, other = out.filled("001003"), out.filled("001003", scale=10_000)
    assert other.facts["budget[0].executed"] == one.facts["budget[0].executed"] * 10_000
    same = ("staff.actual", "items.reception.budget")
    assert [other.facts[name] for name in same] == [one.facts[name] for name in same]
    assert other.typed[BASIC, 11, 7] == one.typed[BASIC, 11, 7] * 10_000
    assert other.typed[UNIT, 14, 7] == one.typed[UNIT, 14, 7]


def test_final_accounts_times_three_are_without_errors_and_three_times_the_published_ones():
    book = files.read(accounts("901", "云岭职业技术学院", 3))
    assert [one for one in check_book(book) if one.severity != "hint"] == []
    assert book.book.grid("公开01表")[7, 3].value == pytest.approx(3 * 20_307.48)
    assert amounts()["公开01表", 7, 3] == 20_307.48
