"""回收的文件 (what comes back): the workbooks that were handed out, filled in the way units fill them, by the thousand.

``HandedOut(folder)`` reads what ``jixiao issue`` wrote; ``returned(code)`` is one unit's workbook, ``filled(code)`` what stands
in it, so that sums can be worked out without jixiao. Bad returns are in ``returned_bad``.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Tuple

from openpyxl import Workbook
from support.returned_press import Press
from support.returned_values import BASIC, PACK, UNIT, Filled, Place, filled

from addin.edits import SetValue
from addin.grid import address, position
from addin.handout.identity import Identity
from addin.handout.manifest import NAME, Entry, Head, Issued, entry_line, head_line, read_manifest
from addin.package.container import Container
from addin.package.draft import Draft
from addin.package.markup import escape
from addin.package.properties import MEMBER, write_properties
from addin.package.writing import apply_edits
from addin.packs.list import load_pack

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "workbooks" / "units-example.xlsx"
#: heads of the register that prefill the Hengyang pack, with the cells that they fill
COLUMNS: Dict[str, Place] = {
    "财政供养人员情况编制数": (BASIC, 5, 2), "公务接待2024年预算数": (BASIC, 10, 6), "公车运行维护2024年预算数": (BASIC, 8, 6),
}  # fmt: skip


class HandedOut:
    """下发的一批文件.

    Args:
        folder: holds manifest.jsonl and the units' folders. seed: another one fills in other figures.
    """

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self.folder, self.seed = folder, seed
        with (folder / NAME).open(encoding="utf-8") as lines:
            self.head, found = read_manifest(lines)
            self.entries: Dict[str, Entry] = {entry.unit: entry for entry in found}
        shapes: Dict[Tuple[str, ...], int] = {}
        for entry in self.entries.values():
            shapes[tuple(entry.cells)] = shapes.get(tuple(entry.cells), 0) + 1
        self._shapes = shapes
        #: and the part with the unit's identity, before and after its code
        self._presses: Dict[Tuple[str, ...], Tuple[Press, bytes, bytes]] = {}

    def path(self, code: str) -> str:
        """下发的工作簿: its path, relative to the folder."""
        return next(one.path for one in self.entries[code].files if one.path.endswith(".xlsx"))

    def workbook(self, code: str) -> bytes:
        """下发的工作簿, as it was handed out."""
        return (self.folder / self.path(code)).read_bytes()

    def given(self, code: str) -> Dict[Place, Any]:
        """带入的值: place -> what was filled in and locked."""
        return {_place(label): value for label, value in self.entries[code].cells.items()}

    def filled(self, code: str, *, seed: int | None = None, scale: int = 1) -> Filled:
        """该单位填报的内容."""
        name = self.entries[code].name
        return filled(code, name, self.seed if seed is None else seed, self.given(code), Decimal(scale))

    def returned(self, code: str, *, seed: int | None = None, scale: int = 1) -> bytes:
        """该单位报回的工作簿: what was handed out with the unit's figures typed and every formula computed."""
        values = self.filled(code, seed=seed, scale=scale)
        key = tuple(self.entries[code].cells)
        if self._shapes[key] < 3:
            return typed(self.workbook(code), values)
        if key not in self._presses:
            data = self.workbook(code)
            cells = {**values.typed, **values.computed, **self.given(code)}
            said = Container(data, "").read(MEMBER).split(b">%b<" % escape(code))
            assert len(said) == 2, f"文档属性里没有单位代码 {code}"
            self._presses[key] = Press(typed(data, values), cells, [MEMBER]), said[0] + b">", b"<" + said[1]
        press, before, after = self._presses[key]
        every = {**self.given(code), **values.computed, **values.typed}
        return press.fill(every, {MEMBER: before + escape(code) + after})

    def return_all(self, folder: Path, codes: Iterable[str] | None = None) -> List[Path]:
        """全部报回: each in a folder of its own; the files, in the order of the codes."""
        written = []
        for code in self.entries if codes is None else codes:
            target = folder / self.path(code)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.returned(code))
            written.append(target)
        return written


def typed(data: bytes, values: Filled) -> bytes:
    """逐格填写: the ordinary way; the formulas around are computed by jixiao."""
    return apply_edits(data, [SetValue(*place, value) for place, value in values.typed.items()], record=False)


def _place(label: str) -> Place:
    sheet, _, cell = label.rpartition("!")
    return (sheet, *position(cell))


def register_of(path: Path, units: Iterable[Tuple[str, str, str, Mapping[str, Any]]], pack: str = PACK) -> Path:
    """写一份名册: code, name, parent, and head -> value for the columns that prefill."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("单位名册")
    sheet.append(["模板包", pack])
    sheet.append(["单位代码", "单位名称", "上级代码", *COLUMNS])
    for code, name, parent, values in units:
        sheet.append([code, name, parent or None, *(values.get(head) for head in COLUMNS)])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


#: what units are called
_KINDS = ("中学", "小学", "卫生院", "服务中心", "管理站", "事业单位养老保险中心", "文化馆", "林场")


def invented_units(count: int) -> List[Tuple[str, str, str, Dict[str, Any]]]:
    """虚构的单位: a county of three levels: one office at the top, offices below it with up to 30 units each."""
    found: List[Tuple[str, str, str, Dict[str, Any]]] = []
    for at in range(count):
        office, number = divmod(at - 1, 31)
        if at == 0:
            code, name, parent = "900", "云岭市财政局", ""
        elif number == 0:
            code, name, parent = f"9{office:04d}", f"云岭市第{office}主管局", "900"
        else:
            code, name, parent = (
                f"9{office:04d}{number:02d}",
                f"云岭市第{office}局第{number}{_KINDS[number % len(_KINDS)]}",
                f"9{office:04d}",
            )
        staff = 20 + at * 37 % 170
        values = dict(zip(COLUMNS, (staff, round(staff * 0.05, 2), round(staff * 0.08, 2))))
        found.append((code, name, parent, values))
    return found


def hand_out(folder: Path, units: Iterable[Tuple[str, str, str, Mapping[str, Any]]], *, version: int = 0) -> HandedOut:
    """下发 without ``jixiao issue``: the Hengyang pack with the names, the columns and the identity of each unit.

    For tests of what reads returns; the files are not locked, and there are no reports. ``version`` 0 is the pack's own.
    """
    pack = load_pack(PACK)
    head = Head(pack.name, version or pack.version, pack.year, pack.title, register="名册.xlsx")
    template = pack.workbook.read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    lines = [head_line(head)]
    press: Press | None = None
    for code, name, parent, values in units:
        cells: Dict[Place, Any] = {(BASIC, 3, 2): name, (UNIT, 3, 4): name}
        cells.update({place: values[head] for head, place in COLUMNS.items() if head in values})
        identity = Identity(head.pack, head.version, code, head.year).properties()
        draft = Draft(template)
        write_properties(draft, identity)
        if press is None or len(cells) < 5:
            data = apply_edits(draft.to_bytes(), [SetValue(*at, value) for at, value in cells.items()], record=False)
            press = press or (Press(data, cells, [MEMBER]) if len(cells) == 5 else None)
        else:
            data = press.fill(cells, {MEMBER: draft.read(MEMBER)})
        path = f"{code}_{name}/{code}_{name}.xlsx"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        named = {f"{sheet}!{address(*where)}": value for (sheet, *where), value in cells.items()}
        entry = Entry(
            code,
            name,
            parent,
            folder=f"{code}_{name}",
            files=(Issued(path, len(data), hashlib.sha256(data).hexdigest()),),
            cells=named,
        )
        lines.append(entry_line(entry))
    (folder / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return HandedOut(folder)


def example_units() -> List[Tuple[str, str, str, Dict[str, Any]]]:
    """示例名册的单位, as ``hand_out`` takes them."""
    from addin.register.read import read_register

    register, _ = read_register(EXAMPLE)
    return [
        (one.code, one.name, one.parent, {head: one.values[head] for head in COLUMNS if head in one.values})
        for one in register.units.values()
    ]
