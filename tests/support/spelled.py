"""各程序的写法 (spelled formulas): .xlsx files whose formulas are spelled as each program stores them, made part by part."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Optional, Union
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

#: how Excel stores where an add-in lies, in the relationship of the external link
ADDIN_TARGET = "file:///C:\\Users\\%E5%BC%A0%20%E4%B8%89\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART\\jixiao.xlam"


@dataclass(frozen=True)
class Formula:
    """公式单元格: the text between ``<f>`` and ``</f>``, the stored value, and the range of an array formula."""

    text: str
    cached: Optional[Union[float, str]] = None
    array: str = ""


#: what a cell holds
Cell = Union[float, str, Formula]


def workbook(path: Path, cells: Mapping[str, Cell], addin: str = "", sheet: str = "自评表") -> Path:
    """写工作簿: one sheet with these cells (row by row), as Excel writes it.

    Args:
        addin: the target of the external link that ``[1]!`` refers to, see ADDIN_TARGET; "" for none.
    """
    parts = {
        "[Content_Types].xml": _types(bool(addin)),
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{escape(sheet)}" '
        f'sheetId="1" r:id="rId1"/></sheets>{_REFERENCES if addin else ""}<calcPr calcId="191029"/></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            + (
                f'<Relationship Id="rId2" Type="{_OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/>'
                if addin
                else ""
            )
        ),
        "xl/worksheets/sheet1.xml": _sheet(cells),
    }
    if addin:
        parts["xl/externalLinks/externalLink1.xml"] = (
            f'{_HEAD}<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{_OFFICE}" r:id="rId1"><sheetNames>'
            '<sheetName val="Sheet1"/></sheetNames><definedNames><definedName name="PERF_SCORE"/></definedNames>'
            "</externalBook></externalLink>"
        )
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = _relationships(
            f'<Relationship Id="rId1" Type="{_OFFICE}/externalLinkPath" Target="{escape(addin)}" TargetMode="External"/>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return path


_REFERENCES = '<externalReferences><externalReference r:id="rId2"/></externalReferences>'


def _relationships(inside: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def _types(linked: bool) -> str:
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/worksheets/sheet1.xml": "worksheet"}
    if linked:
        kinds["/xl/externalLinks/externalLink1.xml"] = "externalLink"
    overrides = "".join(f'<Override PartName="{part}" ContentType="{base}{kind}+xml"/>' for part, kind in kinds.items())
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _sheet(cells: Mapping[str, Cell]) -> str:
    rows: dict[int, list[str]] = {}
    for address, cell in cells.items():
        row = int("".join(filter(str.isdigit, address)))
        rows.setdefault(row, []).append(_cell(address, cell))
    written = "".join(f'<row r="{row}">{"".join(inside)}</row>' for row, inside in sorted(rows.items()))
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _cell(address: str, cell: Cell) -> str:
    if isinstance(cell, Formula):
        mark = f' t="array" ref="{cell.array}"' if cell.array else ""
        kind = ' t="str"' if isinstance(cell.cached, str) else ""
        value = "" if cell.cached is None else f"<v>{escape(str(cell.cached))}</v>"
        return f'<c r="{address}"{kind}><f{mark}>{escape(cell.text)}</f>{value}</c>'
    if isinstance(cell, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{address}"><v>{cell}</v></c>'
