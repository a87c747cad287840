"""逐个单位写信 (letters): 退回意见, 核对意见 or 催报通知 for every unit that has something to do."""

from __future__ import annotations

from collections.abc import Callable

from ..findings import ERROR
from ..handout.manifest import Entry, Head
from ..places import Place, PlaceExists
from ..returned.letters import REMIND, RETURN, VERIFY, Addressee, kind_of, letter
from ..returned.record import Record
from .model import FileState
from .spool import Spool
from .tree import Tree

_PATTERNS = tuple(f"*_{kind}.docx" for kind in (RETURN, VERIFY, REMIND))
#: files that are not asked about: another one counts in their place
_SET_ASIDE = frozenset({FileState.COPY, FileState.REPLACED})


def refuse_existing(folder: Place) -> None:
    """不混入以前的信: one that is no longer true would be sent again.

    Raises:
        PlaceExists: there are letters.
    """
    for found in _earlier(folder):
        text = "已经有以前写的意见或通知。加 --force 换成这一次的，或换一个文件夹"
        raise PlaceExists(17, text, str(folder.child(found)))


def write_letters(
    spool: Spool,
    tree: Tree,
    head: Head | None,
    folder: Place,
    *,
    known: bool = True,
    entry: Callable[[str], Entry | None] | None = None,
    office: str = "",
    summary: str = "",
    force: bool = False,
    done: Callable[[int], None] | None = None,
) -> int:
    """写信.

    Args:
        spool, tree: after ``decide``. head: of the manifest. folder: ``<code>_<name>_<kind>.docx`` goes there.
        known: False when nobody knows who should have returned something; then nobody is reminded.
        entry: what was handed out to a unit. office, summary: as ``letters.letter``. force: letters of an earlier run go.
        done: told how many units are through.

    Returns:
        how many letters.
    """
    earlier = set(_earlier(folder)) if force else set()
    written = 0
    for number, (code, one) in enumerate(tree.units.items(), 1):
        records = _records(spool, code)
        kind = kind_of(records)
        if kind and (known or kind != REMIND):
            given = entry(code) if entry is not None else None
            to = Addressee(one.name, tuple(file.path for file in given.files) if given is not None else ())
            name = f"{_file_name(code, one.name)}_{kind}.docx"
            data = letter(to, records, head or Head("", 0, None), office=office, summary=summary)
            folder.child(name).write(data, force=force, durable=False)
            earlier.discard(name)
            written += 1
        if done is not None:
            done(number)
    for name in sorted(earlier):
        folder.child(name).remove()
    return written


def _records(spool: Spool, code: str) -> list[Record]:
    found = []
    for digest, state, own in spool.files(code):
        if state in _SET_ASIDE:
            continue
        findings = (*spool.findings(digest.file), *own)
        if state is FileState.ADDED:
            # errors that were accepted are settled
            findings = tuple(one for one in findings if one.severity != ERROR)
        found.append(
            Record(digest.file, digest.size, digest.sha256, digest.saved, unit=code, findings=findings,
                   unreadable=digest.unreadable)
        )  # fmt: skip
    return found


def _earlier(folder: Place) -> list[str]:
    if not folder.is_folder():
        return []
    return [found.relative for found in folder.files(_PATTERNS) if "/" not in found.relative]


def _file_name(code: str, name: str) -> str:
    """A manifest may hold what no file can be called."""
    return "".join("_" if sign in '/\\:*?"<>|' or ord(sign) < 32 else sign for sign in f"{code}_{name}")[:80].rstrip(
        " ."
    )
