"""jixiao profiles: 列出评分规则."""

from __future__ import annotations

import argparse
from typing import Any, Dict, List

from rich.text import Text

from udfs.core.rules import Profile, UnknownProfile, all_profiles, load

from ..commands.check import kind_name
from . import common
from .output import print_json, say, stdout

HELP = "列出评分规则：适用的表、地区、年度和出处"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """声明参数."""
    parser.add_argument("name", metavar="规则", nargs="?", default="", help="只看这一套规则（编号或中文名）")
    common.add_json(parser)


def as_json(profile: Profile) -> Dict[str, Any]:
    """转为 JSON: coverage, years and sources of one profile."""
    applies = profile.applies
    return {
        "id": profile.id,
        "alias": profile.alias,
        "title": profile.title,
        "unverified": profile.unverified,
        "automatic": applies.automatic,
        "kinds": sorted(applies.kinds),
        "regions": list(applies.regions),
        "methods": list(applies.methods),
        "first_year": applies.first_year,
        "last_year": applies.last_year,
        "checked_year": applies.checked_year,
        "rules": [
            {"name": "预算执行率", "text": profile.execution.text, "source": profile.execution.source.text,
             "unverified": profile.execution.unverified or profile.unverified},
            *({"name": method.name, "text": method.text, "source": method.source.text,
               "unverified": method.unverified or profile.unverified} for method in profile.methods.values()),
        ],
        "sources": [source.text for source in profile.sources.values()],
        "notes": list(profile.notes),
    }  # fmt: skip


def _show(document: Dict[str, Any], years: str) -> None:
    console = stdout()
    head = Text(f"{document['id']}", style="bold").append(f"　{document['alias']}　{document['title']}")
    if document["unverified"]:
        head.append("　未经核实", style="yellow")
    console.print(head)
    kinds = "、".join(kind_name(kind) for kind in document["kinds"])
    chosen = "" if document["automatic"] else "；只在指定时采用"
    console.print(Text(f"  适用：{kinds}；{years}{chosen}"))
    for rule in document["rules"]:
        line = Text(f"  {rule['name']}：{rule['text']}")
        if rule["unverified"]:
            line.append("（未经核实）", style="yellow")
        console.print(line)
    for note in document["notes"]:
        console.print(Text(f"  说明：{note}"))
    for source in document["sources"]:
        console.print(Text(f"  出处：{source}", style="dim"))
    console.print()


def run(options: argparse.Namespace) -> int:
    """执行: all profiles, or the named one with the nearest name when there is none."""
    try:
        profiles: List[Profile] = [load(options.name)] if options.name else all_profiles()
    except UnknownProfile as problem:
        say(f"错误：{problem}")
        return common.WRONG
    documents = [as_json(profile) for profile in profiles]
    if options.json:
        print_json({"schema": 1, "profiles": documents})
    else:
        for document, profile in zip(documents, profiles):
            _show(document, profile.years)
    return common.CLEAN
