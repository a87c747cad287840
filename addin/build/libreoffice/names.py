"""名称 (names): how LibreOffice knows our extension and its services. They stand in users' files: never change them."""

from __future__ import annotations

IDENTIFIER = "org.jixiao.sheet"
#: in a formula that LibreOffice 7.4 stores: ORG.JIXIAO.SHEET.PERFADDIN.PERF_SCORE(
MODULE = ("org", "jixiao", "sheet")
INTERFACE = "XPerfAddin"
FUNCTIONS = "org.jixiao.sheet.PerfAddin"
HANDLER = "org.jixiao.sheet.Handler"
OPENING = "org.jixiao.sheet.Opening"
PROTOCOL = "org.jixiao:"
CALC = "com.sun.star.sheet.SpreadsheetDocument"

#: members of the package
TYPES = "XPerfAddin.idl"
COMPONENTS = "jixiao.components"
COMPONENT = "python/jixiao.py"
HOUSE = "python/pythonpath/jixiao_oxt"
#: the package that our own packages become parts of
PACKAGE = "jixiao_oxt"
