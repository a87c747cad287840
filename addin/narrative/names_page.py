"""名称一览 (names page): docs/report-names.md, written from the code and the packs.

``python -m addin.narrative.names_page docs/report-names.md`` writes it anew.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Tuple

from ..hosts import files
from ..packs.list import packs
from ..packs.model import Pack
from .data.catalogue import DATA_ROW, Root, roots
from .data.context import read_names
from .data.report_sheets import DATA_SHEET, TEXT_SHEET, subject_lists
from .filters.help import HELP

_HEAD = """# 报告模板可用的名称和过滤器

本页由程序生成（`python -m addin.narrative.names_page docs/report-names.md`）。模板怎样写见 [report.md](report.md)。

名称之间用点连接，写到数为止：`{{ 收入支出总表.收入.总计.本年 | 万元 }}`。名称只含汉字、字母和数字：表里的编号、“其中：”、引号、括号、
顿号都去掉，如“因公出国（境）费”写作 `因公出国境费`，“水费、电费、差旅费”写作 `水费电费差旅费`；以数字开头的前面加“项”。
后面带 `[]` 的是许多行，用 `for` 逐行取：`{%p for 行 in 一般公共预算支出表.类 %}`；带 `编码` 的表可按科目编码取一行：
`一般公共预算支出表.编码["2050305"].本年支出`。
"""


def page() -> str:
    """整页."""
    lines = [_HEAD, "## 名称", ""]
    for root in roots():
        lines += _root(root)
    lines += ["## 各模板包的报告数据和报告文字", ""]
    lines.append(f"`{DATA_SHEET}.名称.栏`，栏有：{_code(DATA_ROW)}。`{TEXT_SHEET}.名称` 是一段或几段文字。")
    lines.append("在这两张工作表里自己加一行，模板里就能用它的名称。")
    lines.append("")
    for pack in packs():
        lines += _pack(pack)
    lines += ["## 过滤器", "", "例子的结果取自 workbooks/changji-2024-final-accounts.xlsx。", ""]
    lines += ["| 过滤器 | 作用 | 括号里 | 例 | 结果 |", "|---|---|---|---|---|"]
    for name, one in HELP.items():
        example = one.example.replace("|", "\\|")
        lines.append(f"| `{name}` | {one.what} | {one.rest or '—'} | `{{{{ {example} }}}}` | {one.result} |")
    lines += [
        "",
        "引擎自带的过滤器（`length`、`join`、`default` 等）见 [report-templates.md](report-templates.md)。",
        "",
    ]
    return "\n".join(lines)


def _code(names: Tuple[str, ...] | List[str]) -> str:
    return "、".join(f"`{name}`" for name in names)


def _root(root: Root) -> Iterator[str]:
    yield f"### `{root.name}`"
    yield ""
    about = [root.what, f"来自{root.needs}" if root.needs else ""]
    text = "；".join(part for part in about if part)
    if text:
        yield f"{text}。"
        yield ""
    if root.open:
        yield "各行按表内的事项名称取，如 `基础数据表.三公经费.本年决算数`；固定的名称有："
        yield ""
    for before, ends in _grouped(root.paths).items():
        yield f"- {f'`{before}.` 后接 ' if before else ''}{_code(ends)}"
    if root.paths:
        yield ""
    if root.name.endswith("自评表") or root.name == "项目[]":
        yield (
            "`资金` 后接表内的行名（如 `当年财政拨款`；合计行是 `合计`），再接 `年初预算数`、`全年预算数`、`全年执行数`、`分值`、`执行率`、"
            "`得分`、`复算执行率`；`收入性质`、`支出性质` 后接表内的名称。"
        )
        yield ""


def _grouped(paths: Tuple[str, ...]) -> Dict[str, List[str]]:
    """Paths by what stands before the last dot; lines with the same ends are told together."""
    groups: Dict[str, List[str]] = {}
    for path in paths:
        before, _, end = path.rpartition(".")
        groups.setdefault(before, []).append(end)
    together: Dict[Tuple[str, ...], List[str]] = {}
    for before, ends in groups.items():
        together.setdefault(tuple(ends), []).append(before)
    return {".`、`".join(befores): list(ends) for ends, befores in together.items()}


def _pack(pack: Pack) -> Iterator[str]:
    names = read_names(files.read(pack.workbook), pack).names
    data = [name for name in names.get(DATA_SHEET, {}) if name not in subject_lists()]
    texts = list(names.get(TEXT_SHEET, {}))
    yield f"### {pack.title}（{pack.name}）"
    yield ""
    if data:
        yield f"- {DATA_SHEET}：{_code(data)}"
    if texts:
        yield f"- {TEXT_SHEET}：{_code(texts)}"
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(re.sub(r"\n{3,}", "\n\n", page()), "utf-8")
