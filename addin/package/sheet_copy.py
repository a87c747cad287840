"""重复工作表 (repeated sheets): one sheet of a template once for each name, in the package itself.

A copy has the bytes of the sheet: formats, merges, rules, protection and print set-up are the same. As in Excel, names that
point at the sheet become names of the copy, and references of the sheet to itself follow.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from . import markup
from .draft import RELATIONSHIP
from .parts import SheetPart
from .problems import PackageProblem
from .session import Session
from .sheet_refs import renaming

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#: parts of a sheet that are copied with it; the pictures of a drawing are shared
_COPIED = ("printerSettings", "comments", "vmlDrawing", "drawing")
_FORMULAS = (b"f", b"formula", b"formula1", b"formula2")
_CHARTS = ("drawingml.chart+xml", "ms-office.chartex+xml")


def repeat_sheet(data: bytes, sheet: str, names: Sequence[str], path: str = "") -> bytes:
    """重复工作表: the sheet gets the first name; a copy for each further name follows it.

    Args:
        data: the workbook. sheet: the sheet's name. names: clean and different from each other and the other sheets'.
        path: the file's name for messages.

    Raises:
        PackageProblem: ``sheet.missing``, ``workbook.locked``, ``edit.sheet-exists``, or ``edit.copy`` when something
            lies on the sheet that cannot be copied.
    """
    session = Session(data, path=path)
    if session.workbook.structure_locked:
        raise PackageProblem(
            "workbook.locked",
            "工作簿的结构受保护，不能增加工作表。请先在 Excel、WPS 的“审阅—保护工作簿”中撤销保护，再试。",
            path,
        )
    others = {one.name.casefold() for one in session.workbook.sheets if one.name != sheet}
    wanted = [name.casefold() for name in names]
    clash = next((name for name in names if name.casefold() in others or wanted.count(name.casefold()) > 1), None)
    if clash is not None:
        raise PackageProblem("edit.sheet-exists", f"工作表名“{clash}”已经用了。请换一个名称。", path)
    source = session.sheet(sheet)
    if len(names) > 1:
        _refuse(session, source)
    if names and names[0] != sheet:
        _rename(session, sheet, names[0])
    if len(names) > 1:
        parts = [_copy_part(session, session.sheet(names[0]), names[0], name) for name in names[1:]]
        _list(session, names[0], list(zip(names[1:], parts, strict=True)))
        session.drop_calc_chain()
    return session.draft.to_bytes()


def rename_sheets(data: bytes, names: Mapping[str, str], path: str = "") -> bytes:
    """改表名: with every formula, defined name and link of the workbook that names the sheet.

    Args:
        data: the workbook. names: old name -> new name; clean, and different from each other and the other sheets'.

    Raises:
        PackageProblem: ``sheet.missing``, ``workbook.locked`` or ``edit.sheet-exists``.
    """
    session = Session(data, path=path)
    if session.workbook.structure_locked:
        raise PackageProblem(
            "workbook.locked",
            "工作簿的结构受保护，不能改表名。请先在 Excel、WPS 的“审阅—保护工作簿”中撤销保护，再试。",
            path,
        )
    for old, new in names.items():
        taken = {one.name.casefold() for one in session.workbook.sheets if one.name != old}
        if new.casefold() in taken:
            raise PackageProblem("edit.sheet-exists", f"工作表名“{new}”已经用了。请换一个名称。", path)
        session.sheet(old)
        if new != old:
            _rename(session, old, new)
    return session.draft.to_bytes()


def _refuse(session: Session, source: SheetPart) -> None:
    draft = session.draft
    for one in draft.parts.relationships(draft.parts.member(source.part)):
        if not one.external and one.kind not in (*_COPIED, "hyperlink"):
            raise PackageProblem(
                "edit.copy",
                f"工作表“{source.name}”上有不能复制的内容（{one.kind}），请改为普通单元格后再试。",
                draft.path,
            )
        drawing = draft.find(one.target) if one.kind == "drawing" else None
        if drawing and any(inner.kind != "image" for inner in draft.parts.relationships(drawing)):
            raise PackageProblem(
                "edit.copy", f"工作表“{source.name}”上有图表或控件，不能复制。请删除后再试。", draft.path
            )


def _rename(session: Session, old: str, new: str) -> None:
    """Give a sheet another name: its entry, and every formula and link of the workbook that names it."""
    draft, change = session.draft, renaming(old, new)
    main = draft.parts.main
    named = {b"sheet": {b"name": lambda text: new if text == old else text}}
    draft.write(main, markup.rewrite(draft.editable(main), named, {b"definedName": change}))
    for one in session.workbook.sheets:
        name = draft.find(one.part)
        if name is not None and one.kind == "worksheet":
            draft.write(name, _renamed(draft.editable(name), old, new))
    for name in draft.names():
        if draft.parts.content_types.of(name).endswith(_CHARTS):
            draft.write(name, markup.rewrite(draft.editable(name), {}, {b"f": change}))
    session.reread()


def _renamed(data: bytes, old: str, new: str) -> bytes:
    change = renaming(old, new)
    return markup.rewrite(data, {b"hyperlink": {b"location": change}}, dict.fromkeys(_FORMULAS, change))


def _copy_part(session: Session, source: SheetPart, old: str, new: str) -> str:
    """A copy of the sheet part with its relationships; returns the part's name."""
    draft = session.draft
    part = draft.parts.member(source.part)
    name = draft.free_name(posixpath.join(posixpath.dirname(part), "sheet{}.xml"))
    data = _renamed(draft.editable(part), old, new)
    seen = markup.view(data)
    patches: list[markup.Patch] = []
    prefix = markup.root(seen)[0]
    # only one sheet is the selected one, and a code name belongs to one sheet
    for local, attribute in ((b"sheetView", b"tabSelected"), (b"sheetPr", b"codeName")):
        for tag in markup.find_all(seen, prefix + local):
            left = markup.with_attribute(tag.attributes, attribute, None)
            if left != tag.attributes:
                patches.append((tag.start, tag.end, b"<" + tag.name + left + (b"/>" if tag.closed else b">")))
    draft.write(name, markup.apply(data, patches))
    draft.declare(name, _SHEET_TYPE)
    rels = draft.find(draft.rels_name(part))
    if rels is not None:
        draft.write(draft.rels_name(name), _copied_relationships(session, part, draft.editable(rels)))
    return name


def _copied_relationships(session: Session, part: str, data: bytes) -> bytes:
    draft = session.draft
    targets: dict[str, str] = {}
    for one in draft.parts.relationships(part):
        member = draft.find(one.target)
        if one.external or one.kind not in _COPIED or member is None:
            continue
        stem, dot, extension = member.rpartition(".")
        copy = draft.free_name(stem.rstrip("0123456789") + "{}" + dot + extension)
        draft.write(copy, draft.read(member))
        inner = draft.find(draft.rels_name(member))
        if inner is not None:
            draft.write(draft.rels_name(copy), draft.read(inner))
        type_ = draft.parts.content_types.of(member)
        if draft.parts.content_types.of(copy) != type_:
            draft.declare(copy, type_)
        targets[one.id] = posixpath.relpath(copy, posixpath.dirname(part))
    seen = markup.view(data)
    patches: list[markup.Patch] = []
    for tag in markup.find_all(seen, markup.root(seen)[0] + b"Relationship"):
        target = targets.get(markup.unescape(markup.attribute(tag.attributes, b"Id") or b""))
        if target is not None:
            new = markup.with_attribute(tag.attributes, b"Target", markup.escape_attribute(target))
            patches.append((tag.start, tag.end, b"<" + tag.name + new + (b"/>" if tag.closed else b">")))
    return markup.apply(data, patches)


def _list(session: Session, source: str, copies: Sequence[tuple[str, str]]) -> None:
    """Enter the copies into workbook.xml after their source; names of the sheet become names of each copy."""
    draft = session.draft
    main = draft.parts.main
    ids = [draft.relate(main, RELATIONSHIP + "worksheet", part) for _, part in copies]
    data = draft.editable(main)
    seen = markup.view(data)
    prefix = markup.root(seen)[0]
    index = next(at for at, one in enumerate(session.workbook.sheets) if one.name == source)
    number = max((int(one.sheet_id) for one in session.workbook.sheets if one.sheet_id.isdigit()), default=0)
    tag = list(markup.find_all(seen, prefix + b"sheet"))[index]
    entries = b""
    for at, ((name, _), id_) in enumerate(zip(copies, ids, strict=True), 1):
        attributes = markup.with_attribute(tag.attributes, b"name", markup.escape_attribute(name))
        attributes = markup.with_attribute(attributes, b"sheetId", b"%d" % (number + at))
        relation = session.workbook.sheets[index].relationship.encode()
        for quote in (b'"', b"'"):
            attributes = attributes.replace(b"=" + quote + relation + quote, b'="' + id_.encode() + b'"')
        entries += b"<" + tag.name + attributes.rstrip() + b"/>"
    end = markup.element_end(seen, tag)
    patches: list[markup.Patch] = [(end, end, entries)]
    patches += _names(session, data, seen, prefix, index, copies)
    patches += _tabs(seen, prefix, index, len(copies))
    draft.write(main, markup.apply(data, patches))
    session.reread()


def _names(
    session: Session, data: bytes, seen: bytes, prefix: bytes, index: int, copies: Sequence[tuple[str, str]]
) -> list[markup.Patch]:
    source = session.workbook.sheets[index].name
    tags = list(markup.find_all(seen, prefix + b"definedName"))
    patches: list[markup.Patch] = []
    locals_ = set()
    entries = b""
    for tag in tags:
        local = markup.attribute(tag.attributes, b"localSheetId")
        if local is not None and markup.number(local) == index:
            locals_.add(markup.attribute(tag.attributes, b"name"))
        if local is not None and markup.number(local) > index:
            moved = markup.with_attribute(tag.attributes, b"localSheetId", b"%d" % (markup.number(local) + len(copies)))
            patches.append((tag.start, tag.end, b"<" + tag.name + moved + (b"/>" if tag.closed else b">")))
    for tag in tags:
        local = markup.attribute(tag.attributes, b"localSheetId")
        own_local = local is not None and markup.number(local) == index
        if tag.closed or (local is not None and not own_local):
            continue
        if local is None and markup.attribute(tag.attributes, b"name") in locals_:
            continue
        end = markup.element_end(seen, tag)
        formula = markup.unescape(data[tag.end : seen.rindex(b"</", tag.end, end)])
        for at, (name, _) in enumerate(copies, 1):
            copied = renaming(source, name)(formula)
            if copied == formula and not own_local:
                break  # a name about something else
            attributes = markup.with_attribute(tag.attributes, b"localSheetId", b"%d" % (index + at))
            entries += b"<" + tag.name + attributes + b">" + markup.escape(copied) + b"</" + tag.name + b">"
    if entries:
        last = markup.element_end(seen, tags[-1])
        patches.append((last, last, entries))
    return patches


def _tabs(seen: bytes, prefix: bytes, index: int, count: int) -> list[markup.Patch]:
    """The sheet that is shown on opening stays the same one."""
    patches: list[markup.Patch] = []
    for tag in markup.find_all(seen, prefix + b"workbookView"):
        attributes = tag.attributes
        for key in (b"activeTab", b"firstSheet"):
            value = markup.attribute(attributes, key)
            if value is not None and markup.number(value) > index:
                attributes = markup.with_attribute(attributes, key, b"%d" % (markup.number(value) + count))
        if attributes != tag.attributes:
            patches.append((tag.start, tag.end, b"<" + tag.name + attributes + (b"/>" if tag.closed else b">")))
    return patches
