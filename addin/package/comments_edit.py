"""批注改写 (comments): add and remove comments of ours; the user's are never touched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..grid import Position, address, position
from ..ours import AUTHOR, COMMENT_HEAD
from . import markup, vml
from .cell_values import encode_text
from .draft import RELATIONSHIP, Draft, append_child
from .session import Session
from .sheet_edit import check_protection
from .sheet_index import MAIN, SheetIndex, place_of

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_RELATIONSHIPS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="%b"><authors></authors><commentList></commentList></comments>' % MAIN
)


class _Comment(NamedTuple):
    author: str
    start: int
    end: int


def edit_comments(session: Session, sheet: str, texts: Mapping[Position, str | None]) -> list[str]:
    """改写批注: on one sheet.

    Args:
        session: the workbook.
        sheet: the sheet's name.
        texts: cell -> text, None to take away a comment of ours.

    Returns:
        What was skipped and why, in Chinese: cells where the user has a comment.

    Raises:
        PackageProblem: the sheet cannot be edited.
    """
    part = session.draft.parts.member(session.sheet(sheet).part)
    check_protection(SheetIndex(session.draft.editable(part), sheet))
    editing = _Editing(session.draft, part, sheet)
    skipped = []
    for where, text in sorted(texts.items()):
        owner = editing.owner(where)
        if text is None:
            if owner == AUTHOR:
                editing.remove(where)
            session.note.comments.discard((sheet, where))
        elif owner not in (None, AUTHOR):
            skipped.append(f"{sheet}!{address(*where)} 已有批注，我们的说明没有写入：{text}")
        else:
            editing.remove(where)
            editing.add(where, text)
            session.note.comments.add((sheet, where))
    editing.finish()
    return skipped


def our_comments(draft: Draft, part: str) -> list[Position]:
    """我们的批注: the cells of one sheet part that carry a comment of ours."""
    return [where for where, one in _Editing(draft, part, "").known.items() if one.author == AUTHOR]


class _Editing:
    def __init__(self, draft: Draft, part: str, sheet: str) -> None:
        self.draft, self.part, self.sheet = draft, part, sheet
        self.comments_part = draft.parts.related(part, "comments")
        self.data = draft.editable(self.comments_part) if self.comments_part else _EMPTY
        self.vml_part, self.vml = self._legacy_drawing()
        self.threaded = self._threaded()
        self._read()

    def _read(self) -> None:
        seen = markup.view(self.data)
        self.prefix = markup.root(seen)[0]
        self.authors = [
            "" if tag.closed else markup.unescape(self.data[tag.end : seen.find(b"</", tag.end)])
            for tag in markup.find_all(seen, self.prefix + b"author")
        ]
        self.known: dict[Position, _Comment] = {}
        for tag in markup.find_all(seen, self.prefix + b"comment"):
            try:
                where = position((markup.attribute(tag.attributes, b"ref") or b"").decode("utf-8", "replace"))
            except ValueError:
                continue  # a comment nobody can place: not ours
            number = markup.number(markup.attribute(tag.attributes, b"authorId"))
            author = self.authors[number] if number < len(self.authors) else ""
            end = markup.element_end(seen, tag)
            self.known[where] = _Comment(AUTHOR if self._begins_like_ours(tag.end, end) else author, tag.start, end)

    def _begins_like_ours(self, start: int, end: int) -> bool:
        """A comment that was written in an open workbook: LibreOffice lets nobody set an author, its first line tells."""
        if COMMENT_HEAD.encode() not in self.data[start:end]:
            return False
        seen = markup.view(self.data)
        first = markup.find(seen, self.prefix + b"t", start, end)
        return first is not None and markup.unescape(self.data[first.end : end]).lstrip().startswith(COMMENT_HEAD)

    def _legacy_drawing(self) -> tuple[str | None, bytes]:
        index = SheetIndex(self.draft.read(self.part), self.sheet)
        tag = markup.find(index.seen, index.prefix + b"legacyDrawing", index.data_end)
        wanted = re.search(rb":id\s*=\s*[\"']([^\"']*)", tag.attributes) if tag else None
        for relationship in self.draft.parts.relationships(self.part):
            if wanted and relationship.id == wanted.group(1).decode("utf-8", "replace"):
                name = self.draft.find(relationship.target)
                return name, self.draft.read(name) if name else vml.EMPTY
        return None, vml.EMPTY

    def _threaded(self) -> set[Position]:
        found: set[Position] = set()
        name = self.draft.parts.related(self.part, "threadedComment")
        if name:
            for ref in re.findall(rb"\sref=[\"']([A-Z]{1,3}[0-9]{1,7})[\"']", self.draft.read(name)):
                found.add(position(ref.decode()))
        return found

    def owner(self, where: Position) -> str | None:
        """Whose comment the cell carries; None for no comment."""
        if where in self.threaded:
            return ""
        found = self.known.get(where)
        return found.author if found else None

    def remove(self, where: Position) -> None:
        found = self.known.get(where)
        if found is not None:
            self.data = self.data[: found.start] + self.data[found.end :]
            self.vml = vml.remove_note(self.vml, where)
            self._read()

    def add(self, where: Position, text: str) -> None:
        p = self.prefix
        if AUTHOR not in self.authors:
            self._append(b"authors", b"<%bauthor>%b</%bauthor>" % (p, markup.escape(AUTHOR), p))
            self._read()
        body = encode_text(text, f"{self.sheet}!{address(*where)}")
        self._append(
            b"commentList",
            b'<%bcomment ref="%b" authorId="%d"><%btext><%bt xml:space="preserve">%b</%bt></%btext></%bcomment>'
            % (p, address(*where).encode(), self.authors.index(AUTHOR), p, p, body, p, p, p),
        )
        lines = sum(1 + len(line) // 16 for line in text.split("\n"))
        self.vml = vml.add_note(self.vml, where, lines)
        self._read()

    def _append(self, element: bytes, child: bytes) -> None:
        seen = markup.view(self.data)
        tag = markup.find(seen, self.prefix + element, data=self.data)
        if tag is None:
            # authors precede the list; both may be missing in a part that a program left empty
            entry = b"<%b%b>%b</%b%b>" % (self.prefix, element, child, self.prefix, element)
            top = markup.root(seen)[1]
            if element == b"authors" and not top.closed:
                self.data = self.data[: top.end] + entry + self.data[top.end :]
            else:
                self.data = append_child(self.data, element, entry[1 + len(self.prefix) + len(element) :])
        elif tag.closed:
            head = b"<" + tag.name + tag.attributes.rstrip() + b">"
            self.data = self.data[: tag.start] + head + child + b"</" + tag.name + b">" + self.data[tag.end :]
        else:
            at = seen.rindex(b"</", tag.end, markup.element_end(seen, tag))
            self.data = self.data[:at] + child + self.data[at:]

    def finish(self) -> None:
        """Write the parts, making or removing them as needed."""
        if self.known:
            self._write()
        elif self.comments_part:
            self._unlink(self.comments_part)
            if self.vml_part and not vml.has_shapes(self.vml):
                self._remove_legacy_drawing()
                self._unlink(self.vml_part)
            elif self.vml_part:
                self.draft.write(self.vml_part, self.vml)

    def _write(self) -> None:
        self._drop_unused_author()
        draft = self.draft
        folder = self.part.rpartition("/")[0].rpartition("/")[0]
        root = f"{folder}/" if folder else ""
        if self.comments_part is None:
            self.comments_part = draft.free_name(root + "comments{}.xml")
            draft.write(self.comments_part, self.data)
            draft.declare(self.comments_part, _TYPE)
            draft.relate(self.part, RELATIONSHIP + "comments", self.comments_part)
        else:
            draft.write(self.comments_part, self.data)
        if self.vml_part is not None:
            draft.write(self.vml_part, self.vml)
            return
        self.vml_part = draft.free_name(root + "drawings/vmlDrawing{}.vml")
        draft.write(self.vml_part, self.vml)
        draft.declare_extension("vml", _VML_TYPE)
        id_ = draft.relate(self.part, RELATIONSHIP + "vmlDrawing", self.vml_part)
        index = SheetIndex(draft.editable(self.part), self.sheet)
        at = place_of(index, "legacyDrawing")
        tag = b'<%blegacyDrawing xmlns:r="%b" r:id="%b"/>' % (index.prefix, _RELATIONSHIPS, id_.encode())
        draft.write(self.part, index.data[:at] + tag + index.data[at:])

    def _drop_unused_author(self) -> None:
        if self.authors and self.authors[-1] == AUTHOR and all(one.author != AUTHOR for one in self.known.values()):
            seen = markup.view(self.data)
            last = list(markup.find_all(seen, self.prefix + b"author"))[-1]
            self.data = self.data[: last.start] + self.data[markup.element_end(seen, last) :]

    def _unlink(self, name: str) -> None:
        for relationship in self.draft.parts.relationships(self.part):
            if not relationship.external and self.draft.find(relationship.target) == name:
                self.draft.unrelate(self.part, relationship.id)
                break
        self.draft.remove(name)

    def _remove_legacy_drawing(self) -> None:
        index = SheetIndex(self.draft.editable(self.part), self.sheet)
        tag = markup.find(index.seen, index.prefix + b"legacyDrawing", index.data_end)
        if tag is not None:
            end = markup.element_end(index.seen, tag)
            self.draft.write(self.part, index.data[: tag.start] + index.data[end:])
