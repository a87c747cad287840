"""打开的表 (open books): small forms as open workbooks, for tests of the buttons."""

from __future__ import annotations

from typing import Any, Optional

from support.fake_host import FakeDesk, FakeWorkbook
from support.gridkit import draw

from addin.buttons import press
from addin.grid import Grid, position

S = "自评表"
PATH = "/家 目录/绩效 自评/01 自评表.xlsx"

#: 694.9/700 = 99.27 %, (99.27-60)/40*10 = 9.8175; a blank form of 新疆项目2024 but for what people type
BLANK = """
项目支出绩效自评表 | < | < | < | < | < | < | < | <
（2024年度） | < | < | < | < | < | < | < | <
项目名称 | < | 信息化标杆校建设 | < | < | < | < | < | <
主管部门 | < | 昌吉州教育局 | < | < | 实施单位 | < | 某某学院 | <
项目资金（万元） | | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | < | 700 | 700 | 694.9 | 10 | |
^ | 其中：当年财政拨款 | < | 700 | 700 | 694.9 | — | — | —
年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
^ | 采购软件13套 | < | < | < | 采购了13套 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
^ | 产出指标 | 数量指标 | 软件套数 | ≥13套 | 13套 | 20 | |
^ | ^ | 质量指标 | 验收合格率 | ≥100% | 100% | 30 | |
^ | 效益指标 | 社会效益指标 | 信息化水平 | 明显提升 | 达到预期指标 | 30 | |
^ | 满意度指标 | 服务对象满意度 | 师生满意度 | ≥90% | 95% | 10 | |
总分 | < | < | < | < | < | 100 | | 等级：
"""
#: the rows of the indicators in BLANK, and its total
FIRST, LAST, TOTAL = 11, 14, 15


def blank_form(name: str = S, **cells: Any) -> Grid:
    """空白的自评表; further cells by address, such as H11=20."""
    grid = draw(BLANK, name=name)
    for a1, value in cells.items():
        put(grid, a1, value)
    return grid


def put(grid: Grid, a1: str, value: Any, formula: Optional[str] = None) -> None:
    """写一个单元格."""
    from addin.grid import Cell

    grid.cells[position(a1)] = Cell(value, "" if value is None else str(value), formula)


def open_book(*grids: Grid, path: str = PATH, **more: Any) -> FakeWorkbook:
    """打开的工作簿 with these sheets, by default one blank form."""
    return FakeWorkbook(grids or (blank_form(),), path, **more)


def pressed(command: str, workbook: FakeWorkbook, **desk: Any) -> FakeDesk:
    """按下一个按钮: what was said and asked."""
    made = FakeDesk(**desk)
    press(command, workbook, made)
    return made
