"""一次渲染 (a rendering): what it has left to spend, what went wrong, and the parts that its values add."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

from .blocks import FRESH_NUMBER, AddedPart, Blocks, without_declarations
from .entries import Entries, Entry
from .limits import Budget
from .names import Names
from .problems import TemplateProblem, ValueProblem
from .sandbox import Environment, RenderContext
from .scope import unknown_names
from .source import Source

#: drawings and bookmarks of templates have smaller numbers
_FIRST_FRESH = 100_001
_MAX_PROBLEMS = 200


class Rendering:
    """渲染状态: of one call of ``Template.render``; one for all parts.

    Args:
        entries: the tags of the template.
        budget: what the rendering may cost.
    """

    __slots__ = ("_number", "_seen", "added", "budget", "entries", "namespaces", "prefix", "problems", "taken")

    def __init__(self, entries: list[Entry], budget: Budget) -> None:
        self.entries = entries
        self.budget = budget
        self.problems: list[TemplateProblem] = []
        #: parts to add for the part that is being rendered: relationship ids -> part
        self.added: dict[str, AddedPart] = {}
        self.prefix = ""
        self.namespaces: Mapping[Any, str] = {}
        self.taken: frozenset[str] = frozenset()
        self._number = _FIRST_FRESH
        self._seen: set[tuple[int, str]] = set()

    def begin(self, prefix: str, namespaces: Mapping[Any, str], taken: frozenset[str]) -> None:
        """开始一个部件.

        Args:
            prefix: of Word's namespace. namespaces: declared by the root. taken: the ids of the part's relationships.
        """
        self.prefix, self.namespaces, self.taken, self.added = prefix, namespaces, taken, {}

    def context(self, environment: Environment, data: dict[str, Any]) -> RenderContext:
        """数据上下文."""
        context = RenderContext(environment, data, None, {})
        context.state = self
        context.budget = self.budget
        return context

    def failed(self, number: int, problem: ValueProblem) -> None:
        """记问题: once for each tag and message, however many rounds a loop has."""
        key = (number, problem.message)
        if key in self._seen or len(self._seen) >= _MAX_PROBLEMS:
            return
        self._seen.add(key)
        self.problems.append(described(self.entries[number], problem))

    def fresh(self) -> int:
        """新编号."""
        self._number += 1
        return self._number

    def placed(self, value: Blocks) -> str:
        """放入成块内容: its XML with fresh numbers, and relationships to its parts."""
        xml = without_declarations(value.xml, self.namespaces)
        for part in value.parts:
            xml = xml.replace(f'"{part.key}"', f'"{self._relationship(part)}"')
        while f'"{FRESH_NUMBER}"' in xml:
            xml = xml.replace(f'"{FRESH_NUMBER}"', f'"{self.fresh()}"', 1)
        return xml

    def _relationship(self, part: AddedPart) -> str:
        for id_, present in self.added.items():
            if present == part:
                return id_
        number = 1
        while f"rIdJx{number}" in self.added or f"rIdJx{number}" in self.taken:
            number += 1
        self.added[f"rIdJx{number}"] = part
        return f"rIdJx{number}"


def described(entry: Entry | None, problem: ValueProblem) -> TemplateProblem:
    """带位置的问题."""
    if entry is None:
        return TemplateProblem(problem.code, problem.message)
    return TemplateProblem(problem.code, f"标记 {entry.tag.raw} {problem.message}", entry.place, entry.tag.raw)


def unknown_problems(tree: nodes.Template, source: Source, known: Names, entries: Entries) -> list[TemplateProblem]:
    """未知名称的问题: those of one part, each with its place and the nearest known name."""
    found = []
    for one in unknown_names(tree, known, entries.environment.asking):
        entry = source.entry(one.line, entries)
        assert entry is not None
        if one.path.partition(".")[0] == "loop":
            message = f"标记 {entry.tag.raw} 只能写在 for 循环里面。"
            found.append(TemplateProblem("name.unknown", message, entry.place, entry.tag.raw, one.path))
            continue
        hint = f"最接近的是“{one.nearest}”。" if one.nearest else "请核对名称，或在数据中补上。"
        message = f"标记 {entry.tag.raw} 用了“{one.path}”，数据里没有这个名称。{hint}"
        found.append(TemplateProblem("name.unknown", message, entry.place, entry.tag.raw, one.path, one.nearest))
    return found
