"""部门决算公开表的勾稽 (cross-checks of the final accounts): relations inside a table and between tables, as data."""

from .relations import Tie, all_ties

__all__ = ["Tie", "all_ties"]
