"""退回意见 (letters): for each unit what to correct in what it returned, or that nothing has been received yet, as a Word document.

The letter is a draft for the office: what only the office knows (the deadline, who is to be asked, the date) stands as 【　】.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..findings import ERROR, WARNING, Finding
from ..handout.manifest import Head
from ..narrative.engine import Template
from ..narrative.filters.numerals import numeral
from .letter_words import files_of, harmless, material, problem
from .record import Record

TEMPLATE = Path(__file__).with_name("letter.docx")
#: problems that a letter lists; who has more is helped by the summary workbook
MOST = 200
#: for the office to fill in
BLANK = "【　　　　】"
_LONGEST_UNIT = 60
#: characters of a title that fit on a line
_TITLE_LINE = 20

RETURN, VERIFY, REMIND = "退回意见", "核对意见", "催报通知"


@dataclass(frozen=True)
class Addressee:
    """收文单位.

    Args:
        name: the unit. issued: the names of the files that were handed out to it, for sending back.
    """

    name: str
    issued: tuple[str, ...] = ()


def kind_of(records: Sequence[Record]) -> str:
    """文种: 退回意见 where there is an error, 核对意见 for warnings alone, 催报通知 where nothing came back; "" for all in order."""
    if not records:
        return REMIND
    severities = {finding.severity for record in records for finding in record.findings}
    return RETURN if ERROR in severities else VERIFY if WARNING in severities else ""


def letter(
    unit: Addressee | str, records: Sequence[Record], head: Head, *, office: str = "", summary: str = ""
) -> bytes:
    """一个单位的退回意见.

    Args:
        unit: who is written to. records: what it returned; empty for a reminder. head: of the manifest.
        office: who writes, "" leaves it blank. summary: the summary workbook's name, where all problems are listed.

    Returns:
        the .docx file; the same input gives the same bytes. Hints are not listed.

    Raises:
        ValueError: everything is in order, so that there is nothing to write (``kind_of`` says so beforehand).
    """
    kind = kind_of(records)
    if not kind:
        raise ValueError("没有需要改正或核对的问题，不必发退回意见。")
    to = unit if isinstance(unit, Addressee) else Addressee(unit)
    return _template().render(_context(kind, to, records, head, office, summary))


@lru_cache(maxsize=1)
def _template() -> Template:
    return Template.load(TEMPLATE)


def _context(
    kind: str, to: Addressee, records: Sequence[Record], head: Head, office: str, summary: str
) -> dict[str, Any]:
    name, what = harmless(to.name, _LONGEST_UNIT) or BLANK, _what(head)
    before, behind, opening = {
        RETURN: ("关于退回", "的意见", f"你单位报送的{what}已收到。经核对，有需要改正的问题，现予退回，请改正后重新报送。"),
        VERIFY: ("关于核对", "的意见", f"你单位报送的{what}已收到。经核对，有下列事项请你单位核实。"),
        REMIND: ("关于催报", "的通知", f"截至【　　　　】，未收到你单位的{what}。"),
    }[kind]  # fmt: skip
    sections = [*_received(records), *_problems(records, summary), _sending(kind, to)]
    for at, section in enumerate(sections, 1):
        section["序"] = numeral(at)
    return {
        "标题": _title(before, name, what, behind), "单位": name, "开头": [opening, *_handed_out(kind, head)], "各节": sections,
        "机关": harmless(office, _LONGEST_UNIT) or BLANK, "日期": "【　　】年【　】月【　】日",
    }  # fmt: skip


def _title(before: str, name: str, what: str, behind: str) -> str:
    """One line, or two of whole words: the unit on the first, the matter on the second (GB/T 9704-2012 7.3.1)."""
    whole = f"{before}{name}{what}{behind}"
    return whole if len(whole) <= _TITLE_LINE else f"{before}{name}\n{what}{behind}"


def _what(head: Head) -> str:
    return f"{head.year}年度绩效自评材料" if head.year is not None else "绩效自评材料"


def _handed_out(kind: str, head: Head) -> list[str]:
    title = harmless(head.title, _LONGEST_UNIT)
    return [f"应报送的是《{title}》。已经报送的，请与我们联系核对。"] if kind == REMIND and title else []


def _section(title: str, notes: Iterable[str] = (), items: Iterable[str] = (), rest: str = "") -> dict[str, Any]:
    return {"题": title, "说明": list(notes), "条目": list(items), "其余": rest}


def _received(records: Sequence[Record]) -> list[dict[str, Any]]:
    return [_section("收到的材料", items=[material(one) for one in records])] if records else []


def _problems(records: Sequence[Record], summary: str) -> list[dict[str, Any]]:
    found = []
    left = MOST
    for severity, title, note in (
        (ERROR, "需要改正的问题", "下列问题改正之前，材料不计入汇总："),
        (WARNING, "需要核对的问题", "下列事项请核对；有误的请改正，无误的请在报送时说明："),
    ):
        every = [(one, record) for record in records for one in record.findings if one.severity == severity]
        if every:
            shown = [_item(one, record, len(records) > 1) for one, record in every[:left]]
            found.append(
                _section(f"{title}（共 {len(every):,} 条）", [note], shown, _rest(len(every) - len(shown), summary))
            )
            left = max(0, left - len(shown))
    return found


def _item(finding: Finding, record: Record, several: bool) -> str:
    return problem(finding, record.file if several else "")


def _rest(count: int, summary: str) -> str:
    if not count:
        return ""
    where = f"，见汇总工作簿“{harmless(summary)}”" if summary else "，见汇总工作簿"
    return (
        f"另有 {count:,} 条没有在此列出{where}。同一原因的问题往往成批出现，请先改正以上各条，再用 jixiao check 校验。"
    )


def _sending(kind: str, to: Addressee) -> dict[str, Any]:
    again = "报送" if kind == REMIND else "重新报送"
    books = [name for name in to.issued if name.lower().endswith((".xlsx", ".xlsm", ".xls"))]
    which = f"工作簿{files_of(books)}" if books else "工作簿"
    items = [
        f"请在下发的{which}中{'填写' if kind == REMIND else '改正'}，保留原文件名；不要改工作表名称，不要增删栏次，不要改已锁定的内容；金额单位按表内注明的填写。",
        "填好后请用 Excel 或 WPS 打开并保存一次，使公式有计算结果，文件不要加密。",
        f"报送期限：{BLANK}；报送方式：{BLANK}。",
        f"联系人：{BLANK}；联系电话：{BLANK}。",
    ]
    return _section(f"{again}的要求", items=items)
