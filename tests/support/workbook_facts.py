"""工作簿的样子 (workbook facts): what a stored workbook shows and allows, in a form that two files can be compared by."""

from collections import Counter
from typing import Any, Dict, Tuple

import openpyxl

#: what is read of every sheet
SHEET_FACTS = (
    "merges", "heights", "validations", "conditional formats", "print", "protection", "breaks", "used area", "formulas", "values",
    "borders", "formats",
)  # fmt: skip

_SIDES = ("left", "right", "top", "bottom")


def facts(path) -> Dict[str, Any]:
    """一个文件的样子: ``{"names": {...}, "merges": {sheet: ...}, ...}``; formulas and values (as stored) by address."""
    book, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    found: Dict[str, Any] = {name: {} for name in SHEET_FACTS}
    found["names"] = {name: defined.attr_text for name, defined in book.defined_names.items()}
    for page in book:
        for name, fact in _sheet(page, values[page.title]).items():
            found[name][page.title] = fact
    return found


def _sheet(page, values) -> Dict[str, Any]:
    cells = {cell.coordinate: cell for row in page for cell in row}
    return {
        "merges": {str(one) for one in page.merged_cells.ranges},
        "heights": {row: (one.height, one.hidden) for row, one in page.row_dimensions.items()},
        "validations": Counter(_validation(one) for one in page.data_validations.dataValidation),
        "conditional formats": {
            str(area.sqref): [(rule.type, rule.operator, tuple(rule.formula), rule.dxf.fill.bgColor.rgb) for rule in area.rules]
            for area in page.conditional_formatting
        },
        "print": (page.print_area, page.print_title_rows, page.print_title_cols),
        "protection": {name: getattr(page.protection, name) for name in page.protection.__attrs__},
        "breaks": [one.id for one in page.row_breaks.brk],
        "used area": page.dimensions,
        "formulas": {where: cell.value for where, cell in cells.items()},
        "values": {cell.coordinate: cell.value for row in values for cell in row},
        "borders": {where: [getattr(cell.border, side).style for side in _SIDES] for where, cell in cells.items()},
        "formats": {where: _format(cell) for where, cell in cells.items()},
    }  # fmt: skip


def _validation(one) -> Tuple[Any, ...]:
    areas = tuple(sorted(str(area) for area in one.sqref.ranges))
    return (areas, one.type, one.operator, one.formula1, one.formula2, one.errorStyle, one.error, one.prompt)


def _format(cell) -> Tuple[Any, ...]:
    return (
        cell.font.name, cell.font.sz, cell.font.b, cell.alignment.horizontal, cell.alignment.vertical, cell.alignment.wrapText,
        cell.number_format, cell.fill.fgColor.rgb, cell.protection.locked,
    )  # fmt: skip
