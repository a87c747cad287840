"""明细数据的表 (tables): their names and columns, the same for CSV and Parquet; docs/data.md explains each."""

from __future__ import annotations

from dataclasses import dataclass

TEXT, WHOLE, NUMBER = "text", "whole", "number"

_COLUMN_TYPES = {
    **dict.fromkeys(("level", "files", "projects", "errors", "warnings", "hints", "size", "year", "count", "units", "unweighed"), WHOLE),
    **dict.fromkeys(
        ("score", "full", "budget", "executed", "rate", "value", "mean", "funds", "target", "actual", "completion", "weight"), NUMBER
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """一张表: its name and its columns."""

    name: str
    columns: tuple[str, ...]

    @property
    def types(self) -> tuple[str, ...]:
        """各列的类型."""
        return tuple(_COLUMN_TYPES.get(column, TEXT) for column in self.columns)


_POINTS = ("score", "full", "grade", "budget", "executed", "rate")
_FOUND = ("errors", "warnings", "hints")

UNITS = Table("units", ("unit", "name", "parent", "parent_name", "level", "contact", "state", "files", *_POINTS, "projects", *_FOUND, "accepted", "reason"))  # fmt: skip
FILES = Table("files", ("file", "unit", "name", "state", "size", "saved", "claimed", *_FOUND, "reasons"))
FINDINGS = Table("findings", ("unit", "name", "file", "state", "sheet", "cell", "code", "severity", "printed", "expected", "message", "rule", "source"))  # fmt: skip
FORMS = Table("forms", ("unit", "file", "sheet", "kind", "table", "title", "year", "unit_name", "project", "profile", *_POINTS))  # fmt: skip
FIGURES = Table("figures", ("unit", "file", "sheet", "kind", "project", "group", "item", "column", "nature", "value", "unit_of_measure", "cell", "funds"))  # fmt: skip
INDICATORS = Table(
    "indicators",
    (
        "unit", "file", "sheet", "kind", "project", "level1", "level2", "level3", "nature", "target", "target_unit", "actual",
        "actual_unit", "completion", "weight", "score", "cell", "funds",
    ),
)  # fmt: skip
ACCOUNTS = Table("accounts", ("unit", "file", "sheet", "table", "code", "item", "column", "value", "cell"))
TOTALS = Table("totals", ("node", "name", "level", "kind", "group", "item", "column", "nature", "unit_of_measure", "value", "mean", "count", "units", "unweighed", "other_names"))  # fmt: skip

TABLES = (UNITS, FILES, FORMS, FIGURES, INDICATORS, ACCOUNTS, TOTALS, FINDINGS)
