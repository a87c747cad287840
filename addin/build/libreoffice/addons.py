"""菜单、工具栏和选项卡 (Addons.xcu): the ribbon's declaration as LibreOffice shows it."""

from __future__ import annotations

from typing import List

from ..ribbon import Button, Ribbon
from .configuration import both, component, node, prop
from .names import CALC, IDENTIFIER, PROTOCOL

_STRING = "xs:string"
#: a file of the extension, wherever it is installed
_ORIGIN = "%origin%"
#: what a program in another language than Chinese shows for the tab
_ENGLISH = "Performance (jixiao)"


def addons(ribbon: Ribbon) -> str:
    """Addons.xcu: a menu with a line between the groups, a toolbar, and the buttons of the tabbed user interface."""
    title = both(ribbon.tab.label, _ENGLISH)
    menu = node(
        f"{IDENTIFIER}.menu",
        prop("Title", title, _STRING),
        _context(),
        node("Submenu", *_entries(ribbon)),
        new=True,
    )
    toolbar = node(f"{IDENTIFIER}.toolbar", prop("Title", title, _STRING), *_entries(ribbon), new=True)
    tabs = node(f"{IDENTIFIER}.tabs", *_entries(ribbon), new=True)
    return component(
        "Addons",
        node(
            "AddonUI",
            node("OfficeMenuBar", menu),
            node("OfficeToolBar", toolbar),
            node("OfficeNotebookBar", tabs),
            node("Images", *(_images(button) for button in ribbon.buttons)),
        ),
    )


def _context() -> str:
    return prop("Context", CALC, _STRING)


def _entries(ribbon: Ribbon) -> List[str]:
    """The members of a set come in the order of their names: so the names are numbers."""
    entries: List[str] = []
    for group in ribbon.groups:
        if entries:
            entries.append(node(f"m{len(entries):03}", prop("URL", "private:separator", _STRING), new=True))
        for button in group.buttons:
            entries.append(_button(f"m{len(entries):03}", button))
    return entries


def _button(name: str, button: Button) -> str:
    return node(
        name,
        prop("URL", f"{PROTOCOL}{button.command}", _STRING),
        prop("Title", both(button.label, button.label), _STRING),
        prop("Target", "_self", _STRING),
        _context(),
        new=True,
    )


def _images(button: Button) -> str:
    where = f"{_ORIGIN}/icons/{button.command}"
    return node(
        f"{IDENTIFIER}.{button.command}",
        prop("URL", f"{PROTOCOL}{button.command}"),
        node(
            "UserDefinedImages",
            prop("ImageSmallURL", f"{where}_16.png"),
            prop("ImageBigURL", f"{where}_26.png"),
        ),
        new=True,
    )


def window_state(ribbon: Ribbon) -> str:
    """CalcWindowState.xcu: the toolbar has our name and stands below the program's own, in place of floating as “Add-on 1”."""
    state = node(
        f"private:resource/toolbar/addon_{IDENTIFIER}.toolbar",
        prop("UIName", both(ribbon.tab.label, _ENGLISH), _STRING),
        prop("Docked", "true", "xs:boolean"),
        prop("DockingArea", "0", "xs:int"),
        prop("DockPos", "0,5", _STRING),
        prop("Style", "2", "xs:int"),  # icons with their names
        prop("Visible", "true", "xs:boolean"),
        new=True,
    )
    return component("CalcWindowState", node("UIElements", node("States", state)), package="org.openoffice.Office.UI")
