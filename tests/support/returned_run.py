"""运行 jixiao as a user does, in a process of its own, and read its JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Collection

ROOT = Path(__file__).resolve().parents[2]


def jixiao(*arguments: Any, codes: Collection[int] = (0,), seconds: int = 1_500) -> Any:
    """运行 with ``--json``: the document; an exit code that is not expected fails with what was told."""
    command = [sys.executable, "-m", "addin.cli", *map(str, arguments), "--json"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=seconds)
    assert ended.returncode in codes, (ended.returncode, ended.stderr[-2_000:])
    return json.loads(ended.stdout)
