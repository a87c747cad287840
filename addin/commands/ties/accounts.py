"""部门决算公开表之间 (final accounts): the same figure in several tables, one unit, one year."""

from __future__ import annotations

from typing import Iterator

from ...findings import Finding
from ...forms.accounts_model import Accounts
from ..accounts.between import check_between
from .collection import Collection

CODES = ("accounts.tie", "accounts.unit", "accounts.year")


def tie(collection: Collection) -> Iterator[Finding]:
    """核对决算公开表的表间关系."""
    found = [(member.file, member.form) for member in collection.members if isinstance(member.form, Accounts)]
    yield from check_between(found)
