"""pack.toml 的格式 (schema): one pack.toml read key by key; each fault named with place, key, what is expected and what to do.

docs/packs.md lists the keys for those who write one.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

from udfs.core.rules import UnknownProfile, load
from udfs.core.rules_model import Source
from udfs.core.rules_schema import Table, read_source

from ..grid import MAX_ROW, Position, column_number, position
from .model import BLOCK_NAMES, DATA_CELLS, KIND_NAMES, NUMBERED, Block, Datum, Pack, PackError, PackForm, Text

_PART = r"[a-z][a-z0-9_]*(\[[^\[\]\s]+\])?"
_FIELD = re.compile(rf"{_PART}(\.{_PART})*")
_NAME = re.compile(r"[^\W\d][\w.]*")
_VERSION = 1
_MOST_EDITIONS = 99_999


class _PackTable(Table):
    error = PackError

    def fault(self, what: str) -> ValueError:
        return super().fault(f"{what}。请改正后再试（各键的写法见 docs/packs.md）")

    def resembling(self, wanted: str) -> bool:
        """是否有拼写相近的键."""
        return bool(difflib.get_close_matches(wanted, self._left, 1, 0.7))


def read_pack(name: str, folder: Path, data: dict[str, Any]) -> Pack:
    """读取模板包: from the parsed pack.toml.

    Args:
        name: the pack's name in the list. folder: where it lies. data: the parsed file.

    Raises:
        PackError: a key is misspelt, missing or of the wrong sort, or two things contradict each other.
    """
    table = _PackTable(f"{name}/pack.toml", "", data)
    version = table.take("version", int)
    if version != _VERSION:
        raise table.fault(f"version 应为 {_VERSION}，现为 {version}；这个模板包要用更新的 jixiao 打开")
    pack = Pack(
        name=name,
        folder=folder,
        title=_filled(table, "title"),
        issuer=_filled(table, "issuer"),
        region=table.words("region", []),
        year=table.take("year", int, None),
        source=_source(table),
        profile=_profile(table),
        file=_file(table),
        report=_report(table),
        version=_edition(table),
        forms=table.rows("forms", _form),
        texts=table.rows("texts", _text, []),
        data=table.rows("data", _datum, []),
    )
    table.finish()
    _check_year(table, pack)
    _check_forms(table, pack)
    _check_unique(table, "texts", [text.name for text in pack.texts])
    _check_unique(table, "data", [datum.name for datum in pack.data])
    return pack


def _edition(table: Table) -> int:
    """What was handed out before a correction of the pack is told from what was handed out after it by this number."""
    edition = table.take("edition", int, 1)
    if not 1 <= edition <= _MOST_EDITIONS:
        raise table.fault(f"edition（版次）应为 1 到 {_MOST_EDITIONS} 的整数，现为 {edition}")
    return edition


def _source(table: _PackTable) -> Source:
    source = table.table("source", read_source, optional=True)
    if source is None:
        if table.resembling("source"):
            table.take("source", dict)  # reports the misspelling
        raise table.fault("缺少 [source]（来源）：表式出自哪个文件要写明，请写 document、kind、checked 三项")
    return source


def _filled(table: Table, key: str) -> str:
    text: str = table.take(key, str)
    if not text.strip():
        raise table.fault(f"{key} 不能为空")
    return text.strip()


def _profile(table: Table) -> str:
    name: str = table.take("profile", str, "")
    if name:
        try:
            return load(name).id
        except UnknownProfile as problem:
            raise table.fault(f"profile：{str(problem).rstrip('。')}") from problem
    return ""


def _file(table: Table) -> str:
    name = _filled(table, "file")
    if Path(name).name != name or name in (".", "..") or "\\" in name or not name.lower().endswith((".xlsx", ".xlsm")):
        raise table.fault(f"file 应为同一文件夹中工作簿的文件名（.xlsx、.xlsm），不带路径，现为“{name}”")
    return name


def _report(table: Table) -> str:
    name: str = table.take("report", str, "").strip()
    if name and (Path(name).name != name or name in (".", "..") or "\\" in name):
        raise table.fault(f"report 应为同一文件夹中报告模板的文件名（可以不写 .docx），不带路径，现为“{name}”")
    return name


def _form(table: Table) -> PackForm:
    form = PackForm(
        kind=table.take("kind", str, choices=tuple(KIND_NAMES)),
        title=_filled(table, "title"),
        sheet=_filled(table, "sheet"),
        repeats=table.take("repeats", str, "", choices=("", "project")),
        table=table.take("table", str, ""),
        fields=_fields(table, table.take("fields", dict, {})),
        blocks=table.rows("rows", _block, []),
        required=table.take("required", bool, True),
    )
    if form.kind in NUMBERED and not form.table:
        raise table.fault(f'{KIND_NAMES[form.kind]}要写 table（表号），如 table = "公开01"')
    _check_unique(table, "rows", [f"{block.name} {block.group}".strip() for block in form.blocks])
    _check_apart(table, form)
    return form


def _fields(table: Table, fields: dict[str, Any]) -> dict[str, str]:
    for name, cell in fields.items():
        if not _FIELD.fullmatch(name):
            raise table.fault(f'fields 的名称“{name}”应为小写英文，如 unit_name、total.score、"budget[0].executed"')
        _check_cell(table, f"fields.{name}", cell)
    return dict(fields)


def _check_cell(table: Table, key: str, cell: Any) -> None:
    if not isinstance(cell, str) or not _NAME.fullmatch(cell):
        raise table.fault(f"{key} 应为定义名称（如 UNIT_NAME）或单元格地址（如 C3），现为“{cell}”")


def as_address(cell: str) -> Position | None:
    """地址: (row, column) when ``cell`` is an A1 address, None when it is a defined name.

    >>> as_address("C3"), as_address("UNIT_NAME")
    ((3, 3), None)
    """
    try:
        return position(cell)
    except ValueError:
        return None


def _block(table: Table) -> Block:
    name = table.take("name", str, choices=tuple(BLOCK_NAMES))
    first, last = table.take("first", int), table.take("last", int)
    like = table.take("like", int, first)
    columns = {}
    for key, letters in table.take("columns", dict, {}).items():
        if not _FIELD.fullmatch(key):
            raise table.fault(f"columns 的名称“{key}”应为小写英文，如 level3、target")
        if not isinstance(letters, str) or not re.fullmatch(r"[A-Za-z]{1,3}", letters):
            raise table.fault(f'columns.{key} 应为列号字母，如 "C"，现为“{letters}”')
        columns[key] = column_number(letters)
    if not 1 <= first < last <= MAX_ROW:
        raise table.fault(
            f"first 和 last 应为行号，且 last 大于 first（至少两行，合计公式才会随插入的行扩大），现为 {first}、{last}"
        )
    if not first <= like <= last:
        raise table.fault(f"like（样板行）应在第 {first} 至 {last} 行之间，现为 {like}")
    return Block(name, first, last, like, columns, table.take("group", str, ""))


def _text(table: Table) -> Text:
    text = Text(_key(table), _filled(table, "title"), _filled(table, "sheet"), _filled(table, "cell"))
    _check_cell(table, "cell", text.cell)
    return text


def _datum(table: Table) -> Datum:
    name, title, sheet = _key(table), _filled(table, "title"), _filled(table, "sheet")
    cells = table.take("cells", dict)
    for key, cell in cells.items():
        if key not in DATA_CELLS:
            near = difflib.get_close_matches(key, DATA_CELLS, 1, 0.4)
            hint = f"，是否为“{near[0]}”" if near else f"，可用的键：{'、'.join(DATA_CELLS)}"
            raise table.fault(f"cells 中不认识的键“{key}”{hint}")
        _check_cell(table, f"cells.{key}", cell)
    return Datum(name, title, sheet, dict(cells), table.take("unit", str, ""))


def _key(table: Table) -> str:
    name: str = table.take("name", str)
    if not _FIELD.fullmatch(name):
        raise table.fault(f"name 应为小写英文，如 functions，现为“{name}”")
    return name


def _check_year(table: Table, pack: Pack) -> None:
    if pack.year is not None and not 2000 <= pack.year <= 2100:
        raise table.fault(f"year 应为四位年份，现为 {pack.year}")


def _check_forms(table: Table, pack: Pack) -> None:
    if not pack.forms:
        raise table.fault("缺少 [[forms]]：模板包至少要有一张表")
    seen: dict[tuple[str, str], PackForm] = {}
    for form in pack.forms:
        known = seen.setdefault((form.kind, form.table), form)
        if known is not form:
            what = f'{KIND_NAMES[form.kind]}（kind = "{form.kind}"{"，table = " + form.table if form.table else ""}）'
            raise table.fault(
                f'有两张{what}：“{known.sheet}”和“{form.sheet}”。同一种表只能有一张；一个项目一张表的，写一张并加 repeats = "project"'
            )
    sheets = [form.sheet.casefold() for form in pack.forms if form.repeats]
    for form in pack.forms:
        if form.sheet.casefold() in sheets and sum(other.sheet == form.sheet for other in pack.forms) > 1:
            raise table.fault(f"工作表“{form.sheet}”要按项目重复，不能同时放别的表")


def _check_unique(table: Table, where: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise table.fault(f"[[{where}]] 中“{name}”出现了 {names.count(name)} 次，只能有一次")


def _check_apart(table: Table, form: PackForm) -> None:
    blocks = sorted(form.blocks, key=lambda block: block.first)
    for above, below in zip(blocks, blocks[1:], strict=False):
        if below.first <= above.last:
            raise table.fault(
                f"rows 中{BLOCK_NAMES[above.name]}行（{above.first}—{above.last}）与{BLOCK_NAMES[below.name]}行"
                f"（{below.first}—{below.last}）重叠"
            )
