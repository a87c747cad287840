"""评语匹配 (grade words): 效果较好的 / 一般 / 无效果或者效果不明显, matched without guessing."""

from __future__ import annotations

import re
from typing import Sequence, Tuple

from .model import Grade
from .tokens import normalise

#: before a word, these change its meaning: 不明显 is not 明显, 较好 is not 好
_CHANGES = "不无未没非欠较很更最极略稍基半大"
_TRIM = re.compile(r"^(?:的|为|,|:|\()+|(?:的|者|为|,|:|\(|情况)+$")


def grade_words(text: str) -> Tuple[str, ...]:
    """评语: the words of one grade; alternatives joined by 或 are words of their own.

    >>> grade_words("无效果或者效果不明显")
    ('无效果', '效果不明显')
    """
    parts = re.split(r"或者|或是|或", _TRIM.sub("", text))
    return tuple(part for part in (_TRIM.sub("", part) for part in parts) if part)


def find_grade(grades: Sequence[Grade], value: str) -> Tuple[Grade, ...]:
    """找评语: the grades that a value names; more than one means that it does not say which."""
    wanted = _TRIM.sub("", normalise(value).rstrip("。;,"))
    if not wanted:
        return ()
    exact = tuple(grade for grade in grades if wanted in grade.words)
    if exact:
        return exact
    return tuple(grade for grade in grades if any(_ends_with(words, wanted) for words in grade.words))


def _ends_with(words: str, wanted: str) -> bool:
    if len(wanted) < 2 or not words.endswith(wanted):
        return False
    before = words[: -len(wanted)]
    return not before or before[-1] not in _CHANGES
