"""按键 (keys): whether the user has pressed Esc in Excel; our process has no window of its own that would be told."""

from __future__ import annotations

import ctypes
from typing import Any, Optional

_ESCAPE = 0x1B
#: held down now, or pressed since the last question
_PRESSED = 0x8001


def escape_pressed(pid: int, user32: Optional[Any] = None) -> bool:
    """是否按了 Esc, with a window of that process in front.

    Args:
        pid: Excel's process. user32: for tests; Windows' own when left out, and where there is none nothing is pressed.
    """
    if user32 is None:
        user32 = getattr(getattr(ctypes, "windll", None), "user32", None)
    if user32 is None:
        return False
    # asked in any case: it forgets what was pressed before
    pressed = user32.GetAsyncKeyState(_ESCAPE) & _PRESSED
    if not pressed:
        return False
    front = ctypes.c_ulong()
    user32.GetWindowThreadProcessId(user32.GetForegroundWindow(), ctypes.byref(front))
    return bool(front.value == pid)
