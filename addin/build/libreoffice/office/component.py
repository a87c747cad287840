"""组件入口 (component): what LibreOffice loads first; finds our own code beside this file and hands out our services.

In the extension this file is ``python/jixiao.py``. LibreOffice puts ``python/pythonpath`` at the end of ``sys.path``, where a
package of the same name elsewhere would win; so our package is loaded from its place, whatever the path says.
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any, Callable

HOUSE = "jixiao_oxt"
_FOLDER = Path(__file__).resolve().parent / "pythonpath" / HOUSE

#: implementation: (module of jixiao_oxt.office, services)
_IMPLEMENTATIONS = {
    "org.jixiao.sheet.PerfAddinImpl": ("functions", ("org.jixiao.sheet.PerfAddin",)),
    "org.jixiao.sheet.HandlerImpl": (
        "handler",
        ("org.jixiao.sheet.Handler", "com.sun.star.frame.ProtocolHandler"),
    ),
    "org.jixiao.sheet.OpeningImpl": ("opening", ("org.jixiao.sheet.Opening", "com.sun.star.task.Job")),
}


def _house() -> None:
    """The package beside this file, even where another of its name was imported (a copy elsewhere, an older version)."""
    ours = _FOLDER / "__init__.py"
    loaded = sys.modules.get(HOUSE)
    if loaded is not None and getattr(loaded, "__file__", None) == str(ours):
        return
    for name in [name for name in sys.modules if name == HOUSE or name.startswith(HOUSE + ".")]:
        del sys.modules[name]
    spec = importlib.util.spec_from_file_location(HOUSE, ours, submodule_search_locations=[str(_FOLDER)])
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules[HOUSE] = package
    spec.loader.exec_module(package)


def _maker(module: str) -> Callable[..., Any]:
    def make(context: Any, *arguments: Any) -> Any:
        _house()
        return importlib.import_module(f"{HOUSE}.office.{module}").create(context, *arguments)

    return make


def getComponentFactory(name: str, manager: Any, key: Any) -> Any:
    """服务工厂: the factory of one implementation, for LibreOffice's Python loader."""
    import unohelper

    module, services = _IMPLEMENTATIONS[name]
    helper = unohelper.ImplementationHelper()
    helper.addImplementation(_maker(module), name, services)
    return helper.getComponentFactory(name, key, manager)
