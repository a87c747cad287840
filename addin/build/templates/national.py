"""全国通用: 项目支出绩效自评表, 部门整体支出绩效自评表, 项目支出绩效目标申报表, 绩效目标执行监控表."""

from __future__ import annotations

from typing import Mapping

from .book import Book
from .declaration import draw_declaration
from .evaluation import Evaluation, draw, usual_levels
from .monitoring import draw_monitoring
from .pack import PackSource
from .texts import draw_texts

_YEAR = "（      年度）"
_LEVELS = usual_levels("产出指标\n（50分）", "效益指标\n（30分）", "满意度指标\n（10分）")
_PLAIN = usual_levels()
_SIGNATURES = ("填表人", "填报日期", "联系电话", "单位负责人签字")
_PROJECT = Evaluation(
    kind="project",
    sheet="项目支出绩效自评表",
    title="项目支出绩效自评表",
    year_line=_YEAR,
    profile="cn/national",
    people=[[("项目名称", "project")], [("主管部门", "department"), ("实施单位", "unit_name")]],
    money_side="项目资金\n（万元）",
    parts=("其中：当年财政拨款", "上年结转资金", "其他资金"),
    levels=_LEVELS,
    signatures=_SIGNATURES,
    repeats="project",
)
_UNIT = Evaluation(
    kind="unit",
    sheet="部门整体支出绩效自评表",
    title="部门整体支出绩效自评表",
    year_line=_YEAR,
    profile="cn/national",
    people=[[("部门（单位）名称", "unit_name")]],
    money_side="部门资金\n（万元）",
    parts=("其中：基本支出", "项目支出"),
    levels=_LEVELS,
    grade=True,
    signatures=_SIGNATURES,
)

#: texts of the report beyond the usual five
MORE_TEXTS = (
    ("project_overview", "项目概况", "项目背景、主要内容、实施单位和资金来源"),
    ("work", "自评工作开展情况", "自评的组织、方法和过程"),
    ("application", "结果应用和公开", "自评结果拟应用和公开的情况"),
    ("others", "其他需说明的情况", "没有的写“无”"),
)


def build(book: Book, rows: Mapping[str, int]) -> None:
    """画出全部表."""
    draw(book, _PROJECT, rows)
    draw(book, _UNIT, rows)
    draw_declaration(book, "项目支出绩效目标申报表", _PLAIN, rows, _YEAR)
    draw_monitoring(book, "绩效目标执行监控表", _PLAIN, rows, _YEAR)
    draw_texts(book, MORE_TEXTS)


PACK = PackSource(
    name="cn/national",
    title="全国通用绩效表格",
    issuer="财政部",
    region=(),
    year=0,
    profile="cn/national",
    document="财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）等文件的通行表式，未对照原文（unverified）",
    file="绩效表格.xlsx",
    draw=build,
    kind="practice",
    report="项目支出绩效自评报告",
    remarks=(
        "表式按通行的表样制作，手头没有文件原文，未核实；监控表红、黄、绿灯的界限（60%、80%）是一体化系统的通行做法，未核实。",
        "当地财政部门另有表式的，用 jixiao adopt 把下发的表格做成模板包。",
    ),
)
