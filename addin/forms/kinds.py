"""表单种类 (kinds): which mandated form a part of a sheet is, and which labels it lacks."""

from __future__ import annotations

from typing import List, Optional, Tuple

from . import model
from .facts import Facts
from .heads import Head
from .lexicon import Lexicon
from .parts import Part
from .sheet import Sheet
from .text import bare, fold
from .titles import kind_of

#: how a missing or ambiguous field is called in messages
LABELS = {
    "level1": "一级指标", "level2": "二级指标", "level3": "三级指标（指标名称）", "weight": "分值", "target": "年度指标值", "actual": "实际完成值",
    "score": "得分", "standard": "评价标准", "completion": "完成率", "approved": "编制数", "rate": "执行率", "budget": "本年预算数",
    "previous": "上年决算数", "current": "本年决算数", "executed": "全年执行数", "full_year": "全年预算数", "initial": "年初预算数", "deviation": "偏差原因分析及改进措施",
    "method": "赋分规则", "unit": "度量单位", "sign": "指标性质", "description": "指标说明", "basis": "指标值设定依据", "last_year": "上年完成情况",
    "evidence": "佐证资料", "deduction": "扣分", "direction": "指标方向",
}  # fmt: skip


def decide(sheet: Sheet, part: Part, facts: Facts, words: Lexicon) -> Optional[str]:
    """定种类: by the columns, the title, the sheet's name, 项目名称 or 单位名称, then words around the money table."""
    if part.staff or part.basic:
        return model.BASIC
    titled = part.title.kind if part.title else ""
    if part.indicator and _is_scorecard(part.indicator[0], titled, bool(part.money)):
        return model.SCORECARD
    named = kind_of(sheet.grid.name + "表", words) or kind_of(sheet.grid.name, words) or ""
    for kind in (titled, named):
        if kind in (model.PROJECT, model.UNIT, model.FUND):
            return kind
    title_text = part.title.text if part.title else ""
    if "整体" in title_text:
        return model.UNIT
    if facts.texts.get("project") is not None:
        return model.FUND if facts.labels["project"] in words.kind(model.FUND).hints else model.PROJECT
    around = _words_around(sheet, part)
    for kind in (model.UNIT, model.PROJECT):
        if around & words.kind(kind).hints:
            return kind
    if facts.texts.get("unit") is not None and facts.ranks["unit"] == 0:
        return model.UNIT
    return titled or named or None


def _is_scorecard(head: Head, titled: str, has_money: bool) -> bool:
    found = set(head.spans) | set(head.ambiguous)
    if not {"standard", "weight", "score"} <= found:
        return False
    if titled == model.SCORECARD:
        return True
    return not ("target" in found and "actual" in found) and not has_money


def _words_around(sheet: Sheet, part: Part) -> set:
    first = min((head.bottom for head in part.indicator), default=part.bottom)
    return {
        bare(item.text)
        for row in sheet.between(part.top, first)
        for item in sheet.rows[row]
        if item.text and not item.numeric
    }


def resembles(head: Head, words: Lexicon) -> bool:
    """是否像指标表: a level head such as 三级指标, and a column of targets, results, points or standards beside it."""
    levels = [head.labels[name] for name in ("level1", "level2", "level3") if name in head.labels]
    strong = any((words.indicator.find(item.text) or (0, 2))[1] < 2 for item in levels)
    return strong and bool((set(head.spans) | set(head.ambiguous)) & {"target", "actual", "score", "standard"})


def missing_labels(sheet: Sheet, kind: str, head: Optional[Head], words: Lexicon) -> Tuple[List[str], List[str]]:
    """缺少的表头: (found, missing or ambiguous) of an indicator table, in the words of the form."""
    found = list(dict.fromkeys(fold(item.text) for item in head.labels.values())) if head else []
    missing: List[str] = []
    for name in words.kind(kind).required:
        if head is None or (name not in head.spans and name not in head.ambiguous):
            missing.append(LABELS.get(name, name))
    if head:
        for name in ("target", "actual", "weight", "score", "level3", "standard"):
            if name in head.ambiguous:
                missing.append(unclear(sheet, name, head))
    return found, missing


def unclear(sheet: Sheet, name: str, head: Head) -> str:
    """说不清的表头: which cells fit a field equally well."""
    cells = "、".join(f"{sheet.bound(item.row, item.left).label}“{fold(item.text)}”" for item in head.ambiguous[name])
    return f"{LABELS.get(name, name)}有{len(head.ambiguous[name])}列，分不清用哪一列：{cells}"
