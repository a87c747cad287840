"""规则方案 (rule profiles): load the profile of a name, list all of them, choose the one that fits a form."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Tuple

from .data import list_toml, load_toml
from .rules_choice import Choice, FormFacts
from .rules_choice import choose_from as _choose_from
from .rules_model import Profile, Source
from .rules_read import read_profile
from .rules_schema import ProfileError, nearest

__all__ = [
    "FALLBACK",
    "Choice",
    "FormFacts",
    "Profile",
    "ProfileError",
    "Source",
    "UnknownProfile",
    "all_profiles",
    "choose",
    "load",
]

#: where the rules lie: data only, one file per form, place and period
ROOT = Path(__file__).resolve().parent.parent / "rules"
#: data of rules that are no profiles (formulas of indicators, see udfs/core/indicators.py)
OTHER_DATA = frozenset({"indicators.toml"})

#: the profile of a bare cell function, and of a form that no other profile fits
FALLBACK = "cn/national"
#: characters of an unknown name that a message shows
_MOST_SHOWN = 60


class UnknownProfile(ValueError):
    """没有这个规则方案: the message lists the nearest names."""


def load(name: str) -> Profile:
    """读取规则方案 by id or Chinese alias; "" is the national one.

    Args:
        name: such as ``cn/hunan/zhuzhou-2021`` or ``株洲2021``. It is looked up in the list, never joined to a path.

    Raises:
        UnknownProfile: no such name; the message lists the nearest ones.
        ProfileError: a rules file is faulty.

    >>> load("一体化").id
    'cn/integrated'
    """
    if not isinstance(name, str):
        raise UnknownProfile("规则方案应为名称（文字），例如 cn/national 或“全国”。")
    names = _by_name()
    found = names.get(name) or names.get(_fold(name) or FALLBACK)
    if found is None:
        near = nearest(_fold(name), names, count=3)
        listed = "、".join(dict.fromkeys(names[word].id + f"（{names[word].alias}）" for word in near))
        hint = f"是否为：{listed}？" if near else ""
        # a whole text may stand in the cell that names the profile: a message has room for its beginning
        shown = name if len(name) <= _MOST_SHOWN else name[:_MOST_SHOWN] + "…"
        raise UnknownProfile(f"没有名为“{shown}”的规则方案。{hint}全部方案见 jixiao profiles。")
    return found


def all_profiles() -> List[Profile]:
    """全部规则方案, sorted by id."""
    return list(_all())


def choose(facts: FormFacts, argument: str = "", defined_name: str = "") -> Choice:
    """选用规则方案: the argument; the defined name PERF_PROFILE; the one profile that fits; else the national one.

    Args:
        facts: what is known of the form. argument: a profile named by the user. defined_name: one named by the book.

    Returns:
        A Choice; its profile is None when two profiles fit (``profile.ambiguous``): nothing may be computed then.

    Raises:
        UnknownProfile: a named profile does not exist.
    """
    for named in (argument, defined_name):
        if named and named.strip():
            return _choose_from(facts, named=load(named))
    return _choose_from(facts, profiles=_all(), fallback=load(FALLBACK))


def _fold(name: str) -> str:
    return "".join(name.split()).strip("\"'“”").lower().replace("\\", "/")


@lru_cache(maxsize=1)
def _all() -> Tuple[Profile, ...]:
    return tuple(read_folder(ROOT))


def read_folder(root: Path) -> List[Profile]:
    """读取文件夹中的全部规则方案: every file in a country's folder; the id is its path.

    Files in ``root`` itself, such as the formulas of indicators, are data of other kinds.

    Raises:
        ProfileError: a file is faulty, or two files share an id or alias.
    """
    profiles = [
        read_profile(path.relative_to(root).with_suffix("").as_posix(), load_toml(path))
        for path in list_toml(root)
        if path.parent != root
    ]
    taken: Dict[str, str] = {}
    for profile in profiles:
        for name in (profile.id, profile.alias):
            other = taken.setdefault(_fold(name), profile.id)
            if other != profile.id:
                raise ProfileError(f"{profile.id}.toml：名称“{name}”已被 {other} 使用，请换一个。")
    return sorted(profiles, key=lambda profile: profile.id)


@lru_cache(maxsize=1)
def _by_name() -> Dict[str, Profile]:
    return {_fold(name): profile for profile in _all() for name in (profile.id, profile.alias)}
