"""校验文件和文件夹 (check files and folders): every file is checked; the files of one folder are tied together."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, List, Optional, Sequence, Union

from ..findings import HINT, Finding
from ..hosts import files
from ..hosts.files import Opened
from ..package.problems import PackageProblem
from ..package.saving import BACKUP_MARK
from .check import in_order
from .check_book import SHORTEST_PASSAGE, check_forms, passages_of, tie
from .ties import Passage

PathLike = Union[str, "os.PathLike[str]"]
#: called before each file: (files done, files in all, name)
Progress = Callable[[int, int, str], None]

#: what a folder is searched for; .et and .doc are opened too, for their message says what to do
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".docx", ".xltx", ".xltm", ".et", ".doc")
#: the problem of a Word document that has no table
_TEXT_ONLY = "docx.no-table"


@dataclass
class Checked:
    """校验结果.

    Args:
        files: how many files were read. forms: how many forms they hold.
        findings: by file, sheet and cell; then what ties the files together.
        unreadable: problems of files that could not be read; the rest is checked all the same.
    """

    files: int = 0
    forms: int = 0
    findings: List[Finding] = field(default_factory=list)
    unreadable: List[PackageProblem] = field(default_factory=list)


def files_in(folder: PathLike) -> List[Path]:
    """文件夹中的文件: workbooks and documents, sub-folders included; lock files and our backups left out."""
    found = []
    for path in sorted(Path(folder).rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and BACKUP_MARK not in path.stem and path.is_file():
            found.append(path)
    return found


def check_paths(paths: Sequence[PathLike], profile: str = "", progress: Optional[Progress] = None) -> Checked:
    """校验若干文件或文件夹.

    Args:
        paths: files and folders. profile: the rule for all of them; "" lets each form decide.
        progress: told before each file.

    Returns:
        all findings. The files of one folder are tied together; so are the forms of one workbook.

    Raises:
        ValueError: no such profile.
    """
    result = Checked()
    batches = [(path, files_in(path)) if Path(path).is_dir() else (None, [Path(path)]) for path in paths]
    total, done = sum(len(batch) for _, batch in batches), 0
    for folder, batch in batches:
        opened: List[Opened] = []
        reports: List[Passage] = []
        for path in batch:
            if progress:
                progress(done, total, str(path))
            done += 1
            try:
                opened.append(files.read(path))
            except PackageProblem as problem:
                if folder is not None and problem.code == _TEXT_ONLY:
                    # a report in Word has no form, but may state the sums
                    result.files += 1
                    reports += report_passages(str(path), path)
                else:
                    result.unreadable.append(problem)
        _check_batch(result, opened, reports, profile, Path(folder) if folder is not None else None)
    return result


def _check_batch(
    result: Checked, batch: List[Opened], reports: List[Passage], profile: str, folder: Optional[Path]
) -> None:
    everything = [form for opened in batch for form in opened.forms]
    for opened in batch:
        result.files += 1
        result.forms += len(opened.forms)
        related = everything if folder is not None else ()
        found = check_forms(opened, profile, related)
        if folder is not None and not opened.forms:
            # a folder also holds papers that are no forms
            found = [_softened(finding) for finding in found]
        result.findings += in_order(found)
    if folder is not None:
        passages = [passage for opened in batch for passage in _passages_of(opened)]
        result.findings += tie(batch, passages + reports)
    else:
        for opened in batch:
            result.findings += tie([opened], _passages_of(opened))


def _softened(finding: Finding) -> Finding:
    if finding.code != "form.none":
        return finding
    return Finding(finding.code, HINT, finding.message, finding.file)


def _passages_of(opened: Opened) -> List[Passage]:
    """文件中的文字 that may state sums: long texts on the sheets, and the paragraphs of a Word document."""
    found = passages_of(opened)
    if opened.book.kind == "docx":
        found += report_passages(opened.name, opened.book.data)
    return found


def report_passages(name: str, source: Union[PathLike, bytes]) -> List[Passage]:
    """Word 报告的段落 that may state sums; the place is the number of the paragraph."""
    return [
        Passage(name, "正文", f"第{number}段", text)
        for number, text in enumerate(files.paragraphs(source), 1)
        if len(text) >= SHORTEST_PASSAGE
    ]
