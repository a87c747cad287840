"""报送文件 (returns) for the tests of reading them: a pack's workbook filled from a published case, with its identity."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import Any

from openpyxl import load_workbook
from support.cases import load_case
from support.packfill import FILLINGS, fill

from addin.handout.identity import Identity
from addin.handout.manifest import Head
from addin.package.draft import Draft
from addin.package.properties import write_properties
from addin.packs.list import load_pack
from addin.returned.known import Known
from addin.returned.reading import Reader
from addin.returned.template import issue_of, open_template

HENGYANG = "cn/hunan/hengyang/2024"


@cache
def head(pack: str = HENGYANG) -> Head:
    """下发清单的首行 for a pack as it is now."""
    found = load_pack(pack)
    return Head(found.name, found.version, found.year, found.title)


def reader(pack: str = HENGYANG, known: Known | None = None) -> Reader:
    """读取器 for what was made of the pack."""
    return Reader(head(pack), open_template(issue_of(head(pack), load_pack(pack))), known)


@cache
def filled(pack: str = HENGYANG) -> bytes:
    """填好的模板, from the published cases of the pack; needs ../shared/cases."""
    return fill(pack, [load_case(name) for name in FILLINGS[pack]]).bytes()


@cache
def template(pack: str = HENGYANG) -> bytes:
    """未填的模板."""
    return load_pack(pack).workbook.read_bytes()


def marked(data: bytes, identity: Identity) -> bytes:
    """写上身份."""
    draft = Draft(data)
    write_properties(draft, identity.properties())
    return draft.to_bytes()


def changed(data: bytes, cells: Mapping[str, Any], rename: Mapping[str, str] | None = None) -> bytes:
    """用 openpyxl 改几格并保存 (formulas lose their values): ``{"表1!C5": 3}``."""
    book = load_workbook(io.BytesIO(data))
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("!")
        book[sheet][cell].value = value
    for old, new in (rename or {}).items():
        book[old].title = new
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
