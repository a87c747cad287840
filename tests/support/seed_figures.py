"""公开文本中的数 (figures of the published text), read from the text alone: sections, sentences, clauses, figures.

Nothing of the program is used here. ``python tests/support/seed_figures.py SEED`` prints the list that is committed as
tests/addin/narrative/changji_2024_figures.txt.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Dict, List, Tuple

#: a figure as printed, with its unit
FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:万元|平方米|台（套）|人次|批次|%|人|辆|个|元)")
_CLAUSE = re.compile(r"[，,；;。：:\n]|(?<=元)、|(?<=辆)、")
_PART = re.compile(r"^第[一二三四]部分")
_SECTION = re.compile(r"^(十一|十二|[一二三四五六七八九十])、")
#: words before a change that differ between "比上年增加" and "与上年持平（增加"
_LEAD = re.compile(r".*(?:比上年决算|比上年|与上年决算持平|与上年持平|与上年相比)")
_SIGNS = re.compile(r"[\s（）()“”\"、]")

Pair = Tuple[str, str]


def sections(text: str, part: str = "第二部分") -> Dict[str, str]:
    """一部分的各节: number (一 … 十二) -> text. Tables that stand between the sections are left out by their tabs."""
    found: Dict[str, List[str]] = {}
    inside, current = False, ""
    for line in text.split("\n"):
        shown = line.strip()
        if _PART.match(shown):
            inside = shown.startswith(part)
            current = ""
            continue
        heading = _SECTION.match(shown)
        if inside and heading and not line.startswith("\t") and len(shown) < 40:
            current = heading.group(1)
            found[current] = []
        elif inside and current and shown and not line.startswith("\t"):
            found[current].append(shown)
    return {number: "\n".join(lines) for number, lines in found.items()}


def pairs(text: str) -> List[Pair]:
    """一节的数: (what stands before it in its clause, the figure), in order.

    >>> pairs("收入总计26,854.92万元，增长5.07%。")
    [('收入总计', '26,854.92万元'), ('增长', '5.07%')]
    >>> pairs("比上年决算减少1.26万元"), pairs("与上年持平（增加0.00万元，增长0.00%）")
    ([('减少', '1.26万元')], [('增加', '0.00万元'), ('增长', '0.00%')])
    """
    found: List[Pair] = []
    guarded = re.sub(r"(?<=\d),(?=\d{3})", "\u0001", text)  # the comma of a number ends no clause
    for clause in _CLAUSE.split(guarded):
        shown = (clause or "").replace("\u0001", ",")
        at = 0
        for match in FIGURE.finditer(shown):
            label = _LEAD.sub("", shown[at : match.start()])
            found.append((_SIGNS.sub("", label), match.group()))
            at = match.end()
    return found


def listing(text: str) -> str:
    """清单: one figure a line, under the number of its section."""
    lines: List[str] = []
    wanted = {"第一部分 二": sections(text, "第一部分")["二"], **sections(text)}
    for number, section in wanted.items():
        lines.append(f"[{number}]")
        lines += [f"{label}\t{figure}" for label, figure in pairs(section)]
    return "\n".join(lines) + "\n"


def read_listing(path: Path) -> Dict[str, List[Pair]]:
    """读清单."""
    found: Dict[str, List[Pair]] = {}
    current = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if line.startswith("["):
            current = line.strip("[]")
            found[current] = []
        else:
            label, _, figure = line.partition("\t")
            found[current].append((label, figure))
    return found


if __name__ == "__main__":
    print(listing(Path(sys.argv[1]).read_text("utf-8")), end="")
