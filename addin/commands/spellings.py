"""单元格函数在文件里的写法 (spellings): how each host spells our functions in a formula; readers, check and freeze know them all.

| host | spelling |
|---|---|
| plain: our own writing, Excel with an open add-in | ``PERF_SCORE(`` |
| Excel, add-in saved as a link to another file | ``[1]!PERF_SCORE(`` or ``'C:\\…\\jixiao.xlam'!PERF_SCORE(`` |
| Excel, registered function of an XLL | ``_xll.PERF_SCORE(`` |
| Office.js and WPS, functions in a namespace | ``JIXIAO.PERF_SCORE(``, in files ``_xldudf_JIXIAO_PERF_SCORE(`` |
| LibreOffice, UNO service name (any case) | ``ORG.JIXIAO.SHEET.PERFADDIN.PERF_SCORE(``, ``com.sun.star…`` alike |
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import List, Tuple

#: what may stand before the function's own name
_PREFIX = (
    r"(?P<prefix>"
    r"'(?:[^']|'')+'!"  # 'C:\\folder\\jixiao.xlam'!
    r"|\[[^\]]+\][^!'\"(),;\s]*!"  # [1]! or [jixiao.xlam]!
    r"|[A-Za-z0-9_\-]+\.xla[m]?!"  # jixiao.xlam!
    r"|_xll\.|_xlfn\.|_xlws\.|_xludf\."
    r"|_xldudf_jixiao_"
    r"|jixiao\."
    r"|org\.jixiao(?:\.[A-Za-z0-9_]+)*\."
    r")?"
)
_CALL = re.compile(r"(?<![A-Za-z0-9_.])" + _PREFIX + r"(?P<name>PERF_[A-Z_]+)\s*\(", re.IGNORECASE)
_STRING = re.compile(r'"(?:[^"]|"")*"')


def calls(formula: str) -> List[Tuple[str, str]]:
    """公式中我们的函数: (prefix, NAME) of each call, in order; text inside quotation marks is no call.

    >>> calls("IF(A1=\\"\\",\\"\\",[1]!PERF_SCORE(A1,B1,C1))")
    [('[1]!', 'PERF_SCORE')]
    >>> calls("org.jixiao.sheet.PerfAddin.perf_total(A1:A9)")
    [('org.jixiao.sheet.PerfAddin.', 'PERF_TOTAL')]
    >>> calls('"PERF_SCORE("&A1')
    []
    """
    if "PERF_" not in formula.upper():
        return []
    bare = _STRING.sub(lambda found: '"' + " " * (len(found.group()) - 2) + '"', formula)
    return [(match.group("prefix") or "", match.group("name").upper()) for match in _CALL.finditer(bare)]


# thousands of units share the formulas of their template
@lru_cache(maxsize=4096)
def is_ours(formula: str) -> bool:
    """是否含有我们的函数, in any host's spelling."""
    return bool(calls(formula))


def is_external_to_us(formula: str) -> bool:
    """是否经外部链接调用我们的函数: such a link must go when the file is submitted."""
    return any(prefix.startswith("[") or prefix.endswith("!") for prefix, _ in calls(formula))


def plain(formula: str) -> str:
    """化为通用写法: our functions without any prefix, upper case, as we write them.

    >>> plain("_xll.perf_grade(H9)&JIXIAO.PERF_TOTAL(A1)")
    'PERF_GRADE(H9)&PERF_TOTAL(A1)'
    """
    pieces, last = [], 0
    strings = [match.span() for match in _STRING.finditer(formula)]
    for match in _CALL.finditer(formula):
        if any(start <= match.start() < end for start, end in strings):
            continue
        pieces += [formula[last : match.start()], match.group("name").upper(), "("]
        last = match.end()
    return "".join([*pieces, formula[last:]])
