"""报送记录 (records): what one returned file says, small enough to be kept for every unit, and its line of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from ..findings import ERROR, Finding
from ..handout.identity import Identity

# how figures of many units become one (RULES: absolute values are added; relative values are averaged, weighted by funds)
ABSOLUTE = "absolute"
RELATIVE = "relative"
POINTS = "points"

# groups of figures
FUNDS = "funds"  # 资金: item 年度资金总额 / 其中各项; columns initial, full_year, executed, rate
AMOUNTS = "amounts"  # 按收入、支出性质分列的金额: item "支出:基本支出"; column value
STAFF = "staff"  # 人员: item 财政供养人员; columns approved, actual, rate
ITEMS = "items"  # 基础数据表的事项: columns previous, budget, current
BUILDINGS = "buildings"  # 楼堂馆所
INDICATORS = "indicators"  # 指标: item "一级/二级/三级"; columns target, actual, completion, weight, score
ACCOUNTS = "accounts"  # 决算表: item "公开03/2050201 小学教育" ; columns by the table's heads


@dataclass(frozen=True)
class Figure:
    """一个数.

    Args:
        group: one of the groups above. item, column: what it is, the same words for every unit.
        nature: ABSOLUTE, RELATIVE or POINTS. value: money in 万元, ratios as ratios (1 is 100 %).
        unit: 万元, 人, 平方米 …, "" for a ratio or points. cell: its address. funds: for RELATIVE the weight of its own
            form in 万元, None where the form has no funds.
    """

    group: str
    item: str
    column: str
    nature: str
    value: Decimal
    unit: str = ""
    cell: str = ""
    funds: Decimal | None = None


@dataclass(frozen=True)
class FormRecord:
    """一张表的记录.

    Args:
        kind, sheet, title, year, unit_name, project: as in Form; ``table``: 公开01 … of a final-accounts table.
        profile: the rule's id. score, full: points and what they are out of. grade: 优 良 中 差, "" for none.
        budget, executed: 全年预算数 (initial where there is none) and 全年执行数 in 万元. rate: the execution rate, a ratio.
    """

    kind: str
    sheet: str
    title: str = ""
    table: str = ""
    year: int | None = None
    unit_name: str = ""
    project: str = ""
    profile: str = ""
    score: Decimal | None = None
    full: Decimal | None = None
    grade: str = ""
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Record:
    """一个报送文件的记录.

    Args:
        file: path relative to the folder that was read, with /. size: bytes. sha256: of the bytes.
        saved: when a program last saved it, as the file says (ISO 8601, UTC), else the file's own time.
        claimed: what the file's properties say. unit: the code it was matched to, "" for none. by: how it was matched
            (``property``, ``path``, ``name``). forms: its forms.
        findings: everything found, ``return.*`` among them; an error keeps the file out of the sums.
        unreadable: True when the file could not be read at all (the reason is a finding).
    """

    file: str
    size: int = 0
    sha256: str = ""
    saved: str = ""
    claimed: Identity = field(default_factory=Identity)
    unit: str = ""
    by: str = ""
    forms: tuple[FormRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    unreadable: bool = False

    @property
    def errors(self) -> int:
        """错误条数."""
        return sum(one.severity == ERROR for one in self.findings)


def as_json(record: Record) -> dict[str, Any]:
    """转为 JSON: numbers as strings, so that nothing is rounded."""
    document = asdict(record)
    document["forms"] = [_plain(one) for one in document["forms"]]
    document["findings"] = [vars(one) for one in record.findings]
    return document


def _plain(form: dict[str, Any]) -> dict[str, Any]:
    plain = {key: str(value) if isinstance(value, Decimal) else value for key, value in form.items()}
    plain["figures"] = [
        [str(value) if isinstance(value, Decimal) else value for value in one.values()] for one in form["figures"]
    ]
    return plain


def from_json(document: Mapping[str, Any]) -> Record:
    """由 JSON 读出: the inverse of ``as_json``."""
    return Record(
        **{
            **document,
            "claimed": Identity(**document["claimed"]),
            "forms": tuple(_form(one) for one in document["forms"]),
            "findings": tuple(Finding(**one) for one in document["findings"]),
        }
    )


def _form(document: Mapping[str, Any]) -> FormRecord:
    numbers = {key: _decimal(document[key]) for key in ("score", "full", "budget", "executed", "rate")}
    figures = tuple(
        Figure(group, item, column, nature, Decimal(value), unit, cell, _decimal(funds))
        for group, item, column, nature, value, unit, cell, funds in document["figures"]
    )
    return FormRecord(**{**document, **numbers, "figures": figures})


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
