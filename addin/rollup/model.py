"""汇总结果 (result of a roll-up): what the summary workbook, the JSON and the data export are written from.

What grows with the number of units (rows, findings, files, projects) are iterables that can be gone through again and
again: the roll-up streams them from its spool, a test may give lists. Texts are plain: a writer must take care of those that
start with = + - @. Money is in 万元, rates are ratios (1 is 100 %), numbers are exact Decimals and not rounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from ..findings import Finding


class State(Enum):
    """单位的状态: every unit is in exactly one, so that the numbers of all states add up to the units expected."""

    ADDED = "已计入"
    PART = "部分计入"  # some of its files are added, some are not (each with its own state below)
    ERRORS = "退回更正"  # returned, with errors: not added
    TWICE = "重复报送"  # undecided which one counts: neither is added
    FOREIGN = "版本或年度不符"  # only files of another pack, an older one or another year
    UNREADABLE = "不能读取"
    MISSING = "未报"


class FileState(Enum):
    """文件的状态: every file is in exactly one."""

    ADDED = "已计入"
    ERRORS = "有错误，未计入"
    TWICE = "重复，未定"  # holds the same form as another file of the unit
    REPLACED = "重复，未选用"  # another one was preferred
    COPY = "相同副本"  # byte for byte the same as one that is looked at
    FOREIGN = "版本或年度不符"
    UNREADABLE = "不能读取"
    UNKNOWN = "不在名册"  # of a unit that the register does not know, or whose unit cannot be told


@dataclass(frozen=True)
class FileRow:
    """一个文件.

    Args:
        file: path relative to the folder that was read. link: the same as seen from the summary workbook (plain path
            with /, not percent-encoded; a URL where the files are on no local disk). unit, name: whose, "" unknown.
        size: bytes. saved: when it was last saved, ISO 8601 UTC ("2026-03-05T02:10:00Z"), "" unknown.
        claimed: the unit code, pack and version it says of itself, for those not in the register, e.g. ``001 · cn/national 第2版``.
        reasons: why it is not added, in plain words; () when it is added.
    """

    file: str
    state: FileState
    link: str = ""
    unit: str = ""
    name: str = ""
    size: int = 0
    saved: str = ""
    claimed: str = ""
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitRow:
    """一个单位一行, in the register's order.

    The figures are those of the forms that are added, all None or "" where nothing is added: of its unit form; where it
    has none, of its project forms (funds added, score weighted, grade only when there is one form).

    Args:
        level: 1 at the top. parent: code, parent_name: its name; "" at the top. files: all of its files.
        score, full: points and what they are out of. grade: 优 良 中 差 or "". rate: the execution rate.
        projects: how many project forms are added. accepted: codes of errors that --accept let pass.
        reason: the first reason why it is not (wholly) added, "" when it is.
    """

    code: str
    name: str
    state: State
    parent: str = ""
    parent_name: str = ""
    level: int = 1
    contact: str = ""
    files: tuple[FileRow, ...] = ()
    score: Decimal | None = None
    full: Decimal | None = None
    grade: str = ""
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    projects: int = 0
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    accepted: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Counts:
    """个数 of units by state, and of files.

    Args:
        expected: 应报, None when neither manifest nor register was given (then ``missing`` is None too).
        returned: 已报, units with at least one file, whatever its state. The states: as in State; ``part`` is not in ``added``.
        files: files read; the rest are files too: not in the register, unreadable, of another pack or year, dropped copies.
    """

    expected: int | None = 0
    returned: int = 0
    added: int = 0
    part: int = 0
    errors: int = 0
    twice: int = 0
    foreign: int = 0
    unreadable: int = 0
    missing: int | None = 0
    files: int = 0
    files_unknown: int = 0
    files_unreadable: int = 0
    files_foreign: int = 0
    files_copy: int = 0


@dataclass(frozen=True)
class Totals:
    """合计 of a set of forms of one kind (or of the units' own rows).

    Args:
        forms: how many. budget, executed: sums in 万元, None when no form has one. rate: executed / budget of these sums,
            None when one is missing or the budget is 0.
        score: mean of the scores weighted by funds; score_mean: plain mean; scored: how many have a score;
            unweighed: how many of these have no funds and so are left out of the weighted mean.
        rate_mean: plain mean of the execution rates; rated: how many have one.
        grades: grade -> how many forms, in the order 优 良 中 差; "" for those without a grade.
    """

    forms: int = 0
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    score: Decimal | None = None
    score_mean: Decimal | None = None
    scored: int = 0
    unweighed: int = 0
    rate_mean: Decimal | None = None
    rated: int = 0
    grades: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """汇总的一个数: one figure over all forms of one kind at or below a node.

    Args:
        kind: the form's kind. group, item, column, nature, unit: as in record.Figure; the item of a final-accounts line is
            ``公开03/2050201 小学教育`` with the name met first in the register's order.
        value: the sum of absolute values; the weighted mean of relative values and of points (None where nothing can be
            weighed); for a rate of a sum (groups funds, staff, buildings, column rate) the quotient of the sums: executed /
            full_year, actual / approved.
        mean: the plain mean (relative values and points), None for absolute ones.
        count: figures; units: units that have it; unweighed: figures left out of the weighted mean for want of funds.
        names: other names met for the same 科目 code (accounts), else ().
    """

    kind: str
    group: str
    item: str
    column: str
    nature: str
    unit: str = ""
    value: Decimal | None = None
    mean: Decimal | None = None
    count: int = 0
    units: int = 0
    unweighed: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Node:
    """一级汇总: a unit that has units below it, with its own return and everything below; code "" for the whole.

    Args:
        level: as of UnitRow; 0 for the whole. counts: of the units at and below. headline: totals of the units' rows (as
            UnitRow counts them). kinds: form kind -> totals of the forms of this kind, in the order of Result.kinds.
        own: its own row's part of the headline (a Totals of at most one form), None for the whole.
        lines: every figure, ordered by kind, group and as met; those of one item stand together.
    """

    code: str
    name: str
    parent: str = ""
    level: int = 0
    counts: Counts = field(default_factory=Counts)
    headline: Totals = field(default_factory=Totals)
    kinds: dict[str, Totals] = field(default_factory=dict)
    own: Totals | None = None
    lines: Iterable[Line] = ()


@dataclass(frozen=True)
class ProjectRow:
    """一个项目: a project form that is added."""

    unit: str
    name: str
    project: str
    file: str
    link: str = ""
    sheet: str = ""
    score: Decimal | None = None
    full: Decimal | None = None
    grade: str = ""
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None


@dataclass(frozen=True)
class FoundRow:
    """一条发现: with its unit ("" when unknown), and the file's state; ``finding.file`` is relative to the folder."""

    unit: str
    name: str
    state: FileState | None
    finding: Finding
    link: str = ""


@dataclass(frozen=True)
class Result:
    """汇总结果.

    Args:
        title: the pack's title, else "". pack, version, year: of the manifest; "", 0, None without one.
        folder: what was read, as given. source: where the units come from: 下发清单 manifest.jsonl, 名册 x.xlsx, or "" when
            neither was given (then who has not returned is unknown, and the summary must say so).
        whole: the node of everything. nodes: every unit with units below it, parents before children, siblings in the register's order
            (without the whole). units: a row each, in the register's order.
        files: all files, sorted by path; filter by state for the lists (not in the register, unreadable, foreign).
        twice: units in State.TWICE. missing: units in State.MISSING.
        findings: all, by unit in the register's order, then those of unknown units. projects: as units.
        kinds: the form kinds met -> their Chinese titles, unit forms first.
        preferred, accepted: what --prefer and --accept said. codes: finding code -> number (all findings).
        notes: what a reader must know of the sums (left out for want of funds, same 科目 code with different names …).
    """

    whole: Node
    title: str = ""
    pack: str = ""
    version: int = 0
    year: int | None = None
    folder: str = ""
    source: str = ""
    nodes: Iterable[Node] = ()
    units: Iterable[UnitRow] = ()
    files: Iterable[FileRow] = ()
    twice: Iterable[UnitRow] = ()
    missing: Iterable[UnitRow] = ()
    findings: Iterable[FoundRow] = ()
    projects: Iterable[ProjectRow] = ()
    kinds: dict[str, str] = field(default_factory=dict)
    preferred: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    codes: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
