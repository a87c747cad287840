"""Small workbooks for the tests of writing: a hand-made package with exactly the XML that a test is about."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"><alignment horizontal="center"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="2" borderId="0" applyFill="1"/></cellXfs></styleSheet>'
)


def sheet(rows: str = "", after: str = "", before: str = "") -> str:
    """A sheet part: rows inside sheetData, other elements after or before it."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def book(
    *sheets: str,
    names: tuple[str, ...] = ("自评表", "说明", "表三"),
    workbook: str = "",
    parts: dict[str, str | bytes] | None = None,
    rels: dict[str, str] | None = None,
    types: str = "",
    workbook_rels: str = "",
    root_rels: str = "",
    shared: tuple[str, ...] = (),
) -> bytes:
    """A workbook.

    Args:
        sheets: sheet parts, named by ``names``.
        workbook: elements of workbook.xml after ``sheets``.
        parts: further parts. rels: sheet number as text -> relationship elements. types: further content types.
    """
    listed = "".join(f'<sheet name="{names[at]}" sheetId="{at + 1}" r:id="rId{at + 1}"/>' for at in range(len(sheets)))
    main = f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{listed}</sheets>{workbook}</workbook>'
    links = "".join(
        f'<Relationship Id="rId{at + 1}" Type="{REL}/worksheet" Target="worksheets/sheet{at + 1}.xml"/>'
        for at in range(len(sheets))
    )
    links += f'<Relationship Id="rId90" Type="{REL}/styles" Target="styles.xml"/>' + workbook_rels
    if shared:
        links += f'<Relationship Id="rId91" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for at in range(len(sheets))
        )
        + '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        + f"{types}</Types>",
        "_rels/.rels": _rels(
            f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/>{root_rels}'
        ),
        "xl/workbook.xml": main,
        "xl/_rels/workbook.xml.rels": _rels(links),
        "xl/styles.xml": STYLES,
    }
    for at, one in enumerate(sheets, 1):
        made[f"xl/worksheets/sheet{at}.xml"] = one
        if rels and str(at) in rels:
            made[f"xl/worksheets/_rels/sheet{at}.xml.rels"] = _rels(rels[str(at)])
    if shared:
        made["xl/sharedStrings.xml"] = (
            f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{one}</t></si>" for one in shared) + "</sst>"
        )
    made.update(parts or {})
    return zipped(made)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """The parts as a zip, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """All members of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    """One member as text."""
    return unzipped(data)[name].decode("utf-8")


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """Names of members whose content differs, was added or removed."""
    old, new = unzipped(before), unzipped(after)
    return {name for name in {*old, *new} if old.get(name) != new.get(name)}


def _rels(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
