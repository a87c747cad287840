"""一项检查 (check): what was found, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict

#: good; something needed is missing; something is wrong; worth knowing
GOOD, MISSING, PROBLEM, NOTE = "good", "missing", "problem", "note"


@dataclass(frozen=True)
class Check:
    """一项检查: ``state`` is good, missing, problem or note; ``advice`` is the next step."""

    name: str
    state: str
    found: str
    advice: str = ""

    def as_json(self) -> Dict[str, str]:
        """转为 JSON."""
        return {"name": self.name, "state": self.state, "found": self.found, "advice": self.advice}
