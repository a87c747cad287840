"""决算表的名称 (names of the final accounts): the nine tables, their rows and columns, the same in every province."""

from __future__ import annotations

from typing import Dict, Tuple

#: number of the table by its meaning -> its name in a template
TABLES: Dict[int, str] = {
    1: "收入支出总表", 2: "收入决算表", 3: "支出决算表", 4: "财政拨款总表", 5: "一般公共预算支出表", 6: "基本支出表",
    7: "政府性基金表", 8: "国有资本经营表", 9: "三公经费表",
}  # fmt: skip
#: rows of tables 1 and 4 by side: key of the row -> name
INCOME_LINES: Dict[int, Dict[str, str]] = {
    1: {
        "general": "一般公共预算财政拨款收入", "fund": "政府性基金预算财政拨款收入", "capital": "国有资本经营预算财政拨款收入",
        "fiscal": "财政拨款收入", "superior": "上级补助收入", "business": "事业收入", "operation": "经营收入",
        "affiliated": "附属单位上缴收入", "other": "其他收入", "year_income": "本年收入合计", "reserve": "使用非财政拨款结余",
        "opening": "年初结转和结余", "income_total": "总计",
    },
    4: {
        "general": "一般公共预算财政拨款", "fund": "政府性基金预算财政拨款", "capital": "国有资本经营预算财政拨款",
        "year_income": "本年收入合计", "opening": "年初财政拨款结转和结余", "opening_general": "年初一般公共预算财政拨款",
        "opening_fund": "年初政府性基金预算财政拨款", "opening_capital": "年初国有资本经营预算财政拨款", "income_total": "总计",
    },
}  # fmt: skip
EXPENDITURE_LINES: Dict[int, Dict[str, str]] = {
    1: {
        "year_expenditure": "本年支出合计", "distribution": "结余分配", "closing": "年末结转和结余",
        "expenditure_total": "总计",
    },
    4: {"year_expenditure": "本年支出合计", "closing": "年末财政拨款结转和结余", "expenditure_total": "总计"},
}  # fmt: skip
#: columns of the tables with 科目 rows and of 总表: table -> key of the column -> name
COLUMNS: Dict[int, Dict[str, str]] = {
    1: {"amount": "本年"},
    2: {
        "sum": "本年收入", "fiscal": "财政拨款收入", "superior": "上级补助收入", "business": "事业收入", "operation": "经营收入",
        "affiliated": "附属单位上缴收入", "other": "其他收入",
    },
    3: {
        "sum": "本年支出", "basic": "基本支出", "project": "项目支出", "upward": "上缴上级支出", "operation": "经营支出",
        "subsidy": "对附属单位补助支出",
    },
    4: {
        "amount": "本年", "sum": "本年", "general": "一般公共预算", "fund": "政府性基金预算", "capital": "国有资本经营预算",
    },
    5: {
        "sum": "本年支出", "basic": "基本支出", "project": "项目支出", "staff": "人员经费", "office": "公用经费",
        "opening": "年初结转和结余", "income": "本年收入", "closing": "年末结转和结余",
    },
    6: {"amount": "本年", "staff": "人员经费", "office": "公用经费", "sum": "本年"},
    7: {
        "opening": "年初结转和结余", "income": "本年收入", "sum": "本年支出", "basic": "基本支出", "project": "项目支出",
        "closing": "年末结转和结余",
    },
    8: {
        "opening": "年初结转和结余", "income": "本年收入", "sum": "本年支出", "basic": "基本支出", "project": "项目支出",
        "closing": "年末结转和结余",
    },
}  # fmt: skip
#: rows of 基本支出表 that are totals
BASIC_LINES = {"staff_total": "人员经费合计", "office_total": "公用经费合计", "total": "合计"}
#: sides and columns of “三公”经费
PUBLIC_SIDES = {"budget": "预算", "actual": "决算"}
PUBLIC = {
    "total": "合计", "abroad": "因公出国境费", "car": "公务用车费", "car_purchase": "公务用车购置费",
    "car_running": "公务用车运行维护费", "reception": "公务接待费",
}  # fmt: skip
#: digits of a code -> the list it stands in
LEVELS: Tuple[Tuple[int, str], ...] = ((3, "类"), (5, "款"), (7, "项"))
