"""The folder of other people's files that the tests read, when it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

CORPUS = Path(os.environ.get("JIXIAO_CORPUS") or Path(__file__).resolve().parents[2].parent / "shared" / "corpus")
REASON = "样本文件夹不在（设置环境变量 JIXIAO_CORPUS 指明它的位置）"


def corpus_files(*suffixes: str) -> list[Path]:
    """The files with one of the suffixes, in a fixed order; an empty list without the folder."""
    if not CORPUS.is_dir():
        return []
    return sorted(path for path in CORPUS.rglob("*") if path.suffix.lower() in suffixes and path.is_file())
