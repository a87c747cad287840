"""工作表的判断 (sheets): whether the file holds the forms that were handed out, under their names."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings import ERROR, WARNING, Finding
from .case import Case

CODES = ("return.not-table", "return.sheet-renamed", "return.form-missing")


def judge(case: Case) -> Iterator[Finding]:
    """核对表单是否齐全."""
    if not case.forms:
        near = "；像是表单但缺少表头的见其他各条" if case.recognised.near else ""
        names = "、".join(f"“{grid.name}”" for grid in case.grids[:5]) or "（无）"
        yield case.finding(
            "return.not-table",
            f"文件里没有可以汇总的绩效表单（工作表：{names}{near}）；请核对是否报错了文件，或在下发的文件上重新填报",
        )
        return
    for name, now in case.renamed.items():
        yield case.finding(
            "return.sheet-renamed", f"工作表“{name}”被改名为“{now}”，已按表头识别；请改回原名", WARNING, now,
            printed=now, expected=name,
        )  # fmt: skip
    if case.template is None:
        return
    present = case.kinds()
    # a file that says it is the workbook that was handed out held every form then; others may hold a part of a return
    whole = case.head is not None and case.claimed.pack == case.head.pack
    for kind, name in case.template.required.items():
        if kind in present:
            continue
        almost = next((one for one in case.recognised.near if one.kind == kind[0] and not kind[1]), None)
        reason = f"（{almost.sheet} 像是这张表，但缺少“{'”“'.join(almost.missing)}”）" if almost is not None else ""
        hint = "请补上" if whole else "如已在另一个文件中报送，可不理会"
        yield case.finding(
            "return.form-missing", f"文件里没有《{name}》{reason}；{hint}", ERROR if whole else WARNING, expected=name,
        )  # fmt: skip
