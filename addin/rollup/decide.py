"""逐个单位选用 (deciding): which files count, unit by unit, and what the comparison of units shows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal

from ..findings import Finding
from ..handout.manifest import Entry
from .choose import Preference, choose
from .model import FileState, State
from .scale import CODE, Amount, suspicious
from .spool import Spool
from .stream import Stream
from .tree import Tree

_BATCH = 500


def decide(
    spool: Spool,
    tree: Tree,
    preference: Preference,
    accept: Collection[str],
    done: Callable[[int], None] | None = None,
    issued: Callable[[str], Entry | None] | None = None,
) -> None:
    """选用: the state of every file and unit is written to the spool.

    Args:
        tree: the units expected; files of other units are not in the register. accept: units whose errors about figures pass.
        done: told how many units are decided. issued: what was handed out to a unit.
    """

    def was_issued(amount: Amount) -> bool:
        entry = issued(amount.unit) if issued is not None else None
        return entry is not None and amount.place in entry.cells

    doubted = suspicious(Stream(lambda: _amounts(spool, tree)), was_issued)
    with spool.at_once():
        _choose(spool, tree, preference, accept, doubted, done)


def _choose(
    spool: Spool, tree: Tree, preference: Preference, accept: Collection[str], doubted: Mapping[str, Finding],
    done: Callable[[int], None] | None,
) -> None:  # fmt: skip
    rows: list[tuple[str, State, tuple[str, ...]]] = []
    for number, code in enumerate(tree.units, 1):
        digests = spool.digests(code)
        chosen = choose(
            digests, preference, code in accept, {one.file: doubted[one.file] for one in digests if one.file in doubted}
        )
        spool.decide(chosen.files, _by_file(chosen.findings))
        rows.append((code, chosen.state, chosen.accepted))
        if len(rows) == _BATCH:
            spool.set_units(rows)
            rows = []
        if done is not None:
            done(number)
    spool.set_units(rows)
    for code in [one for one in spool.units() if one not in tree.units]:
        unknown = {
            one.file: FileState.UNREADABLE if one.unreadable else FileState.UNKNOWN for one in spool.digests(code)
        }
        spool.decide(unknown, {})


def _amounts(spool: Spool, tree: Tree) -> Iterator[Amount]:
    for code in tree.units:
        for digest in spool.digests(code):
            if digest.unreadable or digest.foreign or CODE in digest.codes:
                continue
            for kind, text, place in digest.amounts:
                yield Amount(code, tree.parent(code), digest.file, kind, Decimal(text), place)


def _by_file(findings: list[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.file, []).append(one)
    return found
