"""批量处理 (batch): the same work on many items, on all cores or on many machines, resumable after a kill."""

from __future__ import annotations

from .journal import Journal
from .kit import BatchError, Failure, Kit
from .lock import Lock, Locked
from .progress import rate_line
from .run import run

__all__ = ["BatchError", "Failure", "Journal", "Kit", "Lock", "Locked", "rate_line", "run"]
