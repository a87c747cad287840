"""无法识别 (unreadable): the one error that reading a typed value may raise."""

from __future__ import annotations

_SHOWN = 40


class Unreadable(ValueError):
    """无法识别: the text cannot be understood without guessing.

    Args:
        text: what was typed.
        reason: why it cannot be read and what to type instead, in Chinese, without a full stop at the end.

    >>> Unreadable("80%-90%", "这是一个区间，请只填一个数").message
    '“80%-90%”无法识别：这是一个区间，请只填一个数。'
    """

    def __init__(self, text: object, reason: str) -> None:
        shown = " ".join(str(text).split())
        if len(shown) > _SHOWN:
            shown = shown[:_SHOWN] + "…"
        self.text = shown
        self.reason = reason
        self.message = f"“{shown}”无法识别：{reason}。"
        super().__init__(self.message)
