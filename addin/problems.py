"""问题与取消 (problems): what stops a piece of work, in words a user can act on."""

from __future__ import annotations


class Problem(Exception):
    """无法继续: stops one piece of work (a file, a button), never a whole batch.

    Args:
        code: a short code such as ``file.encrypted`` or ``host.editing``.
        message: place, what was found, what was expected and the next step, in Chinese.
        path: the file; "" when there is none to name.

    >>> str(Problem("file.empty", "文件是空的（0 字节）。请重新取得文件。", "自评表.xlsx"))
    '自评表.xlsx：文件是空的（0 字节）。请重新取得文件。'
    """

    def __init__(self, code: str, message: str, path: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}：{self.message}" if self.path else self.message


class Cancelled(Exception):
    """用户取消: the user stopped the work; whatever was begun is taken back."""
