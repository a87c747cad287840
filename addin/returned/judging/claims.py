"""身份的判断 (claims): the pack, version and year that a file says it is of, against those that were handed out."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings import WARNING, Finding
from ...forms.model import Form
from .case import Case

CODES = ("return.no-identity", "return.pack-other", "return.pack-old", "return.year")

_NEXT = "请按本次下发的文件重新填报"


def judge(case: Case) -> Iterator[Finding]:
    """核对模板包、版本和年度."""
    if case.head is None:
        return
    head, claimed = case.head, case.claimed
    this = f"“{head.title or head.pack}”（{head.pack}，第 {head.version} 版）"
    if not claimed.pack:
        yield case.finding(
            "return.no-identity",
            f"文件没有下发时写入的身份（可能另存为 .xls、复制到了新文件或经其他软件转换），不能确定是由本次下发的{this}填成；"
            "请核对，最好在下发的文件上填报",
            WARNING,
        )
    elif claimed.pack != head.pack:
        yield case.finding(
            "return.pack-other",
            f"文件出自另一个模板包“{claimed.pack}”，本次下发的是{this}；{_NEXT}",
            printed=claimed.pack, expected=head.pack,
        )  # fmt: skip
    elif claimed.version < head.version:
        yield case.finding(
            "return.pack-old",
            f"文件由旧版模板填成（第 {claimed.version} 版），本次下发的是{this}；{_NEXT}",
            printed=str(claimed.version), expected=str(head.version),
        )  # fmt: skip
    elif claimed.version > head.version:
        yield case.finding(
            "return.pack-other",
            f"文件由较新的模板填成（第 {claimed.version} 版），下发清单中是{this}；请核对清单是否为最近一次下发的",
            printed=str(claimed.version), expected=str(head.version),
        )  # fmt: skip
    if claimed.year is not None and head.year is not None and claimed.year != head.year:
        yield case.finding(
            "return.year", f"文件是 {claimed.year} 年度的，本次汇总的是 {head.year} 年度；{_NEXT}",
            printed=str(claimed.year), expected=str(head.year),
        )  # fmt: skip
    for form in case.forms:
        expected = _year(case, form)
        if form.year is not None and expected is not None and form.year != expected:
            yield case.finding(
                "return.year", f"本表写的是 {form.year} 年度，应为 {expected} 年度；请核对是否错用了往年的表",
                sheet=form.sheet, printed=str(form.year), expected=str(expected),
            )  # fmt: skip


def _year(case: Case, form: Form) -> int | None:
    """The year that the template prints on this form (a declaration is of the next one), else the pack's."""
    like = case.template.form(form) if case.template is not None else None
    if like is not None and like.year is not None:
        return like.year
    return case.head.year if case.head is not None else None
