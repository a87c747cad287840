"""随机模板 (random templates): sound ones in docxtpl's conventions, for comparing two engines."""

from __future__ import annotations

import random
from typing import Any, Dict, List

import docx

from .word_templates import saved

DATA: Dict[str, Any] = {
    "a": "甲&<乙", "b": 3, "t": True, "f": False, "e": [],
    "xs": [{"n": "一", "ys": [1, 2]}, {"n": "二", "ys": []}],
}  # fmt: skip


class Maker:
    """一个模板: the same seed gives the same one."""

    def __init__(self, seed: int) -> None:
        self.choice = random.Random(seed)
        self.document = docx.Document()

    def make(self) -> bytes:
        """生成."""
        self._blocks(2, [])
        return saved(self.document)

    def _words(self, depth: int, names: List[str]) -> str:
        pieces = []
        for _ in range(self.choice.randrange(1, 4)):
            kind = self.choice.randrange(7)
            if kind == 0 and depth:
                first, second = self._words(depth - 1, names), self._words(depth - 1, names)
                pieces.append(f"{{% if {self.choice.choice('tf')} %}}{first}{{% else %}}{second}{{% endif %}}")
            elif kind == 1 and depth:
                inner = self._words(depth - 1, [*names, "q"])
                pieces.append(f"{{% for q in {self._list()} %}}{inner}{{{{ loop.index }}}}{{% endfor %}}")
            elif kind == 2 and names:
                pieces.append(f"{{{{ {self.choice.choice(names)}.n }}}}")
            else:
                pieces.append(self.choice.choice(["文字 ", "{{ a }}", "{{ b + 1 }}", "x", "{{ b }}"]))
        return "".join(pieces)

    def _list(self) -> str:
        return self.choice.choice(["xs", "e"])

    def _paragraph(self, text: str) -> None:
        paragraph = self.document.add_paragraph()
        cuts = sorted(self.choice.randrange(len(text) + 1) for _ in range(self.choice.randrange(4)))
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(text)])):
            if start < end:
                paragraph.add_run(text[start:end]).italic = number % 2 == 1

    def _blocks(self, depth: int, names: List[str]) -> None:
        for _ in range(self.choice.randrange(1, 4)):
            kind = self.choice.randrange(5)
            if kind == 0 and depth:
                self._paragraph(f"{{%p if {self.choice.choice('tf')} %}}")
                self._blocks(depth - 1, names)
                self._paragraph("{%p else %}")
                self._blocks(depth - 1, names)
                self._paragraph("{%p endif %}")
            elif kind == 1 and depth:
                self._paragraph(f"{{%p for v{depth} in {self._list()} %}}")
                self._blocks(depth - 1, [*names, f"v{depth}"])
                self._paragraph("{%p endfor %}")
            elif kind == 2:
                self._table(names)
                self._paragraph("隔")
            else:
                self._paragraph(self._words(2, names))

    def _rows(self, depth: int, names: List[str]) -> List[List[str]]:
        rows: List[List[str]] = []
        for _ in range(self.choice.randrange(1, 3)):
            kind = self.choice.randrange(4)
            if kind == 0 and depth:
                condition = f"{{%tr if {self.choice.choice('tf')} %}}"
                rows += [[condition, ""], *self._rows(depth - 1, names), ["{%tr endif %}", ""]]
            elif kind == 1 and depth:
                inner = self._rows(depth - 1, [*names, f"r{depth}"])
                rows += [[f"{{%tr for r{depth} in {self._list()} %}}", ""], *inner, ["{%tr endfor %}", ""]]
            else:
                rows.append([self._words(1, names), self._words(1, names)])
        return rows

    def _table(self, names: List[str]) -> None:
        rows = [["头", "头"], *self._rows(2, names)]
        table = self.document.add_table(len(rows), 2)
        for row, texts in zip(table.rows, rows):
            for cell, text in zip(row.cells, texts):
                cell.text = text
