"""What Excel makes of a value that is written into a cell: as if it had been typed (Chinese settings).

依据: Microsoft, Range.Formula and Range.Value ("if you set the value of a range it behaves like typing"); "Stop automatically
changing numbers to dates"; "Format numbers as text" (the apostrophe; the Text format keeps numbers and formulas as text).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from support.fake_excel.com import refusal

ERRORS = {"#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042}
FACILITY = -2146828288
ERROR_TEXTS = {FACILITY + number: text for text, number in ERRORS.items()}
LONGEST, LONGEST_IN_ARRAY = 32767, 8203

_NUMBER = re.compile(r"[¥$]?[-+]?(?:\d{1,3}(?:,\d{3})+|\d+|)(?:\.\d*)?(?:e[-+]?\d+)?", re.IGNORECASE)
_DATES = (
    re.compile(r"(?P<y>\d{2,4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?"),
    re.compile(r"(?P<m>\d{1,2})[-/月](?P<d>\d{1,2})日?"),
    re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})"),
)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def enter(cell, value, in_array):
    """Writes a value into a cell: sets its value, formula, prefix, and perhaps its number format."""
    cell.formula = cell.array = None
    cell.prefix = ""
    if isinstance(value, Decimal):
        value = float(round(value, 4))  # VT_CY
    if value is None:
        raise refusal("类型不匹配。")  # VT_NULL
    if isinstance(value, bool):
        cell.value = str(value).upper() if cell.number_format == "@" else value
    elif isinstance(value, (int, float)):
        cell.value = f"{value:.15g}" if cell.number_format == "@" else float(value)
    elif isinstance(value, str):
        _enter_text(cell, value, in_array)
    else:
        raise refusal(f"类型不匹配：{type(value).__name__}")


def _enter_text(cell, text, in_array):
    if len(text) > LONGEST or (in_array and len(text) > LONGEST_IN_ARRAY):
        raise refusal("应用程序定义或对象定义错误")
    if text == "":
        cell.value = None
    elif cell.number_format == "@":
        assert text[0] != "'", "what Excel makes of an apostrophe in a text cell is not documented"
        cell.value = text
    elif text[0] == "'":
        cell.value, cell.prefix = text[1:], "'"
    elif text[0] in "=" and len(text) > 1:
        if text.count("(") != text.count(")") or text.count('"') % 2:
            raise refusal("应用程序定义或对象定义错误")
        cell.formula, cell.value = text, ""  # it computes nothing
    else:
        cell.value, code = typed(text)
        if code and cell.number_format == "General":
            cell.number_format = code


def typed(text):
    """(value, number format that it brings along or "") of a text as Excel understands it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.upper() in ("TRUE", "FALSE"):
        return plain.upper() == "TRUE", ""
    if plain.upper() in ERRORS:
        return FACILITY + ERRORS[plain.upper()], ""
    if plain[:1] in ("+", "-", "@") and not _NUMBER.fullmatch(plain.rstrip("%")):
        raise refusal("应用程序定义或对象定义错误")  # taken for a formula
    if plain.endswith("%") and re.search(r"\d", plain) and _NUMBER.fullmatch(plain[:-1]):
        return float(plain[:-1].replace(",", "").replace("¥", "")) / 100, "0.00%"
    bare = f"-{plain[1:-1]}" if plain[:1] == "(" and plain[-1:] == ")" else plain
    if re.search(r"\d", bare) and _NUMBER.fullmatch(bare):
        return float(bare.replace(",", "").lstrip("¥$")), "#,##0" if "," in bare else ""
    for pattern in _DATES:
        found = pattern.fullmatch(plain)
        if found:
            given = found.groupdict()
            try:
                day = dt.date(int(given.get("y") or 2026), int(given["m"]), int(given.get("d") or 1))
            except ValueError:
                continue
            return float((day - dt.date(1899, 12, 30)).days), "m/d/yyyy"
    found = _TIME.fullmatch(plain)
    if found:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return (hours * 3600 + minutes * 60 + seconds) / 86400, "h:mm"
    return text, ""


def as_formula(cell):
    """What ``Range.Formula`` gives: the formula, or the constant as a text."""
    if cell.formula is not None:
        return cell.formula
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    return ERROR_TEXTS.get(value, "#VALUE!") if isinstance(value, int) else value
