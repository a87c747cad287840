"""下发清单: what is written is read back; a torn line is named."""

from __future__ import annotations

import pytest

from addin.handout.manifest import Entry, Head, Issued, ManifestError, entry_line, head_line, read_manifest

HEAD = Head("cn/hunan/hengyang/2024", 1, 2024, "衡阳市 2024", "ab" * 32, "名册.xlsx")
ENTRY = Entry(
    "001", "云岭县教育局", "0", "财务股", "001_云岭县教育局", "cd" * 32,
    (Issued("001_云岭县教育局/001_云岭县教育局.xlsx", 17_000, "ef" * 32),), {"附件1!C4": "云岭县教育局", "附件1!C6": 46},
)  # fmt: skip


def test_a_manifest_comes_back_as_it_was_written() -> None:
    head, entries = read_manifest([head_line(HEAD), entry_line(ENTRY), ""])
    assert head == HEAD
    assert list(entries) == [ENTRY]


def test_a_torn_line_is_told_with_its_number() -> None:
    _, entries = read_manifest([head_line(HEAD), entry_line(ENTRY), entry_line(ENTRY)[:40]], "清单.jsonl")
    assert next(entries) == ENTRY
    with pytest.raises(ManifestError, match=r"清单.jsonl：第 3 行"):
        next(entries)


@pytest.mark.parametrize("first", ["", "{}", "[1]", "不是 JSON", '{"schema": 1, "kind": "jixiao.manifest"}'])
def test_other_files_are_no_manifest(first: str) -> None:
    with pytest.raises(ManifestError):
        read_manifest([first])
