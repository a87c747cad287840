"""JSON 输出 (json): the documents of ``--json`` as plain dictionaries, exactly as the contract says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, Iterable, List, Sequence, Union

from udfs.core.errors import CellError

from ..findings import Finding
from .compute import Computed, Filled
from .explain import Explanation

SCHEMA = 1
Json = Dict[str, Any]


def score_document(file: str, forms: Sequence[Computed], findings: Iterable[Finding]) -> Json:
    """score 的 JSON: the edits of each form, and the findings."""
    return {
        "schema": SCHEMA,
        "file": file,
        "forms": [_form(computed) for computed in forms],
        "findings": [finding.as_json() for finding in findings],
    }


def _form(computed: Computed) -> Json:
    form = computed.form
    return {
        "sheet": form.sheet,
        "kind": form.kind,
        "title": form.title,
        "range": str(form.area),
        "profile": getattr(computed.profile, "id", ""),
        "edits": [_edit(item) for item in computed.filled],
        "total": computed.written("total"),
        "grade": computed.written("grade"),
    }


def _edit(item: Filled) -> Json:
    return {"cell": item.cell, "field": item.field, "value": plain_value(item.value), "formula": item.formula}


def check_document(files: int, forms: int, findings: Iterable[Finding]) -> Json:
    """check 的 JSON: how many files and forms were read, and the findings."""
    return {
        "schema": SCHEMA,
        "files": files,
        "forms": forms,
        "findings": [finding.as_json() for finding in findings],
    }


def explain_document(file: str, explanations: Iterable[Explanation]) -> Json:
    """explain 的 JSON."""
    listed: List[Json] = [
        {
            "sheet": item.sheet,
            "cell": item.cell,
            "field": item.field,
            "name": item.name,
            "printed": item.printed,
            "expected": item.expected,
            "steps": list(item.sentences),
            "rule": item.rule,
            "source": item.source,
            "unverified": item.unverified,
        }
        for item in explanations
    ]
    return {"schema": SCHEMA, "file": file, "figures": listed}


def plain_value(value: object) -> Union[bool, int, float, str, None]:
    """JSON 能写的值: a Decimal becomes the number that the cell holds, a cell error its text.

    >>> plain_value(Decimal("9.80")), plain_value(Decimal("10"))
    (9.8, 10)
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, CellError):
        return value.code
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)
