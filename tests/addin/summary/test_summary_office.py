"""汇总簿在表格软件里: opened, computed, filtered and printed by the real LibreOffice, in one start for all."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from support.office import WHY_NO_OFFICE, Office
from support.summary_results import county

from addin.summary import write_summary

pytestmark = [pytest.mark.soffice, pytest.mark.skipif(bool(WHY_NO_OFFICE), reason=WHY_NO_OFFICE)]

_SEEN = """
document = load(data["file"])
document.calculateAll()
sheets = {sheet.Name: sheet for sheet in document.Sheets}
units = sheets["单位明细"]

def shown(sheet, address):
    return sheet.getCellRangeByName(address).String

def fields(sheet):
    cells = sheet.getCellRangeByName("P5:P34")
    found = []
    for row in range(30):
        texts = cells.getCellByPosition(0, row).TextFields
        found += [texts.getByIndex(at).URL for at in range(texts.Count)]
    return found

answer = {
    "names": list(sheets),
    "sums": [shown(units, address) for address in ("B3", "I3", "J3", "K3")],
    "charts": [
        [chart.EmbeddedObject.Title.String, len(chart.EmbeddedObject.FirstDiagram.CoordinateSystems[0].ChartTypes[0].DataSeries)]
        for chart in (sheets["汇总情况"].Charts.getByIndex(at) for at in range(sheets["汇总情况"].Charts.Count))
    ],
    "filters": sorted(one.Name for one in (document.DatabaseRanges.getByIndex(at) for at in range(document.DatabaseRanges.Count)) if one.AutoFilter),
    "titles": units.PrintTitleRows and [units.TitleRows.StartRow, units.TitleRows.EndRow],
    "links": fields(units),
    "moments": [shown(sheets["不予计入"], "G4")],
    "formula": [sheets["不予计入"].getCellRangeByName("C10").Formula, sheets["不予计入"].getCellRangeByName("C10").String],
    "errors": [
        [name, cells.getByIndex(at).AbsoluteName] for name, sheet in sheets.items()
        for cells in [sheet.queryContentCells(16)] for at in range(cells.Count)
        if any(cell != "" and str(cell).startswith("#") for row in cells.getByIndex(at).DataArray for cell in row)
    ],
}
# a filter on the state: the line of sums follows
ranges = document.DatabaseRanges
one = next(ranges.getByIndex(at) for at in range(ranges.Count) if ranges.getByIndex(at).DataArea.Sheet == 2)
descriptor = one.getFilterDescriptor()
field = __import__("uno").createUnoStruct("com.sun.star.sheet.TableFilterField")
from com.sun.star.sheet.FilterOperator import EQUAL
field.Field, field.IsNumeric, field.StringValue, field.Operator = 3, False, "云岭县教育局", EQUAL
descriptor.setFilterFields((field,))
one.refresh()
document.calculateAll()
answer["filtered"] = [shown(units, address) for address in ("B3", "I3")]
descriptor.setFilterFields(())
one.refresh()
save(document, data["pdf"])
close(document)
"""


def test_the_summary_opens_computes_filters_and_prints(tmp_path):
    folder = tmp_path / "县财政局 汇总"
    folder.mkdir()
    result = county()
    target = folder / "汇总 表.xlsx"
    write_summary(result, target)
    for file in result.files:
        place = folder / file.link
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    pdf = folder / "打印.pdf"
    with Office(tmp_path) as office:
        seen = office.run(_SEEN, file=str(target), pdf=str(pdf))

    total = result.whole.headline
    assert seen["names"][:3] == ["汇总情况", "分级汇总", "单位明细"]
    assert seen["errors"] == []
    # the program's own sums are those that were written
    assert seen["sums"] == ["30", f"{total.budget:,.2f}", f"{total.executed:,.2f}", f"{total.rate:.2%}"]
    schools = [one for one in result.units if one.parent == "0010"]
    assert seen["filtered"] == [str(len(schools)), f"{sum(one.budget or 0 for one in schools):,.2f}"]
    assert [title for title, _ in seen["charts"]] == [
        "等级分布", "支出结构（自评表，按性质）", "支出结构（决算，按性质）", "支出结构（决算，按功能分类）", "各单位预算执行率", "各单位自评得分",
    ]  # fmt: skip
    assert {series for _, series in seen["charts"]} == {1}
    assert len(seen["filters"]) >= 10
    assert seen["titles"] == [0, 3]
    assert seen["formula"] == ["=HYPERLINK(1)_来路不明.xlsx", "=HYPERLINK(1)_来路不明.xlsx"] or seen["formula"][
        1
    ].startswith("=HYPERLINK(1)_")
    files = {Path(unquote(urlparse(url).path)) for url in seen["links"]}
    assert len(files) == 27
    assert all(path.is_file() for path in files)
    # a moment is not a minute early for being stored as a fraction of a day
    assert seen["moments"] == ["2025-03-08 10:10"]
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    pages = text.split("\f")[:-1]
    assert "第1页共" in "".join(pages[0].split())
    # heads are repeated: every page of the list of findings has them
    findings = [page for page in pages if "问题和怎么办" in page]
    assert len(findings) >= 2
