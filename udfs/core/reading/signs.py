"""比较符号 (comparison signs): signs and words for at least, at most, more than, less than, about."""

from __future__ import annotations

import re
from typing import Dict, Tuple

_PREFIX: Dict[str, str] = {}


def _declare(table: Dict[str, str], sign: str, words: str) -> None:
    for word in words.split():
        table[word] = sign


_declare(
    _PREFIX,
    ">=",
    "≥ >= => 不少于 不低于 不小于 不得少于 不得低于 不得小于 不能少于 不能低于 应不少于 应不低于 至少 最少 最低 大于等于 大于或等于 "
    "高于等于 高于或等于 多于或等于",
)
_declare(
    _PREFIX,
    "<=",
    "≤ <= =< 不超过 不多于 不高于 不大于 不得超过 不得多于 不得高于 不得大于 不能超过 不能高于 应不超过 至多 最多 最高 小于等于 小于或等于 低于等于 低于或等于 "
    "少于或等于 控制在 应控制在",
)
_declare(_PREFIX, ">", "> 大于 高于 超过 多于 逾")
_declare(_PREFIX, "<", "< 小于 低于 少于 不足 不到 未满")
_declare(_PREFIX, "=", "= == 等于")
_declare(_PREFIX, "reach", "达到 达")  # a target: at least; an actual: that much

_SUFFIX: Dict[str, str] = {}
_declare(_SUFFIX, ">=", "以上 及以上 或以上 (含)以上 以上(含) 以上(含本数) (含本数)以上 ")
_declare(_SUFFIX, "<=", "以下 及以下 或以下 (含)以下 以下(含) 以下(含本数) (含本数)以下 以内 之内 以内(含) (含)以内")
_declare(_SUFFIX, ">", "以上(不含) (不含)以上 以上(不含本数)")
_declare(_SUFFIX, "<", "以下(不含) (不含)以下 以下(不含本数) 以内(不含)")


def _any(words: Dict[str, str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


PREFIX = f"(?:{_any(_PREFIX)})"
#: 3天内 is a limit, 3个内设机构 is not
SUFFIX = f"(?:{_any(_SUFFIX)}|内(?![设部容外科训涵参]))"
#: a sign that somebody typed: without a number behind it the text cannot be read
MARKS = re.compile(r"[≥≤<>=±≈≠]")
#: a comparison that stands away from its number (不低于上年的95%)
APART = re.compile(
    rf"[≥≤<>]|(?:{'|'.join(w for w in sorted(_PREFIX, key=len, reverse=True) if len(w) > 1 and w[0] not in '=<>' and w != '达到')})"
    r"(?![约近]?[0-9])"
)
_APPROXIMATE_BEFORE = {
    "约": "about",
    "大约": "about",
    "约为": "about",
    "近": "under",
    "将近": "under",
    "接近": "under",
    "≈": "about",
}
_APPROXIMATE_AFTER = {"左右": "about", "上下": "about", "余": "over", "多": "over"}
BEFORE = "(?:大约|约为|(?<![节合签预违邀公契履简集制条特])约|将近|接近|(?<![附邻最临])近|≈)"  # not 节约, 附近
#: 余 and 多 stand before or after the power or the unit; 左右 at the end
OVER = "[余多]"
ROUND = "(?:左右|上下)"
_EQUAL_FIRST = re.compile(r"=(?=[≥≤<>])(?!=?[<>]=)")


def prefix_sign(word: str) -> str:
    """前置符号: the sign of a word or mark before the number; ``reach`` for 达到.

    >>> prefix_sign("≥"), prefix_sign("不超过"), prefix_sign("")
    ('>=', '<=', '')
    """
    return _PREFIX.get(word, "")


def suffix_sign(word: str) -> str:
    """后置符号: 以上 and 以下 include the number itself (本数), as the law has it.

    >>> suffix_sign("以上"), suffix_sign("(不含)以下")
    ('>=', '<')
    """
    return "<=" if word == "内" else _SUFFIX.get(word, "")


def approximation(before: str, after: str) -> Tuple[str, bool]:
    """约数: the kind of approximation, and whether two words for it contradict each other.

    >>> approximation("近", ""), approximation("近", "余")
    (('under', False), ('under', True))
    """
    first = _APPROXIMATE_BEFORE.get(before, "")
    last = _APPROXIMATE_AFTER.get(after, "")
    return first or last, bool(first and last and first != last)
