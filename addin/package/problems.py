"""文件问题 (package problems): why a file cannot be read or written, in words a user can act on."""

from __future__ import annotations


class PackageProblem(Exception):
    """文件无法处理: stops the work on one file, never the whole batch.

    Args:
        code: one of the codes that docs/files.md lists, such as ``file.encrypted``.
        message: place, what was found, what was expected and the next step, in Chinese.
        path: the file; "" when the bytes came from elsewhere.

    >>> str(PackageProblem("file.empty", "文件是空的（0 字节）。请重新取得文件。", "自评表.xlsx"))
    '自评表.xlsx：文件是空的（0 字节）。请重新取得文件。'
    """

    def __init__(self, code: str, message: str, path: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}：{self.message}" if self.path else self.message
