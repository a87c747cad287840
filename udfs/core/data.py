"""数据文件 (data): TOML is the source; where tomllib is missing, the JSON that was compiled from it is read."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple, Union

try:
    import tomllib  # novermin
except ModuleNotFoundError:  # Python 3.9 and 3.10, such as LibreOffice's own
    tomllib = None  # type: ignore[assignment]

#: the compiled file, in the root folder of the TOML files
COMPILED = "compiled.json"

PathLike = Union[str, "os.PathLike[str]"]


class DataError(ValueError):
    """数据文件错误: a data file cannot be read; the message says which one, why and what to do."""


def load_toml(path: PathLike) -> Dict[str, Any]:
    """读取数据文件: one TOML file as a dict; figures with a point are Decimal.

    Args:
        path: the .toml file. Without tomllib, or where the file was not carried along, its content is taken from the
            ``compiled.json`` in the same folder or the nearest one above.

    Raises:
        DataError: the file is no TOML, or the compiled JSON is missing or older than the TOML file.

    >>> root = Path(__file__).parent.parent / "rules"
    >>> load_toml(root / "cn" / "national.toml")["alias"]
    '全国'
    """
    path = Path(path)
    # the LibreOffice extension carries the JSON only, on every Python
    if tomllib is not None and (path.is_file() or _nearest(path) is None):
        return _parse(path)
    return _from_compiled(path)


def list_toml(root: PathLike) -> List[Path]:
    """列出数据文件: the TOML files under a root, sorted; from the compiled JSON where only that was carried along."""
    root = Path(root)
    found = set(root.rglob("*.toml"))
    if (tomllib is None or not found) and (root / COMPILED).is_file():
        found.update(root / name for name in _compiled(root / COMPILED))
    return sorted(found)


def compile_root(root: PathLike) -> Path:
    """编译数据文件: write all TOML files under ``root`` to one JSON file beside them (needs Python 3.11).

    Args:
        root: the folder whose TOML files are compiled.

    Returns:
        The path of the JSON file.
    """
    root = Path(root)
    if tomllib is None:
        raise DataError("编译数据文件需要 Python 3.11 或更高版本（标准库 tomllib）。")
    files = {
        path.relative_to(root).as_posix(): {"sha256": _digest(path), "data": _parse(path)} for path in list_toml(root)
    }
    target = root / COMPILED
    text = json.dumps({"schema": 1, "files": files}, ensure_ascii=False, indent=1, default=_encode)
    temporary = target.with_suffix(".json.tmp")
    temporary.write_text(text + "\n", encoding="utf-8")
    os.replace(temporary, target)
    return target


def _parse(path: Path) -> Dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}：不是有效的 TOML 文件（{error}）。请更正后重试。") from error
    except OSError as error:
        raise DataError(f"{path.name}：无法读取数据文件（{error.strerror}）。") from error


def _digest(path: Path) -> str:
    # line ends differ between checkouts; the content does not
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _encode(value: Any) -> Dict[str, str]:
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    raise DataError(f"数据文件中有不支持的值：{value!r}。")


def _decode(entry: Dict[str, Any]) -> Any:
    if set(entry) == {"$decimal"}:
        return Decimal(entry["$decimal"])
    if set(entry) == {"$date"}:
        return datetime.date.fromisoformat(entry["$date"])
    return entry


def _compiled(path: Path) -> Dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"), object_hook=_decode)
        files = document["files"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path.name}：编译的数据文件已损坏（{error}）。请运行 python -m udfs.core.data 重新编译。"
        ) from error
    return dict(files)


def _from_compiled(path: Path) -> Dict[str, Any]:
    found = _nearest(path)
    if found is None:
        raise DataError(
            f"{path.name}：本机 Python 没有 tomllib，也没有编译好的 {COMPILED}。"
            "请用 Python 3.11 或更高版本运行 python -m udfs.core.data。"
        )
    compiled, entry = found
    if path.is_file() and _digest(path) != entry["sha256"]:
        raise DataError(
            f"{path.name}：{compiled.name} 已过期。请用 Python 3.11 或更高版本运行 python -m udfs.core.data。"
        )
    return dict(entry["data"])


def _nearest(path: Path) -> Optional[Tuple[Path, Dict[str, Any]]]:
    path = path.absolute()
    for folder in path.parents:
        compiled = folder / COMPILED
        if compiled.is_file():
            entry = _compiled(compiled).get(path.relative_to(folder).as_posix())
            if entry is not None:
                return compiled, entry
    return None


def default_roots() -> List[Path]:
    """默认的数据文件夹: the rules, and the lexicon of forms where the add-in stands beside."""
    house = Path(__file__).resolve().parent.parent.parent
    return [
        folder
        for folder in (house / "udfs" / "rules", house / "addin" / "forms", house / "addin" / "commands" / "accounts")
        if folder.is_dir()
    ]


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """命令: compile the given folders, or the default ones; print what was written."""
    given = sys.argv[1:] if arguments is None else arguments
    roots: Iterable[PathLike] = given or default_roots()
    for root in roots:
        print(compile_root(root))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
