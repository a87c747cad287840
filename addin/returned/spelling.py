"""内容的写法 (spelling): what a cell holds, in one spelling, to be compared with what was handed out."""

from __future__ import annotations

from ..forms.text import key


def spelled(value: object) -> str:
    """统一写法: numbers by their 15 digits, texts without white space and widths; "" for nothing.

    >>> spelled(12.50), spelled("云岭县 教育局"), spelled(None), spelled(True)
    ('12.5', '云岭县教育局', '', 'true')
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.15g}"
    return key(str(value)) if value is not None else ""
