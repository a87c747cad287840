"""打包 (archive): members to a zip file, the same bytes every time."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Mapping

#: the earliest moment that a zip file can hold
_MOMENT = (1980, 1, 1, 0, 0, 0)
_FIRST = "META-INF/manifest.xml"


def write(members: Mapping[str, bytes], target: Path) -> Path:
    """写 zip 文件: sorted, without times and rights of this machine; the old file is there until the new one is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".tmp")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name in sorted(members, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, members[name])
    os.replace(temporary, target)
    return target
