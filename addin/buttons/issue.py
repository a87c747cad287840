"""下发模板 (issue): the installed jixiao makes every unit of the open register its own prefilled pack."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Sequence

from ..hosts.model import Desk, Workbook
from ..problems import Cancelled, Problem
from . import installed
from .answers import chosen_folder, document, failed, listed
from .processes import Answer

TITLE = "绩效自评：下发模板"
_REGISTERS = (".xlsx", ".xlsm")
#: as written by the command (addin/handout/manifest.py, listing.py)
_MANIFEST, _LISTING = "manifest.jsonl", "下发清单.xlsx"
#: a unit whose files were changed since they were handed out
_CHANGED = "issue.changed"
_MOST = 8


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“下发模板”: the register as it lies on the disk; the open one is not touched."""
    register = _register(workbook)
    jixiao = installed.matching()
    question = (
        f"把“{workbook.name}”作为单位名册，给每个单位下发一份预填好的模板。\n"
        "模板包以名册里写明的为准；名册以磁盘上已保存的内容为准，有改动还没保存的，请选“否”，保存后再来。\n现在选择下发到哪个文件夹吗？"
    )
    if not desk.ask(TITLE, question):
        return
    folder = chosen_folder(desk, workbook, "选择下发到哪个文件夹", "没有下发")
    if folder is None or not _may_use(folder, desk):
        return
    arguments = ["issue", register, "-o", folder, "--json"]
    try:
        answer = _run(jixiao, arguments, desk)
        made = _read(answer)
        changed = _changed(made)
        if changed and desk.ask(TITLE, _about_changed(changed)):
            answer = _run(jixiao, [*arguments, "--force"], desk)
            made = _read(answer)
    except Cancelled:
        desk.tell(
            TITLE,
            f"已取消。做好的文件保留在 {folder}，再点“下发模板”选同一个文件夹，从断开的地方接着做，做好的不会重做。",
        )
        return
    desk.tell(TITLE, "\n".join(_summary(made, folder)), bool(made["failed"]))


def _register(workbook: Workbook) -> str:
    """The register's file.

    Raises:
        Problem: ``issue.unsaved``, ``issue.format``.
    """
    path = workbook.path
    if not path:
        raise Problem(
            "issue.unsaved",
            f"“{workbook.name}”还没有保存到本机的磁盘上，没有下发。打开的工作簿应是单位名册：请先存为 .xlsx，再点“下发模板”。",
        )
    if not path.lower().endswith(_REGISTERS):
        raise Problem(
            "issue.format", f"“{workbook.name}”不是 .xlsx 文件，没有下发。请把名册另存为 .xlsx，再点“下发模板”。"
        )
    return path


def _may_use(folder: str, desk: Desk) -> bool:
    """A folder with something in it is used only when the user says so."""
    try:
        there = [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError as cause:
        raise Problem(
            "folder.missing", f"文件夹打不开（{cause.strerror or cause}），没有下发。请另选一个。", folder
        ) from cause
    if _MANIFEST in there:
        return desk.ask(
            TITLE,
            f"{folder} 里已有下发清单。\n没有变化的单位不会重做，名册有改动的单位重新下发；下发以后被改动过的文件不会覆盖。\n要继续吗？",
        )
    if there:
        return desk.ask(
            TITLE,
            f"{folder} 不是空的（有 {len(there)} 个文件或文件夹）。\n原有的不会改动，各单位的文件夹放在它们旁边。要继续吗？",
        )
    return True


def _run(jixiao: installed.Installed, arguments: Sequence[str], desk: Desk) -> Answer:
    with desk.progress(TITLE) as progress:
        return installed.run(jixiao, arguments, progress, "正在下发")


def _read(answer: Answer) -> Dict[str, Any]:
    """The JSON of issue, taken for no more than what it should hold.

    Raises:
        Problem: ``issue.register`` when the register has errors, ``installed.failed`` …
    """
    found = document(answer, "下发")
    try:
        findings = [(str(one["severity"]), _placed(one)) for one in found["findings"]]
        errors = [text for severity, text in findings if severity == "error"]
        if errors:
            lines = listed(errors, _MOST, "另有 {} 条")
            raise Problem(
                "issue.register",
                "\n".join(
                    [f"名册有 {len(errors)} 处错误，什么也没有写：", *lines, "请改正名册、保存后再点“下发模板”。"]
                ),
            )
        made = {name: int(found[name]) for name in ("units", "written", "unchanged")}
        failures = [{name: str(one[name]) for name in ("unit", "name", "code", "message")} for one in found["failed"]]
        return {
            **made,
            "failed": failures,
            "messages": [str(one) for one in found["messages"]],
            "warnings": [text for _, text in findings],
        }
    except (ValueError, KeyError, TypeError, AttributeError) as cause:
        raise failed(answer, "下发") from cause


def _placed(finding: Dict[str, Any]) -> str:
    message, sheet, cell = (str(finding.get(name, "")) for name in ("message", "sheet", "cell"))
    place = f"{sheet}!{cell}" if sheet and cell else sheet
    return message if not place or place in message else f"{place} {message}"


def _changed(made: Dict[str, Any]) -> List[str]:
    return [one["name"] for one in made["failed"] if one["code"] == _CHANGED]


def _about_changed(names: List[str]) -> str:
    lines = listed(names, _MOST, "另有 {} 个单位")
    return "\n".join(
        [
            f"{len(names)} 个单位的文件在下发以后被改动过，没有覆盖：",
            *lines,
            "要用新做的覆盖吗？改动的内容将会丢失；选“否”则保留。",
        ]
    )


def _summary(made: Dict[str, Any], folder: str) -> List[str]:
    parts = [f"新做 {made['written']:,} 个"]
    parts += [f"没有变化 {made['unchanged']:,} 个"] if made["unchanged"] else []
    parts += [f"没有下发 {len(made['failed']):,} 个"] if made["failed"] else []
    lines = [f"名册共 {made['units']:,} 个单位：{'，'.join(parts)}。"]
    lines += listed(
        [f"{one['name']}：{one['message']}" for one in made["failed"]], _MOST, "另有 {} 个单位没有下发，见下发清单"
    )
    if made["failed"]:
        lines.append("处理以后再点“下发模板”，只补做没有下发的。")
    lines += listed([*made["messages"], *made["warnings"]], _MOST, "另有 {} 条提示")
    listing = os.path.join(folder, _LISTING)
    return [*lines, f"下发清单：{listing}" if os.path.exists(listing) else f"文件在 {folder}"]
