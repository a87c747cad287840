"""打开文件 (opening a file): workbooks and Word documents as grids, whatever they are stored in."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Callable, Dict, List, Optional, Tuple, Union

from ..grid import Grid, Position, position
from .container import MAX_FILE_BYTES, Container
from .detect import container_kind
from .parts import Parts, WorkbookPart, read_workbook
from .problems import PackageProblem
from .quick_read import quick_grid
from .quick_text import Odd, plain_strings
from .shared_strings import read_shared_strings
from .sheet_read import Context, read_sheet
from .styles_read import read_styles

#: texts as a form has them; larger parts are streamed, which counts what is read
_SMALL = 4_000_000
_MACROS = ("macroenabled", "addin.macroenabled")
_ONE_CELL = re.compile(r"^=?(?:'((?:[^']|'')+)'|([^'!\[\]:]+))!(\$?[A-Za-z]{1,3}\$?[0-9]{1,7})$")
_TEXT = re.compile(r'^=?"((?:[^"]|"")*)"$')


#: names that point at one cell: folded sheet -> name -> cell for the whole workbook, and for each sheet of its own
_Names = Tuple[Dict[str, Dict[str, Position]], Dict[str, Dict[str, Optional[Tuple[str, Position]]]]]


@dataclass
class WorkbookFile:
    """打开的文件: its sheets (or Word tables) as grids, read when asked for.

    Args:
        kind: ``xlsx``, ``xlsm``, ``xls`` or ``docx``; templates count as their workbook kind.
        path: the file's path as given; "" for bytes.
        data: the whole file.
        sheets: names of the worksheets (``表1`` … for Word tables), in order; chart sheets are left out.
        defined_names: names of the whole workbook -> formula without ``=``.
        local_names: (sheet, name) -> formula, for names that belong to one sheet.
        date1904: True when days are counted from 1904.
        writable: False for .xls, .docx and Strict OOXML.
        why_not_writable: the reason in Chinese, "" when writable.
        parts, workbook: the package behind it; None for .xls, ``workbook`` None for .docx.
    """

    kind: str
    path: str
    data: bytes
    sheets: Tuple[str, ...]
    load: Callable[[str], Grid]
    defined_names: Dict[str, str] = field(default_factory=dict)
    local_names: Dict[Tuple[str, str], str] = field(default_factory=dict)
    date1904: bool = False
    writable: bool = True
    why_not_writable: str = ""
    parts: Optional[Parts] = None
    workbook: Optional[WorkbookPart] = None

    def __post_init__(self) -> None:
        self._grids: Dict[str, Grid] = {}
        self._names: Optional[_Names] = None

    def grid(self, name: str) -> Grid:
        """取工作表: one sheet by its name (upper and lower case count as the same, as in Excel).

        Raises:
            PackageProblem: ``sheet.missing``, or why the sheet cannot be read.
        """
        found = next((sheet for sheet in self.sheets if sheet == name), None)
        found = found or next((sheet for sheet in self.sheets if sheet.lower() == name.lower()), None)
        if found is None:
            listed = "、".join(self.sheets[:20]) or "（无）"
            raise PackageProblem("sheet.missing", f"没有名为“{name}”的工作表；现有：{listed}。", self.path)
        if found not in self._grids:
            grid = self.load(found)
            grid.writable = self.writable
            grid.names.update(self._names_on(found))
            self._grids[found] = grid
        return self._grids[found]

    def grids(self) -> List[Grid]:
        """取全部工作表: in their order."""
        return [self.grid(name) for name in self.sheets]

    def name_value(self, name: str) -> str:
        """定义名称的值: the text of a constant or of the one cell it points at; "" when there is none."""
        formula = next((text for key, text in self.defined_names.items() if key.lower() == name.lower()), "")
        constant = _TEXT.match(formula)
        if constant:
            return constant.group(1).replace('""', '"')
        target = _one_cell(formula)
        if target and target[0].lower() in {sheet.lower() for sheet in self.sheets}:
            grid = self.grid(target[0])
            return grid.shown(*target[1]).text.strip()
        return ""

    def _names_on(self, sheet: str) -> Dict[str, Position]:
        if self._names is None:
            self._names = _cell_names(self.defined_names, self.local_names)
        everywhere, local = self._names
        mine = everywhere.get(sheet.lower(), {})
        own = local.get(sheet)
        if own is None:
            return mine
        # a local name hides that of the workbook, wherever it points
        kept = {name: where for name, where in mine.items() if name not in own}
        return {**kept, **{name: target[1] for name, target in own.items() if target and target[0] == sheet.lower()}}


def open_workbook(source: Union[str, os.PathLike[str], bytes]) -> WorkbookFile:
    """打开工作簿或文档: by what the file is, not by what it is called.

    Args:
        source: a path, or the bytes of the file.

    Returns:
        The file; sheets are read when asked for, so a broken sheet is reported by ``grid``.

    Raises:
        PackageProblem: why it cannot be read; docs/files.md lists the codes.
    """
    data, path = (source, "") if isinstance(source, bytes) else (read_file(source), os.fspath(source))
    if container_kind(data, path) == "xls":
        from .xls_read import open_xls

        return open_xls(data, path)
    parts = Parts(Container(data, path))
    main_type = parts.content_types.of(parts.main).lower()
    if "wordprocessingml" in main_type or "ms-word" in main_type:
        from .docx_read import open_docx

        return open_docx(parts, data, path)
    _refuse_others(main_type, path)
    return _open_ooxml(parts, data, path, "xlsm" if "macroenabled" in main_type else "xlsx")


def read_file(source: Union[str, os.PathLike[str]]) -> bytes:
    """读取文件字节: with a message of its own for each way this can fail.

    Raises:
        PackageProblem: ``file.missing``, ``file.directory``, ``file.permission``, ``file.unreadable``, ``zip.bomb``.
    """
    path = os.fspath(source)
    try:
        if os.path.isdir(path):
            raise PackageProblem("file.directory", "这是文件夹，不是文件。请指定其中的工作簿。", path)
        if os.path.exists(path) and not os.path.isfile(path):
            raise PackageProblem("file.unreadable", "这不是普通文件，无法读取。请指定工作簿。", path)
        with open(path, "rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as cause:
        raise PackageProblem("file.missing", "文件不存在。请核对文件名和所在文件夹。", path) from cause
    except PermissionError as cause:
        raise PackageProblem(
            "file.permission", "没有读取权限，或文件正被其他程序独占。请关闭打开它的程序，或检查文件权限。", path
        ) from cause
    except (OSError, ValueError) as cause:
        raise PackageProblem(
            "file.unreadable", f"文件无法读取（{cause}）。请检查磁盘或网络位置后再试。", path
        ) from cause
    if len(data) > MAX_FILE_BYTES:
        raise PackageProblem("zip.bomb", f"文件超过上限 {MAX_FILE_BYTES:,} 字节。请核实文件来源。", path)
    return data


def _refuse_others(main_type: str, path: str) -> None:
    if "sheet.binary" in main_type:
        raise PackageProblem(
            "file.xlsb", "这是二进制工作簿（.xlsb），不能直接读取。请用 Excel、WPS 打开后另存为 .xlsx。", path
        )
    if "presentation" in main_type or "powerpoint" in main_type:
        raise PackageProblem("file.not-workbook", "这是演示文稿，不是工作簿。请核对文件。", path)


def _open_ooxml(parts: Parts, data: bytes, path: str, kind: str) -> WorkbookFile:
    workbook = read_workbook(parts)
    sheets = {sheet.name: sheet for sheet in workbook.sheets if sheet.kind == "worksheet"}
    folded = [sheet.name.lower() for sheet in workbook.sheets]
    if len(set(folded)) != len(folded):
        raise PackageProblem("workbook.broken", "工作簿里有两张同名的工作表。请用 Excel、WPS 打开修复后另存。", path)
    context: List[Context] = []

    def load(name: str) -> Grid:
        if not context:
            context.append(Context(parts, _strings(parts), read_styles(parts), workbook.date1904))
        try:
            return quick_grid(context[0], sheets[name])
        except Odd:
            return read_sheet(context[0], sheets[name])

    return WorkbookFile(
        kind=kind,
        path=path,
        data=data,
        sheets=tuple(sheets),
        load=load,
        defined_names={one.name: one.formula.lstrip("=") for one in workbook.defined_names if not one.sheet},
        local_names={(one.sheet, one.name): one.formula.lstrip("=") for one in workbook.defined_names if one.sheet},
        date1904=workbook.date1904,
        writable=not workbook.strict,
        why_not_writable="这是 Strict OOXML（严格）格式的工作簿，只能读取。请用 Excel 另存为普通的 .xlsx 后再写。"
        if workbook.strict
        else "",
        parts=parts,
        workbook=workbook,
    )


def _strings(parts: Parts) -> List[str]:
    name = parts.related(parts.main, "sharedStrings")
    if name is not None and parts.container.size(name) <= _SMALL:
        try:
            return plain_strings(parts.container.read(name))
        except Odd:
            pass  # runs, phonetic guides, other spellings
    return read_shared_strings(parts)


def _cell_names(names: Dict[str, str], local_names: Dict[Tuple[str, str], str]) -> _Names:
    everywhere: Dict[str, Dict[str, Position]] = {}
    for name, formula in names.items():
        target = None if name.startswith("_xlnm.") else _one_cell(formula)
        if target:
            everywhere.setdefault(target[0].lower(), {})[name] = target[1]
    local: Dict[str, Dict[str, Optional[Tuple[str, Position]]]] = {}
    for (sheet, name), formula in local_names.items():
        target = None if name.startswith("_xlnm.") else _one_cell(formula)
        local.setdefault(sheet, {})[name] = (target[0].lower(), target[1]) if target else None
    return everywhere, local


@lru_cache(maxsize=1 << 12)
def _one_cell(formula: str) -> Optional[Tuple[str, Position]]:
    match = _ONE_CELL.match(formula)
    if not match:
        return None
    sheet = (match.group(1) or match.group(2)).replace("''", "'")
    try:
        return sheet, position(match.group(3))
    except ValueError:
        return None
