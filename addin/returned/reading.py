"""读取一个报送文件 (reading): from its bytes to its record; whatever is wrong with it is a finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ..commands.check import in_order
from ..commands.check_book import check_book
from ..commands.profile import choose_profile
from ..findings import ERROR, HINT, SEVERITIES, WARNING, Finding
from ..forms.model import Form
from ..handout.manifest import Head
from ..package.container import MAX_FILE_BYTES
from ..package.problems import PackageProblem
from .figures import form_record
from .judging import Case, judge
from .known import Known
from .layouts import Layouts
from .opening import Returned, changed_at, open_return
from .record import FormRecord, Record
from .template import Template
from .whose import Owner, whose
from .xls_zeros import without_zeros

#: findings kept of one file; how many more there were is told
MOST_FINDINGS = 200
#: a roll-up converts nothing by itself
_SAVE_AS = "请用 WPS、Excel 打开后另存为 .xlsx，再放回文件夹。"
#: findings of the check that this reading tells in its own way: what holds a form up in a roll-up is an error
_TOLD_HERE = frozenset({"value.stale", "form.none"})


class Reader:
    """读取器: for the files of one issue, one after the other; it keeps nothing of them but how their sheets are laid out.

    Args:
        head: of the manifest, None without one. template: the pack's workbook, None when it is not at hand.
        known: the units, None when neither manifest nor register is at hand.
    """

    def __init__(self, head: Head | None = None, template: Template | None = None, known: Known | None = None) -> None:
        self._head, self._template, self._known = head, template, known
        self._layouts = Layouts()

    def read(self, data: bytes, file: str, changed: float = 0.0) -> Record:
        """读取: never fails on what stands in a file.

        Args:
            data: the file's bytes. file: its path relative to the folder that is read, with /.
            changed: the file's own time in seconds since 1970 (UTC), for files that do not say when they were saved.
        """
        digest = hashlib.sha256(data).hexdigest()
        try:
            book = open_return(data, file, self._layouts.recognise)
        except PackageProblem as problem:
            return self.unreadable(file, problem.code, problem.message, len(data), digest, changed)
        owner = whose(file, book.claimed.unit, book.forms, self._known)
        entry = self._known.unit(owner.unit) if self._known is not None and owner.unit else None
        case = Case(file, book.grids, book.recognised, book.claimed, self._head, self._template, entry, digest)
        told: list[Finding] = []
        if book.kind == "xls":
            case, told = without_zeros(case)
            book.grids, book.recognised = list(case.grids), case.recognised
        findings = [*self._about_owner(file, owner, book), *told, *judge(case), *self._checked(book)]
        return Record(
            file, len(data), digest, book.saved or changed_at(changed), book.claimed, owner.unit, owner.by,
            self._records(book), bounded(findings, file),
        )  # fmt: skip

    def unreadable(
        self, file: str, code: str, message: str, size: int = 0, digest: str = "", changed: float = 0.0
    ) -> Record:
        """不能读取的文件的记录: whose it is may still be told by its name."""
        owner = whose(file, "", (), self._known)
        if code == "file.convert":
            message = message.partition("可先转换")[0] + _SAVE_AS
        finding = Finding(code, ERROR, message, file)
        return Record(
            file, size, digest, changed_at(changed), unit=owner.unit, by=owner.by, findings=(finding,), unreadable=True
        )

    def too_large(self, file: str, size: int) -> Record | None:
        """太大而不读取的文件的记录; None for a file that may be read."""
        if size <= MAX_FILE_BYTES:
            return None
        message = f"文件有 {size:,} 字节，超过上限 {MAX_FILE_BYTES:,} 字节，没有读取。请核实文件来源。"
        return self.unreadable(file, "zip.bomb", message, size)

    def _about_owner(self, file: str, owner: Owner, book: Returned) -> Iterable[Finding]:
        if owner.conflict:
            yield Finding(
                "return.unit-conflict", ERROR, f"分不清是哪个单位的文件：{owner.conflict}；请核对后改名或重新报送", file
            )
        elif not owner.unit and self._known is not None:
            names = "、".join(f"“{name}”" for name in dict.fromkeys(form.unit_name for form in book.forms) if name)
            claimed = f"文件属性中的单位编码“{book.claimed.unit}”" if book.claimed.unit else "文件属性中没有单位编码"
            printed = f"，表内填报单位为{names}" if names else ""
            yield Finding(
                "return.unit-unknown", ERROR,
                f"不在名册：{claimed}，文件名也没有名册中的编码{printed}；请把文件名改为“编码_名称”，或核对名册", file,
            )  # fmt: skip

    def _checked(self, book: Returned) -> list[Finding]:
        unknown = ""
        if self._template is not None:
            book.profile_name = self._template.profile  # whatever the file says
        elif book.profile_name:
            unknown = _unknown_profile(book)
            book.profile_name = "" if unknown else book.profile_name
        found = [one for one in check_book(book) if one.code not in _TOLD_HERE]
        if unknown:
            found.append(Finding("profile.fallback", WARNING, unknown, book.name))
        return found

    def _records(self, book: Returned) -> tuple[FormRecord, ...]:
        return tuple(form_record(form, _profile_id(form, book)) for form in book.forms)


def _profile_id(form: Form, book: Returned) -> str:
    chosen = choose_profile(form, "", book.profile_name, book.name).profile
    return chosen.id if chosen is not None else ""


def _unknown_profile(book: Returned) -> str:
    """Why the rule that a workbook names cannot be used; "" when it can, or none is named."""
    try:
        for form in book.forms:
            choose_profile(form, "", book.profile_name, book.name)
    except ValueError as problem:
        return f"工作簿的定义名称 PERF_PROFILE 指定的规则不能使用：{problem}"
    return ""


def bounded(findings: Iterable[Finding], file: str, most: int = MOST_FINDINGS) -> tuple[Finding, ...]:
    """限制条数: by sheet and cell; of too many, the errors go before warnings and hints, and the rest is counted."""
    found = in_order(_once(findings))
    if len(found) <= most:
        return tuple(found)
    rank = {severity: place for place, severity in enumerate(SEVERITIES)}
    kept = set(map(id, sorted(found, key=lambda one: rank[one.severity])[: most - 1]))
    left = len(found) - len(kept)
    rest = Finding("return.more", HINT, f"另有 {left} 条发现没有列出；请用 jixiao check 校验这个文件", file)
    return (*(one for one in found if id(one) in kept), rest)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """A cell with words where a number belongs is told once, by the plainer code."""
    found = list(findings)
    told = {(one.sheet, one.cell) for one in found if one.code in ("return.text-in-number", "return.amount-scale")}
    return [one for one in found if one.code != "value.unreadable" or (one.sheet, one.cell) not in told]
