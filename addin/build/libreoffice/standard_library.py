"""标准库 (standard library): the modules that every Python from 3.9 on has; what later versions dropped is left out."""

from __future__ import annotations

import sys

#: newer than 3.9
_NEWER = {"tomllib", "annotationlib", "compression"}
#: removed in 3.12 to 3.14
_REMOVED = {
    "aifc", "asynchat", "asyncore", "audioop", "cgi", "cgitb", "chunk", "crypt", "distutils", "imghdr", "imp", "mailcap",
    "msilib", "nis", "nntplib", "ossaudiodev", "pipes", "smtpd", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib",
}  # fmt: skip

MODULES = frozenset(sys.stdlib_module_names) - _NEWER - _REMOVED
