"""The manual's function pages: one for each function, one template, and every example runs."""

import re
from pathlib import Path

import pytest

from udfs.core.errors import CellError
from udfs.registry import functions

PAGES = Path(__file__).resolve().parents[2] / "docs" / "functions"
SECTIONS = ["用途", "语法", "参数", "返回", "错误", "示例", "依据", "宿主差异"]
ITEM = re.compile(r'\{[^}]*\}|"[^"]*"|[^,{}"]+')


def page(found):
    return (PAGES / f"{found.name}.md").read_text(encoding="utf-8")


def value(text):
    """An argument of a formula: "text", a number, or {a;b} as a column."""
    text = text.strip()
    if text.startswith("{"):
        return [[value(part)] for part in text[1:-1].split(";")]
    return text[1:-1] if text.startswith('"') else float(text)


def examples():
    for found in functions():
        for formula, shown in re.findall(r"^\| `=(.+)` \| (.+?) \|", page(found), re.M):
            yield pytest.param(found, formula, shown, id=formula[:60])


def test_there_is_a_page_for_each_function_and_no_other():
    assert sorted(path.stem for path in PAGES.glob("*.md")) == [found.name for found in functions()]


@pytest.mark.parametrize("found", functions(), ids=lambda found: found.name)
def test_the_page_follows_the_template_and_names_every_argument(found):
    text = page(found)
    assert re.findall(r"^## (.+)$", text, re.M) == SECTIONS
    assert text.startswith(f"# {found.name} {found.title}\n")
    assert f"`={found.signature}`" in text
    for argument in found.arguments:
        needed = "否" if argument.optional else "是"
        assert f"| `{argument.name}` | {argument.title} | {needed} | {argument.help} |" in text


@pytest.mark.parametrize(("found", "formula", "shown"), list(examples()))
def test_the_example_gives_what_the_page_says(found, formula, shown):
    name, arguments = re.fullmatch(r"(\w+)\((.*)\)", formula).groups()
    assert name == found.name
    result = found(*[value(item) for item in ITEM.findall(arguments)])
    if isinstance(result, CellError):
        assert result.code == shown
    elif shown.endswith("…"):
        assert result.startswith(shown[:-1])
    else:
        assert result == (float(shown) if isinstance(result, float) else shown)
