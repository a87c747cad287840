"""报坏的文件 (bad returns): the twelve ways in which returned workbooks are bad, each as a function of a good one.

``WAYS`` names them; ``codes`` are those of which at least one must be reported, ``added`` whether the figures may still be
summed (with that finding beside them). Every function leaves alone what it does not need to touch.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Callable, Dict, Tuple

from support.returned_files import HandedOut
from support.returned_press import rewritten
from support.returned_values import BASIC, UNIT

from addin.grid import address
from addin.handout.identity import UNIT as UNIT_PROPERTY
from addin.handout.identity import VERSION, YEAR
from addin.package.container import Container
from addin.package.parts import Parts, read_workbook
from addin.package.properties import MEMBER

#: relative path -> bytes
Files = Dict[str, bytes]


@dataclass(frozen=True)
class Way:
    """一种报坏的方式.

    Args:
        name: in Chinese. make: (what was handed out, unit) -> the files that come back for it.
        codes: of which one must be told. added: True when the figures are summed all the same.
    """

    name: str
    make: Callable[[HandedOut, str], Files]
    codes: Tuple[str, ...]
    added: bool = False


def truncated(data: bytes) -> bytes:
    """传输中断: the last two fifths are missing."""
    return data[: len(data) * 3 // 5]


def encrypted(data: bytes) -> bytes:
    """加了打开密码: what Office saves, an encrypted package in an OLE container, each with other bytes at its end."""
    return _encrypted() + hashlib.sha256(data).digest() * 16


@lru_cache(maxsize=1)
def _encrypted() -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile
    from openpyxl import Workbook

    plain, out = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    OOXMLFile(plain).encrypt("虚构密码", out)
    return out.getvalue()


def of_year(data: bytes, year: int) -> bytes:
    """上年的表: the titles and the property say another year; other years' columns are not touched."""
    titles = _spellings("2024年度部门整体支出"), _spellings(f"{year}年度部门整体支出")

    def change(name: str, content: bytes) -> bytes:
        if name.startswith("xl/"):
            for old, new in zip(*titles):
                content = content.replace(old, new)
        return _property(content, YEAR, str(year)) if name == MEMBER else content

    return rewritten(data, change)


def of_year_by_title(data: bytes, year: int) -> bytes:
    """抄成上年的标题: the property still says this year."""
    changed = of_year(data, year)
    return rewritten(changed, lambda name, content: _property(content, YEAR, "2024") if name == MEMBER else content)


def of_version(data: bytes, version: int) -> bytes:
    """旧版模板: the property says an older version of the same pack."""
    return rewritten(
        data, lambda name, content: _property(content, VERSION, str(version)) if name == MEMBER else content
    )


def of_unit(data: bytes, code: str, name: str = "") -> bytes:
    """另一单位的文件: by its property, and by the name in its forms."""

    def change(member: str, content: bytes) -> bytes:
        return _property(content, UNIT_PROPERTY, code) if member == MEMBER else content

    made = rewritten(data, change)
    for cell, sheet in (("B3", BASIC), ("D3", UNIT)):
        made = with_cell(made, sheet, cell, name) if name else made
    return made


def renamed_sheet(data: bytes, old: str = UNIT, new: str = "Sheet2 (2)") -> bytes:
    """改了表名: in the workbook and in the names that point at it."""
    spelled = list(zip(_spellings(old), _spellings(new)))

    def change(name: str, content: bytes) -> bytes:
        for one, other in spelled if name == "xl/workbook.xml" else ():
            content = content.replace(one, other)
        return content

    return rewritten(data, change)


def shifted_columns(data: bytes, sheet: str = UNIT) -> bytes:
    """左边插了一列: every cell, merge and name of the sheet one column to the right; formulas pasted as values."""
    part = _member(data, sheet)

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/workbook.xml":
            quoted = b"|".join(re.escape(b"'%b'!" % one) for one in _spellings(sheet))
            return re.sub(
                b"((?:" + quoted + rb")\$)([A-Z]+)(?=\$[0-9]+</definedName>)",
                lambda one: one[1] + _next(one[2]),
                content,
            )
        if name != part:
            return content
        content = re.sub(rb"<f(?:\s[^>]*)?>[^<]*</f>|<f[^>]*/>", b"", content)
        content = re.sub(rb'(<c r=")([A-Z]+)', lambda one: one[1] + _next(one[2]), content)
        content = re.sub(rb'(?<=<mergeCell ref=")[^"]+', lambda one: _shift(one[0]), content)
        content = re.sub(rb'(?<=<dimension ref=")[^"]+', lambda one: _shift(one[0]), content)
        content = re.sub(rb"<(conditionalFormatting|dataValidations).*</\1>", b"", content, flags=re.S)
        return re.sub(rb"<cols>.*?</cols>|<(?:printOptions|rowBreaks)[^>]*/>", b"", content, flags=re.S)

    return rewritten(data, change)


def text_in_numbers(data: bytes) -> bytes:
    """数字格里写了文字: 全年执行数 and one amount of 附件1."""
    return with_cell(with_cell(data, UNIT, "F5", "约六百万元"), BASIC, "G11", "详见附表")


def without_values(data: bytes) -> bytes:
    """公式没有计算结果: as programs write workbooks that were never calculated."""

    def change(name: str, content: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return content
        return re.sub(rb"(<f(?:\s[^>]*)?>[^<]*</f>|<f[^>]*/>)<v(?:\s[^>]*)?>[^<]*</v>", rb"\1", content)

    return rewritten(data, change)


def with_cell(data: bytes, sheet: str, cell: str, text: str) -> bytes:
    """某格改写成文字, whatever it held."""
    part = _member(data, sheet)
    stored = text.encode("ascii", "xmlcharrefreplace")

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        pattern = rb'<c r="' + cell.encode() + rb'"((?:\s+s="[0-9]+")?)[^>]*?(?:/>|(?<!/)>.*?</c>)'
        new = rb'<c r="' + cell.encode() + rb'"\g<1> t="inlineStr"><is><t>' + stored + rb"</t></is></c>"
        changed, count = re.subn(pattern, new, content, count=1, flags=re.S)
        assert count == 1, f"{sheet}!{cell} 不在表中"
        return changed

    return rewritten(data, change)


def _single(change: Callable[[bytes], bytes]) -> Callable[[HandedOut, str], Files]:
    return lambda out, code: {out.path(code): change(out.returned(code))}


def _twice(out: HandedOut, code: str) -> Files:
    other = Path("补报") / out.path(code)
    return {out.path(code): out.returned(code), other.as_posix(): out.returned(code, seed=out.seed + 1)}


def _stranger(out: HandedOut, code: str) -> Files:
    """The unit's own file does not come; in its place one of a unit that is in no register."""
    data = of_unit(out.returned(code), f"X{code}", f"外县单位{code}")
    return {f"X{code}_外县单位{code}/X{code}_外县单位{code}.xlsx": data}


#: the twelve ways of issue 6
WAYS: Tuple[Way, ...] = (
    Way("传输中断", _single(truncated), ("zip.broken", "zip.truncated")),
    Way("加了打开密码", _single(encrypted), ("file.encrypted",)),
    Way("上年的表", _single(lambda data: of_year(data, 2023)), ("return.year",)),
    Way("改了表名", _single(renamed_sheet), ("return.sheet-renamed",), added=True),
    Way("列错位", _single(shifted_columns), ("return.layout",), added=True),
    Way("数字格里写了文字", _single(text_in_numbers), ("return.text-in-number",)),
    Way("以元代万元", lambda out, code: {out.path(code): out.returned(code, scale=10_000)}, ("return.amount-scale",)),
    Way("重复报送", _twice, ("return.duplicate",)),
    Way("不在名册", _stranger, ("return.unit-unknown",)),
    Way("旧版模板", _single(lambda data: of_version(data, 1)), ("return.pack-old",)),
    Way("公式没有结果", _single(without_values), ("value.stale",)),
    Way("空表", lambda out, code: {out.path(code): out.workbook(code)}, ("return.empty",)),
)


def _spellings(text: str) -> Tuple[bytes, bytes]:
    """As UTF-8, and in character references as ASCII parts have it."""
    return text.encode(), text.encode("ascii", "xmlcharrefreplace")


def _property(content: bytes, name: str, value: str) -> bytes:
    pattern = rb'(name="' + re.escape(name.encode()) + rb'"[^>]*>\s*<vt:lpwstr[^>]*>)[^<]*'
    changed, count = re.subn(pattern, rb"\g<1>" + value.encode("ascii", "xmlcharrefreplace"), content)
    assert count == 1, f"没有文档属性 {name}"
    return changed


def _member(data: bytes, sheet: str) -> str:
    parts = Parts(Container(data, ""))
    return next(parts.member(one.part) for one in read_workbook(parts).sheets if one.name == sheet)


def _next(letters: bytes) -> bytes:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return address(1, number + 1)[:-1].encode()


def _shift(area: bytes) -> bytes:
    return re.sub(rb"[A-Z]+", lambda one: _next(one[0]), area)
