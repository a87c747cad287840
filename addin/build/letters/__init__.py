"""退回意见模板 (template of the letters): built from ``letter.txt`` in the look of official documents, into addin/returned."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.oxml.ns import qn

from ...package.same_bytes import same_bytes
from ..reports.document import build_document
from ..reports.look import LINE, property_of
from ..reports.source import read_source

SOURCE = Path(__file__).with_name("letter.txt")
TARGET = Path(__file__).resolve().parents[2] / "returned" / "letter.docx"
#: the line that names who is written to stands at the margin, the office one line below the text (GB/T 9704-2012 7.3.2, 7.3.5)
_ADDRESSEE, _OFFICE = "{{ 单位 }}：", "{{ 机关 }}"
_MARGIN = {"ind": {"firstLineChars": "0", "firstLine": "0"}}
_BELOW = {"spacing": {"before": str(LINE)}}


def build() -> bytes:
    """生成模板: the same bytes every time.

    Raises:
        SourceError: the source is faulty. ValueError: one of the two lines is not in it.
    """
    document = docx.Document(io.BytesIO(build_document(read_source(SOURCE))))
    for text, properties in ((_ADDRESSEE, _MARGIN), (_OFFICE, _BELOW)):
        line = next((one for one in document.paragraphs if one.text == text), None)
        if line is None:
            raise ValueError(f"{SOURCE.name}：缺少一行 {text}")
        for name, attributes in properties.items():
            element = property_of(line._p.get_or_add_pPr(), f"w:{name}")
            for key, value in attributes.items():
                element.set(qn(f"w:{key}"), value)
    kept = io.BytesIO()
    document.save(kept)
    return same_bytes(kept.getvalue())


def write() -> Path:
    """写出模板."""
    TARGET.write_bytes(build())
    return TARGET
