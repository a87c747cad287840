"""基本支出决算表 (公开06表) and “三公”经费支出决算表 (公开09表)."""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

from ..book import Book
from ..sheet import Sheet
from .coded import ROUNDED
from .layout import HEAD, Drawn, draw_top, money, sheet_name, summed, total_of

#: 支出经济分类: groups with their 款, two digits and name; 2024 年政府收支分类科目
STAFF = (
    ("301", "工资福利支出", "01基本工资 02津贴补贴 03奖金 06伙食补助费 07绩效工资 08机关事业单位基本养老保险缴费 09职业年金缴费 10职工基本医疗保险缴费 "
     "11公务员医疗补助缴费 12其他社会保障缴费 13住房公积金 14医疗费 99其他工资福利支出"),
    ("303", "对个人和家庭的补助", "01离休费 02退休费 03退职（役）费 04抚恤金 05生活补助 06救济费 07医疗费补助 08助学金 09奖励金 10个人农业生产补贴 "
     "11代缴社会保险费 99其他对个人和家庭的补助"),
)  # fmt: skip
GOODS = (
    ("302", "商品和服务支出", "01办公费 02印刷费 03咨询费 04手续费 05水费 06电费 07邮电费 08取暖费 09物业管理费 11差旅费 12因公出国（境）费用 13维修（护）费 "
     "14租赁费 15会议费 16培训费 17公务接待费 18专用材料费 24被装购置费 25专用燃料费 26劳务费 27委托业务费 28工会经费 29福利费 31公务用车运行维护费 "
     "39其他交通费用 40税金及附加费用 99其他商品和服务支出"),
)  # fmt: skip
CAPITAL = (
    ("307", "债务利息及费用支出", "01国内债务付息 02国外债务付息 03国内债务发行费用 04国外债务发行费用"),
    ("310", "资本性支出", "01房屋建筑物购建 02办公设备购置 03专用设备购置 05基础设施建设 06大型修缮 07信息网络及软件购置更新 08物资储备 09土地补偿 10安置补助 "
     "11地上附着物和青苗补偿 12拆迁补偿 13公务用车购置 19其他交通工具购置 21文物和陈列品购置 22无形资产购置 99其他资本性支出"),
    ("399", "其他支出", "07国家赔偿费用支出 08对民间非营利组织和群众性自治组织补贴 09经常性赠与 10资本性赠与 99其他支出"),
)  # fmt: skip
_FIRST = HEAD + 2
Group = Tuple[str, str, str]


def _lines(groups: Sequence[Group]) -> List[Tuple[str, str]]:
    found = []
    for code, name, children in groups:
        found.append((code, name))
        found += [(code + child[:2], child[2:]) for child in children.split()]
    return found


def draw_basic_spending(book: Book, title: str) -> Drawn:
    """画基本支出决算表: 人员经费 on the left, 公用经费 in two blocks beside it."""
    widths = (9.0, 28.0, 13.0, 9.0, 25.0, 13.0, 9.0, 30.0, 13.0)
    sheet = book.sheet(sheet_name(6), widths, kind="accounts", heading=title, prefix="t06")
    sheet.table = "公开06"
    draw_top(sheet, 6, title, (3, 7))
    drawn = Drawn(6, sheet)
    sheet.put(HEAD, 1, "人员经费", columns=3, look="head")
    sheet.put(HEAD, 4, "公用经费", columns=6, look="head")
    blocks = [_lines(groups) for groups in (STAFF, GOODS, CAPITAL)]
    count = max(len(block) for block in blocks)
    for block, column in zip(blocks, (1, 4, 7)):
        for place, label in enumerate(("科目编码", "科目名称", "金额")):
            sheet.put(HEAD + 1, column + place, label, look="head")
        _draw_block(drawn, block, column, count)
    sheet.heads = (1, HEAD + 1)
    row = _FIRST + count
    for column, span, at, key, name, groups in (
        (1, 2, 3, "staff_total", "人员经费合计", ("301", "303")),
        (4, 5, 9, "office_total", "公用经费合计", ("302", "307", "310", "399")),
    ):
        sheet.put(row, column, name, columns=span, look="head")
        formula = total_of(*(drawn.cells[group, "amount"] for group in groups))
        drawn.keep(key, "amount", sheet.formula(row, at, formula, "figure", open_=True, rule=summed(name)))
    sheet.put(
        row + 1,
        1,
        "注：本表反映部门（单位）本年度一般公共预算财政拨款基本支出明细情况。" + ROUNDED,
        columns=9,
        look="note",
    )
    return drawn


def _draw_block(drawn: Drawn, block: Sequence[Tuple[str, str]], column: int, count: int) -> None:
    sheet = drawn.sheet
    for place in range(count):
        row = _FIRST + place
        if place >= len(block):
            for at in range(3):
                sheet.put(row, column + at, "")
            continue
        code, name = block[place]
        group = len(code) == 3
        sheet.put(row, column, code, look="name")
        sheet.put(row, column + 1, name, look="name" if group else "inner")
        if group:
            last = _FIRST + max(at for at, (one, _) in enumerate(block) if one.startswith(code))
            letters = "ABCDEFGHI"[column + 1]
            formula = total_of(f"{letters}{row + 1}:{letters}{last}")
            where = sheet.formula(row, column + 2, formula, "figure", open_=True, rule=summed(name))
        else:
            where = sheet.entry(row, column + 2, "figure", rule=money(name))
        drawn.keep(code, "amount", where)


#: columns of one side of the 三公 table
PUBLIC = ("total", "abroad", "car", "car_purchase", "car_running", "reception")
PUBLIC_NAMES: Dict[str, str] = {
    "total": "合计", "abroad": "因公出国（境）费", "car": "公务用车购置及运行维护费", "car_purchase": "公务用车购置费",
    "car_running": "公务用车运行维护费", "reception": "公务接待费",
}  # fmt: skip
_EMPTY = "本单位本年度无财政拨款“三公”经费预算和支出，本表为空表。"


def draw_public(book: Book, title: str) -> Drawn:
    """画“三公”经费支出决算表: 预算数 and 决算数 side by side."""
    sheet = book.sheet(
        sheet_name(9),
        (11.0, 11.0, 11.0, 12.0, 12.0, 11.0) * 2,
        landscape=True,
        kind="accounts",
        heading=title,
        prefix="t09",
    )
    sheet.table = "公开09"
    draw_top(sheet, 9, title, (4, 8))
    drawn = Drawn(9, sheet)
    row = HEAD + 4
    for side, name, start in (("budget", "预算数", 1), ("actual", "决算数", 7)):
        _public_head(sheet, name, start)
        letters = {key: "ABCDEFGHIJKL"[start - 1 + at] for at, key in enumerate(PUBLIC)}
        formulas = {
            "total": total_of(*(f"{letters[key]}{row}" for key in ("abroad", "car", "reception"))),
            "car": total_of(*(f"{letters[key]}{row}" for key in ("car_purchase", "car_running"))),
        }
        for at, key in enumerate(PUBLIC):
            sheet.put(HEAD + 3, start + at, str(start + at))
            title_of = f"{name}：{PUBLIC_NAMES[key]}"
            if key in formulas:
                where = sheet.formula(row, start + at, formulas[key], "figure")
            else:
                where = sheet.entry(row, start + at, "figure", rule=money(title_of))
            drawn.keep(side, key, where)
    sheet.height(row, 30)
    sheet.heads = (1, HEAD + 3)
    note = (
        "注：本表反映部门（单位）本年度财政拨款“三公”经费支出预决算情况。其中：预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数；"
        "决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。"
    )
    sheet.put(row + 1, 1, note, columns=12, look="note")
    sheet.formula(row + 2, 1, f'IF(SUM(A{row}:L{row})=0,"{_EMPTY}","")', "said_note", columns=12, cached=_EMPTY)
    return drawn


def _public_head(sheet: Sheet, name: str, start: int) -> None:
    sheet.put(HEAD, start, name, columns=6, look="head")
    for at, key in enumerate(PUBLIC):
        if key in ("car_purchase", "car_running"):
            sheet.put(HEAD + 2, start + at, PUBLIC_NAMES[key].replace("公务用车", "公务用车\n"), look="head")
        elif key == "car":
            sheet.put(HEAD + 1, start + at, PUBLIC_NAMES[key], columns=3, look="head")
            sheet.put(HEAD + 2, start + at, "小计", look="head")
        else:
            sheet.put(HEAD + 1, start + at, PUBLIC_NAMES[key].replace("（境）", "\n（境）"), rows=2, look="head")
