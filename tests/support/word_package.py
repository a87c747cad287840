"""Word 文件的结构 (structure of a Word package): what the schema and the packaging rules ask of a report, checked without Word.

依据: ECMA-376 第 1 部分 17 章 (WordprocessingML 元素的次序), 第 2 部分 (内容类型、关系).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

#: children in the order of the schema (CT_PPr, CT_RPr, CT_TblPr, CT_TrPr has none, CT_TcPr, CT_SectPr, CT_Tbl …)
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
        "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
        "eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
    ),
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "tblBorders": "top start left bottom end right insideH insideV",
    "tblCellMar": "top start left bottom end right",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
        "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    ),
    "tbl": "tblPr tblGrid tr",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
        "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}  # fmt: skip
_RANK = {parent: {name: at for at, name in enumerate(names.split())} for parent, names in ORDER.items()}


def problems(data: bytes) -> list[str]:
    """结构问题: nothing for a sound package.

    Args:
        data: the .docx.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        names = archive.namelist()
    found = [f"{name} 出现两次" for name in sorted(set(names)) if names.count(name) > 1]
    roots: dict[str, Any] = {}
    for name, content in members.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = etree.fromstring(content)
            except etree.XMLSyntaxError as problem:
                found.append(f"{name} 不是合法的 XML：{problem}")
    found += _types(members, roots)
    for name, root in roots.items():
        if name.endswith(".rels"):
            found += _relationships(name, root, members)
        elif name.startswith("word/"):
            found += [f"{name}: {one}" for one in (*_order(root), *_references(name, root, roots))]
    main = roots.get("word/document.xml")
    if main is None:
        return [*found, "没有 word/document.xml"]
    return [*found, *_identities(main), *_styles(main, roots.get("word/styles.xml")), *_tables(main), *_sections(main)]


def _types(members: dict[str, bytes], roots: dict[str, Any]) -> Iterator[str]:
    root = roots.get("[Content_Types].xml")
    if root is None:
        yield "没有 [Content_Types].xml"
        return
    defaults = {one.get("Extension").lower() for one in root.iter(f"{{{TYPES}}}Default")}
    overrides = [one.get("PartName") for one in root.iter(f"{{{TYPES}}}Override")]
    yield from (f"内容类型 {name} 写了两次" for name in set(overrides) if overrides.count(name) > 1)
    yield from (f"内容类型所指的 {name} 不在包里" for name in overrides if name.lstrip("/") not in members)
    for name in members:
        typed = f"/{name}" in overrides or name.rpartition(".")[2].lower() in defaults
        if name != "[Content_Types].xml" and not typed:
            yield f"{name} 没有内容类型"


def _relationships(name: str, root: Any, members: dict[str, bytes]) -> Iterator[str]:
    folder, _, file = name.rpartition("_rels/")
    source = folder + file.removesuffix(".rels")
    if file != ".rels" and source not in members:
        yield f"{name} 所属的部件不在包里"
    ids = [one.get("Id") for one in root]
    yield from (f"{name}: 关系 {one} 写了两次" for one in set(ids) if ids.count(one) > 1)
    for one in root:
        if one.get("TargetMode") == "External":
            yield f"{name}: 指向包外的 {one.get('Target')}"
            continue
        target = one.get("Target")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path not in members:
            yield f"{name}: 没有 {path}"


def _references(name: str, root: Any, roots: dict[str, Any]) -> Iterator[str]:
    folder, _, file = name.rpartition("/")
    relationships = roots.get(f"{folder}/_rels/{file}.rels")
    known = set() if relationships is None else {one.get("Id") for one in relationships}
    for element in root.iter("*"):
        for key, value in element.attrib.items():
            if key.startswith(f"{{{R}}}") and value not in known:
                yield f"没有关系 {value}"


def _order(root: Any) -> Iterator[str]:
    for element in root.iter(f"{{{W}}}*"):
        parent = etree.QName(element).localname
        ranks = _RANK.get(parent)
        if ranks is None:
            continue
        children = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
        own = [child for child in children if child in ranks]
        unknown = [child for child in children if child not in ranks and parent != "tbl"]
        if unknown:
            yield f"{parent} 里没有 {unknown[0]} 这种元素"
        if [ranks[one] for one in own] != sorted(ranks[one] for one in own):
            yield f"{parent} 的元素次序不对：{' '.join(own)}"
        several = {"headerReference", "footerReference", "tr", "tblStylePr"}
        if any(own.count(one) > 1 for one in own if one not in several):
            yield f"{parent} 里有重复的元素：{' '.join(own)}"


def _identities(main: Any) -> Iterator[str]:
    drawn = [one.get("id") for one in main.iter(f"{{{WP}}}docPr")]
    starts = list(main.iter(f"{{{W}}}bookmarkStart"))
    ends = [one.get(f"{{{W}}}id") for one in main.iter(f"{{{W}}}bookmarkEnd")]
    kinds = {
        "图片编号": drawn,
        "书签编号": [one.get(f"{{{W}}}id") for one in starts],
        "书签名": [one.get(f"{{{W}}}name") for one in starts],
        "书签结尾": ends,
    }
    for what, values in kinds.items():
        yield from (f"{what} {one} 重复" for one in sorted(set(values)) if values.count(one) > 1)
    yield from (f"图片编号 {one} 不是正整数" for one in drawn if not one.isdigit() or not int(one))
    if sorted(kinds["书签编号"]) != sorted(ends):
        yield "书签的开头和结尾不成对"
    names = set(kinds["书签名"])
    for link in main.iter(f"{{{W}}}hyperlink"):
        if link.get(f"{{{W}}}anchor") not in names:
            yield f"链接所指的书签 {link.get(f'{{{W}}}anchor')} 不存在"


def _styles(main: Any, styles: Any) -> Iterator[str]:
    known = {one.get(f"{{{W}}}styleId") for one in styles.iter(f"{{{W}}}style")} if styles is not None else set()
    used = {one.get(f"{{{W}}}val") for kind in ("pStyle", "rStyle", "tblStyle") for one in main.iter(f"{{{W}}}{kind}")}
    yield from (f"没有样式 {one}" for one in sorted(used - known))


def _tables(main: Any) -> Iterator[str]:
    for number, table in enumerate(main.iter(f"{{{W}}}tbl"), 1):
        columns = len(table.findall(f"{{{W}}}tblGrid/{{{W}}}gridCol"))
        for at, row in enumerate(table.findall(f"{{{W}}}tr"), 1):
            spans = 0
            for cell in row.findall(f"{{{W}}}tc"):
                span = cell.find(f"{{{W}}}tcPr/{{{W}}}gridSpan")
                spans += int(span.get(f"{{{W}}}val")) if span is not None else 1
                if len(cell) == 0 or etree.QName(cell[-1]).localname != "p":
                    yield f"表 {number} 第 {at} 行有一格不以段落结尾"
            if spans != columns:
                yield f"表 {number} 第 {at} 行占 {spans} 列，表有 {columns} 列"
        following = table.getnext()
        if following is not None and etree.QName(following).localname == "tbl":
            yield f"表 {number} 和后一张表之间没有段落"


def _sections(main: Any) -> Iterator[str]:
    body = main.find(f"{{{W}}}body")
    if len(body) == 0 or etree.QName(body[-1]).localname != "sectPr":
        yield "正文不以节的属性结尾"
    for number, section in enumerate(main.iter(f"{{{W}}}sectPr"), 1):
        size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
        if size is None or margins is None:
            yield f"第 {number} 节没有纸张大小或页边距"
            continue
        wide = int(size.get(f"{{{W}}}w")) > int(size.get(f"{{{W}}}h"))
        if wide != (size.get(f"{{{W}}}orient") == "landscape"):
            yield f"第 {number} 节的纸张方向与大小不一致"
