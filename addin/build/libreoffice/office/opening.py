"""打开文件时 (opening): a job that binds our functions in a file that was just loaded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Tuple

SERVICE = "org.jixiao.sheet.Opening"
IMPLEMENTATION = "org.jixiao.sheet.OpeningImpl"
_SERVICES = (SERVICE, "com.sun.star.task.Job")


@lru_cache(maxsize=1)
def _component() -> Any:
    import unohelper
    from com.sun.star.lang import XServiceInfo
    from com.sun.star.task import XJob

    class Opening(unohelper.Base, XJob, XServiceInfo):
        def execute(self, given: Tuple[Any, ...]) -> Any:
            from .binding import bind

            bind(_document(given))
            return None

        def getImplementationName(self) -> str:
            return IMPLEMENTATION

        def supportsService(self, name: str) -> bool:
            return name in _SERVICES

        def getSupportedServiceNames(self) -> Tuple[str, ...]:
            return _SERVICES

    return Opening


def _document(given: Tuple[Any, ...]) -> Any:
    """The document of the event: a job's arguments are named values inside named values."""
    environment = {one.Name: one.Value for group in given if group.Name == "Environment" for one in group.Value}
    return environment.get("Model")


def create(context: Any, *given: Any) -> Any:
    """创建服务."""
    return _component()()
