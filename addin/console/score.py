"""jixiao score: 填写得分."""

from __future__ import annotations

import argparse
from decimal import Decimal

from ..commands.check import kind_name
from ..commands.compute import Filled
from ..commands.context import STYLES, VALUES
from ..commands.jsonout import score_document
from ..commands.score import Scored, score_file
from ..forms.accounts_model import ACCOUNTS
from ..forms.plans_model import PLANS
from . import common
from .output import count_line, print_findings, print_json, print_table, say

HELP = "填写执行率、完成率、得分、总分和等级，其余内容不动"
EPILOG = """不写 -o 时直接写回原文件，并留下“<文件名>.备份.xlsx”，jixiao undo 可恢复。
手工填写的数和他人的公式一律保留，与复算结果不一致时在校验结果中指出；加 --overwrite 才改写。"""

_FIELDS = {
    "rate": "执行率", "completion": "完成率", "score": "得分", "total": "总分", "grade": "等级", "sum": "合计",
    "control_rate": "控制率", "area_rate": "规模控制率", "cost_rate": "投资概算控制率",
}  # fmt: skip
_FORMULA_SHOWN = 120
_RATIOS = ("rate", "completion", "control_rate", "area_rate", "cost_rate")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("file", metavar="文件", help="自评表工作簿（.xlsx、.xlsm）")
    parser.add_argument("-o", "--output", metavar="文件", help="写到另一个文件，原文件不动")
    common.add_profile(parser)
    common.add_convert(parser)
    parser.add_argument(
        "--as", dest="style", choices=STYLES, default=VALUES,
        help="写成数值（values，默认）、绩效函数（functions）或表格自带的公式（native）",
    )  # fmt: skip
    parser.add_argument("--overwrite", action="store_true", help="改写他人填写的数和公式")
    parser.add_argument("--dry-run", action="store_true", help="只算不写，列出将要填写的内容")
    parser.add_argument("--no-backup", action="store_true", help="写回原文件时不留备份")
    parser.add_argument("--force", action="store_true", help="-o 指定的文件已存在时覆盖")
    parser.add_argument("--strict", action="store_true", help="有警告时退出码也为 1")
    common.add_json(parser)


def run(options: argparse.Namespace) -> int:
    """执行: fill, write, then say what was filled and what is wrong."""
    try:
        result = score_file(
            common.converted(options.file, options.convert), out=options.output, profile=options.profile, style=options.style, overwrite=options.overwrite,
            dry_run=options.dry_run, backup=not options.no_backup, force=options.force,
        )  # fmt: skip
    except ValueError as problem:
        say(f"错误：{problem}")
        return common.WRONG
    if options.json:
        print_json(score_document(result.file, result.forms, result.findings))
    else:
        show(result)
    for message in result.messages:
        say(message)
    _say_where(result, options.dry_run)
    return common.exit_code(result.findings, strict=options.strict)


def show(result: Scored) -> None:
    """显示结果: each form's filled cells, then the findings."""
    for computed in result.forms:
        form = computed.form
        if form.kind in (ACCOUNTS, *PLANS) and not computed.filled:
            continue  # nothing to fill, or formulas of its own; check tells what does not agree
        rule = f"{computed.profile.title}（{computed.profile.id}）" if computed.profile else "未能确定，没有计算"
        if form.kind in PLANS:
            rule = "不需要"
        title = f"{form.sheet}　{form.title or kind_name(form.kind)}　{form.area}　规则：{rule}"
        rows = [
            (
                item.cell,
                _FIELDS.get(item.field, item.field),
                str(item.value),
                f"={item.formula}" if item.formula else "",
            )
            for item in computed.filled
        ]
        formulas = any(row[3] for row in rows)
        head = ("单元格", "内容", "填入", "公式") if formulas else ("单元格", "内容", "填入")
        print_table(head, [row[: len(head)] for row in rows], title, right=(2,))
    if result.findings:
        print_findings(result.findings)


def _shown(item: Filled) -> str:
    """A ratio is shown as the percentage that the cell shows."""
    if item.field in _RATIOS and isinstance(item.value, Decimal):
        return f"{item.value:.2%}"
    return str(item.value)


def _formula(formula: str) -> str:
    """A native formula can have thousands of characters: its beginning tells what it is."""
    if not formula:
        return ""
    return f"={formula}" if len(formula) <= _FORMULA_SHOWN else f"={formula[:40]}…（共 {len(formula)} 个字符）"


def _say_where(result: Scored, dry_run: bool) -> None:
    filled = sum(len(computed.filled) for computed in result.forms)
    if result.written:
        kept = f"，原文件备份为 {result.backup}" if result.backup else ""
        say(f"填写 {filled} 格，已写入 {result.written}{kept}；校验：{count_line(result.findings)}。")
    elif dry_run:
        say(f"将填写 {filled} 格，未写入文件（--dry-run）；校验：{count_line(result.findings)}。")
    else:
        say(f"没有需要填写的单元格，文件未改动；校验：{count_line(result.findings)}。")
