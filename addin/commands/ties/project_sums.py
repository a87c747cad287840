"""项目与整体 (project sums): the projects' amounts against 项目支出 of the unit's form."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterator, Optional, Tuple

from ...findings import ERROR, WARNING, Finding
from ...forms.model import Bound
from ..inputs import amount_of
from .collection import Collection, Group, Member, in_wan, total
from .stated_sums import stated_count

CODES = ("project.sum",)


def project_spending(member: Member) -> Tuple[Optional[Decimal], Optional[Bound]]:
    """整体支出表中按支出性质列明的项目支出, in 元, with its cell."""
    for amounts in member.form.amounts:
        if amounts.name != "expenditure":
            continue
        for name, bound in amounts.items:
            if "项目" in name:
                value = amount_of(bound)
                return (None if value is None else member.money(value)), bound
    return None, None


def tie(collection: Collection) -> Iterator[Finding]:
    """核对项目支出: an error only where all projects are known to be there."""
    for group in collection.groups():
        if group.unit is None or not group.projects:
            continue
        stated, bound = project_spending(group.unit)
        if stated is None or bound is None:
            continue
        executed, _ = total(group.projects, "executed")
        budget, _ = total(group.projects, "full_year")
        if executed is None:
            continue
        if any(abs(value - stated) <= 100 for value in (executed, budget) if value is not None):
            continue
        counts = stated_count(collection)
        if counts and counts != [len(group.projects)]:
            continue  # told as folder.incomplete
        yield _finding(group, bound, stated, executed, bool(counts))


def _finding(group: Group, bound: Bound, stated: Decimal, executed: Decimal, complete: bool) -> Finding:
    assert group.unit is not None
    count = len(group.projects)
    # more than the whole cannot come from files that are missing; less can
    severity = ERROR if complete or (count > 1 and executed > stated) else WARNING
    doubt = "" if severity == ERROR else "；也可能有项目表不在文件夹内，或有资金不属本单位项目支出"
    return group.unit.finding(
        "project.sum", severity, bound,
        f"项目支出印为 {in_wan(stated)}，文件夹内 {count} 张项目支出绩效自评表全年执行数合计为 {in_wan(executed)}，"
        f"相差 {in_wan(abs(stated - executed))}{doubt}；请核对",
        in_wan(stated), in_wan(executed),
    )  # fmt: skip
