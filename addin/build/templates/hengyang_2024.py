"""湖南 衡阳 2024: 附件1 部门整体支出绩效评价基础数据表, 附件2 部门整体支出绩效自评表."""

from __future__ import annotations

from typing import Mapping

from .basic_table import BasicTable, Item, draw_basic
from .book import Book
from .evaluation import AMOUNT_HEADS, Evaluation, draw, usual_levels
from .pack import PackSource
from .texts import draw_texts

_WIDE, _LAST, _HALF = (3, 2, 1), (4, 1, 1), (2, 3, 1)
_BASIC = BasicTable(
    sheet="附件1 基础数据表",
    annex="附件1",
    title="2024年度部门整体支出绩效评价基础数据表",
    year=2024,
    levels=("一级指标", "二级指标", "三级指标"),
    widths=(16.0, 13.0, 19.0, 19.0, 14.0, 14.0, 14.0),
    head="经费控制情况\n（万元）",
    items=(
        Item("其中：公车购置", "purchase", place=_LAST, side=("三公经费", 4)),
        Item("公车运行维护", "running", place=_LAST),
        Item("2、出国经费", "abroad", place=_WIDE),
        Item("3、公务接待", "reception", place=_WIDE),
        Item("1、业务工作经费", "business", place=_WIDE, side=("项目支出", 3)),
        Item("2、运行维护经费", "running_costs", place=_WIDE),
        Item("本级专项资金（一个专项一行）", "special", details=5, place=_WIDE),
        Item("其中：办公经费", "office", place=_WIDE, side=("公用经费", 3)),
        Item("水费、电费、差旅费", "utilities", place=_WIDE),
        Item("会议费、培训费", "meetings", place=_WIDE),
        Item("政府采购金额", "procurement", place=_HALF),
        Item("部门基本支出预算调整", "adjustment", place=_HALF, change=True),
    ),
    notes=("说明：“项目支出”需要填报基本支出以外的所有项目支出情况，“公用经费”填报基本支出中的一般商品和服务支出。",),
)
_UNIT = Evaluation(
    kind="unit",
    sheet="附件2 整体支出绩效自评表",
    annex="附件2",
    title="2024年度部门整体支出绩效自评表",
    profile="cn/hunan/hengyang-2024",
    people=[[("部门名称", "unit_name")]],
    money_heads={name: f"{head}\n（万元）" for name, head in AMOUNT_HEADS.items()},
    income=("一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金"),
    expenditure=("基本支出", "项目支出"),
    levels=usual_levels(cost="成本指标"),
    grade=True,
    signatures=("填表人", "填报日期", "联系电话", "单位负责人签字"),
)

#: texts of the report beyond the usual five
MORE_TEXTS = (
    ("staffing", "人员配置", "编制、在职、离退休和临聘人员情况"),
    ("basic_spending", "基本支出明细", "工资福利、商品和服务、对个人和家庭的补助等的金额"),
    ("projects", "项目支出情况", "专项资金和专项债项目的安排、使用和管理情况"),
    ("systems", "管理制度及执行情况", "内部控制、预算、采购、资产等管理制度及执行情况"),
    ("application", "结果应用建议", "对评价结果应用的建议"),
)


def build(book: Book, rows: Mapping[str, int]) -> None:
    """画出全部表."""
    sheet = draw_basic(book, _BASIC, rows)
    # the vehicles' label stands beside both its rows, left of 三级指标
    row = int(sheet.names["basic_items_purchase_budget"].rpartition("$")[2])
    sheet.put(row, 3, "1、公务用车购置和维护经费", rows=2, look="name")
    draw(book, _UNIT, rows)
    draw_texts(book, MORE_TEXTS)


PACK = PackSource(
    name="cn/hunan/hengyang/2024",
    title="湖南衡阳2024年度绩效自评表",
    issuer="衡阳市财政局",
    region=("湖南", "衡阳"),
    year=2024,
    profile="cn/hunan/hengyang-2024",
    document="衡阳技师学院《2024年度部门整体支出绩效自评报告》附件1、附件2",
    file="衡阳2024年度绩效自评表.xlsx",
    draw=build,
    report="部门整体支出绩效自评报告",
)
