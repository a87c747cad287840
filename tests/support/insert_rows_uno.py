"""LibreOffice 插入行 (rows inserted by the real program): run by a Python that has LibreOffice's ``uno`` module.

``python3 insert_rows_uno.py SOFFICE FOLDER < jobs.json``: each job opens ``source``, inserts ``count`` rows above row
``before`` of ``sheet`` (0: none, the file is only stored by the same writer) and stores it as ``target``; one run
of the program for all. It stays in the process group of this script, which the caller ends (``insert_all`` does).
``uno`` is imported late: the tests' own Python does not have it.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

_SECONDS_TO_START = 60


def _property(name, value):
    from com.sun.star.beans import PropertyValue

    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def _desktop(pipe):
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _insert(sheet, before, count):
    # On a protected sheet LibreOffice inserts the rows (insertRows allows it) but loses the merges that should grow:
    # it undoes them first, and merging again is not allowed there. So the sheet is opened, and protected afterwards.
    locked = sheet.isProtected()
    sheet.unprotect("")
    sheet.Rows.insertByIndex(before - 1, count)
    if locked:
        sheet.protect("")


def _do(desktop, job):
    source, target = (Path(job[name]).as_uri() for name in ("source", "target"))
    document = desktop.loadComponentFromURL(source, "_blank", 0, (_property("Hidden", True),))
    try:
        if job["count"]:
            _insert(document.Sheets.getByName(job["sheet"]), job["before"], job["count"])
        document.storeToURL(target, (_property("FilterName", "Calc MS Excel 2007 XML"),))
    finally:
        document.close(True)


def insert_all(python, soffice, folder, jobs, seconds=300):
    """插入并保存 (for the tests): runs this script with a Python that has ``uno``; nothing of it is left running.

    Args:
        python, soffice: the programs. folder: where the private profile goes. jobs: as above.
    """
    process = subprocess.Popen(
        [python, __file__, soffice, str(folder)],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        _, said = process.communicate(json.dumps(jobs), timeout=seconds)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 0, said


def main(soffice, folder):
    """插入并保存: the jobs of the standard input, one after the other."""
    pipe = f"jixiao-rows-{os.getpid()}"
    command = [
        soffice, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless", "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]  # fmt: skip
    subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    desktop = _desktop(pipe)
    for job in json.load(sys.stdin):
        _do(desktop, job)


if __name__ == "__main__":
    main(*sys.argv[1:])
