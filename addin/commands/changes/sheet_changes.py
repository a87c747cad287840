"""一张工作表的改动 (changes of a sheet): every cell that differs told once, by its row and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...grid import Cell, Grid, column_letters
from . import model
from .cells import CellPair, cell_pairs
from .content import difference
from .fields import Field, row_fields
from .following import Following
from .model import Change
from .pairing import RowPair, SheetPair
from .references import References
from .words import BLANK, cell_place, change_words, clip, excerpt, place_of, quoted, shown

#: fields of a new or removed row that are told
_MOST_FIELDS = 8


@dataclass(frozen=True)
class Reading:
    """两个文件能比较什么: whether both know formulas, and stored values beside what is shown."""

    formulas: bool
    stored: bool
    references: References


def sheet_changes(pair: SheetPair, reading: Reading) -> Iterator[Change]:
    """一对工作表的改动, by row and column of the new sheet."""
    differing = [(kind, cells) for cells in cell_pairs(pair) for kind in [_kind(pair, cells, reading)] if kind]
    added, removed = pair.added, pair.removed
    rows: dict[tuple[str, int], list[CellPair]] = defaultdict(list)
    columns: dict[tuple[str, int], list[CellPair]] = defaultdict(list)
    single: list[tuple[str, CellPair]] = []
    for kind, cells in differing:
        new, old = cells.new, cells.old
        if new and (new[0] in added or (not old and new[0] in pair.lines.fresh)):
            rows[model.ROW_ADDED, new[0]].append(cells)
        elif old and (old[0] in removed or (not new and old[0] in pair.lines.gone)):
            rows[model.ROW_REMOVED, old[0]].append(cells)
        elif new and not old and new[1] in pair.columns.fresh:
            columns[model.COLUMN_ADDED, new[1]].append(cells)
        elif old and not new and old[1] in pair.columns.gone:
            columns[model.COLUMN_REMOVED, old[1]].append(cells)
        else:
            single.append((kind, cells))
    found = [_row(pair, kind, number, cells, added, removed) for (kind, number), cells in rows.items()]
    found += [_column(pair, kind, number, cells) for (kind, number), cells in columns.items()]
    following = Following(single, pair.rows)
    found += [_cell(pair, kind, cells, following) for kind, cells in single]
    found += [(one.new.row, 0, _moved(pair, one)) for one in pair.rows if one.moved and one.old and one.new]
    for _, _, change in sorted(found, key=lambda item: item[:2]):
        yield change


def _kind(pair: SheetPair, cells: CellPair, reading: Reading) -> str:
    old, new = cells.old_cell, cells.new_cell
    same = bool(old.formula and new.formula) and reading.references.same(pair, old.formula or "", new.formula or "")
    return difference(old, new, same, formulas=reading.formulas, stored=reading.stored)


def _cell(pair: SheetPair, kind: str, cells: CellPair, following: Following) -> tuple[int, int, Change]:
    old, new = cells.old_cell, cells.new_cell
    grid, where = (pair.new.grid, cells.new) if cells.new else (pair.old.grid, cells.old)
    assert where is not None
    sheet = pair.new.name
    before, after = (shown(old), shown(new))
    change = Change(
        kind, "", sheet, _address(grid, where),
        old=clip_pair(before, after)[0], new=clip_pair(before, after)[1],
        old_cell=_address(pair.old.grid, cells.old) if cells.old else "", cells=(_address(grid, where),),
    )  # fmt: skip
    suspicion = _suspicion(pair, kind, cells)
    if cells.fields is None:
        words = change_words(kind, old, new, before, after)
        return *where, replace(change, message=f"{cell_place(grid, where, sheet)}：{words}", suspicion=suspicion)
    one, other = cells.fields
    kind, doubt = following.judged(kind, cells)
    seen = shown(old, one), shown(new, other)
    words = change_words(kind, old, new, *(seen if seen[0] != seen[1] else (before, after)))
    message = f"{place_of(sheet, one, other)}：{words}"
    if other.name == "level3" and kind == model.VALUE and BLANK not in (before, after):
        kind = model.ROW_RENAMED
        message = f"{sheet} 第 {other.bound.row} 行改了名称：由“{'”改为“'.join(excerpt(before, after))}”"
    change = replace(change, kind=kind, message=message, suspicion="；".join(filter(None, (suspicion, doubt))))
    return *where, replace(change, form=other.form.title, row=other.item, field=other.words)


def clip_pair(before: str, after: str) -> tuple[str, str]:
    """JSON 的 old 和 new: what was shown, blank as ""."""
    return tuple("" if text == BLANK else text for text in (before, after))  # type: ignore[return-value]


def _address(grid: Grid, where: tuple[int, int]) -> str:
    return grid.addresses.get(where) or f"{column_letters(where[1])}{where[0]}"


def _suspicion(pair: SheetPair, kind: str, cells: CellPair) -> str:
    old, new = cells.old_cell, cells.new_cell
    found = []
    if pair.old.grid.protection and old.locked and cells.old and kind not in (model.FORMAT, model.CONSEQUENCE):
        found.append("原表中这一格是锁定的（下发时预填或由公式算出），不该改动")
    if kind == model.FORMULA_REMOVED and not new.is_blank:
        found.append("原来由公式算出的数改成了手工填写，请核对")
    if kind == model.STORED:
        to_text = isinstance(new.value, str) and isinstance(old.value, (int, float))
        found.append("由数改成了文字，求和时不计入" if to_text else "看上去没有变，存的内容变了")
    return "；".join(found)


def _row(
    pair: SheetPair,
    kind: str,
    number: int,
    cells: list[CellPair],
    added: dict[int, RowPair],
    removed: dict[int, RowPair],
) -> tuple[int, int, Change]:
    new = kind == model.ROW_ADDED
    grid = pair.new.grid if new else pair.old.grid
    places = sorted(where for one in cells for where in [one.new if new else one.old] if where)
    known = (added if new else removed).get(number)
    row = (known.new or known.old) if known else None
    verb = "新增" if new else "删去"
    where = f"{pair.new.name} {'' if new else '原'}第 {_line(grid, places[0])} 行"
    change = Change(
        kind, "", pair.new.name, _address(grid, places[0]), cells=tuple(_address(grid, at) for at in places)
    )
    if known is None or row is None:
        text = clip("｜".join(grid[at].text.strip() for at in places if grid[at].text.strip()))
        change = replace(change, message=f"{where}：{verb}一行“{text}”")
    else:
        form = known.forms[1] if new else known.forms[0]
        fields = list(row_fields(form, known.part, row))
        name = fields[0].item if fields else row.name
        told = _told(fields)
        change = replace(
            change,
            message=f"{where}：{verb}“{quoted(clip(name))}”一行" + (f"（{told}）" if told else ""),
            form=form.title,
            row=name,
        )
        text = told or name
    change = replace(change, new=text) if new else replace(change, old=text)
    # a row that is gone is told where it stood: after the last row before it that is still there
    at = number if new else max((pair.lines.forward[row] for row in pair.lines.forward if row < number), default=0)
    return at, 0 if new else 99_999, change


def _line(grid: Grid, where: tuple[int, int]) -> int:
    label = grid.addresses.get(where, "")
    inner = label.partition("R")[2].partition("C")[0]
    return int(inner) if inner.isdigit() else where[0]


def _told(fields: list[Field]) -> str:
    items = [
        f"{field.words} {clip(shown(field.bound.cell, field))}"
        for field in fields
        if field.bound.text and field.name not in ("level1", "level2", "level3")
        and field.row is not None and field.bound.row == field.row.row
    ]  # fmt: skip
    return "，".join(items[:_MOST_FIELDS]) + ("，等" if len(items) > _MOST_FIELDS else "")


def _column(pair: SheetPair, kind: str, number: int, cells: list[CellPair]) -> tuple[int, int, Change]:
    new = kind == model.COLUMN_ADDED
    grid = pair.new.grid if new else pair.old.grid
    places = sorted(where for one in cells for where in [one.new if new else one.old] if where)
    head = next((cell for cell in (grid[at] for at in places) if isinstance(cell.value, str)), Cell())
    name = f"“{clip(head.text)}”" if head.text.strip() else ""
    verb = "新增" if new else "删去"
    message = (
        f"{pair.new.name} {'' if new else '原 '}{column_letters(number)} 列：{verb}一列{name}，{len(places)} 格有内容"
    )
    change = Change(
        kind, message, pair.new.name, _address(grid, places[0]), cells=tuple(_address(grid, at) for at in places)
    )
    text = clip(head.text)
    return places[0][0], places[0][1], replace(change, new=text) if new else replace(change, old=text)


def _moved(pair: SheetPair, row: RowPair) -> Change:
    old, new = row.old, row.new
    if old is None or new is None:
        raise ValueError("只有成对的行才会移动")
    at = _address(pair.new.grid, (new.row, min(bound.column for bound in new.fields.values())))
    before = _address(pair.old.grid, (old.row, min(bound.column for bound in old.fields.values())))
    message = f"{pair.new.name}：“{quoted(new.name)}”一行由原第 {old.row} 行移到第 {new.row} 行"
    return Change(
        model.ROW_MOVED, message, pair.new.name, at, row.forms[1].title, new.name, old=f"第 {old.row} 行",
        new=f"第 {new.row} 行", old_cell=before,
    )  # fmt: skip
