"""Word 模板 (Word template): loaded and compiled once, checked as a whole, rendered many times."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...package.draft import Draft
from ...package.problems import PackageProblem
from ...package.reading import read_file
from .adding import Writer
from .blocks import AddedPart
from .entries import Entries
from .limits import Budget, Limits
from .names import Known, Names, known_names
from .package import as_document, in_words_of_templates, open_template, stories
from .parts import TemplatePart, compile_part, read_part
from .problems import ERROR, TemplateError, TemplateProblem, ValueProblem
from .rendering import Rendering, described, unknown_problems
from .repair import repair
from .sandbox import Environment, environment


@lru_cache(maxsize=1)
def default_environment() -> Environment:
    """默认环境: the built-in filters only."""
    return environment()


class Template:
    """Word 模板.

    ``problems`` lists what is wrong with the tags themselves; ``lint`` adds names that are not known.
    """

    def __init__(self, draft: Draft, name: str, env: Environment) -> None:
        self.name = name
        self._entries = Entries(env)
        self._parts: list[TemplatePart] = []
        for story in stories(draft):
            taken = frozenset(one.id for one in draft.parts.relationships(story.name))
            part = read_part(story, draft.read(story.name), self._entries, draft.path, taken)
            if part is not None:
                self._parts.append(part)
        self.problems: tuple[TemplateProblem, ...] = tuple(self._entries.problems)
        if not any(one.severity == ERROR for one in self.problems):
            for part in self._parts:
                compile_part(part, self._entries)
        self._needed = frozenset(name for part in self._parts if part.compiled for name in part.compiled.needed)
        as_document(draft)
        self._writer = Writer(Draft(draft.to_bytes(), draft.path), [part.name for part in self._parts])

    @classmethod
    def load(
        cls, source: str | os.PathLike[str] | bytes, name: str = "", environment: Environment | None = None
    ) -> Template:
        """读入模板.

        Args:
            source: the file, or its bytes.
            name: for messages; the file's name by default.
            environment: filters and functions, made once by ``environment``.

        Returns:
            the template; faulty tags are in its ``problems``.

        Raises:
            PackageProblem: the file is no .docx or cannot be read.
        """
        if isinstance(source, bytes):
            data, path = source, name
        else:
            data, path = read_file(source), os.fspath(source)
            name = name or Path(source).name
        try:
            return cls(open_template(data, path), name, environment or default_environment())
        except PackageProblem as cause:
            raise in_words_of_templates(cause) from cause

    @property
    def needed(self) -> frozenset[str]:
        """需要的名称: those that the data must have at its top; empty while the template has faulty tags."""
        return self._needed

    @property
    def rendered(self) -> tuple[str, ...]:
        """有标记的部件: those that each document has its own of."""
        return tuple(part.name for part in self._parts)

    def lint(self, known: Known) -> list[TemplateProblem]:
        """检查模板: faulty tags, unknown filters and names, all of them.

        Args:
            known: the names of the data (``年度``, ``单位.名称``, ``项目[].金额``), or Names.

        Returns:
            the problems: first those of the tags themselves, then unknown names; warnings among them. Names are looked
            at in each part whose statements are sound.
        """
        found = list(self.problems)
        names = known_names(known)
        for part in self._parts:
            if part.tree is not None:
                for problem in unknown_problems(part.tree, part.source, names, self._entries):
                    # a text box stands twice in the file, for new and for old programs
                    if problem not in found:
                        found.append(problem)
        return found

    def render(self, context: Mapping[str, Any], limits: Limits = Limits()) -> bytes:  # noqa: B008
        """渲染.

        Args:
            context: the data: text, numbers, dates, lists, mappings, RichText and Blocks.
            limits: what the rendering may cost.

        Returns:
            the .docx file.

        Raises:
            TemplateError: faulty tags, names that the data lacks, values that cannot be shown, limits; all that can be
                found at once, each with its place.
        """
        return self.write(*self.parts(context, limits))

    def write(self, parts: Mapping[str, str], added: Mapping[str, Mapping[str, AddedPart]]) -> bytes:
        """写出: the .docx file of the parts that ``parts`` gave."""
        return self._writer.write({name: text.encode("utf-8") for name, text in parts.items()}, added)

    def parts(
        self,
        context: Mapping[str, Any],
        limits: Limits = Limits(),  # noqa: B008
    ) -> tuple[dict[str, str], dict[str, Mapping[str, AddedPart]]]:
        """渲染各部件, as ``render`` does, without writing the file.

        Returns:
            name -> text of the parts with tags; and for each of them the parts that its values add.

        Raises:
            TemplateError: as ``render``.
        """
        if any(one.severity == ERROR for one in self.problems):
            known = Names.of(context)
            raise TemplateError([one for one in self.lint(known) if one.severity == ERROR], self.name)
        data = dict(context)
        if not self._needed <= data.keys():
            raise TemplateError([one for one in self.lint(Names.of(data)) if one.severity == ERROR], self.name)
        rendering = Rendering(self._entries.items, Budget(limits))
        written: dict[str, str] = {}
        added: dict[str, Mapping[str, AddedPart]] = {}
        for part in self._parts:
            rendering.begin(part.prefix, part.namespaces, part.taken)
            written[part.name] = self._part(part, rendering, data)
            if rendering.added:
                added[part.name] = rendering.added
        if rendering.problems:
            raise TemplateError(rendering.problems, self.name)
        return written, added

    def _part(self, part: TemplatePart, rendering: Rendering, data: dict[str, Any]) -> str:
        assert part.compiled is not None
        env = self._entries.environment
        try:
            text = "".join(part.compiled.root(rendering.context(env, data)))
        except Exception as cause:  # a filter may fail in any way: the user is told where
            raise self._failure(part, rendering, data, cause) from cause
        return repair(text, part.prefix, part.namespaces, part.meeting)

    def _failure(
        self, part: TemplatePart, rendering: Rendering, data: dict[str, Any], cause: Exception
    ) -> TemplateError:
        """What stopped the rendering, with all names that are not there."""
        assert part.compiled is not None
        problem = ValueProblem.of(cause)
        entry = part.compiled.entry(cause, self._entries)
        found = [*rendering.problems, described(entry, problem)]
        if problem.code == "name.unknown":
            unknown = [one for one in self.lint(Names.of(data)) if one.severity == ERROR]
            if unknown:
                found = [one for one in found if one.code != "name.unknown"] + unknown
        return TemplateError(found, self.name)
