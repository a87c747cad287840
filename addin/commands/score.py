"""填写文件 (score): read a workbook, recognise its forms, choose the rule, fill the computed cells and check the result."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import List, Optional, Sequence, Set, Tuple, Union

from ..edits import Edit
from ..findings import Finding
from ..forms.model import Form
from ..hosts import files
from ..hosts.files import Opened
from .check import check, check_recognised, in_order
from .compute import Computed, compute
from .context import FUNCTIONS, STYLES, UNCHANGED, VALUES, Context
from .profile import Chosen, choose_profile

PathLike = Union[str, "os.PathLike[str]"]

#: a workbook's own formulas may follow from what we write: so many rounds until nothing changes any more
_ROUNDS = 3


@dataclass
class Scored:
    """填写结果.

    Args:
        file: the file as named by the user. forms: each form with its edits. findings: what is wrong in it.
        messages: what the user should know, in Chinese. written: the file that was written, None on a dry run
            or when there was nothing to write. backup: the backup of the original, if one was made.
        data: the new file's bytes.
    """

    file: str
    forms: List[Computed] = field(default_factory=list)
    findings: List[Finding] = field(default_factory=list)
    messages: List[str] = field(default_factory=list)
    written: Optional[Path] = None
    backup: Optional[Path] = None
    data: bytes = b""


def score_file(
    path: PathLike,
    *,
    out: Optional[PathLike] = None,
    profile: str = "",
    style: str = VALUES,
    overwrite: bool = False,
    dry_run: bool = False,
    backup: bool = True,
    force: bool = False,
) -> Scored:
    """填写一个工作簿.

    Args:
        path: the workbook. out: where to write; None writes in place and keeps ``<name>.备份``.
        profile: the rule's id or alias; "" lets the workbook and its forms decide.
        style: ``values``, ``functions`` or ``native``. overwrite: replaces what others typed in computed cells.
        dry_run: writes nothing. backup: keeps the original beside a file written in place.
        force: replaces an existing ``out``.

    Returns:
        the edits, the findings on the filled file, and where it was written.

    Raises:
        PackageProblem: the file cannot be read or written; it is left as it was.
        ValueError: no such profile or style.
    """
    if style not in STYLES:
        raise ValueError(f"没有这种写法：{style}；可用 {'、'.join(STYLES)}")
    opened = files.read(path)
    result = Scored(os.fspath(path), data=opened.book.data)
    result.findings += check_recognised(opened.recognised, result.file)
    if not opened.forms:
        return result
    files.refuse_unwritable(opened)
    edits = fill(opened, result, profile, style, overwrite)
    if edits and not dry_run:
        target = Path(path if out is None else out)
        in_place = out is None or _same_file(Path(path), target)
        result.backup = files.save(target, result.data, in_place=in_place, backup=backup, force=force)
        result.written = target
    elif out is not None and not dry_run:
        result.backup = files.save(
            out, result.data, in_place=_same_file(Path(path), Path(out)), backup=False, force=force
        )
        result.written = Path(out)
    _tell(result, style)
    return result


def fill(opened: Opened, result: Scored, profile: str = "", style: str = VALUES, overwrite: bool = False) -> List[Edit]:
    """填写已打开的文件 in memory: ``result`` receives forms, findings and the new bytes.

    Returns:
        every edit that was carried out.
    """
    everything: List[Edit] = []
    known: Set[Edit] = set()
    base = opened
    for _ in range(_ROUNDS):
        computed, chosen = _compute_all(base, profile, style, overwrite)
        edits = [edit for one in computed for edit in one.edits]
        fresh = [edit for edit in edits if edit not in known]
        _take_over(result, computed, chosen, base)
        if not fresh:
            break
        written = files.carry_out(base, edits)
        everything += fresh
        known.update(fresh)
        result.data = written.data
        result.messages += [text for text in written.skipped if text not in result.messages]
        base = files.read_again(base, written)
        if not _has_formulas(base):
            break
    _check_result(result, base, profile, style, overwrite)
    return everything


def _compute_all(opened: Opened, profile: str, style: str, overwrite: bool) -> Tuple[List[Computed], List[Chosen]]:
    computed, every = [], []
    for form in opened.forms:
        chosen = choose_profile(form, profile, opened.profile_name, opened.name)
        every.append(chosen)
        computed.append(compute(form, chosen.profile, context_of(opened, form, chosen, style, overwrite)))
    return computed, every


def context_of(
    opened: Opened,
    form: Form,
    chosen: Chosen,
    style: str = VALUES,
    overwrite: bool = False,
    related: Sequence[Form] = (),
) -> Context:
    """一张表的上下文: the file, the other forms of the workbook, and what we wrote before."""
    return Context(
        file=opened.name,
        style=style,
        overwrite=overwrite,
        fallback=chosen.fallback,
        profile_argument=getattr(chosen.profile, "id", ""),
        related=tuple(other for other in (*opened.forms, *related) if other is not form),
        ours=lambda bound: opened.ours(form, bound),
    )


def _take_over(result: Scored, computed: List[Computed], chosen: List[Chosen], opened: Opened) -> None:
    """Later rounds refresh figures: the report keeps one entry for each cell, the last one."""
    if not result.forms:
        result.forms = computed
    else:
        for former, now in zip(result.forms, computed):
            cells = {item.cell for item in now.filled}
            former.filled = [item for item in former.filled if item.cell not in cells] + now.filled
            former.figures = now.figures
    result.findings += [finding for one in chosen for finding in one.findings]
    result.findings += [finding for one in computed for finding in one.findings]


def _has_formulas(opened: Opened) -> bool:
    """Formulas of the user's own in bound cells: they may follow from what we wrote."""
    return any(
        bound.cell.formula is not None and opened.ours(form, bound) != UNCHANGED
        for form in opened.forms
        for _, bound in form.bound_cells()
    )


def _check_result(result: Scored, opened: Opened, profile: str, style: str, overwrite: bool) -> None:
    found: List[Finding] = list(result.findings)
    for form in opened.forms:
        chosen = choose_profile(form, profile, opened.profile_name, opened.name)
        found += check(form, chosen.profile, context_of(opened, form, chosen, style, overwrite))
    result.findings = in_order(found)


def _tell(result: Scored, style: str) -> None:
    if style == FUNCTIONS and any(item.formula for one in result.forms for item in one.filled):
        result.messages.append(
            "已写入 PERF_ 函数：在没有安装绩效加载项的电脑上打开会显示 #NAME?，上报前请用 jixiao freeze 定稿，或改用 --as values"
        )


def _same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False
