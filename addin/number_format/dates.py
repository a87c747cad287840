"""日期格式 (date formats): the text of a date or time by its format tokens."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import List, Optional, Tuple, Union

from .tokens import Token

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEKDAYS = "一二三四五六日"


def is_date_tokens(tokens: Tuple[Token, ...]) -> bool:
    """是否日期时间: the section has date or time letters and no scientific exponent."""
    kinds = {token.kind for token in tokens}
    if "exponent" in kinds or "general" in kinds:
        return False
    if "elapsed" in kinds or "ampm" in kinds:
        return True
    return any(
        token.kind == "date" and (token.text[0] in "ymdhs" or token.text in ("aaa", "aaaa", "e", "ee"))
        for token in tokens
    )


def date_text(tokens: Tuple[Token, ...], serial: Union[int, float], moment: datetime) -> Optional[str]:
    """日期文本: None when the section holds something that no date format knows."""
    places = _second_places(tokens)
    moment = _rounded(moment, places)
    twelve = any(token.kind == "ampm" for token in tokens)
    elapsed = {token.text[0] for token in tokens if token.kind == "elapsed"}
    minutes = _minutes(tokens, bool(elapsed))
    chinese = any(
        token.kind == "bracket" and token.text.upper().endswith(("-804]", "-1004]", "-404]")) for token in tokens
    )
    pieces: List[str] = []
    seconds = round(float(serial) * 86_400 * 10**places) // 10**places
    after_point = False
    for index, token in enumerate(tokens):
        # beside [h] a plain h, beside [s] a plain s counts on past the day as well
        if token.kind == "elapsed" or (token.kind == "date" and token.text[0] in elapsed):
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            pieces.append(f"{seconds // unit:0{len(token.text)}d}")
        elif token.kind == "date":
            pieces.append(_part(token.text, moment, twelve, index in minutes, chinese))
        elif token.kind == "ampm":
            names = token.text.split("/")
            pieces.append(names[0] if moment.hour < 12 else names[1])
        elif token.kind == "point":
            pieces.append(f"{moment.microsecond / 1e6:.{places}f}"[1:])
            after_point = True
        elif token.kind == "literal":
            pieces.append(token.text)
        elif token.kind == "digit" and not after_point:
            return None
    return "".join(pieces)


def _second_places(tokens: Tuple[Token, ...]) -> int:
    points = [index for index, token in enumerate(tokens) if token.kind == "point"]
    if not points:
        return 0
    places = 0
    for token in tokens[points[0] + 1 :]:
        if token.kind != "digit":
            break
        places += 1
    return min(places, 3)


def _rounded(moment: datetime, places: int) -> datetime:
    step = 10 ** (6 - places)
    rest = moment.microsecond % step
    try:
        return moment + timedelta(microseconds=step - rest if rest * 2 >= step else -rest)
    except OverflowError:
        return moment


def _minutes(tokens: Tuple[Token, ...], elapsed: bool) -> List[int]:
    """Places where m means minutes: right after hours, right before seconds, and in any span of time."""
    times = [(index, token.text) for index, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    found = []
    for at, (index, text) in enumerate(times):
        if text in ("m", "mm"):
            before = times[at - 1][1] if at else ""
            after = times[at + 1][1] if at + 1 < len(times) else ""
            if elapsed or before.startswith("h") or after.startswith("s"):
                found.append(index)
    return found


def _part(code: str, moment: datetime, twelve: bool, minutes: bool, chinese: bool) -> str:
    letter, width = code[0], len(code)
    if letter == "y" or letter == "e":
        return f"{moment.year:04d}" if width > 2 or letter == "e" else f"{moment.year % 100:02d}"
    if letter == "m" and minutes:
        return f"{moment.minute:0{width}d}"
    if letter == "m":
        return _named(_MONTHS[moment.month - 1], moment.month, width, f"{moment.month}月" if chinese else "")
    if letter == "d":
        weekday = f"星期{_WEEKDAYS[moment.weekday()]}" if chinese else ""
        return _named(_DAYS[moment.weekday()], moment.day, width, weekday)
    if letter == "a":
        return ("星期" if width == 4 else "") + _WEEKDAYS[moment.weekday()]
    if letter == "h":
        return f"{((moment.hour + 11) % 12 + 1) if twelve else moment.hour:0{min(width, 2)}d}"
    if letter == "s":
        return f"{moment.second:0{min(width, 2)}d}"
    return ""


def _named(name: str, number: int, width: int, chinese: str) -> str:
    if width < 3:
        return f"{number:0{width}d}"
    if chinese:
        return chinese
    return name[0] if width == 5 else name[:3] if width == 3 else name
