"""填写一张表 (score one form) against openpyxl, and how time and memory grow with rows and sheets."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import List

from addin.commands.score import score_file

from .forms import openpyxl_fill, project_form
from .measure import alone, interleaved

ROWS = (10, 100, 1_000, 10_000)
SHEETS = (1, 10, 50)


def _jixiao(source: Path, target: Path) -> None:
    score_file(source, out=target, profile="cn/xinjiang/project-2024", force=True)


def _openpyxl(source: Path, target: Path, rows: int) -> None:
    target.write_bytes(openpyxl_fill(source.read_bytes(), rows))


def against_openpyxl(rows: int = 10, rounds: int = 15) -> List[List[str]]:
    """同一张表: our whole command (read, recognise, compute, check, write with verification) and openpyxl's load–fill–save."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "自评表.xlsx"), Path(folder, "填写.xlsx")
        source.write_bytes(project_form(rows))
        times = interleaved(
            {
                "jixiao score": lambda: _jixiao(source, target),
                "openpyxl 读入、填写、保存": lambda: _openpyxl(source, target, rows),
            },
            rounds,
        )
    ours, theirs = times.values()
    return [
        ["jixiao score", ours.text, f"{theirs.median / ours.median:.1f}"],
        ["openpyxl 读入、填写、保存", theirs.text, "1"],
    ]


def growth() -> List[List[str]]:
    """随规模的变化: seconds and peak memory for rows and for sheets."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for rows, sheets in [(rows, 1) for rows in ROWS] + [(10, sheets) for sheets in SHEETS[1:]]:
            source, target = Path(folder, "自评表.xlsx"), Path(folder, "填写.xlsx")
            source.write_bytes(project_form(rows, sheets))
            ours = alone(_jixiao, source, target)
            theirs = alone(_openpyxl, source, target, rows)
            found.append([
                f"{sheets} 张表 × {rows:,} 行", f"{ours.seconds:.2f} s", f"{ours.seconds / rows / sheets * 1e6:,.0f} µs",
                ours.memory, f"{theirs.seconds:.2f} s", theirs.memory,
            ])  # fmt: skip
    return found
