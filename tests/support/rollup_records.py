"""手工记录 (records by hand): returns as the roll-up sees them, without files."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterable, List, Optional, Tuple

from addin.findings import Finding
from addin.returned.record import ABSOLUTE, FUNDS, INDICATORS, RELATIVE, Figure, FormRecord, Record
from addin.rollup.add import add_up
from addin.rollup.choose import Preference
from addin.rollup.decide import decide
from addin.rollup.model import Result
from addin.rollup.packed import pack
from addin.rollup.result import About, result_of
from addin.rollup.spool import Spool
from addin.rollup.tree import Listed, Tree

Number = Optional[str]


def number(text: Number) -> Optional[Decimal]:
    """数."""
    return None if text is None else Decimal(text)


def indicator(item: str, actual: str, unit: str = "", nature: str = "", funds: Number = None) -> Figure:
    """一个指标的完成值: a ratio where no unit is given."""
    nature = nature or (ABSOLUTE if unit else RELATIVE)
    return Figure(INDICATORS, item, "actual", nature, Decimal(actual), unit, "G20", number(funds))


def form(
    kind: str = "unit",
    budget: Number = None,
    executed: Number = None,
    score: Number = None,
    grade: str = "",
    figures: Iterable[Figure] = (),
    **more: str,
) -> FormRecord:
    """一张表."""
    amounts = ((name, value) for name, value in (("full_year", budget), ("executed", executed)) if value is not None)
    money = [Figure(FUNDS, "年度资金总额", name, ABSOLUTE, Decimal(value), "万元", "F7") for name, value in amounts]
    part, whole = number(executed), number(budget)
    rate = part / whole if part is not None and whole else None
    if rate is not None:
        money.append(Figure(FUNDS, "年度资金总额", "rate", RELATIVE, rate, "", "H7", whole))
    every = (*money, *figures)
    return FormRecord(
        kind, "Sheet1", score=number(score), full=Decimal(100) if score else None, grade=grade, budget=whole, executed=part,
        rate=rate, figures=every, **more,
    )  # fmt: skip


def record(
    unit: str, *forms: FormRecord, file: str = "", saved: str = "2026-03-01T00:00:00Z", findings: Iterable[Finding] = (),
    sha256: str = "", unreadable: bool = False,
) -> Record:  # fmt: skip
    """一个文件."""
    name = file or f"{unit}_甲 单位/{unit}.xlsx"
    return Record(name, 1000, sha256 or name, saved, unit=unit, by="path", forms=forms, findings=tuple(findings),
                  unreadable=unreadable)  # fmt: skip


def rolled(
    units: Iterable[Tuple[str, str, str]],
    records: Iterable[Record],
    prefer: Preference = Preference(),  # noqa: B008 - frozen
    accept: Iterable[str] = (),
    known: bool = True,
) -> Result:
    """汇总: of units (code, name, parent) and records."""
    spool, tree = Spool(), Tree(Listed(*one) for one in units)
    spool.add([pack(one) for one in records])
    decide(spool, tree, prefer, set(accept))
    add_up(spool, tree, known)
    return result_of(spool, tree, About("报送"), lambda file: f"../报送/{file}")


def codes(findings: Iterable[Finding]) -> List[str]:
    """发现的代码."""
    return [one.code for one in findings]
