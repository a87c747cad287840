"""名称总表 (catalogue): every name that a template may use, for the linter and for docs/report-names.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Tuple

from ...forms.accounts_words import words
from ..attach import charts as drawn
from ..attach import tables as attached
from .account_names import BASIC_LINES, COLUMNS, EXPENDITURE_LINES, INCOME_LINES, LEVELS, PUBLIC, PUBLIC_SIDES, TABLES
from .context import COVER_FIELDS
from .evaluation_names import AMOUNTS, BUDGET, BUILDINGS, FORMS, INDICATOR, ITEM, STAFF
from .report_sheets import DATA_SHEET, TEXT_SHEET, subject_lists

SUBJECT = ("编码", "名称", "类", "款", "项")
#: columns of a row of 报告数据, and of a subject row there
DATA_ROW = ("名称", "单位", "本年", "上年", "预算", "增减原因", "差异原因")
SUBJECT_ROW = (*SUBJECT, "本年", "上年", "增减原因")
HEAD = ("标题", "年度", "单位名称", "主管部门", "项目名称", "金额单位")
HEADER = {
    "单位名称": "填报单位", "年度": "年度，如 2024", "上年度": "上一年度，如 2023", "主管部门": "主管部门",
}  # fmt: skip
GROUP = ("名称", "分值", "得分", "得分率", "个数")
COMPARED = ("变动率", "控制率", "本年", "上年", "预算")


@dataclass(frozen=True)
class Root:
    """一个顶层名称.

    Args:
        name: as written in a template. what: what it is. needs: the form the workbook must have, for the message when it is
            not there. paths: what lies below it, with ``[]`` behind the name of a list. open: names of the form's own words too.
    """

    name: str
    what: str
    needs: str
    paths: Tuple[str, ...]
    open: bool = False


def roots() -> List[Root]:
    """全部顶层名称, in the order of the page."""
    found = [Root(name, what, "", ()) for name, what in HEADER.items()]
    for number, name in TABLES.items():
        found.append(Root(name, "", f"部门决算公开表“{_official(number)}”", tuple(_accounts(number))))
    for kind, name in FORMS.items():
        paths = tuple(_basic() if kind == "basic" else _evaluation())
        found.append(Root(name, "", f"“{_FORMS[kind]}”", paths, kind == "basic"))
    found.append(Root("项目[]", "每个项目一张的项目自评表", "“项目支出绩效自评表”", tuple(_evaluation())))
    data = [f"{title}[].{column}" for title in subject_lists() for column in SUBJECT_ROW]
    found.append(Root(DATA_SHEET, "", f"工作表“{DATA_SHEET}”", tuple(data)))
    found.append(Root(TEXT_SHEET, "", f"工作表“{TEXT_SHEET}”", ()))
    found.append(Root("封面", "", "封面", tuple(COVER_FIELDS.values())))
    found.append(Root(attached.NAME, "工作簿里的表，作为 Word 表格插入", "", tuple(attached.table_names())))
    found.append(Root(drawn.NAME, "可编辑的 Word 图表；没有数字可画时为空", "", drawn.NAMES))
    return found


_FORMS = {
    "unit": "部门（单位）整体支出绩效自评表", "project": "项目支出绩效自评表", "basic": "绩效评价基础数据表",
    "scorecard": "评价指标评分表", "fund": "专项资金绩效目标自评表",
}  # fmt: skip


def needs() -> Dict[str, str]:
    """顶层名称 -> 工作簿要有的表."""
    return {root.name.removesuffix("[]"): root.needs for root in roots() if root.needs}


def all_paths(data_rows: Tuple[str, ...] = (), texts: Tuple[str, ...] = ()) -> List[str]:
    """全部名称, for the linter.

    Args:
        data_rows: names of the rows of 报告数据; texts: names of 报告文字; of the pack at hand.
    """
    found: List[str] = []
    for root in roots():
        found += [f"{root.name}.{path}" for path in root.paths if not root.open] or [root.name]
    found += [f"{DATA_SHEET}.{row}.{column}" for row in data_rows for column in DATA_ROW]
    found += [f"{TEXT_SHEET}.{text}" for text in texts]
    return found


def _official(number: int) -> str:
    return words().names[number]


def _columns(number: int) -> List[str]:
    return list(dict.fromkeys(COLUMNS.get(number, {}).values()))


def _accounts(number: int) -> Iterator[str]:
    columns = _columns(number)
    yield "单位名称"
    if number in INCOME_LINES:
        for line in INCOME_LINES[number].values():
            yield f"收入.{line}.本年"
        for line in EXPENDITURE_LINES[number].values():
            yield from (f"支出.{line}.{column}" for column in columns)
        yield from (f"支出.类[].{column}" for column in (*SUBJECT, *columns))
        yield "支出.编码"
        return
    if number == 9:
        for side in PUBLIC_SIDES.values():
            yield from (f"{side}.{name}" for name in PUBLIC.values())
        yield from (f"行[].{column}" for column in ("名称", "预算", "决算", "本年"))
        yield from ("空表", "说明")
        return
    if number == 6:
        yield from (f"{line}.本年" for line in BASIC_LINES.values())
        for name in ("人员经费", "公用经费"):
            yield from (f"{name}[].{column}" for column in (*SUBJECT, *columns))
    else:
        yield from (f"合计.{column}" for column in columns)
        yield from ("空表", "说明")
    for name in (*(level for _, level in LEVELS), "行"):
        yield from (f"{name}[].{column}" for column in (*SUBJECT, *columns))
    yield "编码"


def _names(kinds: Dict[str, Any]) -> List[str]:
    return [name for name, _ in kinds.values()]


def _evaluation() -> Iterator[str]:
    yield from HEAD
    money = (*_names(BUDGET), "复算执行率")
    yield from (f"资金行[].{column}" for column in ("名称", *money))
    # rows of the money table and named amounts go by the form's own words: anything may follow
    yield from ("资金", *AMOUNTS.values())
    indicator = ("一级指标", "二级指标", *_names(INDICATOR))
    for name in ("指标", "扣分指标"):
        yield from (f"{name}[].{column}" for column in indicator)
    for name in ("分组", "二级分组"):
        yield from (f"{name}[].{column}" for column in GROUP)
        yield from (f"{name}[].指标[].{column}" for column in indicator)
    yield from ("总分.分值", "总分.得分", "等级", "预期目标", "实际完成情况")


def _basic() -> Iterator[str]:
    yield from HEAD
    yield from (f"财政供养人员.{name}" for name in (*_names(STAFF), "复算控制率"))
    yield from (f"楼堂馆所.{name}" for name in _names(BUILDINGS))
    yield from (f"行[].{column}" for column in ("名称", *_names(ITEM), *COMPARED))
