"""图表 (charts): native charts that can be edited, drawn from the sheet 图表数据."""

from __future__ import annotations

from openpyxl.chart import BarChart, PieChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
)

from ..stored_text import number_text
from . import looks
from .chart_data import BARS, PIE, Block
from .text import shown

#: height of one chart in centimetres
HEIGHT = 9.0
_ROW = 0.45  # of a bar that lies
_COLOURS = ("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "264478", "9E480E")
_FORMATS = {looks.RATE: "0.00%", looks.POINTS: "0.00", looks.COUNT: "0", looks.MONEY: "#,##0.00"}
_AXIS_FORMATS = {looks.RATE: "0%", looks.POINTS: "0", looks.COUNT: "0", looks.MONEY: "#,##0"}
_FONT = "宋体"


def height(block: Block) -> float:
    """图高 in centimetres: as many bars as there are must find room."""
    return max(HEIGHT, 3.2 + _ROW * len(block.pairs)) if block.kind == BARS else HEIGHT


def chart(block: Block) -> BarChart | PieChart:
    """一张图, without its place."""
    made = _pie(block) if block.kind == PIE else _bars(block)
    made.title = block.title
    made.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_characters(1200, bold=True))
    made.title.overlay = False
    return made


def _bars(block: Block) -> BarChart:
    made = BarChart()
    lying = block.kind == BARS
    made.type = "bar" if lying else "col"
    made.gapWidth = 60
    made.legend = None
    made.series.append(_series(block))
    made.series[0].graphicalProperties = GraphicalProperties(solidFill=_COLOURS[0])
    made.series[0].invertIfNegative = False
    made.dataLabels = _labels(block)
    for axis, title in ((made.x_axis, block.names), (made.y_axis, block.axis)):
        axis.delete = False
        axis.title = title
        axis.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_characters(900))
        axis.title.overlay = False
        axis.txPr = RichText(
            p=[Paragraph(pPr=ParagraphProperties(defRPr=_characters(900)), endParaRPr=_characters(900))]
        )
    made.y_axis.number_format = _AXIS_FORMATS[block.look]
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    if all(value >= 0 for _, value in block.pairs):
        made.y_axis.scaling.min = 0
    if lying:
        made.x_axis.scaling.orientation = "maxMin"  # the first name on top
        made.y_axis.crosses = "max"
        made.x_axis.tickLblSkip = 1
        made.x_axis.tickLblPos = "low"
    return made


def _pie(block: Block) -> PieChart:
    made = PieChart()
    made.series.append(_series(block))
    for at in range(len(block.pairs)):
        made.series[0].dPt.append(DataPoint(idx=at, spPr=GraphicalProperties(solidFill=_COLOURS[at % len(_COLOURS)])))
    labels = _labels(block)
    # the names stand in the legend: beside thin slices there is room for a number at most
    labels.showVal, labels.showPercent = False, True
    labels.numFmt, labels.dLblPos, labels.showLeaderLines = "0.00%", "outEnd", True
    made.dataLabels = labels
    made.legend.position = "r"
    made.layout = Layout(manualLayout=ManualLayout(x=0.16, y=0.22, w=0.44, h=0.64, xMode="edge", yMode="edge"))
    return made


def _series(block: Block) -> Series:
    """With the values beside the references, for programs that show a chart without reading the sheet."""
    series = Series(idx=0, order=0)
    series.tx = SeriesLabel(strRef=StrRef(f=block.head, strCache=_texts([block.axis])))
    series.cat = AxDataSource(
        strRef=StrRef(f=block.area(second=False), strCache=_texts([one for one, _ in block.pairs]))
    )
    values = [NumVal(idx=at, v=number_text(value)) for at, (_, value) in enumerate(block.pairs)]
    cache = NumData(formatCode=_FORMATS[block.look], ptCount=len(values), pt=values)
    series.val = NumDataSource(numRef=NumRef(f=block.area(second=True), numCache=cache))
    return series


def _texts(texts: list[str]) -> StrData:
    return StrData(ptCount=len(texts), pt=[StrVal(idx=at, v=shown(text)) for at, text in enumerate(texts)])


def _labels(block: Block) -> DataLabelList:
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.numFmt = _FORMATS[block.look]
    labels.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_characters(800)), endParaRPr=_characters(800))])
    return labels


def _characters(size: int, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, latin=Font(typeface=_FONT), ea=Font(typeface=_FONT))
