"""Range, Interior, Comment of the stand-in for Excel.

依据: Microsoft, Excel VBA reference: Range.NumberFormat, .Locked, .MergeCells, .RowHeight, .ColumnWidth are Null where the cells
differ; Range.MergeArea works on a single cell only; Interior.Color of 0xBBGGRR; Worksheet.Protect refuses changes of locked
cells and of formats with error 1004; Range.AddComment fails where there is one.
"""

from __future__ import annotations

import dataclasses

from support.fake_excel.cells import Comment, Interior, Plain
from support.fake_excel.com import Com, refusal
from support.fake_excel.typed import as_formula, enter

from addin.grid import MAX_COLUMN, MAX_ROW, address, column_number
from addin.grid import Range as Area


def parse(text):
    """``B2:D5``, ``B2``, ``3:5`` or ``B:C``."""
    first, _, last = text.replace("$", "").partition(":")
    last = last or first
    if first.isdigit():
        return Area(int(first), 1, int(last), MAX_COLUMN)
    if first.isalpha():
        return Area(1, column_number(first), MAX_ROW, column_number(last))
    return Area.parse(text)


class Range(Com):
    """Cells of one sheet."""

    is_range = True

    def __init__(self, sheet, area):
        self._app, self._sheet, self._area = sheet._app, sheet, area

    # where it is
    Row = property(lambda self: self._area.top)
    Column = property(lambda self: self._area.left)
    Worksheet = property(lambda self: self._sheet)
    Application = property(lambda self: self._app)

    @property
    def Rows(self):
        return Counted(self._app, self._area.bottom - self._area.top + 1)

    @property
    def Columns(self):
        return Counted(self._app, self._area.right - self._area.left + 1)

    @property
    def Areas(self):
        from support.fake_excel.com import Items

        return Items(self._app, [self])

    @property
    def Address(self):
        first, last = (f"${address(r, c)}" for r, c in self._corners())
        split = [
            one[:1] + one[1:].rstrip("0123456789") + "$" + one.lstrip("$").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            for one in (first, last)
        ]
        return split[0] if split[0] == split[1] else ":".join(split)

    def _corners(self):
        return (self._area.top, self._area.left), (self._area.bottom, self._area.right)

    def __call__(self, row, column):
        top, left = self._area.top + row - 1, self._area.left + column - 1
        return Range(self._sheet, Area(top, left, top, left))

    # cells behind it
    def _places(self):
        area = self._area
        assert (area.bottom - area.top + 1) * (area.right - area.left + 1) <= 6_000_000, "too much for one call"
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                yield row, column

    def _existing(self):
        for where in self._places():
            yield self._sheet._cells.get(where, self._sheet._default)

    def _made(self):
        for where in self._places():
            yield self._sheet._cell(where)

    def _single(self):
        return self._corners()[0] == self._corners()[1]

    def _rows_of(self, ask):
        area, cells, default = self._area, self._sheet._cells, self._sheet._default
        if self._single():
            return ask(cells.get((area.top, area.left), default))
        return tuple(
            tuple(ask(cells.get((row, column), default)) for column in range(area.left, area.right + 1))
            for row in range(area.top, area.bottom + 1)
        )

    def _uniform(self, name):
        if self._area.bottom == MAX_ROW:
            return None
        found = {getattr(cell, name) for cell in self._existing()}
        return found.pop() if len(found) == 1 else None

    def _may_format(self):
        self._app._written()
        if self._sheet._is_protected() and not self._sheet._options.get("AllowFormattingCells"):
            raise refusal("您试图更改的单元格位于受保护的工作表中。")
        self._app._fail_if_due()

    # contents
    Value2 = property(lambda self: self._rows_of(lambda cell: cell.value))
    Value = Value2

    @property
    def Formula(self):
        return self._rows_of(as_formula)

    @Formula.setter
    def Formula(self, value):
        self._app._written()
        self._app._fail_if_due()
        area, in_array = self._area, isinstance(value, (tuple, list))
        height, width = area.bottom - area.top + 1, area.right - area.left + 1
        if in_array:
            assert [len(row) for row in value] == [width] * height, "the array does not fit the range"
        for where in self._places():
            cell = self._sheet._cell(where)
            if self._sheet._is_protected() and cell.locked:
                raise refusal("您试图更改的单元格位于受保护的工作表中。")
            if cell.array is not None and not (
                (cell.array.top, cell.array.left) in area and (cell.array.bottom, cell.array.right) in area
            ):
                raise refusal("不能更改数组的某一部分。")
            merged = self._sheet._merge_at(where)
            if merged is not None and where != (merged.top, merged.left):
                continue  # Excel drops it without a word
            one = value[where[0] - area.top][where[1] - area.left] if in_array else value
            enter(cell, one, in_array)
        self._sheet._calculate()

    # looks
    @property
    def NumberFormat(self):
        return self._uniform("number_format")

    @NumberFormat.setter
    def NumberFormat(self, value):
        self._may_format()
        if not value or value.count('"') % 2:
            raise refusal("不能设置类 Range 的 NumberFormat 属性")
        for cell in self._made():
            cell.number_format = value

    Locked = property(lambda self: self._uniform("locked"))
    Interior = property(lambda self: Interior(self))
    PrefixCharacter = property(lambda self: self._uniform("prefix"))

    @property
    def Font(self):
        return Plain(self._app, "Font", Bold=False)

    @property
    def Borders(self):
        return Plain(self._app, "Borders", Weight=2)

    WrapText = property(lambda self: False, lambda self, value: self._may_format())
    VerticalAlignment = property(lambda self: -4107, lambda self, value: self._may_format())

    @property
    def MergeCells(self):
        found = {self._sheet._merge_at(where) is not None for where in self._places()}
        return found.pop() if len(found) == 1 else None

    @property
    def MergeArea(self):
        if not self._single():
            raise refusal("应用程序定义或对象定义错误")
        where = self._corners()[0]
        return Range(self._sheet, self._sheet._merge_at(where) or self._area)

    @property
    def RowHeight(self):
        heights = {self._sheet._height(row) for row in range(self._area.top, min(self._area.bottom, 5000) + 1)}
        return heights.pop() if len(heights) == 1 else None

    @RowHeight.setter
    def RowHeight(self, value):
        for row in range(self._area.top, self._area.bottom + 1):
            self._sheet._heights[row] = value

    @property
    def ColumnWidth(self):
        widths = {self._sheet._width(column) for column in range(self._area.left, self._area.right + 1)}
        return widths.pop() if len(widths) == 1 else None

    @ColumnWidth.setter
    def ColumnWidth(self, value):
        self._may_format()
        for column in range(self._area.left, self._area.right + 1):
            self._sheet._widths[column] = value

    # comments
    Comment = property(lambda self: next(iter(self._existing())).comment)
    CommentThreaded = property(lambda self: next(iter(self._existing())).thread)

    def AddComment(self, Text=""):
        self._app._written()
        self._app._fail_if_due()
        if self._sheet._is_protected():
            raise refusal("应用程序定义或对象定义错误")
        cell = self._sheet._cell(self._corners()[0])
        if cell.comment is not None or cell.thread is not None:
            raise refusal("应用程序定义或对象定义错误")
        cell.comment = Comment(self._app, cell, Text, self._app.UserName)
        return cell.comment

    def ClearComments(self):
        for cell in self._existing():
            cell.comment = None

    # structure
    def Clear(self):
        self._app._written()
        for where in [where for where in self._sheet._cells if where in self._area]:
            del self._sheet._cells[where]
        self._sheet._links[:] = [
            one for one in self._sheet._links if (one.Range.Row, one.Range.Column) not in self._area
        ]

    def ClearContents(self):
        for cell in self._existing():
            cell.value = cell.formula = None

    def Find(self, What, LookIn, LookAt, SearchOrder, SearchDirection):
        assert (What, SearchDirection) == ("*", 2)
        filled = [
            where for where, cell in self._sheet._cells.items()
            if where in self._area and (cell.value is not None or cell.formula is not None)
        ]  # fmt: skip
        if not filled:
            return None
        row, column = max(filled, key=lambda one: one if SearchOrder == 1 else one[::-1])
        return Range(self._sheet, Area(row, column, row, column))

    def Insert(self, Shift=None, CopyOrigin=None):
        assert self._area.right == MAX_COLUMN
        assert Shift == -4121
        self._app._written()
        self._sheet._shift(self._area.top, self._area.bottom - self._area.top + 1)

    def Delete(self, Shift=None):
        assert self._area.right == MAX_COLUMN
        assert Shift == -4162
        self._app._written()
        self._sheet._remove_rows(self._area.top, self._area.bottom - self._area.top + 1)

    def Copy(self, Destination):
        source, target = self._area, Destination._area
        for merged in self._sheet._merges:
            crosses = any(where in merged for where in Destination._places()) and not (
                (merged.top, merged.left) in target and (merged.bottom, merged.right) in target
            )
            if crosses:
                raise refusal("无法对合并单元格执行此操作。")
        for row, column in Destination._places():
            model = self._sheet._cells.get((source.top, source.left + column - target.left))
            if model is not None:
                self._sheet._cells[row, column] = dataclasses.replace(model)
        for merged in list(self._sheet._merges):
            if (
                merged.top == merged.bottom == source.top
                and merged.left >= source.left
                and merged.right <= source.right
            ):
                for row in range(target.top, target.bottom + 1):
                    self._sheet._merges.append(Area(row, merged.left, row, merged.right))


class Counted(Com):
    def __init__(self, app, count):
        self._app, self._count = app, count

    Count = property(lambda self: self._count)
