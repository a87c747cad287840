"""上下级 (tree): parents that are not in the register, and units that are above themselves."""

from __future__ import annotations

from collections.abc import Mapping


def unknown_parents(parents: Mapping[str, str]) -> list[str]:
    """上级不在名册的单位: their codes, in order.

    Args:
        parents: code -> the code above, "" at the top.
    """
    return [code for code, parent in parents.items() if parent and parent not in parents]


def cycles(parents: Mapping[str, str]) -> list[list[str]]:
    """互为上级的单位: each ring once, beginning with the unit that is listed first.

    >>> cycles({"1": "", "2": "3", "3": "2", "4": "2", "5": "5"})
    [['2', '3'], ['5']]
    """
    found: list[list[str]] = []
    done: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}
        code = start
        while code in parents and code not in done and code not in path:
            path[code] = len(path)
            code = parents[code]
        if code in path:
            found.append(list(path)[path[code] :])
        done.update(path)
    return found
