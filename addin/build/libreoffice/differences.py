"""LibreOffice 分不清的情形 (differences): where a cell function in Calc cannot answer like the Python core, and what to do.

The tests recalculate every function in the real program and accept these differences only; docs/libreoffice.md prints them.
"""

from __future__ import annotations

from typing import Any, Dict, NamedTuple, Tuple

from udfs.core.errors import VALUE, CellError
from udfs.registry import Argument

#: what Calc calls a wrong argument: Err:504, stored in .xlsx as #VALUE!
WRONG_ARGUMENT = CellError(VALUE, "Err:504")


class Difference(NamedTuple):
    """一种差别: what the sheet holds, what Calc makes of it, and what a user does about it."""

    given: str
    seen: str
    advice: str


DIFFERENCES: Dict[str, Difference] = {
    "blank": Difference(
        "参数引用单个空白单元格",
        "LibreOffice 交给函数的是 0，与填了 0 分不开：应为 #N/A 的按 0 计算。参数要求文字（赋分规则、规则方案、评价标准）时，按空白处理",
        '先判断空白，如 =IF(D5="","",PERF_SCORE(B5,C5,D5))（本工具写入的公式都有此判断）；或写成区域 D5:D5，区域里的空白认得出',
    ),
    "logical": Difference("参数是逻辑值 TRUE、FALSE", "LibreOffice 交给函数的是 1、0，按数计算", "不要用逻辑值作参数"),
    "error-in-range": Difference(
        "区域里有错误值",
        "LibreOffice 不调用函数，显示 Err:504（存为 .xlsx 后是 #VALUE!），看不出是哪一种错误；单个单元格的错误值照常原样返回",
        "先改正区域里的错误，或用 IFERROR 去掉",
    ),
    "several-sheets": Difference(
        "跨几张工作表的区域，如 $'1月'.B2:$'3月'.B9",
        "LibreOffice 只把第一张工作表的区域交给函数，其余各表没有计入，也不报错",
        "每张表分别写成一个参数，如 =PERF_TOTAL($'1月'.B2:B9;$'2月'.B2:B9;$'3月'.B2:B9)",
    ),
    "plain-range": Difference(
        "不是数组公式，却给了多行多列的区域",
        "只显示结果的第一个值（新版 Excel 会自动铺开）",
        "按 Ctrl+Shift+Enter 输入为数组公式，或每行一个公式",
    ),
    "text-array": Difference(
        "返回文字的函数（PERF_GRADE、PERF_EXPLAIN）用作数组公式",
        "显示正确，但在重新打开文件之前，=、COUNTIF、MATCH 等与文字比较时不相等（LibreOffice 对数组里的文字如此）",
        "要比较文字时每行一个公式",
    ),
}


def seen(argument: Argument, value: Any) -> Tuple[Any, str]:
    """LibreOffice 眼中的单个值: what a single cell's value becomes for a function, and the difference that applies ("" for none).

    >>> seen(Argument("actual", "实际完成值", "…"), None)
    (0.0, 'blank')
    >>> seen(Argument("profile", "规则方案", "…", kind="text"), None)
    (None, '')
    """
    if isinstance(value, bool):
        return _number(argument, float(value)), "logical"
    if value is None and argument.kind != "text":
        return 0.0, "blank"
    if isinstance(value, (int, float)):
        # a 0 in the place of a text is taken for the blank that it mostly is
        return _number(argument, float(value)), "blank" if argument.kind == "text" and value == 0 else ""
    return value, ""


def _number(argument: Argument, number: float) -> Any:
    return None if argument.kind == "text" and number == 0 else number


def table() -> str:
    """差别表, as docs/libreoffice.md has it."""
    rows = [f"| {one.given} | {one.seen} | {one.advice} |" for one in DIFFERENCES.values()]
    return "\n".join(["| 表里的情形 | LibreOffice 的做法 | 怎么办 |", "|---|---|---|", *rows])
