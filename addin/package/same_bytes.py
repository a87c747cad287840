"""去掉生成时间 (same bytes): a package whose bytes depend on its content alone, so that a rebuild changes nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

#: what stands for every time in a package that we build
EPOCH = (2024, 1, 1, 0, 0, 0)
_STAMP = b"2024-01-01T00:00:00Z"


def same_bytes(data: bytes, change: Callable[[str, bytes], bytes | None] | None = None) -> bytes:
    """固定时间: entry dates and the stamps in docProps/core.xml become constants.

    Args:
        data: a zip package. change: (member, content) -> its new content, or None to leave the member out.

    Returns:
        the package with its members in the same order.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.infolist():
            content: bytes | None = source.read(entry)
            if change is not None:
                content = change(entry.filename, source.read(entry))
            if content is None:
                continue
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + _STAMP, content)
            fixed = zipfile.ZipInfo(entry.filename, EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system = 3
            fixed.external_attr = 0o644 << 16
            made.writestr(fixed, content)
    return target.getvalue()
