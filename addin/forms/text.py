"""标签文字 (label text): labels compared without spaces, widths, brackets, numbering."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Optional, Tuple

_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_BRACKETS = re.compile(r"[(\[【〔{][^()\[\]【】〔〕{}]*[)\]】〕}]")
_UNCLOSED = re.compile(r"[(\[【〔{][^)\]】〕}]*$|^[^(\[【〔{]*[)\]】〕}]$")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、．:)）]|\.(?!\d))|附件?表?\d{0,2}[-\d]*[:：])"
)
_INDICATOR_NUMBER = re.compile(
    r"^(?:指标\s*[\d一二三四五六七八九十]{1,2}\s*(?:[:：、.．]|(?=$))|\d{1,2}\s*(?:[、．)）]|\.(?!\d))"
    r"|[(（]\s*[\d一二三四五六七八九十]{1,2}\s*[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、)\s*"
)
_DECORATION = re.compile(r"[*★☆※▲△●◆■□√_]+")
_TAIL = re.compile(r"[:;,。;、=%…]+$|b/a(?:[×x*]100%?)?$")
_FORMULA = re.compile(r"(?<=[\u4e00-\u9fff])=.*$")
_SUFFIX = re.compile(r"(?<=[\u4e00-\u9fff])[a-e]$")
_CJK_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+|\s+(?=[\u3000-\u9fff\uff00-\uffef])")

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_CHINESE_YEAR = re.compile(r"二[〇○零0][〇○零一二三四五六七八九\d]{2}(?=年)")


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """比较用的文字: NFKC, lower case, no white space, brackets kept.

    >>> key("２０２３ 年度部门（单位） 自评表")
    '2023年度部门(单位)自评表'
    """
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """标签主体: without brackets and what is in them, numbering, stars, colon and a trailing (A) or B/A.

    >>> bare(" 一、项目 资金（万元）："), bare("得分(执行率×分值)"), bare("执行率（B／A）"), bare("全年执行数Ｂ")
    ('项目资金', '得分', '执行率', '全年执行数')
    """
    folded = key(text)
    before = None
    while before != folded:
        before = folded
        folded = _BRACKETS.sub("", folded)
    folded = _UNCLOSED.sub("", folded) or folded
    folded = _DECORATION.sub("", folded).replace('"', "").replace("“", "").replace("”", "")
    folded = _NUMBERING.sub("", folded)
    folded = _FORMULA.sub("", _TAIL.sub("", folded))
    return _SUFFIX.sub("", folded)


def fold(text: str) -> str:
    """叠合空白: one line, no space beside a Chinese character.

    >>> fold("履职 效益\\n\\n指标 A  B")
    '履职效益指标A B'
    """
    return _CJK_GAP.sub("", " ".join(text.replace("\u3000", " ").split()))


def without_number(text: str) -> str:
    """去掉指标编号: 指标1：, 1. , (1), ① in front of an indicator's name.

    >>> without_number("指标1：招生人数"), without_number("1.招生人数"), without_number("1+x证书获证率")
    ('招生人数', '招生人数', '1+x证书获证率')
    """
    return _INDICATOR_NUMBER.sub("", text, count=1)


def split_colon(text: str) -> Optional[Tuple[str, str]]:
    """按第一个冒号分开: (label, value) of 单位名称：某某学院; None without a colon.

    >>> split_colon("单位名称： 某某学院")
    ('单位名称', '某某学院')
    """
    if ":" not in text and "：" not in text:
        return None
    label, _, value = text.replace("：", ":").partition(":")
    return label.strip(), value.strip()


def year_in(text: str) -> Optional[int]:
    """年度: the first year 20xx in a text, Chinese digits too; None when there is none.

    >>> year_in("（2024年度）"), year_in("二〇二三年度自评表"), year_in("自评表")
    (2024, 2023, None)
    """
    folded = key(text)
    match = _YEAR.search(folded)
    if match:
        return int(match.group(1))
    chinese = _CHINESE_YEAR.search(folded)
    if chinese:
        return int(chinese.group(0).translate(_CHINESE_DIGITS))
    return None


_LEVEL_WEIGHT = re.compile(
    r"^(?P<name>.*?)(?:[(\[【〔](?:权重|分值|共|满分|计|占)?[:]?(?P<inside>\d+(?:\.\d+)?)(?:分|%)?[)\]】〕]|(?P<plain>\d+(?:\.\d+)?)分)$"
)


@lru_cache(maxsize=4096)
def level_name(text: str) -> Tuple[str, str]:
    """级次名称与分值: (name, points written in the cell), points "" when none.

    >>> level_name("产出指标（50分）"), level_name("投入\\n\\n10分"), level_name("效 益 指 标")
    (('产出指标', '50'), ('投入', '10'), ('效益指标', ''))
    """
    folded = _BLANKS.sub("", text)
    match = _LEVEL_WEIGHT.match(unicodedata.normalize("NFKC", folded))
    if match and match.group("name"):
        name, points = match.group("name"), match.group("inside") or match.group("plain")
    else:
        name, points = folded, ""
    shortened = _NUMBERING.sub("", name)
    return (shortened or name).rstrip(":：*"), points


_NUMBER = re.compile(r"^[-+]?[\d,]*\.?\d+(?:%|分|万元|元|万)?$")


@lru_cache(maxsize=16384)
def looks_numeric(text: str) -> bool:
    """看起来是数: a figure, perhaps with separators, % or 分.

    >>> looks_numeric("3,651.48"), looks_numeric("89.62分"), looks_numeric("2023年"), looks_numeric("")
    (True, True, False, False)
    """
    return bool(_NUMBER.match(key(text).replace(",", "")))
