"""部门决算公开表 (final accounts): what one table must agree with by itself."""

from __future__ import annotations

from typing import Iterator

from ...findings import Finding
from ...forms.accounts_model import Accounts
from ..accounts.single import check_single
from .subject import Subject

CODES = ("accounts.sum", "accounts.level", "accounts.code", "accounts.empty", "value.unreadable", "value.stale")


def check(subject: Subject) -> Iterator[Finding]:
    """核对决算公开表的表内关系、科目层级和空表说明."""
    form = subject.form
    if not isinstance(form, Accounts):
        return
    others = [other for other in subject.context.related if isinstance(other, Accounts)]
    yield from check_single(form, subject.context.file, others)
