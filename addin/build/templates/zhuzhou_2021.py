"""湖南 株洲 2021: 附件1-1 部门整体支出绩效自评表."""

from __future__ import annotations

from typing import Mapping

from .book import Book
from .evaluation import Evaluation, draw, usual_levels
from .pack import PackSource
from .texts import draw_texts

_UNIT = Evaluation(
    kind="unit",
    sheet="部门整体支出绩效自评表",
    annex="附件1-1",
    title="2021年度部门整体支出绩效自评表",
    profile="cn/hunan/zhuzhou-2021",
    people=[[("部门名称", "unit_name")]],
    money_side="资金情况\n（万元）",
    money_corner="年度资金总额",
    money_heads={"score": "得分\n（执行率×分值）"},
    total_row="合计",
    parts=("其中：当年财政拨款", "上年结转资金", "其他资金"),
    dash="",
    levels=usual_levels("产出指标\n（50分）", "效益指标\n（30分）", "满意度指标\n（10分）"),
    grade=True,
    signatures=("填表人", "填报日期", "联系电话", "单位负责人签字"),
    notes=(
        "备注：1.“执行率”=“全年执行数”/“全年预算数”；",
        "2.总分设置为100分，等级划分为：90分（含）-100分为优，80分（含）-90分为良，60分（含）-80分为中，60分以下为差。",
    ),
)

#: texts of the report beyond the usual five
MORE_TEXTS = (
    ("staffing", "人员情况", "编制、在职和离退休人员及其变动情况"),
    ("spending", "支出情况说明", "各类支出的金额、占比和与上年相比的变化"),
    ("project_results", "项目支出绩效情况", "各项目的资金使用和绩效情况"),
    ("others", "其他需说明的情况", "没有的写“无”"),
)


def build(book: Book, rows: Mapping[str, int]) -> None:
    """画出全部表."""
    draw(book, _UNIT, rows)
    draw_texts(book, MORE_TEXTS)


PACK = PackSource(
    name="cn/hunan/zhuzhou/2021",
    title="湖南株洲2021年度绩效自评表",
    issuer="株洲市财政局",
    region=("湖南", "株洲"),
    year=2021,
    profile="cn/hunan/zhuzhou-2021",
    document="株洲市教育局《2021年度部门整体支出绩效自评报告》附件1-1 部门整体支出绩效自评表",
    file="株洲2021年度绩效自评表.xlsx",
    draw=build,
    report="部门整体支出绩效自评报告",
)
