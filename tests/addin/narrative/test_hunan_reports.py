"""湖南四份公开报告：正文中能由所附表格算出的数，逐个算出来对照."""

import os
from decimal import Decimal
from pathlib import Path

import pytest
import tomllib
from support.report_books import ROOT

from addin.hosts.files import read
from addin.narrative.data.context import read_names
from addin.narrative.engine import render_text
from addin.narrative.environment import report_environment
from addin.narrative.marks import plain

SEEDS = Path(os.environ.get("JIXIAO_CORPUS") or ROOT.parent / "shared" / "corpus").parent / "seeds"
REPORTS = tomllib.loads(Path(__file__).with_name("hunan_figures.toml").read_text("utf-8"))["reports"]
EVERY = [
    pytest.param(report, figure, id=f"{report['name']} {number} {figure['printed']}")
    for report in REPORTS
    for number, figure in enumerate(report["figures"], 1)
]


@pytest.fixture(scope="module")
def names() -> dict:
    """名称树 of each report's workbooks together."""
    found = {}
    for report in REPORTS:
        tree: dict = {}
        for workbook in report["workbooks"]:
            for name, value in read_names(read(ROOT / "workbooks" / workbook)).names.items():
                tree.setdefault(name, value)
        found[report["name"]] = tree
    return found


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").removesuffix("%"))


@pytest.mark.parametrize(("report", "figure"), EVERY)
def test_a_printed_figure_follows_from_the_tables(names: dict, report: dict, figure: dict) -> None:
    shown = plain(render_text("{{ " + figure["shown"] + " }}", names[report["name"]], report_environment()))
    expected = figure.get("ours", figure["printed"])
    assert number(shown) == number(expected)
    assert shown.endswith("%") == expected.endswith("%")
    assert ("slip" in figure) == ("ours" in figure) == (number(shown) != number(figure["printed"]))


def test_the_words_stand_in_the_published_reports() -> None:
    if not SEEDS.is_dir():
        pytest.skip("公开文本不在手边（设置环境变量 JIXIAO_CORPUS 指明样本的位置）")
    texts = [path.read_text("utf-8") for path in SEEDS.glob("*.txt")]
    for report in REPORTS:
        text = next(text for text in texts if report["mark"] in text)
        bare = "".join(text.split())
        for figure in report["figures"]:
            assert "".join(figure["words"].split()) in bare
            assert figure["printed"] in figure["words"]


def test_the_slips_are_told_on_the_page_of_published_narratives() -> None:
    page = (ROOT / "docs" / "published-narratives.md").read_text("utf-8")
    for report in REPORTS:
        for figure in report["figures"]:
            if "slip" in figure:
                assert figure["slip"] in page
