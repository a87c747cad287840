"""名称的作用范围 (scope): which names a template takes from its data, checked against those that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from .names import Names, nearest

_LOOP = Names(None)


@dataclass(frozen=True)
class Unknown:
    """未知名称: ``path`` as written (``单位.名成``), the line of its tag, and the nearest known name."""

    path: str
    name: str
    line: int
    nearest: str


class _Scope:
    """Names of one block; a loop's names end with it."""

    def __init__(self, own: dict[str, Names | None], outer: _Scope | None = None) -> None:
        self.own, self.outer = own, outer

    def find(self, name: str) -> tuple[bool, Names | None]:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.own:
                return True, scope.own[name]
            scope = scope.outer
        return False, None

    def all(self) -> set[str]:
        return set(self.own) | (self.outer.all() if self.outer else set())


def unknown_names(tree: nodes.Template, known: Names, asking: frozenset[str]) -> list[Unknown]:
    """未知名称: in the order of the template.

    Args:
        tree: the template.
        known: the names of the data.
        asking: the filters that take what is not there (``default``): a name in front of one of them is not unknown,
            nor is one that the template asks about with ``is defined``.
    """
    found: list[Unknown] = []
    _Checker(found.append, asking).block(tree.body, _Scope(dict(known.fields or {})))
    return found


def needed_names(tree: nodes.Template, asking: frozenset[str]) -> set[str]:
    """模板需要的名称: those at the top of the data."""
    return {one.name for one in unknown_names(tree, Names({}), asking) if one.path == one.name}


class _Checker:
    def __init__(self, report: Callable[[Unknown], None], asking: frozenset[str]) -> None:
        self.report, self.asking = report, asking

    def block(self, body: list[nodes.Node], scope: _Scope) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: _Scope) -> None:
        if isinstance(node, nodes.For):
            self._for(node, scope)
        elif isinstance(node, nodes.If):
            self.value(node.test, scope)
            asked = {name: None for name in _asked(node.test) if not scope.find(name)[0]}
            if asked:
                # set inside an if is seen behind it, so the scope is the same one for the names that are set
                scope.own.update(asked)
            self.block(node.body, scope)
            for name in asked:
                scope.own.pop(name, None)
            for branch in node.elif_:
                self.statement(branch, scope)
            self.block(node.else_, scope)
        elif isinstance(node, nodes.Assign):
            shape = self.value(node.node, scope)
            for name in _targets(node.target):
                scope.own[name] = shape if isinstance(node.target, nodes.Name) else None
        else:
            for child in node.iter_child_nodes():
                self.value(child, scope)

    def _for(self, node: nodes.For, scope: _Scope) -> None:
        shape = self.value(node.iter, scope)
        item = shape.item if shape is not None else None
        own: dict[str, Names | None] = {"loop": _LOOP}
        for name in _targets(node.target):
            own[name] = item if isinstance(node.target, nodes.Name) else None
        inner = _Scope(own, scope)
        if node.test is not None:
            self.value(node.test, inner)
        self.block(node.body, inner)
        self.block(node.else_, _Scope({}, scope))

    def value(self, node: nodes.Node, scope: _Scope) -> Names | None:
        """Check one expression; what is known of its fields."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, (nodes.Getattr, nodes.Getitem)):
            return self._field(node, scope)
        if isinstance(node, (nodes.Test, nodes.Filter)) and self._asks(node):
            for child in list(node.iter_child_nodes())[1:]:
                self.value(child, scope)
            # whether it is there is the question; what it hangs on must be known
            inner = node.node
            while isinstance(inner, (nodes.Getattr, nodes.Getitem)):
                inner = inner.node
            if inner is not node.node and not (isinstance(inner, nodes.Name) and not scope.find(inner.name)[0]):
                self.value(inner, scope)  # type: ignore[arg-type]
            return None
        if isinstance(node, nodes.Filter) and node.name in ("__each", "__exact", "__counted") and node.node is not None:
            return self.value(node.node, scope)
        shapes = [self.value(child, scope) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Or) and shapes:
            return shapes[0]
        return None

    def _asks(self, node: nodes.Test | nodes.Filter) -> bool:
        return node.name in (("defined", "undefined") if isinstance(node, nodes.Test) else self.asking)

    def _name(self, node: nodes.Name, scope: _Scope) -> Names | None:
        known, shape = scope.find(node.name)
        if not known:
            self.report(Unknown(node.name, node.name, node.lineno, nearest(node.name, scope.all())))
        return shape

    def _field(self, node: nodes.Getattr | nodes.Getitem, scope: _Scope) -> Names | None:
        below = self.value(node.node, scope)
        if isinstance(node, nodes.Getitem):
            if not isinstance(node.arg, nodes.Const):
                self.value(node.arg, scope)
                return None
            name = node.arg.value
        else:
            name = node.attr
        if below is None or below is _LOOP:
            return None
        if isinstance(name, int):
            return below.item
        if below.fields is None or not isinstance(name, str):
            return None
        if name not in below.fields:
            path = f"{_path(node.node)}.{name}"
            self.report(Unknown(path, name, node.lineno, nearest(name, below.fields)))
            return None
        return below.fields[name]


def _asked(test: nodes.Node) -> Iterator[str]:
    """The names that an ``if`` makes sure of: ``is defined``, alone or joined by ``and``."""
    if isinstance(test, nodes.Test) and test.name == "defined" and isinstance(test.node, nodes.Name):
        yield test.node.name
    elif isinstance(test, nodes.And):
        yield from _asked(test.left)
        yield from _asked(test.right)


def _targets(target: nodes.Node) -> Iterator[str]:
    if isinstance(target, nodes.Name):
        yield target.name
    else:
        for child in target.iter_child_nodes():
            yield from _targets(child)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_path(node.node)}.{node.arg.value}"
    return "…"
