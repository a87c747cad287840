"""报告模板引擎 (template engine): Jinja over Word documents that people write in Word or WPS, in a sandbox.

See docs/report-templates.md for how templates are written.
"""

from __future__ import annotations

from .blocks import AddedPart, Blocks, RichText, Run
from .limits import Limits
from .names import Names
from .problems import Place, TemplateError, TemplateProblem, ValueProblem
from .sandbox import Environment, environment
from .template import Template
from .text import TextTemplate, render_text

__all__ = [
    "AddedPart",
    "Blocks",
    "Environment",
    "Limits",
    "Names",
    "Place",
    "RichText",
    "Run",
    "Template",
    "TemplateError",
    "TemplateProblem",
    "TextTemplate",
    "ValueProblem",
    "environment",
    "render_text",
]
