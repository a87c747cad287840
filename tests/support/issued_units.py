"""Packs filled the way they are handed out: random units' values in the cells that a register can fill."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from addin.package.plan import KEEP, Place, Plan
from addin.package.reading import open_workbook
from addin.packs.list import load_pack, packs
from addin.packs.model import Pack
from addin.register.binding import targets

NAMES = (
    "岳北林场", "雁峰街道办事处", "衡阳市第一中学", "某某区教育局", "财政投资评审中心（市级）", "水利工程项目管理站", "A0102", "甲",
    "市人民医院\n（本部）", "单位名称", "2024年度部门", "整体支出绩效自评表", "A&B <公司>", " 前后有空格 ",
)  # fmt: skip
WORDS = (
    "≥95%",
    "16万人",
    "全年完成培训12期",
    "培训人数",
    "1.项目完成率",
    "合计",
    "100",
    "优",
    "—",
    "无",
    "按期完成。\n按时足额。",
)


def report_packs() -> list[str]:
    """有报告的模板包."""
    return [pack.name for pack in packs() if pack.report]


@cache
def prepared(name: str) -> tuple[Pack, bytes, tuple[Place, ...], Plan]:
    """模板包、工作簿、可填的单元格、裁好的模板."""
    pack = load_pack(name)
    data = pack.workbook.read_bytes()
    book = open_workbook(data)
    cells = [(one.sheet, *one.where) for one in targets(pack, book)]
    for form in pack.forms:
        for block in form.blocks:
            columns = [block.columns[key] for key in ("level3", "name", "target", "weight") if key in block.columns]
            cells += [(form.sheet, block.first, column) for column in columns]
            cells += [(form.sheet, block.first + 1, column) for column in columns[:2] if block.last > block.first]
    grids = {grid.name: grid for grid in book.grids()}
    fit = dict.fromkeys((sheet, *grids[sheet].anchor(row, column)) for sheet, row, column in cells if sheet in grids)
    kept = tuple(cell for cell in fit if grids[cell[0]][cell[1], cell[2]].formula is None)
    return pack, data, kept, Plan(data, kept)


def values(cells: Sequence[Place], chance: random.Random, filled: float = 0.5, plain: bool = False) -> list[object]:
    """一个单位的值: numbers and words where a register has them, KEEP elsewhere."""

    def one() -> object:
        kind = chance.random()
        if kind > filled:
            return KEEP
        if plain or kind > filled * 0.4:
            return round(chance.uniform(0, 40_000), chance.choice((0, 1, 2))) or 0
        return chance.choice((*NAMES, *WORDS, 0, 2036, -3.5, None, True))

    return [one() for _ in cells]


def usual_values(name: str, unit: str, chance: random.Random) -> list[object]:
    """一个寻常单位的值: its name and some amounts, always in the same cells."""
    _, data, cells, _ = prepared(name)
    grids = {grid.name: grid for grid in open_workbook(data).grids()}
    names = {cell for cell in cells if _is_name(grids[cell[0]], cell)}
    years = {cell for cell in cells if _is_year(grids[cell[0]], cell)}
    fixed = random.Random(1)
    return [
        unit
        if cell in names
        else round(chance.uniform(1, 4000), 2)
        if fixed.random() < 0.3 and cell not in years
        else KEEP
        for cell in cells
    ]


def _is_name(grid, cell: Place) -> bool:  # type: ignore[no-untyped-def]
    left = [grid[cell[1], at].text for at in range(1, cell[2])]
    return any(word in "".join(left) for word in ("单位名称", "填报单位")) and cell[1] < 6


def _is_year(grid, cell: Place) -> bool:  # type: ignore[no-untyped-def]
    return any(grid[cell[1], at].text.strip("：:") == "年度" for at in range(1, cell[2])) or "2024" in str(
        grid[cell[1:]].value
    )
