"""选用文件 (choosing): which of a unit's files count.

A unit may return several files that hold different forms (its own form in one, its projects in others). Two files conflict
when both hold the same form: the same kind, the same table of the final accounts, the same project. Neither of them is
added until it was said which one counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ..findings import ERROR, HINT, WARNING, Finding
from ..forms import model as forms
from ..forms.accounts_model import ACCOUNTS
from ..forms.plans_model import DECLARATION, MONITORING
from ..returned.letter_words import beijing_time
from .digest import EMPTY, FINAL, ONCE, Digest, Key
from .model import FileState, State

NEWEST = "newest"
CODE = "return.duplicate"

#: form kind -> what it is called in messages, in the order of the summary
KINDS = {
    forms.UNIT: "整体支出绩效自评表", forms.PROJECT: "项目支出绩效自评表", forms.FUND: "专项资金绩效自评表",
    forms.SCORECARD: "评分表", forms.BASIC: "基础数据表", ACCOUNTS: "决算公开表",
    DECLARATION: "绩效目标申报表", MONITORING: "绩效目标监控表",
}  # fmt: skip


@dataclass(frozen=True)
class Preference:
    """选用的办法 (--prefer).

    Args:
        files: paths relative to the folder that was read; these count before all others of their unit.
        newest: of the rest, the one that was saved last.
    """

    files: frozenset[str] = frozenset()
    newest: bool = False


@dataclass
class Chosen:
    """一个单位的选用结果.

    Args:
        state: of the unit. files: file -> its state. findings: what choosing found, to be added to the files' own.
        accepted: codes of the errors that were let pass.
    """

    state: State = State.MISSING
    files: dict[str, FileState] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    accepted: tuple[str, ...] = ()


def choose(
    digests: Sequence[Digest],
    preference: Preference,
    accept: bool = False,
    suspicious: Mapping[str, Finding] | None = None,
) -> Chosen:
    """选用一个单位的文件.

    Args:
        digests: of all of its files, in any order. preference: see there. accept: errors about its figures are let pass.
        suspicious: file -> what only the comparison with other units shows.
    """
    chosen = Chosen()
    suspicious = suspicious or {}
    rest = _without_copies(sorted(digests, key=lambda one: one.file), preference.files, chosen)
    candidates = []
    for one in rest:
        if one.unreadable:
            chosen.files[one.file] = FileState.UNREADABLE
        elif one.foreign:
            chosen.files[one.file] = FileState.FOREIGN
        else:
            candidates.append(one)
    let_pass: dict[str, None] = {}
    for one in _undisputed(_without_empty(candidates, preference.files, chosen), preference, chosen):
        repeated = _repeated(one)
        codes = [*one.codes, *(found.code for found in repeated if found.severity == ERROR)]
        chosen.findings += repeated
        doubt = suspicious.get(one.file)
        if doubt is not None:
            chosen.findings.append(doubt)
            codes += [doubt.code] if doubt.severity == ERROR else []
        passes = not codes or (accept and FINAL.isdisjoint(codes))
        chosen.files[one.file] = FileState.ADDED if passes else FileState.ERRORS
        let_pass.update(dict.fromkeys(codes if passes else ()))
    chosen.accepted = tuple(let_pass)
    chosen.state = state_of(chosen.files.values())
    return chosen


def state_of(states: Collection[FileState]) -> State:
    """由文件的状态得出单位的状态.

    >>> state_of([FileState.ADDED, FileState.COPY]), state_of([])
    (<State.ADDED: '已计入'>, <State.MISSING: '未报'>)
    """
    open_ones = (
        (FileState.TWICE, State.TWICE),
        (FileState.ERRORS, State.ERRORS),
        (FileState.UNREADABLE, State.UNREADABLE),
    )
    if FileState.ADDED in states:
        return State.PART if any(state in states for state, _ in open_ones) else State.ADDED
    for file_state, state in open_ones:
        if file_state in states:
            return state
    return State.FOREIGN if FileState.FOREIGN in states else State.MISSING


def _without_copies(digests: Sequence[Digest], named: Collection[str], chosen: Chosen) -> list[Digest]:
    """Byte-identical copies count once: the one that was named, else the first by its path."""
    first: dict[str, Digest] = {}
    for one in sorted(digests, key=lambda one: one.file not in named):
        kept = first.setdefault(one.sha256 or one.file, one)
        if kept is not one:
            chosen.files[one.file] = FileState.COPY
            text = f"{one.file} 与 {kept.file} 完全相同，只计一次。不需要的一份可以删去。"
            chosen.findings.append(Finding(CODE, HINT, text, one.file))
    return sorted(first.values(), key=lambda one: one.file)


def _without_empty(candidates: Sequence[Digest], named: Collection[str], chosen: Chosen) -> list[Digest]:
    """A blank form that lies beside the one that was filled in is no second return, unless it was named."""
    filled = [one for one in candidates if EMPTY not in one.codes]
    held: dict[Key, Digest] = {key: one for one in reversed(filled) for key in one.keys}
    kept = []
    for one in candidates:
        if EMPTY in one.codes and one.file not in named and one.keys and held.keys() >= set(one.keys):
            chosen.files[one.file] = FileState.REPLACED
            names = "、".join(dict.fromkeys(held[key].file for key in one.keys))
            text = f"{one.file} 没有填写，同样的表在 {names} 里已经填好，本文件不作为第二份报送。不需要的话可以删去。"
            chosen.findings.append(Finding(CODE, HINT, text, one.file))
        else:
            kept.append(one)
    return kept


def _undisputed(candidates: Sequence[Digest], preference: Preference, chosen: Chosen) -> list[Digest]:
    """The files whose forms no other file holds, or that are preferred to those that do."""
    kept: dict[str, Digest] = {}
    held: dict[Key, Digest] = {}  # the forms of those kept
    open_keys: set[Key] = set()  # forms that two files of one rank hold: lower ranks cannot settle it
    for wanted in _rounds(candidates, preference):
        picked = [one for one in wanted if one.file not in kept and held.keys().isdisjoint(one.keys)]
        counts = Counter(key for one in picked for key in set(one.keys))
        for one in picked:
            if all(counts[key] == 1 for key in one.keys) and open_keys.isdisjoint(one.keys):
                kept[one.file] = one
                held.update(dict.fromkeys(one.keys, one))
            else:
                open_keys.update(one.keys)
    left = [one for one in candidates if one.file not in kept]
    for one in left:
        if not held.keys().isdisjoint(one.keys):
            _replace(one, held, chosen)
    undecided = [one for one in left if one.file not in chosen.files]
    holders: dict[Key, list[Digest]] = {}
    for one in undecided:
        for key in dict.fromkeys(one.keys):
            holders.setdefault(key, []).append(one)
    for one in undecided:
        _twice(one, {key: holders[key] for key in one.keys if len(holders[key]) > 1}, chosen)
    return list(kept.values())


def _rounds(candidates: Sequence[Digest], preference: Preference) -> list[list[Digest]]:
    """Who chooses first: the named files; then by the time of saving; at last all that are left, at once."""
    rounds = [[one for one in candidates if one.file in preference.files]]
    if preference.newest and all(one.saved for one in candidates):
        by_time: dict[str, list[Digest]] = {}
        for one in candidates:
            by_time.setdefault(one.saved, []).append(one)
        rounds += [by_time[time] for time in sorted(by_time, reverse=True)]
    return [*rounds, list(candidates)]


def _replace(one: Digest, held: Mapping[Key, Digest], chosen: Chosen) -> None:
    chosen.files[one.file] = FileState.REPLACED
    names = "、".join(dict.fromkeys(held[key].file for key in one.keys if key in held))
    text = f"{one.file} 与 {names} 重复，按所选的办法采用后者，本文件没有计入。"
    lost = [key for key in dict.fromkeys(one.keys) if key not in held]
    if lost:
        text += f"本文件里还有 {_forms(lost)}，采用的文件里没有，也没有计入：请核对是否要补报。"
    chosen.findings.append(Finding(CODE, WARNING if lost else HINT, text, one.file))


def _twice(one: Digest, same: Mapping[Key, Sequence[Digest]], chosen: Chosen) -> None:
    chosen.files[one.file] = FileState.TWICE
    others = {other.file: other for holders in same.values() for other in holders[:4] if other is not one}
    names = "、".join(f"{other.file}（{_saved(other)}）" for other in list(others.values())[:3])
    names += " 等文件" if len(others) > 3 else ""
    text = (
        f"{one.file}（{_saved(one)}）与 {names} 都有{_forms(list(same))}，不能判断以哪一份为准，都没有计入。"
        "请确定以哪一份为准。"
    )
    chosen.findings.append(Finding(CODE, ERROR, text, one.file))


def _repeated(one: Digest) -> list[Finding]:
    """The same form twice in one file would be added twice."""
    counts: dict[Key, int] = {}
    for key in one.keys:
        counts[key] = counts.get(key, 0) + 1
    again = [key for key, count in counts.items() if count > 1]
    named = [key for key in again if key[2] or key[0] in ONCE]
    found = []
    if named:
        text = f"{one.file} 里{_forms(named)}不止一张，计入会重复。请只留一张。"
        found.append(Finding(CODE, ERROR, text, one.file))
    if len(again) > len(named):
        text = f"{one.file} 里有几张项目表没有写项目名称，不能判断是否重复，都已计入。请写上项目名称。"
        found.append(Finding(CODE, WARNING, text, one.file))
    return found


def _forms(keys: Sequence[Key]) -> str:
    names = [
        f"{KINDS.get(kind, '表')}{'“' + (project or table) + '”' if project or table else ''}"
        for kind, table, project in keys
    ]
    shown = "、".join(names[:3])
    return f"{shown}等 {len(names)} 张表" if len(names) > 3 else shown


def _saved(one: Digest) -> str:
    time = beijing_time(one.saved)
    return f"保存于 {time}" if time else "保存时间不明"
