"""汇总 (roll-up): what the units returned, as one summary workbook, tidy data and letters."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from ..handout.manifest import Entry, Head
from ..places import Place, PlaceExists, place
from ..returned.kit import ReadKit
from ..returned.known import Known, write_known
from ..returned.template import issue_of
from ..rollup import letters
from ..rollup.add import WHOLE, add_up
from ..rollup.choose import Preference
from ..rollup.collect import collect, journal_key
from ..rollup.data import refuse_existing, write_data
from ..rollup.decide import decide
from ..rollup.folder import Listing, list_returns, some
from ..rollup.model import Result, State
from ..rollup.paper import paper_only
from ..rollup.prefer import accepted, preference
from ..rollup.result import About, result_of
from ..rollup.source import RollupError, Source, find_source, pack_of
from ..rollup.spool import Spool
from ..rollup.tree import Listed, Tree
from ..rollup.work import Work
from ..summary import write_summary

#: (what is being done, done, of how many)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Request:
    """汇总的要求.

    Args:
        folder: what was returned. out: the summary. manifest, units: where the expected units are listed, "" looks for the manifest.
        packs: the folder of the user's own packs. prefer: ``newest`` or files. accept: codes of units.
        data, returns: folders for tidy data and for letters, None for none. office: who writes the letters.
        jobs, scheduler: as ``batch.run``. force: the summary may replace a file.
    """

    folder: Place
    out: Place
    manifest: str = ""
    units: str = ""
    packs: Path | None = None
    prefer: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    data: Place | None = None
    returns: Place | None = None
    office: str = ""
    jobs: int = 0
    scheduler: str = ""
    force: bool = False


@dataclass
class Outcome:
    """汇总的结局, as long as it is used within ``rolled_up``.

    Args:
        result: the roll-up. summary: where the workbook is. messages: what the user must know. earlier: files that an
            interrupted run had read. data, letters: what else was written.
    """

    result: Result
    summary: str
    messages: list[str] = field(default_factory=list)
    earlier: int = 0
    data: list[str] = field(default_factory=list)
    letters: int | None = None

    @property
    def unreadable(self) -> int:
        """不能读取的文件数."""
        return self.result.whole.counts.files_unreadable


@contextlib.contextmanager
def rolled_up(request: Request, progress: Progress | None = None) -> Iterator[Outcome]:
    """汇总: a context, for the result is read from scratch files that go when it ends.

    Raises:
        RollupError: what was given does not fit. ManifestError: the manifest cannot be used. BatchError: no workers.
        PlaceError: a folder or file cannot be read or written. PackageProblem: the pack's own workbook.
    """
    if request.out.exists() and not request.force:
        raise PlaceExists(17, "已经存在，没有覆盖。加 --force 覆盖，或换一个位置", str(request.out))
    if not request.force:
        if request.data is not None:
            refuse_existing(request.data)
        if request.returns is not None:
            letters.refuse_existing(request.returns)
    listing = list_returns(request.folder, request.out)
    source = find_source(request.folder, request.manifest, request.units, request.packs)
    if not listing.returns and not source.known:
        raise RollupError(f"{request.folder} 里没有工作簿，也没有下发清单。请核对文件夹。")
    prefer = preference(
        request.prefer, request.folder, {one.relative for one in listing.returns} if request.prefer else ()
    )
    try:
        with Work(request.out) as work, contextlib.closing(Spool(work.path("spool.sqlite"))) as spool:
            yield _Run(
                request, source, listing, prefer, work, spool, progress or (lambda what, done, total: None)
            ).outcome()
    except sqlite3.OperationalError as cause:
        raise RollupError(f"暂存文件写不了（{cause}）。请核对 {request.out} 所在的磁盘是否还有空间。") from cause


class _Run:
    """One roll-up, step by step."""

    def __init__(
        self, request: Request, source: Source, listing: Listing, prefer: Preference, work: Work, spool: Spool,
        progress: Progress,
    ) -> None:  # fmt: skip
        self._request, self._source, self._listing, self._prefer = request, source, listing, prefer
        self._work, self._spool, self._progress = work, spool, progress
        self._messages: list[str] = [one.message for one in source.findings]
        self._notes: list[str] = list(listing.notes)

    def outcome(self) -> Outcome:
        request, spool = self._request, self._spool
        tree, known = self._units()
        accept = accepted(request.accept, tree.units) if tree is not None else frozenset(request.accept)
        pack, why = pack_of(self._source.head, request.packs)
        if why:
            self._notes.append(why)
        issue = issue_of(self._source.head, pack)
        kit = ReadKit(request.folder, issue, self._carried(known))
        key = journal_key(request.folder, issue, self._source.fingerprint)
        with self._work.journal(key) as journal:
            earlier = self._collect(kit, journal, known)
            tree = tree or _found(spool)
            accepted(accept, tree.units)
            with _open(known) as units:
                issued = units.unit if units else None
                decide(spool, tree, self._prefer, accept, self._told("选用", len(tree.units)), issued)
                self._tell_papers(units)
            doubtful = add_up(spool, tree, self._source.known, self._told("汇总", len(tree.units)))
            result = result_of(spool, tree, self._about(tree, doubtful), self._linker())
            outcome = Outcome(result, str(request.out), self._messages, earlier)
            self._write(outcome, tree, known)
            self._work.finish(journal)
        return outcome

    def _units(self) -> tuple[Tree | None, Path | None]:
        """The tree, and the file in which workers look units up; None without manifest and register."""
        if not self._source.known:
            return None, None
        listed: list[Listed] = []

        def entries() -> Iterator[Entry]:
            for one in self._source.entries():
                if not one.unit:
                    raise RollupError(f"{self._source.words}：“{one.name}”没有单位代码。请补上后再汇总。")
                listed.append(Listed(one.unit, one.name, sys.intern(one.parent), one.contact))
                yield one

        path = self._work.path("units.sqlite")
        try:
            write_known(path, entries())
        except ValueError as cause:
            raise RollupError(str(cause)) from cause
        return Tree(listed), path

    def _carried(self, known: Path | None) -> Place | None:
        if known is None:
            return None
        if self._request.scheduler:
            # the workers may be on other machines: they get the units with the task
            return cast(Place, Carried(known.read_bytes()))
        return place(known)

    def _collect(self, kit: ReadKit, journal: Any, known: Path | None) -> int:
        files = self._listing.returns
        with _open(known if self._source.beside else None) as issued:
            earlier, untouched, ours = collect(
                files, kit, self._spool, journal, jobs=self._request.jobs, scheduler=self._request.scheduler,
                issued=issued, done=self._told("读取", len(files)),
            )  # fmt: skip
        if untouched:
            self._notes.append(f"有 {untouched} 个文件还是下发时的原样（没有填报），不作为报送。")
        if ours:
            self._notes.append(f"有 {len(ours)} 个文件是以前的汇总表或下发清单（{some(ours)}），不作为报送。")
        return earlier

    def _tell_papers(self, units: Known | None) -> None:
        if units is None:
            return
        files = paper_only(self._listing.papers, units, lambda code: self._spool.unit(code)[0] is State.MISSING)
        if files:
            self._notes.append(
                f"未报单位报来了 {len(files)} 个 Word、PDF 文件（{some(files)}），没有读：请让单位报送工作簿。"
            )

    def _about(self, tree: Tree, doubtful: list[str]) -> About:
        request, source = self._request, self._source
        head = source.head or Head("", 0, None)
        notes = list(self._notes)
        if not source.known:
            notes.append("没有下发清单和名册：应报单位、未报单位和上下级关系都不知道，单位按报来的文件列出。")
        if tree.cut:
            names = "、".join(tree.cut[:5])
            notes.append(f"有 {len(tree.cut)} 个单位的上级不在名册里，或互为上级（{names}）：这些单位按没有上级汇总。")
        if doubtful:
            names = "、".join(f"{code} {tree.units[code].name}" for code in doubtful[:5])
            notes.append(
                f"有 {len(doubtful)} 个上级单位自己报的预算数恰好等于下级之和（{names}），可能报的是包含下级的汇总数，那样会重复计算：请核对。"
            )
        whole = self._spool.node(WHOLE)
        if whole is not None and whole.headline.unweighed:
            notes.append(f"有 {whole.headline.unweighed} 个单位有得分而没有资金，不参加加权平均，只在简单平均里。")
        renamed = self._spool.renamed()
        if renamed:
            notes.append(
                f"决算表有 {renamed} 个科目编码在各单位的名称不同，按编码相加，名称以先出现的为准，其他写法一并列出。"
            )
        return About(
            str(request.folder), source.words, head.title, head.pack, head.version, head.year, tuple(request.prefer),
            tuple(request.accept), tuple(notes),
        )  # fmt: skip

    def _linker(self) -> Callable[[str], str]:
        """A file's path as seen from the summary."""
        folder, out = self._request.folder, self._request.out
        if folder.local is None or out.local is None:
            return lambda file: str(folder.child(file))
        try:
            way = Path(os.path.relpath(folder.local, out.local.parent)).as_posix()
        except ValueError:  # another drive on Windows
            way = folder.local.as_posix()
        return (lambda file: file) if way == "." else lambda file: f"{way}/{file}"

    def _write(self, outcome: Outcome, tree: Tree, known: Path | None) -> None:
        """The summary last: as long as it is not there, the next run goes on."""
        request, work, spool = self._request, self._work, self._spool
        if request.data is not None:
            self._progress("写明细数据", 0, 0)
            outcome.data, told = write_data(outcome.result, spool, tree, request.data, work.path("data"), request.force)
            outcome.messages += told
        if request.returns is not None:
            with _open(known) as units:
                outcome.letters = letters.write_letters(
                    spool, tree, self._source.head, request.returns, known=self._source.known,
                    entry=units.unit if units else None, office=request.office, summary=request.out.name,
                    force=request.force, done=self._told("写退回意见", len(tree.units)),
                )  # fmt: skip
        self._progress("写汇总表", 0, 0)
        path = work.path("summary.xlsx")
        outcome.messages += write_summary(outcome.result, path)
        request.out.write(path.read_bytes(), force=request.force)

    def _told(self, what: str, total: int) -> Callable[[int], None]:
        return lambda done: self._progress(what, done, total)


class Carried:
    """随任务带去的文件: what ReadKit needs of a place whose file has no path on the worker's machine."""

    local = None

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> bytes:
        """全部内容."""
        return self._data


@contextlib.contextmanager
def _open(known: Path | None) -> Iterator[Known | None]:
    if known is None:
        yield None
        return
    with contextlib.closing(Known(known)) as units:
        yield units


def _found(spool: Spool) -> Tree:
    """The units as found: without manifest and register every unit that returned something."""

    def listed(codes: Collection[str]) -> Iterator[Listed]:
        for code in codes:
            names = [one.name for one in spool.digests(code) if one.name]
            yield Listed(code, names[0] if names else code)

    return Tree(listed([code for code in spool.units() if code]))
