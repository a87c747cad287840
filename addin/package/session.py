"""改写过程 (edit session): a workbook's draft with what the edits need to know about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ..edits import SetFill, SetFormula, SetValue
from ..grid import Position
from . import markup
from .detect import container_kind
from .draft import RELATIONSHIP, Draft
from .note import FormerFill, Note, read_note
from .owned_cells import check_owned_cells
from .parts import SheetPart, WorkbookPart, read_workbook
from .problems import PackageProblem
from .sheet_edit import CellWrite, edit_cells
from .styles_edit import StylesEdit

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class Session:
    """改写过程: collects edits of cells per sheet, and carries them out in one pass over each sheet.

    Args:
        data: the workbook.
        note: what we wrote before; None takes the note in the workbook.
        path: the file's name for messages.

    Raises:
        PackageProblem: why the workbook as a whole cannot be edited.
    """

    def __init__(self, data: bytes, note: Note | None = None, path: str = "") -> None:
        if container_kind(data, path) != "zip":
            raise PackageProblem(
                "file.not-writable", "旧版 .xls 文件不能原样改写。请用 Excel、WPS 另存为 .xlsx 后再试。", path
            )
        self.draft = Draft(data, path)
        main_type = self.draft.parts.content_types.of(self.draft.parts.main).lower()
        if ("spreadsheetml" not in main_type and "ms-excel" not in main_type) or "binary" in main_type:
            raise PackageProblem(
                "file.not-writable",
                "这不是 .xlsx 或 .xlsm 工作簿，不能原样改写。请用 Excel、WPS 另存为 .xlsx 后再试。",
                path,
            )
        if any("digital-signature" in one.type for one in self.draft.parts.relationships("")):
            raise PackageProblem(
                "file.signed",
                "工作簿带有数字签名，改动会使签名失效，没有写入。请先在 Excel 中删除签名，写入后再重新签名。",
                path,
            )
        self.reread()
        if self.workbook.strict:
            raise PackageProblem(
                "file.strict",
                "这是 Strict OOXML 格式的工作簿，不能原样改写。请用 Excel 另存为普通的 .xlsx 后再试。",
                path,
            )
        self.note = note.copy() if note is not None else read_note(self.draft.parts)
        self._styles: StylesEdit | None = None
        self._pending: dict[str, dict[Position, CellWrite]] = {}
        #: cells whose content changed, and formula cells that we gave a value
        self.changed: dict[str, set[Position]] = {}
        self.trusted: set[tuple[str, Position]] = set()
        self.formulas_changed = False
        self.rows_moved = False

    workbook: WorkbookPart

    def reread(self) -> None:
        """重读工作簿结构: after sheets were added or removed."""
        self.workbook = read_workbook(self.draft.parts)

    def sheet(self, name: str) -> SheetPart:
        """工作表部件: by the sheet's name.

        Raises:
            PackageProblem: ``sheet.missing`` or ``edit.not-worksheet``.
        """
        for one in self.workbook.sheets:
            if one.name == name:
                if one.kind != "worksheet" or self.draft.find(one.part) is None:
                    raise PackageProblem(
                        "edit.not-worksheet", f"“{name}”不是普通工作表，或其内容缺失，不能写入。", self.draft.path
                    )
                return one
        listed = "、".join(one.name for one in self.workbook.sheets[:20]) or "（无）"
        raise PackageProblem("sheet.missing", f"没有名为“{name}”的工作表；现有：{listed}。", self.draft.path)

    @property
    def styles(self) -> StylesEdit:
        """样式表草稿: read when first needed."""
        if self._styles is None:
            name = self.draft.parts.related(self.draft.parts.main, "styles")
            self._styles = StylesEdit(self.draft.editable(name) if name else None)
        return self._styles

    def write_styles(self) -> None:
        """写回样式表: when something was added to it."""
        if self._styles is None:
            return
        name = self.draft.parts.related(self.draft.parts.main, "styles")
        if name is None:
            folder = self.draft.parts.main.rpartition("/")[0]
            name = f"{folder}/styles.xml" if folder else "styles.xml"
            self.draft.write(name, self._styles.to_bytes())
            self.draft.relate(self.draft.parts.main, RELATIONSHIP + "styles", name)
            self.draft.declare(name, _STYLES_TYPE)
        else:
            self.draft.write(name, self._styles.to_bytes())
        self._styles = None

    def take(self, edit: SetValue | SetFormula | SetFill) -> None:
        """接受单元格改动: carried out by ``flush``."""
        where = (edit.row, edit.column)
        write = self._pending.setdefault(edit.sheet, {}).setdefault(where, CellWrite())
        if isinstance(edit, SetFill):
            write.styles.append(self._fill_change(edit.sheet, where, edit.rgb))
            return
        write.has_content = True
        if isinstance(edit, SetFormula):
            write.formula, write.value = edit.formula, edit.cached
        else:
            write.formula, write.value = None, edit.value
        if edit.number_format is not None:
            write.styles.append(partial(_number_format, self, edit.number_format))

    def _fill_change(self, sheet: str, where: Position, rgb: str | None) -> Callable[[int], int]:
        place = (sheet, where)

        def fill(style: int) -> int:
            former = self.note.fills.get(place)
            if former is not None and not self.styles.has_colour(style, former.colour):
                # somebody gave the cell another fill since: that one is theirs
                del self.note.fills[place]
                former = None
            if rgb is not None:
                kept = former or FormerFill(style, self.styles.fill_text(style))
                self.note.fills[place] = replace(kept, colour=rgb[-6:].upper())
                return self.styles.with_fill(style, self.styles.solid_fill(rgb))
            if former is None:
                return style
            del self.note.fills[place]
            return self.styles.without_our_fill(style, former.style, former.fill)

        return fill

    def flush(self, record: bool = True) -> None:
        """执行改动: one pass over each sheet that has edits.

        Args:
            record: whether the note is to remember the contents written.
        """
        pending, self._pending = self._pending, {}
        for sheet, writes in pending.items():
            part = self.sheet(sheet).part
            name = self.draft.parts.member(part)
            check_owned_cells(self.draft, name, sheet, [where for where, one in writes.items() if one.has_content])
            change = edit_cells(self.draft.editable(name), sheet, writes)
            self.draft.write(name, change.data)
            self.formulas_changed |= change.formulas_changed
            self.changed.setdefault(sheet, set()).update(change.changed)
            for where, write in writes.items():
                if not write.has_content:
                    continue
                self.trusted.discard((sheet, where))
                if write.formula is not None and write.value is not None:
                    self.trusted.add((sheet, where))
                if record:
                    self.note.record(sheet, where, write.value, write.formula)

    def drop_calc_chain(self) -> None:
        """删除计算链: it names every formula cell; programs build it anew, and a wrong one is taken for damage."""
        main = self.draft.parts.main
        for relationship in self.draft.parts.relationships(main):
            if relationship.kind == "calcChain" and not relationship.external:
                name = self.draft.find(relationship.target)
                self.draft.unrelate(main, relationship.id)
                if name is not None:
                    self.draft.remove(name)
                return

    def recalculate_on_load(self) -> None:
        """要求打开时重算: ``fullCalcOnLoad`` in workbook.xml."""
        name = self.draft.parts.main
        data = self.draft.editable(name)
        new = with_full_calculation(data)
        if new != data:
            self.draft.write(name, new)


#: elements that follow calcPr in workbook.xml
_AFTER_CALC = (
    b"oleSize", b"customWorkbookViews", b"pivotCaches", b"smartTagPr", b"smartTagTypes", b"webPublishing",
    b"fileRecoveryPr", b"webPublishObjects", b"extLst",
)  # fmt: skip


def with_full_calculation(data: bytes) -> bytes:
    """设置 fullCalcOnLoad: in the calcPr that is there, or in a new one at its place.

    >>> with_full_calculation(b'<workbook><sheets/><extLst/></workbook>')
    b'<workbook><sheets/><calcPr fullCalcOnLoad="1"/><extLst/></workbook>'
    """
    seen = markup.view(data)
    prefix, top = markup.root(seen)
    tag = markup.find(seen, prefix + b"calcPr", data=data)
    if tag is not None:
        if markup.attribute(tag.attributes, b"fullCalcOnLoad") in (b"1", b"true"):
            return data
        attributes = markup.with_attribute(tag.attributes, b"fullCalcOnLoad", b"1")
        return data[: tag.start] + b"<" + tag.name + attributes + (b"/>" if tag.closed else b">") + data[tag.end :]
    places = [one.start for name in _AFTER_CALC if (one := markup.find(seen, prefix + name)) is not None]
    at = min(places, default=seen.rindex(b"</" + top.name))
    return data[:at] + b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>' + data[at:]


def _number_format(session: Session, code: str, style: int) -> int:
    return session.styles.with_number_format(style, code)
