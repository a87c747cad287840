"""改写导入 (rewriting imports): in the extension our packages are parts of jixiao_oxt, and only those can be reached.

``from udfs.registry import functions`` becomes ``from jixiao_oxt.udfs.registry import functions``: an installed jixiao, or a folder
``udfs`` beside a workbook, is never imported in its place. Relative imports stay as they are.
"""

from __future__ import annotations

import ast
from pathlib import PurePath
from typing import List

from .carried import PACKAGES
from .names import PACKAGE


class NotRewritten(Exception):
    """无法改写的导入: only ``from udfs.x import y`` has a form that says the same inside jixiao_oxt."""


def rewritten(text: str, where: PurePath) -> str:
    """改写后的源码.

    Args:
        text: Python source. where: its name, for messages.

    Raises:
        NotRewritten: ``import udfs``, which would need another name in the code too.

    >>> rewritten("from udfs.registry import functions", PurePath("x.py"))
    'from jixiao_oxt.udfs.registry import functions'
    """
    lines = text.splitlines(keepends=True)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] in PACKAGES:
                    raise NotRewritten(
                        f"{where} 第 {node.lineno} 行：请写成 from {alias.name} import …，扩展里才能改指携带的代码。"
                    )
        elif isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").partition(".")[0] in PACKAGES:
            _replace(lines, node)
    return "".join(lines)


def _replace(lines: List[str], node: ast.ImportFrom) -> None:
    at = node.lineno - 1
    # columns of ast are bytes; what stands before an import is ASCII
    head, tail = lines[at][: node.col_offset], lines[at][node.col_offset :]
    lines[at] = head + tail.replace(f"from {node.module}", f"from {PACKAGE}.{node.module}", 1)
