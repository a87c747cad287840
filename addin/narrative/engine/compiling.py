"""编译 (compiling): a part's source checked once more as a whole, made countable and exact, and compiled once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from .entries import Entries, Entry
from .output import OUTPUTS
from .sandbox import Environment
from .scope import needed_names
from .source import Source
from .syntax import faults

_CODE = "<模板>"


@dataclass(frozen=True)
class Compiled:
    """编译好的部件.

    Args:
        root: the compiled function: a context in, pieces of text out.
        needed: the names that the data must have.
        source: for finding the tag of a line.
    """

    root: Callable[[Any], Iterator[str]]
    needed: frozenset[str]
    source: Source
    module: JinjaTemplate

    def entry(self, error: BaseException, entries: Entries) -> Entry | None:
        """出错的标记: where in the template an error came from."""
        line = 0
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == _CODE:
                line = trace.tb_lineno
            trace = trace.tb_next
        return self.source.entry(self.module.get_corresponding_lineno(line), entries) if line else None


def parse_source(source: Source, environment: Environment) -> nodes.Template | None:
    """语法树: for looking at names; None when statements are faulty."""
    return None if source.broken else environment.parse(source.text)


def compile_source(source: Source, tree: nodes.Template, environment: Environment) -> Compiled:
    """编译.

    Args:
        source: of a part whose tags are all sound.
        tree: its tree; it is changed, its names stay.
        environment: the sandbox.

    Raises:
        AssertionError: the whole holds something that its tags, checked one by one, did not.
    """
    found = list(faults(tree, environment, internal=frozenset(OUTPUTS)))
    if found:
        raise AssertionError(f"模板整体含有不允许的写法：{found[0].message}")
    counted = _Rewriter().visit(tree)
    code = environment.compile(counted, None, _CODE)
    module = JinjaTemplate.from_code(environment, code, {})
    needed = frozenset(needed_names(counted, environment.asking))
    return Compiled(module.root_render_func, needed, source, module)


class _Rewriter(NodeTransformer):
    """Loops that count, joining that is bounded, comparisons of exact decimals, calls of listed functions only."""

    def visit_For(self, node: nodes.For) -> Any:
        weight = sum(len(one.data) for one in _data(node.body))
        self.generic_visit(node)
        node.iter = _filter(node.iter, "__each", nodes.Const(weight, lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> Any:
        self.generic_visit(node)
        return _filter(node.nodes[0], "__concat", *node.nodes[1:])

    def visit_Compare(self, node: nodes.Compare) -> Any:
        self.generic_visit(node)
        # a decimal is not found in a list of floats
        counted = _counted if any(operand.op in ("in", "notin") for operand in node.ops) else _exact
        node.expr = counted(node.expr)
        for operand in node.ops:
            operand.expr = counted(operand.expr)
        return node

    def visit_Call(self, node: nodes.Call) -> Any:
        self.generic_visit(node)
        assert isinstance(node.node, nodes.Name)
        return _filter(nodes.Const(node.node.name, lineno=node.lineno), "__call", *node.args)


def _exact(node: nodes.Expr) -> nodes.Expr:
    if isinstance(node, nodes.Const) and not isinstance(node.value, float):
        return node
    return _filter(node, "__exact")


def _counted(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filter(node, "__counted")


def _filter(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(
        node,
        name,
        list(arguments),
        [],
        None,
        None,
        lineno=node.lineno,
    )


def _data(body: list[nodes.Node]) -> Iterator[nodes.TemplateData]:
    """The constant text of a loop's body, inner loops aside: they count their own."""
    for node in body:
        if isinstance(node, nodes.TemplateData):
            yield node
        elif not isinstance(node, nodes.For):
            yield from _data(list(node.iter_child_nodes()))
