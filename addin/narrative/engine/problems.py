"""模板问题 (template problems): what is wrong with a template or its data, each with its place, all listed together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Place:
    """位置: where in a template something stands.

    Args:
        part: as a user calls it: 正文, 页眉, 页脚, 脚注, 文档属性 …
        paragraph: the number of the paragraph in its part, those in tables not counted; 0 in a table.
        words: the first words of the paragraph as they stand in the template.
        table, row, cell: numbers of the (innermost) table in its part, its row and the row's cell; 0 outside tables.
    """

    part: str = ""
    paragraph: int = 0
    words: str = ""
    table: int = 0
    row: int = 0
    cell: int = 0

    def __str__(self) -> str:
        where = self.part
        if self.table:
            where += f"表{self.table}第 {self.row} 行第 {self.cell} 格"
        elif self.paragraph:
            where += f"第 {self.paragraph} 段"
        return where + (f"（“{self.words}”）" if self.words else "")


@dataclass(frozen=True)
class TemplateProblem:
    """模板问题: one finding in a template.

    Args:
        code: ``name.unknown``, ``filter.unknown``, ``tag.unbalanced`` …: see docs/report-templates.md.
        message: place, what was found, what was expected and the next step, in Chinese.
        place: where it stands.
        tag: the tag as written in the template.
        name: the name that is not known, where the problem is one.
        nearest: the nearest known name; "" when none is near.
        severity: ``error`` stops the rendering, ``warning`` does not.
    """

    code: str
    message: str
    place: Place = Place()
    tag: str = ""
    name: str = ""
    nearest: str = ""
    severity: str = ERROR

    @property
    def part(self) -> str:
        """部件, as the user calls it."""
        return self.place.part

    @property
    def paragraph(self) -> int:
        """段落序号, 0 in tables."""
        return self.place.paragraph

    @property
    def row(self) -> int:
        """表格行号, 0 outside tables."""
        return self.place.row

    def __str__(self) -> str:
        where = str(self.place)
        return f"{where}：{self.message}" if where else self.message


class TemplateError(Exception):
    """模板不能渲染: every problem that was found.

    Args:
        problems: at least one.
        name: the template's name, for the message.
    """

    def __init__(self, problems: Sequence[TemplateProblem], name: str = "") -> None:
        self.problems = tuple(problems)
        self.name = name
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"模板{f'“{self.name}”' if self.name else ''}有 {len(self.problems)} 处问题："
        return "\n".join([head, *(f"  {number}. {one}" for number, one in enumerate(self.problems, 1))])


#: so many problems of one template are listed; nobody mends more at once, and looking for the same one again takes time
MOST_PROBLEMS = 500


class ValueProblem(Exception):
    """数据不能用于标记: raised by filters and operations; the engine adds the place.

    Args:
        message: what was found and what to do, in Chinese.
        code: ``value.…`` or ``limit.…``.
    """

    def __init__(self, message: str, code: str = "value.unusable") -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    @classmethod
    def of(cls, cause: Exception) -> ValueProblem:
        """由异常生成: what a filter or an operation raised, in a user's words."""
        if isinstance(cause, cls):
            return cause
        if isinstance(cause, (ValueError, ArithmeticError)) and _CHINESE.search(str(cause)):
            return cls(f"计算失败：{cause}", "filter.failed")
        meaning = next(
            (words for kind, words in _MEANINGS if isinstance(cause, kind)), f"出错（{type(cause).__name__}）"
        )
        return cls(f"{meaning}。请核对数据和标记的写法。", "filter.failed")


_CHINESE = re.compile("[\u4e00-\u9fff]")
#: what Python says in English, in a user's words
_MEANINGS: tuple[tuple[type[Exception], str], ...] = (
    (ZeroDivisionError, "除数是 0"),
    (ArithmeticError, "数值过大，不能计算"),
    (RecursionError, "数据套得太深"),
    (TypeError, "数据的种类不合，不能这样计算或比较"),
    (ValueError, "数据不合，不能这样用"),
)
