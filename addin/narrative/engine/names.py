"""已知名称 (known names): what data a template may use, with the fields of groups and of the items of lists."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Union

#: fields below this depth are not looked into
_DEPTH = 6
_SAMPLE = 50


class Names:
    """已知名称: a tree of names.

    Args:
        fields: name -> what lies below it; None when that is not known (anything goes).

    >>> names = Names.parse(["单位.名称", "项目[].金额", "年度"])
    >>> sorted(names.fields), sorted(names.fields["项目"].item.fields)
    (['单位', '年度', '项目'], ['金额'])
    """

    __slots__ = ("fields", "item")

    def __init__(self, fields: Mapping[str, Names | None] | None = None, item: Names | None = None) -> None:
        self.fields: dict[str, Names | None] | None = None if fields is None else dict(fields)
        self.item = item

    @classmethod
    def parse(cls, names: Iterable[str]) -> Names:
        """由清单生成: names such as ``年度``, ``单位.名称``, ``项目[].金额`` (a field of each item of a list).

        A name without fields may hold anything.
        """
        root = cls({})
        for name in names:
            at = root
            steps = name.split(".")
            for number, step in enumerate(steps):
                is_list, step = step.endswith("[]"), step.removesuffix("[]")
                last = number == len(steps) - 1
                at.fields = {} if at.fields is None else at.fields
                below = at.fields.get(step)
                if below is None and (is_list or not last):
                    below = cls()
                if step not in at.fields or below is not None:
                    at.fields[step] = below
                if below is None:
                    break
                if is_list:
                    below.item = below.item or cls()
                    below = below.item
                at = below
        return root

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Names:
        """由数据生成: the names of an actual context."""
        found = _shape(data, 0)
        return found if found is not None else cls({})


Known = Union[Collection[str], Names]


def known_names(known: Known) -> Names:
    """统一成 Names."""
    return known if isinstance(known, Names) else Names.parse(known)


def _shape(value: Any, depth: int) -> Names | None:
    if depth > _DEPTH:
        return None
    if isinstance(value, Mapping):
        return Names({str(key): _shape(below, depth + 1) for key, below in value.items()})
    if isinstance(value, (list, tuple)):
        return Names(None, _merged([_shape(one, depth + 1) for one in value[:_SAMPLE]]) if value else None)
    return None


def _merged(shapes: list[Names | None]) -> Names | None:
    """What items of a list have: every field that one of them has."""
    if any(shape is None or shape.fields is None for shape in shapes):
        return None
    fields: dict[str, Names | None] = {}
    for shape in shapes:
        fields.update(shape.fields or {})  # type: ignore[union-attr]
    return Names(fields)


def nearest(name: str, known: Iterable[str]) -> str:
    """最接近的名称: "" when none is near. Chinese names are short, so one sign in common of two counts.

    >>> nearest("项目名成", ["项目名称", "单位名称", "年度"]), nearest("甲", ["乙"])
    ('项目名称', '')
    """
    wanted = name.casefold()
    folded: dict[str, str] = {}
    for one in known:
        folded.setdefault(one.casefold(), one)
    found = difflib.get_close_matches(wanted, folded, 1, 0.5)
    if found:
        return folded[found[0]]
    inside = [one for key, one in folded.items() if len(wanted) > 1 and (wanted in key or key in wanted)]
    return min(inside, key=len) if inside else ""
