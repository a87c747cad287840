"""pack.toml (pack data): what a pack's file says, written from the sheets as they were drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, List, Mapping, Sequence

from openpyxl.utils import get_column_letter

from .book import Book
from .sheet import Sheet
from .texts import TEXTS

CHECKED = "2026-11-22"


@dataclass(frozen=True)
class PackSource:
    """一个模板包.

    Args:
        name: its folder below templates/. title, issuer, region, year, profile, report: as in pack.toml; year 0 for none.
        document, kind, unverified: the source. file: the workbook's name.
        draw: makes the sheets; its second argument gives numbers of rows that differ from the form's own.
        remarks: comments at the top of pack.toml.
    """

    name: str
    title: str
    issuer: str
    region: Sequence[str]
    year: int
    profile: str
    document: str
    file: str
    draw: Callable[[Book, Mapping[str, int]], None]
    kind: str = "published form"
    unverified: bool = False
    report: str = ""
    remarks: Sequence[str] = ()

    def book(self, rows: Mapping[str, int] = {}) -> Book:
        """模板工作簿, with ``rows`` (二级指标 or 项目 -> number of rows) where more are wanted."""
        made = Book(self.title, self.profile)
        self.draw(made, rows)
        return made

    def toml(self, book: Book) -> str:
        """pack.toml 的文字, from the sheets of ``book``."""
        lines = [f"# {remark}" for remark in self.remarks]
        lines += ["version = 1", f"title = {_text(self.title)}", f"issuer = {_text(self.issuer)}"]
        lines.append(f"region = [{', '.join(_text(word) for word in self.region)}]")
        lines += [f"year = {self.year}"] if self.year else []
        lines += [f"profile = {_text(self.profile)}", f"file = {_text(self.file)}"]
        lines += [f"report = {_text(self.report)}"] if self.report else []
        lines += ["", "[source]", f"document = {_text(self.document)}", f"kind = {_text(self.kind)}"]
        lines += [f"checked = {CHECKED}"]
        for sheet in book.sheets:
            if sheet.kind:
                lines += ["", *_form(sheet)]
        for sheet in book.sheets:
            if sheet.kind == "report_text":
                lines += _texts(sheet)
            lines += _data(sheet)
        return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _text(name)


def _form(sheet: Sheet) -> List[str]:
    lines = [
        "[[forms]]",
        f"kind = {_text(sheet.kind)}",
        f"title = {_text(sheet.heading)}",
        f"sheet = {_text(sheet.title)}",
    ]
    if sheet.repeats:
        lines.append(f"repeats = {_text(sheet.repeats)}")
    if sheet.table:
        lines.append(f"table = {_text(sheet.table)}")
    fields = {} if sheet.kind in ("report_text", "report_data") else sheet.fields
    if fields:
        lines += ["", "[forms.fields]"] + [f"{_key(path)} = {_text(name)}" for path, name in fields.items()]
    for block in sheet.blocks:
        columns = ", ".join(f"{name} = {_text(get_column_letter(column))}" for name, column in block.columns.items())
        lines += ["", "[[forms.rows]]", f"name = {_text(block.name)}", f"first = {block.first}", f"last = {block.last}"]
        lines += [f"group = {_text(block.group)}"] if block.group else []
        lines.append(f"columns = {{ {columns} }}")
    return lines


def _texts(sheet: Sheet) -> List[str]:
    lines: List[str] = []
    for name, title in sheet.texts or [(name, title) for name, title, _ in TEXTS]:
        lines += ["", "[[texts]]", f"name = {_text(name)}", f"title = {_text(title)}"]
        lines += [f"sheet = {_text(sheet.title)}", f"cell = {_text(sheet.fields[name])}"]
    return lines


def _data(sheet: Sheet) -> List[str]:
    lines: List[str] = []
    for datum in sheet.data:
        cells = ", ".join(f"{name} = {_text(sheet.fields[path])}" for name, path in datum.cells.items())
        lines += ["", "[[data]]", f"name = {_text(datum.name)}", f"title = {_text(datum.title)}"]
        lines += [f"unit = {_text(datum.unit)}"] if datum.unit else []
        lines += [f"sheet = {_text(sheet.title)}", f"cells = {{ {cells} }}"]
    return lines
