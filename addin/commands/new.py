"""新建工作簿 (new): an empty or prefilled workbook of a template pack."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..hosts import files
from ..hosts.files import Opened
from ..package.problems import PackageProblem
from ..package.sheet_copy import repeat_sheet
from ..package.sheet_names import sheet_names
from ..packs.list import load_pack
from ..packs.model import Pack
from ..packs.verify import verify
from .filling import basic_rows, last_year, project_facts, report_texts, subjects
from .filling.amounts import Amounts, tell_rest
from .filling.book import Making
from .filling.export import Export, read_export
from .filling.model import Filling, NewError, Placed, Project, Put, place
from .filling.projects import read_projects, sheet_titles
from .filling.rows import Growth
from .filling.wanted import read_rows

PathLike = str | os.PathLike[str]


@dataclass
class Made:
    """新建结果.

    Args:
        pack: the pack. file: where it was written. sheets: the sheets, in order. rows: rows that were inserted, by sheet.
        puts: cells that were filled. left: what was not carried or did not match. messages: other news.
        stale: formula cells that the spreadsheet program computes on opening. data: the workbook.
    """

    pack: Pack
    file: str
    sheets: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    puts: list[Put] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    stale: list[tuple[str, str]] = field(default_factory=list)
    data: bytes = b""


def new_file(
    pack_name: str,
    out: PathLike,
    *,
    rows: Sequence[str | int] = (),
    projects: PathLike | None = None,
    last: PathLike | None = None,
    data: PathLike | None = None,
    force: bool = False,
    root: Path | None = None,
) -> Made:
    """新建工作簿.

    Args:
        pack_name: the pack, by its name in the list or its title. out: the file to write.
        rows: ``20`` or ``科目=60``. projects: a list of projects. last: last year's workbook. data: a finance export.
        force: replaces an existing ``out``. root: where the packs lie; None takes those of the program.

    Returns:
        what was made; everything that was asked for and could not be done is in ``left``.

    Raises:
        PackError: no such pack, or it is not in order. NewError: what was asked for makes no sense.
        PackageProblem: a file cannot be read or written. Nothing is written then.
    """
    _check_target(out, force)
    pack = load_pack(pack_name, root)
    verify(pack)
    wanted = read_rows([str(one) for one in rows], pack)
    filling = Filling()
    opened = files.read(last) if last is not None else None
    if opened is not None:
        _check_last(opened, pack, filling)
    exports, told = read_export(data) if data is not None else ([], [])
    filling.left += told
    listed = _projects(pack, projects, opened, filling)
    making, placed = _sheets(pack, listed)
    result = Made(pack, os.fspath(out))
    before = _row_counts(placed)
    filling.messages += _fill(making, placed, pack, wanted, opened, exports, filling, result)
    result.rows = {
        sheet: count - before[sheet] for sheet, count in _row_counts(placed).items() if count > before[sheet]
    }
    result.sheets, result.data = list(making.book.sheets), making.data
    result.left, result.messages = filling.left, filling.messages
    result.stale = sorted(making.stale)
    files.save(out, making.data, in_place=False, backup=False, force=force)
    return result


def _fill(
    making: Making,
    placed: list[Placed],
    pack: Pack,
    wanted: dict[str, int],
    opened: Opened | None,
    exports: list[Export],
    filling: Filling,
    result: Made,
) -> list[str]:
    growth, told = Growth(), []
    for one in placed:
        told += growth.to_count(one, wanted)
    making.grow(growth)
    project_facts.write(placed, making.grids, making.forms, filling)
    result.puts += making.put(filling)
    if opened is not None:
        growth = Growth()
        plans = last_year.plan(placed, opened, making.grids, making.forms, growth, filling)
        basics = basic_rows.plan(placed, opened, making.grids, making.forms, growth, filling)
        making.grow(growth)
        last_year.write(plans, making.grids, filling)
        last_year.write_facts(placed, opened, making.grids, filling)
        basic_rows.write(basics, making.forms, making.grids, filling)
        report_texts.write_texts(pack, making.book, opened.book, filling)
        result.puts += making.put(filling)
    for export in exports:
        growth = Growth()
        accounts = subjects.plan(placed, [export], making.grids, growth, filling)
        making.grow(growth)
        subjects.write(accounts, making.grids, filling)
        if not accounts:
            Amounts(placed, making.forms, pack.year, filling).fill(export)
        result.puts += making.put(filling)
    tell_rest(exports, filling)
    return told


def _check_target(out: PathLike, force: bool) -> None:
    """Refuse before any work is done what could not be written in the end."""
    target = Path(out)
    if target.suffix.lower() != ".xlsx":
        raise NewError(f"-o：“{target.name}”应为 .xlsx 工作簿。请改用以 .xlsx 结尾的文件名。")
    if target.exists() and not force:
        raise PackageProblem(
            "file.exists", "目标文件已存在，没有写入。换一个文件名，或加 --force 覆盖。", os.fspath(out)
        )


def _check_last(opened: Opened, pack: Pack, filling: Filling) -> None:
    if not opened.forms and not opened.recognised.near:
        raise NewError(
            f"--from：{opened.name} 里没有认出绩效表格。请核对是否选错了文件，或用 jixiao check 查看缺什么。"
        )
    years = {form.year for form in opened.forms if form.year is not None}
    if pack.year is not None and years and pack.year - 1 not in years:
        stated = "、".join(str(year) for year in sorted(years))
        filling.messages.append(
            f"--from：工作簿写的是 {stated} 年，模板包是 {pack.year} 年，上一年应为 {pack.year - 1} 年；仍按上年带入，请核对。"
        )


def _projects(pack: Pack, path: PathLike | None, opened: Opened | None, filling: Filling) -> list[Project]:
    repeating = [form for form in pack.forms if form.repeats]
    if path is not None:
        if not repeating:
            raise NewError(f"--projects：模板包 {pack.name} 没有按项目重复的表。请去掉 --projects，或换一个模板包。")
        projects, told = read_projects(path)
        filling.messages += told
        return projects
    if opened is not None and repeating:
        return last_year.projects_of(opened)
    return []


def _sheets(pack: Pack, projects: list[Project]) -> tuple[Making, list[Placed]]:
    """The pack's workbook with a sheet for each project, and its forms on their sheets."""
    data = pack.workbook.read_bytes()
    book = Making(data).book
    sheets: dict[str, list[tuple[str, Project | None]]] = {}
    repeating = [form for form in pack.forms if form.repeats and form.sheet in book.sheets]
    taken = {sheet for sheet in book.sheets if sheet not in {form.sheet for form in repeating}}
    for form in repeating if projects else []:
        names = sheet_names(sheet_titles([one.name for one in projects], form.title, len(repeating)), taken)
        taken |= set(names)
        data = repeat_sheet(data, form.sheet, names, pack.file)
        sheets[form.sheet] = list(zip(names, projects, strict=True))
    return Making(data), place(pack, book, sheets)


def _row_counts(placed: list[Placed]) -> dict[str, int]:
    return {one.sheet: sum(block.count for block in one.blocks) for one in placed}
