"""结果 (result) of installing or removing one add-in in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict

EXCEL, LIBREOFFICE = "excel", "libreoffice"
HOST_NAMES = {EXCEL: "Excel", LIBREOFFICE: "LibreOffice"}

INSTALLED, SAME, REMOVED, ABSENT, PLANNED, FAILED = "installed", "same", "removed", "absent", "planned", "failed"


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
