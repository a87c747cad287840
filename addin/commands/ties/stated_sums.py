"""文字与表 (stated sums): counts and sums stated in text against the tables of the folder."""

from __future__ import annotations

from typing import Iterator, List

from ...findings import ERROR, WARNING, Finding
from ..stated import PROJECTS, TITLES, Statement, statements
from .collection import Collection, Member, Passage, total

CODES = ("folder.incomplete", "stated.mismatch")


def tie(collection: Collection) -> Iterator[Finding]:
    """核对文字所述: the number of projects first; sums are compared only where every project is at hand."""
    groups = collection.groups()
    if len(groups) != 1:
        return  # which unit a sentence speaks of is then uncertain
    group = groups[0]
    for passage in collection.passages:
        for statement in statements(passage.text):
            if statement.about == PROJECTS:
                yield from _projects(passage, statement, group.projects)
            elif group.unit is not None and not passage.inside:
                # a form's own texts are checked with the form
                yield from _sums(passage, statement, [group.unit], "整体支出绩效自评表")


def stated_count(collection: Collection) -> List[int]:
    """文字所述的项目个数, every distinct one; none where the texts may speak of several units."""
    if len(collection.groups()) != 1:
        return []
    counts = [
        statement.count
        for passage in collection.passages
        for statement in statements(passage.text)
        if statement.about == PROJECTS and statement.count is not None
    ]
    return sorted(set(counts))


def _projects(passage: Passage, statement: Statement, projects: List[Member]) -> Iterator[Finding]:
    if not projects:
        return
    if statement.count != len(projects):
        yield Finding(
            "folder.incomplete", WARNING,
            f"{passage.sheet}!{passage.cell} 文字写明项目 {statement.count} 个，找到项目支出绩效自评表 {len(projects)} 张；"
            "个数不符，合计数不作核对，请补齐文件或核对文字",
            passage.file, passage.sheet, passage.cell, f"{statement.count}个", f"{len(projects)}个",
        )  # fmt: skip
        return
    yield from _sums(passage, statement, projects, f"{len(projects)} 张项目支出绩效自评表")


def _sums(passage: Passage, statement: Statement, members: List[Member], name: str) -> Iterator[Finding]:
    for column, stated in statement.amounts.items():
        value, _ = total(members, column)
        if value is None or stated.agrees(value):
            continue
        expected = stated.in_unit(value)
        yield Finding(
            "stated.mismatch", ERROR,
            f"{passage.sheet}!{passage.cell} 文字写明{TITLES[column]} {stated.text}，{name}合计为 {expected}；请核对",
            passage.file, passage.sheet, passage.cell, stated.text, expected,
        )  # fmt: skip
