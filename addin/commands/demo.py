"""演示 (demo): a published set with its computed cells emptied is filled again and compared with what was printed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Tuple

from ..examples import examples
from ..findings import Finding
from ..hosts import files
from .figures.model import Figure
from .folder import check_paths
from .score import score_file

PUBLISHED = "demo/xinjiang-2024-published.xlsx"
BLANK = "demo/xinjiang-2024-blank.xlsx"

SAME, DIFFERENT, UNDECIDED = "相同", "不同", "未定"


@dataclass(frozen=True)
class Compared:
    """一格的对照: what was published, what was filled."""

    sheet: str
    cell: str
    name: str
    printed: str
    filled: str
    result: str


@dataclass
class Demo:
    """演示结果: the files written, the cell by cell comparison, and the findings in the published file."""

    folder: Path
    published: Path
    filled: Path
    compared: List[Compared] = field(default_factory=list)
    findings: List[Finding] = field(default_factory=list)

    def count(self, result: str) -> int:
        """某种结果的格数."""
        return sum(item.result == result for item in self.compared)


def run_demo(folder: Path) -> Demo:
    """运行演示 in ``folder``, which must not hold the demo's files already.

    Args:
        folder: where 填写后.xlsx and 公开原表.xlsx are put; made if missing.

    Raises:
        FileExistsError: a file of that name is there; nothing of the user's is overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    published, filled = folder / "公开原表.xlsx", folder / "填写后.xlsx"
    for path in (published, filled):
        if path.exists():
            raise FileExistsError(f"{path} 已存在，演示不覆盖已有文件；请换一个文件夹（-o）或先移走它。")
    shutil.copyfile(examples() / PUBLISHED, published)
    shutil.copyfile(examples() / BLANK, filled)
    scored = score_file(filled, backup=False)
    demo = Demo(folder, published, filled)
    demo.findings = check_paths([published]).findings
    before, after = _texts(published), _texts(filled)
    for computed in scored.forms:
        sheet = computed.form.sheet
        for figure in computed.figures.all():
            place = (sheet, figure.bound.label)
            if not figure.is_placeholder:
                demo.compared.append(_compare(sheet, figure, before.get(place, ""), after.get(place, "")))
    return demo


def _texts(path: Path) -> Dict[Tuple[str, str], str]:
    """What each cell shows, by sheet and address."""
    return {
        (grid.name, grid.label(*where)): cell.text.strip() for grid in files.read(path).grids for where, cell in grid
    }


def _compare(sheet: str, figure: Figure, printed: str, filled: str) -> Compared:
    if not filled:
        result = UNDECIDED
    else:
        result = SAME if _plain(filled) == _plain(printed) else DIFFERENT
    return Compared(sheet, figure.bound.label, figure.name, printed, filled, result)


def _plain(text: str) -> str:
    """9.80, 9.8 and 9.8分 print the same figure; so do 100% and 100.00%."""
    number = text.removesuffix("分").removesuffix("%")
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return number + ("%" if text.endswith("%") else "")
