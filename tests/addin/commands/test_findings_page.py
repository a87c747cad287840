"""docs/findings.md lists every code that the commands can give, and no other; checks give only codes they name."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import addin.commands

PAGE = Path(__file__).parents[3] / "docs" / "findings.md"
FOLDER = Path(addin.commands.__file__).parent
RESERVED = {"narrative.mismatch", "narrative.arithmetic"}


def modules():
    for info in pkgutil.walk_packages(addin.commands.__path__, "addin.commands."):
        yield importlib.import_module(info.name)


def declared():
    return {code for module in modules() for code in getattr(module, "CODES", ())}


def sections():
    text = PAGE.read_text(encoding="utf-8")
    return dict(re.findall(r"^### (\S+)\n(.*?)(?=^#|\Z)", text, re.M | re.S))


def test_the_page_and_the_code_name_the_same_codes():
    assert set(sections()) == declared() | RESERVED


def test_the_codes_of_the_contract_are_there():
    contract = (
        "rate.mismatch completion.mismatch score.mismatch score.over-weight score.undecided total.mismatch weight.sum "
        "grade.mismatch deviation.missing value.unreadable value.missing value.stale budget.sum unit.differs standard.weight "
        "profile.ambiguous profile.fallback profile.outdated native.undecided narrative.mismatch narrative.arithmetic"
    )
    assert set(contract.split()) <= set(sections())


@pytest.mark.parametrize("code", sorted(set(sections()) - RESERVED))
def test_each_code_says_how_grave_when_an_example_and_what_to_do(code):
    for part in ("- 程度：", "- 何时：", "- 例：", "- 怎么办："):
        assert part in sections()[code]
    assert re.search(r"error|warning|hint", sections()[code])


def test_no_finding_is_made_with_a_code_that_no_module_names():
    pattern = re.compile(r'(?:Finding\(|finding\(|compare\([\w.]+,|Trouble\()\s*"([a-z]+\.[a-z-]+)"')
    used = {code for path in FOLDER.rglob("*.py") for code in pattern.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 20
    assert used <= declared()
