"""名册的值填入表格 (values): what a cell of the pack takes, and a value of the register as it stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from udfs.core.errors import CellError
from udfs.core.number import Unreadable, read_number, read_rate

from ..edits import EditValue
from ..grid import Cell, Value
from ..number_format.serial_dates import to_serial
from ..number_format.shown import is_date_format
from ..stored_text import MAX_TEXT, number_text

NUMBER, PERCENT, DATE, TEXT, ANY = "number", "percent", "date", "text", "any"
#: units of money, in 元
UNITS = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
#: fields that are figures whatever the cell's format says
_FIGURE = re.compile(r"(?:^staff\.|^total\.|\.(?:weight|score|last_score)$|^(?:weight|score|month)$)")
_MONEY = re.compile(
    r"^(?:budget\[\d+\]\.|income\[|expenditure\[|items\.|buildings\.cost_)|^(?:previous|budget|current|initial|full_year|executed)$"
)
_NO_MONEY = re.compile(r"(?:weight|score|rate|light|pace|name|area_\w+)$")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Unfit(ValueError):
    """填不进去: what was found and what is expected, in Chinese."""

    @property
    def told(self) -> str:
        """接在所填的内容后面的话."""
        reason = str(self)
        return reason if reason[:1] in "是不带有含" else f"：{reason}"


@dataclass(frozen=True)
class Wanted:
    """单元格要什么.

    Args:
        kind: NUMBER, PERCENT, DATE, TEXT or ANY. money: the form's unit of money for an amount; "" for what is no amount,
            or where the form names none. amount: whether it is an amount of money.
    """

    kind: str
    money: str = ""
    amount: bool = False


def wanted(field: str, cell: Cell, money: str, accounts: bool = False) -> Wanted:
    """单元格要什么: by its number format, else by its field.

    Args:
        field: the path in pack.toml, or the name of a column of rows. cell: of the template. money: the form's unit of
            money. accounts: in a final-accounts table every figure is money.

    >>> wanted("budget[0].initial", Cell(number_format="#,##0.00"), "万元")
    Wanted(kind='number', money='万元', amount=True)
    """
    code = cell.number_format
    plain = _QUOTED.sub("", code)
    amount = not _NO_MONEY.search(field) and (accounts or bool(_MONEY.search(field)))
    if code == "@":
        return Wanted(TEXT)
    if "%" in plain:
        return Wanted(PERCENT)
    if is_date_format(code):
        return Wanted(DATE)
    if plain != "General" or amount or _FIGURE.search(field):
        return Wanted(NUMBER, money if amount else "", amount)
    return Wanted(ANY)


def fitted(value: Value, shown: str, to: Wanted, money: str = "", stated: str = "") -> EditValue:
    """填入的值: None for nothing (—, /).

    Args:
        value, shown: the register's cell; ``shown`` "" where the value says it all. to: what the cell takes.
        money: the unit of money that the column's head names, "" for none. stated: what stands above all heads; it counts
            for amounts whose head names none, in a form that names its own.

    Raises:
        Unfit: text where a number is wanted, an unknown unit of money …

    >>> fitted(123456.78, "", Wanted(NUMBER, "万元", True), "元"), fitted(0.95, "95%", Wanted(TEXT))
    (Decimal('12.345678'), '95%')
    """
    if isinstance(value, CellError):
        raise Unfit(f"是错误值 {value.code}")
    if to.kind == TEXT or (to.kind == ANY and (isinstance(value, str) or shown)):
        return _text(value, shown)
    if isinstance(value, bool):
        raise Unfit("是逻辑值，应为数")
    if to.kind == DATE:
        return _date(value)
    if isinstance(value, (datetime, date, time)):
        raise Unfit(f"是日期 {shown}，应为数")
    if to.kind == PERCENT:
        return _percent(value, shown)
    if "%" in shown:
        raise Unfit(f"是百分比 {shown}，应为数")
    return _number(value, to, money or (stated if to.amount and to.money else ""))


def _number(value: Value, to: Wanted, money: str) -> EditValue:
    if isinstance(value, str):
        if re.search("[元￥¥]", value):
            raise Unfit("带有货币单位，应只填数字，金额单位写在表头里，如“（元）”")
        if "分" in value and not to.amount:
            value = value.replace("分", "")
        try:
            number = read_number(value)
        except Unreadable as cause:
            raise Unfit(f"{cause.reason}" if hasattr(cause, "reason") else "不是一个数，请只填数字") from cause
        if number is None:
            return None
    elif isinstance(value, (int, float)):
        if not money or money == to.money:
            _finite(value)
            return value
        number = Decimal(repr(value))
    else:
        raise Unfit("不是数")
    if not money or money == to.money:
        return number
    if not to.amount:
        raise Unfit(f"表头写了金额单位“{money}”，这一格不是金额")
    if not to.money:
        raise Unfit(
            f"表头写了金额单位“{money}”，模板的表没有写明金额单位，不知道怎样换算。请去掉表头的单位并按模板填数"
        )
    return number * UNITS[money] / UNITS[to.money]


def _finite(value: int | float) -> None:
    try:
        number_text(value)
    except ValueError as cause:
        raise Unfit("不是单元格能存放的数") from cause


def _percent(value: Value, shown: str) -> EditValue:
    if isinstance(value, (int, float)) and "%" in shown:
        return value
    try:
        return read_rate(value)
    except Unreadable as cause:
        raise Unfit("不是比率，应写成 95% 或 0.95") from cause


def _date(value: Value) -> EditValue:
    if isinstance(value, (datetime, date)):
        return _whole(to_serial(value))
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise Unfit("不是日期，应写成 2024-12-31")
    try:
        return _whole(to_serial(date(*(int(part) for part in found.groups()))))
    except ValueError as cause:
        raise Unfit("不是日历上的日期") from cause


def _whole(serial: float) -> int | float:
    return int(serial) if serial == int(serial) else serial


def _text(value: Value, shown: str) -> str | None:
    if shown:
        text = shown
    elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        text = number_text(value)
    elif isinstance(value, bool):
        text = "是" if value else "否"
    else:
        text = str(value).strip()
    if len(text) > MAX_TEXT:
        raise Unfit(f"有 {len(text):,} 个字，超过单元格能存放的 {MAX_TEXT:,} 个")
    if _REFUSED.search(text):
        raise Unfit("含有不能存放的控制字符")
    return text or None
