"""文字比较 (text folding): two spellings that a person takes for the same become equal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """归一: full width to half width, lower case, no white space and no punctuation.

    >>> fold("“达到 预期指标”。") == fold("达到预期指标")
    True
    """
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text).lower()
        if unicodedata.category(character)[0] not in "PZC"
    )
