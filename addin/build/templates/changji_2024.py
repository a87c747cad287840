"""新疆 昌吉 2024: 单位整体支出绩效自评表, 项目支出绩效自评表, 部门决算公开01–09表, 封面, 勾稽核对, 报告数据, 报告文字."""

from __future__ import annotations

from typing import Mapping

from .accounts import draw_nine
from .accounts.cover import draw_cover
from .accounts.nine import TITLES
from .accounts.report_data import draw_report_data
from .accounts.ties_sheet import draw_ties
from .book import Book
from .pack import PackSource
from .texts import draw_texts
from .xinjiang import PROJECT_PROFILE, PROJECT_SHEET, UNIT_PROFILE, UNIT_SHEET, draw_project, draw_unit

#: what the 部门决算公开说明 says beyond the usual five texts
MORE_TEXTS = (
    ("effects", "绩效管理成效", "预算绩效管理取得的成效"),
    ("staff_items", "人员经费包括", "有支出的人员经费科目，用顿号分开；不填时按公开06表有金额的科目列出"),
    ("office_items", "公用经费包括", "有支出的公用经费科目，用顿号分开；不填时按公开06表有金额的科目列出"),
    ("abroad_use", "因公出国开支内容", "因公出国（境）费的开支内容"),
    ("car_use", "公车运行开支内容", "公务用车运行维护费的开支内容"),
    ("reception_use", "公务接待开支内容", "公务接待费的开支内容"),
    ("vehicle_difference", "车辆差异原因", "固定资产中的车辆数与公务用车保有量不同的原因"),
    ("other_vehicles", "其他用车主要是", "“其他用车”的主要用途"),
    ("other_matters", "其他需说明的事项", "没有的写“本单位无其他需说明的事项”"),
)


def build(book: Book, rows: Mapping[str, int]) -> None:
    """画出全部表."""
    # one rule for each kind of form, whatever the unit is called
    book.profile = f"{UNIT_PROFILE};{PROJECT_PROFILE}"
    contents = [UNIT_SHEET, PROJECT_SHEET] + [f"公开{number:02d}表　{title}" for number, title in TITLES.items()]
    draw_cover(book, 2024, contents)
    draw_unit(book, rows)
    draw_project(book, rows)
    tables = draw_nine(book, rows)
    draw_ties(book, tables)
    draw_report_data(book, tables)
    draw_texts(book, MORE_TEXTS)


PACK = PackSource(
    name="cn/xinjiang/changji/2024",
    title="新疆昌吉2024年度部门决算公开表和绩效自评表",
    issuer="昌吉回族自治州财政局",
    region=("新疆", "昌吉"),
    year=2024,
    profile="",
    document="昌吉职业技术学院《2024年度部门决算公开说明》附单位整体支出绩效自评表、项目支出绩效自评表；九张决算表照财政部部门决算公开格式",
    file="昌吉2024年度部门决算公开和绩效自评表.xlsx",
    draw=build,
    report="部门决算公开说明",
    remarks=("规则由各表自己决定：整体表 cn/xinjiang/unit-2024，项目表 cn/xinjiang/project-2024。",),
)
