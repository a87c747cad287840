"""增删我们的工作表 (sheets of ours): add a list of findings as a sheet, replace it on a second run, remove it."""

from __future__ import annotations

from ..edits import AddSheet
from ..grid import address
from ..ours import SHEET_PREFIX, foreign_sheet_problem, sheet_name_problem
from . import markup
from .cell_values import value_content
from .draft import RELATIONSHIP
from .problems import PackageProblem
from .session import Session
from .sheet_index import MAIN

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_R = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_sheet(session: Session, edit: AddSheet) -> None:
    """新增我们的工作表: after the last one; a sheet of ours with that name is replaced in its place.

    Raises:
        PackageProblem: ``edit.sheet-name``, ``edit.sheet-not-ours`` or ``workbook.locked``.
    """
    _check_name(edit.name)
    existing = next((one for one in session.workbook.sheets if one.name.casefold() == edit.name.casefold()), None)
    content = _content(session, edit)
    draft = session.draft
    if existing is not None:
        _check_ours(session, existing.name)
        name = draft.parts.member(existing.part)
        session.changed.setdefault(existing.name, set()).update(
            (row, column) for row, cells in enumerate(edit.rows, 1) for column in range(1, len(cells) + 1)
        )
        draft.write(name, content)
        return
    _check_unlocked(session)
    main = draft.parts.main
    folder = main.rpartition("/")[0]
    name = draft.free_name((f"{folder}/" if folder else "") + "worksheets/sheet{}.xml")
    draft.write(name, content)
    draft.declare(name, _TYPE)
    id_ = draft.relate(main, RELATIONSHIP + "worksheet", name)
    number = max((int(one.sheet_id) for one in session.workbook.sheets if one.sheet_id.isdigit()), default=0) + 1
    data = draft.editable(main)
    seen = markup.view(data)
    prefix = markup.root(seen)[0]
    tag = markup.find(seen, prefix + b"sheets", data=data)
    if tag is None or tag.closed:
        raise PackageProblem("workbook.broken", "工作簿没有工作表清单。请用 Excel、WPS 打开修复后另存。")
    at = seen.rindex(b"</", tag.end, markup.element_end(seen, tag))
    entry = b'<%bsheet xmlns:r="%b" name="%b" sheetId="%d" r:id="%b"/>' % (
        prefix,
        _R,
        markup.escape_attribute(edit.name),
        number,
        id_.encode(),
    )
    if b'xmlns:r="' + _R + b'"' in markup.root(seen)[1].attributes:
        entry = entry.replace(b' xmlns:r="%b"' % _R, b"")
    draft.write(main, data[:at] + entry + data[at:])
    session.note.sheets.add(edit.name)
    session.reread()


def remove_sheet(session: Session, name: str) -> None:
    """删除我们的工作表: its part, its place in the workbook and its comments; a missing one is no problem.

    Raises:
        PackageProblem: ``edit.sheet-not-ours`` or ``workbook.locked``.
    """
    found = next((one for one in session.workbook.sheets if one.name == name), None)
    if found is None:
        session.note.forget_sheet(name)
        return
    _check_ours(session, name)
    _check_unlocked(session)
    draft = session.draft
    main = draft.parts.main
    index = session.workbook.sheets.index(found)
    data = draft.editable(main)
    draft.write(main, _without_sheet(data, found.relationship, index))
    draft.unrelate(main, found.relationship)
    part = draft.find(found.part)
    if part is not None:
        for relationship in draft.parts.relationships(part):
            name_of = draft.find(relationship.target)
            if name_of is not None and relationship.kind in ("comments", "vmlDrawing", "printerSettings"):
                draft.remove(name_of)
        draft.remove(part)
    session.note.forget_sheet(name)
    session.changed.pop(name, None)
    session.reread()


def _without_sheet(data: bytes, relationship: str, index: int) -> bytes:
    """workbook.xml without one sheet; what counts sheets by position is adjusted."""
    seen = markup.view(data)
    prefix = markup.root(seen)[0]
    patches: list[markup.Patch] = []
    for tag in markup.find_all(seen, prefix + b"sheet"):
        if b'"%b"' % relationship.encode() in tag.attributes or b"'%b'" % relationship.encode() in tag.attributes:
            patches.append((tag.start, markup.element_end(seen, tag), b""))
    for tag in markup.find_all(seen, prefix + b"definedName"):
        local = markup.attribute(tag.attributes, b"localSheetId")
        if local is None:
            continue
        if markup.number(local) == index:
            patches.append((tag.start, markup.element_end(seen, tag), b""))
        elif markup.number(local) > index:
            new = markup.with_attribute(tag.attributes, b"localSheetId", b"%d" % (markup.number(local) - 1))
            patches.append((tag.start, tag.end, b"<" + tag.name + new + (b"/>" if tag.closed else b">")))
    for tag in markup.find_all(seen, prefix + b"workbookView"):
        attributes = tag.attributes
        for key in (b"activeTab", b"firstSheet"):
            value = markup.attribute(attributes, key)
            if value is not None and markup.number(value) >= max(index, 1):
                attributes = markup.with_attribute(attributes, key, b"%d" % (markup.number(value) - 1))
        if attributes != tag.attributes:
            patches.append((tag.start, tag.end, b"<" + tag.name + attributes + (b"/>" if tag.closed else b">")))
    return markup.apply(data, patches)


def _check_name(name: str) -> None:
    problem = sheet_name_problem(name)
    if problem:
        raise PackageProblem("edit.sheet-name", problem)


def _check_ours(session: Session, name: str) -> None:
    if name not in session.note.sheets or not name.startswith(SHEET_PREFIX):
        raise PackageProblem("edit.sheet-not-ours", foreign_sheet_problem(name))


def _check_unlocked(session: Session) -> None:
    if session.workbook.structure_locked:
        raise PackageProblem(
            "workbook.locked",
            "工作簿的结构受保护，不能增删工作表。请先在 Excel、WPS 的“审阅—保护工作簿”中撤销保护，再试。",
        )


def _content(session: Session, edit: AddSheet) -> bytes:
    head, body = session.styles.report_style(True), session.styles.report_style(False)
    rows = []
    for number, values in enumerate(edit.rows, 1):
        style = head if number == 1 else body
        cells = []
        for column, value in enumerate(values, 1):
            where = address(number, column)
            content = value_content(value, b"", f"{edit.name}!{where}")
            kind = b' t="%b"' % content.type if content.type else b""
            cells.append(b'<c r="%b" s="%d"%b>%b</c>' % (where.encode(), style, kind, content.children))
        rows.append(b'<row r="%d">%b</row>' % (number, b"".join(cells)))
    columns = b"".join(
        b'<col min="%d" max="%d" width="%.2f" customWidth="1"/>' % (at, at, width)
        for at, width in enumerate(edit.widths, 1)
    )
    links = b"".join(
        b'<hyperlink ref="%b" location="%b" display="%b"/>'
        % (address(row, column).encode(), markup.escape_attribute(target), markup.escape_attribute(target))
        for row, column, target in edit.links
    )
    freeze = b'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if len(rows) > 1 else b""
    pieces = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%b">' % MAIN,
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',  # as wide as the paper, as many pages as it takes
        b'<sheetViews><sheetView workbookViewId="0">%b</sheetView></sheetViews>' % freeze,
        b"<cols>%b</cols>" % columns if columns else b"",
        b"<sheetData>%b</sheetData>" % b"".join(rows),
        b"<hyperlinks>%b</hyperlinks>" % links if links else b"",
        b'<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>',
    )
    return b"".join(pieces)
