"""设置数字格式 (number formats): a code as Excel's files spell it, given to cells of the open document."""

from __future__ import annotations

from typing import Any, Dict

from .office import struct


class NumberFormats:
    """数字格式 of one document: keys by code."""

    def __init__(self, document: Any) -> None:
        self._formats = document.getNumberFormats()
        self._keys: Dict[str, int] = {}

    def key(self, code: str) -> int:
        """格式编号 of a code; a new one is added."""
        if code not in self._keys:
            locale = struct("lang.Locale", Language="en", Country="US")
            key = self._formats.queryKey(code, locale, False)
            self._keys[code] = key if key >= 0 else self._formats.addNew(code, locale)
        return self._keys[code]
