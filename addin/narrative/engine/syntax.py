"""标记的语法 (syntax of tags): each tag parsed by itself, so that every fault has its place, against a list of what is allowed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from .messages import translated
from .names import nearest
from .sandbox import LOOP_FIELDS, OUTPUT_END, OUTPUT_START, STATEMENT_END, STATEMENT_START, TESTS, Environment

OPENERS = {"for": "endfor", "if": "endif"}
MIDDLES = {"elif": ("if",), "else": ("if", "for")}
CLOSERS = {"endfor": "for", "endif": "if"}
SINGLE = ("set",)
#: tags of docxtpl that change the cell they stand in
CELL_WORDS = ("vm", "colspan", "cellbg")
#: statements of Jinja that reach beyond the template or hide what it does
_REFUSED = frozenset(
    (
        "include", "import", "from", "extends", "block", "endblock", "macro", "endmacro", "call", "endcall", "filter",
        "endfilter", "with", "endwith", "do", "autoescape", "endautoescape", "raw", "endraw", "trans", "endtrans", "print",
        "break", "continue", "debug", "required", "scoped", "endset",
    )
)  # fmt: skip
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair,
    nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Concat, nodes.Compare,
    nodes.Operand, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Not, nodes.And, nodes.Or,
    nodes.Neg, nodes.Pos, nodes.If, nodes.For, nodes.Assign, nodes.Keyword, nodes.Call,
)  # fmt: skip
_SPECIAL_NAMES = frozenset(("self", "super", "caller", "varargs", "kwargs"))
_KEYWORD = re.compile(r"[-+]?\s*([^\W\d]\w*)")
_MAX_DIGITS = 30
_MAX_DEPTH = 40
#: quoted texts as a whole, single quotes, brackets
_PAIRED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[\"'()\[\]{}]", re.DOTALL)
_PARTNERS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Fault:
    """语法问题: a message without its place."""

    code: str
    message: str
    name: str = ""
    nearest: str = ""


_TOO_DEEP = Fault("tag.syntax", "括号或运算嵌套太深。请用 {% set %} 拆开。")


def keyword(body: str) -> str:
    """语句的关键字: "" when there is none."""
    found = _KEYWORD.match(body)
    return found.group(1) if found else ""


def check_output(body: str, environment: Environment) -> list[Fault]:
    """检查输出标记."""
    if not body:
        return [Fault("tag.empty", "标记是空的。请写上要填的数据名称，如 {{ 单位名称 }}。")]
    return _trimmed(body) or _check(body, f"{OUTPUT_START} {body} \n{OUTPUT_END}", environment)


def check_statement(body: str, environment: Environment) -> list[Fault]:
    """检查语句标记: for, if, elif, else, set and their ends."""
    trimmed = _trimmed(body)
    if trimmed:
        return trimmed
    word = keyword(body)
    rest = body[len(word) :].strip()
    if word in CLOSERS or word == "else":
        return [Fault("tag.syntax", f"{word} 后面不应有内容：“{rest}”。")] if rest else []
    if word in OPENERS:
        source = f"{_statement(body)}{_statement(OPENERS[word])}"
    elif word == "elif":
        source = f"{_statement('if 1')}{_statement(body)}{_statement('endif')}"
    elif word == "set":
        if "=" not in body:
            return [Fault("tag.syntax", "set 须写成 {% set 名称 = 值 %}。")]
        source = _statement(body)
    elif word == "vm":
        return [Fault("tag.syntax", f"vm 后面不应有内容：“{rest}”。")] if rest else []
    elif word in CELL_WORDS:
        return check_output(rest, environment)
    else:
        return [_unknown_statement(word, body)]
    return _check(body, source, environment)


def _statement(body: str) -> str:
    return f"{STATEMENT_START} {body} \n{STATEMENT_END}"


def _trimmed(body: str) -> list[Fault]:
    if body[:1] in "-+" and body[1:2] in (" ", "") and body:
        return [Fault("tag.trim", "不支持 {%- 或 {{- 这种合并空白的写法，请去掉减号（加号）。")]
    if body.endswith((" -", " +")):
        return [Fault("tag.trim", "不支持 -%} 或 -}} 这种合并空白的写法，请去掉减号（加号）。")]
    return []


def _unknown_statement(word: str, body: str) -> Fault:
    if word in _REFUSED:
        return Fault("tag.refused", f"模板不允许使用语句 {word}。可用的语句：for、if、elif、else、set。", word)
    joined = body.replace(" ", "")
    near = joined if joined in CLOSERS else nearest(word, [*OPENERS, *MIDDLES, *CLOSERS, *SINGLE, *CELL_WORDS])
    hint = f"是否想写 {near}？" if near else ""
    what = f"不认识的语句“{word}”。" if word else "语句标记里没有语句。"
    return Fault("tag.unknown", f"{what}{hint}可用的语句：for、if、elif、else、set。", word, near)


def _check(body: str, source: str, environment: Environment) -> list[Fault]:
    unpaired = _unpaired(body)
    if unpaired:
        return [Fault("tag.syntax", f"写法有误：{unpaired}")]
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as cause:
        return [Fault("tag.syntax", f"写法有误：{translated(cause.message or '')}")]
    except RecursionError:
        return [_TOO_DEEP]
    if _deeper(tree, _MAX_DEPTH):
        return [_TOO_DEEP]
    return list(faults(tree, environment))


def _deeper(node: nodes.Node, limit: int) -> bool:
    return limit < 0 or any(_deeper(child, limit - 1) for child in node.iter_child_nodes())


def _unpaired(body: str) -> str:
    """What quote or bracket has no partner; "" when all have."""
    open_: list[str] = []
    for found in _PAIRED.finditer(body):
        sign = found.group()
        if len(sign) > 1 and sign[0] in "\"'":
            continue
        if sign in "\"'":
            return f"引号 {sign} 没有配对。"
        if sign in _PARTNERS:
            open_.append(sign)
        elif not open_ or _PARTNERS[open_.pop()] != sign:
            return f"括号 {sign} 没有配对。"
    return f"括号 {open_[-1]} 没有配对。" if open_ else ""


def faults(tree: nodes.Template, environment: Environment, internal: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """检查语法树: everything that is not on the list of what is allowed.

    Args:
        tree: of one tag or of a whole template.
        environment: knows the filters and functions.
        internal: filters that the compiler put in; no tag can name them, for each is checked without.
    """
    for node in tree.find_all(nodes.Node):
        if not (isinstance(node, nodes.Filter) and node.name in internal):
            yield from _node(node, environment)


def _node(node: nodes.Node, environment: Environment) -> Iterator[Fault]:
    if isinstance(node, nodes.Output):
        if any(isinstance(one, nodes.Tuple) for one in node.nodes):
            yield Fault("tag.syntax", "一个标记只能输出一个值。要连接几个值，请用 ~：{{ 甲 ~ 乙 }}。")
    elif isinstance(node, nodes.Pow):
        yield Fault("tag.refused", "模板不支持乘方（**）。")
    elif not isinstance(node, _ALLOWED):
        yield Fault("tag.refused", f"模板不允许这种写法（{type(node).__name__}）。")
    elif isinstance(node, nodes.Name):
        if node.name in _SPECIAL_NAMES or node.name.startswith("_"):
            yield Fault("tag.refused", f"名称“{node.name}”不允许使用。", node.name)
        elif node.name == "loop" and node.ctx != "load":
            yield Fault("tag.refused", "loop 是循环自带的名称，不能另作他用。", node.name)
    elif isinstance(node, (nodes.Getattr, nodes.Getitem)):
        yield from _field(node)
    elif isinstance(node, nodes.Filter):
        yield from _filter(node, environment)
    elif isinstance(node, nodes.Test):
        if node.name not in TESTS:
            near = nearest(node.name, TESTS)
            yield Fault("test.unknown", f"没有判断词“is {node.name}”。" + _did_you_mean(near), node.name, near)
    elif isinstance(node, nodes.Call):
        yield from _call(node, environment)
    elif isinstance(node, nodes.For):
        if node.recursive:
            yield Fault("tag.refused", "模板不允许 recursive 循环。")
    elif isinstance(node, nodes.Const) and isinstance(node.value, int) and node.value > 10**_MAX_DIGITS:
        yield Fault("tag.syntax", f"数字超过 {_MAX_DIGITS} 位。")
    elif isinstance(node, nodes.Const) and isinstance(node.value, float) and not math.isfinite(node.value):
        yield Fault("tag.syntax", "数字过大，不像报告中的数字。")
    elif isinstance(node, nodes.Pair) and not (isinstance(node.key, nodes.Const) and isinstance(node.key.value, str)):
        yield Fault("tag.syntax", '花括号里冒号前面应为引号中的名称，如 {"名称": 数}。')


def _field(node: nodes.Getattr | nodes.Getitem) -> Iterator[Fault]:
    if isinstance(node, nodes.Getattr):
        name: object = node.attr
    else:
        name = node.arg.value if isinstance(node.arg, nodes.Const) else None
    if isinstance(name, str) and name.startswith("_"):
        yield Fault("tag.refused", f"不允许取“{name}”：模板只能取数据，不能取程序的内部属性。", name)
    elif isinstance(node.node, nodes.Name) and node.node.name == "loop" and name not in LOOP_FIELDS:
        near = nearest(str(name), LOOP_FIELDS)
        yield Fault("tag.refused", f"loop 没有“{name}”。" + _did_you_mean(near), str(name), near)


def _filter(node: nodes.Filter, environment: Environment) -> Iterator[Fault]:
    if node.name not in environment.public:
        near = nearest(node.name, environment.public)
        yield Fault("filter.unknown", f"没有过滤器“{node.name}”。" + _did_you_mean(near), node.name, near)
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        yield Fault("tag.refused", "过滤器的参数不允许用 * 展开。")


def _call(node: nodes.Call, environment: Environment) -> Iterator[Fault]:
    if not isinstance(node.node, nodes.Name) or node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
        yield Fault("tag.refused", "模板不能调用函数或方法。要变换数据，请用过滤器：{{ 数据|过滤器 }}。")
    elif node.node.name not in environment.functions:
        name = node.node.name
        if name in environment.public:
            yield Fault("tag.refused", f"“{name}”是过滤器，请写成 {{{{ 数据|{name} }}}}。", name)
        else:
            near = nearest(name, environment.functions)
            yield Fault("tag.refused", f"模板不能调用“{name}(…)”。" + _did_you_mean(near), name, near)


def _did_you_mean(near: str) -> str:
    return f"最接近的是“{near}”。" if near else ""
