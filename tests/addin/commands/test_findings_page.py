"""docs/findings.md lists every code that the commands can give, and no other; checks give only codes they name."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import addin
import addin.commands

PAGE = Path(__file__).parents[3] / "docs" / "findings.md"
FOLDER = Path(addin.commands.__file__).parent
#: findings about a register and about what came back are named where they are made
NAMED_WHERE_MADE = re.compile(r"(?:register|return)\.[a-z][a-z-]*")
RESERVED = {"narrative.mismatch", "narrative.arithmetic"}


def modules():
    for info in pkgutil.walk_packages(addin.commands.__path__, "addin.commands."):
        yield importlib.import_module(info.name)


def declared():
    return {code for module in modules() for code in getattr(module, "CODES", ())}


def texts():
    """Every text in the program, and the constant beginnings of those that are put together."""
    for path in Path(addin.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        pieces = [node.values[0] for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) and node.values]
        begun = {id(piece) for piece in pieces}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node.value, id(node) in begun


def named_where_made():
    return {text for _, text, put_together in texts() if not put_together and NAMED_WHERE_MADE.fullmatch(text)}


def sections():
    text = PAGE.read_text(encoding="utf-8")
    return dict(re.findall(r"^### (\S+)\n(.*?)(?=^#|\Z)", text, re.M | re.S))


def test_the_page_and_the_code_name_the_same_codes():
    assert set(sections()) == declared() | RESERVED | named_where_made()


def test_codes_of_registers_and_returns_are_written_out_so_that_they_can_be_found():
    joined = [(path, text) for path, text, put_together in texts() if put_together]
    assert len(joined) > 100
    assert [one for one in joined if re.fullmatch(r"(?:register|return)\.[a-z-]*", one[1])] == []
    assert len(named_where_made()) > 10


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
    assert used <= declared() | named_where_made()
