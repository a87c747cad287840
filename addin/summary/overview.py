"""汇总情况 (overview): what was returned, the figures of the whole, by which rule, what a reader must know, and the charts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..rollup.model import FileState, Result, Totals
from . import layout, lists, looks, problems, tree
from .chart_data import Block
from .facts import Facts
from .links import Link
from .sheet import Column, Look, Row, Sheet, Value, letter
from .text import lines

NAME = "汇总情况"
NONE = "无"

_WIDTHS = (30, 11, 17, 17, 11, 14, 14, 11, 8, 8, 8, 8, 9)
_COLUMNS = tuple(Column(str(at), one, looks.PLAIN) for at, one in enumerate(_WIDTHS))
_LAST = letter(len(_WIDTHS))
_ROW = 18.0
#: how much of a line is surely there, whatever font a program takes
_SURE = 0.8
#: the tallest row that Excel has, in points
_TALLEST = 409.0
#: of a long path its end is shown
_PATH = 60
#: columns beside each other under the left one of two charts
_LEFT_HALF = 5
#: columns (from 0) in which the other sheets are named
_CONTENTS = (0, 1, 2, 3, 5, 7)
_UNIT_HEADS = ("单位", "个数", "占应报", "明细")
# the name and the details take several columns each
_FILE_HEADS = ("文件", None, "个数", "明细", None, None)
RULE = (
    "绝对数相加。合计的执行率＝执行数合计÷预算数合计。得分、分值和其他相对数按各单位资金（全年预算数，没有的用年初预算数）加权平均，旁列简单平均；"
    "没有资金的不能加权，只进简单平均。上级单位一行是它自己报送的与全部下级的合计。",
    "有错误、重复未定、版本或年度不符、不能读取、不在名册的文件不计入任何合计，逐一列在“不予计入”，原因逐条列明。警告不影响计入。",
)


class Overview:
    """汇总情况.

    Args:
        result, facts: what to tell. names: the other sheets of the workbook, in their order. charted: what the charts show.
        messages: what a reader must know beside the notes of the result. made: the day, "" to leave it out.
    """

    def __init__(
        self,
        result: Result,
        facts: Facts,
        names: Sequence[str],
        charted: Sequence[Block],
        messages: Sequence[str],
        made: str,
    ) -> None:
        self._result, self._facts, self._names = result, facts, names
        self._charted, self._messages, self._made = charted, messages, made
        self._rows: list[Row] = []
        self._merged: list[str] = []

    def sheet(self) -> Sheet:
        """工作表."""
        self._head()
        self._returned()
        self._contents()
        self._figures()
        self._paragraphs("四、汇总规则", RULE)
        self._paragraphs("五、须知", self._notes() or (NONE,))
        sheet = Sheet(NAME, _COLUMNS, self._rows, table=False, merged=self._merged)
        if self._charted:
            self._charts(sheet)
        return sheet

    def _head(self) -> None:
        result = self._result
        self._add([Look(title(result), looks.TITLE)], 30)
        year = f"{result.year} 年度" if result.year else "未注明"
        pack = f"{result.pack} 第 {result.version} 版" if result.pack else "未注明（没有下发清单）"
        self._add([Look(f"年度：{year}　　模板包：{pack}　　金额单位：万元", looks.NOTE)])
        source = result.source or "未提供清单或名册，不知道哪些单位应报，未报单位无从列出"
        self._add([Look(f"读取的文件夹：{_shortened(result.folder) or '—'}　　应报单位取自：{source}", looks.NOTE)])
        saved = lists.moment(self._facts.saved)
        times = []
        if saved is not None:
            times.append(
                f"报送文件最后保存于 {saved:%Y-%m-%d %H:%M}（北京时间）" if not isinstance(saved, str) else saved
            )
        if self._made:
            times.append(f"汇总日期 {self._made}")
        if times:
            self._add([Look("　　".join(times), looks.NOTE)])

    def _returned(self) -> None:
        self._heading("一、报送情况")
        top = len(self._rows) + 1
        blank = [None] * len(_UNIT_HEADS)
        right = [None] * len(_FILE_HEADS)
        for unit, file in itertools.zip_longest(self._units(), self._files()):
            self._add([*(unit or blank), None, *(file or right)])
        for row in range(top, top + len(self._files())):
            self._merged += [f"F{row}:G{row}", f"I{row}:K{row}"]

    def _units(self) -> list[list[Value]]:
        counts = self._result.whole.counts
        due = counts.expected
        lines = [
            ("应报单位", "不详" if due is None else due, None, lists.UNITS, 0),
            ("已报单位", counts.returned, due, lists.UNITS, 0),
            ("已计入", counts.added, due, lists.UNITS, 1),
            ("部分计入", counts.part, due, lists.UNITS, 1),
            ("退回更正（有错误，未计入）", counts.errors, due, problems.NAME, 1),
            ("重复报送（未定，未计入）", counts.twice, due, lists.TWICE, 1),
            ("版本或年度不符（未计入）", counts.foreign, due, lists.EXCLUDED, 1),
            ("不能读取（未计入）", counts.unreadable, due, lists.EXCLUDED, 1),
            ("未报单位", "不详" if counts.missing is None else counts.missing, due, lists.MISSING, 0),
        ]  # fmt: skip
        made: list[list[Value]] = [[Look(one, looks.HEAD) for one in _UNIT_HEADS]]
        for name, number, whole, where, indent in lines:
            share = Decimal(number) / Decimal(whole) if isinstance(number, int) and whole else None
            made.append([_named(name, indent), _number(number), Look(share, looks.RATE), self._details(number, where)])
        return made

    def _files(self) -> list[list[Value]]:
        files = self._facts.files
        lines = [("读取的文件", sum(files.values()), "", 0), (FileState.ADDED.value, files[FileState.ADDED], "", 1)]
        lines += [
            (one.value, files[one], lists.EXCLUDED, 1) for one in FileState if one is not FileState.ADDED and files[one]
        ]
        lines.append(("校验发现（条）", sum(self._result.codes.values()), problems.NAME, 0))
        made: list[list[Value]] = [[Look(one, looks.HEAD) for one in _FILE_HEADS]]
        for name, number, where, indent in lines:
            free = Look(None, looks.CENTRE)
            made.append([_named(name, indent), free, _number(number), self._details(number, where), free, free])
        return made

    def _details(self, number: int | str, where: str) -> Look:
        if not number:
            return Look(NONE if where else None, looks.CENTRE)
        if where not in self._names:
            return Look(None, looks.CENTRE)
        return Look(Link(where, location=f"'{where}'!A1"), looks.CENTRE_LINK)

    def _contents(self) -> None:
        """Where to find what: the other sheets."""
        self._heading("二、各表（点一下跳到该表）")
        for at in range(0, len(self._names), len(_CONTENTS)):
            values: list[Value] = [None] * len(_WIDTHS)
            for column, name in zip(_CONTENTS, self._names[at:], strict=False):
                values[column] = Look(Link(name, location=f"'{name}'!A1"), looks.PLAIN_LINK)
            self._add(values, 15)

    def _figures(self) -> None:
        result = self._result
        self._heading("三、总体数据（只含已计入的）")
        heads = (
            "表", "张数", "全年预算数", "全年执行数", "执行率", "平均得分\n（按资金加权）", "平均得分\n（简单平均）", "未参与加权", *tree.GRADES,
            "未评级",
        )  # fmt: skip
        self._add([Look(one, looks.HEAD) for one in heads], 33)
        self._add(list(_total("单位合计", result.whole.headline, looks.BOLD)))
        for kind, totals in result.whole.kinds.items():
            self._add(list(_total(f"其中：{result.kinds.get(kind, kind)}", totals, "")))

    def _notes(self) -> list[str]:
        result = self._result
        notes = list(result.notes)
        if result.preferred:
            notes.append(f"重复报送的按 --prefer {'、'.join(result.preferred)} 选定。")
        if result.accepted:
            notes.append(f"带错误计入的单位（--accept）：{'、'.join(result.accepted)}。")
        notes += self._messages
        if not any(one.title.startswith("支出结构") for one in self._charted):
            notes.append("报送的表中没有分性质的支出，没有画支出结构图。")
        return notes

    def _paragraphs(self, heading: str, texts: Sequence[str]) -> None:
        self._heading(heading)
        room = sum(_WIDTHS) * _SURE
        for number, text in enumerate(texts, 1):
            numbered = f"{number}. {text}" if len(texts) > 1 else text
            self._merged.append(f"A{len(self._rows) + 1}:{_LAST}{len(self._rows) + 1}")
            self._add([Look(numbered, looks.PARAGRAPH)], min(5 + 14.0 * lines(numbered, room), _TALLEST))

    def _charts(self, sheet: Sheet) -> None:
        self._heading("六、图表")
        # the heading starts a page; the empty line above it stays on the one before
        first = len(self._rows)
        sheet.breaks.append(first - 1)
        layout.put(sheet, self._charted, first, _LEFT_HALF)

    def _heading(self, text: str) -> None:
        self._rows.append(Row([], height=10))
        self._add([Look(text, looks.HEADING)], 22)

    def _add(self, values: Sequence[Value], height: float = _ROW) -> None:
        self._rows.append(Row(values, height=height))


def _shortened(path: str) -> str:
    return path if len(path) <= _PATH else "…" + path[1 - _PATH :]


def _named(name: str, indent: int) -> Look:
    return Look(name, f"{looks.TEXT}{looks.INDENT}{indent}" if indent else looks.TEXT)


def _number(number: int | str) -> Look:
    return Look(number, looks.COUNT if isinstance(number, int) else looks.CENTRE)


def title(result: Result) -> str:
    """标题: what was rolled up."""
    name = result.title.strip()
    return f"{name}汇总情况" if name else "绩效自评汇总情况"


def _total(name: str, total: Totals, bold: str) -> Iterator[Value]:
    unrated = total.grades.get("", 0)
    yield Look(name, looks.TEXT + bold)
    yield Look(total.forms, looks.COUNT + bold)
    yield Look(total.budget, looks.MONEY + bold)
    yield Look(total.executed, looks.MONEY + bold)
    yield Look(total.rate, looks.RATE + bold)
    yield Look(total.score, looks.POINTS + bold)
    yield Look(total.score_mean, looks.POINTS + bold)
    yield Look(total.unweighed or None, looks.COUNT + bold)
    for one in tree.GRADES:
        yield Look(total.grades.get(one) or None, looks.COUNT + bold)
    yield Look(unrated or None, looks.COUNT + bold)
