"""汇总 (rollup): the installed jixiao adds up what the units returned and writes the summary workbook."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence

from ..hosts.model import Desk, Workbook
from ..problems import Cancelled, Problem
from . import installed
from .answers import chosen_folder, document, failed, listed
from .processes import Answer
from .targets import same_file, settled

TITLE = "绩效自评：汇总"
_KINDS = (("Excel 工作簿", ".xlsx"),)
_REGISTERS = (".xlsx", ".xlsm")
#: as written by 下发模板 (addin/handout/manifest.py)
_MANIFEST = "manifest.jsonl"
#: states of units that are not, or not wholly, in the sums: key of the JSON -> words
_OUT = {
    "part": "部分计入", "errors": "退回更正", "twice": "重复报送", "foreign": "版本或年度不符", "unreadable": "不能读取", "missing": "未报",
}  # fmt: skip
_MOST = 6


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“汇总”: the open workbook is not touched; it may be the register."""
    jixiao = installed.matching()
    folder = chosen_folder(desk, workbook, "选择各单位报来的文件所在的文件夹", "没有汇总")
    if folder is None:
        return
    register = _register(workbook, folder, desk)
    target = _target(workbook, folder, desk)
    if target is None:
        return
    arguments = ["rollup", folder, "-o", target, "--json", *(["--units", register] if register else [])]
    try:
        summed = _read(_run(jixiao, [*arguments, *(["--force"] if os.path.exists(target) else [])], desk))
        if summed.twice and desk.ask(TITLE, _about_twice(summed.twice)):
            summed = _read(_run(jixiao, [*arguments, "--prefer", "newest", "--force"], desk))
    except Cancelled:
        desk.tell(
            TITLE, "已取消，没有写汇总表。读过的文件已记下：再点“汇总”选同一个文件夹和同一个汇总表，读过的不再读。"
        )
        return
    lines = [*_summary(summed), f"汇总表：{target}"]
    if desk.ask(TITLE, "\n".join([*lines, "要打开汇总表吗？"])):
        desk.open_workbook(target)


@dataclass(frozen=True)
class _Summed:
    """What rollup tells: units by state, files by state, units with two returns, notes."""

    units: Dict[str, int]
    files: int
    lost: Dict[str, int]
    twice: List[str]
    notes: List[str]


def _register(workbook: Workbook, folder: str, desk: Desk) -> str:
    """The open workbook as the register, where nothing else says who should return; "" for none."""
    if any(os.path.isfile(os.path.join(place, _MANIFEST)) for place in (folder, os.path.dirname(folder))):
        return ""
    path = workbook.path
    if not path.lower().endswith(_REGISTERS):
        return ""
    question = (
        f"这个文件夹里没有下发清单（{_MANIFEST}），不知道应报的有哪些单位。\n"
        f"打开的工作簿“{workbook.name}”是单位名册吗？选“是”按它（磁盘上已保存的内容）核对谁没有报；选“否”只汇总报来的。"
    )
    return path if desk.ask(TITLE, question) else ""


def _target(workbook: Workbook, folder: str, desk: Desk) -> Optional[str]:
    """Where the summary goes: beside the folder, not among the returns."""
    suggested = os.path.join(os.path.dirname(folder), f"{os.path.basename(folder) or '报送'}_汇总表.xlsx")
    chosen = desk.save_target(TITLE, suggested, _KINDS)
    target = settled(chosen, ".xlsx", desk, TITLE) if chosen else None
    if target and workbook.path and same_file(target, workbook.path):
        raise Problem("rollup.open", "汇总表不能写到正打开的工作簿上，没有汇总。请换一个文件名。", target)
    return target


def _run(jixiao: installed.Installed, arguments: Sequence[str], desk: Desk) -> Answer:
    with desk.progress(TITLE) as progress:
        return installed.run(jixiao, arguments, progress, "正在汇总")


def _read(answer: Answer) -> _Summed:
    """The JSON of rollup, taken for no more than what it should hold."""
    found = document(answer, "汇总")
    try:
        units: Dict[str, Any] = dict(found["units"])
        lost = {name: int(count) for name, count in dict(units.pop("files")).items()}
        counts = {name: int(count) for name, count in units.items() if count is not None}
        notes = [str(one) for one in [*found["notes"], *found["messages"]]]
        names = {str(one["unit"]): str(one["name"]) for one in found["findings"]}
        twice = [f"{names[code]}（{code}）" if names.get(code) else code for code in map(str, found["twice"])]
        return _Summed(counts, int(found["files"]), lost, twice, notes)
    except (ValueError, KeyError, TypeError, AttributeError) as cause:
        raise failed(answer, "汇总") from cause


def _about_twice(codes: List[str]) -> str:
    lines = listed(codes, _MOST, "另有 {} 个单位")
    return "\n".join(
        [
            f"{len(codes)} 个单位报送了不止一份，内容不同，都没有计入：",
            *lines,
            "要按最后保存的一份计入，重新汇总吗？选“否”保持都不计入。",
        ]
    )


def _summary(summed: _Summed) -> List[str]:
    units = summed.units
    expected = f"应报 {units['expected']:,} 个，" if "expected" in units else ""
    lines = [
        f"读了 {summed.files:,} 个文件。{expected}已报 {units.get('returned', 0):,} 个，已计入 {units.get('added', 0):,} 个。"
    ]
    out = [f"{words} {units[name]:,} 个" for name, words in _OUT.items() if units.get(name)]
    if out:
        lines.append(f"没有（全部）计入的单位：{'，'.join(out)}。各单位的原因在汇总表里。")
    files = [
        f"{words} {summed.lost[name]:,} 个"
        for name, words in (("unreadable", "不能读取"), ("unknown", "不在名册"))
        if summed.lost.get(name)
    ]
    if files:
        lines.append(f"其中的文件：{'，'.join(files)}。")
    return [*lines, *listed(summed.notes, _MOST, "另有 {} 条说明")]
