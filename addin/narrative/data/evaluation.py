"""自评表的数据 (self-evaluation forms): header, money rows, indicators, scores by group, basic data."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Dict, List

from ...forms.model import BASIC, PROJECT, Form, Row
from ...forms.text import bare
from ..figure import SOME_MONEY, Figure, Words, changed
from ..filters.rates import execution, growth, total
from .cells import Source
from .evaluation_names import AMOUNTS, BUDGET, BUILDINGS, FORMS, INDICATOR, ITEM, STAFF
from .naming import name_of, put, shown_name


def read_evaluations(forms: List[Form], source: Source) -> Dict[str, Any]:
    """自评表.

    Returns:
        name -> tree of the first form of each kind, and 项目: the trees of all project forms.
    """
    tree: Dict[str, Any] = {}
    projects: List[Dict[str, Any]] = []
    for form in forms:
        if form.kind not in FORMS:
            continue
        read = _basic(form, source) if form.kind == BASIC else _evaluation(form, source)
        tree.setdefault(FORMS[form.kind], read)
        if form.kind == PROJECT:
            projects.append(read)
    if projects:
        tree["项目"] = projects
    return tree


def _kinds(form: Form, kinds: Dict[str, Any]) -> Dict[str, Any]:
    money = form.money_unit or SOME_MONEY
    return {field: (name, money if unit == "money" else unit) for field, (name, unit) in kinds.items()}


def _head(form: Form, source: Source) -> Dict[str, Any]:
    def fact(name: str, text: str, what: str) -> Any:
        bound = form.facts.get(name)
        return text if text else source.words(form.sheet, bound, f"{FORMS[form.kind]} {what}")

    return {
        "标题": form.title,
        "年度": form.year if form.year is not None else source.words(form.sheet, None, f"{FORMS[form.kind]} 年度"),
        "单位名称": fact("unit", form.unit_name, "单位名称"),
        "主管部门": fact("department", form.department, "主管部门"),
        "项目名称": fact("project", form.project, "项目名称"),
        "金额单位": form.money_unit or source.words(form.sheet, None, f"{FORMS[form.kind]} 金额单位"),
    }


def _evaluation(form: Form, source: Source) -> Dict[str, Any]:
    money, listed = _money(form, source)
    rows = [
        source.once(_indicator, row, form) for row in form.indicators if row.text("level3") and row.role != "execution"
    ]
    tree: Dict[str, Any] = {**_head(form, source), "资金": money, "资金行": [row for row in listed if row["部分"]]}
    for amounts in form.amounts:
        named: Dict[str, Any] = {}
        for label, bound in amounts.items:
            unit = form.money_unit or SOME_MONEY
            put(named, name_of(label), source.figure(form.sheet, bound, f"{AMOUNTS[amounts.name]} {label}", unit))
        tree[AMOUNTS[amounts.name]] = named
    tree["指标"] = rows
    tree["分组"] = _groups(rows, "一级指标")
    tree["二级分组"] = _groups(rows, "二级指标")
    tree["扣分指标"] = [row for row in rows if _lost(row)]
    tree["总分"] = _total(form, source)
    tree["等级"] = _grade(form, source)
    for at, name in enumerate(("预期目标", "实际完成情况")):
        text = "\n".join(goal[at] for goal in form.goals if goal[at])
        tree[name] = Words(text, f"{FORMS[form.kind]} {name}", ledger=source.ledger)
    return tree


def _money(form: Form, source: Source) -> Any:
    named: Dict[str, Any] = {}
    listed: List[Dict[str, Any]] = []
    for row in form.budget:
        fields = source.once(_money_row, row, form)
        listed.append(fields)
        put(named, name_of(row.name), fields)
        if row.role == "total":
            named.setdefault("合计", fields)
    return named, listed


def _money_row(row: Row, form: Form, source: Source) -> Dict[str, Any]:
    fields: Dict[str, Any] = {"名称": shown_name(row.name), **source.fields(form.sheet, row, _kinds(form, BUDGET))}
    rate = execution(fields["全年执行数"], fields["全年预算数"])
    # the rate as the form prints it; computed where the form leaves it out
    fields["执行率"] = rate if fields["执行率"].missing and not fields["执行率"].trouble else fields["执行率"]
    fields["复算执行率"] = rate
    fields["部分"] = row.role != "total"
    return fields


def _indicator(row: Row, form: Form, source: Source) -> Dict[str, Any]:
    kinds = {field: kind for field, kind in _kinds(form, INDICATOR).items() if field in form.columns or row[field]}
    fields = source.fields(form.sheet, row, kinds)
    for field, (name, unit) in _kinds(form, INDICATOR).items():
        if field not in kinds:
            fields[name] = source.words(form.sheet, None, name) if unit is None else Figure(None, unit, name)
    return {"一级指标": bare(row.level1), "二级指标": bare(row.level2), **fields}


def _groups(rows: List[Dict[str, Any]], level: str) -> List[Dict[str, Any]]:
    groups: Dict[str, List[Dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(str(row[level]), []).append(row)
    found = []
    for name, members in groups.items():
        weight, score = _sum(members, "分值"), _sum(members, "得分")
        found.append(
            {
                "名称": name, "分值": weight, "得分": score, "得分率": execution(score, weight), "指标": members,
                "个数": Figure(Decimal(len(members)), "个", f"{name} 指标个数", expression=str(len(members))),
            }
        )  # fmt: skip
    return found


def _sum(rows: Iterable[Dict[str, Any]], column: str) -> Figure:
    return total(rows, column)


def _lost(row: Dict[str, Any]) -> bool:
    score, weight = row["得分"].value, row["分值"].value
    return score is not None and weight is not None and score < weight


def _total(form: Form, source: Source) -> Dict[str, Any]:
    total = form.total
    return {
        "分值": source.figure(form.sheet, total["weight"] if total else None, "总分 分值", "分"),
        "得分": source.figure(form.sheet, total["score"] if total else None, "总分 得分", "分"),
    }


def _grade(form: Form, source: Source) -> Any:
    words = source.words(form.sheet, form.grade, f"{FORMS[form.kind]} 等级")
    return changed(words, text=words.text.rpartition("：")[2].rpartition(":")[2].strip())


def _basic(form: Form, source: Source) -> Dict[str, Any]:
    tree = _head(form, source)
    tree["财政供养人员"] = _bounds(form, source, form.staff, STAFF, "财政供养人员")
    tree["楼堂馆所"] = _bounds(form, source, form.buildings, BUILDINGS, "楼堂馆所")
    rows = []
    for item in form.items:
        fields = source.once(_item, item, form)
        rows.append((item, fields))
        put(tree, name_of(item.key or item.name), fields, (bare(item.level2), bare(item.level1)))
    for name in _tops(form.items):
        if name_of(name) not in tree:
            tree[name_of(name)] = _summed(name, [fields for item, fields in rows if _is_part(item, name, form.items)])
    tree["行"] = [fields for _, fields in rows]
    return tree


def _item(item: Row, form: Form, source: Source) -> Dict[str, Any]:
    fields: Dict[str, Any] = {"名称": shown_name(item.name), **source.fields(form.sheet, item, _kinds(form, ITEM))}
    fields["变动率"] = _change(fields)
    fields["控制率"] = execution(fields["本年决算数"], fields["本年预算数"])
    fields["本年"], fields["上年"], fields["预算"] = (fields[one] for one in ("本年决算数", "上年决算数", "本年预算数"))
    return fields


def _bounds(form: Form, source: Source, bounds: Dict[str, Any], kinds: Dict[str, Any], what: str) -> Dict[str, Any]:
    found = {
        name: source.figure(form.sheet, bounds.get(field), f"{what} {name}", unit)
        for field, (name, unit) in _kinds(form, kinds).items()
    }
    if "编制数" in found:
        found["复算控制率"] = execution(found["实际在职人数"], found["编制数"])
    return found


def _change(fields: Dict[str, Any]) -> Figure:
    return growth(fields["本年决算数"], fields["上年决算数"])


def _tops(items: List[Row]) -> List[str]:
    return list(dict.fromkeys(bare(item.level1) for item in items if item.level1))


def _is_part(item: Row, name: str, items: List[Row]) -> bool:
    """Rows of the highest level present: parts of a whole that stands in the table are in it already."""
    if bare(item.level1) != name:
        return False
    wholes = {bare(one.key or one.name) for one in items if one.role == "whole" and bare(one.level1) == name}
    return not (
        item.role == "part" and item.depth > 1 and (bare(item.level2) in wholes or (not item.level2 and wholes))
    )


def _summed(name: str, rows: List[Dict[str, Any]]) -> Dict[str, Any]:
    """A whole without a row of its own: the sum of its parts, missing as soon as one of them is blank."""
    fields: Dict[str, Any] = {"名称": name}
    for column in ("上年决算数", "本年预算数", "本年决算数"):
        fields[column] = changed(total(rows, column), name=f"{name} {column}")
    fields["变动率"] = _change(fields)
    fields["控制率"] = execution(fields["本年决算数"], fields["本年预算数"])
    fields["本年"], fields["上年"], fields["预算"] = (fields[one] for one in ("本年决算数", "上年决算数", "本年预算数"))
    return fields
