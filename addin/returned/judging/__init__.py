"""报送文件的判断 (judging): one file per thing that can be wrong with a return; docs/returns.md lists their codes.

A module here says which codes it gives (``CODES``) and yields findings from ``judge(case)``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...findings import Finding
from . import claims, content, prefilled, scale, sheets, shift, values
from .case import Case

__all__ = ["MODULES", "Case", "judge"]

#: in the order in which their findings are told
MODULES = (claims, sheets, content, shift, prefilled, values, scale)


def judge(case: Case) -> Iterator[Finding]:
    """全部判断 of one file."""
    for module in MODULES:
        yield from module.judge(case)
