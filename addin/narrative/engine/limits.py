"""渲染限度 (limits): what one rendering may cost, counted, not timed, so that the same template always ends the same way."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import ValueProblem

#: things in a list that is compared with another
MOST_COMPARED = 200_000


@dataclass(frozen=True)
class Limits:
    """限度: far above what any report needs.

    Args:
        iterations: rounds of all loops together, nested ones counted each time.
        output: characters of all rendered parts together.
        work: characters that filters and operators may handle altogether.
        text: characters of one value.
    """

    iterations: int = 200_000
    output: int = 50_000_000
    work: int = 100_000_000
    text: int = 2_000_000


class Budget:
    """余量: what is left of the limits in one rendering."""

    __slots__ = ("_limits", "iterations", "output", "text", "work")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.iterations = limits.iterations
        self.output = limits.output
        self.work = limits.work
        self.text = limits.text

    def loop(self, rounds: int, weight: int) -> None:
        """记一个循环: its rounds and the constant text of each.

        Raises:
            ValueProblem: ``limit.iterations`` or ``limit.output``.
        """
        self.iterations -= rounds
        if self.iterations < 0:
            raise ValueProblem(
                f"循环次数合计超过上限 {self._limits.iterations:,} 次，已停止。请检查循环是否套错、数据是否过多。",
                "limit.iterations",
            )
        self.spend_output(rounds * weight)

    def spend_output(self, size: int) -> None:
        """记输出.

        Raises:
            ValueProblem: ``limit.output``.
        """
        self.output -= size
        if self.output < 0:
            raise ValueProblem(
                f"生成的内容超过上限 {self._limits.output:,} 字，已停止。请检查循环和数据。", "limit.output"
            )

    def spend_work(self, size: int) -> None:
        """记运算: the characters that a filter or an operator handles.

        Raises:
            ValueProblem: ``limit.text`` or ``limit.work``.
        """
        if size > self.text:
            raise ValueProblem(f"一个值的长度超过上限 {self._limits.text:,} 字，已停止。", "limit.text")
        self.work -= size
        if self.work < 0:
            raise ValueProblem("模板的运算量超过上限，已停止。请检查循环和过滤器。", "limit.work")

    def spend_comparison(self, size: int) -> None:
        """记比较: how many things a list to compare holds, those of its lists with it.

        Raises:
            ValueProblem: ``limit.work``.
        """
        if size > MOST_COMPARED:
            raise ValueProblem(f"要比较的列表超过 {MOST_COMPARED:,} 项，已停止。请只比较其中的一项。", "limit.work")
        self.spend_work(size)
