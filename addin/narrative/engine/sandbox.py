"""沙箱 (sandbox): the Jinja environment of all templates: values in, text out, nothing else within reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .filters import BUILT_IN
from .limits import MOST_COMPARED, Budget
from .messages import misused
from .output import OUTPUTS
from .problems import ValueProblem
from .values import calculate, exact, is_even, is_number, is_text, kind_of, show, undefined_message

#: control characters that no XML can hold: a document's text can never be taken for a tag
STATEMENT_START, STATEMENT_END, OUTPUT_START, OUTPUT_END = "\x01", "\x02", "\x03", "\x04"

LOOP_FIELDS = frozenset(("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"))
TESTS = frozenset(
    ("defined", "undefined", "none", "even", "odd", "divisibleby", "number", "string", "sequence", "mapping")
)
_SEQUENCES = (list, tuple, str)


class RenderContext(Context):
    """渲染时的数据: also carries the state of the rendering, out of the templates' reach."""

    state: Any
    budget: Budget


class Environment(ImmutableSandboxedEnvironment):
    """环境: made by ``environment``; ``functions`` are those a template may call by name."""

    context_class = RenderContext
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(("+", "-"))

    def __init__(self, public: Mapping[str, Callable[..., Any]], functions: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            block_start_string=STATEMENT_START,
            block_end_string=STATEMENT_END,
            variable_start_string=OUTPUT_START,
            variable_end_string=OUTPUT_END,
            comment_start_string="\x05",
            comment_end_string="\x06",
            autoescape=False,  # each output is escaped by the filter that the compiler puts around it
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            cache_size=0,
        )
        self.public = frozenset(public)
        #: filters that take what is not there
        self.asking = frozenset(name for name, function in public.items() if _takes_undefined(function))
        self.functions = dict(functions)
        self.globals.clear()
        self.tests = {name: self.tests[name] for name in TESTS}
        self.tests.update(
            {"number": is_number, "string": is_text, "even": is_even, "odd": lambda value: not is_even(value)}
        )
        self.filters = {name: _guarded(name, function) for name, function in public.items()}
        self.filters.update(OUTPUTS)
        self.filters["__each"] = _each
        self.filters["__exact"] = _comparable
        self.filters["__counted"] = _counted
        self.filters["__concat"] = _concat
        self.filters["__call"] = _call

    def getattr(self, obj: Any, attribute: str) -> Any:
        """字段: an entry of a mapping, or a field of ``loop``; never an attribute of an object."""
        if type(obj) is dict or isinstance(obj, Mapping):  # the first is what data are, and quick to ask
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if type(obj) is LoopContext and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            raise ValueProblem(undefined_message(obj), "name.unknown")
        return self.undefined(f"{kind_of(obj)}没有“{attribute}”。", obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """下标: an entry of a mapping, an item or a slice of a list or text."""
        if isinstance(obj, Mapping):
            try:
                return obj[argument]
            except (KeyError, TypeError):
                return self.undefined(obj=obj, name=str(argument))
        if isinstance(obj, _SEQUENCES) and isinstance(argument, (int, slice)):
            try:
                return obj[argument]
            except (IndexError, TypeError, ValueError):
                return self.undefined(f"没有第 {argument} 项（从 0 起数，共 {len(obj)} 项）。", obj, "")
        if isinstance(obj, Undefined):
            raise ValueProblem(undefined_message(obj), "name.unknown")
        return self.undefined(f"{kind_of(obj)}不能用方括号取“{argument}”。", obj, "")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """算术: see values.calculate."""
        if operator == "**":
            raise ValueProblem("模板不支持乘方。")
        result = calculate(operator, left, right)
        if isinstance(result, str):
            _budget(context).spend_work(len(result))
        return result

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """正负号."""
        return calculate("+" if operator == "+" else "-", 0, arg)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """属性: never."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """调用: never; the allowed functions go through ``__call``."""
        return False


def environment(
    filters: Mapping[str, Callable[..., Any]] | None = None, functions: Mapping[str, Callable[..., Any]] | None = None
) -> Environment:
    """模板环境: make one, use it for all templates.

    Args:
        filters: name (Chinese names too) -> function of the value and the arguments; they may replace the built-in
            ones. A function that raises ValueProblem, ValueError or ArithmeticError with a Chinese message has it shown
            with the tag's place. Results are text, numbers, lists, mappings, RichText or Blocks.
        functions: what a template may call by name, ``{{ 今天() }}``; none by default.

    >>> sorted(environment({"万元": lambda x: x}).public)[-1]
    '万元'
    """
    for name in (*(filters or {}), *(functions or {})):
        if not name.isidentifier() or name.startswith("_"):
            raise ValueError(f"过滤器或函数的名称不能用于模板：{name!r}")
    return Environment({**BUILT_IN, **(filters or {})}, functions or {})


def _budget(context: Any) -> Budget:
    budget: Budget = context.budget
    return budget


def _takes_undefined(function: Callable[..., Any]) -> bool:
    return function is BUILT_IN["default"] or bool(getattr(function, "takes_undefined", False))


def _guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that says which name was missing, and whose texts count."""
    takes_undefined = _takes_undefined(function)

    @pass_context
    def guarded(context: Any, value: Any, *arguments: Any, **named: Any) -> Any:
        if not takes_undefined:
            for one in (value, *arguments):
                if isinstance(one, Undefined):
                    raise ValueProblem(undefined_message(one), "name.unknown")
        try:
            result = function(value, *arguments, **named)
        except TypeError as cause:
            # most often arguments that the filter does not have
            raise ValueProblem(f"过滤器“{name}”不能这样用：{misused(str(cause))}", "filter.failed") from cause
        context.budget.spend_work(len(result) if isinstance(result, (str, list, tuple)) else 1)
        return result

    guarded.__name__ = name
    return guarded


@pass_context
def _each(context: Any, items: Any, weight: int) -> Any:
    """The items of a loop, counted before it begins."""
    if isinstance(items, Undefined):
        raise ValueProblem(undefined_message(items), "name.unknown")
    if items is None:
        raise ValueProblem("要循环的列表为空值。请核对数据；确可为空的，写成 名称 or []。", "value.missing")
    if not isinstance(items, (list, tuple)):
        if isinstance(items, (str, bytes, Mapping)) or not isinstance(items, Iterable):
            raise ValueProblem(
                f"for 只能对列表循环，这里是{kind_of(items)}。"
                + ("多行文字请用过滤器 lines；" if isinstance(items, str) else "成组的数据请用过滤器 items。")
            )
        items = _taken(items, context.budget.iterations)
    context.budget.loop(len(items), weight)
    return items


def _taken(items: Iterable[Any], limit: int) -> list[Any]:
    found = []
    for one in items:
        found.append(one)
        if len(found) > limit:
            break
    return found


@pass_context
def _comparable(context: Any, value: Any) -> Any:
    """A value to compare: decimals exact, lists counted."""
    return exact(_counted(context, value))


@pass_context
def _counted(context: Any, value: Any) -> Any:
    """A value to compare, a list counted with all that it holds: a list of lists of the same list is small to write and takes for ever to compare."""
    if isinstance(value, (list, tuple, dict)):
        context.budget.spend_comparison(_size(value, MOST_COMPARED))
    return value


def _size(value: Any, limit: int) -> int:
    """How many things a comparison may meet, counted up to a little above the limit."""
    found, waiting = 0, [value]
    while waiting and found <= limit:
        one = waiting.pop()
        inner = one.values() if isinstance(one, dict) else one
        found += len(inner)
        waiting += [below for below in inner if isinstance(below, (list, tuple, dict))]
    return found


@pass_context
def _concat(context: Any, *pieces: Any) -> str:
    texts = [show(one) for one in pieces]
    context.budget.spend_work(sum(map(len, texts)))
    return "".join(texts)


@pass_context
def _call(context: Any, name: str, *arguments: Any) -> Any:
    result = context.environment.functions[name](*arguments)
    context.budget.spend_work(len(result) if isinstance(result, (str, list, tuple)) else 1)
    return result
