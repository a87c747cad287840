"""扩展包的说明文件 (package texts): description.xml, the manifest, the list of services, the protocol and the opening of files."""

from __future__ import annotations

from xml.sax.saxutils import escape

from .configuration import component, document, node, prop
from .names import CALC, COMPONENT, COMPONENTS, FUNCTIONS, HANDLER, IDENTIFIER, OPENING, PROTOCOL, TYPES

#: the oldest version that the extension was run in
OLDEST_OFFICE = "7.4"

_NAMES = {"zh-CN": "绩效自评", "en": "jixiao: performance self-evaluation forms"}
_TEXTS = {"zh-CN": "description_zh-CN.txt", "en": "description_en.txt"}
#: what the extension manager shows
DESCRIPTIONS = {
    "description_zh-CN.txt": (
        "绩效自评（jixiao）：在财政部门下发的表格内计算、校验绩效得分。\n"
        "单元格函数 PERF_SCORE、PERF_EXEC_RATE、PERF_TOTAL 等，菜单“绩效自评”：校验、说明、计算、定稿。\n"
        "全部在本机运行，不上传任何数据。\n"
    ),
    "description_en.txt": (
        "jixiao computes and checks the scores of Chinese performance self-evaluation forms inside the mandated\n"
        "spreadsheet: cell functions such as PERF_SCORE, and the menu 绩效自评. Everything runs on this machine.\n"
    ),
}


def description(version: str) -> str:
    """description.xml."""
    names = "".join(f'<name lang="{language}">{escape(text)}</name>' for language, text in _NAMES.items())
    texts = "".join(f'<src lang="{language}" xlink:href="{path}"/>' for language, path in _TEXTS.items())
    namespaces = (
        'xmlns="http://openoffice.org/extensions/description/2006" '
        'xmlns:dep="http://openoffice.org/extensions/description/2006" '
        'xmlns:lo="http://libreoffice.org/extensions/description/2011" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    return document(
        f"<description {namespaces}>\n"
        f'<identifier value="{IDENTIFIER}"/>\n'
        f'<version value="{escape(version)}"/>\n'
        '<platform value="all"/>\n'
        f'<dependencies><lo:LibreOffice-minimal-version value="{OLDEST_OFFICE}" '
        f'dep:name="LibreOffice {OLDEST_OFFICE}"/></dependencies>\n'
        f"<display-name>{names}</display-name>\n"
        '<publisher><name xlink:href="" lang="zh-CN">jixiao</name><name xlink:href="" lang="en">jixiao</name></publisher>\n'
        '<icon><default xlink:href="icons/jixiao_42.png"/></icon>\n'
        f"<extension-description>{texts}</extension-description>\n"
        "</description>"
    )


def manifest() -> str:
    """META-INF/manifest.xml. The components follow the types: their interfaces must be known first."""
    kinds = {
        TYPES: "application/vnd.sun.star.uno-typelibrary;type=RDB",
        COMPONENTS: "application/vnd.sun.star.uno-components",
        "CalcAddIns.xcu": "application/vnd.sun.star.configuration-data",
        "ProtocolHandler.xcu": "application/vnd.sun.star.configuration-data",
        "Addons.xcu": "application/vnd.sun.star.configuration-data",
        "CalcWindowState.xcu": "application/vnd.sun.star.configuration-data",
        "Jobs.xcu": "application/vnd.sun.star.configuration-data",
    }
    entries = "\n".join(
        f'<manifest:file-entry manifest:media-type="{kind}" manifest:full-path="{path}"/>'
        for path, kind in kinds.items()
    )
    return document(
        f'<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">\n{entries}\n</manifest:manifest>'
    )


def components() -> str:
    """服务清单.

    Of the functions only our own service is listed. With com.sun.star.sheet.AddIn beside it LibreOffice creates the
    component at every start, and the names that the component itself gives override those of CalcAddIns.xcu.
    """
    services = {
        FUNCTIONS: (),
        HANDLER: ("com.sun.star.frame.ProtocolHandler",),
        OPENING: ("com.sun.star.task.Job",),
    }
    lines = [
        f'<implementation name="{own}Impl">'
        + "".join(f'<service name="{name}"/>' for name in (own, *others))
        + "</implementation>"
        for own, others in services.items()
    ]
    return document(
        '<components xmlns="http://openoffice.org/2010/uno-components">\n'
        f'<component loader="com.sun.star.loader.Python" uri="{COMPONENT}">\n'
        + "\n".join(lines)
        + "\n</component>\n</components>"
    )


def protocol_handler() -> str:
    """ProtocolHandler.xcu."""
    handled = node(f"{HANDLER}Impl", prop("Protocols", f"{PROTOCOL}*"), new=True)
    return component("ProtocolHandler", node("HandlerSet", handled))


def jobs() -> str:
    """Jobs.xcu: our functions are bound when a file was loaded."""
    job = node("jixiao.opening", prop("Service", OPENING), prop("Context", CALC), new=True)
    event = node("onDocumentAdded", node("JobList", node("jixiao.opening", new=True)), new=True)
    return component("Jobs", node("Jobs", job), node("Events", event))
