"""The pages about forms name labels that the lexicon really knows."""

import re
from pathlib import Path

import pytest

from addin.forms.lexicon import lexicon

PAGES = Path(__file__).resolve().parents[3] / "docs" / "forms"
_LABEL = re.compile(r"`([^`\n]*[\u4e00-\u9fff][^`\n]*)`")


def rows_of_tables(text):
    return [line for line in text.splitlines() if re.match(r"\| [a-z_0-9]+ \|", line)]


def test_every_label_in_the_tables_of_heads_is_bound_to_the_field_of_its_row():
    text = (PAGES / "README.md").read_text(encoding="utf-8")
    indicator, money = text.split("资金表：\n")[0], text.split("资金表：\n")[1]
    for section, part in ((lexicon().indicator, indicator), (lexicon().money, money)):
        rows = rows_of_tables(part)
        assert rows
        for line in rows:
            field = line.split("|")[1].strip()
            for label in _LABEL.findall(line):
                assert section.find(label).field == field, label


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_every_label_on_a_page_means_something(page):
    for label in re.findall(r"(?<!`)`([\u4e00-\u9fff（）/A-Z㎡]+)`(?!`)", page.read_text(encoding="utf-8")):
        assert lexicon().knows(label), f"{page.name}: {label}"


def test_each_kind_has_its_page():
    from addin.forms.accounts_model import ACCOUNTS
    from addin.forms.model import KINDS
    from addin.forms.plans_model import PLANS

    # pictures.md shows the forms of the packs
    assert {page.stem for page in PAGES.glob("*.md")} - {"pictures"} == {"README", ACCOUNTS, *KINDS, *PLANS}
