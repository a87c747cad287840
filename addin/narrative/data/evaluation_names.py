"""自评表的名称 (names of the self-evaluation forms): fields of their rows."""

from __future__ import annotations

from typing import Dict, Optional, Tuple

from ...forms.model import BASIC, FUND, PROJECT, SCORECARD, UNIT

#: kind of a form -> its name in a template
FORMS: Dict[str, str] = {
    UNIT: "整体自评表", PROJECT: "项目自评表", BASIC: "基础数据表", SCORECARD: "评分表", FUND: "专项自评表",
}  # fmt: skip
#: money rows: field -> (name, unit); "money" stands for the form's own unit
BUDGET: Dict[str, Tuple[str, Optional[str]]] = {
    "initial": ("年初预算数", "money"), "full_year": ("全年预算数", "money"), "executed": ("全年执行数", "money"),
    "weight": ("分值", "分"), "rate": ("执行率", "%"), "score": ("得分", "分"),
}  # fmt: skip
#: indicator rows; None for words
INDICATOR: Dict[str, Tuple[str, Optional[str]]] = {
    "level3": ("三级指标", None), "weight": ("分值", "分"), "target": ("指标值", None), "actual": ("完成值", None),
    "completion": ("完成率", "%"), "score": ("得分", "分"), "method": ("赋分规则", None), "basis": ("设定依据", None),
    "last_year": ("上年完成值", None), "evidence": ("佐证资料", None), "deviation": ("偏差原因", None),
    "standard": ("评价标准", None), "description": ("指标说明", None), "value": ("指标实际值", None), "deduction": ("扣分", "分"),
}  # fmt: skip
#: rows of the basic data table
ITEM = {"previous": ("上年决算数", "money"), "budget": ("本年预算数", "money"), "current": ("本年决算数", "money")}
STAFF = {"approved": ("编制数", "人"), "actual": ("实际在职人数", "人"), "rate": ("控制率", "%")}
BUILDINGS = {
    "area_approved": ("批复规模", "平方米"), "area_actual": ("实际规模", "平方米"), "area_rate": ("规模控制率", "%"),
    "cost_approved": ("预算投资", "money"), "cost_actual": ("实际投资", "money"), "cost_rate": ("投资概算控制率", "%"),
}  # fmt: skip
#: 按收入性质分, 按支出性质分
AMOUNTS = {"income": "收入性质", "expenditure": "支出性质"}
