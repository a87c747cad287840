"""Excel 的 Python 进程 (the server): xlwings' COM server with our functions and buttons, and nothing else.

**The contract with VBA** (addin/build/excel writes it): xlwings' DLL starts, once per Excel,

    "<python of the user's settings>" -I -B -m addin.hosts.excel.server $(CLSID)

and VBA then has a COM object with these methods of xlwings' own ``XLPython``, narrowed to what is ours:

- ``CallUDF("addin.hosts.excel.functions", NAME, Array(…))``: a cell function, see ``functions``.
- ``Call(Module("addin.hosts.excel.entry"), "press", Tuple(command, Application, version))``, and ``"undo"`` and
  ``"version"``: see ``entry``. ``Var(…)`` gives the returned text to VBA.

``Exec``, ``Eval`` and modules of other names are not there: no text that comes from a workbook can become code, whatever
VBA is made to pass. The process is isolated (``-I``: no variables ``PYTHON…``, no current folder, no user site), leaves the
folder that Excel gave it, takes no settings of xlwings' own, and never ends other Excel processes as xlwings would.
"""

from __future__ import annotations

import atexit
import importlib
import logging
import os
import re
import sys
from typing import Any, ClassVar, List, Optional, Sequence

#: what VBA may name
FUNCTIONS, ENTRY = "addin.hosts.excel.functions", "addin.hosts.excel.entry"
CALLS = ("press", "undo", "version")

#: the oldest Python that the package runs on
OLDEST = (3, 11)
_CLSID = re.compile(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")

WRONG_USE, WRONG_PYTHON, NOT_ISOLATED, NO_XLWINGS = 2, 3, 4, 5


def main(arguments: Sequence[str]) -> int:
    """启动: serves until Excel lets go; the exit code says why it could not.

    Args:
        arguments: the CLSID, by which Excel finds this process.
    """
    if len(arguments) != 1 or not _CLSID.fullmatch(arguments[0]):
        return _refuse(WRONG_USE, "此程序由 Excel 加载项启动，不能单独运行。请在 Excel 中使用“绩效自评”选项卡。")
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return _refuse(
            WRONG_PYTHON, f"需要 Python {OLDEST[0]}.{OLDEST[1]} 或更新版本，现为 {found}（{sys.executable}）。"
        )
    if not sys.flags.isolated:
        return _refuse(NOT_ISOLATED, "启动方式不对，缺少参数 -I，没有运行。请重新安装加载项：jixiao addin install")
    isolate()
    log()
    try:
        serve = prepared()
    except ImportError as cause:
        return _refuse(NO_XLWINGS, f"缺少 xlwings 或 pywin32（{cause}）。请重新安装：pip install jixiao")
    serve(arguments[0])
    return 0


def isolate() -> None:
    """隔离: leaves the folder of the workbook and everything that it could bring along."""
    # -I leaves the current folder out; what is not a full path would be looked up in whichever folder is current then
    sys.path[:] = [entry for entry in sys.path if os.path.isabs(entry)]
    # Windows looks for programs and libraries in the current folder too
    os.chdir(sys.prefix)
    for name in [name for name in os.environ if name.upper().startswith("XLWINGS")]:
        del os.environ[name]


def log() -> None:
    """记日志: into the user's own log; what cannot be written there is not worth stopping for."""
    from ...buttons.log import log_file

    handler: logging.Handler
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log_file(), encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(asctime)s  %(levelname)s  %(message)s")


def prepared() -> Any:
    """备好 xlwings: its own ``serve``, with the object narrowed to what is ours.

    Raises:
        ImportError: xlwings or pywin32 is missing.
    """
    import xlwings

    com_server: Any = importlib.import_module("xlwings.com_server")
    windows: Any = importlib.import_module("xlwings._xlwindows")
    # at its end xlwings kills every Excel without an open workbook, other people's too
    atexit.unregister(windows.cleanup)
    # the user's own settings of xlwings are for other work
    xlwings.USER_CONFIG_FILE = os.devnull
    for name in (FUNCTIONS, ENTRY):
        importlib.import_module(name)
    com_server.XLPython = narrowed(com_server)
    return com_server.serve


def narrowed(com_server: Any) -> Any:
    """收窄的对象: xlwings' ``XLPython`` without what runs code by name."""

    class JixiaoPython(com_server.XLPython):
        _public_methods_: ClassVar[List[str]] = ["Module", "Tuple", "Call", "Var", "CallUDF"]

        def Module(self, module: str, reload: bool = False) -> Any:
            if module not in (FUNCTIONS, ENTRY):
                raise ValueError(f"不提供模块 {module}")
            return com_server.ToVariant(sys.modules[module])

        def Call(self, obj: Any, *args: Any) -> Any:
            given = [com_server.FromVariant(one) for one in args]
            # xlwings calls the last of several names, or the object itself without one: there has to be exactly one
            names = [one for one in given if not isinstance(one, (tuple, dict))]
            if com_server.FromVariant(obj) is not sys.modules[ENTRY] or len(names) != 1 or names[0] not in CALLS:
                raise ValueError(f"不提供调用 {'、'.join(map(str, names))}")
            return super().Call(obj, *args)

        def CallUDF(self, script: str, fname: str, args: Any, this_workbook: Any = None, caller: Any = None) -> Any:
            functions = sys.modules[FUNCTIONS]
            if script != FUNCTIONS or fname not in functions.NAMES:
                raise ValueError(f"不提供函数 {fname}")
            # neither is looked at, and given the workbook xlwings would go through its sheets for code
            return super().CallUDF(script, fname, args)

    return JixiaoPython


def _refuse(code: int, text: str) -> int:
    if sys.stderr is not None:  # pythonw has none
        print(text, file=sys.stderr)
    return code


def run(arguments: Optional[Sequence[str]] = None) -> None:
    """入口: as ``python -m`` calls it."""
    sys.exit(main(sys.argv[1:] if arguments is None else arguments))


if __name__ == "__main__":
    run()
