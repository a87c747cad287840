"""公文格式 (official format): page, fonts and paragraph styles of GB/T 9704-2012, written into a Word document.

Page A4, margins 37, 35, 28 and 26 mm, 22 lines of 28 characters; title 2号小标宋, body 3号仿宋, levels 黑体, 楷体, 仿宋, 仿宋; page number
4号宋体 between dashes, right on odd and left on even pages.

依据: GB/T 9704-2012《党政机关公文格式》5、7 章.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

#: fonts that the standard names -> what takes their place where they are missing (Word reads it from fontTable.xml)
FONTS = {
    "方正小标宋简体": "方正小标宋_GBK",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
LATIN = "Times New Roman"

#: twips: A4 and the margins of the standard (37, 35, 28, 26 mm)
PAGE = (11906, 16838)
MARGINS = {"top": 2098, "bottom": 1984, "left": 1588, "right": 1474}
#: the footer's upper edge lies 7 mm below the type area
FOOTER = 1984 - 397 - 400
#: 22 lines of 28 characters: line pitch in twips; 28 characters of 16 pt are 5.8 pt wider than 156 mm, so that each
#: gives up 0.25 pt (in the style: a character grid is drawn otherwise by LibreOffice than by Word)
LINE, TIGHT = 579, -5


@dataclass(frozen=True)
class Look:
    """一种段落: name of the style, font, size in half points, and how it is set."""

    name: str
    font: str = "仿宋_GB2312"
    size: int = 32
    align: str = "both"
    #: first line indent in 1/100 characters
    indent: int = 200
    line: int = LINE - 1
    exact: bool = True
    #: on the page's grid of lines; off it, a line is as high as it says, whatever font stands in for a missing one
    grid: bool = True
    bold: bool = False
    outline: Optional[int] = None
    keep_next: bool = False
    before: int = 0
    after: int = 0
    #: hanging: left indent and how far the first line stands out, in 1/100 characters
    left: int = 0
    hanging: int = 0
    #: no space between paragraphs of the same style
    together: bool = False


LOOKS = (
    Look("Normal", indent=0),
    Look("Body Text"),
    Look("Title", "方正小标宋简体", 44, "center", 0, keep_next=True, after=LINE - 1, line=640, together=True),
    Look("部分标题", "方正小标宋简体", 36, "center", 0, outline=0, keep_next=True, before=289, after=289),
    Look("Heading 1", "黑体", outline=1, keep_next=True),
    Look("Heading 2", "楷体_GB2312", outline=2, keep_next=True),
    Look("Heading 3", outline=3, keep_next=True),
    Look("Heading 4", outline=4, keep_next=True),
    Look("附件说明", indent=0, left=580, hanging=380, before=LINE - 1),
    Look("附件续行", indent=0, left=580, hanging=80),
    Look("附件标记", "黑体", 32, "left", 0),
    Look("居中", align="center", indent=0),
    Look("落款", align="right", indent=0),
    Look("小注", "宋体", 21, "left", 0, line=320, grid=False),
    Look("封面标题", "方正小标宋简体", 52, "center", 0, line=900),
    Look("封面文字", "仿宋_GB2312", 36, "center", 0, line=800),
    Look("目录标题", "黑体", 36, "center", 0, after=289),
    Look("TOC 1", "黑体", 28, "left", 0, line=480),
    Look("TOC 2", "仿宋_GB2312", 28, "left", 200, line=480),
    Look("图题", "宋体", 21, "center", 0, line=360, exact=False, keep_next=True),
    Look("图", "宋体", 21, "center", 0, line=240, exact=False),
    Look("表格标题", "黑体", 28, "center", 0, line=440, grid=False, keep_next=True),
    Look("表格文字", "宋体", 18, "left", 0, line=240, grid=False),
    Look("表格小字", "宋体", 15, "left", 0, line=200, grid=False),
    Look("分节", "宋体", 2, "left", 0, line=20, grid=False),
    Look("Footer", "宋体", 28, "left", 0, line=400, exact=False),
)


def dress(document: Document) -> None:
    """设置公文格式: styles, fonts, the page, odd and even page numbers of a new python-docx document."""
    styles = document.styles
    wanted = {look.name for look in LOOKS}
    for style in list(styles):
        if style.name not in wanted and style.name not in ("Default Paragraph Font", "Normal Table", "No List"):
            style.element.getparent().remove(style.element)
    for look in LOOKS:
        _style(document, look)
    _table_style(document)
    _language(document)
    _fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    section(document.sections[0]._sectPr)


def section(properties: Any, landscape: bool = False) -> None:
    """版面: size, margins and grid of a section; a wide page keeps the margins of the sheet turned by 90°."""
    width, height = PAGE
    size = property_of(properties, "w:pgSz")
    for name, value in (("w", height if landscape else width), ("h", width if landscape else height)):
        size.set(qn(f"w:{name}"), str(value))
    _attribute(size, "orient", "landscape" if landscape else None)
    given = dict(MARGINS)
    if landscape:
        # the binding edge of the sheet lies on top
        given = {"top": 1588, "bottom": 1474, "left": 1417, "right": 1417}
    margins = property_of(properties, "w:pgMar")
    for name, value in (*given.items(), ("header", 850), ("footer", 850 if landscape else FOOTER), ("gutter", 0)):
        margins.set(qn(f"w:{name}"), str(value))
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    if not landscape:
        grid = property_of(properties, "w:docGrid")
        for name, text in (("type", "lines"), ("linePitch", str(LINE))):
            grid.set(qn(f"w:{name}"), text)


def page_number(footer: Any, even: bool) -> None:
    """页码: “— 1 —” in 4号宋体, right on odd pages and left on even ones, one character from the edge."""
    paragraph = footer.paragraphs[0]
    properties = paragraph._p.get_or_add_pPr()
    indent = property_of(properties, "w:ind")
    indent.set(qn("w:leftChars" if even else "w:rightChars"), "100")
    indent.set(qn("w:left" if even else "w:right"), "280")
    property_of(properties, "w:jc").set(qn("w:val"), "left" if even else "right")
    paragraph.add_run("— ")
    field(paragraph, " PAGE ", "1")
    paragraph.add_run(" —")


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """域: what a program works out, with the text shown until then; at the end of the paragraph."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind == "instruction":
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = instruction
            run._r.append(text)
        elif kind != "shown":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _style(document: Document, look: Look) -> None:
    styles = document.styles
    names = {style.name for style in styles}
    style = styles[look.name] if look.name in names else styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    element = style.element
    for tag in ("w:pPr", "w:rPr", "w:basedOn", "w:next", "w:link"):
        for child in element.findall(qn(tag)):
            element.remove(child)
    if look.name != "Normal":
        style.base_style = styles["Normal"]
    style.quick_style = True
    style.hidden = False
    style.unhide_when_used = False
    paragraph, run = element.get_or_add_pPr(), element.get_or_add_rPr()
    if look.keep_next:
        property_of(paragraph, "w:keepNext")
    property_of(paragraph, "w:widowControl").set(qn("w:val"), "0")
    if not look.exact or not look.grid:
        property_of(paragraph, "w:snapToGrid").set(qn("w:val"), "0")
    spacing = property_of(paragraph, "w:spacing")
    for name, value in (("before", look.before), ("after", look.after), ("line", look.line)):
        spacing.set(qn(f"w:{name}"), str(value))
    spacing.set(qn("w:lineRule"), "exact" if look.exact else "atLeast")
    indent = property_of(paragraph, "w:ind")
    amounts = {"left": look.left, "hanging": look.hanging} if look.left else {"firstLine": look.indent}
    for name, amount in amounts.items():
        indent.set(qn(f"w:{name}Chars"), str(amount))
        indent.set(qn(f"w:{name}"), str(amount * look.size // 10))
    if look.together:
        property_of(paragraph, "w:contextualSpacing")
    property_of(paragraph, "w:jc").set(qn("w:val"), look.align)
    if look.outline is not None:
        property_of(paragraph, "w:outlineLvl").set(qn("w:val"), str(look.outline))
    if look.name.startswith("TOC "):
        _tab(paragraph)
    _run(run, look)


def _run(run: Any, look: Look) -> None:
    fonts = property_of(run, "w:rFonts")
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", look.font)):
        fonts.set(qn(f"w:{name}"), font)
    for tag in ("w:b", "w:bCs"):
        property_of(run, tag).set(qn("w:val"), "1" if look.bold else "0")
    property_of(run, "w:color").set(qn("w:val"), "000000")
    if look.size == 32:
        property_of(run, "w:spacing").set(qn("w:val"), str(TIGHT))
    property_of(run, "w:kern").set(qn("w:val"), "0")
    for tag in ("w:sz", "w:szCs"):
        property_of(run, tag).set(qn("w:val"), str(look.size))


def _tab(paragraph: Any) -> None:
    tabs = OxmlElement("w:tabs")
    tab = OxmlElement("w:tab")
    for name, value in (("val", "right"), ("leader", "dot"), ("pos", "8844")):
        tab.set(qn(f"w:{name}"), value)
    tabs.append(tab)
    paragraph.insert_element_before(
        tabs, "w:suppressAutoHyphens", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _table_style(document: Document) -> None:
    style = document.styles.add_style("附表", WD_STYLE_TYPE.TABLE)
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties.append(borders)
    margin = OxmlElement("w:tblCellMar")
    for side, value in (("left", "57"), ("right", "57")):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), value)
        edge.set(qn("w:type"), "dxa")
        margin.append(edge)
    properties.append(margin)
    style.element.append(properties)


def _language(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(run):
        run.remove(child)
    fonts = OxmlElement("w:rFonts")
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", "仿宋_GB2312")):
        fonts.set(qn(f"w:{name}"), font)
    language = OxmlElement("w:lang")
    for name, value in (("val", "en-US"), ("eastAsia", "zh-CN"), ("bidi", "ar-SA")):
        language.set(qn(f"w:{name}"), value)
    run.append(fonts)
    run.append(language)
    paragraph = defaults.find(qn("w:pPrDefault"))
    for child in list(paragraph):
        paragraph.remove(child)


def _fonts(document: Document) -> None:
    """fontTable.xml: what to take where a font of the standard is missing."""
    part = next(one for one in document.part.package.iter_parts() if str(one.partname) == "/word/fontTable.xml")
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other in FONTS.items()
    )
    part._blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'{entries}<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
        "</w:font></w:fonts>"
    ).encode()


#: order of children as the schema wants them, as far as we write them
_ORDER = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs",
        "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr",
    ),
    "rPr": ("rFonts", "b", "bCs", "i", "color", "spacing", "kern", "sz", "szCs", "lang"),
    "sectPr": (
        "headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid",
    ),
}  # fmt: skip


def property_of(parent: Any, tag: str) -> Any:
    """The child of that name, made at its place in the schema's order."""
    found = parent.find(qn(tag))
    if found is not None:
        return found
    made = OxmlElement(tag)
    order = _ORDER[local(parent)]
    later = order[order.index(local(made)) + 1 :]
    at = next((at for at, child in enumerate(parent) if local(child) in later), len(parent))
    parent.insert(at, made)
    return made


def local(element: Any) -> str:
    """Name without namespace."""
    return element.tag.rpartition("}")[2]


def _attribute(element: Any, name: str, value: Optional[str]) -> None:
    if value is None:
        element.attrib.pop(qn(f"w:{name}"), None)
    else:
        element.set(qn(f"w:{name}"), value)
