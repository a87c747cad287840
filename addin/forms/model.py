"""表单模型 (form model): a recognised form, every field bound to its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Iterator, List, Optional, Tuple

from ..grid import Cell, Grid, Position, Range

# kinds of forms
PROJECT = "project"  # 项目支出绩效自评表
UNIT = "unit"  # 部门/单位整体支出绩效自评表
BASIC = "basic"  # 绩效评价基础数据表
SCORECARD = "scorecard"  # 评价指标评分表
FUND = "fund"  # 专项资金绩效目标自评表
KINDS = (PROJECT, UNIT, BASIC, SCORECARD, FUND)

#: fields of a row that holds money (budget rows)
BUDGET_FIELDS = ("initial", "full_year", "executed", "weight", "rate", "score")
#: fields of an indicator row; "sign" and "unit" where they stand in columns of their own
INDICATOR_FIELDS = (
    "level1", "level2", "level3", "weight", "sign", "target", "unit", "actual", "completion", "score",
    "method", "basis", "last_year", "evidence", "deviation", "standard", "description", "value", "deduction",
    "direction",
)  # fmt: skip


@dataclass(frozen=True)
class Bound:
    """已绑定的单元格: one field's cell (the top-left one of a merge)."""

    row: int
    column: int
    cell: Cell
    label: str  # the printed address, such as H9 or T2R3C5

    @property
    def position(self) -> Position:
        """位置 (row, column)."""
        return self.row, self.column

    @property
    def text(self) -> str:
        """显示的文字, white space at both ends taken away."""
        return self.cell.text.strip()


@dataclass
class Row:
    """表单的一行: budget row, indicator row or row of a basic data table.

    Args:
        row: the sheet row.
        name: what the row is about: the 三级指标, the budget item, the item of a basic data table.
        fields: field name -> bound cell; a field without a column is absent.
        role: budget rows: ``total`` (年度资金总额, 合计), ``part`` (其中：…); indicator rows: ``indicator`` or
            ``execution`` (the execution rate as an indicator row inside the table); rows of a basic data table:
            ``top`` (三公经费, 项目支出 …), ``whole`` (has parts below it) or ``part``.
        level1, level2: indicator rows: the inherited level names without weights and numbering.
        group_weights: weights written in the level cells, such as {"level1": "50"} for 产出指标（50分）.
        block: number of the goal block the row belongs to (1 where there is only one).
        depth: budget rows and rows of a basic data table: 0 for a whole, 1 for its parts, 2 for parts of parts.
        key: rows of a basic data table: the name without numbering, 其中, brackets and colon.
    """

    row: int
    name: str
    fields: Dict[str, Bound] = field(default_factory=dict)
    role: str = "indicator"
    level1: str = ""
    level2: str = ""
    group_weights: Dict[str, str] = field(default_factory=dict)
    block: int = 1
    depth: int = 0
    key: str = ""

    def __getitem__(self, name: str) -> Optional[Bound]:
        return self.fields.get(name)

    def text(self, name: str) -> str:
        """某字段显示的文字: "" when the field has no cell."""
        bound = self.fields.get(name)
        return bound.text if bound else ""


@dataclass
class Amounts:
    """按性质分列的金额 (按收入性质分 / 按支出性质分): named amounts beside the budget rows."""

    name: str  # "income" or "expenditure"
    items: List[Tuple[str, Bound]] = field(default_factory=list)


@dataclass
class Form:
    """一张已识别的表单.

    Args:
        kind: one of KINDS.
        title: the title as printed, white space folded.
        sheet: the sheet's name. ``area``: the cells that belong to this form.
        year: the year the form states; None when it states none.
        unit_name, department, project: as printed, "" when absent.
        money_unit: ``万元``, ``元`` or "" when the form does not say.
        budget: rows of the money table. indicators: rows of the indicator table, top to bottom.
        columns: field -> column of the indicator table's head; budget_columns likewise for the money table.
        total: the total row (fields weight, score), or None. grade: the cell of the grade (等级), or None.
        goals: texts of the goal blocks, (expected, actual) each.
        amounts: 按收入性质分 / 按支出性质分.
        staff: basic table: ``approved`` (编制数), ``actual`` (实际在职人数), ``rate`` (控制率).
        items: basic table: its rows, fields named ``previous`` (上年决算), ``budget`` (本年预算), ``current`` (本年决算).
        buildings: basic table: ``area_approved``, ``area_actual``, ``area_rate``, ``cost_approved``, ``cost_actual``, ``cost_rate``.
        region_text: all text that may name a place (title, unit, department, sheet name), for choosing the profile.
        scored: False for a form without scores (completion only).
        notes: statements about it worth telling, in Chinese.
        facts: the cells of what stands around the tables: ``unit``, ``department``, ``project``, ``year`` … .
    """

    kind: str
    title: str
    sheet: str
    area: Range
    grid: Grid
    year: Optional[int] = None
    unit_name: str = ""
    department: str = ""
    project: str = ""
    money_unit: str = ""
    budget: List[Row] = field(default_factory=list)
    indicators: List[Row] = field(default_factory=list)
    columns: Dict[str, int] = field(default_factory=dict)
    budget_columns: Dict[str, int] = field(default_factory=dict)
    total: Optional[Row] = None
    grade: Optional[Bound] = None
    goals: List[Tuple[str, str]] = field(default_factory=list)
    amounts: List[Amounts] = field(default_factory=list)
    staff: Dict[str, Bound] = field(default_factory=dict)
    items: List[Row] = field(default_factory=list)
    buildings: Dict[str, Bound] = field(default_factory=dict)
    region_text: str = ""
    scored: bool = True
    notes: List[str] = field(default_factory=list)
    facts: Dict[str, Bound] = field(default_factory=dict)

    @property
    def methods(self) -> Tuple[str, ...]:
        """赋分规则 words that occur, without repeats."""
        return tuple(dict.fromkeys(row.text("method") for row in self.indicators if row.text("method")))

    def bound_cells(self) -> Iterator[Tuple[str, Bound]]:
        """全部已绑定的单元格: (path, bound) such as ``indicators[3].score``, in reading order of the parts."""
        for part in ("budget", "indicators", "items"):
            for number, row in enumerate(getattr(self, part)):
                for name, bound in row.fields.items():
                    yield f"{part}[{number}].{name}", bound
        if self.total:
            for name, bound in self.total.fields.items():
                yield f"total.{name}", bound
        if self.grade:
            yield "grade", self.grade
        for group in (self.staff, self.buildings):
            for name, bound in group.items():
                yield name, bound
        for amounts in self.amounts:
            for number, (_, bound) in enumerate(amounts.items):
                yield f"{amounts.name}[{number}]", bound


@dataclass(frozen=True)
class Near:
    """几乎识别的表单: what was found and what is missing, for the message.

    Args:
        kind: the kind it resembles. sheet, where: the place (an address).
        found, missing: labels found and labels that a form of the kind must have.
    """

    kind: str
    sheet: str
    where: str
    found: Tuple[str, ...]
    missing: Tuple[str, ...]


@dataclass
class Recognised:
    """识别结果: the forms of a workbook's sheets, in order, what was almost one, and notes such as skipped sheets."""

    forms: List[Form] = field(default_factory=list)
    near: List[Near] = field(default_factory=list)
    notes: List[str] = field(default_factory=list)
