"""单元格内容 (cell values): the XML of a value or a formula as one cell stores it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from udfs.core.errors import ALL_CODES, CellError

from ..edits import EditValue
from ..stored_text import MAX_TEXT, number_text
from .markup import escape
from .problems import PackageProblem

#: a limit of the program, not ours
MAX_FORMULA = 8_192

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_KEEP_SPACE = re.compile(r"^\s|\s$|[\n\t]|\s\s")


class Content(NamedTuple):
    """单元格内容: the ``t`` attribute (b"" for none) and the child elements, without prefix marks resolved."""

    type: bytes
    children: bytes
    formula: str | None = None


def encode_text(text: str, where: str) -> bytes:
    """文字编码: escaped for XML; control characters and look-alikes as ``_xHHHH_``, which programs turn back.

    Raises:
        PackageProblem: ``edit.text-too-long`` or ``edit.text-invalid``.
    """
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise PackageProblem(
            "edit.text-too-long",
            f"{where}：要写入的文字有 {len(text)} 个字符，单元格最多容纳 {MAX_TEXT} 个。请缩短后再写入。",
        )
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _CONTROL.sub(lambda match: f"_x{ord(match.group()):04X}_", text)
    try:
        return escape(text)
    except UnicodeEncodeError as cause:
        raise PackageProblem(
            "edit.text-invalid",
            f"{where}：要写入的文字含有不完整的字符（第 {cause.start + 1} 个字符）。请删去后再写入。",
        ) from cause


def encode_number(value: float | Decimal, where: str) -> bytes:
    """数字编码: shortest form of a double, exact text of a Decimal.

    >>> encode_number(Decimal("9.50"), "H9"), encode_number(0.1, "H9"), encode_number(10.0, "H9")
    (b'9.5', b'0.1', b'10')

    Raises:
        PackageProblem: ``edit.number`` for what no cell can hold.
    """
    try:
        return number_text(value).encode()
    except ValueError as cause:
        raise PackageProblem("edit.number", f"{where}：{cause}。请检查计算的输入。") from cause


def value_content(value: EditValue, prefix: bytes, where: str) -> Content:
    """数值内容: the type and children of a cell that holds a constant.

    >>> value_content("=1+1", b"", "H9")
    Content(type=b'inlineStr', children=b'<is><t>=1+1</t></is>', formula=None)
    """
    if value is None:
        return Content(b"", b"")
    if isinstance(value, str):
        text = encode_text(value, where)
        space = b' xml:space="preserve"' if _KEEP_SPACE.search(value) else b""
        p = prefix
        return Content(b"inlineStr", b"<%bis><%bt%b>%b</%bt></%bis>" % (p, p, space, text, p, p))
    type_, raw = _raw(value, where)
    return Content(type_, b"<%bv>%b</%bv>" % (prefix, raw, prefix))


def formula_content(formula: str, cached: EditValue, prefix: bytes, where: str) -> Content:
    """公式内容: the type and children of a cell that holds a formula and the value it shows.

    Raises:
        PackageProblem: ``edit.formula`` for a formula the program would not take.
    """
    formula = formula.removeprefix("=")
    if not formula.strip() or len(formula) > MAX_FORMULA or _CONTROL.search(formula):
        raise PackageProblem(
            "edit.formula",
            f"{where}：公式为空、含控制字符或超过 {MAX_FORMULA} 个字符，无法写入：{formula[:60]!r}。",
        )
    head = b"<%bf>%b</%bf>" % (prefix, encode_formula(formula, where), prefix)
    if cached is None:
        return Content(b"", head, formula)
    if isinstance(cached, str):
        return Content(b"str", head + b"<%bv>%b</%bv>" % (prefix, encode_text(cached, where), prefix), formula)
    type_, raw = _raw(cached, where)
    return Content(type_, head + b"<%bv>%b</%bv>" % (prefix, raw, prefix), formula)


def encode_formula(formula: str, where: str) -> bytes:
    """公式编码: escaped for XML, nothing else changed."""
    try:
        return escape(formula)
    except UnicodeEncodeError as cause:
        raise PackageProblem("edit.formula", f"{where}：公式含有不完整的字符，无法写入。") from cause


def _raw(value: bool | float | Decimal | CellError, where: str) -> tuple[bytes, bytes]:
    if isinstance(value, bool):
        return b"b", b"1" if value else b"0"
    if isinstance(value, CellError):
        if value.code not in ALL_CODES:
            raise PackageProblem("edit.value", f"{where}：{value.code!r} 不是单元格错误值。")
        return b"e", escape(value.code)
    if isinstance(value, (int, float, Decimal)):
        return b"", encode_number(value, where)
    raise PackageProblem("edit.value", f"{where}：无法写入 {type(value).__name__} 类型的值。")
