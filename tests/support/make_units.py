"""生成 workbooks/units-example.xlsx (register of units): some 30 units in three levels, every name invented.

Run ``python tests/support/make_units.py`` after a change; the bytes are the same on every run.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import List, Sequence, Tuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root), str(root / "tests")]

from addin.package.same_bytes import same_bytes

FILE = Path(__file__).resolve().parents[2] / "workbooks" / "units-example.xlsx"
PACK = "cn/hunan/hengyang/2024"
HEAD = (
    "单位代码",
    "单位名称",
    "上级代码",
    "联系人",
    "财政供养人员情况编制数",
    "公务接待2024年预算数",
    "公车运行维护2024年预算数",
    "备注",
)
#: offices with what stands below them: name, staff, the units below
OFFICES: Tuple[Tuple[str, int, Tuple[str, ...]], ...] = (
    ("云岭县教育局", 46, ("云岭县第一中学", "云岭县第二中学", "云岭县青山小学", "云岭县溪口小学", "云岭县教师进修学校", "云岭县特殊教育学校")),
    ("云岭县卫生健康局", 38, ("云岭县人民医院", "云岭县中医医院", "云岭县妇幼保健院", "云岭县疾病预防控制中心", "云岭县石桥镇卫生院")),
    ("云岭县农业农村局", 52, ("云岭县农业技术推广站", "云岭县畜牧兽医站", "云岭县农村经营服务站", "云岭县种子管理站")),
    ("云岭县交通运输局", 33, ("云岭县公路养护中心", "云岭县道路运输服务中心", "云岭县水运事务中心")),
    ("云岭县文化旅游局", 27, ("云岭县图书馆", "云岭县文化馆", "云岭县博物馆")),
    ("云岭县民政局", 24, ("云岭县社会福利院", "云岭县救助管理站")),
)  # fmt: skip
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def _units() -> List[Sequence[object]]:
    rows: List[Sequence[object]] = [("001", "云岭县财政局", "", "预算股", 61, 12.5, 9, "主管全县")]
    for number, (name, staff, below) in enumerate(OFFICES, 1):
        code = f"{number:03d}0"
        rows.append((code, name, "001", "财务股", staff, round(staff * 0.12, 2), round(staff * 0.2, 2), ""))
        for at, unit in enumerate(below, 1):
            people = 18 + (number * 17 + at * 23) % 160
            rows.append(
                (f"{code}{at:02d}", unit, code, "办公室", people, round(people * 0.05, 2), round(people * 0.08, 2), "")
            )
    return rows


def _sheet(
    book: Workbook, name: str, head: Sequence[str], rows: Sequence[Sequence[object]], top: int, widths: Sequence[int]
) -> None:
    sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
    for at, row in enumerate([head, *rows], top):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column, value if value != "" else None)
            cell.border = _BORDER
            if at == top:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            elif isinstance(value, str):
                cell.number_format = "@"
    for column, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGH"[column]].width = width
    sheet.freeze_panes = sheet.cell(top + 1, 3)
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def register() -> bytes:
    """名册: the workbook."""
    book = Workbook()
    first = book.active
    first.title = "单位名册"
    first["A1"] = "2024年度绩效自评下发单位名册（示例，单位和数字均为虚构；金额单位：万元）"
    first["A1"].font = Font(bold=True, size=14)
    first["A2"], first["B2"] = "模板包", PACK
    _sheet(book, "单位名册", HEAD, _units(), 3, (12, 28, 12, 12, 14, 16, 18, 14))
    projects = [
        ("001001", "校舍维修项目", 120),
        ("001001", "教学设备购置项目", 86.5),
        ("002001", "医疗设备更新项目", 310),
        ("0040", "农村公路养护项目", 540.75),
    ]
    _sheet(book, "项目", ("单位代码", "项目名称", "年初预算数"), projects, 1, (12, 32, 14))
    indicators = [
        ("001001", "数量指标", "维修校舍面积", "≥2400平方米", 10),
        ("001001", "质量指标", "工程验收合格率", "100%", 10),
        ("0040", "数量指标", "养护公路里程", "≥186公里", 15),
        ("0040", "质量指标", "路面技术状况优良率", "≥85%", 15),
        ("0040", "服务对象满意度指标", "过往司机满意度", "≥90%", 10),
    ]
    heads = ("单位代码", "二级指标", "三级指标", "年度指标值", "分值")
    _sheet(book, "指标", heads, indicators, 1, (12, 20, 32, 18, 10))
    kept = io.BytesIO()
    book.save(kept)
    return same_bytes(kept.getvalue())


if __name__ == "__main__":
    FILE.write_bytes(register())
