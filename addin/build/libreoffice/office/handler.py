"""命令分发 (dispatch): the protocol ``org.jixiao:`` of menu, toolbar and tabs; a click becomes ``press`` of the host."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Tuple

PROTOCOL = "org.jixiao:"
SERVICE = "org.jixiao.sheet.Handler"
IMPLEMENTATION = "org.jixiao.sheet.HandlerImpl"
_SERVICES = (SERVICE, "com.sun.star.frame.ProtocolHandler")


@lru_cache(maxsize=1)
def _component() -> Any:
    import unohelper
    from com.sun.star.frame import XDispatch, XDispatchProvider
    from com.sun.star.lang import XInitialization, XServiceInfo

    class Handler(unohelper.Base, XInitialization, XDispatchProvider, XDispatch, XServiceInfo):
        def __init__(self, context: Any) -> None:
            self.context, self.frame = context, None

        def initialize(self, given: Tuple[Any, ...]) -> None:
            self.frame = given[0] if given else None

        def queryDispatch(self, url: Any, target: str, flags: int) -> Any:
            return self if url.Protocol == PROTOCOL else None

        def queryDispatches(self, requests: Tuple[Any, ...]) -> Tuple[Any, ...]:
            return tuple(self.queryDispatch(one.FeatureURL, one.FrameName, one.SearchFlags) for one in requests)

        def dispatch(self, url: Any, given: Tuple[Any, ...]) -> None:
            from addin.hosts.libreoffice.handler import press

            press(self.context, self.frame, url.Path)

        def addStatusListener(self, listener: Any, url: Any) -> None:
            """The buttons are always enabled: they say themselves why they cannot work."""

        def removeStatusListener(self, listener: Any, url: Any) -> None:
            """None was kept."""

        def getImplementationName(self) -> str:
            return IMPLEMENTATION

        def supportsService(self, name: str) -> bool:
            return name in _SERVICES

        def getSupportedServiceNames(self) -> Tuple[str, ...]:
            return _SERVICES

    return Handler


def create(context: Any, *given: Any) -> Any:
    """创建服务."""
    made = _component()(context)
    if given:
        made.initialize(given)
    return made
