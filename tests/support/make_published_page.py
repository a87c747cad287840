"""生成 docs/published-cases.md: every printed figure of the published tables in its class, from the real commands.

Run ``python tests/support/make_published_page.py`` after a change of rules or layouts; a test compares the page.
"""

from __future__ import annotations

import sys
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Dict, List, NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from support.cases import Case, load_cases
from support.judgement import document, judged, number, printed_figures, total_of
from support.layouts.build import build
from support.scoring import Scored, score_all

from addin.commands.figures.model import Figure
from addin.findings import Finding

PAGE = Path(__file__).resolve().parents[2] / "docs" / "published-cases.md"
REPRODUCED, SLIP, HABIT, UNDECIDED = "一致", "差错", "差错（修约习惯）", "未定"
_NAMES = {"rate": "执行率", "score": "得分", "completion": "完成率", "total": "总分", "grade": "等级"}

_INTRO = """# 公开案例逐项对照

<!-- 本页由 python tests/support/make_published_page.py 生成，请勿手工修改 -->

{tables} 张公开表格所印的全部完成率、得分、执行率、总分和等级，共 {figures} 个数字，按同一套规则重算后分为三类：

- **一致**：算得的数字与所印的相同。
- **差错**：所印的数字与本行自己的指标值、实际值、金额或规则不符。其中“修约习惯”是取整、截尾，或相差不超过 0.01，校验时只作提示。
- **未定**：规则不能定分（文字是否完成要人工评定、单位不同、没有实际值、未完成的得分由人工评定等），单元格留空并提示。

单元格是正式版式（见 `workbooks/` 与 `tests/support/layouts/`）里的地址。总分与表内所印各行得分之和核对；各行自身的差错另列。
哪些是差错、哪些未定，另有一份手工判断（`tests/published/expected.toml`），测试要求两者在每一种版式下完全相同。

"""


class Line(NamedTuple):
    """对照表的一行."""

    cell: str
    what: str
    printed: str
    computed: str
    verdict: str
    why: str


def lines_of(scored: Scored) -> List[Line]:
    """一张表的全部所印数字, in the order of the form."""
    figures: Dict[str, Figure] = {figure.bound.label: figure for figure in scored.computed.figures.all()}
    findings = {(f.cell, f.code.partition(".")[2]): f for f in scored.findings}
    by_hand = {entry.figure: entry.why for entry in judged(scored.placed.case)}
    lines = []
    for path, printed in printed_figures(scored.placed.case).items():
        _, cell = scored.placed.truth[path]
        figure = figures[cell]
        mismatch = findings.get((cell, "mismatch"))
        why = by_hand[path] if mismatch else _why(figure)
        if path == "total.score":
            why += _by_rule(scored.placed.case)
        lines.append(Line(cell, _what(figure), printed, _shown(figure), _verdict(figure, mismatch), why))
    return lines


def _by_rule(case: Case) -> str:
    """各行都按规则计分时的总分, where it differs."""
    total = total_of(case)
    return "" if total is None or total == number(case["total"]["score"]) else f"；各行按规则重算后为 {total}"


def _what(figure: Figure) -> str:
    row = figure.row.name if figure.row else ""
    name = _NAMES.get(figure.field, figure.name)
    return f"{row}：{name}" if row and not figure.field.startswith(("total", "grade")) else name


def _verdict(figure: Figure, mismatch: Finding | None) -> str:
    if figure.expected is None:
        return UNDECIDED
    if mismatch is None:
        return REPRODUCED
    return HABIT if mismatch.severity == "hint" else SLIP


def _shown(figure: Figure) -> str:
    value = figure.expected
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    hundredth = Decimal("0.01")
    if figure.shape == "rate":
        return f"{(value * 100).quantize(hundredth, ROUND_HALF_UP)}%"
    return f"{value.quantize(hundredth, ROUND_HALF_UP)}"


def _why(figure: Figure) -> str:
    if figure.expected is None:
        return figure.outcome.undecided
    return "；".join(figure.outcome.steps) or figure.outcome.rule


def page() -> str:
    """整页的文字."""
    parts: List[str] = []
    counts: Dict[str, Counter[str]] = {}
    for case in load_cases():
        (scored,) = score_all(build(case))
        lines = lines_of(scored)
        counts[case["id"]] = Counter(line.verdict for line in lines)
        parts.append(_section(case, scored, lines))
    total: Counter[str] = sum(counts.values(), Counter())
    text = _INTRO.format(tables=len(counts), figures=sum(total.values()))
    text += "## 汇总\n\n| 案例 | 数字 | 一致 | 差错 | 修约习惯 | 未定 |\n|---|---|---|---|---|---|\n"
    for name, count in [*counts.items(), ("**合计**", total)]:
        cells = [
            name,
            *(str(n) for n in (sum(count.values()), *(count[k] for k in (REPRODUCED, SLIP, HABIT, UNDECIDED)))),
        ]
        text += f"| {' | '.join(cells)} |\n"
    return text + "\n" + "\n".join(parts)


def _section(case: Case, scored: Scored, lines: List[Line]) -> str:
    title = f"{case['unit']}（{case['year']}）{case['form']}"
    if "project" in case:
        title += f"：{case['project']}"
    text = f"## {case['id']}\n\n{title}；规则 `{scored.profile}`\n\n"
    text += "| 单元格 | 内容 | 所印 | 计算 | 类别 | 依据 |\n|---|---|---|---|---|---|\n"
    for line in lines:
        cells = [cell.replace("|", "\\|").replace("\n", " ") for cell in line]
        if line.verdict != REPRODUCED:
            cells[4] = f"**{cells[4]}**"
        text += f"| {' | '.join(cells)} |\n"
    beside = [entry for entry in document()["undecided"] if entry["case"] == case["id"] and "beside" in entry]
    if beside:
        text += "\n同一工作簿里有本单位的基础数据表时，下列各行可以算出，与所印一致：\n\n"
        text += "".join(
            f"- {_place(scored, entry['figure'])} 得 {entry['beside_expected']} 分：{entry['beside_why']}\n"
            for entry in beside
        )
    others = [f for f in scored.findings if f.code.partition(".")[2] not in ("mismatch", "undecided")]
    if others:
        text += "\n其他发现：\n\n" + "".join(f"- {f.cell} `{f.code}`：{f.message}\n" for f in others)
    return text


def _place(scored: Scored, figure: str) -> str:
    number_of = int(figure.partition("[")[2].partition("]")[0])
    return f"{scored.placed.truth[figure][1]} {scored.placed.case['indicators'][number_of]['level3']}"


def main() -> None:
    """写出 docs/published-cases.md."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
