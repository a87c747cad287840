"""选用规则方案 (profile): which rule a form is computed by, and what the user is told about the choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Optional

from udfs.core.rules import Choice, FormFacts, Profile, choose, load

from ..findings import ERROR, WARNING, Finding
from ..forms.accounts_model import ACCOUNTS
from ..forms.model import BASIC, FUND, Form
from ..forms.plans_model import PLANS

#: the workbook's defined name that settles the profile
DEFINED_NAME = "PERF_PROFILE"

CODES = ("profile.ambiguous", "profile.fallback", "profile.outdated")


@dataclass(frozen=True)
class Chosen:
    """选用结果: the profile (None: nothing is computed), whether it only stands in, and what to tell."""

    profile: Optional[Profile]
    fallback: bool
    findings: List[Finding]


def facts_of(form: Form) -> FormFacts:
    """表单的识别要素 for choosing a profile."""
    columns = frozenset(form.columns) | {name for row in form.indicators for name in row.fields}
    return FormFacts(form.kind, columns, form.methods, form.region_text, form.year)


def choose_profile(form: Form, argument: str = "", defined_name: str = "", file: str = "") -> Chosen:
    """为一张表选用规则方案: the argument, the workbook's defined name, else the one that fits.

    Args:
        form: the recognised form. argument: ``--profile``. defined_name: the text behind PERF_PROFILE, "" when none.
        file: the file's name for the findings.

    Returns:
        the profile and findings; no finding for a form without scores, on which no rule hangs.

    Raises:
        ValueError: the argument or the defined name names no profile.
    """
    choice: Choice = choose(facts_of(form), argument, _named_for(form, defined_name))
    if form.kind == ACCOUNTS or form.kind in PLANS:
        return Chosen(None, False, [])  # sums, relations and rates alone, the same everywhere
    fallback = choice.code == "profile.fallback"
    findings = []
    if choice.code and needs_rule(form):
        severity = ERROR if choice.code == "profile.ambiguous" else WARNING
        findings.append(Finding(choice.code, severity, f"{form.sheet} {choice.message}", file, form.sheet))
    return Chosen(choice.profile, fallback, findings)


def _named_for(form: Form, defined_name: str) -> str:
    """PERF_PROFILE 中用于本表的方案: a workbook with forms of several kinds names one for each, parted by semicolons.

    A single name holds for every form. Of several, the first that applies to the form's kind; none: the form decides.
    """
    names = [name for name in re.split(r"[;；\s]+", defined_name.strip()) if name]
    if len(names) < 2:
        return defined_name
    return next((name for name in names if form.kind in load(name).applies.kinds), "")


def needs_rule(form: Form) -> bool:
    """数字是否取决于规则: basic data tables and forms without scores are arithmetic alone."""
    return form.kind not in (BASIC, FUND, ACCOUNTS, *PLANS) or any(row["score"] for row in form.indicators)
