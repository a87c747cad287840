"""The tab, the files and the page of the manual name the same buttons."""

from __future__ import annotations

from pathlib import Path

from addin.build.ribbon import load
from addin.buttons import LABELS

PAGE = Path(__file__).resolve().parents[3] / "docs/buttons.md"


def test_the_buttons_of_the_tab_are_those_that_can_be_pressed():
    assert {button.command: button.label for button in load().buttons} == LABELS


def test_every_button_has_its_section_in_the_manual():
    sections = [line[3:].strip() for line in PAGE.read_text("utf-8").splitlines() if line.startswith("## ")]
    assert [label for label in LABELS.values() if label not in sections] == []
