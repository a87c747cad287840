"""工作簿文件的校验与填写 (whole files): what `check` and `score` do with one file, without the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from addin.commands.check import check, check_recognised
from addin.commands.compute import compute
from addin.commands.context import Context
from addin.commands.profile import choose_profile
from addin.edits import Edit
from addin.findings import Finding
from addin.forms.model import Form
from addin.hosts.files import Opened, carry_out, read
from udfs.core.rules import Profile

WORKBOOKS = Path(__file__).resolve().parents[2] / "workbooks"


@dataclass
class Filled:
    """填写后的文件: its bytes and, by (sheet, cell), what was written."""

    data: bytes
    written: Dict[Tuple[str, str], str]


def workbook_files() -> List[str]:
    """workbooks/ 内的全部工作簿, by path below it; registers of units (units-*.xlsx) are no forms."""
    return sorted(
        str(path.relative_to(WORKBOOKS))
        for path in WORKBOOKS.rglob("*.xls*")
        if not path.name.startswith(("~$", "units-"))
    )


def _contexts(opened: Opened) -> List[Tuple[Form, Optional[Profile], Context, List[Finding]]]:
    result: List[Tuple[Form, Optional[Profile], Context, List[Finding]]] = []
    for form in opened.forms:
        chosen = choose_profile(form, "", opened.profile_name, opened.name)
        context = Context(file=opened.name, fallback=chosen.fallback, related=tuple(opened.forms))
        result.append((form, chosen.profile, context, chosen.findings))
    return result


def check_bytes(data: bytes, name: str) -> List[Finding]:
    """校验一个文件的全部表."""
    opened = read(data, name)
    found = check_recognised(opened.recognised, name)
    for form, profile, context, told in _contexts(opened):
        found += [*told, *check(form, profile, context)]
    return found


def fill_bytes(data: bytes, name: str) -> Filled:
    """填写一个文件的全部表, values."""
    opened = read(data, name)
    edits: List[Edit] = []
    written: Dict[Tuple[str, str], str] = {}
    for form, profile, context, _ in _contexts(opened):
        computed = compute(form, profile, context)
        edits += computed.edits
        written.update({(form.sheet, item.cell): str(item.value) for item in computed.filled})
    return Filled(carry_out(opened, edits).data, written)
