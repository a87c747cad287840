"""The coverage page is made from the rules and is current."""

from pathlib import Path

from udfs.core.rules import all_profiles
from udfs.core.rules_page import main, page

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_the_page_is_current():
    written = (DOCS / "profiles.md").read_text(encoding="utf-8")
    assert written == page(all_profiles()), "规则已改，请运行 python -m udfs.core.rules_page docs/profiles.md"


def test_every_profile_says_years_sources_and_what_is_unverified():
    text = page(all_profiles())
    for profile in all_profiles():
        for word in (profile.id, profile.alias, profile.title, profile.years, profile.execution.source.text):
            assert word in text
    assert text.count("整个方案未经证实") == 1


def test_the_page_for_adding_a_rule_shows_a_file_that_exists():
    text = (DOCS / "adding-a-rule.md").read_text(encoding="utf-8")
    for word in (
        "udfs/rules/cn/hunan/hengyang-2024.toml",
        "tests/udfs/rules/cn/hunan/test_hengyang_2024.py",
        "rules_page",
    ):
        assert word in text
        if "/" in word:
            assert (DOCS.parent / word).is_file()


def test_the_command_writes_the_file_or_prints_it(tmp_path, capsys):
    target = tmp_path / "规则 一览.md"
    assert main([str(target)]) == 0
    assert main([]) == 0
    assert capsys.readouterr().out == target.read_text(encoding="utf-8")
