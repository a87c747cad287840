"""版式 (look): everything about a form's layout that bureaus and units change without changing its figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Tuple

#: 表头 of the indicator table by field: the first word is a common official one, the others are seen elsewhere
HEADS = {
    "level1": ("一级指标",),
    "level2": ("二级指标",),
    "level3": ("三级指标",),
    "weight": ("分值", "权重", "分值权重", "参考分值"),
    "target": ("年度指标值", "目标值", "预期指标值"),
    "actual": ("实际完成值", "业绩值", "全年完成值", "实际完成指标值", "全年实际值"),
    "completion": ("完成率",),
    "score": ("得分", "指标得分", "自评得分"),
    "method": ("赋分规则",),
    "basis": ("指标值设定依据",),
    "last_year": ("上年完成情况",),
    "evidence": ("佐证资料",),
    "deviation": ("偏差原因分析及改进措施", "差异分析及改进措施", "未完成原因和改进措施"),
    "standard": ("评价标准",),
    "description": ("指标说明",),
    "sign": ("指标性质", "符号"),
    "unit": ("计量单位", "度量单位"),
}
#: 表头 of the money table by field
MONEY_HEADS = {
    "initial": ("年初预算数",),
    "full_year": ("全年预算数", "调整预算数"),
    "executed": ("全年执行数",),
    "weight": ("分值", "权重", "分值权重"),
    "rate": ("执行率", "预算执行率"),
    "score": ("得分",),
}
TOTAL_WORDS = ("总分", "合计", "总计", "自评得分")
LEVELS = ("level1", "level2", "level3")


@dataclass(frozen=True)
class Look:
    """版式.

    Args:
        name: how tests call it.
        row, column: where the form begins (1 is A1).
        merged: False leaves every text in its first cell only.
        numbers: figures as numbers (percent cells, thousands format) instead of text.
        columns: order of the indicator columns; () keeps the official one. Fields a case lacks are left out.
        money_columns: order of the money columns; () keeps the official one.
        first, last: extra columns before and after the indicator columns, such as 序号 and 备注.
        heads, money_heads: header words that replace the official ones.
        title: "printed", "none" (the sheet's name tells) or "year" (the year inside the title, no year row).
        sides: the merged labels at the left (项目资金, 绩效指标).
        two_row_head: 表头 in two rows (年度指标 above 目标值 and 实际值).
        spaced: labels with inner spaces, line breaks and full-width brackets, as typed by hand.
        split_sign, split_unit: the sign, the unit in columns of their own; ``bare_actual``: the actual without its unit too.
        gaps: blank rows between the parts.
        total_word: the word of the total row.
        execution_inside: the execution rate as an indicator row; the money table then has no weight and score.
        helper: a hidden helper column before the indicator columns.
        preamble: lines above the title, such as 附件2 or 公开14表.
        repeat_levels: level names on every row instead of one cell for a run.
        numbered: the indicators carry a number, 指标1：….
        spare_rows: empty rows after the last indicator. grade: "inside" (等级：优), "beside" (等级 | 优) or "row".
        title_outside: Word: the title is a paragraph above the table, not its first row.
        blank: leaves the computed cells empty.
    """

    name: str = "official"
    row: int = 1
    column: int = 1
    merged: bool = True
    numbers: bool = False
    columns: Tuple[str, ...] = ()
    money_columns: Tuple[str, ...] = ()
    first: Tuple[str, ...] = ()
    last: Tuple[str, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    money_heads: Mapping[str, str] = field(default_factory=dict)
    title: str = "printed"
    sides: bool = True
    two_row_head: bool = False
    spaced: bool = False
    split_sign: bool = False
    split_unit: bool = False
    bare_actual: bool = False
    gaps: int = 0
    total_word: str = "总分"
    execution_inside: bool = False
    helper: bool = False
    preamble: Tuple[str, ...] = ()
    repeat_levels: bool = False
    numbered: bool = False
    spare_rows: int = 0
    grade: str = "inside"
    title_outside: bool = False
    blank: bool = False

    @property
    def official(self) -> bool:
        """正式版式: drawn as the seeds print it, where the forms differ from one another."""
        return self.name in ("official", "numbers", "word")


OFFICIAL = Look()
NUMBERS = Look("numbers", numbers=True)
SHIFTED = Look(
    "shifted",
    row=6,
    column=4,
    columns=("level1", "level2", "level3", "method", "deviation", "target", "actual", "completion", "weight", "score",
             "standard", "description", "basis", "last_year", "evidence"),
    money_columns=("weight", "initial", "full_year", "executed", "rate", "score"),
    first=("序号",),
    last=("备注",),
    heads={"weight": "分值权重", "target": "预期指标值", "actual": "全年完成值", "score": "自评得分"},
    money_heads={"full_year": "调整预算数", "rate": "预算执行率"},
    title="none",
    two_row_head=True,
    total_word="合计",
)  # fmt: skip
UNMERGED = Look("unmerged", merged=False, sides=False, spaced=True, split_sign=True, split_unit=True, title="year")
WORD = Look("word")
WORD_OUTSIDE = Look("word-title-outside", title_outside=True)
