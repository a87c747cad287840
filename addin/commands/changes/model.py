"""改动的模型 (model of changes): one thing that differs between an old and a new file, told once."""

from __future__ import annotations

from dataclasses import dataclass, field

# what happened to one cell
VALUE = "value"  # 填写的内容改了
CONSEQUENCE = "consequence"  # 计算得出的数随之改了
FORMULA = "formula"  # 公式改成另一个公式
FORMULA_REMOVED = "formula-removed"  # 公式变成直接填写的数
FORMULA_ADDED = "formula-added"  # 直接填写的数变成公式
STORED = "stored"  # 显示相同，存的数不同
FORMAT = "format"  # 存的数相同，显示不同
SPACING = "spacing"  # 只有空白不同
# rows and columns
ROW_ADDED, ROW_REMOVED, ROW_RENAMED, ROW_MOVED = "row-added", "row-removed", "row-renamed", "row-moved"
COLUMN_ADDED, COLUMN_REMOVED = "column-added", "column-removed"
HIDDEN, SHOWN = "hidden", "shown"  # 行、列、工作表
# sheets, forms, the whole file
SHEET_ADDED, SHEET_REMOVED, SHEET_RENAMED = "sheet-added", "sheet-removed", "sheet-renamed"
FORM_ADDED, FORM_REMOVED = "form-added", "form-removed"
PROTECTION = "protection"
PROPERTY = "property"
PROFILE = "profile"
PARAGRAPH = "paragraph"
FILE_ADDED, FILE_REMOVED = "file-added", "file-removed"

#: kind -> the kind that the same difference has when old and new change places
MIRROR = {
    FORMULA_REMOVED: FORMULA_ADDED, ROW_REMOVED: ROW_ADDED, COLUMN_REMOVED: COLUMN_ADDED, SHOWN: HIDDEN,
    SHEET_REMOVED: SHEET_ADDED, FORM_REMOVED: FORM_ADDED, FILE_REMOVED: FILE_ADDED,
}  # fmt: skip
MIRROR |= {there: here for here, there in MIRROR.items()}


@dataclass(frozen=True)
class Change:
    """一处改动.

    Args:
        kind: one of the kinds above. message: place, old and new, in Chinese.
        sheet, cell: where in the new file; in the old one for what is gone; "" for what has no such place.
        form: the form's title. row, field: the row's and the column's name as printed; "" outside of the forms.
        old, new: what was and is shown. old_cell: the address in the old file.
        suspicion: why somebody should look at it; "" for an ordinary correction.
        file: in a comparison of folders the new file's relative path.
        cells: addresses of all cells that this change tells, in the new file (in the old one for what is gone).
    """

    kind: str
    message: str
    sheet: str = ""
    cell: str = ""
    form: str = ""
    row: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    old_cell: str = ""
    suspicion: str = ""
    file: str = ""
    cells: tuple[str, ...] = ()

    def as_json(self) -> dict[str, str]:
        """转为 JSON: without the list of cells."""
        return {name: value for name, value in vars(self).items() if name != "cells"}


@dataclass(frozen=True)
class Consequence:
    """后果: what the changes did, or by the rule should have done, to a computed figure of a form.

    Args:
        sheet, cell, form, field: which figure. old, new: as printed. expected: by the rule, "" where it agrees with
            what is printed or the rule cannot say. message: in Chinese. file: as in Change.
    """

    sheet: str
    cell: str
    form: str
    field: str
    old: str
    new: str
    expected: str
    message: str
    file: str = ""

    def as_json(self) -> dict[str, str]:
        """转为 JSON."""
        return dict(vars(self))


@dataclass
class Compared:
    """比较结果.

    Args:
        changes: everything that differs, by sheet and cell. consequences: for total, grade, rates and scores.
        notes: what could not be compared, in Chinese.
    """

    changes: list[Change] = field(default_factory=list)
    consequences: list[Consequence] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
