"""LibreOffice 扩展 (jixiao.oxt): cell functions, menu, toolbar and the code behind them in one file.

from addin.build.libreoffice import build
build(Path("dist"))
"""

from __future__ import annotations

from pathlib import Path
from typing import Dict

from ...version import version
from .. import ribbon as declaration
from . import names, texts
from .addons import addons, window_state
from .archive import write
from .calc_addins import calc_addins
from .house import house
from .typelib import interface

NAME = "jixiao.oxt"

_HERE = Path(__file__).resolve().parent
_ICONS = _HERE.parent / "icons"


def build(out: Path) -> Path:
    """生成扩展: write jixiao.oxt, the same bytes every time.

    Args:
        out: the folder for jixiao.oxt, made when missing.

    Returns:
        The path of the file.
    """
    return write(members(), out / NAME)


def members() -> Dict[str, bytes]:
    """扩展的全部成员: paths inside the package, and contents."""
    stamp = version()
    ribbon = declaration.load()
    written = {
        "META-INF/manifest.xml": texts.manifest(),
        "description.xml": texts.description(stamp),
        names.TYPES: interface(),
        names.COMPONENTS: texts.components(),
        "CalcAddIns.xcu": calc_addins(),
        "Addons.xcu": addons(ribbon),
        "CalcWindowState.xcu": window_state(ribbon),
        "ProtocolHandler.xcu": texts.protocol_handler(),
        "Jobs.xcu": texts.jobs(),
        names.COMPONENT: (_HERE / "office" / "component.py").read_text("utf-8"),
        **texts.DESCRIPTIONS,
    }
    found = {name: text.encode("utf-8") for name, text in written.items()}
    found.update({f"{names.HOUSE}/{name}": content for name, content in house(stamp).items()})
    icons = [f"{button.command}_{size}.png" for button in ribbon.buttons for size in (16, 26)] + ["jixiao_42.png"]
    found.update({f"icons/{name}": (_ICONS / name).read_bytes() for name in icons})
    return found
