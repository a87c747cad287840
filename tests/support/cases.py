"""公开案例 (published cases): the tables of ../shared/cases as dictionaries, for every test that needs them."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, Dict, List, Tuple

Case = Dict[str, Any]

PROJECT, UNIT, BASIC, SCORECARD, FUND = "project", "unit", "basic", "scorecard", "fund"
WHY_ABSENT = "公开案例不在手边：请把环境变量 JIXIAO_CASES 指向 shared/cases"


def folder() -> Path:
    """案例文件夹: JIXIAO_CASES, by default shared/cases beside the checkout."""
    named = os.environ.get("JIXIAO_CASES")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "cases"


@cache
def _texts() -> Tuple[Tuple[str, str], ...]:
    return tuple((path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder().glob("*.json")))


def case_ids() -> List[str]:
    """案例编号, sorted; empty where the folder is absent (tests then skip with WHY_ABSENT)."""
    return [name for name, _ in _texts()]


def load_case(case_id: str) -> Case:
    """读取一个案例: a fresh dictionary, which the caller may change."""
    return json.loads(dict(_texts())[case_id])


def load_cases() -> List[Case]:
    """全部案例, fresh dictionaries in the order of their ids."""
    return [load_case(case_id) for case_id in case_ids()]


def kind_of(case: Case) -> str:
    """表单种类 of a case: project, unit, basic, scorecard or fund, from the printed name of its form."""
    for word, kind in (("基础数据", BASIC), ("评分表", SCORECARD), ("专项资金", FUND), ("整体支出", UNIT)):
        if word in case["form"]:
            return kind
    return PROJECT
