"""文件摘要 (digest): the little that is needed of every file to choose which one counts, without its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..findings import ERROR, HINT, WARNING
from ..forms import model as forms
from ..forms.accounts_model import ACCOUNTS
from ..handout.identity import LISTING, SUMMARY
from ..returned.record import ABSOLUTE, FUNDS, FormRecord, Record

#: what makes a form the same as another one of its unit: kind, table, project
Key = tuple[str, str, str]

_BUDGET = ("full_year", "initial")
#: forms that a unit has once; of the others it has one for each project
ONCE = frozenset({forms.UNIT, forms.BASIC, forms.SCORECARD, ACCOUNTS})
#: what jixiao wrote itself
_OURS = frozenset({SUMMARY, LISTING})
#: errors of a return that belongs elsewhere: it is of another pack, an older one or another year
FOREIGN = frozenset({"return.pack-old", "return.pack-other", "return.year"})
#: nothing was filled in
EMPTY = "return.empty"
#: errors that --accept cannot let pass, for there is nothing to add, or nothing that can be trusted
FINAL = frozenset(
    {
        *FOREIGN, "return.duplicate", "return.unit-unknown", "return.unit-conflict", "return.form-missing", EMPTY,
        "return.not-table", "value.stale",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Digest:
    """文件摘要.

    Args:
        file, size, sha256, saved, unit: as in Record. name: the unit's name as the forms print it. claimed: what it says of itself, in words.
        unreadable: it could not be read. errors, warnings, hints: how many findings.
        codes: codes of its errors, each once, in order. reasons: the messages of its first errors. found: code -> findings.
        keys: its forms. amounts: of each form that has funds (kind, budget in 万元 as text,
            where it stands as ``sheet!A1``). ours: it is an earlier summary or a listing of jixiao's, and no return.
    """

    file: str
    size: int = 0
    sha256: str = ""
    saved: str = ""
    unit: str = ""
    name: str = ""
    claimed: str = ""
    unreadable: bool = False
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    codes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)
    keys: tuple[Key, ...] = ()
    amounts: tuple[tuple[str, str, str], ...] = ()
    ours: bool = False

    @property
    def foreign(self) -> bool:
        """是否属于其他模板包、旧版或其他年度."""
        return not FOREIGN.isdisjoint(self.codes)

    def as_json(self) -> dict[str, Any]:
        """转为 JSON."""
        return {**vars(self), "found": dict(self.found)}


#: more reasons are told in the list of findings
_MOST_REASONS = 5


def digest_of(record: Record) -> Digest:
    """由记录得出摘要."""
    errors = [one for one in record.findings if one.severity == ERROR]
    count = {severity: sum(one.severity == severity for one in record.findings) for severity in (WARNING, HINT)}
    return Digest(
        record.file, record.size, record.sha256, record.saved, record.unit,
        name=next((form.unit_name for form in record.forms if form.unit_name), ""),
        claimed=_claimed(record), unreadable=record.unreadable,
        errors=len(errors), warnings=count[WARNING], hints=count[HINT],
        codes=tuple(dict.fromkeys(one.code for one in errors)),
        reasons=tuple(dict.fromkeys(one.message for one in errors))[:_MOST_REASONS],
        found=Counter(one.code for one in record.findings),
        keys=tuple(key_of(form) for form in record.forms if form.figures),
        amounts=tuple(one for form in record.forms if (one := _amount(form)) is not None),
        # with a form in it, it is a return, whatever it says
        ours=record.claimed.kind in _OURS and not record.forms,
    )  # fmt: skip


def digest_from(document: Mapping[str, Any]) -> Digest:
    """由 JSON 读出."""
    lists = {name: tuple(document[name]) for name in ("codes", "reasons")}
    keys = tuple((kind, table, project) for kind, table, project in document["keys"])
    amounts = tuple((kind, amount, place) for kind, amount, place in document["amounts"])
    return Digest(**{**document, **lists, "keys": keys, "amounts": amounts})


def key_of(form: FormRecord) -> Key:
    """何为同一张表: the kind; the table of final accounts; the project, white space and brackets aside.

    >>> key_of(FormRecord("project", "Sheet1", project="校舍 维修（二期）"))
    ('project', '', '校舍维修(二期)')
    """
    project = re.sub(r"\s", "", form.project).translate(str.maketrans("（）", "()"))
    return form.kind, form.table, "" if form.kind in ONCE else project


def _amount(form: FormRecord) -> tuple[str, str, str] | None:
    """The budget; where a form has none (final accounts, basic data), its largest amount of money, in 万元."""
    money = [one for one in form.figures if one.nature == ABSOLUTE and one.unit == "万元"]
    if form.budget is None:
        largest = max(money, key=lambda one: one.value, default=None)
        return None if largest is None else (form.kind, str(largest.value), f"{form.sheet}!{largest.cell}")
    stated = (one for one in money if one.group == FUNDS and one.column in _BUDGET and one.value == form.budget)
    first = next(stated, None)
    return form.kind, str(form.budget), f"{form.sheet}!{first.cell}" if first is not None else ""


def _claimed(record: Record) -> str:
    claimed = record.claimed
    pack = f"{claimed.pack} 第{claimed.version}版" if claimed.pack and claimed.version else claimed.pack
    return " · ".join(word for word in (claimed.unit, pack) if word)
