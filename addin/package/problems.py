"""文件问题 (package problems): why a file cannot be read or written, in words a user can act on."""

from __future__ import annotations

from ..problems import Problem


class PackageProblem(Problem):
    """文件无法处理: stops the work on one file, never the whole batch.

    Args:
        code: one of the codes that docs/files.md lists, such as ``file.encrypted``.
        message: place, what was found, what was expected and the next step, in Chinese.
        path: the file; "" when the bytes came from elsewhere.
    """
