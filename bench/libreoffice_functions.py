"""LibreOffice 中的单元格函数: 10,000 cells and one array of 10,000 rows, recalculated by the real program, against native formulas."""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Dict, List

ROWS = 10_000
ROUNDS = 7
_PYTHON_UNO = "/usr/bin/python3"

#: one way of computing the column of points: name, formula of row 1, whether it is one array formula
_WAYS = (
    ("原生公式，每行一个", "=ROUND(MIN(A1;A1*C1/B1);2)", False),
    ("PERF_SCORE，每行一个", '=PERF_SCORE(A1;"≥"&B1;C1)', False),
    ("原生数组公式，一个", f"=ROUND(A1:A{ROWS}*C1:C{ROWS}/B1:B{ROWS};2)", True),
    ("PERF_SCORE 数组公式，一个", f"=PERF_SCORE(A1:A{ROWS};D1:D{ROWS};C1:C{ROWS})", True),
)

_CLIENT = """
import json, sys, time
import uno
from com.sun.star.connection import NoConnectException
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet.FillDirection import TO_BOTTOM

request = json.loads(sys.stdin.buffer.read())
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
until = time.monotonic() + 60
while True:
    try:
        ctx = resolver.resolve(f"uno:pipe,name={request['pipe']};urp;StarOffice.ComponentContext")
        break
    except NoConnectException:
        if time.monotonic() > until:
            raise
        time.sleep(0.1)
hidden = PropertyValue()
hidden.Name, hidden.Value = "Hidden", True
desktop = ctx.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", ctx)
rows, times = request["rows"], {}
documents = {}
for name, formula, array in request["ways"]:
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden,))
    sheet = document.Sheets[0]
    data = tuple((10.0, float(100 + row % 50), float(95 + row % 61), f"≥{100 + row % 50}") for row in range(rows))
    sheet.getCellRangeByName(f"A1:D{rows}").setDataArray(data)
    target = sheet.getCellRangeByName(f"E1:E{rows}")
    if array:
        target.setArrayFormula(formula)
    else:
        # filled down, as a user would: thousands of single writes take minutes
        target.getCellByPosition(0, 0).setFormula(formula)
        target.fillAuto(TO_BOTTOM, 1)
    documents[name] = document
    document.calculateAll()
    assert target.getCellByPosition(0, rows - 1).getError() == 0, (name, target.getCellByPosition(0, rows - 1).String)
for _ in range(request["rounds"]):
    for name, document in documents.items():
        start = time.perf_counter()
        document.calculateAll()
        times.setdefault(name, []).append(time.perf_counter() - start)
for document in documents.values():
    document.setModified(False)
    document.close(True)
print(json.dumps(times))
"""


def why_not() -> str:
    """不能测量的原因: "" when LibreOffice is at hand."""
    if shutil.which("soffice") is None:
        return "本机没有 LibreOffice（soffice），这一项没有测量。"
    if subprocess.run([_PYTHON_UNO, "-c", "import uno"], capture_output=True, check=False).returncode:
        return "系统的 python3 没有 uno 模块，这一项没有测量。"
    return ""


def run() -> List[List[str]]:
    """测量, one row of the report for each way; the caller has asked ``why_not``."""
    times = _measure()
    native = statistics.median(times[_WAYS[0][0]])
    rows = []
    for name, _, _ in _WAYS:
        median = statistics.median(times[name])
        low, _, high = statistics.quantiles(times[name], n=4)
        spread = (high - low) / median * 50
        rows.append(
            [name, f"{median * 1000:,.0f} ms ±{spread:.0f}%", f"{median / ROWS * 1e6:.1f} µs", f"{median / native:.1f}"]
        )
    return rows


def _measure() -> Dict[str, List[float]]:
    from addin.build.libreoffice import build

    with tempfile.TemporaryDirectory() as temporary:
        folder, pipe = Path(temporary), f"jixiao-{uuid.uuid4().hex}"
        shutil.unpack_archive(build(folder), folder / "bundled" / "jixiao.oxt", "zip")
        command = [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            f"-env:BUNDLED_EXTENSIONS={(folder / 'bundled').as_uri()}", "--headless", "--norestore", "--nologo",
            "--nodefault", f"--accept=pipe,name={pipe};urp;",
        ]  # fmt: skip
        office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            request = json.dumps({"pipe": pipe, "rows": ROWS, "rounds": ROUNDS, "ways": _WAYS})
            done = subprocess.run(
                [_PYTHON_UNO, "-c", _CLIENT], input=request.encode(), stdout=subprocess.PIPE, timeout=300, check=True
            )
        finally:
            os.killpg(office.pid, signal.SIGKILL)
            office.wait(timeout=30)
    measured: Dict[str, List[float]] = json.loads(done.stdout)
    return measured


if __name__ == "__main__":
    why = why_not()
    sys.exit(why) if why else print(*run(), sep="\n")
