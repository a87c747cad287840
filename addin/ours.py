"""我们的痕迹 (what is ours): how every host names and knows the sheets and comments that jixiao puts into a workbook."""

from __future__ import annotations

#: names of sheets that may be ours at all: a forged note cannot name the user's form
SHEET_PREFIX = "绩效校验"
#: the author of our comments; where a program puts its own user there, the text begins with it
AUTHOR = "绩效校验"
COMMENT_HEAD = f"{AUTHOR}："

_LONGEST_NAME = 31
_FORBIDDEN = set("[]:*?/\\")


def sheet_name_problem(name: str) -> str:
    """表名为什么不可用: "" for a name that a sheet of ours may have.

    >>> sheet_name_problem("绩效校验结果")
    ''
    """
    fits = name.startswith(SHEET_PREFIX) and len(name) <= _LONGEST_NAME and not _FORBIDDEN & set(name)
    if fits and not name.endswith("'"):
        return ""
    return f"工作表名 {name!r} 不可用：我们的工作表以“{SHEET_PREFIX}”开头，不超过 31 个字符，不含 [ ] : * ? / \\。"


def foreign_sheet_problem(name: str) -> str:
    """不是我们的表: what the user is told when a sheet of that name is not ours."""
    return f"工作表“{name}”不是我们生成的，没有改动。请把它改名，或先自行删除，再试。"
