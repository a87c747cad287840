"""下发与汇总 (issue and roll-up) end to end as commands, against openpyxl + docxtpl + pandas, and how they grow with units."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence, Tuple

from .process_tree import ROOT, Ran, run

UNITS = 1_000
GROWTH = (100, 1_000, 10_000)
#: the libraries are measured on fewer units: their time is the same for each
SLOW = 20
ROUNDS = 3
JOBS = "2"


def _kit() -> Any:
    """What fills in the returned workbooks; it lies with the tests."""
    if str(ROOT / "tests") not in sys.path:
        sys.path.insert(0, str(ROOT / "tests"))
    from support import returned_files

    return returned_files


def _register(folder: Path, count: int) -> Path:
    kit = _kit()
    path: Path = kit.register_of(folder / f"名册 {count}.xlsx", kit.invented_units(count))
    return path


def _issue(folder: Path, count: int, name: str) -> Ran:
    out = folder / name
    shutil.rmtree(out, ignore_errors=True)
    return run(["issue", str(_register(folder, count)), "-o", str(out), "--jobs", JOBS])


def _roll_up(folder: Path, handed_out: Path, returned: Path) -> Ran:
    out = folder / "汇总.xlsx"
    arguments = ["rollup", str(returned), "-o", str(out), "--manifest", str(handed_out / "manifest.jsonl"), "--force"]
    return run([*arguments, "--jobs", JOBS])


def _seconds(action: Callable[[], Any]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _rows(names: Sequence[str], ours: List[float], theirs: List[float], count: int) -> List[List[str]]:
    """Time per unit of both, and the ratio; the spread is that of the rounds."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    each, slow = mine / count, other / SLOW

    def spread(values: List[float]) -> str:
        return f"±{(max(values) - min(values)) / statistics.median(values) * 50:.0f}%"

    return [
        [names[0], f"{mine:.1f} s {spread(ours)}", f"{each * 1000:.2f} ms", f"{slow / each:,.0f}"],
        [names[1], f"（{SLOW} 个：{other:.1f} s {spread(theirs)}）", f"{slow * 1000:.0f} ms", "1"],
    ]


def against_libraries(units: int = UNITS, rounds: int = ROUNDS) -> List[List[str]]:
    """端到端对比: the commands from start to end, Python's own start included; the libraries after their imports."""
    from . import by_libraries

    kit = _kit()
    from addin.packs.list import load_pack

    pack = load_pack(kit.PACK)
    workbook = pack.workbook.read_bytes()
    report = next(pack.folder.glob("*.docx")).read_bytes()
    issued: Tuple[List[float], List[float]] = [], []
    rolled: Tuple[List[float], List[float]] = [], []
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        _issue(folder, units, "下发")
        out = kit.HandedOut(folder / "下发")
        back = folder / "回收"
        out.return_all(back)
        some = list(out.entries)[:SLOW]
        work = [(code, out.entries[code].name, out.given(code)) for code in some]
        filled = out.filled(some[0])
        cells = sorted({**filled.typed, **filled.computed, **out.given(some[0])})
        files = [(code, back / out.path(code)) for code in some]
        parents = {code: out.entries[code].parent for code in some}

        def slow_issue() -> None:
            target = folder / "库 下发"
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir()
            by_libraries.issue(workbook, report, work, target)

        def slow_rollup() -> None:
            by_libraries.roll_up(files, parents, cells, folder / "库 汇总.xlsx")

        for _ in range(rounds):
            issued[0].append(_issue(folder, units, "再下发").seconds)
            issued[1].append(_seconds(slow_issue))
            rolled[0].append(_roll_up(folder, folder / "下发", back).seconds)
            rolled[1].append(_seconds(slow_rollup))
    return [
        *_rows((f"下发 {units:,} 个单位（工作簿＋报告）：jixiao issue", "同上：openpyxl＋docxtpl"), *issued, units),
        *_rows((f"汇总 {units:,} 个单位（含校验）：jixiao rollup", "同上：openpyxl＋pandas，不校验"), *rolled, units),
    ]


def growth(sizes: Sequence[int] = GROWTH) -> List[List[str]]:
    """随单位数的变化: seconds, time per unit, and the peak memory of the command and of its largest worker."""
    kit = _kit()
    found: Dict[str, List[List[str]]] = {"下发": [], "汇总": []}
    for count in sizes:
        with tempfile.TemporaryDirectory() as kept:
            folder = Path(kept)
            runs = {"下发": _issue(folder, count, "下发")}
            kit.HandedOut(folder / "下发").return_all(folder / "回收")
            runs["汇总"] = _roll_up(folder, folder / "下发", folder / "回收")
        for name, one in runs.items():
            found[name].append(
                [f"{name} {count:,} 个", f"{one.seconds:.1f} s", f"{one.seconds / count * 1000:.2f} ms", one.memory]
            )
    return [*found["下发"], *found["汇总"]]
