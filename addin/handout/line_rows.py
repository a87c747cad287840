"""行填进哪一行 (line rows): each line of a further sheet in a slot of rows, free ones in turn, printed ones where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..commands.filling.sections import name_key
from ..forms.model import Row
from ..grid import Grid
from ..package.plan import KEEP
from ..register.model import Line, Unit
from .job import Added, Extra, Given
from .line_sheets import LineSheet, Told
from .rows import IDENTITY, INDICATORS, LEVELS, Slot
from .values import Unfit, Wanted, fitted

#: a form of more rows than this is no form any more
MOST_ROWS = 1_000


class Taken(NamedTuple):
    """一行的去处: ``printed`` is the key of the row that prints what it is about, "" for a free row."""

    slot: int
    printed: str
    values: dict[str, Given]


class LineRows:
    """行的去处: in the forms that stand once, or in those of one project.

    Args:
        slots: their slots. sheets: the sheets of the register that go there. wanted: what a field of a slot takes.
        over: whether its formula may be typed over. told: takes what is wrong.
    """

    def __init__(
        self,
        slots: Sequence[Slot],
        sheets: Sequence[LineSheet],
        wanted: Callable[[Slot, str], Wanted],
        over: Callable[[Slot, str], bool],
        told: Told,
    ) -> None:
        self.slots, self._told = slots, told
        fields: list[list[str]] = [[] for _ in slots]
        for one in sheets:
            for at in one.slots:
                own = slots[at].columns
                fields[at] += [name for name in one.fields.values() if name in own and name not in fields[at]]
        #: fields of each slot that the register fills
        self.fields = tuple(map(tuple, fields))
        self._wanted = {(at, name): wanted(slots[at], name) for at, names in enumerate(self.fields) for name in names}
        self._over = {(at, name) for at, name in self._wanted if over(slots[at], name)}

    def take(self, one: LineSheet, page: Grid, line: Line, whole: bool = False) -> Taken | None:
        """一行: None for one that goes nowhere, which is told.

        Args:
            whole: other lines of the unit are parts of this one (类、款): its formulas add them up.
        """
        block = self.slots[one.slots[0]].block
        said = {name: text_of(line, head) for head, name in one.fields.items()}
        identity = next((said[name] for name in IDENTITY[block] if said.get(name)), "")
        if not identity:
            head = next(one.head(name) for name in IDENTITY[block] if one.head(name))
            where = line.row, one.column(head).where[1]
            self._told.say("register.line-name", page, where, f"这一行没有“{head}”。请补上。")
            return None
        slot, printed = self._slot(one, identity, said)
        if slot is None:
            self._tell_no_place(one, page, line, said)
            return None
        values: dict[str, Given] = {}
        for head, name in one.fields.items():
            # a row that prints what it is about keeps its words
            kept = (printed and name in IDENTITY[block]) or (whole and (slot, name) in self._over)
            if head in line.values and (slot, name) in self._wanted and not kept:
                values[name] = value_of(one, page, line, head, self._wanted[slot, name], self._told)
        return Taken(slot, printed, values)

    def _slot(self, one: LineSheet, identity: str, said: dict[str, str]) -> tuple[int | None, str]:
        first = self.slots[one.slots[0]]
        if first.block == INDICATORS:
            row = Row(0, identity, level1=said.get(LEVELS[0], ""), level2=said.get(LEVELS[1], ""))
            section, printed = first.sections.find(row)
            at = next((at for at in one.slots if self.slots[at].section is section), None)
            return at, name_key(identity) if printed is not None else ""
        known = next((at for at in one.slots if name_key(identity) in self.slots[at].section.named), None)
        if known is not None:
            return known, name_key(identity)
        return (one.slots[0] if len(one.slots) == 1 else None), ""

    def _tell_no_place(self, one: LineSheet, page: Grid, line: Line, said: dict[str, str]) -> None:
        names = "、".join(dict.fromkeys(self.slots[at].title for at in one.slots if self.slots[at].title))
        sheet = self.slots[one.slots[0]].placed.form.sheet
        level = next((name for name in reversed(LEVELS) if said.get(name)), "")
        if level:
            where = line.row, one.column(one.head(level)).where[1]
            message = f"“{sheet}”里没有“{said[level]}”这一类，可用：{names}。请改正。"
        else:
            head = one.head(LEVELS[1])
            where = line.row, (one.column(head) if head else one.lines.columns[0]).where[1]
            message = f"不知道这一行填进“{sheet}”的哪一段。请在“二级指标”一列写明：{names}。"
        self._told.say("register.line-place", page, where, message, said.get(level, ""))

    def settle(self, rows: Sequence[tuple[Taken, Grid, Line]], unit: Unit) -> tuple[tuple[Added, ...], Extra]:
        """排定: the row of each line, and the rows that are wanting."""
        counts = Counter(taken.slot for taken, _, _ in rows if not taken.printed)
        extra: dict[int, int] = {}
        for slot, count in counts.items():
            missing = count - len(self.slots[slot].section.free)
            if missing > MOST_ROWS:
                page, line = next((page, line) for taken, page, line in rows if taken.slot == slot)
                message = f"{unit.name}有 {count:,} 行，超过上限 {MOST_ROWS:,} 行。请核对名册。"
                self._told.say("register.rows", page, (line.row, 1), message)
            elif missing > 0:
                extra[slot] = missing
        next_at: Counter[int] = Counter()
        printed_by: dict[tuple[int, str], int] = {}
        added = []
        for taken, page, line in rows:
            section = self.slots[taken.slot].section
            if taken.printed:
                at = len(section.free) + extra.get(taken.slot, 0) + list(section.named).index(taken.printed)
                first = printed_by.setdefault((taken.slot, taken.printed), line.row)
                if first != line.row:
                    message = f"与第 {first} 行填的是模板里印好的同一行。请只留一行。"
                    self._told.say("register.line-twice", page, (line.row, 1), message)
            else:
                at = next_at[taken.slot]
                next_at[taken.slot] += 1
            values = tuple(taken.values.get(name, KEEP) for name in self.fields[taken.slot])
            added.append(Added(taken.slot, at, values))
        return tuple(added), tuple(sorted(extra.items()))


def text_of(line: Line, head: str) -> str:
    """一格的文字: "" for a blank."""
    value = line.values.get(head)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def value_of(one: LineSheet, page: Grid, line: Line, head: str, to: Wanted, told: Told) -> Given:
    """填入的值: KEEP for one that does not fit, which is told, and for nothing (—)."""
    column = one.column(head)
    value, shown = line.values[head], line.shown.get(head, "")
    try:
        found = fitted(value, shown, to, column.money, column.stated)
    except Unfit as unfit:
        text = shown or str(value)
        message = f"“{head}”的“{text[:40]}”{unfit.told}。请改正名册。"
        told.say("register.value", page, (line.row, column.where[1]), message, text)
        return KEEP
    return KEEP if found is None else found
