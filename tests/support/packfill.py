"""填写模板 (packfill): a case's values typed into the unlocked cells of a pack's workbook, by its pack.toml alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

import tomllib
from openpyxl.utils import column_index_from_string
from support.cases import BASIC, SCORECARD, Case, kind_of
from support.layouts.words import level_name

from addin.build.templates.pack import PackSource
from addin.edits import Edit, SetValue
from addin.forms.basic import item_key
from addin.grid import Position
from addin.hosts.files import Opened, read
from addin.package.writing import apply_edits

ROOT = Path(__file__).resolve().parents[2] / "templates"
#: the packs of this builder's first makers and the cases that fill them
FILLINGS: Dict[str, Tuple[str, ...]] = {
    "cn/hunan/hengyang/2024": ("hengyang-2024-basic", "hengyang-2024-unit"),
    "cn/hunan/zhuzhou/2023": ("zhuzhou-2023-basic", "zhuzhou-2023-unit", "zhuzhou-2023-project"),
    "cn/hunan/zhuzhou/2021": ("zhuzhou-2021-unit",),
    "cn/hunan/hengshan/2020": ("hengshan-2020-scorecard", "hengshan-2020-basic", "hengshan-2020-fund"),
}
PACKS = (*FILLINGS, "cn/national")
AMOUNTS = ("previous", "budget", "current")


@dataclass
class Filling:
    """一次填写.

    Args:
        data: the workbook. toml: its pack.toml. edits: what is typed.
        places: (case id, figure path) -> (sheet, A1), for every printed figure of the cases.
    """

    data: bytes
    toml: Dict[str, Any]
    edits: List[Edit] = field(default_factory=list)
    places: Dict[Tuple[str, str], Tuple[str, str]] = field(default_factory=dict)

    def bytes(self, more: Sequence[Edit] = ()) -> bytes:
        """填好的工作簿."""
        return apply_edits(self.data, [*self.edits, *more], record=False)


def workbook(pack: str) -> Path:
    """模板包的工作簿."""
    folder = ROOT / pack
    return folder / tomllib.loads((folder / "pack.toml").read_text("utf-8"))["file"]


def source_of(pack: str) -> PackSource:
    """模板包的生成模块: cn/hunan/hengyang/2024 is hengyang_2024.py."""
    name = "_".join(pack.split("/")[-2:]) if pack[-4:].isdigit() else pack.rpartition("/")[2]
    return import_module(f"addin.build.templates.{name}").PACK


def rows_wanted(cases: Sequence[Case]) -> Dict[str, int]:
    """各组的行数: at least as many as the cases have."""
    wanted: Dict[str, int] = {}
    for case in cases:
        counts: Dict[str, int] = {}
        for indicator in case.get("indicators", ()) if kind_of(case) != SCORECARD else ():
            level = level_name(indicator["level2"])
            counts[level] = counts.get(level, 0) + 1
        for name, count in counts.items():
            wanted[name] = max(wanted.get(name, 3), count)
    if any(case["id"] == "hengyang-2024-basic" for case in cases):
        wanted["本级专项资金（一个专项一行）"] = 10
    return wanted


def fill(pack: str, cases: Sequence[Case]) -> Filling:
    """填写一个模板包: with as many rows as the cases need; points that are judged by hand are not typed."""
    source = source_of(pack)
    book = source.book(rows_wanted(cases))
    filling = Filling(book.to_bytes(), tomllib.loads(source.toml(book)))
    opened = read(filling.data, f"{pack}.xlsx")
    for case in cases:
        form = next(one for one in filling.toml["forms"] if one["kind"] == kind_of(case))
        _fill_form(filling, opened, form, case)
    return filling


def _fill_form(filling: Filling, opened: Opened, form: Mapping[str, Any], case: Case) -> None:
    sheet = _SheetFill(filling, form, opened.book.grid(form["sheet"]), case)
    for name, key in (("unit_name", "unit"), ("department", "department"), ("project", "project")):
        if name in form["fields"]:
            sheet.write(sheet.where(name), case.get(key, ""), text_cell=True)
    for number, row in enumerate(case.get("budget", ())):
        _money_row(sheet, number, row)
    for name in ("income", "expenditure"):
        for number, amount in enumerate(case.get(f"by_{name}", {}).values()):
            sheet.write(sheet.where(f"{name}[{number}]"), amount)
    for name, text in case.get("goal", {}).items():
        sheet.write(sheet.where(f"goals[0].{name}"), text, text_cell=True)
    if kind_of(case) == BASIC:
        _basic(sheet)
    elif kind_of(case) == SCORECARD:
        for number in range(len(case["indicators"])):
            sheet.place(f"indicators[{number}].score", sheet.where(f"indicators[{number}].score"))
    else:
        _indicators(sheet)
    for path in ("total.score", "grade", "staff.rate", "buildings.area_rate", "buildings.cost_rate"):
        if path in form["fields"]:
            sheet.place(path, sheet.where(path))


@dataclass
class _SheetFill:
    filling: Filling
    form: Mapping[str, Any]
    grid: Any
    case: Case

    def where(self, path: str) -> Position:
        return self.grid.names[self.form["fields"][path]]

    def place(self, path: str, where: Position) -> None:
        self.filling.places[self.case["id"], path] = (self.form["sheet"], self.grid.label(*where))

    def write(self, where: Position, text: str, *, text_cell: bool = False) -> None:
        if not text.strip():
            return
        label = f"{self.form['sheet']}!{self.grid.label(*where)}"
        assert not self.grid[where].locked, f"{label} 是锁定的，却要填写 {text}"
        value = text if text_cell else float(text.replace(",", ""))
        self.filling.edits.append(SetValue(self.form["sheet"], *where, value))


def _money_row(sheet: _SheetFill, number: int, row: Mapping[str, str]) -> None:
    for name in ("initial", "full_year", "executed", "weight"):
        text = row.get(name, "")
        path = f"budget[{number}].{name}"
        if path not in sheet.form["fields"]:
            assert text.strip() in ("", "0"), (path, text)
            continue
        where = sheet.where(path)
        if sheet.grid[where].formula is None:
            sheet.write(where, text)
        elif text and not _sum_gives(sheet.case["budget"], name, text):
            sheet.write(where, text)  # a total whose parts the unit does not state
    for name in ("rate", "score"):
        if f"budget[{number}].{name}" in sheet.form["fields"]:
            sheet.place(f"budget[{number}].{name}", sheet.where(f"budget[{number}].{name}"))


def _sum_gives(budget: Sequence[Mapping[str, str]], name: str, total: str) -> bool:
    parts = [row[name] for row in budget if row["item"] not in ("年度资金总额", "合计") and row.get(name)]
    return bool(parts) and abs(sum(map(float, parts)) - float(total)) < 1e-9


def _indicators(sheet: _SheetFill) -> None:
    blocks = {block["group"]: block for block in sheet.form["rows"]}
    used: Dict[str, int] = {}
    for number, indicator in enumerate(sheet.case["indicators"]):
        level = level_name(indicator["level2"])
        block = blocks[level]
        row = block["first"] + used.get(level, 0)
        used[level] = used.get(level, 0) + 1
        for name, letters in block["columns"].items():
            where = row, column_index_from_string(letters)
            if name == "score":
                sheet.place(f"indicators[{number}].score", where)
            else:
                sheet.write(where, indicator.get(name, ""), text_cell=name != "weight")


def _basic(sheet: _SheetFill) -> None:
    case, form = sheet.case, sheet.form
    for path, text in zip(("staff.approved", "staff.actual"), case["staff"].values()):
        sheet.write(sheet.where(path), text)
    names = ("area_approved", "area_actual", "area_rate", "cost_approved", "cost_actual", "cost_rate")
    for name, text in zip(names, case["buildings"].values()):
        if not name.endswith("rate"):
            sheet.write(sheet.where(f"buildings.{name}"), text)
    blocks = {block["group"]: block for block in form.get("rows", ())}
    labels = _labels(sheet)
    open_block, used = None, 0
    for name, *figures in case["rows"]:
        key = labels.get(bare(name))
        if key is None and open_block and any(figures):  # a project or fund of the unit's own
            row = open_block["first"] + used
            used += 1
            columns = {one: column_index_from_string(letters) for one, letters in open_block["columns"].items()}
            sheet.write((row, columns["name"]), name, text_cell=True)
            for column, text in zip(AMOUNTS, figures):
                sheet.write((row, columns[column]), text)
            continue
        assert key is not None or not any(figures), name
        open_block, used = blocks.get(key, open_block) if key in blocks else None, 0
        for column, text in zip(AMOUNTS, figures) if key else ():
            path = f"items.{key}.{column}"
            if path not in form["fields"]:
                assert not any(letter.isdigit() for letter in text), (path, text)
                continue
            where = sheet.where(path)
            if sheet.grid[where].formula is not None:
                if text:
                    sheet.place(f"{name}.{column}", where)  # a sum: printed, to be computed
            else:
                sheet.write(where, text)


def bare(name: str) -> str:
    """行名去掉其中、编号和标点, for comparison."""
    return item_key(name).replace("、", "")


def _labels(sheet: _SheetFill) -> Dict[str, str]:
    """The printed name of each row -> its key in pack.toml."""
    found = {}
    for path in sheet.form["fields"]:
        if path.startswith("items.") and path.endswith(".current"):
            row = sheet.where(path)[0]
            first = sheet.where(path.replace(".current", ".budget"))[1]
            texts = [sheet.grid[row, column].text for column in range(1, first)]
            texts = [text for text in texts if text.strip("—")]
            found[bare(texts[-1])] = path.split(".")[1]
    return found
