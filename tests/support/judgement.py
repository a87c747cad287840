"""独立判断 (judgement): what tests/published/expected.toml says about the printed figures, by field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Set, Tuple

import tomllib
from support.cases import BASIC, Case, kind_of
from support.layouts.book import Placed

PATH = Path(__file__).resolve().parents[1] / "published" / "expected.toml"
REPRODUCED, SLIP, UNDECIDED = "reproduced", "slip", "undecided"
Key = Tuple[str, str, str]  # field path, code, severity


@dataclass(frozen=True)
class Judged:
    """一个所印数字的判断: its class, what it should be ("" when undecided) and why ("" when reproduced)."""

    figure: str
    printed: str
    verdict: str
    expected: str
    why: str
    severity: str = ""


@cache
def document() -> Dict[str, Any]:
    """expected.toml 的内容."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def has_digits(text: str) -> bool:
    """是否印有数字."""
    return bool(re.search(r"[0-9]", text))


def printed_figures(case: Case) -> Dict[str, str]:
    """一张表所印的完成率、得分、执行率、总分、等级: field path -> printed text, in the order of the form."""
    found: Dict[str, str] = {}
    for number, row in enumerate(case.get("budget", ())):
        for name in ("rate", "score"):
            if has_digits(row.get(name, "")):
                found[f"budget[{number}].{name}"] = row[name]
    for number, row in enumerate(case.get("indicators", ())):
        for name in ("completion", "score"):
            if has_digits(row.get(name, "")):
                found[f"indicators[{number}].{name}"] = row[name]
    if "total" in case:
        found["total.score"] = case["total"]["score"]
    if "grade" in case:
        found["grade"] = case["grade"]
    if kind_of(case) == BASIC:
        found["staff.rate"] = case["staff"]["控制率"]
        rates = (("area_rate", "规模控制率"), ("cost_rate", "投资概算控制率"))
        found.update(
            {f"buildings.{name}": case["buildings"][label] for name, label in rates if case["buildings"][label]}
        )
    return found


def judged(case: Case) -> List[Judged]:
    """一张表全部所印数字的判断: what is listed nowhere is reproduced."""
    slips = {entry["figure"]: entry for entry in document()["slip"] if entry["case"] == case["id"]}
    undecided = {entry["figure"]: entry for entry in document()["undecided"] if entry["case"] == case["id"]}
    result = []
    for figure, printed in printed_figures(case).items():
        if figure in slips:
            entry = slips[figure]
            result.append(Judged(figure, printed, SLIP, entry["expected"], entry["why"], entry["severity"]))
        elif figure in undecided:
            result.append(Judged(figure, printed, UNDECIDED, "", undecided[figure]["why"]))
        else:
            result.append(Judged(figure, printed, REPRODUCED, printed, ""))
    return result


def expected_findings(case: Case, placed: Optional[Placed] = None, beside: Sequence[str] = ()) -> Set[Key]:
    """一张表应有的全部校验发现: (field path, code, severity).

    ``placed`` leaves out findings on cells that the layout does not have; ``beside`` are the ids of the tables in the
    same workbook, which may hold what a table alone lacks.
    """
    found: Set[Key] = set()
    for entry in document()["slip"] + document()["other"]:
        if entry["case"] == case["id"] and not _absent(entry, placed):
            found.add((entry["figure"], entry["code"], entry["severity"]))
    for entry in document()["undecided"]:
        if entry["case"] == case["id"] and entry["hint"] and entry.get("beside") not in beside:
            found.add((entry["figure"], "score.undecided", "hint"))
    return found


def _absent(entry: Dict[str, Any], placed: Optional[Placed]) -> bool:
    return "item" in entry and placed is not None and placed.look.official


def number(text: str) -> Decimal:
    """所印数字的值: "89.62分" is 89.62, "99.27%" is 99.27.

    >>> number("1,023.86"), number("99.27%")
    (Decimal('1023.86'), Decimal('99.27'))
    """
    return Decimal(text.replace(",", "").replace("分", "").replace("%", "").strip())


def total_of(case: Case) -> Optional[Decimal]:
    """按规则应得的总分: the sum of the points as they should be, None where a row is undecided or the form has no total."""
    if "total" not in case:
        return None
    figures = {entry.figure: entry for entry in judged(case)}
    heads = [n for n, row in enumerate(case.get("budget", ())) if row["item"] in ("年度资金总额", "合计")]
    paths = [f"budget[{n}].score" for n in heads] + [f"indicators[{n}].score" for n in range(len(case["indicators"]))]
    if any(figures[path].verdict == UNDECIDED for path in paths):
        return None
    return sum((number(figures[path].expected) for path in paths), Decimal(0))
