"""下发文件的身份 (identity): what every file that is handed out says of itself, as custom document properties.

Anybody can change them: they say where a file claims to come from, and are compared with the register, the file's name and
the form's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: names of the custom document properties, as Excel, WPS and LibreOffice show them under 文件 › 信息 › 属性
PACK, VERSION, UNIT, YEAR = "jixiao.pack", "jixiao.pack-version", "jixiao.unit", "jixiao.year"
#: what a file is that jixiao wrote and nobody fills in: it is no return under any name
KIND, SUMMARY, LISTING = "jixiao.kind", "summary", "listing"


@dataclass(frozen=True)
class Identity:
    """身份: pack and unit that a file claims.

    Args:
        pack: the pack's name, "" when the file says nothing. version: the pack's version, 0 when it says none.
        unit: the unit's code. year: the pack's year, None for a pack of no year.
        kind: SUMMARY or LISTING for what is no return, "" else.
    """

    pack: str = ""
    version: int = 0
    unit: str = ""
    year: int | None = None
    kind: str = ""

    def properties(self) -> dict[str, str]:
        """写成文档属性: name -> text."""
        found = {PACK: self.pack, VERSION: str(self.version), UNIT: self.unit}
        return {**found, YEAR: str(self.year)} if self.year is not None else found


def identity_of(properties: Mapping[str, str]) -> Identity:
    """由文档属性读出身份: what is no number counts as not said.

    >>> identity_of({"jixiao.pack": "cn/national", "jixiao.pack-version": "2", "jixiao.unit": "001"})
    Identity(pack='cn/national', version=2, unit='001', year=None, kind='')
    """
    version, year = properties.get(VERSION, ""), properties.get(YEAR, "")
    return Identity(
        properties.get(PACK, ""),
        int(version) if _short_number(version) else 0,
        properties.get(UNIT, ""),
        int(year) if _short_number(year) else None,
        properties.get(KIND, ""),
    )


def _short_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
