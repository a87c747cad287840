"""Word 图表 (charts): native, editable charts with their figures in an embedded workbook."""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Sequence, Tuple

from lxml import etree
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties

from ...package.same_bytes import same_bytes

#: dark to light: told apart in black and white too
COLOURS = ("1F4E79", "5B9BD5", "BDD7EE", "7F7F7F")
_LINE = "595959"
#: how the chart refers to its workbook until the engine numbers it
WORKBOOK = "rel:workbook"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FONT = "宋体"


@dataclass(frozen=True)
class Chart:
    """一张图.

    Args:
        title: as printed above it. unit: of the values, for the axis. categories: the labels, in order.
        series: (name, values in the order of the categories); None for a value that is not known.
        number_format: of the labels. lying: True for horizontal bars (long labels). stacked: bars on each other.
    """

    title: str
    unit: str
    categories: Tuple[str, ...]
    series: Tuple[Tuple[str, Tuple[Decimal | None, ...]], ...]
    number_format: str = "#,##0.00"
    lying: bool = False
    stacked: bool = False

    def __post_init__(self) -> None:
        for name, values in self.series:
            if len(values) != len(self.categories):
                raise ValueError(f"图“{self.title}”的“{name}”应有 {len(self.categories)} 个数，现有 {len(values)} 个。")


def chart_parts(chart: Chart) -> Tuple[bytes, bytes]:
    """图表部件: (chart XML, embedded workbook), the same bytes every time.

    Args:
        chart: what to draw; figures are shown as given, rounded by their number format.
    """
    book, sheet = _book(chart)
    drawn = BarChart()
    drawn.type = "bar" if chart.lying else "col"
    drawn.grouping = "stacked" if chart.stacked else "clustered"
    drawn.overlap = 100 if chart.stacked else None
    drawn.gapWidth = 60
    drawn.title = None
    drawn.legend = Legend() if len(chart.series) > 1 else None
    if drawn.legend is not None:
        drawn.legend.position = "b"
        drawn.legend.txPr = _text(900)
    last = len(chart.categories) + 1
    names = Reference(sheet, min_col=1, min_row=2, max_row=last)
    for at, (name, values) in enumerate(chart.series):
        one = Series(Reference(sheet, min_col=at + 2, min_row=2, max_row=last), title_from_data=False)
        _fill(one, chart, at, name, values, names, sheet.title)
        drawn.series.append(one)
    _axes(drawn, chart)
    space = drawn._write()
    for run in list(space.iter(f"{{{_DRAWING}}}r")):
        # openpyxl puts an empty run into every text format
        if not "".join(run.itertext()):
            run.getparent().remove(run)
    space.insert(0, etree.Element(f"{{{_CHART}}}roundedCorners", val="0"))
    etree.SubElement(space, f"{{{_CHART}}}externalData").set(f"{{{_RELATIONSHIPS}}}id", WORKBOOK)
    data = etree.tostring(space, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data, _bytes(book)


def _book(chart: Chart):  # type: ignore[no-untyped-def]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "数据"
    sheet.append([chart.unit, *(name for name, _ in chart.series)])
    for at, category in enumerate(chart.categories):
        sheet.append([category, *(values[at] for _, values in chart.series)])
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a label that starts with = is no formula
    book.properties.creator = "jixiao"
    return book, sheet


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return same_bytes(out.getvalue())


def _fill(
    one: Series, chart: Chart, at: int, name: str, values: Sequence[Decimal | None], names: Reference, sheet: str
) -> None:
    one.cat = AxDataSource(strRef=StrRef(f=str(names), strCache=_words(chart.categories)))
    letter = chr(ord("B") + at)
    one.tx = SeriesLabel(strRef=StrRef(f=f"'{sheet}'!${letter}$1", strCache=_words((name,))))
    points = [NumVal(idx=index, v=str(value)) for index, value in enumerate(values) if value is not None]
    one.val.numRef.numCache = NumData(formatCode=chart.number_format, ptCount=len(values), pt=points)
    one.graphicalProperties = GraphicalProperties(solidFill=COLOURS[at % len(COLOURS)])
    one.graphicalProperties.line = LineProperties(solidFill=_LINE, w=6350)
    one.invertIfNegative = False
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.numFmt = chart.number_format
    labels.txPr = _text(800)
    one.dLbls = labels


def _words(words: Sequence[str]) -> StrData:
    return StrData(ptCount=len(words), pt=[StrVal(idx=at, v=word) for at, word in enumerate(words)])


def _axes(drawn: BarChart, chart: Chart) -> None:
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.x_axis.txPr, drawn.y_axis.txPr = _text(900), _text(800)
    drawn.y_axis.number_format = chart.number_format
    drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9", w=6350))
    drawn.y_axis.title = chart.unit or None
    if drawn.y_axis.title is not None:
        for paragraph in drawn.y_axis.title.tx.rich.p:
            paragraph.pPr = ParagraphProperties(defRPr=_characters(800))
            for run in paragraph.r or []:
                run.rPr = _characters(800)
    if chart.lying:
        # the first label stands on top
        drawn.x_axis.scaling.orientation = "maxMin"
        drawn.y_axis.crosses = "max"
    drawn.x_axis.tickLblPos = "low"
    if all(value is None or value >= 0 for _, values in chart.series for value in values):
        # bars are compared by their length: the axis starts with 0
        drawn.y_axis.scaling.min = 0


def _characters(size: int) -> CharacterProperties:
    return CharacterProperties(
        sz=size, b=False, solidFill="000000", latin=Font(typeface="Times New Roman"), ea=Font(typeface=_FONT)
    )


def _text(size: int) -> RichText:
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_characters(size)), endParaRPr=CharacterProperties())])
