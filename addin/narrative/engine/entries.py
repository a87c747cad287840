"""标记清单 (entries): every tag of a template with its place, numbered; the numbers stand in the parts as instructions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ...package.problems import PackageProblem
from .problems import ERROR, MOST_PROBLEMS, WARNING, Place, TemplateProblem
from .sandbox import Environment
from .syntax import Fault, check_output, check_statement
from .tags import COMMENT, OUTPUT, Flaw, Tag

#: tags of one template; each takes about a millisecond to compile
MOST_TAGS = 20_000

#: the processing instruction that stands for a tag; parsing removes all others
TARGET = "jixiao"

#: how the value of an output tag is written
TEXT, PLAIN, RAW, ATTRIBUTE = "text", "plain", "raw", "attribute"
RUNS, BLOCKS, PARAGRAPHS = "runs", "blocks", "paragraphs"
SPAN, COLOUR = "span", "colour"

#: problems of tags whose names can be looked at all the same
_UNDERSTOOD = ("filter.unknown", "test.unknown")


@dataclass
class Entry:
    """标记项: one tag at one place.

    Args:
        number: its number in the template.
        tag: what was written.
        place: where.
        part: the name of the part.
        mode: how its value is written.
        before, after: XML around each paragraph that the value makes.
        format: the properties of the run that holds the tag, by name and XML.
        faulty: True when its names cannot be looked at.
    """

    number: int
    tag: Tag
    place: Place
    part: str
    mode: str = TEXT
    before: str = ""
    after: str = ""
    format: tuple[tuple[str, str], ...] = ()
    faulty: bool = False


@dataclass
class Entries:
    """全部标记: of one template, with what is wrong with them."""

    environment: Environment
    items: list[Entry] = field(default_factory=list)
    problems: list[TemplateProblem] = field(default_factory=list)
    _checked: dict[tuple[str, str], list[Fault]] = field(default_factory=dict)

    def add(self, tag: Tag, place: Place, part: str, mode: str = TEXT) -> Entry:
        """登记标记: its syntax is checked.

        Raises:
            PackageProblem: there are more than any report has.
        """
        if len(self.items) == MOST_TAGS:
            raise PackageProblem(
                "template.too-many-tags",
                f"模板里的标记超过 {MOST_TAGS:,} 个，没有处理。请用循环代替重复的标记，或拆成几个模板。",
            )
        entry = Entry(len(self.items), tag, place, part, mode)
        self.items.append(entry)
        # a sign for an object inside a tag is a problem of its own
        if tag.kind != COMMENT and "\ufffc" not in tag.raw:
            for fault in self._faults(tag):
                self.fault(entry, fault)
        return entry

    def _faults(self, tag: Tag) -> list[Fault]:
        key = (tag.kind, tag.body)
        if key not in self._checked:
            check = check_output if tag.kind == OUTPUT else check_statement
            self._checked[key] = check(tag.body, self.environment)
        return self._checked[key]

    def fault(self, entry: Entry, fault: Fault) -> None:
        """记语法问题."""
        self.problem(fault.code, fault.message, entry, fault.name, fault.nearest)

    def flaw(self, flaw: Flaw, place: Place) -> None:
        """记残缺的标记."""
        self._append(
            TemplateProblem(flaw.code, flaw.message, place, flaw.raw, severity=WARNING if flaw.warning else ERROR)
        )

    def problem(self, code: str, message: str, entry: Entry, name: str = "", near: str = "") -> None:
        """记问题: with the tag's place."""
        text = f"标记 {entry.tag.raw} {message}" if entry.tag.raw else message
        entry.faulty = entry.faulty or code not in _UNDERSTOOD
        self._append(TemplateProblem(code, text, entry.place, entry.tag.raw, name, near))

    def _append(self, problem: TemplateProblem) -> None:
        # a text box stands twice in the file, for new and for old programs
        if len(self.problems) < MOST_PROBLEMS and problem not in self.problems:
            self.problems.append(problem)


def mark(entry: Entry) -> Any:
    """占位指令: stands in the tree where the tag was."""
    return etree.ProcessingInstruction(TARGET, str(entry.number))


def number_of(node: Any) -> int | None:
    """占位指令的序号: None for other nodes."""
    if node.tag is etree.ProcessingInstruction and node.target == TARGET and (node.text or "").isdigit():
        return int(node.text)
    return None


def note(text: str) -> Any:
    """内部指令: a guard that is looked at after rendering, see repair."""
    return etree.ProcessingInstruction(TARGET, text)
