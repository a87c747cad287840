"""湖南 株洲 2023: 附件1 基础数据表, 附件2 整体支出绩效自评表, 附件3 项目支出绩效自评表."""

from __future__ import annotations

from typing import Mapping

from .basic_table import BasicTable, Item, draw_basic, three_public
from .book import Book
from .evaluation import Evaluation, draw, usual_levels
from .pack import PackSource
from .texts import draw_texts

_SIGNATURES = ("填表人", "填报日期", "联系电话", "单位负责人签字")
_BASIC = BasicTable(
    sheet="附件1 基础数据表",
    annex="附件1",
    title="2023年度整体支出绩效评价基础数据表",
    year=2023,
    items=(
        *three_public(),
        Item("项目支出：", "projects", ("business", "running_costs", "special")),
        Item("1、业务工作经费", "business", look="inner"),
        Item("2、运行维护经费", "running_costs", look="inner"),
        Item("3、市级专项资金（一个专项一行）", "special", details=3, look="inner"),
        Item("公用经费", "public_funds"),
        Item("其中：办公经费", "office", look="inner"),
        Item("水费、电费、差旅费", "utilities", look="deep"),
        Item("会议费、培训费", "meetings", look="deep"),
        Item("政府采购金额", "procurement"),
        Item("部门基本支出预算调整", "adjustment", change=True, marks=("previous",)),
    ),
    signatures=_SIGNATURES,
    notes=("说明：“项目支出”需要填报基本支出以外的所有项目支出情况，“公用经费”填报基本支出中的一般商品和服务支出。",),
)
_LEVELS = usual_levels("产出指标\n（40分）", "效益指标\n（20分）", "满意度指标\n（10分）", "成本指标\n（20分）")
_UNIT = Evaluation(
    kind="unit",
    sheet="附件2 整体支出绩效自评表",
    annex="附件2",
    title="2023年度部门（单位）整体支出绩效自评表",
    profile="cn/hunan/zhuzhou-2023",
    people=[[("市级预算部门（单位）名称", "unit_name")]],
    income=("其中：一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金"),
    expenditure=("其中：基本支出", "项目支出"),
    levels=_LEVELS,
    heads={"deviation": "差异分析及\n改进措施"},
    signatures=_SIGNATURES,
)
_PROJECT = Evaluation(
    kind="project",
    sheet="附件3 项目支出绩效自评表",
    annex="附件3",
    title="2023年度项目支出绩效自评表",
    profile="cn/hunan/zhuzhou-2023",
    people=[[("项目支出名称", "project")], [("主管部门", "department"), ("实施单位", "unit_name")]],
    money_side="项目资金\n（万元）",
    parts=("其中：当年财政拨款", "上年结转资金", "其他资金"),
    total_last=True,
    part_points=True,
    levels=_LEVELS,
    notes=("备注：一个一级项目支出一张表。",),
    repeats="project",
)

#: texts of the report beyond the usual five
MORE_TEXTS = (
    ("staffing", "人员情况", "编制、在职和离退休人员情况"),
    ("project_results", "项目支出绩效情况", "各项目的资金使用和绩效情况"),
    ("application", "结果应用和公开", "自评结果拟应用和公开的情况"),
)


def build(book: Book, rows: Mapping[str, int]) -> None:
    """画出全部表."""
    draw_basic(book, _BASIC, rows)
    draw(book, _UNIT, rows)
    draw(book, _PROJECT, rows)
    draw_texts(book, MORE_TEXTS)


PACK = PackSource(
    name="cn/hunan/zhuzhou/2023",
    title="湖南株洲2023年度绩效自评表",
    issuer="株洲市财政局",
    region=("湖南", "株洲"),
    year=2023,
    profile="cn/hunan/zhuzhou-2023",
    document="株洲职业教育科技园管理办公室《2023年度部门整体支出绩效自评报告》附件1至附件3",
    file="株洲2023年度绩效自评表.xlsx",
    draw=build,
    report="整体支出绩效自评报告",
)
