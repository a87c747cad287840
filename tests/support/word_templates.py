"""Word 模板样本 (Word templates for tests): documents made of given paragraphs, runs or raw XML, and their text read back."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Callable, Dict, Iterable, List, Sequence, Union

import docx
from docx.document import Document
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BODY = re.compile(r"<w:document.*</w:document>", re.DOTALL)


def saved(document: Document) -> bytes:
    """存成字节."""
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def of_paragraphs(*paragraphs: Union[str, Sequence[str]]) -> bytes:
    """由段落生成: each a text, or the texts of its runs."""
    document = docx.Document()
    for one in paragraphs:
        paragraph = document.add_paragraph()
        for run in [one] if isinstance(one, str) else one:
            paragraph.add_run(run)
    return saved(document)


def of_table(rows: Sequence[Sequence[str]]) -> bytes:
    """由表格生成: one table with these texts."""
    document = docx.Document()
    table = document.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(table.rows, rows):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    return saved(document)


def of_body(xml: str) -> bytes:
    """由正文 XML 生成: what stands in ``w:body``; the usual prefixes are declared."""
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {NAMESPACES}><w:body>{xml}<w:sectPr/></w:body></w:document>'
    return with_part(of_paragraphs(), "word/document.xml", lambda _: text)


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """改一个部件: as text."""
    return with_parts(data, {name: change(part(data, name) if name in names(data) else "")})


def with_parts(data: bytes, parts: Dict[str, str]) -> bytes:
    """替换或加入部件."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info.filename, old.read(info.filename))
        for name, text in parts.items():
            new.writestr(name, text)
    return kept.getvalue()


def names(data: bytes) -> List[str]:
    """部件名."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def part(data: bytes, name: str = "word/document.xml") -> str:
    """部件的文字."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def opened(data: bytes) -> Document:
    """用 python-docx 打开, which parses every part that it knows."""
    return docx.Document(io.BytesIO(data))


def texts(data: bytes) -> List[str]:
    """正文各段, those in tables left out."""
    return [paragraph.text for paragraph in opened(data).paragraphs]


def cells(data: bytes, table: int = 0) -> List[List[str]]:
    """一张表的文字."""
    return [[cell.text for cell in row.cells] for row in opened(data).tables[table].rows]


def tables(data: bytes) -> int:
    """正文表格数."""
    return len(opened(data).tables)


def well_formed(data: bytes) -> None:
    """每个 XML 部件都完整, or the parser raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def messages(problems: Iterable[object]) -> List[str]:
    """问题的文字."""
    return [str(one) for one in problems]
