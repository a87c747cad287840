"""校验发现 (findings): one thing that is wrong, with its place, in words an accountant reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Dict

ERROR = "error"
WARNING = "warning"
HINT = "hint"
SEVERITIES = (ERROR, WARNING, HINT)


@dataclass(frozen=True)
class Finding:
    """一条校验发现.

    Args:
        code: one of the documented codes, such as ``score.mismatch`` (docs/findings.md lists them all).
        severity: ``error``, ``warning`` or ``hint``.
        message: place, found, expected and the next step, in Chinese.
        file, sheet, cell: where; "" when it concerns the whole.
        printed, expected: strings as shown in the sheet; "" when there is none.
        rule, source: the rule in Chinese and the document it stands in.
    """

    code: str
    severity: str
    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    printed: str = ""
    expected: str = ""
    rule: str = ""
    source: str = ""

    def as_json(self) -> Dict[str, str]:
        """转为 JSON: the document's keys in the contract's order."""
        order = ("file", "sheet", "cell", "code", "severity", "printed", "expected", "message", "rule", "source")
        values = asdict(self)
        return {key: values[key] for key in order}
