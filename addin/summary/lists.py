"""单位和文件的各张清单 (lists): every unit, who has not returned, who twice, and what is not added and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..rollup.model import FileRow, FileState, Result, State, UnitRow
from . import looks
from .facts import Facts
from .links import Link, folder, to_file
from .sheet import Column, Look, Sheet, Value, listed

UNITS, MISSING, TWICE, EXCLUDED = "单位明细", "未报单位", "重复报送", "不予计入"

_STATES = {
    State.ADDED: looks.CENTRE, State.PART: looks.WARN, State.ERRORS: looks.BAD, State.TWICE: looks.BAD,
    State.FOREIGN: looks.BAD, State.UNREADABLE: looks.BAD, State.MISSING: looks.WARN,
}  # fmt: skip
#: the years that a cell's date can have
_YEARS = range(1901, 9999)
#: Excel's users are in one time zone
_CHINA = datetime.timedelta(hours=8)


def state(value: State) -> Look:
    """状态格."""
    return Look(value.value, _STATES[value])


def grade(value: str) -> Value:
    """等级格: a bad one stands out."""
    return Look(value, looks.BAD) if value == "差" else value


def units_sheet(result: Result, facts: Facts) -> Sheet:
    """单位明细: every unit a row."""
    columns = [
        Column("单位代码", 11, looks.CODE),
        Column("单位名称", max(16, min(facts.name + 2, 26)), total="count"),
        Column("级次", 6, looks.CENTRE),
        Column("上级单位", max(14, min(facts.name + 2, 20))),
        Column("状态", 15, looks.CENTRE),
        Column("得分", 8, looks.POINTS),
        Column("满分", 8, looks.POINTS),
        Column("等级", 6, looks.CENTRE),
        Column("全年预算数", 15, looks.MONEY, total="sum"),
        Column("全年执行数", 15, looks.MONEY, total="sum"),
        Column("执行率", 9, looks.RATE, total="ratio:全年执行数:全年预算数"),
        Column("项目数", 7, looks.COUNT, total="sum"),
        Column("错误", 6, looks.COUNT, total="sum"),
        Column("警告", 6, looks.COUNT, total="sum"),
        Column("提示", 6, looks.COUNT, total="sum"),
        Column("报送文件", 34, looks.LINK),
        Column("文件数", 7, looks.COUNT),
        Column("联系人", 10),
        Column("说明", 32, looks.WRAP),
    ]
    sums = {
        "单位名称": facts.units.rows, "全年预算数": facts.units.budget, "全年执行数": facts.units.executed,
        "执行率": facts.units.rate, "项目数": facts.forms, "错误": facts.errors, "警告": facts.warnings, "提示": facts.hints,
    }  # fmt: skip
    note = "金额单位：万元。没有计入的单位不列得分和金额。筛选后，合计行只计显示的单位。"
    return listed(UNITS, "单位明细", note, columns, map(_unit, result.units), sums=sums, last=4 + facts.units.rows)


def _unit(unit: UnitRow) -> tuple[Value, ...]:
    file = chosen(unit)
    return (
        unit.code, unit.name, unit.level, unit.parent_name, state(unit.state), unit.score, unit.full, grade(unit.grade),
        unit.budget, unit.executed, unit.rate, unit.projects or None, unit.errors or None, unit.warnings or None,
        unit.hints or None, linked(file) if file else None, len(unit.files) or None, unit.contact, reason(unit),
    )  # fmt: skip


def reason(unit: UnitRow) -> str:
    """说明: why it is not added, and what was let pass."""
    parts = [unit.reason] if unit.reason else []
    if unit.accepted:
        parts.append(f"按 --accept 带错误计入：{'、'.join(unit.accepted)}")
    return "\n".join(parts)


def chosen(unit: UnitRow) -> FileRow | None:
    """单位的文件: the first that is added, else its first."""
    added = (one for one in unit.files if one.state is FileState.ADDED)
    return next(added, unit.files[0] if unit.files else None)


def linked(file: FileRow) -> Link:
    """文件格: its name, and the link; the whole path where no link leads there."""
    return to_file(file.file, file.link)


def missing_sheet(result: Result, facts: Facts) -> Sheet:
    """未报单位."""
    name = max(20, facts.name + 4)
    columns = [
        Column("单位代码", 16, looks.CODE), Column("单位名称", name), Column("级次", 8, looks.CENTRE),
        Column("上级代码", 16, looks.CODE), Column("上级单位", name), Column("联系人", 24), Column("催报情况", 30, looks.WRAP),
    ]  # fmt: skip
    rows = ((one.code, one.name, one.level, one.parent, one.parent_name, one.contact, None) for one in result.missing)
    note = f"应报名单取自{result.source}。“催报情况”供填写。"
    return listed(MISSING, "未报单位", note, columns, rows)


_FILE_COLUMNS = (
    Column("单位代码", 11, looks.CODE),
    Column("单位名称", 22),
    Column("文件", 34, looks.LINK),
    Column("所在文件夹", 22),
    Column("状态", 16, looks.CENTRE),
    Column("原因", 46, looks.WRAP),
    Column("保存时间", 17, looks.DATE),
    Column("字节数", 10, looks.COUNT),
    Column("错误", 6, looks.COUNT),
    Column("警告", 6, looks.COUNT),
    Column("文件自称", 30),
)


def twice_sheet(result: Result) -> Sheet:
    """重复报送: each file of the units that returned more than one."""
    rows = (_file(file) for unit in result.twice for file in unit.files)
    note = "同一张表报了不止一份，在选定之前都不计入。用 --prefer newest 选最后保存的，或用 --prefer 文件 指定一份。时间为北京时间。"
    return listed(TWICE, "重复报送", note, _FILE_COLUMNS, rows)


def excluded_sheet(result: Result) -> Sheet:
    """不予计入: each file that is not added, with every reason."""
    note = "这些文件不计入任何合计，各单位的问题见“问题清单”。时间为北京时间。"
    return listed(EXCLUDED, "不予计入的文件", note, _FILE_COLUMNS, _excluded(result))


def _excluded(result: Result) -> Iterator[tuple[Value, ...]]:
    return (_file(file) for file in result.files if file.state is not FileState.ADDED)


def _file(file: FileRow) -> tuple[Value, ...]:
    return (
        file.unit, file.name, linked(file), folder(file.file), file.state.value, "\n".join(file.reasons), moment(file.saved), file.size,
        file.errors or None, file.warnings or None, file.claimed,
    )  # fmt: skip


def moment(saved: str) -> datetime.datetime | str | None:
    """北京时间: of an ISO 8601 time; as it is where it is none.

    >>> moment("2026-03-05T02:10:00Z")
    datetime.datetime(2026, 3, 5, 10, 10)
    """
    try:
        found = datetime.datetime.fromisoformat(saved)
    except ValueError:
        return saved or None
    if found.year not in _YEARS:
        return saved
    if found.tzinfo is not None:
        found = found.astimezone(datetime.UTC).replace(tzinfo=None)
    return (found + _CHINA).replace(microsecond=0)
