"""生成报告模板 (build): every source of the folder ``sources`` as a Word template in its pack."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List

from .document import build_document
from .source import Source, read_source

SOURCES = Path(__file__).parent / "sources"
ROOT = Path(__file__).resolve().parents[3] / "templates"


def all_sources() -> List[Source]:
    """全部文字稿, by their file names."""
    return [read_source(path) for path in sorted(SOURCES.glob("*.txt"))]


def files() -> Dict[str, bytes]:
    """全部模板: path below templates/ -> bytes, the same on every build."""
    return {f"{source.pack}/{source.file}": build_document(source) for source in all_sources()}


def write_all(root: Path = ROOT) -> List[Path]:
    """写出报告模板 into their packs, which must exist.

    Raises:
        FileNotFoundError: a source names a pack that is not there.
    """
    written = []
    for name, data in files().items():
        target = root / name
        target.write_bytes(data)
        written.append(target)
    return written
