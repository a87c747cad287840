"""Excel 的功能区 (customUI): addin/ribbon.toml as the part customUI/customUI14.xml, which Excel 2010 and later read.

There is no customUI part for Excel 2007: xlwings and the help texts of functions need 2010 anyhow.

依据: Microsoft [MS-CUSTOMUI] 2.2 (the 2009/07 schema).
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from addin.build.ribbon import Button, Group, Ribbon

from .modules import callback

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"


def custom_ui(ribbon: Ribbon) -> str:
    """功能区的 XML: one tab with its groups; each button calls its own procedure in the module JixiaoRibbon."""
    tab = ribbon.tab
    groups = "\n".join(_group(group, tab.id) for group in ribbon.groups)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<customUI xmlns={quoteattr(NAMESPACE)}>\n <ribbon>\n  <tabs>\n"
        f"   <tab{_attributes(id=tab.id, label=tab.label, keytip=tab.keytip)}>\n"
        f"{groups}\n   </tab>\n  </tabs>\n </ribbon>\n</customUI>\n"
    )


def _group(group: Group, tab: str) -> str:
    buttons = "\n".join(_button(button, tab) for button in group.buttons)
    return f"    <group{_attributes(id=f'{tab}_{group.id}', label=group.label)}>\n{buttons}\n    </group>"


def _button(button: Button, tab: str) -> str:
    attributes = _attributes(
        id=f"{tab}_button_{button.command}",
        label=button.label,
        size=button.size,
        imageMso=button.image,
        keytip=button.keytip,
        screentip=button.screentip,
        supertip=button.supertip,
        onAction=f"JixiaoRibbon.{callback(button.command)}",
    )
    return f"     <button{attributes}/>"


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())
