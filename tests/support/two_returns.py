"""两次报送 (two returns): small workbooks of a project form, and a copy of them as a unit would change it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Callable, Optional

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "附件1"
TITLE = "项目支出绩效自评表"
HEAD = ("一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年完成值", "得分", "偏差原因分析")
#: (level 1, level 2, name, weight, target, actual, score, reason)
ROWS = (
    ("产出指标", "数量指标", "维修校舍面积", 20, "≥2400平方米", "2400平方米", 20, None),
    (None, None, "培训教师人次", 20, "≥300人次", "310人次", 20, None),
    (None, "质量指标", "验收合格率", 10, "≥95%", "100%", 10, None),
    (None, "时效指标", "项目完成时间", 10, "2024年12月底前", "2024年11月", 10, None),
    ("效益指标", "社会效益指标", "受益学生人数", 20, "≥5000人", "5200人", 20, None),
    ("满意度指标", "服务对象满意度指标", "师生满意度", 10, "≥90%", "96%", 10, None),
)  # fmt: skip
FIRST = 9


def form(path: Path, head: tuple = HEAD, rows: tuple = ROWS) -> Path:
    """A workbook with one project form."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet["A1"] = TITLE
    sheet["A2"] = "（2024年度）"
    sheet["A3"], sheet["B3"] = "项目名称", "校舍维修"
    sheet["A4"], sheet["B4"] = "实施单位", "某某学校"
    for column, text in enumerate(
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"), 1
    ):
        sheet.cell(5, column, text or None)
    for column, value in enumerate((None, "年度资金总额", 100, 120, 118.8, 10, "99%", 9.9), 1):
        sheet.cell(6, column, value)
    sheet["A7"] = "年度总体目标：改善办学条件"
    order = [HEAD.index(name) for name in head]
    for column, name in enumerate(head, 1):
        sheet.cell(FIRST - 1, column, name)
    for at, row in enumerate(rows):
        for column, source in enumerate(order, 1):
            sheet.cell(FIRST + at, column, row[source])
    last = FIRST + len(rows)
    sheet.cell(last, 1, "总分")
    sheet.cell(last, head.index("分值") + 1, 100)
    sheet.cell(last, head.index("得分") + 1, 9.9 + sum(row[6] or 0 for row in rows))
    book.save(path)
    return path


def changed(
    path: Path, change: Callable[[Worksheet], object], name: str = "改后.xlsx", source: Optional[Path] = None
) -> Path:
    """A copy of a workbook after ``change`` of its first sheet."""
    book = openpyxl.load_workbook(source or path)
    change(book.worksheets[0])
    target = path.with_name(name)
    book.save(target)
    return target


def packed_otherwise(data: bytes) -> bytes:
    """The same members in another zip file: other bytes, nothing changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    return out.getvalue()


def put(values: dict) -> Callable[[Worksheet], None]:
    """A change that writes values: address -> value."""

    def change(sheet: Worksheet) -> None:
        for address, value in values.items():
            sheet[address] = value

    return change
