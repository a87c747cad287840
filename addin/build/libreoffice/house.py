"""携带的文件 (the house inside): our packages as they stand in the extension, with data as JSON."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Dict, Iterator

from udfs.core.data import COMPILED, compile_root

from .carried import ROOT, carried
from .rewrite import rewritten

_HERE = Path(__file__).resolve().parent

#: what is generated in place of addin/version.py
_VERSION = '''"""版本 (version): written by the build."""


def version():
    """版本号: of this extension."""
    return "{version}"
'''


def house(version: str, root: Path = ROOT) -> Dict[str, bytes]:
    """携带的文件: paths below the folder jixiao_oxt, and contents.

    Args:
        version: stamped into addin/version.py. root: the folder of udfs and addin.
    """
    members: Dict[str, bytes] = {
        "__init__.py": '"""绩效自评 (jixiao): the packages that the extension carries."""\n'.encode()
    }
    modules = carried(root)
    for name, path in modules.items():
        relative = path.relative_to(root)
        if name == "addin.version":
            text = _VERSION.format(version=version)
        else:
            text = rewritten(path.read_text("utf-8"), relative)
        members[relative.as_posix()] = text.encode("utf-8")
    for path in sorted((_HERE / "office").glob("*.py")):
        if path.name != "component.py":  # it stands outside, where LibreOffice looks for it
            members[f"office/{path.name}"] = rewritten(path.read_text("utf-8"), path.relative_to(ROOT)).encode("utf-8")
    members.update(_data(root, {path.parent for path in modules.values()}))
    return members


def _data(root: Path, folders: set[Path]) -> Iterator[tuple[str, bytes]]:
    """The TOML files of the carried packages as JSON, one file for each folder that has them (and those below)."""
    roots = sorted({folder for folder in folders if any(folder.glob("*.toml"))} | {root / "udfs" / "rules"})
    for folder in roots:
        if folder == root / "addin":
            continue  # ribbon.toml is what the build reads
        relative = folder.relative_to(root).as_posix()
        yield f"{relative}/{COMPILED}", _compiled(folder)


def _compiled(folder: Path) -> bytes:
    """In a folder of its own: the source tree stays as it is."""
    with tempfile.TemporaryDirectory(prefix="jixiao-build-") as temporary:
        copy = Path(temporary)
        for source in folder.rglob("*.toml"):
            target = copy / source.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
        return compile_root(copy).read_bytes()
