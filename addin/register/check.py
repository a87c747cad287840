"""名册与模板包 (register and pack): every column of the register must fill one field of the pack."""

from __future__ import annotations

import os

from ..findings import ERROR, Finding
from ..grid import Grid
from .binding import Target, bind
from .model import Register

#: fields that a message lists
_MOST = 4


def bind_columns(register: Register, grid: Grid, known: list[Target]) -> tuple[dict[str, Target], list[Finding]]:
    """名册各列对应的字段.

    Args:
        register: the register. grid: its first sheet. known: the fields of the pack.

    Returns:
        head -> field, and a finding for each column that binds to nothing, to several fields, or to one that is taken.
    """
    bound, unbound = bind(register.columns, known)
    findings = []
    for one in unbound:
        if one.between:
            places = "、".join(f"“{target.sheet}{target.name}”" for target in one.between[:_MOST])
            places += f"等 {len(one.between)} 个" if len(one.between) > _MOST else ""
            message = f"列“{one.column.head}”可以是几个字段：{places}。请把表头写成其中一个。"
            code = "register.column-ambiguous"
        else:
            hint = f"最接近的字段是{'、'.join(f'“{name}”' for name in one.nearest)}。" if one.nearest else ""
            message = f"列“{one.column.head}”在模板包里没有对应的字段。{hint}请改表头；只供查看的列请把表头写成“备注”。"
            code = "register.column-unbound"
        findings.append(_finding(code, register, grid, one.column.where, message, one.column.head))
    taken: dict[Target, str] = {}
    for column in register.columns:
        target = bound.get(column.head)
        if target is None:
            continue
        first = taken.setdefault(target, column.head)
        if first != column.head:
            message = f"列“{column.head}”和“{first}”填的是同一个字段“{target.name}”。请只留一列。"
            findings.append(_finding("register.column-twice", register, grid, column.where, message, column.head))
    return bound, findings


def _finding(code: str, register: Register, grid: Grid, where: tuple[int, int], message: str, printed: str) -> Finding:
    label = grid.label(*where)
    file = os.path.basename(register.path)
    return Finding(code, ERROR, f"{grid.name}!{label}：{message}", file, grid.name, label, printed)
