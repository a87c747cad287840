"""文件名检查 (file names): whether a unit's code and name can name a folder on Windows, where most packs are opened."""

from __future__ import annotations

import re

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
#: Windows opens paths of up to 259 characters; the name stands in it twice, for the folder and for the file
LONGEST = 80


def why_no_name(name: str) -> str:
    """不能作文件名的原因: "" for a name that can.

    >>> why_no_name("001_某县第一中学"), why_no_name("001_教育局/财务股")
    ('', '含有文件名不能用的字符“/”')
    """
    found = _REFUSED.search(name)
    if found:
        char = found.group()
        return f"含有文件名不能用的字符“{char if char.isprintable() else '控制字符'}”"
    if name != name.strip() or name.endswith("."):
        return "以空格或句点开头或结尾"
    if _RESERVED.match(name):
        return "是 Windows 保留的设备名"
    if len(name) > LONGEST:
        return f"有 {len(name)} 个字符，超过 {LONGEST} 个"
    return ""
