"""说明文件中的数字 (explain a file): read, recognise, choose the rule, explain."""

from __future__ import annotations

import os
from typing import List, Union

from ..hosts import files
from .explain import Explanation, explain
from .fill import context_of
from .profile import choose_profile


def explain_file(path: Union[str, os.PathLike[str]], cell: str = "", *, profile: str = "") -> List[Explanation]:
    """说明一个文件的数字.

    Args:
        path: a workbook or Word document. cell: ``H9``, ``自评表!H9`` or "" for every computed figure.
        profile: the rule's id or alias; "" lets the workbook and its forms decide.

    Returns:
        explanations in the order of sheets and cells.

    Raises:
        PackageProblem: the file cannot be read.
        ValueError: no such rule, no form in the file, or the cell holds no computed figure.
    """
    sheet, _, address = cell.rpartition("!")
    sheet = sheet.strip("'")
    opened = files.read(path)
    if not opened.forms:
        raise ValueError("没有找到绩效表单，没有可说明的数。请运行 jixiao check 查看缺少哪些表头。")
    found: List[Explanation] = []
    for form in opened.forms:
        if sheet and form.sheet != sheet:
            continue
        chosen = choose_profile(form, profile, opened.profile_name, opened.name)
        found += explain(form, chosen.profile, context_of(opened, form, chosen), address)
    if cell and not found:
        raise ValueError(
            f"单元格 {cell} 不是由规则计算的格。可以说明的有执行率、完成率、得分、总分、等级；"
            "不写单元格则说明全部，工作簿有多张表时写成 表名!单元格。"
        )
    return found
