"""文件夹里什么算报送的文件；上下级怎样成树；选用和认可的写法."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from addin.handout import listing
from addin.handout.manifest import Entry, Issued
from addin.places import Found, place
from addin.returned.known import Known, write_known
from addin.rollup import folder
from addin.rollup.folder import list_returns
from addin.rollup.paper import paper_only
from addin.rollup.prefer import accepted, preference
from addin.rollup.source import RollupError
from addin.rollup.tree import Listed, Tree

FILES = [
    "甲/甲.xlsx",
    "甲/甲 报告.docx",
    "乙.XLS",
    "下发清单.xlsx",
    "乙.备份.xlsx",
    "~$乙.xlsx",
    "丙.zip",
    "照片.jpg",
    "汇总.xlsx",
    "丁.et",
]


def test_清单_备份_锁文件_报告_汇总表自己不是报送的文件(tmp_path: Path):
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"1")
    found = list_returns(place(str(tmp_path)), place(str(tmp_path / "汇总.xlsx")))
    assert sorted(one.relative for one in found.returns) == ["丁.et", "乙.XLS", "甲/甲.xlsx"]
    assert len(found.notes) == 2
    assert "压缩包" in found.notes[0]
    assert ".jpg 1 个" in found.notes[1]


def test_Word和PDF另外列出_意见和通知不算(tmp_path: Path):
    for name in ("甲/甲 报告.docx", "乙.pdf", "001_甲_退回意见.docx", "001_甲_催报通知.docx", "甲.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"1")
    found = list_returns(place(str(tmp_path)), place(str(tmp_path / "汇总.xlsx")))
    assert sorted(one.relative for one in found.papers) == ["乙.pdf", "甲/甲 报告.docx"]


def test_未报单位的Word和PDF要写明_下发的报告原样不算(tmp_path: Path):
    where = tmp_path / "units.sqlite"
    issued = Issued("001_甲/001_甲_报告.docx", 5, "0")
    write_known(where, [Entry("001", "甲", files=(issued,)), Entry("002", "乙"), Entry("003", "丙")])
    papers = [
        Found("001_甲/001_甲_报告.docx", 5, 0), Found("重报/001_甲_报告.docx", 6, 0),
        Found("002_乙/自评.pdf", 1, 0), Found("003_丙.docx", 1, 0), Found("通知.pdf", 1, 0),
    ]  # fmt: skip
    with contextlib.closing(Known(where)) as units:
        assert paper_only(papers, units, lambda code: code != "003") == ["002_乙/自评.pdf", "重报/001_甲_报告.docx"]


def test_下发清单的名称与下发时所写的相同():
    assert folder._LISTING == listing.LISTING


def test_上级先于下级_同级按名册的顺序():
    tree = Tree([Listed("3", "丙", "1"), Listed("1", "甲"), Listed("2", "乙", "1"), Listed("4", "丁", "3")])
    assert [code for code, done in tree.walk() if not done] == ["1", "3", "4", "2"]
    assert [tree.level(code) for code in "1324"] == [1, 2, 2, 3]
    assert tree.cut == []


def test_上级不在名册_或互为上级的单位_仍在合计里():
    tree = Tree(
        [
            Listed("1", "甲", "9"),
            Listed("2", "乙", "3"),
            Listed("3", "丙", "2"),
            Listed("4", "丁", "4"),
            Listed("5", "戊", "3"),
        ]
    )
    assert sorted(code for code, done in tree.walk() if not done) == ["1", "2", "3", "4", "5"]
    assert tree.cut == ["1", "2", "4"]
    assert tree.parent("2") == ""
    assert tree.parent("3") == "2"


def test_很深的上下级也走得完():
    units = [Listed(str(n), "单位", str(n - 1) if n else "") for n in range(5000)]
    assert sum(1 for _, done in Tree(units).walk() if done) == 5000


def test_写明的文件可以用位置_路径或唯一的文件名(tmp_path: Path):
    files = {"一批/甲.xlsx", "二批/甲.xlsx", "二批/乙.xlsx"}
    where = place(str(tmp_path))
    for said in ("二批/乙.xlsx", "./二批/乙.xlsx", "二批\\乙.xlsx", "乙.xlsx", str(tmp_path / "二批" / "乙.xlsx")):
        assert preference([said], where, files).files == {"二批/乙.xlsx"}
    assert preference(["Newest"], where, files).newest
    with pytest.raises(RollupError, match="2 个"):
        preference(["甲.xlsx"], where, files)
    with pytest.raises(RollupError, match="乙"):
        preference(["二批/已.xlsx"], where, files)


def test_认可的单位代码写错了_说出相近的():
    assert accepted(["0010"], ["0010", "0011"]) == {"0010"}
    with pytest.raises(RollupError, match="0010"):
        accepted(["001O"], ["0010", "0011"])
