"""决算表之间的核对 (between tables): the same figure in several tables, one unit and one year throughout."""

from __future__ import annotations

from collections import Counter
from typing import Dict, Iterator, List, Sequence, Tuple

from ...findings import ERROR, HINT, Finding
from ...forms.accounts_model import Accounts
from ..context import same_unit, unit_key
from .judge import judge
from .relations import all_ties

#: a table and the file that it stands in
Placed = Tuple[str, Accounts]


def sets_of(tables: Sequence[Placed]) -> List[List[Placed]]:
    """成套的表: the tables of one file; of one unit where a file holds a table twice or a table has a file of its own."""
    files: Dict[str, List[Placed]] = {}
    for placed in tables:
        files.setdefault(placed[0], []).append(placed)
    whole: List[List[Placed]] = []
    loose: Dict[Tuple[str, str], List[Placed]] = {}
    for file, found in files.items():
        numbers = [form.table for _, form in found]
        if len(found) > 1 and len(set(numbers)) == len(numbers):
            whole.append(found)
            continue
        for placed in found:
            alone = "" if len(found) == 1 else file
            loose.setdefault((alone, f"{unit_key(placed[1])} {placed[1].year or ''}"), []).append(placed)
    return whole + list(loose.values())


def check_between(tables: Sequence[Placed]) -> Iterator[Finding]:
    """核对各套表: relations between tables, then unit and year.

    Args:
        tables: (file, table) of everything that was read together.
    """
    for found in sets_of(tables):
        by_number: Dict[int, Accounts] = {}
        files: Dict[int, str] = {}
        for file, form in found:
            if form.table not in by_number:
                by_number[form.table], files[form.table] = form, file
        for tie in all_ties():
            if len(tie.tables) > 1:
                yield from judge(tie, by_number, files.get(tie.tables[0], ""))
        yield from _units(found)
        yield from _years(found)


def _units(found: Sequence[Placed]) -> Iterator[Finding]:
    named = [(file, form) for file, form in found if unit_key(form)]
    if not named:
        return
    usual, _ = Counter(unit_key(form) for _, form in named).most_common(1)[0]
    first = next(form for _, form in named if unit_key(form) == usual)
    for file, form in named:
        if unit_key(form) == usual:
            continue
        severity = HINT if same_unit(form, first) else ERROR
        yield Finding(
            "accounts.unit", severity,
            f"{form.sheet} 编制单位印为“{form.unit_name}”，其他各表为“{first.unit_name}”；请统一单位名称",
            file, form.sheet, "", form.unit_name, first.unit_name, "各表的编制单位一致",
        )  # fmt: skip


def _years(found: Sequence[Placed]) -> Iterator[Finding]:
    dated = [(file, form) for file, form in found if form.year is not None]
    if not dated:
        return
    usual, _ = Counter(form.year for _, form in dated).most_common(1)[0]
    for file, form in dated:
        if form.year != usual:
            yield Finding(
                "accounts.year", ERROR, f"{form.sheet} 年度印为 {form.year}，其他各表为 {usual}；请统一年度",
                file, form.sheet, "", str(form.year), str(usual), "各表的年度一致",
            )  # fmt: skip
