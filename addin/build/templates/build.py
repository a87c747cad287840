"""生成全部模板 (build): every pack module of this folder, written below templates/."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Dict, List, Sequence

from .pack import PackSource

ROOT = Path(__file__).resolve().parents[3] / "templates"


def all_packs() -> Dict[str, PackSource]:
    """全部模板包: name -> source, from every module here that has a ``PACK``."""
    found = {}
    for module in iter_modules([str(Path(__file__).parent)]):
        if not module.name.startswith("_"):
            pack = getattr(import_module(f"{__package__}.{module.name}"), "PACK", None)
            if isinstance(pack, PackSource):
                found[pack.name] = pack
    return dict(sorted(found.items()))


def files_of(pack: PackSource) -> Dict[str, bytes]:
    """一个模板包的文件: path below templates/ -> bytes, the same on every build."""
    book = pack.book()
    data = book.to_bytes()
    return {f"{pack.name}/{pack.file}": data, f"{pack.name}/pack.toml": pack.toml(book).encode("utf-8")}


def write_all(names: Sequence[str] = (), root: Path = ROOT) -> List[Path]:
    """写出模板包.

    Args:
        names: packs to write; empty for all. root: the folder of the packs.

    Returns:
        the files, in order.

    Raises:
        KeyError: no such pack.
    """
    packs = all_packs()
    written = []
    for name in names or list(packs):
        for path, data in files_of(packs[name]).items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            written.append(target)
    return written
