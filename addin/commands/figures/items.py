"""基础数据表的行 (items): which row of a basic data table is which, by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Dict, List, Optional, Tuple

from ...forms.model import Form, Row

#: the columns of a basic data table, with their Chinese names
COLUMNS: Tuple[Tuple[str, str], ...] = (("previous", "上年决算数"), ("budget", "本年预算数"), ("current", "本年决算数"))

_NUMBERED = re.compile(r"^\s*(?:[(（]?\d+[)）]?\s*[、.．)）]|[(（][一二三四五六七八九十]+[)）])")
_NAMES = (
    ("three_public", re.compile(r"三公")),
    ("purchase", re.compile(r"(公务用车|公车|车辆)购置(?!.*(运行|维护))")),
    ("running", re.compile(r"(公务用车|公车|车辆)(购置)?(运行|维护)(?!.*购置)")),
    ("vehicles", re.compile(r"(公务用车|公车|车辆).*购置.*(运行|维护)")),
    ("abroad", re.compile(r"出国")),
    ("projects", re.compile(r"^项目支出")),
    ("public", re.compile(r"^(日常)?公用(经费|支出)")),
    ("procurement", re.compile(r"^政府采购")),
    ("adjustment", re.compile(r"^(部门|单位)?基本支出预算调整")),
)
_RECEPTION = re.compile(r"接待")


@dataclass
class Items:
    """按名称找到的行.

    Args:
        known: key -> row (``three_public``, ``vehicles``, ``purchase``, ``running``, ``abroad``, ``reception``,
            ``projects``, ``public``, ``procurement``).
        project_parts: the numbered rows under 项目支出, each with its own detail rows.
        public_parts: the rows 其中 under 公用经费.
    """

    known: Dict[str, Row] = field(default_factory=dict)
    project_parts: List[Tuple[Row, List[Row]]] = field(default_factory=list)
    public_parts: List[Row] = field(default_factory=list)


def find_items(form: Form) -> Items:
    """辨认基础数据表各行: by name and order; a name that recurs keeps its first meaning."""
    items = Items()
    section = ""
    for row in form.items:
        name = strip_name(row.name)
        key = _key(name, section)
        if key in ("three_public", "projects", "public", "procurement", "adjustment") and key not in items.known:
            section = key
            items.known[key] = row
        elif section == "three_public" and key and key not in items.known:
            items.known[key] = row
        elif section == "projects":
            _project_part(items, row)
        elif section == "public":
            items.public_parts.append(row)
    return items


@lru_cache(maxsize=4096)
def strip_name(name: str) -> str:
    """项目名称去掉编号和“其中”: for matching.

    >>> strip_name("1、公务用车购置和维护经费"), strip_name("其中：公车购置")
    ('公务用车购置和维护经费', '公车购置')
    """
    text = re.sub(r"[\s“”\"'‘’]", "", name)
    text = re.sub(r"^其中[:：]?", "", text)
    text = _NUMBERED.sub("", text)
    return re.sub(r"^其中[:：]?", "", text).rstrip(":：")


@lru_cache(maxsize=4096)
def _key(name: str, section: str) -> str:
    for key, pattern in _NAMES:
        if pattern.search(name):
            return key
    return "reception" if section == "three_public" and _RECEPTION.search(name) else ""


def _project_part(items: Items, row: Row) -> None:
    bare = re.sub(r"\s", "", row.name)
    # a heading of a group of projects: numbered, or with the remark “一个专项一行”
    if _NUMBERED.match(bare) or "一行" in bare:
        items.project_parts.append((row, []))
    elif items.project_parts:
        items.project_parts[-1][1].append(row)
    else:
        items.project_parts.append((row, []))


def find_row(form: Form, key: str) -> Optional[Row]:
    """某一项的行, None when the table has none."""
    return find_items(form).known.get(key)
