"""带入上年 (last year): indicators, last year's results and texts of a workbook of last year; what stays behind is listed."""

from __future__ import annotations

from dataclasses import dataclass

from ...edits import EditValue
from ...forms import model as kinds
from ...forms.model import Form, Row
from ...grid import Grid
from ...hosts.files import Opened
from ...packs.model import DECLARATION, KIND_NAMES, MONITORING
from .model import Filling, Placed, Project
from .rows import Growth
from .sections import Section, Sections, name_key, read_sections
from .values import carried, is_stale

#: what an indicator keeps from year to year; level names only where the form prints none
_KEPT = (
    ("level3", "指标名称"), ("target", "指标值"), ("weight", "分值"), ("sign", "指标性质"), ("unit", "度量单位"), ("method", "赋分规则"),
    ("basis", "指标值设定依据"), ("standard", "评价标准"), ("description", "指标说明"), ("direction", "指标方向"),
)  # fmt: skip
_LEVELS = (("level1", "一级指标"), ("level2", "二级指标"))
#: forms that take their indicators from another kind where last year has none of their own
_ALSO_FROM = {DECLARATION: kinds.PROJECT, MONITORING: kinds.PROJECT}


@dataclass
class Carried:
    """一张表的带入计划: rows are settled once all insertions are done."""

    placed: Placed
    form: Form
    sections: Sections
    exact: list[tuple[Section, str, Row]]


def projects_of(opened: Opened) -> list[Project]:
    """上年的项目: one for each project form of last year, in order."""
    found = []
    for form in opened.forms:
        if form.kind == kinds.PROJECT:
            found.append(Project(form.project or form.sheet, "", form.department, form.unit_name))
    return found


def plan(
    placed: list[Placed], opened: Opened, grids: dict[str, Grid], forms: dict[str, Form], growth: Growth, into: Filling
) -> list[Carried]:
    """计划: pair the forms of last year with those of the new workbook and insert the rows that the indicators need.

    Args:
        opened: last year's workbook. grids, forms: the new workbook's sheets and recognised forms, by sheet.
        growth: takes the insertions. into: takes what is not carried.
    """
    plans = []
    used: set[int] = set()
    for one in placed:
        form = counterpart(one, opened.forms)
        if form is None:
            continue
        used.add(id(form))
        if one.block("indicators") is None:
            if form.indicators and one.form.kind != kinds.BASIC:
                into.left.append(
                    f"{form.sheet}：{len(form.indicators)} 个指标没有带入，模板的“{one.sheet}”没有指标行。"
                )
            continue
        sections = read_sections(one, grids[one.sheet], forms.get(one.sheet))
        plans.append(Carried(one, form, sections, _settle(form, sections, into)))
        sections.make_room(growth)
    for form in opened.forms:
        if id(form) not in used:
            what = f"项目“{form.project}”" if form.kind == kinds.PROJECT and form.project else KIND_NAMES[form.kind]
            into.left.append(f"上年工作簿的“{form.sheet}”（{what}）没有带入：新工作簿里没有对应的表。")
    for near in opened.recognised.near:
        into.left.append(f"上年工作簿的“{near.sheet}”没有带入：缺少{'、'.join(near.missing)}，认不出是哪种表。")
    return plans


def counterpart(placed: Placed, forms: list[Form]) -> Form | None:
    for kind in (placed.form.kind, _ALSO_FROM.get(placed.form.kind, "")):
        same = [form for form in forms if form.kind == kind]
        if placed.project is not None and kind == kinds.PROJECT:
            wanted = name_key(placed.project.name)
            same = [form for form in same if name_key(form.project or form.sheet) == wanted]
        if same and (len(same) == 1 or placed.project is not None):
            return same[0]
    return None


def _settle(form: Form, sections: Sections, into: Filling) -> list[tuple[Section, str, Row]]:
    exact = []
    for row in form.indicators:
        if row.role == "execution" or not row.name:
            continue
        section, number = sections.find(row)
        if section is None:
            levels = "／".join(part for part in (row.level1, row.level2) if part)
            into.left.append(f"{form.sheet}：指标“{row.name}”没有带入，模板里没有“{levels}”这一段。")
        elif number is None:
            section.taken.append(row)
        else:
            exact.append((section, name_key(row.name), row))
    return exact


def write(plans: list[Carried], grids: dict[str, Grid], into: Filling) -> None:
    """写入指标: into the rows that are there now.

    Args:
        grids: the new workbook's sheets after the insertions.
    """
    for one in plans:
        lost: set[str] = set()
        for section, name, row in one.exact:
            _indicator(one, grids, section.named[name], row, into, lost)
        for section in one.sections.sections:
            for place, row in zip(section.free, section.taken, strict=False):
                _indicator(one, grids, place, row, into, lost)
        if lost:
            into.left.append(
                f"{one.form.sheet}：{'、'.join(sorted(lost))}没有带入，模板的“{one.placed.sheet}”没有这些列。"
            )


def _indicator(one: Carried, grids: dict[str, Grid], place: int, row: Row, into: Filling, lost: set[str]) -> None:
    grid, columns = grids[one.placed.sheet], one.sections.columns
    for name, title in (*(() if one.sections.labelled else _LEVELS), *_KEPT):
        bound = row[name]
        value = carried(bound.cell) if bound is not None else None
        if value is None and name in ("level1", "level2"):
            value = getattr(row, name) or None
        if name == "level3":
            value = row.name
        _into_cell(one, grid, place, name, title, value, into, lost)
    actual = row["actual"]
    if actual is None or (actual.cell.value is None and not is_stale(actual.cell)):
        return
    if is_stale(actual.cell):
        into.left.append(
            f"{one.form.sheet}!{actual.label}：公式没有可信的值，上年完成值没有带入。请用表格程序打开保存后再试。"
        )
    elif "last_year" in columns:
        _into_cell(one, grid, place, "last_year", "上年完成情况", carried(actual.cell), into, lost)
    else:
        lost.add("上年完成值")


def _into_cell(
    one: Carried, grid: Grid, place: int, name: str, title: str, value: EditValue, into: Filling, lost: set[str]
) -> None:
    if value is None:
        return
    column = one.sections.columns.get(name)
    if column is None:
        lost.add(title)
        return
    cell = grid[place, column]
    if grid.anchor(place, column) == (place, column) and cell.is_blank:
        into.put(one.placed, (place, column), name, value)


def write_facts(placed: list[Placed], opened: Opened, grids: dict[str, Grid], into: Filling) -> None:
    """单位名称等: what stands above the table, and the goals."""
    for one in placed:
        form = counterpart(one, opened.forms)
        if form is None:
            continue
        goals = {f"goals[{at}].expected": texts[0] for at, texts in enumerate(form.goals)}
        texts = {"unit_name": form.unit_name, "department": form.department, **goals}
        if one.project is None:
            texts["project"] = form.project
        for name, text in texts.items():
            where = one.cells.get(name)
            if where is not None and text and grids[one.sheet][where].is_blank:
                into.put(one, where, name, text)
