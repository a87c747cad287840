"""录入限制 (validation): what may be typed in a cell, with Chinese prompts and refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from openpyxl.worksheet.datavalidation import DataValidation

from ...grid import Position, Range, position

_LONGEST_LIST, _LONGEST_TITLE, _LONGEST_TEXT = 255, 32, 255


@dataclass(frozen=True)
class Rule:
    """一条录入限制.

    Args:
        kind: ``list``, ``decimal``, ``whole``, ``date`` or ``any`` (a prompt only).
        operator, first, second: as the spreadsheet knows them.
        title, prompt: shown when the cell is chosen. error: shown when the input is refused.
    """

    kind: str
    title: str
    prompt: str
    error: str = ""
    operator: str = ""
    first: str = ""
    second: str = ""

    def make(self) -> DataValidation:
        """数据有效性: blanks are always allowed; a wrong input is stopped."""
        made = DataValidation(
            type=None if self.kind == "any" else self.kind,
            operator=self.operator or None,
            formula1=self.first or None,
            formula2=self.second or None,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=self.kind != "any",
            promptTitle=self.title,
            prompt=self.prompt,
        )
        if self.kind != "any":
            made.errorStyle, made.errorTitle, made.error = "stop", "录入有误", self.error
        for text, most in ((self.title, _LONGEST_TITLE), (self.prompt, _LONGEST_TEXT), (self.error, _LONGEST_TEXT)):
            if len(text) > most:
                raise ValueError(f"提示超过 {most} 个字符：{text}")
        return made


def choices(words: Sequence[str], title: str, prompt: str = "") -> Rule:
    """下拉选项.

    Args:
        words: the choices; together at most 255 characters, none with a comma or quotation mark.
        title: what the cell is. prompt: shown beside it.

    Raises:
        ValueError: the list does not fit.
    """
    listed = ",".join(words)
    if len(listed) > _LONGEST_LIST or any("," in word or '"' in word for word in words):
        raise ValueError(f"选项写不进下拉列表：{listed}")
    shown = "、".join(words)
    return Rule("list", title, prompt or f"请从下拉列表中选择：{shown}", f"只能填写：{shown}", first=f'"{listed}"')


def amount(title: str, unit: str = "万元") -> Rule:
    """金额: a number not below 0."""
    return Rule(
        "decimal", title, f"填写不小于 0 的数，单位：{unit}；没有的留空",
        f"请填写不小于 0 的数（单位：{unit}），不要带单位和文字", "greaterThanOrEqual", "0",
    )  # fmt: skip


def change(title: str, unit: str = "万元") -> Rule:
    """增减额: a number, negative for a reduction."""
    return Rule(
        "decimal", title, f"填写数字，调减填负数，单位：{unit}；没有的留空", f"请填写数字（单位：{unit}），不要带单位和文字",
        "between", "-1000000000000", "1000000000000",
    )  # fmt: skip


def points(title: str, full: int = 100, prompt: str = "") -> Rule:
    """分值或得分: a number from 0 to the full mark."""
    return Rule(
        "decimal",
        title,
        prompt or f"填写 0 至 {full} 之间的数",
        f"请填写 0 至 {full} 之间的数",
        "between",
        "0",
        str(full),
    )


def count(title: str) -> Rule:
    """人数、个数: a whole number not below 0."""
    return Rule(
        "whole",
        title,
        "填写不小于 0 的整数；没有的留空",
        "请填写不小于 0 的整数，不要带单位",
        "greaterThanOrEqual",
        "0",
    )


def day(title: str) -> Rule:
    """日期: of this century."""
    return Rule(
        "date", title, "按 2024-04-23 的样式填写日期", "请填写日期，例如 2024-04-23", "between", "36526", "73050"
    )


def month(title: str) -> Rule:
    """月份: 1 to 12."""
    return Rule("whole", title, "填写 1 至 12 的整数", "请填写 1 至 12 的整数", "between", "1", "12")


def hint(title: str, prompt: str) -> Rule:
    """只有提示, nothing is refused."""
    return Rule("any", title, prompt)


def merge_rules(rules: Sequence[Tuple[Rule, str]]) -> Sequence[DataValidation]:
    """合并: one entry for each rule; its cells (A1) that stand one below the other become ranges, which grow with inserted rows."""
    cells: Dict[Rule, List[Position]] = {}
    for rule, where in rules:
        cells.setdefault(rule, []).append(position(where))
    made = []
    for rule, places in cells.items():
        one = rule.make()
        for text in _ranges(places):
            one.add(text)
        made.append(one)
    return made


def _ranges(places: Sequence[Position]) -> List[str]:
    runs: List[List[int]] = []
    for column, row in sorted((column, row) for row, column in places):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1][2] = row
        else:
            runs.append([column, row, row])
    return [str(Range(first, column, last, column)) for column, first, last in runs]
