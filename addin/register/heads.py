"""名册的表头 (heads of the register): which column is which, and where the pack is named."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..forms.text import bare, key
from ..grid import Grid, Position
from .model import Column

#: heads that the register knows, without brackets and what is in them
HEADS = {
    "code": ("单位代码", "单位编码", "预算单位代码", "预算单位编码", "代码", "编码"),
    "name": ("单位名称", "预算单位名称", "预算单位", "名称"),
    "parent": ("上级代码", "上级编码", "上级单位代码", "上级单位编码", "主管部门代码", "主管部门编码", "主管单位代码"),
    "contact": ("联系人", "联系方式", "联系电话", "联系人及电话", "联系人及联系电话"),
}
_FIELD = {head: field for field, heads in HEADS.items() for head in heads}
#: columns that are for people only
_IGNORED = frozenset(("序号", "备注", "说明"))
_PACK = ("模板包", "使用模板包", "模板")
_YEAR = ("年度", "预算年度", "评价年度", "自评年度")
_HEADS_IN = 15
_WORDS = r"(?:人民币)?(元|千元|万元|百万元|亿元)"
#: 单位：万元 in a title or beside it; a cell that says nothing but （万元）
_MONEY = re.compile(rf"(?:金额|计量|货币)?单位:?{_WORDS}(?![\u4e00-\u9fff])|^[(]?{_WORDS}[)]?$")


class Heads(NamedTuple):
    """表头: its last row, field -> column, the columns that are not the register's own, and its first row."""

    row: int
    fields: dict[str, int]
    others: tuple[Column, ...]
    twice: tuple[Column, ...] = ()
    top: int = 0


def find_heads(grid: Grid, needed: tuple[str, ...]) -> Heads | None:
    """找表头: the first row that has all the needed heads; None when there is none in the first rows."""
    rows, columns = grid.size
    for row in range(1, min(rows, _HEADS_IN) + 1):
        texts = [(column, _text(grid, (row, column))) for column in range(1, columns + 1)]
        fields: dict[str, int] = {}
        for column, text in texts:
            field = _FIELD.get(bare(text))
            if field is not None:
                fields.setdefault(field, column)
        if not set(needed) <= set(fields):
            continue
        merged = grid.merge_at(row, fields["code"])
        bottom = merged.bottom if merged else row
        # heads of two rows, the code's merged over both: 公务接待 above 2024年预算数 is 公务接待2024年预算数
        texts = [(column, _joined(grid, row, bottom, column)) for column, _ in texts] if bottom > row else texts
        others: list[Column] = []
        twice: list[Column] = []
        seen: set[str] = set()
        for column, text in texts:
            if not text or bare(text) in _IGNORED or fields.get(_FIELD.get(bare(text), "")) == column:
                continue
            again = key(text) in seen or bare(text) in _FIELD
            (twice if again else others).append(Column(text, (bottom, column)))
            seen.add(key(text))
        return Heads(bottom, fields, tuple(others), tuple(twice), row)
    return None


def _joined(grid: Grid, top: int, bottom: int, column: int) -> str:
    anchors = dict.fromkeys(grid.anchor(row, column) for row in range(top, bottom + 1))
    return "".join(_text(grid, where) for where in anchors if where[0] >= top)


def pack_named(grid: Grid, above: int) -> str:
    """名册写明的模板包: beside the word 模板包 in a row above the heads, or behind its colon; "" when there is none."""
    return _beside(grid, above, _PACK)


def year_named(grid: Grid, above: int) -> int | None:
    """名册写明的年度: beside the word 年度 in a row above the heads, or behind its colon; None when there is none."""
    text = bare(_beside(grid, above, _YEAR)).removesuffix("度").removesuffix("年")
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def money_named(grid: Grid, above: int) -> list[str]:
    """名册写明的金额单位: 金额单位：万元 in the rows above the heads; each unit once."""
    found: dict[str, None] = {}
    for row in range(1, above):
        texts = [text for column in range(1, grid.size[1] + 1) if (text := key(_text(grid, (row, column))))]
        # 金额单位： and 万元 in cells of their own
        joined = [one + two for one, two in zip(texts, texts[1:], strict=False) if one.rstrip(":").endswith("单位")]
        for text in (*texts, *joined):
            found.update((one or two, None) for one, two in _MONEY.findall(text))
    return list(found)


def _beside(grid: Grid, above: int, wanted: tuple[str, ...]) -> str:
    columns = grid.size[1]
    for row in range(1, above):
        for column in range(1, columns + 1):
            text = _text(grid, (row, column))
            word, colon, rest = text.replace("：", ":").partition(":")
            if bare(word) not in wanted:
                continue
            if colon and rest.strip():
                return rest.strip()
            return next((one for at in range(column + 1, columns + 1) if (one := _text(grid, (row, at)))), "")
    return ""


def _text(grid: Grid, where: Position) -> str:
    """The text of a cell on one line; what a merged range covers is blank."""
    return " ".join(grid[where].text.split()) if grid.anchor(*where) == where else ""
