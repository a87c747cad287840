"""没有见过的表: forms of other places and years in layouts of their own, with the figures worked out by hand."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Dict

import pytest
from support.unseen.everything import everything
from support.unseen.sheet import ABOUT_RULES, Table

from addin.commands.folder import check_paths
from addin.commands.profile import choose_profile
from addin.commands.score import score_file
from addin.hosts import files

TABLES: Dict[str, Table] = {table.name: table for table in everything()}
each = pytest.mark.parametrize("name", TABLES)


def plain(value: Any) -> Any:
    """数值: 95% and 0.95 are the same figure, and so are 20分 and 20."""
    text = str(value).strip()
    match = re.fullmatch(r"([\d.]+)(%?)分?", text)
    if not match:
        return text
    number = Decimal(match.group(1))
    return (number / 100 if match.group(2) else number).normalize()


def written(table: Table, folder: Any, printed: bool) -> Any:
    """写成文件."""
    path = folder / f"{table.file}{table.suffix}"
    path.write_bytes(table.data(printed))
    return path


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if not table.word])
def test_the_empty_form_is_filled_with_the_figures_worked_out_by_hand(name: str, tmp_path: Any) -> None:
    table = TABLES[name]
    result = score_file(written(table, tmp_path, printed=False), profile=table.profile, dry_run=True)
    found = {(one.form.sheet, item.cell): plain(item.value) for one in result.forms for item in one.filled}
    assert found == {where: plain(value) for where, value in table.filled.items()}


@each
def test_the_published_form_is_told_what_is_wrong_and_nothing_else(name: str, tmp_path: Any) -> None:
    table = TABLES[name]
    checked = check_paths([written(table, tmp_path, printed=True)], profile=table.profile)
    told = [one for one in checked.findings if one.severity in ("error", "warning") and one.code not in ABOUT_RULES]
    assert {(one.sheet, one.cell, one.code) for one in told} == table.findings, [one.message for one in told]
    left = {(one.sheet, one.cell) for one in checked.findings if one.code == "score.undecided"}
    assert left >= table.undecided
    assert not left & set(table.filled)


@each
def test_the_form_is_of_its_kind_by_its_rule_in_its_year(name: str, tmp_path: Any) -> None:
    table = TABLES[name]
    opened = files.read(written(table, tmp_path, printed=True))
    assert tuple(form.kind for form in opened.forms) == table.kinds
    assert [form.year for form in opened.forms] == [table.year] * len(table.kinds)
    assert {form.money_unit for form in opened.forms} == {table.unit}
    chosen = [choose_profile(form, table.profile, "", "").profile for form in opened.forms]
    assert {profile.id if profile else "" for profile in chosen} == {table.rule}
    for fact, value in table.facts.items():
        assert getattr(opened.forms[0], fact) == value
