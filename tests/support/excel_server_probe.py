"""Started by tests as ``python -I -B excel_server_probe.py OUT``, in a folder with planted files: the server as Excel starts it.

pywin32 is the stand-in and serving ends at once; everything else is what runs on a user's machine. Writes what it saw to OUT.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support import pywin32_stub

CLSID = "{12345678-1234-1234-1234-123456789ABC}"


def main(out):
    with pywin32_stub.installed():
        import xlwings

        real = sys.modules["xlwings._xlwindows"]
        # as on Windows: the stand-in has taken it away for the tests' own sake
        import atexit

        def cleanup():
            Path(out + ".killed").write_text("xlwings ended other people's Excel")

        real.cleanup = cleanup
        atexit.register(cleanup)
        served = []
        from addin.hosts.excel import server

        com_server = __import__("xlwings.com_server", fromlist=["serve"])
        com_server.serve = served.append
        code = server.main([CLSID])
        import addin
        import udfs

        seen = {
            "code": code, "served": served, "cwd": os.getcwd(), "path": sys.path, "settings": xlwings.USER_CONFIG_FILE,
            "methods": com_server.XLPython._public_methods_,
            "files": {one.__name__: one.__file__ for one in (addin, udfs, xlwings, sys.modules["addin.hosts.excel.entry"])},
            "environment": sorted(name for name in os.environ if name.startswith("XLWINGS")),
        }  # fmt: skip
        Path(out).write_text(json.dumps(seen, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
