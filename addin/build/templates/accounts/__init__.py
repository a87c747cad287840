"""部门决算公开表的表样 (final accounts): the nine tables 公开01–09表, their cover, 勾稽核对 and 报告数据."""

from .nine import draw_nine

__all__ = ["draw_nine"]
