"""纯文本模板 (text templates): ``.txt`` and ``.md`` with the same tags, in the same sandbox.

A line that holds nothing but statements or comments takes no line in the result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .compiling import Compiled, compile_source, parse_source
from .entries import RAW, Entries
from .limits import Budget, Limits
from .names import Known, Names, known_names
from .problems import ERROR, Place, TemplateError, TemplateProblem, ValueProblem
from .rendering import Rendering, described, unknown_problems
from .sandbox import Environment
from .source import Source, write_text
from .structure import check_sequence
from .tags import COMMENT, OUTPUT, scan
from .word import words

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class TextTemplate:
    """纯文本模板: checked and compiled once, rendered many times.

    Args:
        source: the text.
        env: the sandbox.
        name: for messages.
    """

    def __init__(self, source: str, env: Environment, name: str = "") -> None:
        self.name = name
        self._entries = Entries(env)
        self._source = self._read(_CONTROL.sub("", source.removeprefix("\ufeff")))
        self.problems: tuple[TemplateProblem, ...] = tuple(self._entries.problems)
        self._tree = parse_source(self._source, env)
        self._compiled: Compiled | None = None
        if self._tree is not None and not self._errors(self.problems):
            self._compiled = compile_source(self._source, self._tree, env)

    def _read(self, text: str) -> Source:
        pieces: list[str | int] = []
        for number, line in enumerate(re.split(r"(?<=\n)", text.replace("\r\n", "\n").replace("\r", "\n")), 1):
            tags, flaws = scan(line)
            place = Place("", number, words(line))
            for flaw in flaws:
                self._entries.flaw(flaw, place)
            at = 0
            own: list[str | int] = []
            for tag in tags:
                entry = self._entries.add(tag, place, "", RAW)
                own += [line[at : tag.start], entry.number]
                at = tag.end
            own.append(line[at:])
            if any(tag.kind != OUTPUT for tag in tags) and all(tag.kind != OUTPUT for tag in tags):
                words_left = "".join(one for one in own if isinstance(one, str))
                if not words_left.strip():
                    own = [one for one in own if not isinstance(one, str)]
            pieces += own
        listed = [self._entries.items[one] for one in pieces if isinstance(one, int)]
        check_sequence([entry for entry in listed if entry.tag.kind not in (OUTPUT, COMMENT)], self._entries)
        return write_text(pieces, self._entries)

    @staticmethod
    def _errors(problems: Any) -> list[TemplateProblem]:
        return [one for one in problems if one.severity == ERROR]

    @property
    def needed(self) -> frozenset[str]:
        """需要的名称: as Template.needed."""
        return self._compiled.needed if self._compiled is not None else frozenset()

    def lint(self, known: Known) -> list[TemplateProblem]:
        """检查模板: as Template.lint."""
        found = list(self.problems)
        if self._tree is not None:
            found += unknown_problems(self._tree, self._source, known_names(known), self._entries)
        return found

    def render(self, context: Mapping[str, Any], limits: Limits = Limits()) -> str:  # noqa: B008
        """渲染.

        Raises:
            TemplateError: as Template.render.
        """
        if self._compiled is None:
            raise TemplateError(self._errors(self.lint(Names.of(context))), self.name)
        data = dict(context)
        if not self._compiled.needed <= data.keys():
            raise TemplateError(self._errors(self.lint(Names.of(data))), self.name)
        rendering = Rendering(self._entries.items, Budget(limits))
        try:
            text = "".join(self._compiled.root(rendering.context(self._entries.environment, data)))
        except Exception as cause:  # a filter may fail in any way: the user is told where
            unknown = self._errors(self.lint(Names.of(data)))
            entry = self._compiled.entry(cause, self._entries)
            found = unknown or [*rendering.problems, described(entry, ValueProblem.of(cause))]
            raise TemplateError(found, self.name) from cause
        if rendering.problems:
            raise TemplateError(rendering.problems, self.name)
        return text


def render_text(
    source: str,
    context: Mapping[str, Any],
    environment: Environment | None = None,
    limits: Limits = Limits(),  # noqa: B008
) -> str:
    """渲染文本: once; for many times keep a TextTemplate.

    >>> render_text("{% for 项 in 明细 %}\\n{{ loop.index }}. {{ 项 }}\\n{% endfor %}\\n共{{ 明细|length }}项", {"明细": ["甲", "乙"]})
    '1. 甲\\n2. 乙\\n共2项'
    """
    from .template import default_environment

    return TextTemplate(source, environment or default_environment()).render(context, limits)
