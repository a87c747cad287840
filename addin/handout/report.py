"""报告初稿 (report drafts): the pack's Word report for each unit that is handed out, from the unit's prefilled workbook.

Unit, year and the figures that were filled in stand in it; what the unit has still to fill is a 【待补】. The forms themselves
are not attached and no chart is drawn: once its workbook is filled, the unit makes the report anew (生成报告).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from ..commands.report import ReportRefused, load_in, render
from ..findings import Finding
from ..hosts import files
from ..narrative.attach import charts, tables
from ..narrative.choose import Chosen, report_template
from ..narrative.data.context import Data, Late, read_names
from ..narrative.engine import Blocks, Template, TextTemplate
from ..narrative.environment import draft_environment
from ..narrative.marks import GAP_CLOSE, GAP_OPEN
from ..package.draft import Draft
from ..package.plan import Place
from ..package.properties import write_properties
from ..packs.model import Pack
from .identity import Identity
from .report_cells import Filled
from .report_quick import QuickDraft, Unfit


class ReportDraft:
    """报告初稿: of one pack's workbook, for one unit after the other; pickled small, made ready in each process.

    Args:
        pack: the pack. workbook: the workbook that the units' are made from (the template after rows were added and
            cells were locked). cells: the cells that differ between units, as the ``Plan`` has them.

    Raises:
        PackageProblem: the pack has no report (see ``has_report``), or a file cannot be read.
    """

    def __init__(self, pack: Pack, workbook: bytes, cells: Sequence[Place]) -> None:
        self.pack, self.workbook, self.cells = pack, workbook, tuple(cells)
        template = report_template(pack)
        if template is None:
            raise ValueError(f"模板包 {pack.name} 没有报告模板。")
        self.template: Path = template

    def __reduce__(self) -> tuple[Any, ...]:
        return ReportDraft, (self.pack, self.workbook, self.cells)

    @property
    def title(self) -> str:
        """报告的名称, for the file's name: 部门整体支出绩效自评报告."""
        return self.template.stem

    @property
    def suffix(self) -> str:
        """文件类型: ``.docx``, or ``.txt``, ``.md`` in a pack of the user's own."""
        return self.template.suffix.lower()

    def render(self, workbook: bytes, identity: Identity, filled: Filled | None = None) -> tuple[bytes, list[Finding]]:
        """一个单位的报告初稿.

        Args:
            workbook: the unit's workbook, made from ``self.workbook`` by filling ``self.cells``.
            identity: goes into the document's properties.
            filled: what the workbook was made of; with it the workbook is not read again, and sheets may be named anew.

        Returns:
            the report and what hinders it; b"" when it cannot be made. That figures are missing is expected, and no finding.

        Raises:
            PackageProblem: the workbook cannot be read.
        """
        quick = self.quick
        properties = identity.properties()
        made = None
        if quick is not None:
            made = quick.render(workbook, properties, lambda: self.render_exactly(workbook, identity), filled)
        return (made, []) if made is not None else self.render_exactly(workbook, identity)

    def render_exactly(self, workbook: bytes, identity: Identity) -> tuple[bytes, list[Finding]]:
        """不走捷径的渲染: the workbook is read and its forms are recognised, as ``jixiao report`` does."""
        made, findings = self._rendered(workbook)
        if findings or self.suffix != ".docx":
            return made, findings
        draft = Draft(made, self.template.name)
        write_properties(draft, identity.properties())
        return draft.to_bytes(), []

    def _rendered(self, workbook: bytes) -> tuple[bytes, list[Finding]]:
        data = read_names(files.read(workbook), self.pack)
        _leave_attachments(data)
        try:
            return render(Chosen(self.template, self.pack), data, source=self._source).data, []
        except ReportRefused as refused:
            return b"", refused.findings

    @cached_property
    def _source(self) -> Template | TextTemplate:
        return load_in(self.template, draft_environment())

    @cached_property
    def quick(self) -> QuickDraft | None:
        """The short cut; None for texts, and for workbooks of which not even the empty one gives a report."""
        if not isinstance(self._source, Template):
            return None
        sample, findings = self._rendered(self.workbook)
        if findings:
            return None
        try:
            return QuickDraft(self.pack, self.workbook, self.cells, self._source, sample, _leave_attachments)
        except Unfit:
            return None


def has_report(pack: Pack) -> bool:
    """模板包有没有报告模板."""
    return report_template(pack) is not None


def _leave_attachments(data: Data) -> None:
    """Nothing is drawn from forms that are still to be filled; where a form is to be attached, its name says so."""
    data.names[charts.NAME] = dict.fromkeys(charts.NAMES)
    attached = data.names[tables.NAME]
    data.names[tables.NAME] = Late(lambda: {key: _named(one) for key, one in attached.items()})


def _named(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        own = str(value.get("名称", name))
        return {key: _named(one, own) for key, one in value.items()}
    if isinstance(value, list):
        return [_named(one, name) for one in value]
    if isinstance(value, Blocks):
        return f"{GAP_OPEN}附表“{name}”，表格填好后重新生成报告，即附在此处{GAP_CLOSE}"
    return value
