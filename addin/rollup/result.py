"""汇总结果的成形 (making the result): rows are made when they are asked for, from the spool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..findings import ERROR, HINT, WARNING, Finding
from ..forms import model as forms
from .add import WHOLE
from .choose import KINDS
from .digest import Digest
from .lines import kind_place
from .model import FileRow, FileState, FoundRow, Node, ProjectRow, Result, State, UnitRow
from .spool import Spool
from .stream import Stream
from .totals import Part, part_of
from .tree import Tree


@dataclass(frozen=True)
class About:
    """汇总的由来.

    Args:
        as in model.Result.
    """

    folder: str
    source: str = ""
    title: str = ""
    pack: str = ""
    version: int = 0
    year: int | None = None
    preferred: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def result_of(spool: Spool, tree: Tree, about: About, link: Callable[[str], str]) -> Result:
    """汇总结果.

    Args:
        spool: after ``decide`` and ``add_up``; it must stay open as long as the result is used.
        link: a file's path relative to the folder -> the same as seen from the summary.
    """
    rows = _Rows(spool, tree, link)
    whole = spool.node(WHOLE) or Node(WHOLE, "")
    whole = replace(whole, lines=Stream(lambda: spool.lines(WHOLE)))
    kinds = {kind: KINDS.get(kind, kind) for kind in sorted(whole.kinds, key=kind_place)}
    codes: Counter[str] = Counter()
    for digest, _, own in spool.files():
        codes.update(digest.found)
        codes.update(found.code for found in own)
    return Result(
        whole,
        nodes=Stream(rows.nodes), units=Stream(lambda: rows.units(tree.units)), files=Stream(rows.files),
        twice=Stream(lambda: rows.in_state(State.TWICE)), missing=Stream(lambda: rows.in_state(State.MISSING)),
        findings=Stream(rows.findings), projects=Stream(rows.projects), kinds=kinds,
        codes={code: codes[code] for code in sorted(codes)},
        **vars(about),
    )  # fmt: skip


class _Rows:
    """Rows, made from the spool one by one."""

    def __init__(self, spool: Spool, tree: Tree, link: Callable[[str], str]) -> None:
        self._spool, self._tree, self._link = spool, tree, link

    def nodes(self) -> Iterator[Node]:
        for code, done in self._tree.walk():
            if not done and self._tree.below(code):
                node = self._spool.node(code)
                if node is not None:
                    yield replace(node, lines=self._lines(code))

    def units(self, codes: Iterable[str]) -> Iterator[UnitRow]:
        for code in codes:
            yield self._unit(code)

    def in_state(self, state: State) -> Iterator[UnitRow]:
        wanted = self._spool.in_state(state)
        return self.units(code for code in self._tree.units if code in wanted)

    def files(self) -> Iterator[FileRow]:
        for digest, state, own in self._spool.files():
            yield self._file(digest, state, own)

    def findings(self) -> Iterator[FoundRow]:
        for code, one in self._tree.units.items():
            yield from self._found(code, one.name)
        for code in [code for code in self._spool.units() if code not in self._tree.units]:
            yield from self._found(code, "")

    def projects(self) -> Iterator[ProjectRow]:
        for code, one in self._tree.units.items():
            if not self._spool.unit(code)[3]:
                continue
            for digest, state, _ in self._spool.files(code):
                if state is not FileState.ADDED:
                    continue
                for form in self._spool.forms(digest.file):
                    if form.kind in (forms.PROJECT, forms.FUND):
                        link = self._link(digest.file)
                        yield ProjectRow(
                            code, one.name, form.project, digest.file, link, form.sheet, **vars(part_of(form))
                        )

    def _lines(self, code: str) -> Stream:
        return Stream(lambda: self._spool.lines(code))

    def _found(self, code: str, name: str) -> Iterator[FoundRow]:
        known = code in self._tree.units
        for digest, state, own in self._spool.files(code):
            link = self._link(digest.file)
            for finding in (*self._spool.findings(digest.file), *own):
                finding = finding if finding.file == digest.file else replace(finding, file=digest.file)
                yield FoundRow(code if known else "", name or digest.name, state, finding, link)

    def _unit(self, code: str) -> UnitRow:
        one, parent = self._tree.units[code], self._tree.parent(code)
        state, accepted, part, projects = self._spool.unit(code)
        found = self._spool.files(code) if state is not State.MISSING else ()
        files = tuple(self._file(*one) for one in found)
        return UnitRow(
            code, one.name, state, parent, self._tree.units[parent].name if parent else "", self._tree.level(code),
            one.contact, files, **vars(part or Part()), projects=projects, errors=sum(file.errors for file in files),
            warnings=sum(file.warnings for file in files), hints=sum(file.hints for file in files), accepted=accepted,
            reason=_reason(files, state),
        )  # fmt: skip

    def _file(self, digest: Digest, state: FileState, own: Sequence[Finding]) -> FileRow:
        known = self._tree.units.get(digest.unit)
        reasons = () if state is FileState.ADDED else (*(found.message for found in own), *digest.reasons)
        told = Counter(found.severity for found in own)
        return FileRow(
            digest.file, state, self._link(digest.file), digest.unit if known else "", known.name if known else digest.name,
            digest.size, digest.saved, digest.claimed, digest.errors + told[ERROR], digest.warnings + told[WARNING],
            digest.hints + told[HINT], reasons,
        )  # fmt: skip


def _reason(files: Iterable[FileRow], state: State) -> str:
    if state is State.ADDED:
        return ""
    order = (FileState.TWICE, FileState.ERRORS, FileState.UNREADABLE, FileState.FOREIGN)
    for wanted in order:
        for file in files:
            if file.state is wanted and file.reasons:
                return file.reasons[0]
    return ""
