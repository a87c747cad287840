"""报告用的模板工作簿 (pack workbooks for reports): each pack filled with its published tables and with plain texts of our own."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from support.cases import Case, load_case
from support.packfill import FILLINGS, fill

from addin.edits import Edit, SetValue
from addin.grid import position
from addin.hosts.files import read
from addin.package.note import Note
from addin.package.writing import apply_edits
from addin.packs.places import place_of

#: pack -> cases that fill it
REPORTS: Dict[str, Tuple[str, ...]] = {**FILLINGS, "cn/national": ("xinjiang-2024-project-09",)}
#: names of 二级指标 that the national form prints otherwise
_LEVELS = {"经济成本指标": "成本指标", "满意度指标": "服务对象满意度指标"}
TEXTS = {
    "职能": "贯彻执行国家和省、市有关方针政策。\n承担本单位职责范围内的各项工作。",
    "机构设置": "本单位设办公室、财务科、业务科等内设机构。",
}
USUAL = "本年度按照要求开展了相关工作。\n具体情况见所附表格。"


def filled_pack(pack: str, target: Path, given: Sequence[Case] = ()) -> Path:
    """填好的模板工作簿.

    Args:
        pack: one of REPORTS. target: the file to write. given: cases instead of the pack's own.

    Returns:
        the file: figures of the published tables, points judged by hand as published, texts of our own.
    """
    cases = [_typed(case, pack) for case in given or map(load_case, REPORTS[pack])]
    filling = fill(pack, cases)
    data = filling.bytes([*_years(filling, cases), *_judged(filling, cases), *_texts(filling)])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def _typed(case: Case, pack: str) -> Case:
    """Money as it is typed: without thousands separators; a dash says that the form computes nothing there, and packs leave such cells out."""
    plain = copy.deepcopy(case)
    for row in plain.get("budget", ()):
        for key, text in row.items():
            if isinstance(text, str) and key != "name":
                row[key] = "" if text.strip() in ("—", "-", "－") else text.replace(",", "")
    for indicator in plain["indicators"] if pack == "cn/national" else ():
        indicator["level2"] = _LEVELS.get(indicator["level2"], indicator["level2"])
    return plain


def _years(filling, cases) -> List[Edit]:  # type: ignore[no-untyped-def]
    """The year of a form that is the same for all years."""
    book = read(filling.data).book
    edits: List[Edit] = []
    for form in filling.toml["forms"]:
        cell = form.get("fields", {}).get("year")
        where = place_of(book, form["sheet"], cell) if cell else None
        if where is not None:
            edits.append(SetValue(form["sheet"], *where, f"（{cases[0]['year']}年度）"))
    return edits


def _judged(filling, cases) -> List[Edit]:  # type: ignore[no-untyped-def]
    """Points that people give by hand stand in the form before its report is written."""
    edits: List[Edit] = []
    now = read(apply_edits(filling.data, filling.edits, note=Note(), record=False))
    grids = {grid.name: grid for grid in now.grids}
    for case in cases:
        for (name, path), (sheet, cell) in filling.places.items():
            if name != case["id"] or not path.startswith("indicators[") or not path.endswith("].score"):
                continue
            row, column = position(cell)
            printed = case["indicators"][int(path[11 : path.index("]")])]["score"]
            if grids[sheet][row, column].value in (None, "") and printed.strip():
                edits.append(SetValue(sheet, row, column, float(printed)))
    return edits


def _texts(filling) -> List[Edit]:  # type: ignore[no-untyped-def]
    book = read(filling.data).book
    edits: List[Edit] = []
    for text in filling.toml.get("texts", ()):
        where = place_of(book, text["sheet"], text["cell"])
        assert where is not None, text
        edits.append(SetValue(text["sheet"], *where, TEXTS.get(text["title"], USUAL)))
    return edits
