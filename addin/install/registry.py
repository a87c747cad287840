"""注册表 (Windows registry), read only: what is registered, never changed. On other systems it is empty."""

from __future__ import annotations

import sys
from typing import Any, Dict, Protocol

USER, MACHINE, CLASSES = "HKCU", "HKLM", "HKCR"


class Registry(Protocol):
    """注册表: reads the values of a key."""

    def values(self, hive: str, key: str) -> Dict[str, Any]:
        """某个键的全部值: name → value ("" is the key's own value); {} when there is no such key."""


class NoRegistry:
    """没有注册表的系统."""

    def values(self, hive: str, key: str) -> Dict[str, Any]:
        """没有."""
        return {}


class WindowsRegistry:
    """Windows 的注册表: both views, so that 32-bit Office is found from 64-bit Python."""

    def values(self, hive: str, key: str) -> Dict[str, Any]:
        """全部值; the 64-bit view wins where both have a name."""
        import winreg

        root = {
            USER: winreg.HKEY_CURRENT_USER,  # type: ignore[attr-defined]
            MACHINE: winreg.HKEY_LOCAL_MACHINE,  # type: ignore[attr-defined]
            CLASSES: winreg.HKEY_CLASSES_ROOT,  # type: ignore[attr-defined]
        }[hive]
        found: Dict[str, Any] = {}
        for view in (winreg.KEY_WOW64_32KEY, winreg.KEY_WOW64_64KEY):  # type: ignore[attr-defined]
            try:
                handle = winreg.OpenKey(root, key, 0, winreg.KEY_READ | view)  # type: ignore[attr-defined]
            except OSError:
                continue  # no such key in this view, or not for us to read
            with handle:
                for index in range(winreg.QueryInfoKey(handle)[1]):  # type: ignore[attr-defined]
                    name, value, _ = winreg.EnumValue(handle, index)  # type: ignore[attr-defined]
                    found[name] = value
        return found


def registry() -> Registry:
    """本机的注册表."""
    return WindowsRegistry() if sys.platform == "win32" else NoRegistry()
