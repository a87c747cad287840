"""UNO 的名称 (UNO names): what the modules here take from LibreOffice's Python.

Importable without LibreOffice (type checks, doctests): the names are then stand-ins that nothing can be done with.
"""

from __future__ import annotations

from typing import Any, Callable

try:
    import uno
    import unohelper
    from com.sun.star.awt import XActionListener
    from com.sun.star.document import XUndoAction
    from com.sun.star.frame import XStatusListener
    from com.sun.star.lang import IllegalArgumentException
    from com.sun.star.uno import Exception as UnoException

    Component = unohelper.Base
except ImportError:  # outside of LibreOffice
    uno = None
    Component = type("Component", (), {})
    XActionListener, XStatusListener, XUndoAction = (type(name, (), {}) for name in ("XAction", "XStatus", "XUndo"))
    IllegalArgumentException = UnoException = RuntimeError

__all__ = [
    "Component",
    "During",
    "IllegalArgumentException",
    "UnoException",
    "XActionListener",
    "XStatusListener",
    "XUndoAction",
    "enum",
    "initialise",
    "input_stream",
    "path_of",
    "properties",
    "sequence",
    "service",
    "set_typed",
    "struct",
    "url_of",
]  # fmt: skip


def struct(name: str, **values: Any) -> Any:
    """UNO 结构: ``struct("table.CellAddress", Row=3)``, its name without ``com.sun.star.``."""
    made = uno.createUnoStruct(f"com.sun.star.{name}")
    for key, value in values.items():
        setattr(made, key, value)
    return made


def properties(**values: Any) -> Any:
    """命名参数: a sequence of PropertyValue."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def service(context: Any, name: str) -> Any:
    """UNO 服务: by its name without ``com.sun.star.``."""
    return context.ServiceManager.createInstanceWithContext(f"com.sun.star.{name}", context)


def sequence(type_name: str, values: Any) -> Any:
    """带类型的序列, for places where UNO cannot tell the type from a tuple."""
    return uno.Any(type_name, tuple(values))


def url_of(path: str) -> str:
    """文件路径转 URL."""
    return str(uno.systemPathToFileUrl(path))


def path_of(url: str) -> str:
    """URL 转文件路径; "" for what lies on no disk (a new document, a server)."""
    return str(uno.fileUrlToSystemPath(url)) if url.startswith("file:") else ""


def set_typed(target: Any, name: str, value: Any) -> None:
    """设置带类型的属性: one made by ``sequence``."""
    uno.invoke(target, "setPropertyValue", (name, value))


def input_stream(context: Any, data: bytes) -> Any:
    """字节流."""
    name = "com.sun.star.io.SequenceInputStream"
    return context.ServiceManager.createInstanceWithArgumentsAndContext(name, (uno.ByteSequence(data),), context)


def enum(name: str, value: str) -> Any:
    """UNO 枚举值, the type's name without ``com.sun.star.``."""
    return uno.Enum(f"com.sun.star.{name}", value)


def initialise(target: Any, mode: int) -> None:
    """以一个短整数初始化, as the pickers want it."""
    uno.invoke(target, "initialize", ((uno.Any("short", mode),),))


class During:
    """期间: something begun and ended around a piece of work, whatever happens in it.

    A class and no generator: an exception that leaves a generator is given its traceback, which one of UNO refuses.
    """

    def __init__(self, begin: Callable[[], object], end: Callable[[], object]) -> None:
        self._begin, self._end = begin, end

    def __enter__(self) -> None:
        self._begin()

    def __exit__(self, *_: object) -> None:
        self._end()
