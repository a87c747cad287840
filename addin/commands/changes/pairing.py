"""配对 (pairing): which sheet, form, row and cell of the new file is which of the old one.

The pairing is found in one direction only (settled by the files' bytes) and turned round where needed, so that comparing
the other way round tells the same differences.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from ...forms.accounts_model import Accounts
from ...forms.model import Form, Row
from ...forms.text import key, without_number
from ...grid import Position
from .fields import PARTS, Field, row_fields, rows_of, single_fields
from .lines import Lines, pair_columns, pair_lines
from .matching import dice, match, moved
from .source import Sheet, Source

#: texts of a sheet that are looked at when sheets are compared for likeness
_MOST_TEXTS = 2_000
#: an indicator row without all of these is an empty line of the form
_FILLED = ("level3", "target", "actual", "weight")


@dataclass(frozen=True, eq=False)
class RowPair:
    """一对行: one of the two is None for a row that only one file has."""

    part: str
    forms: tuple[Form, Form]
    old: Row | None
    new: Row | None
    moved: bool = False


@dataclass
class SheetPair:
    """一对工作表.

    Args:
        old, new: the sheets. forms: pairs of forms, None for a form that only one file has.
        rows: pairs of forms' rows. fields: pairs of bound cells that are the same figure.
        lines: old sheet row -> new sheet row. columns: old column -> new column.
    """

    old: Sheet
    new: Sheet
    forms: list[tuple[Form | None, Form | None]] = field(default_factory=list)
    rows: list[RowPair] = field(default_factory=list)
    fields: list[tuple[Field, Field]] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    columns: Lines = field(default_factory=Lines)

    @property
    def added(self) -> dict[int, RowPair]:
        """新增的行: sheet row -> its pair."""
        return {one.new.row: one for one in self.rows if one.new and not one.old}

    @property
    def removed(self) -> dict[int, RowPair]:
        """删去的行, as ``added``."""
        return {one.old.row: one for one in self.rows if one.old and not one.new}

    def turned(self) -> SheetPair:
        """反过来: old and new change places."""
        return SheetPair(
            self.new,
            self.old,
            [(new, old) for old, new in self.forms],
            [RowPair(one.part, one.forms[::-1], one.new, one.old, one.moved) for one in self.rows],
            [(new, old) for old, new in self.fields],
            self.lines.turned(),
            self.columns.turned(),
        )


@dataclass
class Pairing:
    """两个文件的配对: pairs of sheets, and the sheets that only one file has."""

    pairs: list[SheetPair]
    removed: list[Sheet]
    added: list[Sheet]


def pair_sources(old: Source, new: Source) -> Pairing:
    """配对两个文件."""
    turn = new.digest < old.digest
    first, second = (new, old) if turn else (old, new)
    found = _sheet_pairs(first, second)
    pairs = [_pair_sheets(first.sheets[one], second.sheets[other]) for one, other in found]
    if turn:
        pairs = [one.turned() for one in pairs]
    pairs.sort(key=lambda pair: pair.new.number)
    olds, news = {pair.old.number for pair in pairs}, {pair.new.number for pair in pairs}
    return Pairing(
        pairs,
        [sheet for sheet in old.sheets if sheet.number not in olds],
        [sheet for sheet in new.sheets if sheet.number not in news],
    )


def identity(form: Form) -> tuple[Hashable, ...]:
    """是哪一张表: kind, table and what it is about."""
    table = form.table if isinstance(form, Accounts) else 0
    return form.kind, table, key(form.project), form.year


def _sheet_pairs(old: Source, new: Source) -> list[tuple[int, int]]:
    named = old.kind != "docx" and new.kind != "docx"  # Word tables are named by their number alone

    def name(sheet: Sheet) -> Hashable:
        return sheet.name.casefold()

    def forms(sheet: Sheet) -> Hashable:
        return tuple(identity(form) for form in sheet.forms) or None

    def content(sheet: Sheet) -> Hashable:
        return tuple(sheet.texts) or None

    def likeness(one: Sheet, other: Sheet) -> float:
        if not one.texts or not other.texts:
            return 0.0
        return dice(one.texts[:_MOST_TEXTS], other.texts[:_MOST_TEXTS])

    both = [lambda sheet: (name(sheet), forms(sheet))]
    keys = [*both, content, forms, name] if named else [content, forms]
    found = match(old.sheets, new.sheets, keys, likeness)
    return found if named else match(old.sheets, new.sheets, [name], likeness, found)


def _pair_sheets(old: Sheet, new: Sheet) -> SheetPair:
    pair = SheetPair(old, new)
    keys = [identity, lambda form: identity(form)[:3], lambda form: identity(form)[:2]]
    found = match(old.forms, new.forms, keys, lambda one, other: 0.0)
    used = {one for one, _ in found}, {other for _, other in found}
    pair.forms = [(old.forms[one], new.forms[other]) for one, other in found]
    pair.forms += [(form, None) for at, form in enumerate(old.forms) if at not in used[0]]
    pair.forms += [(None, form) for at, form in enumerate(new.forms) if at not in used[1]]
    cells: dict[Position, Position] = {}
    taken: set[Position] = set()
    for one, other in found:
        for here, there in _pair_form(pair, old.forms[one], new.forms[other]):
            at, to = here.bound.position, there.bound.position
            # a merged level cell is bound by many rows, a total score by the table and by its own words: told once
            if at not in cells and to not in taken:
                cells[at] = to
                taken.add(to)
                pair.fields.append((here, there))
    alone_old, alone_new = set(pair.removed), set(pair.added)
    settled = [
        (one.row.row, other.row.row)
        for one, other in pair.fields
        if one.row and other.row and one.bound.row == one.row.row and other.bound.row == other.row.row
    ]
    settled += [(one.bound.row, other.bound.row) for one, other in pair.fields if not one.row]
    pair.lines = pair_lines(old.grid, new.grid, settled, alone_old, alone_new)
    columns = [(one.bound.column, other.bound.column) for one, other in pair.fields if one.row]
    pair.columns = pair_columns(old.grid, new.grid, columns, pair.lines)
    return pair


def _pair_form(pair: SheetPair, old: Form, new: Form) -> list[tuple[Field, Field]]:
    """The pairs of fields of two forms; the pairs of their rows go to ``pair``."""
    found: list[tuple[Field, Field]] = []
    for part in PARTS:
        # an empty line of the form is told by its cells, if anything of it changes
        olds, news = ([row for row in rows_of(form, part) if _name(row)] for form in (old, new))
        rows = match(olds, news, [_everything, _full_name, _name, _role], _likeness)
        apart = moved(rows)
        left, right = {one for one, _ in rows}, {other for _, other in rows}
        for one, other in rows:
            pair.rows.append(RowPair(part, (old, new), olds[one], news[other], (one, other) in apart))
            fields = {field.name: field for field in row_fields(new, part, news[other])}
            found += [(field, fields[field.name]) for field in row_fields(old, part, olds[one]) if field.name in fields]
        pair.rows += [RowPair(part, (old, new), row, None) for at, row in enumerate(olds) if at not in left]
        pair.rows += [RowPair(part, (old, new), None, row) for at, row in enumerate(news) if at not in right]
    singles = single_fields(new)
    found += [(field, singles[path]) for path, field in single_fields(old).items() if path in singles]
    return found


def _everything(row: Row) -> Hashable:
    return (_full_name(row), *sorted((name, bound.text) for name, bound in row.fields.items()))


def _full_name(row: Row) -> Hashable:
    return (row.role, row.block, key(row.level1), key(row.level2), _name(row)) if _name(row) else None


def _name(row: Row) -> Hashable:
    """What the row is called; None for a line of the form that nobody has filled yet, whatever levels stand beside it."""
    if "level3" in row.fields and not any(row.text(name) for name in _FILLED):
        return None
    return row.key or key(without_number(row.name)) or None


def _role(row: Row) -> Hashable:
    return row.role if row.role in ("total", "execution") else None


def _likeness(one: Row, other: Row) -> float:
    """Half by the name, half by the other cells of the row."""
    names = dice(str(_name(one) or ""), str(_name(other) or ""))
    cells = [
        [(name, bound.text) for name, bound in row.fields.items() if bound.text and key(bound.text) != key(row.name)]
        for row in (one, other)
    ]
    return names / 2 + dice(*cells) / 2 if cells[0] or cells[1] else names
