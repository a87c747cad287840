"""直接读文字 (quick text): texts of parts that are spelled as Excel, WPS, LibreOffice, openpyxl and we spell them.

Whatever is spelled in another way raises Odd; the part is then read by the XML parser, which knows every spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache

from . import shared_strings, xml
from .problems import PackageProblem
from .shared_strings import unescape

#: the namespace of sheets and texts, as it stands in the head of a part
MAIN = b'="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_ENTITY = re.compile(r"&(?:#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7})|(amp|lt|gt|quot|apos));|&")
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_PLAIN_STRING = re.compile(rb"(<si>(?:<t(?: xml:space=\"preserve\")?>([^<]*)</t>|<t/>)</si>)")
#: the declaration that programs write; any other encoding is left to the parser
_DECLARED = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?:UTF|utf)-8[\"'])?(?: standalone=[\"'](?:yes|no)[\"'])?\s?\?>)?\s*<[a-zA-Z]"
)
_SST = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sst"


class Odd(Exception):
    """写法少见: to be read the long way."""


def read_text(raw: bytes) -> str:
    """元素里的文字.

    Raises:
        Odd: it is no UTF-8, or holds what XML reads in a way of its own.
    """
    return _short_text(raw) if len(raw) < 200 else _read_text(raw)


def _read_text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise Odd("utf-8") from cause
    if _REFUSED.search(text):
        raise Odd("control character")  # or a line end that XML reads in another way
    return _ENTITY.sub(_resolved, text) if "&" in text else text


#: labels and targets repeat from file to file
_short_text = lru_cache(maxsize=1 << 14)(_read_text)


def _resolved(found: re.Match[str]) -> str:
    number, name = found.groups()
    if name:
        return _NAMED[name]
    code = -1 if not number else int(number[1:], 16) if number.startswith("x") else int(number)
    if not (code >= 0x20 or code in (9, 10, 13)) or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE:
        raise Odd("reference")
    return chr(code)


def plain_strings(data: bytes) -> list[str]:
    """共享字符串: of a part in which every text is without runs.

    Raises:
        Odd: another part.
    """
    begin = data.find(b"<si>")
    if begin < 0 or MAIN not in data[:begin] or not data.endswith(b"</sst>") or b"]]>" in data:
        raise Odd("head")
    found = _PLAIN_STRING.findall(data, begin)
    # the texts must cover all there is, else something stands between them that this does not know
    if (
        begin + sum(len(whole) for whole, _ in found) + len(b"</sst>") != len(data)
        or len(found) > shared_strings.MAX_STRINGS
    ):
        raise Odd("runs")
    if not is_plain(data) or _root(data[:begin] + b"</sst>") != _SST:
        raise Odd("root")
    return [unescape(read_text(raw)) for _, raw in found]


def is_plain(data: bytes) -> bool:
    """是否 UTF-8, without anything but a declaration before the root."""
    return _DECLARED.match(data) is not None


def _root(data: bytes) -> str:
    try:
        return str(xml.parse(data, "").tag)
    except PackageProblem as problem:
        raise Odd("head") from problem
