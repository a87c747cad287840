"""模块清单 (modules): every module of jixiao.xlam, hand-written (source/) or generated, in the order of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Mapping

from addin.build.ribbon import Ribbon, load
from udfs.registry import functions

from .texts import TEXTS
from .vba import literal, module
from .vbaproject import CLASS, SHEET, STANDARD, WORKBOOK, Module
from .wrappers import functions_module, help_module

SOURCE = Path(__file__).resolve().parent / "source"
#: the committed text of the modules, for people who want to read what the add-in does
TEXT = Path(__file__).resolve().parents[2] / "excel"
_WRITTEN = ("JixiaoCells", "JixiaoLogic", "JixiaoPython", "JixiaoRebind", "JixiaoSettings", "JixiaoTell")


def modules(version: str, ribbon: Ribbon | None = None) -> list[Module]:
    """全部模块.

    Args:
        version: stamped into the add-in. ribbon: addin/ribbon.toml when left out.
    """
    ribbon = load() if ribbon is None else ribbon
    every = functions()
    return [
        Module("ThisWorkbook", WORKBOOK, _source("ThisWorkbook.cls")),
        Module("Sheet1", SHEET),
        Module("JixiaoEvents", CLASS, _source("JixiaoEvents.cls")),
        Module("JixiaoFunctions", STANDARD, functions_module(every)),
        Module("JixiaoHelp", STANDARD, help_module(every)),
        Module("JixiaoRibbon", STANDARD, ribbon_module(ribbon)),
        Module("JixiaoTexts", STANDARD, texts_module(TEXTS)),
        Module("JixiaoVersion", STANDARD, version_module(version)),
        *(Module(name, STANDARD, _source(f"{name}.bas")) for name in _WRITTEN),
    ]


def callback(command: str) -> str:
    """按钮的回调: the name of the VBA procedure.

    >>> callback("check_folder")
    'Press_check_folder'
    """
    return f"Press_{command}"


def ribbon_module(ribbon: Ribbon) -> str:
    """按钮的回调过程: one for each button, with nothing in it but its own command."""
    return module(
        "' The buttons of the ribbon, generated from addin/ribbon.toml. Subs only: no cell can call them.",
        *(
            f'Public Sub {callback(button.command)}(control As IRibbonControl)\n    Press "{button.command}"\nEnd Sub'
            for button in ribbon.buttons
        ),
        "' What Excel's own \"undo\" runs after a button.\nPublic Sub JixiaoUndo()\n    TakeBack\nEnd Sub",
    )


def texts_module(texts: Mapping[str, str]) -> str:
    """提示语."""
    cases = "\n".join(f'    Case "{key}"\n        Said = {literal(text, 12)}' for key, text in texts.items())
    return module(
        "Option Private Module\n\n' What the add-in itself says; \\uXXXX stands for a Chinese character.",
        f"Public Function Said(ByVal key As String) As String\n    Select Case key\n{cases}\n    End Select\nEnd Function",
    )


def version_module(version: str) -> str:
    """版本."""
    return module(
        "Option Private Module\n\n' The version of this add-in; the Python package has to be of the same.",
        f'Public Const VERSION As String = "{version}"',
    )


def text_files(version: str) -> dict[str, str]:
    """addin/excel 中各文件的内容, by name: the modules as they are in the project."""
    suffixes = {STANDARD: "bas", CLASS: "cls", WORKBOOK: "cls", SHEET: "cls"}
    return {f"{one.name}.{suffixes[one.kind]}": one.text.replace("\r\n", "\n") for one in modules(version)}


def _source(name: str) -> str:
    return (SOURCE / name).read_text("ascii")
