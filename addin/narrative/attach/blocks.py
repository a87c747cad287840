"""附表和图作为成块内容 (attachments as blocks): what ``{{p 附表.公开01表 }}`` and ``{{p 图.预算执行 }}`` put into the report."""

from __future__ import annotations

import hashlib

from lxml import etree

from ...grid import Grid
from ..engine.blocks import AddedPart, Blocks
from .chart import WORKBOOK, Chart, chart_parts
from .sheet_look import SheetLook
from .word_table import word_table
from .wordml import element, paragraph

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = f"{_OFFICE}/package"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
#: a chart fills the width of the text: 156 mm, in 1/360,000 cm
_WIDE, _HIGH, _HIGHEST = 5_600_000, 2_900_000, 7_600_000
#: a horizontal bar with its share of the gaps; axis and legend
_BAR, _FRAME = 260_000, 900_000


def table_blocks(grid: Grid, look: SheetLook, width: int) -> Blocks:
    """一张附表.

    Args:
        grid, look: the sheet. width: of the page's text, in twips.
    """
    rows, columns = grid.size
    text = "\n".join(
        "\t".join(grid[row, column].text for column in range(1, columns + 1)) for row in range(1, rows + 1)
    )
    return Blocks.of(word_table(grid, look, width), text=text)


def chart_blocks(chart: Chart) -> Blocks:
    """一张图: its title, then the chart as an inline drawing with its workbook."""
    data, workbook = chart_parts(chart)
    key = f"rel:chart-{hashlib.sha256(data).hexdigest()[:12]}"
    embedded = AddedPart(
        WORKBOOK,
        "word/embeddings/chart{}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _PACKAGE,
        workbook,
    )
    part = AddedPart(
        key,
        "word/charts/chart{}.xml",
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        f"{_OFFICE}/chart",
        data,
        (embedded,),
    )
    lines = [chart.title, *_as_text(chart)]
    return Blocks.of([paragraph(chart.title, "图题", indent=False), _drawing(key, chart)], (part,), "\n".join(lines))


def _drawing(key: str, chart: Chart) -> etree._Element:
    made = paragraph("", "图", align="center", indent=False)
    run = element("r", parent=made)
    drawing = element("drawing", parent=run)
    description = chart.title + "：" + "；".join(_as_text(chart))
    inline = etree.SubElement(
        drawing, f"{{{_WP}}}inline", nsmap={"wp": _WP}, distT="0", distB="0", distL="0", distR="0"
    )
    etree.SubElement(inline, f"{{{_WP}}}extent", cx=str(_WIDE), cy=str(_height(chart)))
    etree.SubElement(inline, f"{{{_WP}}}docPr", id="auto:number", name=chart.title, descr=description)
    graphic = etree.SubElement(inline, f"{{{_A}}}graphic", nsmap={"a": _A})
    data = etree.SubElement(graphic, f"{{{_A}}}graphicData", uri=_C)
    holder = etree.SubElement(data, f"{{{_C}}}chart", nsmap={"c": _C, "r": _OFFICE})
    holder.set(f"{{{_OFFICE}}}id", key)
    return made


def _height(chart: Chart) -> int:
    """Horizontal bars need room for each of them."""
    bars = len(chart.categories) * (1 if chart.stacked else len(chart.series))
    return min(_HIGHEST, _FRAME + _BAR * bars) if chart.lying else _HIGH


def _as_text(chart: Chart) -> list[str]:
    """The figures in words, for readers who cannot see the picture and for plain text."""
    lines = []
    for at, category in enumerate(chart.categories):
        values = "，".join(
            f"{name} {values[at]} {chart.unit}".strip() for name, values in chart.series if values[at] is not None
        )
        if values:
            lines.append(f"{category}：{values}")
    return lines
