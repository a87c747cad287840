"""报告的名称树 (context): everything that a template may name, from one opened workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Dict, List, Optional

from ...forms.accounts_model import ACCOUNTS, Accounts
from ...grid import Grid, Position
from ...hosts.files import Opened
from ...package.reading import WorkbookFile
from ...packs.model import COVER, Pack, PackForm
from ...packs.places import place_of
from ..attach import charts as drawn
from ..attach import tables as attached
from ..figure import Ledger
from .accounts import read_accounts
from .cells import Source, bound_at
from .evaluation import read_evaluations
from .report_sheets import DATA_SHEET, TEXT_SHEET, read_data, read_texts, with_all_subjects

#: fields of the cover in pack.toml -> name
COVER_FIELDS = {
    "unit_name": "单位名称", "year": "年度", "date": "填报日期", "head": "单位负责人", "treasurer": "财务负责人",
    "clerk": "经办人", "contact": "联系电话",
}  # fmt: skip


@dataclass
class Data:
    """报告的数据.

    Args:
        names: what a template may name. ledger: notes what is shown.
    """

    names: Dict[str, Any] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)


class Late(Mapping[str, Any]):
    """用到才取的名称: worked out when a template first looks; what no template uses is not looked at, and cannot be at fault."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, name: str) -> Any:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def read_names(opened: Opened, pack: Optional[Pack] = None, source: Optional[Source] = None) -> Data:
    """读出全部名称.

    Args:
        opened: the workbook. pack: its pack, for the cover; without one there is no 封面.
        source: makes the figures, one of its own without it.
    """
    data = Data() if source is None or source.ledger is None else Data(ledger=source.ledger)
    source = source or Source(data.ledger)
    accounts = [form for form in opened.forms if form.kind == ACCOUNTS and isinstance(form, Accounts)]
    names: Dict[str, Any] = {}
    names.update(read_accounts(accounts, source))
    names.update(read_evaluations(opened.forms, source))
    texts, items = _sheet(opened, TEXT_SHEET), _sheet(opened, DATA_SHEET)
    if items is not None:
        names[DATA_SHEET] = with_all_subjects(source.once(read_data, items), names, source)
    if texts is not None:
        names[TEXT_SHEET] = source.once(read_texts, texts)
    cover = _cover(opened, pack, source)
    if cover:
        names["封面"] = cover
    names[attached.NAME] = Late(lambda: attached.attached_tables(opened))
    names[drawn.NAME] = Late(lambda: drawn.charts(names))
    data.names = {**_header(opened, pack, cover, source), **names}
    return data


def _sheet(opened: Opened, name: str) -> Optional[Grid]:
    return next((grid for grid in opened.grids if grid.name.strip() == name), None)


def _cover(opened: Opened, pack: Optional[Pack], source: Source) -> Dict[str, Any]:
    form = next((one for one in pack.forms if one.kind == COVER), None) if pack else None
    grid = _sheet(opened, form.sheet) if form else None
    if form is None or grid is None:
        return {}
    places = source.once(_cover_places, opened.book, grid.name, form)
    return {name: source.words(grid.name, bound_at(grid, where), f"封面 {name}") for name, where in places.items()}


def _cover_places(book: WorkbookFile, sheet: str, form: PackForm, _: Source) -> Dict[str, Position]:
    found = {
        name: place_of(book, sheet, (form.fields or {})[key])
        for key, name in COVER_FIELDS.items()
        if key in (form.fields or {})
    }
    return {name: where for name, where in found.items() if where is not None}


def _header(opened: Opened, pack: Optional[Pack], cover: Dict[str, Any], source: Source) -> Dict[str, Any]:
    year = _year(opened, pack)
    units: List[str] = [form.unit_name for form in opened.forms if form.unit_name]
    # the name most forms print; a project's own sheet may print it in another way
    unit: Any = max(units, key=lambda name: (units.count(name), -units.index(name)), default="")
    department = next((form.department for form in opened.forms if form.department), "")
    return {
        "单位名称": unit or cover.get("单位名称") or source.words("", None, "单位名称"),
        "年度": year if year is not None else source.words("", None, "年度"),
        "上年度": year - 1 if year is not None else source.words("", None, "上年度"),
        "主管部门": department or source.words("", None, "主管部门"),
    }


def _year(opened: Opened, pack: Optional[Pack]) -> Optional[int]:
    """The year most forms state; the pack's where none does."""
    years: List[int] = [form.year for form in opened.forms if form.year is not None]
    if years:
        return max(set(years), key=lambda year: (years.count(year), year))
    return pack.year if pack else None
