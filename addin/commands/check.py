"""校验 (check): recompute every printed figure of a form and report what is wrong."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Tuple

from ..findings import HINT, SEVERITIES, Finding
from ..forms.model import Form, Near, Recognised
from ..grid import position
from .checks import Subject, all_checks
from .context import DEFAULT, Context
from .figures import figures

CODES = ("form.none", "form.almost", "form.note")

_KINDS = {
    "project": "项目支出绩效自评表",
    "unit": "部门（单位）整体支出绩效自评表",
    "basic": "绩效评价基础数据表",
    "scorecard": "绩效评价指标评分表",
    "fund": "专项资金绩效目标自评表",
    "accounts": "部门决算公开表",
    "declaration": "绩效目标申报表",
    "monitoring": "绩效目标执行监控表",
}


def check(form: Form, profile: Any, context: Context = DEFAULT) -> List[Finding]:
    """校验一张表.

    Args:
        form: the recognised form. profile: its rule; None when none could be chosen: arithmetic alone is checked.
        context: the file's name, whether the rule only stands in, the forms beside it.

    Returns:
        findings sorted by cell; the form is not changed.
    """
    subject = Subject(form, profile, figures(form, profile, context), context)
    found: List[Finding] = []
    for module in all_checks():
        found += module.check(subject)
    found += [Finding("form.note", HINT, f"{form.sheet} {note}", context.file, form.sheet) for note in form.notes]
    return in_order(found)


def check_recognised(recognised: Recognised, file: str = "") -> List[Finding]:
    """没有识别出表单时的说明: no form at all, or one that lacks something."""
    found = [_near(near, file) for near in recognised.near]
    found += [Finding("form.note", HINT, note, file) for note in recognised.notes]
    if not recognised.forms and not recognised.near:
        kinds = "、".join(_KINDS.values())
        found.append(Finding(
            "form.none", "error",
            f"没有找到绩效表单。能识别的有：{kinds}；请核对文件，表头文字（如“三级指标”“分值”“得分”）应在表内", file,
        ))  # fmt: skip
    return found


def _near(near: Near, file: str) -> Finding:
    return Finding(
        "form.almost", "warning",
        f"{near.sheet}!{near.where} 像是{_KINDS.get(near.kind, near.kind)}，已找到“{'”“'.join(near.found)}”，"
        f"缺少“{'”“'.join(near.missing)}”；请补上缺少的表头后再试",
        file, near.sheet, near.where,
    )  # fmt: skip


def kind_name(kind: str) -> str:
    """表单种类的中文名."""
    return _KINDS.get(kind, kind)


def in_order(findings: Iterable[Finding]) -> List[Finding]:
    """按文件、工作表、单元格排序, without repeats."""
    sheets: Dict[Tuple[str, str], int] = {}
    unique = list(dict.fromkeys(findings))
    for finding in unique:
        sheets.setdefault((finding.file, finding.sheet), len(sheets))
    return sorted(unique, key=lambda finding: (sheets[finding.file, finding.sheet], _place(finding.cell), finding.code))


def _place(cell: str) -> Tuple[int, int]:
    try:
        return position(cell)
    except ValueError:
        digits = [int(piece) for piece in "".join(c if c.isdigit() else " " for c in cell).split()]
        return (digits[-2], digits[-1]) if len(digits) >= 2 else (0, 0)


def worst(findings: Iterable[Finding]) -> str:
    """最严重的程度: ``error``, ``warning``, ``hint`` or ""."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in SEVERITIES if severity in found), "")
