"""短语扫描 (scanner): wording cut into phrases, left to right, tolerant of missing punctuation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Match, Optional

from .conditions import Condition, read_condition
from .phrases import CONDITION, PATTERNS, WORDS


@dataclass(frozen=True)
class Phrase:
    """一个短语: its kind, its text, and the numbers in it."""

    kind: str
    text: str
    start: int
    match: Optional[Match[str]] = None
    condition: Optional[Condition] = None

    def group(self, *names: str) -> Optional[str]:
        """短语中的数字: the first of the named groups that is there."""
        groups = self.match.groupdict() if self.match else {}
        for name in names:
            if groups.get(name):
                value: Any = groups[name]
                return str(value)
        return None


def scan(text: str) -> List[Phrase]:
    """切成短语: cut normalised wording into phrases; what no pattern takes becomes WORDS.

    >>> [phrase.kind for phrase in scan("100%计满分,每低于5%扣2分,扣完为止。")]
    ['condition', 'points', 'comma', 'step', 'comma', 'floor', 'stop']
    """
    phrases: List[Phrase] = []
    words_from: Optional[int] = None
    position = 0
    while position < len(text):
        phrase = _phrase_at(text, position)
        if phrase is None:
            words_from = position if words_from is None else words_from
            position += 1
            continue
        if words_from is not None:
            phrases.append(Phrase(WORDS, text[words_from:position], words_from))
            words_from = None
        phrases.append(phrase)
        position += len(phrase.text)
    if words_from is not None:
        phrases.append(Phrase(WORDS, text[words_from:], words_from))
    return phrases


def _phrase_at(text: str, position: int) -> Optional[Phrase]:
    for kind, pattern in PATTERNS:
        match = pattern.match(text, position)
        if match and match.group(0):
            return Phrase(kind, match.group(0), position, match=match)
    condition = read_condition(text, position)
    if condition is not None:
        return Phrase(CONDITION, condition.text, position, condition=condition)
    return None
