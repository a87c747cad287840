"""结果 (result) of installing or removing one add-in in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Optional

EXCEL, LIBREOFFICE = "excel", "libreoffice"
HOST_NAMES = {EXCEL: "Excel", LIBREOFFICE: "LibreOffice"}

INSTALLED, SAME, REMOVED, ABSENT, PLANNED, FAILED = "installed", "same", "removed", "absent", "planned", "failed"

#: shown where an add-in of ours does not say its version
UNKNOWN = "未知"


def told_change(before: Optional[str], version: str) -> str:
    """改动的说法.

    Args:
        before: the version that is there, None when none is, "" when it does not say. version: the new one.

    >>> told_change(None, "2.0"), told_change("1.0", "2.0"), told_change("2.0", "2.0")
    ('2.0 版', '由 1.0 版换成 2.0 版', '重新装入 2.0 版')
    """
    if before is None:
        return f"{version} 版"
    return f"重新装入 {version} 版" if before == version else f"由 {before or UNKNOWN} 版换成 {version} 版"


@dataclass(frozen=True)
class Result:
    """一处的结果.

    Args:
        host: ``excel`` or ``libreoffice``. state: what happened. message: what the user reads, with the next step.
        place: the file or the program. version: of the add-in that is there now.
    """

    host: str
    state: str
    message: str
    place: str = ""
    version: str = ""

    def as_json(self) -> Dict[str, Any]:
        """转为 JSON."""
        return {
            "host": self.host,
            "state": self.state,
            "place": self.place,
            "version": self.version,
            "message": self.message,
        }
