"""加载项文件 (the .xlam package): its parts and how they refer to each other, written with the same bytes every time.

依据: ECMA-376 (Office Open XML) and Microsoft [MS-OFFMACRO2] for the add-in's content types.
"""

from __future__ import annotations

import io
import zipfile
from typing import Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OPENXML = "application/vnd.openxmlformats-officedocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: the earliest time that a zip file can hold: parts carry no date of their own
_MOMENT = (1980, 1, 1, 0, 0, 0)

_TYPES = {
    "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "/xl/worksheets/sheet1.xml": f"{_OPENXML}.spreadsheetml.worksheet+xml",
    "/xl/styles.xml": f"{_OPENXML}.spreadsheetml.styles+xml",
    "/xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "/docProps/app.xml": f"{_OPENXML}.extended-properties+xml",
    "/docProps/custom.xml": f"{_OPENXML}.custom-properties+xml",
}
_ROOT = {
    "xl/workbook.xml": f"{_OFFICE}/relationships/officeDocument",
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
    "docProps/app.xml": f"{_OFFICE}/relationships/extended-properties",
    "docProps/custom.xml": f"{_OFFICE}/relationships/custom-properties",
}
_WORKBOOK = {
    "worksheets/sheet1.xml": f"{_OFFICE}/relationships/worksheet",
    "styles.xml": f"{_OFFICE}/relationships/styles",
    "vbaProject.bin": "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
}

#: what Excel's list of add-ins shows
TITLE = "绩效自评"
DESCRIPTION = "在财政部门下发的表格内计算、校验绩效得分；选项卡“绩效自评”，函数 PERF_SCORE 等。jixiao {version}"


def xlam(project: bytes, custom_ui: str, version: str) -> bytes:
    """加载项的字节.

    Args:
        project: vbaProject.bin. custom_ui: customUI14.xml. version: written into the document's properties.
    """
    parts: dict[str, bytes] = {"[Content_Types].xml": _types().encode("utf-8")}
    parts["_rels/.rels"] = _relations(_ROOT).encode("utf-8")
    parts["xl/_rels/workbook.xml.rels"] = _relations(_WORKBOOK).encode("utf-8")
    parts["xl/vbaProject.bin"] = project
    parts["customUI/customUI14.xml"] = custom_ui.encode("utf-8")
    parts.update({name: (_HEAD + text).encode("utf-8") for name, text in _texts(version).items()})
    return _zipped(parts)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            # stored: what zlib makes of the same bytes differs between systems; the large part is compressed in itself
            entry.compress_type = zipfile.ZIP_STORED
            entry.create_system = 0  # the same on Windows and elsewhere
            entry.external_attr = 0
            archive.writestr(entry, content)
    return stream.getvalue()


def _types() -> str:
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in _TYPES.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _texts(version: str) -> dict[str, str]:
    return {
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><workbookPr codeName="ThisWorkbook"/>'
            '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="16000" windowHeight="9000"/></bookViews>'
            '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="Sheet1"/><sheetData/></worksheet>',
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
            f"{TITLE}</dc:title><dc:creator>jixiao</dc:creator>"
            f"<dc:description>{DESCRIPTION.format(version=version)}</dc:description></cp:coreProperties>"
        ),
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>Microsoft Excel</Application>'
            "<DocSecurity>0</DocSecurity><AppVersion>14.0300</AppVersion></Properties>"
        ),
        "docProps/custom.xml": (
            f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
            '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="jixiao.version">'
            f"<vt:lpwstr>{version}</vt:lpwstr></property></Properties>"
        ),
    }
