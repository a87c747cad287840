"""同样的事用现成的库来做 (the same work by libraries): what an office would script with openpyxl, docxtpl and pandas.

One unit after the other, as their manuals say. They check nothing, lock nothing, and lose the cached values of formulas.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

import docxtpl
import jinja2
import openpyxl
import pandas
from openpyxl.packaging.custom import StringProperty

from addin.narrative.filters import FILTERS

#: sheet, row, column
Place = Tuple[str, int, int]
_GAP = "【待补】"


def issue(workbook: bytes, report: bytes, units: Iterable[Tuple[str, str, Mapping[Place, Any]]], folder: Path) -> None:
    """下发: the workbook loaded, filled and saved, the report rendered and saved, and a line of the list, for each unit.

    Args:
        units: code, name, and the cells to fill.
    """
    environment = _environment()
    with (folder / "清单.jsonl").open("w", encoding="utf-8") as listing:
        for code, name, cells in units:
            own = folder / f"{code}_{name}"
            own.mkdir()
            book = openpyxl.load_workbook(io.BytesIO(workbook))
            for (sheet, row, column), value in cells.items():
                book[sheet].cell(row, column).value = value
            book.custom_doc_props.append(StringProperty(name="unit", value=code))
            book.save(own / f"{code}_{name}.xlsx")
            document = docxtpl.DocxTemplate(io.BytesIO(report))
            staff = {"编制数": next(value for value in cells.values() if isinstance(value, int))}
            known = {"年度": 2024, "单位名称": name, "基础数据表": {"财政供养人员": staff}}
            document.render(known, jinja_env=environment)
            document.save(own / f"{code}_{name}_报告.docx")
            listing.write(json.dumps({"unit": code, "name": name}, ensure_ascii=False) + "\n")


def _environment() -> jinja2.Environment:
    """Filters of the template's names that only print: less work than ours do."""
    environment = jinja2.Environment(undefined=jinja2.ChainableUndefined, autoescape=True)
    environment.filters.update(dict.fromkeys(FILTERS, _shown))
    environment.filters["段落"] = lambda value: [_shown(value)]
    environment.filters["有数"] = lambda value: not isinstance(value, jinja2.Undefined)
    environment.filters["为零"] = lambda value: value == 0
    environment.filters["空作零"] = lambda value: 0 if isinstance(value, jinja2.Undefined) else value
    return environment


def _shown(value: Any, *_: Any) -> str:
    return _GAP if isinstance(value, jinja2.Undefined) else str(value)


def roll_up(files: Sequence[Tuple[str, Path]], parents: Mapping[str, str], cells: Sequence[Place], out: Path) -> None:
    """汇总: each workbook loaded, its cells read, everything added up by the unit above, three tables written.

    Args:
        files: code and path. cells: what is read from each, by address; the last one is the score.
    """
    rows: List[Dict[str, Any]] = []
    for code, path in files:
        book = openpyxl.load_workbook(path, data_only=True)
        row: Dict[str, Any] = {"unit": code, "parent": parents[code]}
        for sheet, at, column in cells:
            row[f"{sheet}!{at},{column}"] = book[sheet].cell(at, column).value
        rows.append(row)
    table = pandas.DataFrame(rows)
    numbers = table.drop(columns=["unit"]).select_dtypes("number").columns
    sums = table.groupby("parent")[list(numbers)].sum()
    means = table.groupby("parent")[list(numbers)].mean()
    with pandas.ExcelWriter(out, engine="openpyxl") as writer:
        table.to_excel(writer, sheet_name="各单位")
        sums.to_excel(writer, sheet_name="合计")
        means.to_excel(writer, sheet_name="平均")
