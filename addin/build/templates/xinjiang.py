"""新疆 2024 自评表 (self-evaluation forms of Xinjiang): 单位整体支出绩效自评表, 项目支出绩效自评表."""

from __future__ import annotations

from typing import Mapping, Sequence, Tuple

from udfs.core.rules import load
from udfs.core.rules_model import Profile

from ...native import completion, execution_rate, execution_score
from ...native.text import finished, given, number
from . import validation
from .book import Book
from .evaluation import draw_title
from .formulas import form_total, listed, points, sum_of, weight_total
from .sheet import Sheet

UNIT_PROFILE, PROJECT_PROFILE = "cn/xinjiang/unit-2024", "cn/xinjiang/project-2024"
UNIT_SHEET, PROJECT_SHEET = "单位整体支出绩效自评表", "项目支出绩效自评表"
_TARGET = validation.hint("目标值", "符号、数和单位写在一起，例如 >=13套、<=630万元、>=90%；时间写明年月日")
_ACTUAL = validation.hint("完成值", "单位与目标值一致，例如 =13套、=95%；文字目标达成的写“达到预期指标”")
_MONEY = {"initial": "年初预算数", "full_year": "全年预算数", "executed": "全年执行数"}
#: (一级指标, ((二级指标, rows), …))
_UNIT_LEVELS = (("履职效能", (("数量指标", 4), ("质量指标", 3), ("时效指标", 2))),)
_PROJECT_LEVELS = (
    ("产出指标", (("数量指标", 3), ("质量指标", 2), ("时效指标", 2))),
    ("成本指标", (("经济成本指标", 3),)),
    ("效益指标", (("经济效益指标", 2), ("社会效益指标", 2))),
    ("满意度指标", (("满意度指标", 2),)),
)
Levels = Sequence[Tuple[str, Sequence[Tuple[str, int]]]]


def draw_unit(book: Book, rows: Mapping[str, int]) -> Sheet:
    """画单位整体支出绩效自评表: 得分 in proportion, at most the weight.

    Args:
        rows: 二级指标 -> number of its rows, where it differs from the form's own.
    """
    profile = load(UNIT_PROFILE)
    sheet = book.sheet(UNIT_SHEET, (12.0, 14.0, 24.0, 15.0, 22.0, 10.0, 15.0, 10.0), kind="unit", heading=UNIT_SHEET)
    row = draw_title(sheet, "", UNIT_SHEET, "（2024年度）")
    sheet.put(row, 1, "单位名称", look="head")
    sheet.entry(row, 2, "left", columns=7, name="unit_name")
    sheet.height(row, 26)
    heads = ("资金来源", "年初预算数", "全年预算数", "全年执行数", "分值权重", "执行率", "得分")
    items = ("上级资金", "本级资金", "其他资金", "合计")
    places = tuple((column, 1) for column in range(2, 9))
    _draw_money(sheet, row + 1, "部门资金\n（万元）", heads, items, places, 3, "-", profile)
    row = _draw_goals(sheet, row + 6, (2, 3), (5, 4))
    labels = ("一级指标", "二级指标", "三级指标", "预期指标值", "指标值设定依据", "分值权重", "实际完成指标值", "得分")
    for column, label in enumerate(labels, 1):
        sheet.put(row, column, label, look="head")
    sheet.heads = (row, row)
    columns = {"level3": 3, "target": 4, "basis": 5, "weight": 6, "actual": 7, "score": 8}

    def draw(at: int) -> None:
        sheet.entry(at, 3, "long")
        target = sheet.entry(at, 4, "text", rule=_TARGET)
        sheet.entry(at, 5, "long")
        weight = sheet.entry(at, 6, "number", rule=validation.points("分值权重"))
        actual = sheet.entry(at, 7, "text", rule=_ACTUAL)
        made = points(weight, target, actual, profile)
        sheet.formula(at, 8, made, "number", open_=True, rule=_by_hand("得分"))

    row = _draw_levels(sheet, row + 1, _UNIT_LEVELS, 1, columns, rows, draw)
    text = "注：得分按“分值×完成值÷指标值”计算，最高不超过分值；文字指标由单位评定后填写。"
    sheet.put(row, 1, text, columns=8, look="note")
    return sheet


def draw_project(book: Book, rows: Mapping[str, int]) -> Sheet:
    """画项目支出绩效自评表: each row is scored by its own 赋分规则.

    Args:
        rows: 二级指标 -> number of its rows, where it differs from the form's own.
    """
    profile = load(PROJECT_PROFILE)
    widths = (7.0, 9.5, 11.5, 20.0, 7.5, 13.0, 13.0, 10.0, 9.0, 12.0, 10.0, 17.0, 11.0, 28.0)
    sheet = book.sheet(PROJECT_SHEET, widths, landscape=True, kind="project", heading=PROJECT_SHEET, repeats="project")
    row = draw_title(sheet, "", PROJECT_SHEET, "（2024年度）")
    sheet.put(row, 1, "项目名称", columns=3, look="head")
    sheet.entry(row, 4, "left", columns=11, name="project")
    sheet.put(row + 1, 1, "主管部门", columns=3, look="head")
    sheet.entry(row + 1, 4, "left", columns=4, name="department")
    sheet.put(row + 1, 8, "实施单位", columns=2, look="head")
    sheet.entry(row + 1, 10, "left", columns=5, name="unit_name")
    for at in (row, row + 1):
        sheet.height(at, 26)
    heads = ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    items = ("年度资金总额", "其中：当年财政拨款", "　　　其他资金")
    places = ((2, 3), (5, 2), (7, 2), (9, 2), (11, 1), (12, 1), (13, 2))
    execution = _draw_money(sheet, row + 2, "项目资金\n（万元）", heads, items, places, 0, "—", profile)
    row = _draw_goals(sheet, row + 6, (2, 6), (8, 7))
    labels = (
        "一级指标", "二级指标", "三级指标", "权重", "目标值", "业绩值", "完成率", "指标得分", "指标值\n设定依据", "上年完成\n情况",
        "赋分规则", "佐证资料", "偏差原因分析及改进措施",
    )  # fmt: skip
    for column, label in enumerate(labels, 2):
        sheet.put(row, column, label, look="head")
    sheet.heads = (row, row)
    first = row + 1
    columns = {
        "level3": 4, "weight": 5, "target": 6, "actual": 7, "completion": 8, "score": 9, "basis": 10, "last_year": 11, "method": 12,
        "evidence": 13, "deviation": 14,
    }  # fmt: skip
    end = _draw_levels(
        sheet, first, _PROJECT_LEVELS, 2, columns, rows, lambda at: _draw_project_row(sheet, at, profile)
    )
    sheet.put(row, 1, "年度绩效指标完成情况", rows=end - row, look="side")
    sheet.missing_reason(first, end - 1, 5, 9, 14)
    sheet.put(end, 1, "总分", columns=4, look="head")
    weights, scores = f"E{first}:E{end - 1}", f"I{first}:I{end - 1}"
    sheet.formula(end, 5, weight_total([f"K{execution}", weights]), "number", name="total.weight", cached=10)
    for column in (6, 7, 8, *range(10, 15)):
        sheet.put(end, column, "")
    sheet.formula(end, 9, form_total([f"M{execution}"], weights, scores), name="total.score")
    sheet.page.cell(end, 9).number_format = '0.00"分"'
    sheet.height(end, 26)
    return sheet


def _draw_money(
    sheet: Sheet, row: int, side: str, heads: Sequence[str], items: Sequence[str], places: Sequence[Tuple[int, int]],
    total: int, dash: str, profile: Profile,
) -> int:  # fmt: skip
    """The money table with its head at ``row``; gives the row of the total."""
    sheet.put(row, 1, side, rows=len(items) + 1, look="side")
    for (column, span), head in zip(places, heads):
        sheet.put(row, column, head, columns=span, look="head")
    names = ("initial", "full_year", "executed", "weight", "rate", "score")
    whole = row + 1 + total
    parts = [row + 1 + at for at in range(len(items)) if at != total]
    for at, item in enumerate(items):
        here = row + 1 + at
        sheet.put(here, places[0][0], item, columns=places[0][1], look="name")
        for name, (column, span) in zip(names, places[1:]):
            if name in _MONEY:
                path, rule = f"budget[{at}].{name}", validation.amount(_MONEY[name])
                if here == whole:
                    letters = "ABCDEFGHIJKLMN"[column - 1]
                    made = sum_of([f"{letters}{parts[0]}:{letters}{parts[-1]}"])
                    sheet.formula(here, column, made, "money", columns=span, name=path, open_=True, rule=rule)
                else:
                    sheet.entry(here, column, "money", columns=span, name=path, rule=rule)
            elif here != whole:
                sheet.put(here, column, dash, columns=span)
    (w, _), (r, _), (s, span) = places[4:]
    letters = "ABCDEFGHIJKLMN"
    full, executed = (f"{letters[places[at][0] - 1]}{whole}" for at in (2, 3))
    weight = sheet.entry(whole, w, "number", text=10, name=f"budget[{total}].weight", rule=validation.points("分值"))
    sheet.formula(whole, r, execution_rate(full, executed), "percent", name=f"budget[{total}].rate")
    score = execution_score(weight, full, executed, profile)
    sheet.formula(whole, s, score, "number", columns=span, name=f"budget[{total}].score")
    return whole


def _draw_goals(sheet: Sheet, row: int, left: Tuple[int, int], right: Tuple[int, int]) -> int:
    sheet.put(row, 1, "年度总体目标", rows=2, look="side")
    for (column, span), label, name in ((left, "预期目标", "expected"), (right, "实际完成情况", "actual")):
        sheet.put(row, column, label, columns=span, look="head")
        sheet.entry(row + 1, column, "long", columns=span, name=f"goals[0].{name}")
    sheet.height(row + 1, 130)
    return row + 2


def _draw_levels(
    sheet: Sheet,
    row: int,
    levels: Levels,
    start: int,
    columns: Mapping[str, int],
    rows: Mapping[str, int],
    draw: object,
) -> int:
    """The indicator rows, level cells merged; gives the row below."""
    assert callable(draw)
    for level1, groups in levels:
        top = row
        for level2, own in groups:
            count = rows.get(level2, own)
            for at in range(row, row + count):
                draw(at)
            sheet.entry(row, start + 1, "text", rows=count, text=level2)
            sheet.grows("indicators", row, row + count - 1, dict(columns), level2)
            row += count
        sheet.entry(top, start, "text", rows=row - top, text=level1)
    return row


def _by_hand(title: str) -> validation.Rule:
    prompt = "能按规则算出的自动计算；显示空白的（文字指标、时间指标等）由单位评定后直接填写"
    return validation.points(title, prompt=prompt)


def _draw_project_row(sheet: Sheet, row: int, profile: Profile) -> None:
    sheet.entry(row, 4, "long")
    weight = sheet.entry(row, 5, "number", rule=validation.points("权重"))
    target = sheet.entry(row, 6, "text", rule=_TARGET)
    actual = sheet.entry(row, 7, "text", rule=_ACTUAL)
    done = sheet.formula(
        row, 8, _completion(target, actual, profile), "percent", open_=True,
        rule=validation.Rule("decimal", "完成率", "自动计算；时间指标按时完成填 100%，未按时填 0%；文字指标达成的自动为 100%",
                             "请填写百分数", "between", "0", "100000"),
    )  # fmt: skip
    method = f"L{row}"
    sheet.formula(
        row, 9, _method_points(weight, target, done, method, profile), "number", open_=True, rule=_by_hand("指标得分")
    )
    basis = ("计划标准", "历史标准", "行业标准", "其他标准")
    sheet.entry(row, 10, "text", rule=validation.hint("指标值设定依据", "例如：" + "、".join(basis)))
    sheet.entry(row, 11, "text")
    sheet.entry(row, 12, "text", rule=validation.choices(list(profile.methods), "赋分规则"))
    sheet.entry(row, 13, "text")
    sheet.entry(row, 14, "long")


def _completion(target: str, actual: str, profile: Profile) -> str:
    """完成率公式: 100 % where the actual repeats the target or says that it was met, else actual / target."""
    rule = completion(target, actual, profile)
    met = [f'AND(EXACT({target}&"",{actual}&""),LEN({target})>2)']
    met.append(f'ISNUMBER(MATCH({actual}&"",{listed(sorted(profile.met.phrases))},0))')
    rounded = f"ROUND({rule.formula},4)"
    return finished(f'IF({given(target, actual)},IF(OR({",".join(met)}),1,{rounded}),"")').formula


def _method_points(weight: str, target: str, done: str, method: str, profile: Profile) -> str:
    """指标得分公式: by the row's 赋分规则 from the completion; blank where the rule leaves it to judgement.

    依据: udfs/rules/cn/xinjiang/project-2024.toml. The comparison of 直接赋分 and 按评判等级赋分 follows the target's sign.
    """
    names = list(profile.methods)
    floor = next(one.floor for one in profile.methods.values() if one.rule == "floor") / 100
    first, second = f"LEFT({target})", f"MID({target},2,1)"
    strict = f'AND({done}=1,OR({first}={{">","<","＞","＜"}}),{second}<>"=",{second}<>"＝")'
    direct = (
        f'IF({strict},NA(),IF(OR({first}={{"<","≤","≦","＜"}}),IF({done}<=1,1,0),'
        f'IF(OR({first}={{">","≥","≧","＞"}}),IF({done}>=1,1,0),IF({done}>1,NA(),IF({done}=1,1,0)))))'
    )
    shares = {
        "floor": f"MAX(0,MIN((ROUND({done},4)-{floor})/{1 - floor},2-ROUND({done},4)))",
        "satisfaction": f"IF({done}>=1,1,NA())",
        "direct": direct,
        "level": f"IF({direct}=1,1,NA())",
    }
    chosen = ",".join(shares[profile.methods[name].rule] for name in names)
    value = f"ROUND({number(weight)}*CHOOSE(MATCH({method},{listed(names)},0),{chosen}),{profile.places})"
    return finished(f'IF(AND(LEN({weight})>0,ISNUMBER({done})),{value},"")').formula
