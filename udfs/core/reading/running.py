"""行文中的数 (figures in running text): which figures a sentence holds, and what each of them counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import List, Optional, Tuple

from ..dates import Period, find_dates
from ..unreadable import Unreadable
from .figures import HEAD_IN_TEXT, Figure, figure_at
from .numerals import ARABIC, CHINESE, arabic, chinese

_MASK = "\x00"
_NAMES = re.compile(r"《[^》]{0,200}》|“[^”]{0,200}”|‘[^’]{0,200}’|「[^」]{0,200}」|\"[^\"]{0,200}\"|〈[^〉]{0,200}〉")
_CONTEXT = (
    re.compile(r"[\[〔(](?:19|20)[0-9]{2}[\]〕)][第]?[0-9]{1,5}号?"),  # 〔2024〕20号
    re.compile(r"(?:19|20)[0-9]{2}(?:年度?)?[-~—–至到]+(?:19|20)[0-9]{2}(?:年度?|学年度?|届|级)"),
    re.compile(r"(?:19|20)[0-9]{2}(?:年度?|学年度?|届|级|版|款|秋季?|春季?)"),
    re.compile(r"[0-9]{1,2}\+[A-Za-z0-9]"),  # 1+X
    re.compile(
        r"(?:第|前|排名|排位|名列|位列|位居|居)第?[0-9]{1,4}(?:名|位|次|批次?|期|届|条|章|节|项|号|轮|季度|部分|强)?"
    ),
    re.compile(r"[A-Za-z]+-?[0-9]+(?:\.[0-9]+)*"),  # A4, ISO9001
    re.compile(r"(?<![0-9.])[0-9]{1,2}[A-Z](?![A-Za-z])"),  # 4S店, 5G
    re.compile(
        r"每(?:月|季度?|年|周|个月)[0-9]{1,2}[日号](?:[之以]?前)?|[0-9]{1,3}(?:[日号天周年]|个月)[之以]?前"
    ),  # 每月10日前
    re.compile(r"(?:附件|附表|表|图|序号|编号|文号|电话)[0-9]+(?:[-.][0-9]+)*"),
    re.compile(r"[0-9]{1,2}:[0-9]{2}(?![0-9])|(?<=\x00)[0-9]{1,2}[时点](?:[0-9]{1,2}分)?"),  # 8:30
    re.compile(r"(?:(?<=[;。，,:\x00 ])|^)(?:\([0-9]{1,2}\)|[0-9]{1,2}(?:、|[.．](?![0-9])|\)))"),  # 1. 2、 (3)
    re.compile(r"(?<=[\u4e00-\u9fff])[0-9]{1,2}[.．](?=[\u4e00-\u9fff])"),  # …；2.推动
)
_ORDINAL_AFTER = re.compile(r"[0-9]+(?=号|级|等奖|型|类人)")
_AFTER_DATE = re.compile(r"(?:之后|以后|后|起|开始|以来)")
_NUMBER = re.compile(ARABIC)
_MAX_LENGTH = 20
#: a text with more figures or dates than this is a report, not a value
_MOST = 40
_CLAUSE = re.compile(r"[，,。;!！?？]")
_CLOSED = re.compile(r"\([^()]*\)")
_BEFORE_BREAKS = re.compile(r"(?:[/+×*±亿万千百十]|(?<![-—–])[-~—–]|[0-9][: ])$")
_BEFORE_TO = re.compile(rf"[0-9%{CHINESE}]$")
_AFTER_BREAKS = re.compile(r"[0-9+×*±]| [0-9]|:[0-9]|[-~—–至到]+[约近]?[0-9]|[A-Za-z]")
_AFTER_BARE = re.compile(rf"[/{CHINESE}]")

NEGATION = re.compile(
    r"未(?!来|成年|央|升学|婚)|没有|没能|没完|(?<![高时崇风和])尚|无(?!障碍|人机|线|锡|偿|缝|纸|烟|害|菌|土|论|数)"
    r"|不合格|不达标|不符合|不及格|取消|暂停|暂缓|推迟|延期|延迟|逾期|滞后|终止"
)
_PART = re.compile(r"其中|包括|包含|含(?!量)")
_TOTAL = re.compile(r"当前|目前|现有|现共|共有|累计|历史|总(?!结|书记|经理|工|理|部|体|务|监|署|会|队|校|局)|合计")
_PLAN = re.compile(
    r"计划(?!书|表|单)|预计|(?<![模虚])拟|力争|争取|原定|将(?:达|完成|于)|应(?=完成|到|参|发|培|收|拨|付|缴|建|支)"
    r"|(?:目标|任务|指标)(?:值|数|为|是|的)|预算的"
)
_PRIOR = re.compile(r"上年|去年|上一年|往年|前年|同期|历年|以前年度|上学年|上学期")
_CHANGE = re.compile(r"同比|环比|比上年|较上年|比去年|较去年|比上一年|较上一年")
CHANGE_WORDS = re.compile(r"增长|提高|提升|上升|下降|降低|减少|增加|节约")
_CHANGE_OF_SHARE = re.compile(
    r"(?:增长|提高|提升|上升|下降|降低|减少|增加|增幅|降幅|涨幅|节约|超额|超出|超支|偏差|偏离|高出)(?!率)(?!.{0,6}(?:到|至|为|达))"
)
#: 节约5万元 is not what was spent, 增加5个 not how many there are
_DIFFERENCE = re.compile(
    r"(?:(?<!新)(?:增长|增加|提高|提升|上升)|下降|降低|减少|节约|超支|超出|超额(?:完成)?|结余|剩余|结转|相差|还差)[了约近]?$"
)


@dataclass(frozen=True)
class Found:
    """文中一数: a figure with the role that its clause gives it (``""`` ``part`` ``total`` ``plan`` ``prior`` ``change`` ``negated``)."""

    figure: Figure
    role: str
    clause: str


@dataclass(frozen=True)
class Running:
    """行文: the figures and the dates of a sentence."""

    figures: Tuple[Found, ...]
    dates: Tuple[Period, ...]
    later: bool
    hidden: Tuple[str, ...]


def _mask(text: str, start: int, end: int) -> str:
    return text[:start] + _MASK * (end - start) + text[end:]


def _role(clause: str, figure: str, after: str, percent: bool) -> str:
    """What the clause says about the figure; a fallen-short or planned figure is never the actual."""
    if NEGATION.search(clause + figure + after):
        return "negated"
    if _PLAN.search(clause):
        return "plan"
    if _PRIOR.search(clause):
        return "prior"
    changed = _CHANGE_OF_SHARE.search(clause + figure) if percent else _DIFFERENCE.search(clause)
    if changed or _CHANGE.search(clause):
        return "change"
    if _PART.search(clause):
        return "part"
    if _TOTAL.search(clause):
        return "total"
    return ""


def _clause_before(text: str, at: int) -> str:
    before = _CLOSED.sub("", text[max(0, at - 200) : at])
    return _CLAUSE.split(before.rsplit("(", 1)[-1])[-1]


def _clause_after(text: str, at: int) -> str:
    return _CLAUSE.split(text[at : at + 200], 1)[0]


def read_running(text: str, wanted: str = "", year: Optional[int] = None) -> Running:
    """读行文: every figure and date of a sentence; names in quotes, years, ordinals and numbering are no figures.

    Args:
        text: normalised text.
        wanted: the target's unit, canonical.
        year: the year for dates without one.

    Raises:
        Unreadable: a date that does not exist, or a figure that contradicts itself.

    >>> [f.figure.value for f in read_running("出刊4期《职教动态2》").figures]
    [Decimal('4')]
    """
    for match in list(_NAMES.finditer(text)):
        text = _mask(text, match.start(), match.end())
    dates: List[Period] = []
    later = False
    for start, end, period in find_dates(text, year):
        if _AFTER_DATE.match(text, end):
            later = True
        else:
            dates.append(period)
        text = _mask(text, start, end)
        if len(dates) > _MOST:
            raise Unreadable(text.replace(_MASK, ""), "日期太多，请只填一个")
    for pattern in (*_CONTEXT, _ORDINAL_AFTER):
        text = pattern.sub(lambda m: _MASK * len(m.group()), text)
    figures: List[Found] = []
    at = 0
    while True:
        match2 = HEAD_IN_TEXT.search(text, at)
        if match2 is None:
            break
        found = _found(text, match2, wanted)
        figures.append(found)
        if len(figures) > _MOST:
            raise Unreadable(text.replace(_MASK, ""), "数太多，不像一个指标值，请只填一个数")
        at = max(found.figure.end, match2.end())
    return Running(tuple(figures), tuple(dates), later, _chinese_counts(text, wanted))


def _found(text: str, match: re.Match[str], wanted: str) -> Found:
    raw = match.group("n")
    digits = raw.rstrip(".,")
    if digits != raw:  # the trailing comma or point is punctuation: match again without it
        match = HEAD_IN_TEXT.match(text[: match.end() - len(raw) + len(digits)], match.start()) or match
    sound = _NUMBER.fullmatch(digits) is not None and len(digits) <= _MAX_LENGTH
    figure = figure_at(text, match, arabic(digits) if sound else Decimal(0), wanted)
    if not sound:
        figure = replace(figure, broken="数字的写法不规范")
    elif _joined(text, figure, match.group()):
        figure = replace(figure, broken="这是区间、比例或连写的数")
    clause = _clause_before(text, match.start())
    shown, after = text[figure.start : figure.end], _clause_after(text, figure.end)
    return Found(figure, _role(clause, shown, after, figure.percent), clause)


def _joined(text: str, figure: Figure, head: str) -> bool:
    """Is the figure one end of a range, a ratio or a longer figure?"""
    before = text[max(0, figure.start - 2) : figure.start]
    if _BEFORE_BREAKS.search(before) or (head[0] in "至到" and _BEFORE_TO.search(before)):
        return True
    if _AFTER_BREAKS.match(text, figure.end):
        return True
    return not figure.unit and not figure.percent and _AFTER_BARE.match(text, figure.end) is not None


def _chinese_counts(text: str, wanted: str) -> Tuple[str, ...]:
    """Counts in Chinese numerals with the wanted unit (三次): not read, but they cast doubt on the others."""
    if not wanted:
        return ()
    pattern = re.compile(rf"(?<![第每进逐0-9.{CHINESE}])([{CHINESE}]{{1,8}}){re.escape(wanted)}(?!性|体)")
    return tuple(m.group() for m in pattern.finditer(text) if chinese(m.group(1)) is not None)
