"""生成报告 (report): the Word narrative of a filled workbook, every figure from its cell."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from ..atomic import replace_file
from ..findings import ERROR, Finding
from ..hosts import files
from ..narrative.attach import charts, tables
from ..narrative.choose import SUFFIXES, Chosen, choose
from ..narrative.data.catalogue import all_paths, needs
from ..narrative.data.context import Data, Late, read_names
from ..narrative.engine import Blocks, Environment, Names, Template, TemplateError, TemplateProblem, TextTemplate
from ..narrative.environment import report_environment
from ..narrative.finish import finish
from ..narrative.paragraphs import Paragraph, text_paragraphs
from ..narrative.sections import section as section_of
from ..narrative.trace import Traced, read_gaps, read_trace, read_troubles
from ..package.problems import PackageProblem
from ..package.saving import check_unlocked
from ..packs.list import packs

PathLike = str | os.PathLike[str]
CODES = ("report.missing", "report.no-form")


class ReportRefused(Exception):
    """不能生成报告: nothing was written; ``findings`` lists every reason with its place."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("；".join(finding.message for finding in findings))


@dataclass
class Report:
    """生成的报告.

    Args:
        file: the workbook. template: the template's file name. pack: its pack's name, "" for none.
        data: the report's bytes. paragraphs: as a reader sees them. trace: its figures. findings: what is missing.
        written: where it was written, "" when it was not. section: the paragraphs of the section that was asked for.
    """

    file: str
    template: str
    pack: str
    data: bytes
    paragraphs: list[Paragraph]
    trace: list[Traced]
    findings: list[Finding] = field(default_factory=list)
    written: str = ""
    section: list[Paragraph] = field(default_factory=list)

    @property
    def section_text(self) -> str:
        """该节的文字, one paragraph a line."""
        return "\n".join(one.text for one in self.section if one.text.strip())


def report_file(
    file: PathLike,
    out: PathLike | None = None,
    *,
    pack: str = "",
    template: str = "",
    section: str = "",
    force: bool = False,
    words_only: bool = False,
    root: Path | None = None,
) -> Report:
    """生成报告.

    Args:
        file: the filled workbook. out: the report to write, of the template's kind; None writes nothing.
        pack: the pack's name; "" finds it. template: a template of the user's own. section: a heading; its text is wanted.
        force: replaces an existing ``out``. words_only: leaves tables and charts out, for those who only look at the text. root: where the packs lie; None takes those of the program.

    Raises:
        ReportRefused: forms, names or values that are missing or in error. SectionError: no such section.
        PackageProblem: a file that cannot be read or written. PackError: no such pack.
    """
    opened = files.read(file)
    chosen = choose(opened, pack, template, root)
    if out is not None:
        _check_target(out, chosen.template, force)
    data = read_names(opened, chosen.pack)
    if words_only:
        data.names.update({name: Late(partial(_wordless, data.names[name])) for name in (tables.NAME, charts.NAME)})
    report = render(chosen, data, opened.name)
    if section:
        report.section = section_of(report.paragraphs, section)
        wanted = {id(one) for one in report.section}
        numbers = {at for at, one in enumerate(report.paragraphs) if id(one) in wanted}
        report.trace = read_trace(report.paragraphs, data.ledger, numbers)
        if out is None:  # what is missing elsewhere does not concern who wants this section alone
            report.findings = read_gaps(report.paragraphs, data.ledger, opened.name, numbers)
    if out is not None:
        _save(out, report.data, force)
        report.written = os.fspath(out)
    return report


def _wordless(value: Any) -> Any:
    """The same names without the tables and charts themselves."""
    if isinstance(value, Mapping):
        return {name: _wordless(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_wordless(one) for one in value]
    return Blocks("") if isinstance(value, Blocks) else value


def render(chosen: Chosen, data: Data, file: str = "", source: Template | TextTemplate | None = None) -> Report:
    """渲染: the report in memory.

    Args:
        source: the template, where it was loaded otherwise than by ``load``.

    Raises:
        ReportRefused: as ``report_file``.
    """
    kind = chosen.template.suffix.lower()
    source = source or load(chosen.template)
    needed = {one.name for one in source.lint(Names({})) if one.code == "name.unknown"}
    missing = _missing_forms(needed, data.names, file)
    if missing:
        raise ReportRefused(missing)
    try:
        rendered = source.render(data.names)
    except TemplateError as problem:
        raise ReportRefused(read_troubles(data.ledger, file) + _as_findings(problem.problems, source.name)) from problem
    troubles = read_troubles(data.ledger, file)
    if troubles:
        raise ReportRefused(troubles)
    if isinstance(rendered, bytes):
        finished = finish(rendered)
        content, paragraphs = finished.data, finished.paragraphs
    else:
        text, paragraphs = text_paragraphs(rendered, kind == ".md")
        content = text.encode("utf-8")
    return Report(
        file, source.name, chosen.pack.name if chosen.pack else "", content, paragraphs,
        read_trace(paragraphs, data.ledger), read_gaps(paragraphs, data.ledger, file),
    )  # fmt: skip


def load(path: Path) -> Template | TextTemplate:
    """读入模板: .docx, or text; compiled once as long as the file stays the same.

    Raises:
        PackageProblem: it is no template of these kinds, or cannot be read.
    """
    state = path.stat()
    return _loaded(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _loaded(path: Path, _changed: int, _size: int) -> Template | TextTemplate:
    return load_in(path, report_environment())


def load_in(path: Path, environment: Environment) -> Template | TextTemplate:
    """读入模板 in an environment of the caller's.

    Raises:
        PackageProblem: as ``load``.
    """
    if path.suffix.lower() == ".docx":
        return Template.load(path, environment=environment)
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise PackageProblem(
            "file.encoding", "文字模板应为 UTF-8 编码。请在记事本中另存为 UTF-8 后再试。", os.fspath(path)
        ) from cause
    return TextTemplate(text, environment, path.name)


def _missing_forms(needed: set[str], names: Mapping[str, Any], file: str) -> list[Finding]:
    """What the template needs and the workbook does not have, in the words of forms, not of names."""
    required = needs()
    return [
        Finding(
            "report.no-form", ERROR,
            f"工作簿里没有{required[name]}，报告要用它（{name}）。请补上这张表并填好后再试；这张表确实没有的，请改用别的模板。",
            file=file,
        )
        for name in required
        if name in needed and name not in names
    ]  # fmt: skip


def _as_findings(problems: Any, template: str) -> list[Finding]:
    return [
        Finding(one.code, one.severity, f"{_place(one)}{one.message}", file=template, printed=one.tag, expected=one.nearest)
        for one in problems
    ]  # fmt: skip


def _place(problem: TemplateProblem) -> str:
    place = str(problem.place)
    return f"{place}：" if place else ""


def lint_file(template: PathLike, *, pack: str = "", root: Path | None = None) -> list[Finding]:
    """检查模板: faulty tags, filters and names that are not known.

    Args:
        template: the file. pack: the pack whose 报告数据 and 报告文字 it may name; "" allows those of every pack.

    Raises:
        PackageProblem: the file is no template. PackError: no such pack.
    """
    path = Path(template)
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        choose_error = "没有这个模板文件" if path.suffix.lower() in SUFFIXES else f"模板应为 {'、'.join(SUFFIXES)} 文件"
        raise PackageProblem("report.template-kind", f"{choose_error}。请核对位置和文件名。", os.fspath(template))
    return _as_findings(load(path).lint(known_names(pack, root)), path.name)


def known_names(pack: str = "", root: Path | None = None) -> Names:
    """模板可用的名称, of one pack or of all."""
    rows: dict[str, None] = {}
    texts: dict[str, None] = {}
    for one in packs(root):
        if pack and pack not in (one.name, one.title):
            continue
        found = read_names(files.read(one.workbook), one).names
        rows.update(dict.fromkeys(name for name, row in found.get("报告数据", {}).items() if isinstance(row, dict)))
        texts.update(dict.fromkeys(found.get("报告文字", {})))
    return Names.parse(all_paths(tuple(rows), tuple(texts)))


def _check_target(out: PathLike, template: Path, force: bool) -> None:
    """Refuse before any work is done what could not be written in the end."""
    target = Path(out)
    if target.suffix.lower() != template.suffix.lower():
        raise PackageProblem(
            "report.target-kind",
            f"-o：模板是 {template.suffix.lower()} 文件，报告也应写成 {template.suffix.lower()}，请改文件名的结尾。",
            os.fspath(out),
        )
    if target.is_dir():
        raise PackageProblem("save.failed", "-o：这是一个文件夹，没有写入。请写报告的文件名。", os.fspath(out))
    if target.exists() and target.samefile(template):
        raise PackageProblem("report.target-kind", "-o：这是所用的模板，没有覆盖。请换一个文件名。", os.fspath(out))
    if target.exists() and not force:
        raise _exists(out)


def _save(out: PathLike, data: bytes, force: bool) -> None:
    """Written beside the target and swapped in at once: the target is the old file or the whole report."""
    target = Path(os.path.realpath(out))
    if target.exists():
        check_unlocked(target)
        if not os.access(target, os.W_OK):
            raise PackageProblem(
                "file.read-only", "文件是只读的，没有写入。请去掉只读属性，或换一个文件名。", os.fspath(out)
            )
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None

    def still_free(temporary: Path) -> None:
        if target.exists() and not force:  # made by someone else since it was looked at
            raise _exists(out)

    try:
        replace_file(target, data, mode, still_free)
    except OSError as cause:
        reason = cause.strerror or str(cause)
        raise PackageProblem(
            "save.failed", f"不能写入（{reason}）。请核对文件夹是否存在、能否写入。", os.fspath(out)
        ) from cause


def _exists(out: PathLike) -> PackageProblem:
    return PackageProblem("file.exists", "目标文件已存在，没有写入。换一个文件名，或加 --force 覆盖。", os.fspath(out))
