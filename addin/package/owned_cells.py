"""别人管着的单元格 (owned cells): table heads and pivot tables, whose cells the program ties to another part."""

from __future__ import annotations

from ..grid import Position, Range, address
from . import markup
from .draft import Draft
from .problems import PackageProblem
from .sheet_index import parse_range


def check_owned_cells(draft: Draft, part: str, sheet: str, cells: list[Position]) -> None:
    """检查表头与透视表: a table's head must equal its column names, a pivot table is written by the program alone.

    Raises:
        PackageProblem: ``edit.table`` or ``edit.pivot``.
    """
    for relationship in draft.parts.relationships(part):
        name = draft.find(relationship.target)
        if relationship.external or name is None or relationship.kind not in ("table", "pivotTable"):
            continue
        if relationship.kind == "table":
            heads, what, code = _table_heads(draft.read(name), sheet), "表格（Ctrl+T）的标题行或汇总行", "edit.table"
        else:
            area = pivot_area(draft.read(name), sheet)
            heads, what, code = [area] if area else [], "数据透视表", "edit.pivot"
        for area in heads:
            hit = next((where for where in cells if where in area), None)
            if hit:
                raise PackageProblem(
                    code, f"{sheet}!{address(*hit)} 属于{what} {area}，改写会使文件损坏，没有写入。请在 Excel 中修改。"
                )


def pivot_area(data: bytes, sheet: str) -> Range | None:
    """透视表所占区域."""
    seen = markup.view(data)
    tag = markup.find(seen, markup.root(seen)[0] + b"location")
    ref = markup.attribute(tag.attributes, b"ref") if tag else None
    return parse_range(ref.decode("utf-8", "replace"), sheet) if ref else None


def _table_heads(data: bytes, sheet: str) -> list[Range]:
    attributes = markup.root(markup.view(data))[1].attributes
    ref = markup.attribute(attributes, b"ref")
    if not ref:
        return []
    area = parse_range(ref.decode("utf-8", "replace"), sheet)
    heads = markup.number(markup.attribute(attributes, b"headerRowCount"), 1)
    totals = markup.number(markup.attribute(attributes, b"totalsRowCount"), 0)
    found = [Range(area.top, area.left, area.top, area.right)] if heads else []
    if totals:
        found.append(Range(area.bottom, area.left, area.bottom, area.right))
    return found
