"""生成 workbooks/ (worked examples): published forms as workbooks, filled as printed and with the computed cells empty.

Run ``python tests/support/make_workbooks.py`` after a change of the layouts; the bytes are the same on every run.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from openpyxl.workbook.defined_name import DefinedName

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.cases import Case, load_case
from support.invented import invented_basic, invented_projects, invented_unit
from support.judgement import expected_findings
from support.layouts.book import Placed, new_book, to_bytes
from support.layouts.build import place, sheet_name
from support.layouts.look import NUMBERS, OFFICIAL, Look

from addin.package.same_bytes import same_bytes

ROOT = Path(__file__).resolve().parents[2]
WORKBOOKS = ROOT / "workbooks"
FINDINGS = ROOT / "tests" / "workbooks" / "findings.json"

#: one workbook for each, published and blank; text cells where the issuing system writes text, numbers elsewhere
EXAMPLES: Tuple[Tuple[str, Look], ...] = (
    ("xinjiang-2024-project-01", OFFICIAL),
    ("xinjiang-2024-unit", OFFICIAL),
    ("zhuzhou-2021-unit", NUMBERS),
    ("zhuzhou-2023-unit", NUMBERS),
    ("zhuzhou-2023-project", NUMBERS),
    ("zhuzhou-2023-basic", NUMBERS),
    ("hengyang-2024-unit", NUMBERS),
    ("hengyang-2024-basic", NUMBERS),
)
DEMO = (
    "unit",
    "project-01",
    "project-05",
    "project-08",
    "project-19",
    "project-20",
    "project-30",
    "project-44",
    "project-46",
)
PROFILE = "cn/national"


def make(cases: Sequence[Case], look: Look, names: Sequence[str] = (), profile: str = "") -> Tuple[bytes, List[Placed]]:
    """一个工作簿: one sheet for each case."""
    book = new_book()
    book.properties.creator = "jixiao"
    placed = [place(book, case, look, name) for case, name in zip(cases, names or [sheet_name(case) for case in cases])]
    if profile:
        book.defined_names["PERF_PROFILE"] = DefinedName("PERF_PROFILE", attr_text=f'"{profile}"')
    return same_bytes(to_bytes(book)), placed


def all_files() -> Dict[str, Tuple[bytes, List[Placed]]]:
    """workbooks/ 内全部文件: path below workbooks/ -> bytes and the forms in it."""
    files: Dict[str, Tuple[bytes, List[Placed]]] = {}
    for case_id, look in EXAMPLES:
        case = load_case(case_id)
        files[f"{case_id}-published.xlsx"] = make([case], look)
        files[f"{case_id}-blank.xlsx"] = make([case], replace(look, blank=True))
    attached = [load_case(f"hengshan-2020-{name}") for name in ("scorecard", "basic", "fund")]
    names = ["附件1 评分表", "附件2 基础数据表", "附件3 专项资金自评表"]
    files["hengshan-2020-attachments-published.xlsx"] = make(attached, NUMBERS, names)
    files["hengshan-2020-attachments-blank.xlsx"] = make(attached, replace(NUMBERS, blank=True), names)
    demo = [load_case(f"xinjiang-2024-{name}") for name in DEMO]
    names = ["整体支出" if name == "unit" else f"项目{name[-2:]}" for name in DEMO]
    files["demo/xinjiang-2024-published.xlsx"] = make(demo, OFFICIAL, names)
    files["demo/xinjiang-2024-blank.xlsx"] = make(demo, replace(OFFICIAL, blank=True), names)
    invented = [("00 单位整体支出绩效自评表", invented_unit()), ("99 绩效评价基础数据表", invented_basic())]
    invented += [(f"{number:02d} {case['project']}", case) for number, case in enumerate(invented_projects(), 1)]
    for name, case in invented:
        files[f"folder-example/{name}.xlsx"] = make([case], NUMBERS, profile=PROFILE)
    return files


def findings_of(placed: Sequence[Placed]) -> List[Dict[str, str]]:
    """某公开工作簿应有的校验发现: from the independent judgement, by cell."""
    found = []
    beside = [form.case["id"] for form in placed]
    for form in placed:
        for figure, code, severity in sorted(expected_findings(form.case, form, beside)):
            sheet, cell = form.truth[figure]
            found.append({"sheet": sheet, "cell": cell, "code": code, "severity": severity})
    return found


def all_findings(files: Dict[str, Tuple[bytes, List[Placed]]]) -> Dict[str, List[Dict[str, str]]]:
    """各公开工作簿应有的校验发现, by path below workbooks/; the folder's files have none."""
    return {name: findings_of(forms) for name, (_, forms) in sorted(files.items()) if not name.endswith("-blank.xlsx")}


def main() -> None:
    """写出 workbooks/ 与应有的校验发现."""
    files = all_files()
    for name, (data, _) in files.items():
        path = WORKBOOKS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    FINDINGS.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(all_findings(files), ensure_ascii=False, indent=1)
    FINDINGS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
