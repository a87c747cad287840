"""文件属于哪个单位 (whose): by the file's own properties, by its name and folder, by the unit's name on its forms.

依据: docs/returns.md. None of the three is proof, for each can be copied or typed; where two of them name different units of the
register, the file belongs to nobody until a person has looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..forms.accounts_model import ACCOUNTS
from ..forms.model import BASIC, SCORECARD, UNIT, Form
from .known import Known

PROPERTY, PATH, NAME = "property", "path", "name"
#: forms that speak of the unit as a whole; a project may be carried out by a unit below
_OWN = (UNIT, BASIC, SCORECARD, ACCOUNTS)
_COPY = re.compile(r"^(?:副本|复件|拷贝|Copy of|copy of)\s*[-－—]?\s*")
_CODE = re.compile(r"(?=[^_＿]*[0-9])[^\s_＿]{1,40}")


@dataclass(frozen=True)
class Owner:
    """文件的单位.

    Args:
        unit: its code, "" when it cannot be told. by: how it was found.
        conflict: why it belongs to nobody, in Chinese; "" when nothing contradicts.
    """

    unit: str = ""
    by: str = ""
    conflict: str = ""


def whose(file: str, claimed: str, forms: Sequence[Form], known: Known | None) -> Owner:
    """文件属于哪个单位.

    Args:
        file: its path relative to the folder that was read. claimed: the code in its properties.
        forms: its forms. known: the units; None when neither manifest nor register is at hand: then what the file says counts.
    """
    if known is None:
        code = next(iter(_codes(file.rpartition("/")[2], anything=True)), "")
        found = claimed or code
        return Owner(found, PROPERTY if claimed else PATH if code else "")
    by_file, by_folder = _in_path(file, known)
    by_property = claimed if claimed and known.knows(claimed) else ""
    names = _names(forms, known)
    conflict = _conflict(claimed, by_property, by_file, by_folder, names, known)
    if conflict:
        return Owner(conflict=conflict)
    if by_property:
        return Owner(by_property, PROPERTY)
    if by_file or by_folder:
        return Owner(by_file or by_folder, PATH)
    if len(names) == 1:
        return Owner(next(iter(names)), NAME)
    return Owner()


def _codes(name: str, anything: bool = False) -> Iterator[str]:
    """What may be a code before an underscore, the longest first: 001_02 and 001 of 001_02_某校.xlsx."""
    stem = _COPY.sub("", name)
    ends = [found.start() for found in re.finditer("[_＿]", stem)]
    for end in ends if anything else reversed(ends):
        if not anything or _CODE.fullmatch(stem[:end]):
            yield stem[:end].strip()


def _in_path(file: str, known: Known) -> tuple[str, str]:
    """(code by the file's name, code by the nearest folder that has one)."""
    *folders, name = file.split("/")
    by_file = next((code for code in _codes(name) if known.knows(code)), "")
    by_folder = next((code for folder in reversed(folders) for code in _codes(folder) if known.knows(code)), "")
    return by_file, by_folder


def _names(forms: Sequence[Form], known: Known) -> dict[str, str]:
    """Codes of the units whose name the forms print, with the name; of unit forms first, else of the others.

    A name that several units share says nothing.
    """
    own = [form for form in forms if form.kind in _OWN and form.unit_name]
    found: dict[str, str] = {}
    for form in own or [form for form in forms if form.unit_name or form.department]:
        for name in (form.unit_name, form.department if not own else ""):
            codes = known.named(name) if name else ()
            if len(codes) == 1:
                found.setdefault(codes[0], name)
                break
    return found


def _conflict(claimed: str, by_property: str, by_file: str, by_folder: str, names: dict[str, str], known: Known) -> str:
    if claimed and not by_property and (by_file or names):
        other = f"文件名中的编码是“{by_file}”" if by_file else f"表内填报单位是“{next(iter(names.values()))}”"
        return f"文件属性中的单位编码是“{claimed}”，不在名册；{other}"
    if by_property and by_file and by_property != by_file:
        return f"文件属性中的单位编码是“{by_property}”，文件名中是“{by_file}”"
    found = by_property or by_file
    # what both the properties and the name of a file say, the folder that somebody put it into does not call in question
    both = bool(by_property and by_file)
    if found and by_folder and found != by_folder and not both and not known.is_above(by_folder, found):
        where = "文件属性" if by_property else "文件名"
        return f"{where}中的单位编码是“{found}”，文件夹中是“{by_folder}”"
    found = found or by_folder
    if found and names and found not in names:
        entry = known.unit(found)
        own = entry.name if entry is not None else ""
        code, name = next(iter(names.items()))
        return f"文件的单位编码是“{found}”（{own}），表内填报单位“{name}”却是名册中的“{code}”"
    if not found and len(names) > 1:
        listed = "、".join(f"{name}（{code}）" for code, name in sorted(names.items())[:5])
        return f"没有单位编码，各表的填报单位又不相同：{listed}"
    return ""
