"""校验结果表 (findings sheet): the findings of a check as a sheet of ours, to be read, clicked through and printed."""

from __future__ import annotations

from typing import Callable, Dict, Iterable, List, Sequence, Tuple

from ..edits import AddSheet, EditValue
from ..findings import ERROR, HINT, WARNING, Finding
from ..forms.model import Form, Row
from ..grid import Grid, position
from ..ours import SHEET_PREFIX

NAME = SHEET_PREFIX + "结果"
SEVERITY_WORDS = {ERROR: "错误", WARNING: "警告", HINT: "提示"}

HEAD = ("序号", "程度", "工作表", "单元格", "项目", "表内", "应为", "问题", "规则", "来源")
_WIDTHS = (5.0, 6.0, 14.0, 8.0, 16.0, 10.0, 10.0, 48.0, 24.0, 24.0)
_CELL, _MESSAGE = HEAD.index("单元格"), HEAD.index("问题")


def findings_sheet(
    findings: Sequence[Finding],
    forms: Sequence[Form],
    when: str,
    file: str = "",
    name: str = NAME,
    words: Callable[[str], str] = str,
) -> AddSheet:
    """校验结果表.

    Args:
        findings: in the order in which they are listed. forms: the forms, whose rows name the items.
        when: the time of the check as shown. file: the workbook's name. name: the sheet's name.
        words: puts a message into the words of the program that shows it.

    Returns:
        the sheet: a head, one line about the whole, then one line for each finding with a link to its cell.
    """
    items = item_names(forms)
    whole = f"{file}，" if file else ""
    rows: List[Sequence[EditValue]] = [
        HEAD,
        _line({"程度": "汇总", "问题": f"{whole}{when}校验：{count_line(findings)}"}),
    ]
    links: List[Tuple[int, int, str]] = []
    for number, finding in enumerate(findings, 1):
        rows.append(_line({
            "序号": number,
            "程度": SEVERITY_WORDS[finding.severity],
            "工作表": finding.sheet,
            "单元格": finding.cell,
            "项目": items.get((finding.sheet, finding.cell), ""),
            "表内": finding.printed,
            "应为": finding.expected,
            "问题": words(bare_message(finding)),
            "规则": finding.rule,
            "来源": finding.source,
        }))  # fmt: skip
        if finding.sheet and is_cell(finding.cell):
            links.append((len(rows), _CELL + 1, link_to(finding.sheet, finding.cell)))
    return AddSheet(name, tuple(rows), _WIDTHS, tuple(links))


def _line(values: Dict[str, EditValue]) -> Tuple[EditValue, ...]:
    return tuple(values.get(name) or None for name in HEAD)


def is_findings_sheet(grid: Grid) -> bool:
    """是否校验结果表 of ours, by its name and head: it holds no form, whether or not the note still knows it."""
    return grid.name.startswith(SHEET_PREFIX) and all(
        grid[1, column].text == text for column, text in enumerate(HEAD, 1)
    )


def item_names(forms: Iterable[Form]) -> Dict[Tuple[str, str], str]:
    """单元格所属的项目: (sheet, printed address) -> the name of its row, for every bound cell of a row."""
    found: Dict[Tuple[str, str], str] = {}
    for form in forms:
        rows: List[Row] = [*form.budget, *form.indicators, *form.items]
        if form.total:
            rows.append(form.total)
        for row in rows:
            for bound in row.fields.values():
                found.setdefault((form.sheet, bound.label), " ".join(row.name.split()))
        if form.grade:
            found.setdefault((form.sheet, form.grade.label), "等级")
    return found


def bare_message(finding: Finding) -> str:
    """不带位置的说明: the place stands in columns of its own.

    >>> bare_message(Finding("x", "error", "自评表!H9 “培训”的得分印为“9”", "", "自评表", "H9"))
    '“培训”的得分印为“9”'
    """
    for place in (f"{finding.sheet}!{finding.cell} ", f"{finding.sheet} "):
        if finding.sheet and finding.message.startswith(place):
            return finding.message[len(place) :]
    return finding.message


def count_line(findings: Iterable[Finding]) -> str:
    """计数: how many of each severity, in one phrase.

    >>> count_line([])
    '没有发现问题'
    """
    severities = [finding.severity for finding in findings]
    counts = {severity: severities.count(severity) for severity in SEVERITY_WORDS}
    return "，".join(f"{SEVERITY_WORDS[one]} {count} 条" for one, count in counts.items() if count) or "没有发现问题"


def is_cell(cell: str) -> bool:
    """是否单个单元格的地址.

    >>> is_cell("H9"), is_cell("H9:H12"), is_cell("T2R3C5"), is_cell("")
    (True, False, False, False)
    """
    try:
        position(cell)
    except ValueError:
        return False
    return True


def link_to(sheet: str, cell: str) -> str:
    """链接的写法: quoted, so that any sheet's name will do.

    >>> link_to("李某's 表", "H9")
    "'李某''s 表'!H9"
    """
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"
