"""选择模板 (choose): which pack a workbook belongs to, and the report template that goes with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Tuple

from ..hosts.files import Opened
from ..package.problems import PackageProblem
from ..packs.list import load_pack, packs
from ..packs.model import Pack
from ..packs.schema import as_address

#: what a report template can be
SUFFIXES = (".docx", ".txt", ".md")


@dataclass(frozen=True)
class Chosen:
    """选定的模板: the template's path, and the pack (None for a template of the user's own without a pack)."""

    template: Path
    pack: Optional[Pack]


def choose(opened: Opened, pack_name: str, template: str, root: Optional[Path]) -> Chosen:
    """选定模板.

    Args:
        opened: the workbook. pack_name: the pack that was named; "" to find it. template: the user's own template or "".
        root: where the packs lie; None takes those of the program.

    Raises:
        PackageProblem: ``report.no-pack``, ``report.no-template``. PackError: no such pack.
    """
    if pack_name:
        pack: Optional[Pack] = load_pack(pack_name, root)
    else:
        fitting = fitting_packs(opened, packs(root))
        pack = fitting[0] if len(fitting) == 1 else None
        if not template and pack is None:
            raise PackageProblem("report.no-pack", _no_pack(fitting, packs(root)), opened.name)
    if template:
        return Chosen(_own(template), pack)
    assert pack is not None
    path = report_template(pack)
    if path is None:
        having = "、".join(one.name for one in packs(root) if report_template(one)) or "（没有）"
        raise PackageProblem(
            "report.no-template",
            f"模板包 {pack.name} 没有报告模板。有报告模板的模板包：{having}；也可以用 --template 指定自己的模板。",
            opened.name,
        )
    return Chosen(path, pack)


def report_template(pack: Pack) -> Optional[Path]:
    """模板包的报告模板: the file that ``report`` names, with or without its ending; None when there is none."""
    if not pack.report:
        return None
    given = pack.folder / pack.report
    candidates = (
        [given] if given.suffix.lower() in SUFFIXES else [pack.folder / f"{pack.report}{end}" for end in SUFFIXES]
    )
    return next((path for path in candidates if path.is_file()), None)


def _own(template: str) -> Path:
    path = Path(template)
    if path.suffix.lower() not in SUFFIXES:
        raise PackageProblem(
            "report.template-kind", f"模板应为 {'、'.join(SUFFIXES)} 文件。旧的 .doc 请先另存为 .docx。", template
        )
    if not path.is_file():
        raise PackageProblem("file.missing", "没有这个模板文件。请核对位置和文件名。", template)
    return path


def fitting_packs(opened: Opened, every: Iterable[Pack]) -> List[Pack]:
    """工作簿像哪些模板包: those it has most in common with, the year told apart.

    A workbook made by ``jixiao new`` has the pack's defined names; one that was made otherwise has at least its sheets.
    """
    names = {name.casefold() for name in opened.book.defined_names}
    sheets = {sheet.strip().casefold() for sheet in opened.book.sheets}
    years = {form.year for form in opened.forms if form.year is not None}
    ranked: List[Tuple[Tuple[float, float, bool], Pack]] = []
    for pack in every:
        wanted = {form.sheet.casefold() for form in pack.forms if form.required and not form.repeats}
        cells = {cell.casefold() for cell in _cells(pack) if as_address(cell) is None}
        by_name = len(cells & names) / len(cells) if cells else 0.0
        by_sheet = len(wanted & sheets) / len(wanted) if wanted else 0.0
        if by_name >= 0.5 or by_sheet >= 0.75:
            ranked.append(((round(by_name, 1), round(by_sheet, 1), pack.year is None or pack.year in years), pack))
    best = max((rank for rank, _ in ranked), default=None)
    return [pack for rank, pack in ranked if rank == best]


def _cells(pack: Pack) -> List[str]:
    return [cell for form in pack.forms for cell in (form.fields or {}).values()] + [text.cell for text in pack.texts]


def _no_pack(fitting: List[Pack], every: List[Pack]) -> str:
    if fitting:
        return f"工作簿与 {len(fitting)} 个模板包都相符：{'、'.join(pack.name for pack in fitting)}。请用 --pack 指明一个。"
    known = "、".join(pack.name for pack in every) or "（没有模板包）"
    return (
        "看不出工作簿属于哪个模板包（工作表名称和定义名称都对不上）。请用 --pack 指明，或用 --template 指定自己的模板。"
        f"现有模板包：{known}。"
    )
