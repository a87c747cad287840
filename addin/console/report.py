"""jixiao report: 生成 Word 报告."""

from __future__ import annotations

import argparse
from typing import Any, Dict, List

from rich.text import Text

from ..commands.report import Report, ReportRefused, lint_file, report_file
from ..findings import ERROR, Finding
from ..narrative.sections import SectionError
from ..narrative.trace import Traced
from ..package.problems import PackageProblem
from ..packs.model import PackError
from . import common
from .output import count_line, print_findings, print_json, print_table, say, stdout

HELP = "由填好的工作簿生成 Word 报告，数字逐个引自单元格"
EPILOG = """报告模板在模板包里，可用 Word 或 WPS 修改（写法见 docs/report.md，可用的名称见 docs/report-names.md）。
工作簿里空着的数和原因在报告中标为【待补】并逐条列出，退出码为 1；错误值、没有算好的公式、缺少的表使报告不能生成，退出码为 2。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("file", metavar="文件", nargs="?", default="", help="填好的工作簿（.xlsx、.xlsm）")
    parser.add_argument("-o", "--output", metavar="文件", help="写成的报告（.docx）")
    parser.add_argument("--pack", metavar="模板包", default="", help="模板包的名称；不写则按工作簿选择")
    common.add_packs(parser)
    parser.add_argument("--template", metavar="模板", default="", help="用自己的模板（.docx、.txt、.md）")
    parser.add_argument(
        "--section", metavar="标题", default="", help="只在标准输出写这一节的文字，如 五 或 第二部分/一"
    )
    parser.add_argument("--trace", action="store_true", help="列出报告中每个数所在的单元格和算式")
    parser.add_argument("--lint", metavar="模板", default="", help="只检查模板：标记、过滤器、名称")
    parser.add_argument("--force", action="store_true", help="-o 指定的文件已存在时覆盖")
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: lint a template, or render the report and tell what is missing."""
    wrong = _wrong(options)
    if wrong:
        say(f"错误：{wrong}")
        return common.WRONG
    try:
        if options.lint:
            return _lint(options)
        report = report_file(
            options.file, options.output, pack=options.pack, template=options.template, section=options.section,
            force=options.force, words_only=not options.output, root=common.packs_root(options),
        )  # fmt: skip
    except ReportRefused as problem:
        return _refused(problem.findings, options)
    except PackageProblem:
        raise
    except (PackError, SectionError, FileNotFoundError) as problem:
        say(f"错误：{problem}")
        return common.WRONG
    return _show(report, options)


def _wrong(options: argparse.Namespace) -> str:
    if options.lint:
        extra = [name for name in ("file", "output", "section", "template") if getattr(options, name)]
        return "--lint 只检查模板，不与工作簿、-o、--section、--template 同用。" if extra else ""
    if not options.file:
        return "请写出填好的工作簿，例如 jixiao report 自评表.xlsx -o 报告.docx；检查模板用 --lint 模板.docx。"
    if not (options.output or options.section or options.trace):
        return "请用 -o 报告.docx 指明写到哪里，或用 --section、--trace 只看文字、出处。"
    return ""


def _lint(options: argparse.Namespace) -> int:
    findings = lint_file(options.lint, pack=options.pack, root=common.packs_root(options))
    if options.json:
        print_json({"schema": 1, "template": options.lint, "findings": [one.as_json() for one in findings]})
    elif findings:
        print_findings(findings)
    say(f"{options.lint}：{count_line(findings)}。")
    return common.exit_code(findings)


def _refused(findings: List[Finding], options: argparse.Namespace) -> int:
    if options.json:
        document: Dict[str, Any] = {"schema": 1, "file": options.file, "report": "", "section": "", "trace": []}
        print_json({**document, "findings": [one.as_json() for one in findings]})
    for one in findings:
        say(f"{'错误' if one.severity == ERROR else '警告'}：{one.message}（{one.code}）")
    say(f"报告没有生成：{count_line(findings)}。")
    return common.WRONG


def as_json(report: Report, options: argparse.Namespace) -> Dict[str, Any]:
    """转为 JSON."""
    return {
        "schema": 1,
        "file": report.file,
        "report": report.written,
        "pack": report.pack,
        "template": report.template,
        "section": report.section_text,
        "trace": [one.as_json() for one in report.trace] if options.trace else [],
        "findings": [one.as_json() for one in report.findings],
    }


def _show(report: Report, options: argparse.Namespace) -> int:
    if options.json:
        print_json(as_json(report, options))
    else:
        if options.section:
            stdout().print(Text(report.section_text))
        if options.trace:
            _show_trace(report.trace)
    for one in report.findings:
        say(f"错误：{one.message}（{one.code}）")
    if report.written:
        gaps = f"；待补 {len(report.findings)} 处，已在报告中标出" if report.findings else ""
        say(f"已由模板“{report.template}”生成 {report.written}，引用数字 {len(report.trace)} 处{gaps}。")
    return common.exit_code(report.findings)


def _show_trace(trace: List[Traced]) -> None:
    section = None
    rows: List[List[str]] = []
    for one in [*trace, None]:
        if one is None or one.section != section:
            if rows:
                print_table(("前文", "数", "单元格", "算式"), rows, section or "（标题之前）")
            rows, section = [], one.section if one else None
        if one is not None:
            shown = one.calculation or "照录"
            rows.append(
                [one.before[-12:], one.text, "、".join(one.cells), f"{shown}（{one.remark}）" if one.remark else shown]
            )
