"""依赖齐全 (closure): proves from the wheels' own metadata that a target has all that jixiao needs, before anybody is offline."""

from __future__ import annotations

import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import Dict, Iterable, List, Set, Tuple

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename

from .targets import Target

Wheels = Dict[NormalizedName, List[Path]]


def missing(wheels: Iterable[Path], target: Target, python: str, root: str = "jixiao") -> List[str]:
    """缺少的依赖, each with what asks for it; [] when nothing is missing.

    Args:
        wheels: the files. target, python: for whom. root: where to begin.
    """
    tags = _tags(target, python)
    fitting: Wheels = {}
    for wheel in wheels:
        name, _, _, own = parse_wheel_filename(wheel.name)
        if own & tags:
            fitting.setdefault(name, []).append(wheel)
    markers = {
        **target.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_version": "",
        "implementation_version": f"{python}.0",
    }
    told: List[str] = []
    seen: Set[Tuple[str, str]] = set()
    todo = [(Requirement(root), "")]
    while todo:
        asked, by = todo.pop()
        extras = asked.extras or {""}
        name = canonicalize_name(asked.name)
        found = [wheel for wheel in fitting.get(name, []) if parse_wheel_filename(wheel.name)[1] in asked.specifier]
        if not found:
            told.append(f"{asked.name}{asked.specifier}" + (f"（{by} 需要）" if by else ""))
            continue
        for extra in extras:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for needed in _requirements(found[0]):
                if needed.marker is None or needed.marker.evaluate({**markers, "extra": extra}):
                    todo.append((needed, asked.name))
    return sorted(set(told))


def _tags(target: Target, python: str) -> Set[Tag]:
    major, minor = (int(part) for part in python.split("."))
    platforms = list(target.platforms)
    return {
        *cpython_tags((major, minor), [f"cp{major}{minor}"], platforms),
        *compatible_tags((major, minor), f"cp{major}{minor}", platforms),
    }


def _requirements(wheel: Path) -> List[Requirement]:
    with zipfile.ZipFile(wheel) as package:
        name = next(one for one in package.namelist() if one.endswith(".dist-info/METADATA"))
        text = package.read(name).decode("utf-8")
    return [Requirement(line) for line in HeaderParser().parsestr(text).get_all("Requires-Dist") or []]
