"""Small packages written by hand: the XML a case is about, in the least of a workbook around it."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(members: dict[str, bytes | str]) -> bytes:
    """The zip of some members, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook_members(
    sheet_data: str = "",
    *,
    after: str = "",
    before: str = "",
    strings: list[str] | None = None,
    styles: str = "",
    workbook: str = "",
    sheets: dict[str, str] | None = None,
    strict: bool = False,
    content_type: str = _XLSX,
) -> dict[str, bytes | str]:
    """The members of a workbook.

    Args:
        sheet_data: what stands inside sheetData of the first sheet, 自评表.
        before, after: what stands before and after sheetData.
        strings: ``si`` elements, or plain texts.
        styles: what stands inside styleSheet.
        workbook: what stands in workbook.xml after the list of sheets.
        sheets: whole further sheets: name -> inside of worksheet.
        strict: the namespaces of Strict OOXML.
        content_type: of the main part.
    """
    main, rels = (STRICT, STRICT_RELS) if strict else (MAIN, RELS)
    inner = {"自评表": f"{before}<sheetData>{sheet_data}</sheetData>{after}", **(sheets or {})}
    listed = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(inner, 1))
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{rels}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(inner) + 1)
    )
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE_RELS}">'
        f'<Relationship Id="rId1" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>{listed}</sheets>{workbook}</workbook>',
    }
    for i, content in enumerate(inner.values(), 1):
        members[f"xl/worksheets/sheet{i}.xml"] = (
            f'{_HEAD}<worksheet xmlns="{main}" xmlns:r="{rels}">{content}</worksheet>'
        )
    if strings is not None:
        relations += f'<Relationship Id="rId90" Type="{rels}/sharedStrings" Target="sharedStrings.xml"/>'
        items = "".join(one if one.startswith("<si") else f"<si><t>{one}</t></si>" for one in strings)
        members["xl/sharedStrings.xml"] = f'{_HEAD}<sst xmlns="{main}">{items}</sst>'
    if styles:
        relations += f'<Relationship Id="rId91" Type="{rels}/styles" Target="styles.xml"/>'
        members["xl/styles.xml"] = f'{_HEAD}<styleSheet xmlns="{main}">{styles}</styleSheet>'
    members["xl/_rels/workbook.xml.rels"] = f'{_HEAD}<Relationships xmlns="{_PACKAGE_RELS}">{relations}</Relationships>'
    return members


def workbook(*args: object, **options: object) -> bytes:
    """A workbook as bytes; arguments as ``workbook_members``."""
    return zipped(workbook_members(*args, **options))  # type: ignore[arg-type]


def formats(*codes: str) -> str:
    """The inside of a style sheet: style 0 is General, style 1 has the first code, and so on."""
    quoted = [code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for code in codes]
    numbers = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{code}"/>' for i, code in enumerate(quoted))
    xfs = "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(quoted)))
    return f'<numFmts count="{len(quoted)}">{numbers}</numFmts><cellXfs><xf numFmtId="0"/>{xfs}</cellXfs>'


def document(body: str, *, content_type: str = _DOCX) -> bytes:
    """A Word document with that body."""
    return zipped(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE_RELS}">'
            f'<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'{_HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        }
    )
