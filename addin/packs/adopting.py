"""由表格写 pack.toml (adopting): the recognised forms of a user's own workbook as the text of a pack.toml."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..forms import model as kinds
from ..forms.accounts_model import Accounts
from ..forms.kinds import LABELS
from ..forms.model import Bound, Form, Recognised, Row
from ..grid import address, column_letters
from .model import KIND_NAMES

_CODED = re.compile(r"\[\d")
#: facts around the tables, as pack.toml calls them
_FACTS = {"unit": "unit_name", "department": "department", "project": "project", "year": "year"}
#: what a form of the kind usually has, told when it could not be bound
_USUAL = {
    kinds.PROJECT: ("project", "unit_name", "weight", "score", "deviation", "total"),
    kinds.UNIT: ("unit_name", "weight", "score", "deviation", "total"),
    kinds.FUND: ("project", "deviation"),
    kinds.SCORECARD: ("description", "total"),
    kinds.BASIC: ("staff.approved", "staff.actual", "staff.rate"),
}
_TITLES = {
    **LABELS, "project": "项目名称", "unit_name": "单位名称", "total": "总分行", "staff.approved": "编制数", "staff.actual": "在职人数",
    "staff.rate": "控制率",
}  # fmt: skip


@dataclass
class AdoptedForm:
    """认出的一张表: as one [[forms]] of pack.toml; ``rows`` are (first, last) of each run of indicator rows.

    ``table`` is the number of a numbered table (公开03).
    """

    form: Form
    table: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, int]] = field(default_factory=list)
    repeats: str = ""

    @property
    def bound(self) -> list[str]:
        """绑定的项: names of all fields, and of the columns as ``rows.…``."""
        return sorted([*self.fields, *(f"rows.{name}" for name in self.columns if self.rows)])


def adopt_forms(recognised: Recognised) -> tuple[list[AdoptedForm], list[str]]:
    """认表: what can be bound, and one sentence for each thing that cannot."""
    adopted: list[AdoptedForm] = []
    left: list[str] = []
    by_kind: dict[tuple[str, str], AdoptedForm] = {}
    for form in recognised.forms:
        table = _table(form)
        known = by_kind.get((form.kind, table))
        if known is not None and form.kind == kinds.PROJECT:
            known.repeats = "project"
            left.append(
                f"“{form.sheet}”是又一张{KIND_NAMES[form.kind]}，没有另写；按“{known.form.sheet}”一个项目一张。"
            )
        elif known is not None:
            left.append(
                f"“{form.sheet}”!{form.area} 是又一张{KIND_NAMES[form.kind]}，没有绑定；同一种表只能有一张，请另做一个模板包。"
            )
        else:
            one = _adopt(form, table, left)
            by_kind[form.kind, table] = one
            adopted.append(one)
    for near in recognised.near:
        left.append(f"“{near.sheet}”!{near.where} 像{KIND_NAMES[near.kind]}，没有绑定：缺少{'、'.join(near.missing)}。")
    left += recognised.notes
    return adopted, left


def _table(form: Form) -> str:
    """公开03, the number that tells one final-accounts table from another; "" for any other form."""
    return f"公开{form.number or form.table:02d}" if isinstance(form, Accounts) else ""


def _adopt(form: Form, table: str, left: list[str]) -> AdoptedForm:
    one = AdoptedForm(form, table)
    for name, key in _FACTS.items():
        bound = form.facts.get(name)
        bottom, right = form.grid.size
        if bound is None or bound.row > bottom or bound.column > right:
            continue
        if "：" in bound.cell.text or ":" in bound.cell.text:
            left.append(
                f"“{form.sheet}”!{bound.label}：{_TITLES.get(key, key)}和它的标签写在同一格，没有绑定；请把内容另放一格。"
            )
        else:
            one.fields[key] = address(*bound.position)
    one.fields.update({name: address(*bound.position) for name, bound in _cells(form)})
    one.columns = {
        name: column_letters(column) for name, column in sorted(form.columns.items(), key=lambda item: item[1])
    }
    one.rows = _runs(form, left)
    if one.columns and not form.indicators and form.kind != kinds.BASIC:
        left.append(
            f"“{form.sheet}”的指标表还没有内容，看不出哪些行是指标行；要能增加行，请在 pack.toml 补写 [[forms.rows]]。"
        )
    missing = [name for name in _USUAL.get(form.kind, ()) if not _has(one, name)]
    if not form.scored:
        missing = [name for name in missing if name not in ("weight", "score", "total")]
    left += [f"“{form.sheet}”没有找到{_TITLES.get(name, name)}，没有绑定。" for name in missing]
    left += [f"“{form.sheet}”：{note}" for note in form.notes]
    return one


def _has(one: AdoptedForm, name: str) -> bool:
    return name in one.fields or name in one.columns or any(key.startswith(f"{name}.") for key in one.fields)


def _cells(form: Form) -> Iterable[tuple[str, Bound]]:
    """Fields that stand in one cell; indicator rows are told by their columns."""
    if isinstance(form, Accounts):
        # rows of subject codes differ from unit to unit; the others are the form's own
        yield from ((name, bound) for name, bound in form.bound_cells() if not _CODED.search(name))
        return
    for part, rows in (("budget", form.budget), ("items", form.items)):
        for number, row in enumerate(rows):
            yield from ((f"{part}[{number}].{name}", bound) for name, bound in row.fields.items())
    if form.total is not None:
        yield from ((f"total.{name}", bound) for name, bound in form.total.fields.items())
    if form.grade is not None:
        yield "grade", form.grade
    for group, cells in (("staff", form.staff), ("buildings", form.buildings)):
        yield from ((f"{group}.{name}", bound) for name, bound in cells.items())
    for amounts in form.amounts:
        yield from ((f"{amounts.name}[{number}]", bound) for number, (_, bound) in enumerate(amounts.items))


def _runs(form: Form, left: list[str]) -> list[tuple[int, int]]:
    rows = sorted({row.row for row in form.indicators if _is_indicator(row)})
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    for first, last in runs:
        if first == last:
            left.append(f"“{form.sheet}”第 {first} 行是单独一行指标，不能自动增加行（至少要有连续两行）。")
    return [run for run in runs if run[1] > run[0]]


def _is_indicator(row: Row) -> bool:
    return row.role != "execution"


def as_toml(
    adopted: list[AdoptedForm], *, title: str, file: str, profile: str, year: int | None, today: datetime.date
) -> str:
    """写 pack.toml: its text, in the order of docs/packs.md."""
    lines = [
        "# 由 jixiao adopt 写成。issuer 和 source 请按下发表格的文件改正。",
        "version = 1",
        f"title = {_quoted(title)}",
        'issuer = "未注明（请改为发文机关）"',
        *([f"year = {year}"] if year else []),
        f"file = {_quoted(file)}",
        *([f"profile = {_quoted(profile)}"] if profile else []),
        "",
        "[source]",
        f"document = {_quoted(f'本单位使用的表格《{Path(file).stem}》')}",
        'kind = "practice"',
        f"checked = {today.isoformat()}",
    ]
    for one in adopted:
        lines += ["", *_form_lines(one)]
    return "\n".join(lines) + "\n"


def _form_lines(one: AdoptedForm) -> list[str]:
    form = one.form
    lines = [
        "[[forms]]",
        f"kind = {_quoted(form.kind)}",
        f"title = {_quoted(form.title or KIND_NAMES[form.kind])}",
        f"sheet = {_quoted(form.sheet)}",
        *([f"table = {_quoted(one.table)}"] if one.table else []),
        *([f"repeats = {_quoted(one.repeats)}"] if one.repeats else []),
        "",
        "[forms.fields]",
        *(f"{_key(name)} = {_quoted(cell)}" for name, cell in one.fields.items()),
    ]
    for number, (first, last) in enumerate(one.rows, 1):
        lines += ["", "[[forms.rows]]", 'name = "indicators"', f"first = {first}", f"last = {last}"]
        if len(one.rows) > 1:
            lines.append(f'group = "第{number}段"')
        columns = ", ".join(f"{_key(name)} = {_quoted(letters)}" for name, letters in one.columns.items())
        lines.append(f"columns = {{ {columns} }}")
    return lines


def _key(name: str) -> str:
    return name if name.replace("_", "a").isalnum() else _quoted(name)


def _quoted(text: str) -> str:
    """A TOML basic string.

    >>> _quoted('甲"乙')
    '"甲\\\\"乙"'
    """
    made = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one >= " " and one != "\x7f" else f"\\u{ord(one):04X}" for one in made) + '"'
