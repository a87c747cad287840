"""填数 (figures from the export): projects, money rows, indicators and basic data, matched by code or name."""

from __future__ import annotations

from decimal import Decimal

from udfs.core.number import Unreadable, read_number

from ...edits import EditValue
from ...forms import model as kinds
from ...forms.lexicon import Section, lexicon
from ...forms.model import Bound, Form, Row
from ...forms.text import bare
from .export import Export, Line, code_of
from .model import Filling, Placed
from .sections import name_key
from .values import converted

_MONEY = ("initial", "full_year", "executed")
_ITEM = ("previous", "budget", "current")


class Amounts:
    """填数: figures of one export into the forms of the new workbook.

    Args:
        placed: the sheets. forms: the recognised form of each sheet. year: the pack's year. into: takes what is put.
    """

    def __init__(self, placed: list[Placed], forms: dict[str, Form], year: int | None, into: Filling) -> None:
        self.placed, self.forms, self.year, self.into = placed, forms, year, into

    def fill(self, export: Export) -> None:
        """填一张导出表: every line where it belongs."""
        for line in export.lines:
            for one in self.placed:
                form = self.forms.get(one.sheet)
                if form is None or not self._about(one, form, line):
                    continue
                if form.kind == kinds.BASIC:
                    self._items(export, line, one, form)
                else:
                    self._indicators(export, line, one, form)
                    self._money(export, line, one, form)

    def _about(self, one: Placed, form: Form, line: Line) -> bool:
        """A line that names a project concerns that project's sheet alone."""
        if not line.project:
            return True
        return form.kind == kinds.PROJECT and self._is_project(one, form, line, line.project)

    def _is_project(self, one: Placed, form: Form, line: Line, name: str) -> bool:
        if one.project is not None and one.project.code and line.code and code_of(one.project.code) == line.code:
            return True
        own = one.project.name if one.project is not None else form.project
        return bool(own) and name_key(own) == name_key(name)

    def _items(self, export: Export, line: Line, one: Placed, form: Form) -> None:
        rows = [row for row in form.items if row.key and bare(line.name) in (row.key, bare(row.name))]
        if len(rows) > 1:
            rows = [row for row in rows if row.depth == min(other.depth for other in rows)]
        if len(rows) == 1:
            self._row(export, line, one, rows[0], lexicon().basic, _ITEM, form.money_unit)

    def _indicators(self, export: Export, line: Line, one: Placed, form: Form) -> None:
        head = export.head_for(lexicon().indicator, "actual", self.year)
        rows = [row for row in form.indicators if line.name and name_key(row.name) == name_key(line.name)]
        if head is None or head not in line.values or len(rows) != 1:
            return
        bound = rows[0]["actual"] or rows[0]["value"]
        if bound is not None:
            value = line.values[head]
            self._put(
                export, line, one, bound, "actual", value if isinstance(value, (int, float)) else str(value), head
            )

    def _money(self, export: Export, line: Line, one: Placed, form: Form) -> None:
        rows = form.budget
        if not rows:
            return
        by_project = form.kind == kinds.PROJECT and self._is_project(one, form, line, line.project or line.name)
        if by_project and not line.source:
            self._row(export, line, one, self._whole(rows), lexicon().money, _MONEY, form.money_unit)
            return
        wanted = bare(line.source if by_project else line.name)
        if form.kind == kinds.PROJECT and not by_project:
            return
        found = [row for row in rows if wanted and bare(row.name) == wanted]
        if len(found) == 1:
            self._row(export, line, one, found[0], lexicon().money, _MONEY, form.money_unit)

    def _whole(self, rows: list[Row]) -> Row:
        return next((row for row in rows if row.role == "total"), rows[0])

    def _row(
        self, export: Export, line: Line, one: Placed, row: Row, section: Section, names: tuple[str, ...], unit: str
    ) -> None:
        refused = []
        for name in names:
            head = export.head_for(section, name, self.year)
            bound = row[name]
            if head is None or head not in line.values or bound is None:
                continue
            amount = figure(line, head, self.into, export)
            if amount is None:
                continue
            if bound.cell.formula is not None:
                refused.append(bound.label)
            else:
                self._put(export, line, one, bound, name, converted(amount, export.unit_of(head), unit), head)
        if refused:
            line.used = True
            self.into.left.append(
                f"{one.sheet}!{'、'.join(refused)}：由公式按分项相加，导出表的“{line.label}”没有填入，请填在分项里"
                + ("；导出表有“资金来源”一列时按来源填入。" if section is lexicon().money else "。")
            )

    def _put(
        self, export: Export, line: Line, one: Placed, bound: Bound, name: str, value: EditValue, head: str
    ) -> None:
        self.into.put(one, bound.position, name, value)
        line.used = True
        export.used.add(head)


def figure(line: Line, head: str, into: Filling, export: Export) -> Decimal | None:
    """一个数: None for nothing; text that is no number is listed."""
    value = line.values[head]
    try:
        return Decimal(repr(value)) if isinstance(value, float) else read_number(value)
    except Unreadable:
        line.used = True
        into.left.append(
            f"导出表“{export.name}”第 {line.number} 行 {line.label} 的“{head}”是“{value}”，不是数，没有填。"
        )
        return None


def tell_rest(exports: list[Export], into: Filling) -> None:
    """没有对上的: lines and columns of the export that found no place."""
    for export in exports:
        for line in export.lines:
            if not line.used and not line.is_sum:
                into.left.append(
                    f"导出表“{export.name}”第 {line.number} 行“{line.label}”没有对上：表里没有这个编码或名称。"
                )
        unused = [head for head in export.heads if head not in export.used]
        if unused:
            into.left.append(f"导出表“{export.name}”的列没有用到：{'、'.join(unused)}。")
