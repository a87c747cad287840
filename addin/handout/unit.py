"""一个单位的文件 (one unit): its workbook and its report are made, compared with what is there, and written."""

from __future__ import annotations

import errno
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..commands.jsonout import plain_value
from ..grid import address
from ..package.plan import KEEP, Plan
from ..package.problems import PackageProblem
from ..packs.model import Pack
from ..places import Place, PlaceError, PlaceMissing, reason_of
from .identity import Identity
from .job import FAILED, UNCHANGED, WRITTEN, Done, Given, Job, Shape
from .ledger import read_entry
from .manifest import Entry, Issued, entry_line
from .report import ReportDraft
from .report_cells import Filled
from .template import Prepared, Spots

#: prepared templates that a worker keeps; units come sorted by shape
_SHAPES = 4


@dataclass(frozen=True)
class IssueKit:
    """下发工具箱: what every worker needs.

    Args:
        pack: the pack. template: its workbook. spots: what is filled. year: the year that the forms show. key: fingerprint of
            all that every unit's files are made from. out: the folder. force: overwrite what was changed since. report: make
            the report, too.
    """

    pack: Pack
    template: bytes
    spots: Spots
    year: int | None
    key: str
    out: Place
    force: bool = False
    report: bool = True

    def ready(self) -> Callable[[Job], Done]:
        """准备好: the template is cut, the report compiled."""
        return _Maker(self).make


class _Maker:
    """下发一个单位 after the other."""

    def __init__(self, kit: IssueKit) -> None:
        self._kit = kit
        self._identity = Identity(kit.pack.name, kit.pack.version, "", kit.year)
        self._known: OrderedDict[Shape, tuple[Prepared, ReportDraft | None]] = OrderedDict()

    def _ready(self, shape: Shape) -> tuple[Prepared, ReportDraft | None]:
        found = self._known.get(shape)
        if found is None:
            kit = self._kit
            prepared = Prepared(kit.template, kit.pack, kit.spots, shape, self._identity)
            draft = ReportDraft(kit.pack, prepared.data, prepared.plan.cells) if kit.report else None
            found = self._known[shape] = prepared, draft
            if len(self._known) > _SHAPES:
                self._known.popitem(last=False)
        return found

    def make(self, job: Job) -> Done:
        """下发: whatever goes wrong is told, and what is on disk is known afterwards."""
        before = read_entry(job.before)
        wanted = job.fingerprint(self._kit.key)
        try:
            if before is not None and before.input == wanted and self._all_there(before):
                return Done(UNCHANGED, job.before)
            files, cells = self._files(job)
        except PackageProblem as problem:
            return Done(FAILED, job.before or untouched(job), problem.code, str(problem))
        except PlaceError as problem:
            return Done(FAILED, job.before or untouched(job), "issue.read", reason_of(problem))
        entry = Entry(job.unit, job.name, job.parent, job.contact, job.folder, wanted, (), cells)
        return self._put(job, entry, before, files)

    def _files(self, job: Job) -> tuple[list[tuple[str, bytes]], dict[str, Any]]:
        prepared, draft = self._ready(job.shape)
        values = prepared.values(job)
        data = prepared.fill(values, job.unit, job.sheets)
        files = [(f"{job.folder}/{job.folder}.xlsx", data)]
        if draft is not None:
            filled = Filled(values, prepared.plan.followed, dict(zip(prepared.plan.titles, job.sheets, strict=True)))
            report, findings = draft.render(data, replace(self._identity, unit=job.unit), filled)
            if not report:
                raise PackageProblem("issue.report", "报告做不出来：" + "；".join(one.message for one in findings), "")
            files.append((f"{job.folder}/{job.folder}_{draft.title}{draft.suffix}", report))
        return files, _cells(prepared.plan, values, job.sheets)

    def _all_there(self, entry: Entry) -> bool:
        return bool(entry.files) and all(_sum_of(self._kit.out.child(one.path)) == one.sha256 for one in entry.files)

    def _put(self, job: Job, entry: Entry, before: Entry | None, files: Sequence[tuple[str, bytes]]) -> Done:
        known = {one.path: one for one in before.files} if before else {}
        new = [Issued(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files]
        there: dict[str, Issued] = {}
        try:
            for one in new:
                found = _sum_of(self._kit.out.child(one.path))
                if found == one.sha256:
                    there[one.path] = one
                elif found and not self._kit.force and (one.path not in known or known[one.path].sha256 != found):
                    return Done(
                        FAILED, job.before or untouched(job), "issue.changed", _changed(one.path, one.path in known)
                    )
                elif found and one.path in known and known[one.path].sha256 == found:
                    there[one.path] = known[one.path]
            # what a killed run had written before it could say so is there as it is wanted
            outcome = UNCHANGED if all(there.get(one.path) == one for one in new) else WRITTEN
            for one, (path, data) in zip(new, files, strict=True):
                if there.get(path) != one:
                    self._kit.out.child(path).write(data, force=True, durable=False)
                    there[path] = one
        except PlaceError as problem:
            # what was written before is known, so that the next run neither takes it for the user's nor leaves it half done
            entry = replace(entry, input="", files=tuple(there[one.path] for one in new if one.path in there))
            code = "issue.disk-full" if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else "issue.write"
            return Done(FAILED, entry_line(entry), code, reason_of(problem))
        return Done(outcome, entry_line(replace(entry, files=tuple(new))))


def _sum_of(place: Place) -> str:
    """SHA-256 of a file, "" where there is none."""
    try:
        return hashlib.sha256(place.read()).hexdigest()
    except PlaceMissing:
        return ""


def _changed(path: str, known: bool) -> str:
    what = "下发以后被改动过" if known else "已经存在，不是本清单下发的"
    return f"{path} {what}，没有覆盖。请移走或改名后再运行；确要覆盖，加 --force。"


def untouched(job: Job) -> str:
    """没有下发的单位在清单里的行: it is in the register, and has no files."""
    return entry_line(Entry(job.unit, job.name, job.parent, job.contact, job.folder))


def _cells(plan: Plan, values: Sequence[Given], sheets: Sequence[str]) -> dict[str, Any]:
    called = dict(zip(plan.titles, sheets, strict=True))
    return {
        f"{called.get(sheet, sheet)}!{address(row, column)}": plain_value(value)
        for (sheet, row, column), value in zip(plan.cells, values, strict=True)
        if value is not KEEP
    }
