"""报告模板文件 (template document): the lines of a source as a Word file with the styles of the official format."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from ...package.same_bytes import same_bytes
from . import look
from .source import Line, Source

STYLES = {
    "title": "Title",
    "part": "部分标题",
    "heading1": "Heading 1",
    "heading2": "Heading 2",
    "heading3": "Heading 3",
    "heading4": "Heading 4",
    "note": "小注",
    "centred": "居中",
    "right": "落款",
    "annex": "附件说明",
    "annexes": "附件续行",
    "body": "Body Text",
    "block": "Body Text",
}
#: what the contents show until they are filled after rendering
CONTENTS = "目录在生成报告时填写"


def build_document(source: Source) -> bytes:
    """生成模板.

    Args:
        source: the text with its marks.

    Returns:
        the .docx file, the same bytes every time.
    """
    document = docx.Document()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    look.dress(document)
    _Writer(document).write(source)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = source.subject, "jixiao", ""
    properties.last_modified_by, properties.revision = "jixiao", 1
    kept = io.BytesIO()
    document.save(kept)
    return same_bytes(kept.getvalue(), _without_thumbnail)


#: the style of paragraphs that only end a page or a section
_BREAK = "分节"
#: the cover's title stands in the upper third
_COVER_TOP = Pt(180)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.cover = False
        self.opening = False
        #: cover and contents carry no page numbers: so many section breaks until the text begins
        self.unnumbered = 0

    def write(self, source: Source) -> None:
        marks = [line.kind for line in source.lines]
        self.unnumbered = marks.count("end") + marks.count("contents")
        if not self.unnumbered:
            self._number_pages()
        for line in source.lines:
            handler = getattr(self, f"_{line.kind}", None)
            if handler:
                handler()
            else:
                self._paragraph(line)

    def _paragraph(self, line: Line) -> None:
        if self.cover:
            style = "封面标题" if line.kind == "title" else "封面文字"
        else:
            style = STYLES[line.kind]
        made = self.document.add_paragraph(line.text, style=style)
        if self.cover and self.opening:
            made.paragraph_format.space_before = _COVER_TOP
            self.opening = False

    def _cover(self) -> None:
        self.cover = True
        self.opening = True

    def _end(self) -> None:
        self.cover = False
        self._section(wide=False)

    def _contents(self) -> None:
        self.document.add_paragraph("目　录", style="目录标题")
        paragraph = self.document.add_paragraph(style="TOC 1")
        look.field(paragraph, ' TOC \\h \\z \\t "部分标题,1,heading 1,2" ', CONTENTS)
        self._section(wide=False)

    def _page(self) -> None:
        # before, not behind: a break at the end of a full page would leave the next one empty
        self.document.add_paragraph(style=_BREAK).paragraph_format.page_break_before = True

    def _landscape(self) -> None:
        self._section(wide=True)

    def _portrait(self) -> None:
        self._section(wide=False)

    def _section(self, wide: bool) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        # the paragraph that ends a section takes no room, or a full page would be followed by an empty one
        self.document.paragraphs[-1].style = self.document.styles[_BREAK]
        look.section(section._sectPr, landscape=wide)
        for old in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(old)
        self.unnumbered -= 1
        if self.unnumbered == 0:
            self._number_pages(first=True)

    def _number_pages(self, first: bool = False) -> None:
        section = self.document.sections[-1]
        for footer, even in ((section.footer, False), (section.even_page_footer, True)):
            footer.is_linked_to_previous = False
            footer.paragraphs[0].style = self.document.styles["Footer"]
            look.page_number(footer, even)
        if first:
            look.property_of(section._sectPr, "w:pgNumType").set(qn("w:start"), "1")


def _without_thumbnail(name: str, data: bytes) -> bytes | None:
    """python-docx starts from a document with a preview picture of an empty page."""
    if name.endswith("thumbnail.jpeg"):
        return None
    if name == "_rels/.rels":
        root = etree.fromstring(data)
        for relationship in list(root):
            if relationship.get("Target", "").endswith("thumbnail.jpeg"):
                root.remove(relationship)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
