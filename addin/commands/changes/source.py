"""被比较的文件 (source): its sheets as grids, its forms (on hidden sheets too), and what the file says of itself."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...forms.model import Form
from ...forms.recognise import recognise
from ...grid import Grid
from ...hosts.files import PROFILE_NAME, paragraphs
from ...package.problems import PackageProblem
from ...package.properties import read_properties
from ...package.reading import WorkbookFile, open_workbook, read_file
from ..findings_sheet import is_findings_sheet

_TEXT_ONLY = "docx.no-table"


@dataclass
class Sheet:
    """一张工作表及其表单."""

    number: int
    grid: Grid
    forms: list[Form] = field(default_factory=list)

    @property
    def name(self) -> str:
        """表名."""
        return self.grid.name

    @cached_property
    def texts(self) -> list[str]:
        """全部显示的文字, in reading order."""
        return [cell.text.strip() for _, cell in self.grid if cell.text.strip()]


@dataclass
class Source:
    """被比较的一个文件.

    Args:
        name: as given. kind: xlsx, xlsm, xls or docx. digest: of its bytes. sheets: without those that jixiao itself added.
        profile: what the workbook's PERF_PROFILE says. properties: custom document properties.
        paragraphs: a document's text outside of its tables.
    """

    name: str
    kind: str
    digest: str
    sheets: list[Sheet] = field(default_factory=list)
    profile: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)

    @property
    def forms(self) -> list[Form]:
        """全部表单."""
        return [form for sheet in self.sheets for form in sheet.forms]

    @property
    def has_formulas(self) -> bool:
        """能否看到公式: they are out of reach in .xls, and Word tables have none."""
        return self.kind not in ("xls", "docx")


def read_source(path: str | os.PathLike[str]) -> Source:
    """读取一个文件.

    Raises:
        PackageProblem: why it cannot be read.
    """
    name = os.fspath(path)
    data = read_file(path)
    digest = hashlib.sha256(data).hexdigest()
    try:
        book = open_workbook(data)
        grids = book.grids()
    except PackageProblem as problem:
        if problem.code != _TEXT_ONLY:
            raise PackageProblem(problem.code, problem.message, problem.path or name) from problem
        return Source(name, "docx", digest, paragraphs=[text for text in paragraphs(data) if text])
    source = Source(name, book.kind, digest, _sheets(grids), book.name_value(PROFILE_NAME), _properties(book))
    if book.kind == "docx":
        source.paragraphs = [text for text in paragraphs(data) if text]
    return source


def _properties(book: WorkbookFile) -> dict[str, str]:
    return read_properties(book.parts) if book.parts is not None else {}


def _sheets(grids: list[Grid]) -> list[Sheet]:
    kept = [grid for grid in grids if not is_findings_sheet(grid)]
    # a form that was hidden since is still the same form
    found = recognise(replace(grid, hidden=False) for grid in kept)
    by_name: dict[str, list[Form]] = {}
    for form in found.forms:
        by_name.setdefault(form.sheet, []).append(form)
    return [Sheet(number, grid, by_name.get(grid.name, [])) for number, grid in enumerate(kept)]
