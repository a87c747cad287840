"""部件 (parts): which parts a package has, how they hang together, and what workbook.xml says."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Tuple
from urllib.parse import unquote

from . import xml
from .container import Container
from .problems import PackageProblem
from .remembered import Remembered

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_SHEET_KINDS = {"worksheet", "chartsheet", "dialogsheet", "macrosheet", "xlMacrosheet", "xlIntlMacrosheet"}


@dataclass(frozen=True)
class Relationship:
    """关系: one line of a .rels part.

    Args:
        id: its id, unique within the source part.
        kind: the last step of the type, such as ``worksheet`` or ``sharedStrings``, the same for strict files.
        type: the full type.
        target: the target part without a leading ``/``; for an external one the address as written.
        external: True when the target lies outside the package.
    """

    id: str
    kind: str
    type: str
    target: str
    external: bool = False


@dataclass(frozen=True)
class ContentTypes:
    """内容类型: the media type of each part."""

    defaults: Dict[str, str] = field(default_factory=dict)
    overrides: Dict[str, str] = field(default_factory=dict)

    def of(self, part: str) -> str:
        """部件的内容类型: "" when none is declared."""
        found = self.overrides.get(part.lower())
        return found if found is not None else self.defaults.get(part.rpartition(".")[2].lower(), "")


@dataclass(frozen=True)
class SheetPart:
    """工作表部件: one sheet as workbook.xml lists it; ``state`` is visible, hidden or veryHidden."""

    name: str
    state: str
    part: str
    relationship: str
    sheet_id: str
    kind: str = "worksheet"


@dataclass(frozen=True)
class DefinedName:
    """定义名称: ``sheet`` is the sheet's name for a local one, else ""."""

    name: str
    formula: str
    sheet: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class WorkbookPart:
    """工作簿部件: what workbook.xml says.

    ``calculation`` holds the attributes of calcPr; ``structure_locked`` is True when sheets may not be added or
    removed; ``strict`` when the file uses the Strict OOXML namespaces.
    """

    part: str
    sheets: List[SheetPart]
    defined_names: List[DefinedName]
    date1904: bool
    calculation: Dict[str, str]
    structure_locked: bool
    structure_password: bool
    strict: bool


class Parts:
    """部件表: content types and relationships of a container, read when asked for."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self._rels: Dict[str, List[Relationship]] = {}
        self.content_types = self._content_types()
        self.main = self._main()

    @property
    def path(self) -> str:
        """文件名: for messages."""
        return self.container.path

    def root(self, part: str) -> Any:
        """部件根元素: the parsed part."""
        return xml.parse(self.container.read(self.member(part)), part, self.path)

    def member(self, part: str) -> str:
        """部件的成员名: raises ``part.missing`` when the package lacks it."""
        found = self.container.find(part)
        if found is None:
            raise PackageProblem(
                "part.missing",
                f"文件缺少部件 {part!r}，内容不完整。请用 Excel、WPS 打开修复后另存，或重新取得文件。",
                self.path,
            )
        return found

    def _content_types(self) -> ContentTypes:
        name = self.container.find("[Content_Types].xml")
        if name is None:
            if "mimetype" in self.container and b"opendocument" in self.container.read("mimetype"):
                raise PackageProblem(
                    "file.convert",
                    "这是 OpenDocument（.ods/.odt）文件，不能直接读取。可先转换一个副本再试（在命令后加 --convert，由本机的 LibreOffice 转换；"
                    "或用 WPS、Excel 打开后另存为 .xlsx）。原文件不会改动。",
                    self.path,
                )
            raise PackageProblem(
                "file.not-workbook",
                "这是一个压缩包，但不是 Excel 工作簿或 Word 文档（缺少 [Content_Types].xml）。若里面装有工作簿，请先解压。",
                self.path,
            )
        here = self.container
        return _TYPES.get(here.spelling(name), here.size(name), lambda: _read_types(here.read(name), name, self.path))

    def _main(self) -> str:
        for relationship in self.relationships(""):
            if relationship.kind == "officeDocument" and not relationship.external:
                return self.member(relationship.target)
        raise PackageProblem(
            "part.missing",
            "文件没有指明主文档（_rels/.rels 缺失或不含 officeDocument）。请用 Excel、WPS 打开修复后另存，或重新取得文件。",
            self.path,
        )

    def relationships(self, part: str) -> List[Relationship]:
        """部件的关系: of one part, "" for the package itself; an empty list when it has none."""
        if part not in self._rels:
            folder, _, name = part.rpartition("/")
            rels = self.container.find(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._rels[part] = self._read_rels(rels, folder) if rels else []
        return self._rels[part]

    def _read_rels(self, rels: str, folder: str) -> List[Relationship]:
        here = self.container
        found = _RELS_READ.get(
            (here.spelling(rels), folder),
            here.size(rels),
            lambda: _relationships(here.read(rels), folder, rels, self.path),
        )
        return list(found)

    def related(self, part: str, kind: str) -> Optional[str]:
        """相关部件: the member of the first internal relationship of that kind that exists, else None."""
        for relationship in self.relationships(part):
            if relationship.kind == kind and not relationship.external:
                return self.container.find(relationship.target)
        return None


_TYPES: Remembered[ContentTypes] = Remembered()
_RELS_READ: Remembered[Tuple[Relationship, ...]] = Remembered(128)


def _read_types(content: bytes, name: str, path: str) -> ContentTypes:
    defaults: Dict[str, str] = {}
    overrides: Dict[str, str] = {}
    for child in xml.parse(content, name, path):
        kind, of = xml.local(child.tag), child.get("ContentType", "")
        if kind == "Default":
            defaults[child.get("Extension", "").lower()] = of
        elif kind == "Override":
            overrides[child.get("PartName", "").lstrip("/").replace("\\", "/").lower()] = of
    return ContentTypes(defaults, overrides)


def _relationships(content: bytes, folder: str, rels: str, path: str) -> Tuple[Relationship, ...]:
    found = []
    for child in xml.parse(content, rels, path):
        if xml.local(child.tag) != "Relationship":
            continue
        type_ = child.get("Type", "")
        external = child.get("TargetMode", "").lower() == "external"
        target = child.get("Target", "")
        found.append(
            Relationship(
                child.get("Id", ""),
                type_.rstrip("/").rpartition("/")[2],
                type_,
                target if external else _resolve(folder, target),
                external,
            )
        )
    return tuple(found)


def read_workbook(parts: Parts) -> WorkbookPart:
    """读取 workbook.xml: sheets in their order, names, date system, protection.

    Raises:
        PackageProblem: ``part.missing``, ``xml.*``, or ``workbook.broken`` when a sheet cannot be located.
    """
    part = parts.main
    here, member = parts.container, parts.member(part)
    # relationships and parts say where the sheets lie
    key = here.spelling(member), tuple(parts.relationships(part)), tuple(here.names())
    size = here.size(member) + len(here.names()) * 100
    return _WORKBOOKS.get(key, size, lambda: _workbook(parts, part, here.read(member)))


def _workbook(parts: Parts, part: str, content: bytes) -> WorkbookPart:
    root = xml.parse(content, part, parts.path)
    if xml.namespace(root.tag) not in (MAIN, STRICT_MAIN):
        raise PackageProblem(
            "workbook.broken",
            f"工作簿的命名空间 {xml.namespace(root.tag)!r} 不是 Excel 2007 以后的格式。请用 Excel、WPS 打开后另存为 .xlsx。",
            parts.path,
        )
    sheets: List[SheetPart] = []
    names: List[Any] = []
    attributes: Dict[str, Dict[str, str]] = {}
    targets = {relationship.id: relationship for relationship in parts.relationships(part)}
    for child in xml.children(root):
        kind = xml.local(child.tag)
        if kind == "sheets":
            sheets = [_sheet(one, targets, parts) for one in xml.children(child) if xml.local(one.tag) == "sheet"]
        elif kind == "definedNames":
            names = [one for one in xml.children(child) if xml.local(one.tag) == "definedName"]
        else:
            attributes[kind] = dict(child.attrib)
    lock = attributes.get("workbookProtection", {})
    return WorkbookPart(
        part=part,
        sheets=sheets,
        defined_names=[_defined_name(one, sheets) for one in names],
        date1904=xml.flag(attributes.get("workbookPr", {}).get("date1904")),
        calculation=attributes.get("calcPr", {}),
        structure_locked=xml.flag(lock.get("lockStructure")),
        structure_password=bool(lock.get("workbookPassword") or lock.get("workbookHashValue")),
        strict=xml.namespace(root.tag) == STRICT_MAIN,
    )


_WORKBOOKS: Remembered[WorkbookPart] = Remembered()


def _sheet(element: Any, targets: Dict[str, Relationship], parts: Parts) -> SheetPart:
    get = element.get
    name = get("name", "")
    id_ = next((value for value in (get(f"{{{space}}}id") for space in _RELS) if value is not None), "")
    target = targets.get(id_)
    if target is None or target.external:
        raise PackageProblem(
            "workbook.broken",
            f"工作表“{name}”没有对应的内容部件（关系 {id_!r}）。请用 Excel、WPS 打开修复后另存，或重新取得文件。",
            parts.path,
        )
    kind = target.kind if target.kind in _SHEET_KINDS else "worksheet"
    part = parts.container.find(target.target) or target.target
    return SheetPart(name, get("state", "visible"), part, id_, get("sheetId", ""), kind)


def _defined_name(element: Any, sheets: List[SheetPart]) -> DefinedName:
    get = element.get
    index = get("localSheetId")
    local = sheets[int(index)].name if index is not None and index.isdigit() and int(index) < len(sheets) else ""
    text = "".join(element.itertext())
    return DefinedName(get("name", ""), text.strip(), local, xml.flag(get("hidden")))


def _resolve(folder: str, target: str) -> str:
    """The part a relationship points at; percent escapes are decoded, ``..`` cannot leave the package.

    >>> _resolve("xl/worksheets", "../drawings/drawing1.xml"), _resolve("xl", "/xl/a%20b.xml")
    ('xl/drawings/drawing1.xml', 'xl/a b.xml')
    """
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    joined = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(joined).lstrip("/")
