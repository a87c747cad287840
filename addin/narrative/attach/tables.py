"""附表 (attached tables): the sheets of the workbook by the names of their forms, upright or across the page."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any, Callable, Dict, List

from ...forms.accounts_model import ACCOUNTS, Accounts
from ...forms.model import PROJECT, Form
from ...grid import Grid
from ...hosts.files import Opened
from ..data.account_names import TABLES
from ..data.evaluation_names import FORMS
from ..engine.blocks import Blocks
from .blocks import table_blocks
from .lazy import LazyBlocks
from .sheet_look import SheetLook, looks_of, plain_look

#: the text's width in twips on an upright page (156 mm) and on one turned round
UPRIGHT, ACROSS = "纵向", "横向"
WIDTHS = {UPRIGHT: 8844, ACROSS: 14004}
NAME = "附表"
PROJECTS = "项目"


def attached_tables(opened: Opened) -> Dict[str, Any]:
    """附表.

    Args:
        opened: the workbook.

    Returns:
        name of the form (收入支出总表, 整体自评表 …) -> {名称, 纵向, 横向}; 项目 is the list of all project sheets.
        A project sheet that nobody filled is not in it. Nothing is converted before a template uses it.
    """
    looks = lru_cache(maxsize=1)(partial(_looks, opened))
    grids = {grid.name: grid for grid in opened.grids}
    tree: Dict[str, Any] = {}
    projects: List[Dict[str, Any]] = []
    done = set()
    for form in opened.forms:
        if isinstance(form, Accounts) or form.kind == ACCOUNTS:
            name = TABLES[form.table]  # type: ignore[attr-defined]
        elif form.kind in FORMS:
            name = FORMS[form.kind]
        else:
            continue
        entry = _entry(grids[form.sheet], looks)
        tree.setdefault(name, entry)
        if form.kind == PROJECT and form.sheet not in done and _filled(form):
            done.add(form.sheet)
            projects.append(entry)
    tree[PROJECTS] = projects
    return tree


def _filled(form: Form) -> bool:
    """A name, an indicator or an amount of its own."""
    amounts = (row[name] for row in form.budget for name in ("full_year", "executed"))
    return bool(
        form.project.strip()
        or any(row.text("level3") for row in form.indicators if row.role != "execution")
        or any(bound is not None and bound.cell.value for bound in amounts)
    )


def table_names() -> List[str]:
    """附表的名称 for the linter."""
    names = [*TABLES.values(), *FORMS.values(), f"{PROJECTS}[]"]
    return [f"{name}.{part}" for name in names for part in ("名称", *WIDTHS)]


def _entry(grid: Grid, looks: Callable[[], Dict[str, SheetLook]]) -> Dict[str, Any]:
    return {"名称": grid.name, **{turn: LazyBlocks(partial(_blocks, grid, looks, turn)) for turn in WIDTHS}}


def _blocks(grid: Grid, looks: Callable[[], Dict[str, SheetLook]], turn: str) -> Blocks:
    return table_blocks(grid, looks().get(grid.name) or plain_look(grid), WIDTHS[turn])


def _looks(opened: Opened) -> Dict[str, SheetLook]:
    return looks_of(opened.book.data) if opened.book.kind in ("xlsx", "xlsm") else {}
