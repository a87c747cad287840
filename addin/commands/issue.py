"""下发模板 (issue): one prefilled pack for each unit of a register, and the manifest of what was handed out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..batch import Failure, Journal, Lock, run
from ..findings import ERROR, WARNING, Finding
from ..handout.job import FAILED, UNCHANGED, WRITTEN, Done, Job, Shape
from ..handout.layout import Layout, make_layout
from ..handout.ledger import Ledger, as_document, earlier, interrupted, read_entry, read_head
from ..handout.line_sheets import Told
from ..handout.lines import Arrangement
from ..handout.listing import LISTING, listing
from ..handout.manifest import NAME, Head, head_line
from ..handout.report import has_report
from ..handout.unit import IssueKit, untouched
from ..narrative.choose import report_template
from ..packs.list import load_pack
from ..packs.model import Pack
from ..packs.verify import verify
from ..places import Place, PlaceError, reason_of
from ..register.binding import targets
from ..register.check import bind_columns
from ..register.large import open_register
from ..register.model import Register, Unit
from ..register.read import read_register

PathLike = str | os.PathLike[str]
#: what a kill leaves in the folder, for the next run
JOURNAL = ".jixiao-issue.jsonl"
_JOURNAL_KEY = "jixiao.issue 1"
#: raised whenever the same register and pack give other files than before
_MAKE = 1


class IssueError(ValueError):
    """下发无法进行: what was given, what is expected and the next step, in Chinese."""


@dataclass(frozen=True)
class Failed:
    """没有下发成功的单位."""

    unit: str
    name: str
    code: str
    message: str


@dataclass
class Issue:
    """下发的准备: the register read and checked, and everything that the workers need.

    Args:
        register, pack, layout, arrangement, findings: as read and checked; nothing is written while a finding is an error.
        template: the pack's workbook. year: what the forms show.
    """

    register: Register
    pack: Pack
    layout: Layout
    arrangement: Arrangement
    findings: list[Finding]
    template: bytes
    year: int | None = None

    @property
    def refused(self) -> bool:
        """名册有错: nothing may be handed out."""
        return any(one.severity == ERROR for one in self.findings)


@dataclass
class Issued:
    """下发结果.

    Args:
        pack: the pack. out: where. units: how many the register has. written, unchanged: units made, and left as they were.
        failed: units that could not be handed out. findings: of the register. messages: other news. resumed: units that an
            interrupted run had done.
    """

    pack: Pack
    out: str
    units: int
    written: int = 0
    unchanged: int = 0
    failed: list[Failed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    resumed: int = 0


def prepare(units: PathLike, pack_name: str = "", root: Path | None = None) -> Issue:
    """准备下发: read and check everything, write nothing.

    Args:
        units: the register. pack_name: the pack; "" takes the one that the register names. root: where the packs lie.

    Raises:
        IssueError: no pack is named. PackError: no such pack, or it is not in order. RegisterError: no units.
        PackageProblem: a file cannot be read.
    """
    pages = open_register(units)
    register, findings = read_register(units, pages)
    name = pack_name or register.pack
    if not name:
        raise IssueError(
            f"{os.path.basename(units)} 没有写明模板包，也没有 --pack。请在名册第一张表的表头上面写“模板包”和名称，"
            "或加 --pack；jixiao packs 列出全部模板包。"
        )
    pack = load_pack(name, root)
    book = verify(pack)
    grid = pages.grid(register.sheet)
    bound, more = bind_columns(register, grid, targets(pack, book))
    findings += more
    year = pack.year if pack.year is not None else register.year
    if register.year is not None and pack.year is not None and register.year != pack.year:
        findings.append(_year_differs(register, pack))
    layout = make_layout(pack, book, register, bound, year)
    findings += layout.check(register, grid)
    arrangement = Arrangement(pack, book, register, pages, year, layout.cells, Told(register, findings))
    register.lines = ()  # they have their places now
    return Issue(register, pack, layout, arrangement, findings, book.data, year)


def _year_differs(register: Register, pack: Pack) -> Finding:
    message = (
        f"名册写的是 {register.year} 年度，模板包 {pack.name} 是 {pack.year} 年度。请改正名册的年度，或换一个模板包。"
    )
    return Finding("register.year", ERROR, message, os.path.basename(register.path), register.sheet)


def issue(
    ready: Issue,
    out: Place,
    *,
    jobs: int = 0,
    scheduler: str = "",
    report: bool = True,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Issued:
    """下发: every unit's files, then the manifest; units that are done are not done again.

    Args:
        ready: as ``prepare`` gave it, without errors. out: the folder. jobs, scheduler: as in ``batch.run``.
        report: make the report, too, where the pack has one. force: overwrite what was changed since.
        progress: called with the number of units done and of all.

    Raises:
        IssueError: the folder holds what another pack handed out. PlaceError: the folder cannot be used.
        BatchError: another run is at work there, or no worker can be started.
    """
    result = Issued(ready.pack, str(out), len(ready.register.units), findings=list(ready.findings))
    with Lock(out, "下发"):
        _check_head(out, ready, force)
        out.tidy()
        ledger = Ledger()
        try:
            fault = earlier(out, ledger)
            if fault:
                result.messages.append(f"{fault} 已按各单位文件的实际内容核对。")
            with Journal(out.child(JOURNAL), _JOURNAL_KEY) as journal:
                result.resumed = interrupted(journal, ledger)
                _tell_left(ready.register, ledger, result)
                kit = _kit(ready, out, report and has_report(ready.pack), force)
                _run(kit, ready, ledger, journal, result, jobs, scheduler, progress)
                _finish(ready, out, ledger, result)
                journal.remove()
        finally:
            ledger.close()
    return result


def _run(
    kit: IssueKit,
    ready: Issue,
    ledger: Ledger,
    journal: Journal,
    result: Issued,
    jobs: int,
    scheduler: str,
    progress: Callable[[int, int], None] | None,
) -> None:
    tell = (lambda done: progress(done, result.units)) if progress is not None else None
    for job, done in run(kit, _jobs(ready, ledger), jobs=jobs, scheduler=scheduler, done=tell, visible=[kit.out]):
        if isinstance(done, Failure):
            done = Done(FAILED, job.before or untouched(job), "issue.failed", done.reason)
        _count(job, done, result)
        if done.line and done.line != job.before:
            ledger.put(job.unit, done.line)
            journal.append(as_document(job.unit, done.line))


def _count(job: Job, done: Done, result: Issued) -> None:
    if done.outcome == WRITTEN:
        result.written += 1
    elif done.outcome == UNCHANGED:
        result.unchanged += 1
    else:
        result.failed.append(Failed(job.unit, job.name, done.code, done.message))


def _jobs(ready: Issue, ledger: Ledger) -> Iterator[Job]:
    """Units of one shape come together, so that each template is prepared once in a worker."""
    shapes: dict[Shape, list[Unit]] = {}
    for unit in ready.register.units.values():
        shapes.setdefault(ready.arrangement.of(unit, "").shape, []).append(unit)
    for units in shapes.values():
        for unit in units:
            yield make_job(ready, unit, ledger.get(unit.code))


def make_job(ready: Issue, unit: Unit, before: str = "") -> Job:
    """一个单位的任务."""
    parent = ready.register.units.get(unit.parent)
    department = parent.name if parent else ""
    values = ready.layout.values(unit, department)
    lines = ready.arrangement.of(unit, department)
    return Job(unit.code, unit.name, unit.parent, unit.contact, unit.folder, values, *lines, before=before)


def _kit(ready: Issue, out: Place, report: bool, force: bool) -> IssueKit:
    template = report_template(ready.pack) if report else None
    made_from = (
        _MAKE, ready.pack.name, ready.pack.version, ready.year, hashlib.sha256(ready.template).hexdigest(),
        hashlib.sha256(template.read_bytes()).hexdigest() if template is not None else "", ready.arrangement.spots,
    )  # fmt: skip
    key = hashlib.sha256(repr(made_from).encode("utf-8")).hexdigest()
    return IssueKit(
        ready.pack, ready.template, ready.arrangement.spots, ready.year, key, out, force, template is not None
    )


def _check_head(out: Place, ready: Issue, force: bool) -> None:
    head = read_head(out)
    if head is not None and head.pack != ready.pack.name and not force:
        raise IssueError(
            f"{out} 里是模板包 {head.pack} 的下发结果，这次是 {ready.pack.name}。请用 -o 换一个文件夹；确要改发，加 --force。"
        )


def _tell_left(register: Register, ledger: Ledger, result: Issued) -> None:
    """Units that are gone from the register, and those that changed their name: their files stay where they are."""
    for code in ledger.units():
        entry = read_entry(ledger.get(code))
        if entry is None or not entry.files:
            continue
        unit = register.units.get(code)
        if unit is None:
            result.messages.append(
                f"{entry.name}（{code}）已不在名册里，原来的 {entry.folder} 留在原处，不再列入清单。"
            )
        elif unit.folder != entry.folder:
            result.messages.append(f"{code} 原名“{entry.name}”，现名“{unit.name}”：原来的 {entry.folder} 留在原处。")


def _finish(ready: Issue, out: Place, ledger: Ledger, result: Issued) -> None:
    """The manifest in the register's order, and its readable twin."""
    pack = ready.pack
    head = Head(
        pack.name, pack.version, ready.year, pack.title, hashlib.sha256(ready.template).hexdigest(),
        os.path.basename(ready.register.path),
    )  # fmt: skip
    lines = (line for unit in ready.register.units if (line := ledger.get(unit)))
    text = "".join(f"{line}\n" for line in (head_line(head), *lines))
    for name, data in ((NAME, text.encode("utf-8")), (LISTING, None)):
        try:
            out.child(name).write(
                data if data is not None else listing(head, _entries(ready, ledger), result.units), force=True
            )
        except PlaceError as problem:
            result.failed.append(Failed("", name, "issue.write", reason_of(problem)))


def _entries(ready: Issue, ledger: Ledger) -> Iterator[tuple[Unit, str]]:
    for unit in ready.register.units.values():
        yield unit, ledger.get(unit.code)


def warnings(findings: list[Finding]) -> int:
    """警告条数."""
    return sum(one.severity == WARNING for one in findings)
