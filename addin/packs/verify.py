"""核对模板包 (verify): whether the workbook of a pack has what its pack.toml says, every difference named."""

from __future__ import annotations

from ..forms.kinds import LABELS
from ..forms.model import KINDS, Form
from ..forms.recognise import recognise
from ..grid import column_letters
from ..package.reading import WorkbookFile, open_workbook
from .model import BLOCK_NAMES, KIND_NAMES, Pack, PackError, PackForm
from .places import place_of
from .schema import as_address


def verify(pack: Pack) -> WorkbookFile:
    """核对模板包.

    Returns:
        The pack's workbook, opened.

    Raises:
        PackError: sheets, defined names, rows or columns that pack.toml names and the workbook does not have as said.
        PackageProblem: the workbook cannot be read.
    """
    book = open_workbook(pack.workbook)
    faults = differences(pack, book)
    if faults:
        listed = "\n".join(f"  {number}. {fault}" for number, fault in enumerate(faults, 1))
        raise PackError(
            f"{pack.place} 与模板工作簿“{pack.file}”不一致，共 {len(faults)} 处：\n{listed}\n请改正 pack.toml 或工作簿后再试。"
        )
    return book


def differences(pack: Pack, book: WorkbookFile) -> list[str]:
    """不一致之处: one sentence each, in the order of pack.toml."""
    faults: list[str] = []
    recognised = {form.sheet: form for form in recognise(book.grids()).forms}
    for form in pack.forms:
        if form.sheet not in book.sheets:
            if form.required:
                listed = "、".join(book.sheets[:20])
                faults.append(f"没有工作表“{form.sheet}”（{form.name}）；现有：{listed}")
            continue
        faults += _cells(book, form.sheet, {f"fields.{name}": cell for name, cell in (form.fields or {}).items()})
        faults += _rows(book, form)
        faults += _kind(form, recognised.get(form.sheet))
    for text in pack.texts:
        faults += _cells(book, text.sheet, {f"texts {text.name}": text.cell})
    for datum in pack.data:
        faults += _cells(book, datum.sheet, {f"data {datum.name}.{key}": cell for key, cell in datum.cells.items()})
    return faults


def _cells(book: WorkbookFile, sheet: str, cells: dict[str, str]) -> list[str]:
    if sheet not in book.sheets:
        return [f"{key} 所在的工作表“{sheet}”不存在" for key in cells]
    faults = []
    for key, cell in cells.items():
        if place_of(book, sheet, cell) is None:
            faults.append(f"{key}：工作簿里没有指向“{sheet}”的定义名称 {cell}")
        elif as_address(cell) is not None:
            row, column = as_address(cell) or (0, 0)
            grid = book.grid(sheet)
            bottom, right = grid.size
            if row > bottom or column > right:
                faults.append(f"{key}：单元格 {cell} 在“{sheet}”的表格之外（到 {column_letters(right)}{bottom} 为止）")
    return faults


def _rows(book: WorkbookFile, form: PackForm) -> list[str]:
    faults = []
    bottom, right = book.grid(form.sheet).size
    for block in form.blocks:
        what = f"“{form.sheet}”的{BLOCK_NAMES[block.name]}行"
        if block.last > bottom:
            faults.append(f"{what}（{block.first}—{block.last}）超出表格，表格到第 {bottom} 行为止")
        for name, column in block.columns.items():
            if column > right:
                faults.append(
                    f"{what}：columns.{name} = {column_letters(column)} 在表格之外（到 {column_letters(right)} 列为止）"
                )
    return faults


def _kind(form: PackForm, found: Form | None) -> list[str]:
    """What the labels on the sheet say about its kind and columns, where they say it."""
    if found is None or form.kind not in KINDS:
        return []
    if found.kind != form.kind:
        return [
            f'“{form.sheet}”写为 kind = "{form.kind}"（{KIND_NAMES[form.kind]}），表格的标题和表头是{KIND_NAMES[found.kind]}'
        ]
    faults = []
    for block in form.blocks if form.kind != "basic" else ():
        columns = {"indicators": found.columns, "budget": found.budget_columns}.get(block.name, {})
        for name, column in block.columns.items():
            if name in columns and columns[name] != column:
                faults.append(
                    f"“{form.sheet}”的 columns.{name} 写为 {column_letters(column)} 列，表头“{LABELS.get(name, name)}”在 "
                    f"{column_letters(columns[name])} 列"
                )
    return faults
