"""汇总的 JSON (json): the document of ``jixiao rollup --json``, written as it is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from .model import FoundRow, Result, State, Totals


def document(result: Result, summary: str, more: dict[str, Any]) -> Iterator[str]:
    """汇总的 JSON, piece by piece: there may be a million findings.

    Args:
        result: the roll-up. summary: the workbook. more: further keys, such as the folder of the data.
    """
    head: dict[str, Any] = {
        "schema": 1, "dir": result.folder, "summary": summary, "source": result.source, "pack": result.pack,
        "version": result.version, "year": result.year, "units": _units(result), "totals": _totals(result),
        "files": result.whole.counts.files, "codes": result.codes, "notes": list(result.notes), **more,
        "missing": [one.code for one in result.missing] if result.source else [],
        "twice": [one.code for one in result.twice],
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False, indent=2)[:-2] + ',\n  "findings": ['
    between = "\n    "
    for row in result.findings:
        yield between + json.dumps(_finding(row), ensure_ascii=False)
        between = ",\n    "
    yield "\n  ]\n}\n" if between != "\n    " else "]\n}\n"


def _units(result: Result) -> dict[str, Any]:
    counts = asdict(result.whole.counts)
    names = ("expected", "returned", *(state.name.lower() for state in State))
    units = {name: counts[name] for name in names if name in counts}
    files = {name.removeprefix("files_"): counts[name] for name in counts if name.startswith("files_")}
    return {**units, "files": files}


def _totals(result: Result) -> dict[str, Any]:
    kinds = {kind: plain(totals) for kind, totals in result.whole.kinds.items()}
    return {**plain(result.whole.headline), "kinds": kinds}


def plain(totals: Totals) -> dict[str, Any]:
    """合计写成 JSON: numbers as strings, so that nothing is rounded."""
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in vars(totals).items()}


def _finding(row: FoundRow) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "name": row.name,
        "state": row.state.name.lower() if row.state else "",
        **row.finding.as_json(),
    }
