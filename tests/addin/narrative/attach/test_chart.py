"""报告的图: native charts whose figures can be read and edited, in order and unrounded."""

import io
from decimal import Decimal

import openpyxl
import pytest
from lxml import etree

from addin.narrative.attach.blocks import chart_blocks
from addin.narrative.attach.chart import COLOURS, Chart, chart_parts

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART = Chart(
    "预算执行情况",
    "万元",
    ("财政拨款", "=其他资金"),
    (("全年预算数", (Decimal("2026.37"), Decimal("-5"))), ("全年执行数", (Decimal("1998.20"), None))),
)


def cached(series, tag):
    return [point.find(f"{C}v").text for point in series.find(f"{C}{tag}").iter(f"{C}pt")]


def test_the_chart_shows_the_figures_that_were_given():
    root = etree.fromstring(chart_parts(CHART)[0])
    first, second = root.iter(f"{C}ser")
    assert cached(first, "val") == ["2026.37", "-5"]
    assert cached(second, "val") == ["1998.2"]  # what is not known is no 0
    assert cached(first, "cat") == ["财政拨款", "=其他资金"]
    assert cached(first, "tx") == ["全年预算数"]


def test_the_embedded_workbook_holds_the_same_figures():
    sheet = openpyxl.load_workbook(io.BytesIO(chart_parts(CHART)[1])).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows == [["万元", "全年预算数", "全年执行数"], ["财政拨款", 2026.37, 1998.2], ["=其他资金", -5, None]]
    assert sheet["A3"].data_type == "s"  # a label is text, whatever it starts with


def test_colours_differ_in_brightness_so_that_print_tells_them_apart():
    # luminance by ITU-R BT.601
    bright = [0.299 * int(c[:2], 16) + 0.587 * int(c[2:4], 16) + 0.114 * int(c[4:], 16) for c in COLOURS[:3]]
    assert all(later - sooner > 40 for sooner, later in zip(bright, bright[1:], strict=False))


def test_labels_are_chinese_fonts_and_every_bar_carries_its_figure():
    root = etree.fromstring(chart_parts(CHART)[0])
    assert {one.get("val") for one in root.iter(f"{C}showVal")} == {"1"}
    assert {one.get("typeface") for one in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}ea")} == {
        "宋体"
    }


def test_the_drawing_tells_its_figures_to_those_who_cannot_see_it():
    blocks = chart_blocks(CHART)
    assert "财政拨款：全年预算数 2026.37 万元，全年执行数 1998.20 万元" in blocks.xml
    assert blocks.text.splitlines()[0] == "预算执行情况"
    assert len(blocks.parts) == 1
    assert blocks.parts[0].related[0].data == chart_parts(CHART)[1]


def test_values_that_do_not_match_the_labels_are_refused():
    with pytest.raises(ValueError, match="应有 2 个数，现有 1 个"):
        Chart("图", "", ("甲", "乙"), (("数", (Decimal(1),)),))


def test_two_builds_are_the_same_bytes():
    assert chart_parts(CHART) == chart_parts(CHART)
