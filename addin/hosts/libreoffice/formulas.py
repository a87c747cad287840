"""公式的写法 (formulas): between LibreOffice's own spelling and the one of Excel's files, by the program's own parser.

Inside the program a formula reads ``IF(A1="";"";SUM($'表 1'.B2:B9))``; the commands, the note and the file reader spell it
as Excel's files do, and our functions without the name of the UNO service.
"""

from __future__ import annotations

import re
from typing import Any, List, Optional

from ...commands.spellings import plain

#: the service that provides our functions: LibreOffice 7.4 binds them in files by this name alone
SERVICE = "org.jixiao.sheet.PerfAddin"

_EXCEL_FILES, _OWN = 3, 0  # com.sun.star.sheet.AddressConvention: XL_OOX, OOO
_CALL = re.compile(r'"(?:[^"]|"")*"|(?<![A-Za-z0-9_.!])(PERF_[A-Z_]+)(?=\s*\()')


#: a text; a sheet's name before a cell; a separator or a brace; what only the program's own printer knows how to spell
_PIECE = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<sheet>\$?(?P<name>'(?:[^']|'')+'|[^\W\d]\w*)\.(?=\$?[A-Z]{1,3}\$?[0-9]))"
    r"|(?P<word>[^\W\d][\w.]*)|(?P<sign>[;|{}])|(?P<other>[~!#\[\]'])"
)


class Formulas:
    """公式转换 of one document."""

    def __init__(self, document: Any) -> None:
        self._parser = document.createInstance("com.sun.star.sheet.FormulaParser")
        self._parser.setPropertyValue("CompileEnglish", True)

    def printed(self, cell: Any) -> str:
        """单元格的公式 as Excel's files spell it, without ``=``."""
        self._parser.setPropertyValue("FormulaConvention", _EXCEL_FILES)
        return plain(self._parser.printFormula(cell.getTokens(), cell.getCellAddress()))

    def own(self, formula: str, address: Any) -> str:
        """LibreOffice 自己的写法, with ``=``: what setFormula takes.

        Args:
            formula: as Excel's files spell it, without ``=``. address: the cell that relative references count from.
        """
        self._parser.setPropertyValue("FormulaConvention", _EXCEL_FILES)
        tokens = self._parser.parseFormula(with_service(formula), address)
        self._parser.setPropertyValue("FormulaConvention", _OWN)
        return "=" + str(self._parser.printFormula(tokens, address))


def translated(own: str) -> Optional[str]:
    """由程序自己的写法直接转换: much faster than its parser; None for what is better left to that.

    >>> translated("=IF(A1=\\";\\";1;SUM($'表 1'.B2:B9;{1;2|3;4}))")
    'IF(A1=";",1,SUM(\\'表 1\\'!B2:B9,{1,2;3,4}))'
    >>> translated("=SUM(A1~B1)") is None
    True
    """
    pieces: List[str] = []
    last, braces = 1, 0
    for found in _PIECE.finditer(own, 1):
        pieces.append(own[last : found.start()])
        last, kind, text = found.end(), found.lastgroup, found.group()
        if kind == "other" or (kind == "sheet" and found.start() and own[found.start() - 1] == ":"):
            return None
        if kind == "sign":
            braces += (text == "{") - (text == "}")
            text = {";": ",", "|": ";"}.get(text, text) if text in "{}" or text == ";" or braces else text
        elif kind == "sheet":
            text = found.group("name") + "!"
        pieces.append(text)
    return plain("".join([*pieces, own[last:]]))


def with_service(formula: str) -> str:
    """加上服务名: our functions by the name that every version binds; text in quotation marks is left alone.

    >>> with_service('IF(A1="PERF_X(","",PERF_SCORE(A1,B1,C1))')
    'IF(A1="PERF_X(","",ORG.JIXIAO.SHEET.PERFADDIN.PERF_SCORE(A1,B1,C1))'
    """
    return _CALL.sub(lambda found: f"{SERVICE.upper()}.{found.group(1)}" if found.group(1) else found.group(), formula)
