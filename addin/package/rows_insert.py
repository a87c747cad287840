"""插入行 (row insertion): as Excel does it, in every part of the workbook that names rows of the sheet."""

from __future__ import annotations

from ..edits import InsertRows
from ..grid import MAX_ROW
from . import markup, vml
from .draft import Draft
from .owned_cells import pivot_area
from .problems import PackageProblem
from .row_move import Move, move_anchors
from .row_sheet import insert_in_sheet, shift_formulas
from .session import Session
from .sheet_edit import check_protection
from .sheet_index import SheetIndex, parse_range

_CHARTS = ("drawingml.chart+xml", "ms-office.chartex+xml")


def insert_rows(session: Session, edit: InsertRows) -> None:
    """插入行: blank rows, formatted like another row; everything below moves along, everything around grows.

    Raises:
        PackageProblem: the reason when Excel would refuse too, or when what lies on the rows cannot follow.
    """
    move = Move(edit.sheet, edit.before, edit.count, edit.like)
    last = MAX_ROW - edit.count
    if not (1 <= edit.before <= MAX_ROW and 1 <= edit.like <= MAX_ROW and 1 <= edit.count <= last):
        raise PackageProblem(
            "edit.outside", f"{edit.sheet}：不能在第 {edit.before} 行之上插入 {edit.count} 行，行号超出范围。"
        )
    draft = session.draft
    part = draft.parts.member(session.sheet(edit.sheet).part)
    check_protection(SheetIndex(draft.editable(part), edit.sheet))
    _refuse_shared(draft)
    _refuse_pivots(draft, part, move)
    used = _columns_used(draft.editable(part), edit.sheet)
    for one in session.workbook.sheets:
        name = draft.find(one.part)
        if name is None or one.kind != "worksheet":
            continue
        data = draft.editable(name)
        draft.write(name, insert_in_sheet(data, move) if name == part else shift_formulas(data, one.name, move))
        _related_parts(draft, name, one.name, move, own=name == part)
    change = move.formula("")
    draft.write(draft.parts.main, markup.rewrite(draft.editable(draft.parts.main), {}, {b"definedName": change}))
    for name in draft.names():
        if draft.parts.content_types.of(name).endswith(_CHARTS):
            draft.write(name, markup.rewrite(draft.editable(name), {}, {b"f": change}))
    session.reread()
    _follow(session, move, used)


def _follow(session: Session, move: Move, columns: range) -> None:
    """The session's own addresses move along; the new cells count as changed for the formulas around them."""
    sheet = move.sheet
    session.note.insert_rows(sheet, move.before, move.count)
    changed = {(move.row(row), column) for row, column in session.changed.get(sheet, set())}
    rows = range(move.before, move.before + move.count)
    changed.update((row, column) for row in rows for column in columns)
    session.changed[sheet] = changed
    session.trusted = {
        (one, (move.row(where[0]), where[1]) if one == sheet else where) for one, where in session.trusted
    }
    session.rows_moved = True


def _columns_used(data: bytes, sheet: str) -> range:
    index = SheetIndex(data, sheet)
    last = max((cells[-1].column for row in index.rows if (cells := index.cells(row))), default=0)
    return range(1, last + 1)


def _refuse_shared(draft: Draft) -> None:
    if any(one.kind in ("revisionHeaders", "usernames") for one in draft.parts.relationships(draft.parts.main)):
        raise PackageProblem(
            "edit.shared-workbook", "工作簿正处于“共享工作簿/修订”状态，不能插入行。请先在 Excel 中取消共享，再试。"
        )


def _refuse_pivots(draft: Draft, part: str, move: Move) -> None:
    for relationship in draft.parts.relationships(part):
        name = draft.find(relationship.target)
        if relationship.kind != "pivotTable" or relationship.external or name is None:
            continue
        area = pivot_area(draft.read(name), move.sheet)
        if area is not None and area.bottom >= move.before:
            raise PackageProblem(
                "edit.pivot",
                f"{move.sheet} 第 {move.before} 行及以下有数据透视表（{area}），不能插入行。请在 Excel 中插入。",
            )
    for relationship in draft.parts.relationships(draft.parts.main):
        name = draft.find(relationship.target)
        if relationship.kind != "pivotCacheDefinition" or relationship.external or name is None:
            continue
        seen = markup.view(draft.read(name))
        tag = markup.find(seen, markup.root(seen)[0] + b"worksheetSource")
        if tag is None:
            continue
        source = markup.unescape(markup.attribute(tag.attributes, b"sheet") or b"")
        ref = markup.attribute(tag.attributes, b"ref")
        if source.casefold() == move.sheet.casefold() and ref and parse_range(ref.decode()).bottom >= move.before:
            raise PackageProblem(
                "edit.pivot", f"{move.sheet}!{ref.decode()} 是数据透视表的数据源，不能在其中插入行。请在 Excel 中插入。"
            )


def _related_parts(draft: Draft, part: str, sheet: str, move: Move, own: bool) -> None:
    """Tables, drawings, comments and controls of one sheet; on other sheets only their formulas change."""
    change = move.formula(sheet)
    for relationship in draft.parts.relationships(part):
        name = draft.find(relationship.target)
        if relationship.external or name is None:
            continue
        kind = relationship.kind
        if kind == "vmlDrawing":
            data = draft.read(name)
            before, count = (move.before, move.count) if own else (MAX_ROW + 1, 0)
            draft.write(name, vml.insert_rows(data, before, count, change))
        elif kind == "drawing":
            data = markup.rewrite(draft.editable(name), {b"sp": {b"textlink": change}}, {})
            if own:
                data = move_anchors(data, move, (b"twoCellAnchor", b"oneCellAnchor"))
            draft.write(name, data)
        elif kind == "ctrlProp":
            links = dict.fromkeys((b"fmlaLink", b"fmlaRange", b"fmlaTxbx", b"fmlaGroup"), change)
            draft.write(name, markup.rewrite(draft.editable(name), {b"formControlPr": links}, {}))
        elif kind == "table":
            _table(draft, name, move, sheet, own)
        elif own and kind == "comments":
            draft.write(name, markup.rewrite(draft.editable(name), {b"comment": {b"ref": move.reference}}, {}))
        elif own and kind == "threadedComment":
            changes = {b"threadedComment": {b"ref": move.reference}}
            draft.write(name, markup.rewrite(draft.editable(name), changes, {}))
        elif own and kind == "tableSingleCells":
            changes = {b"singleXmlCell": {b"r": move.reference}}
            draft.write(name, markup.rewrite(draft.editable(name), changes, {}))


def _table(draft: Draft, name: str, move: Move, sheet: str, own: bool) -> None:
    change = move.formula(sheet)
    refs = {element: {b"ref": move.reference} for element in (b"table", b"autoFilter", b"sortState", b"sortCondition")}
    texts = {b"calculatedColumnFormula": change, b"totalsRowFormula": change}
    draft.write(name, markup.rewrite(draft.editable(name), refs if own else {}, texts))
