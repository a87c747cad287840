"""VBA 文本 (VBA text): literals and lines that every VBA compiler takes, in ASCII.

The editor keeps sources in one ANSI code page, so a Chinese text is written with escapes and decoded by ``Plain`` when it is
used (JixiaoLogic).
"""

from __future__ import annotations

import re
from typing import Sequence

#: the editor's limits are 1023 characters and 24 continuations
LONGEST_LINE = 1000
_PIECE = 110

#: words that cannot name an argument
_WORDS = (
    "addressof and any as boolean byref byte byval call case cbool cbyte ccur cdate cdbl cdec cint clng close const csng "
    "cstr currency cvar date debug declare dim do double each else elseif empty end enum eqv erase error event exit false "
    "for friend function get global gosub goto if imp implements in input integer is let lib like lock long loop lset me "
    "mod new next not nothing null object on open option optional or paramarray preserve print private property public "
    "put redim rem resume return rset seek select set single static step stop string sub then to true type unlock until "
    "variant wend while with write xor"
)
RESERVED = frozenset(_WORDS.split())


def escaped(text: str) -> str:
    """转义: ASCII with ``\\uXXXX`` (UTF-16 units) for the rest, and for the backslash itself.

    >>> escaped("按 PERF_SCORE")
    '\\\\u6309 PERF_SCORE'
    """
    pieces = []
    for character in text:
        if 32 <= ord(character) < 127 and character != "\\":
            pieces.append(character)
        else:
            units = character.encode("utf-16-be")
            pieces += [f"\\u{units[at]:02X}{units[at + 1]:02X}" for at in range(0, len(units), 2)]
    return "".join(pieces)


def unescaped(text: str) -> str:
    """还原, as VBA's ``Plain`` does.

    >>> unescaped(escaped("“%1”\\n≥C:\\\\甲")) == "“%1”\\n≥C:\\\\甲"
    True
    """
    units = re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found.group(1), 16)), text)
    return units.encode("utf-16-be", "surrogatepass").decode("utf-16-be")


def literal(text: str, indent: int = 8) -> str:
    """文字常量: ``Plain("…")``, over several lines when it is long.

    >>> literal("计算")
    'Plain("\\\\u8BA1\\\\u7B97")'
    """
    quoted = [f'"{piece}"' for piece in _pieces(escaped(text).replace('"', '""'))]
    if any(character not in _PRINTABLE for character in text):
        return f"Plain({_joined(quoted, ' & ', indent)})"
    return _joined(quoted, " & ", indent)


_PRINTABLE = frozenset(chr(code) for code in range(32, 127)) - {"\\"}


def _pieces(text: str) -> list[str]:
    """Cut so that no escape and no doubled quotation mark is torn apart."""
    units = re.findall(r'\\u[0-9A-F]{4}|""|.', text)
    pieces = [""]
    for unit in units:
        if len(pieces[-1]) + len(unit) > _PIECE:
            pieces.append("")
        pieces[-1] += unit
    return pieces


def _joined(parts: Sequence[str], sign: str, indent: int) -> str:
    return f"{sign.rstrip()} _\n{' ' * indent}".join(parts) if len(parts) > 1 else parts[0]


def module(head: str, *blocks: str) -> str:
    """模块文本: ``Option Explicit``, a comment, then the blocks."""
    return "\n\n".join(["Option Explicit", head, *blocks]) + "\n"
