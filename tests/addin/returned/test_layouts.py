"""认过的表样: a sheet that is not recognised anew gives exactly what recognising it would give."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from addin.forms.lexicon import lexicon
from addin.forms.recognise import recognise
from addin.grid import Cell, Grid, Position
from addin.number_format import shown
from addin.package.reading import open_workbook
from addin.returned.layouts import Layouts, is_quiet

ROOT = Path(__file__).resolve().parents[3]
BOOKS = sorted([*(ROOT / "templates").rglob("*.xlsx"), *(ROOT / "workbooks").glob("*-published.xlsx")])
#: what units type, and what would be a label, a title, a total, a year or a unit of money anywhere else
WORDS = [
    "合计",
    "元",
    "2024年度",
    "2023年",
    "总分",
    "≥95%",
    "优",
    "良",
    "自评表",
    "单位：元",
    "其中：水费",
    "1、培训",
    "预算执行率",
    "—",
    "/",
    "100",
    "12%",
    "小计",
    "3.5分",
    "项目支出绩效自评表",
    "年度",
    "金额单位：元",
    "实际完成值",
    "招生人数",
    "指标1：完成率",
    "完成",
    "基本完成",
    "达成预期指标",
    "2024年12月底前",
    "500元/人",
    "云岭县教育局",
    "某学院",
    "办公室",
    "满意度",
    "三级指标",
    "备注",
    "注：无",
    "等级：优",
    "年度总体目标",
    "预期目标",
    "全年预算数",
    "财政拨款",
    "其他资金",
    "总额",
    "得分",
    "附件2",
    "公开03表",
    "整体支出",
    "项目名称",
    "单位名称：某校",
    "产出指标",
    "数量指标",
    "10",
    "20.5",
    "0",
    "-3",
    "2024",
    "12",
    "评价标准",
    "按时完成各项任务，资金使用规范",
    "表",
    "目标1",
    "万元",
    "A、B",
    "每低于5%扣2分",
]


def forms_of(path: Path) -> list[Grid]:
    grids = open_workbook(path).grids()
    return [grid for grid in grids if recognise([grid]).forms and len(grid.cells) < 700]


def places(grid: Grid) -> list[Position]:
    """What a unit fills in: open cells of a protected sheet, otherwise the cells that the forms are bound to."""
    if grid.protection:
        return sorted(where for where, cell in grid.cells.items() if not cell.locked)
    forms = recognise([grid]).forms
    bound = [one.position for form in forms for _, one in form.bound_cells()]
    return sorted({*bound, *(one.position for form in forms for one in form.facts.values())})


def typed(grid: Grid, where: Position, value: object) -> Cell:
    code = grid[where].number_format
    text = value if isinstance(value, str) else shown(value, code)
    return replace(grid[where], value=value, text=text, formula=None)  # type: ignore[arg-type]


def filled(grid: Grid, values: dict[Position, object]) -> Grid:
    return replace(grid, cells={**grid.cells, **{where: typed(grid, where, value) for where, value in values.items()}})


def some_text(dice: random.Random) -> str:
    word = "".join(dice.choice("学校建设培训人数完成质量及时提升服务办公经费管理") for _ in range(dice.randint(1, 12)))
    return dice.choice([word, word + "率", f"≥{dice.randint(1, 99)}%", f"{dice.randint(1, 99)}个"])


def some_number(dice: random.Random) -> float | int:
    return dice.choice([dice.randint(0, 100), round(dice.random() * 1000, 2), 0, 10, 100])


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_known_layout_gives_what_recognising_gives(path: Path) -> None:
    dice = random.Random(path.name)
    for grid in forms_of(path):
        layouts = Layouts()
        share = dice.choice((0.3, 0.7, 1.0))
        kinds = {where: dice.choice("nnt") for where in places(grid) if dice.random() < share}
        first = {where: some_number(dice) if kind == "n" else some_text(dice) for where, kind in kinds.items()}
        for _ in range(2):
            layouts.recognise([filled(grid, first)])
        for _ in range(12):
            changes: dict[Position, object] = {}
            for where in dice.sample(sorted(kinds), min(len(kinds), dice.randint(1, 4))):
                text = dice.choice(WORDS) if dice.random() < 0.5 else some_text(dice)
                changes[where] = some_number(dice) if kinds[where] == "n" else text
            other = filled(grid, {**first, **changes})
            assert layouts.recognise([other]) == recognise([other])


def test_the_form_of_another_unit_is_not_recognised_anew() -> None:
    (unit,) = forms_of(ROOT / "workbooks" / "hengyang-2024-unit-published.xlsx")
    form = recognise([unit]).forms[0]
    names = [row.fields["level3"].position for row in form.indicators]
    figures = [one.position for path, one in form.bound_cells() if path.endswith(("executed", "full_year", "score"))]
    layouts = Layouts()
    for number in range(6):
        values: dict[Position, object] = dict.fromkeys(figures, 100.5 + number)
        values.update(dict.fromkeys(names, f"第{number}批学员培训人次"))
        values[form.facts["unit"].position] = f"云岭县第{number}中学"
        found = layouts.recognise([filled(unit, values)])
        assert found == recognise([filled(unit, values)])
        assert found.forms[0].unit_name == f"云岭县第{number}中学"
        assert found.forms[0].indicators[0].name == f"第{number}批学员培训人次"
    assert (layouts.misses, layouts.hits) == (2, 4)


def test_another_label_is_recognised_anew() -> None:
    grid = forms_of(BOOKS[1])[0]
    layouts = Layouts()
    for _ in range(3):
        layouts.recognise([grid])
    where = next(place for place, cell in grid.cells.items() if isinstance(cell.value, str) and "单位" in cell.value)
    other = filled(grid, {where: "其他"})
    hits = layouts.hits
    assert layouts.recognise([other]) == recognise([other])
    assert layouts.hits == hits


@pytest.mark.parametrize(
    "text", ["合计", "总分", "单位：元", "2024年度", "自评表", "等级：优", "12%", "全年预算数", "—", "财政拨款"]
)
def test_what_may_mean_something_is_never_taken_for_granted(text: str) -> None:
    assert not is_quiet(text, False, lexicon())


@pytest.mark.parametrize("text", ["招生人数", "云岭县第一中学", "按时完成各项任务，资金使用规范", "≥95%"])
def test_what_units_write_means_nothing(text: str) -> None:
    assert is_quiet(text, False, lexicon())
