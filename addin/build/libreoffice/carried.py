"""扩展携带的代码 (carried code): what the extension needs, found by following the imports from what it starts with.

LibreOffice's Python is its own: only the standard library of Python 3.9 is there. Anything else stops the build, with the
way that led to it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Set, Tuple

from .standard_library import MODULES

ROOT = Path(__file__).resolve().parents[3]

#: our packages; each stands below jixiao_oxt in the extension
PACKAGES = ("udfs", "addin")
#: what the program itself brings
_PROGRAM = ("uno", "unohelper", "com", "org")
#: missing before Python 3.11; the code that imports it goes on without (udfs/core/data.py)
_OPTIONAL = ("tomllib",)

#: where following starts: packages (all files in them) and modules
STARTS = (
    "udfs",
    "addin.buttons",
    "addin.hosts.libreoffice",
    "addin.commands.checks",
    "addin.commands.ties",
    "addin.commands.spellings",
)


class NotCarried(Exception):
    """扩展不能携带的模块: the message shows which file imports what, and how it was reached."""


@dataclass
class Found:
    """携带的模块: name to file, in the order of discovery; and which module led to each."""

    files: Dict[str, Path] = field(default_factory=dict)
    through: Dict[str, str] = field(default_factory=dict)


def carried(root: Path = ROOT, starts: Tuple[str, ...] = STARTS) -> Dict[str, Path]:
    """携带的模块: dotted names to files.

    Args:
        root: the folder of the packages. starts: see STARTS.

    Raises:
        NotCarried: something is imported that LibreOffice's Python does not have.
    """
    found = Found()
    waiting: List[str] = []
    for start in starts:
        waiting += _start(root, start)
    while waiting:
        name = waiting.pop()
        if name in found.files:
            continue
        path = _file(root, name)
        if path is None:
            raise NotCarried(f"没有模块 {name}（由 {found.through.get(name, '构建')} 导入）。")
        found.files[name] = path
        for needed in [*_parents(name), *_needed(root, name, path, found)]:
            found.through.setdefault(needed, name)
            waiting.append(needed)
    return dict(sorted(found.files.items()))


def _start(root: Path, start: str) -> Iterator[str]:
    yield start
    folder = root.joinpath(*start.split("."))
    for path in sorted(folder.glob("*.py")):
        if path.stem != "__init__":
            yield f"{start}.{path.stem}"


def _parents(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _file(root: Path, name: str) -> Optional[Path]:
    base = root.joinpath(*name.split("."))
    for path in (base / "__init__.py", base.with_suffix(".py")):
        if path.is_file():
            return path
    return None


def _needed(root: Path, name: str, path: Path, found: Found) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for module, names, line in _imports(path, package):
        top = module.partition(".")[0]
        if top in PACKAGES:
            yield module
            # from package import module
            yield from (f"{module}.{one}" for one in names if _file(root, f"{module}.{one}") is not None)
        elif top not in MODULES and top not in _PROGRAM and top not in _OPTIONAL:
            way = " ← ".join(_way(name, found))
            raise NotCarried(
                f"{path.relative_to(root)} 第 {line} 行导入 {module}，LibreOffice 的 Python 没有它（{way}）。"
                "请把这一部分放到扩展不携带的模块里。"
            )


def _imports(path: Path, package: str) -> Iterator[Tuple[str, Tuple[str, ...], int]]:
    tree = ast.parse(path.read_text("utf-8"))
    skipped = _for_types_only(tree)
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, (), node.lineno
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            yield absolute(node, package), names, node.lineno


def _for_types_only(tree: ast.AST) -> Set[ast.AST]:
    """The imports below ``if TYPE_CHECKING:``, which never happen at run time."""
    found: Set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for statement in node.body:
                found.update(ast.walk(statement))
    return found


def absolute(node: ast.ImportFrom, package: str) -> str:
    """绝对模块名: of ``from … import``, read inside ``package``."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    base = parts[: len(parts) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def _way(name: str, found: Found) -> Iterator[str]:
    seen: Set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        name = found.through.get(name, "")
