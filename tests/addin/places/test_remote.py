"""共享存储: the same laws as on this machine, on storage that writes whole objects and on servers with folders."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path
from uuid import uuid4

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem

from addin.places import Place, PlaceError, PlaceExists, PlaceMissing, place


class ServerFileSystem(LocalFileSystem):
    """A server with folders that does not rename onto a file that is there (as some SMB servers)."""

    protocol = "server"
    root = ""

    @classmethod
    def _strip_protocol(cls, path):
        return cls.root + "/" + str(path).split("://")[-1].removeprefix(cls.root).strip("/")

    def mv(self, source, target, **options):
        if os.path.exists(target):
            raise OSError("target exists")
        shutil.move(source, target)


@pytest.fixture(params=["memory", "server"])
def folder(request, tmp_path: Path) -> Place:
    if request.param == "memory":
        return place(f"memory://箱子 {uuid4().hex}/下发 2024#1")
    ServerFileSystem.root = str(tmp_path / "服务器 一")
    fsspec.register_implementation("server", ServerFileSystem, clobber=True)
    return place(f"server://共享 {uuid4().hex}/下发 2024#1")


def test_what_was_written_is_read_and_replaced_only_by_force(folder: Place) -> None:
    file = folder.child("001_第一 小学/表.xlsx")
    assert file.local is None
    assert not file.exists()
    file.write(b"old")
    with pytest.raises(PlaceExists, match=r"表\.xlsx：已经存在，没有覆盖"):
        file.write(b"new")
    file.write(b"new", force=True)
    assert (file.read(), file.size(), file.name) == (b"new", 3, "表.xlsx")
    assert folder.child("001_第一 小学").is_folder()
    assert [one.relative for one in folder.files()] == ["001_第一 小学/表.xlsx"]


def test_the_listing_is_sorted_and_leaves_out_what_is_hidden(folder: Place) -> None:
    for name in ("b.xlsx", "a/z.xlsx", "a/b/c.XLSX", "a-1/x.xls", "a/~$z.xlsx", ".x/y.xlsx", "a/清单.txt"):
        folder.child(name).write(b"12")
    found = list(folder.files(("*.xlsx", "*.xls")))
    assert [one.relative for one in found] == ["a/b/c.XLSX", "a/z.xlsx", "a-1/x.xls", "b.xlsx"]
    assert {one.size for one in found} == {2}
    assert all(one.changed > 1_600_000_000 for one in found)


def test_what_is_not_there_is_told(folder: Place) -> None:
    with pytest.raises(PlaceMissing, match="不存在。请核对位置"):
        folder.child("没有").read()
    with pytest.raises(PlaceMissing):
        list(folder.child("没有").files())
    folder.child("没有").remove()
    assert folder.child("没有").tidy() == 0


def test_a_place_works_after_pickling(folder: Place) -> None:
    folder.child("表").write(b"1")
    again = pickle.loads(pickle.dumps(folder))
    assert again == folder
    assert again.child("表").read() == b"1"


def test_files_get_new_names_and_are_removed(folder: Place) -> None:
    file = folder.child("a/清单")
    file.write(b"1")
    file.sibling("旧").write(b"0")
    file.rename("旧")
    assert not file.exists()
    assert file.sibling("旧").read() == b"1"
    file.sibling("旧").remove()
    assert not file.sibling("旧").exists()


def test_temporary_files_of_a_killed_run_are_tidied(folder: Place) -> None:
    folder.child("001/.jixiao-1.tmp").write(b"half")
    folder.child("001/表.xlsx").write(b"1")
    assert folder.tidy() == 1
    assert not folder.child("001/.jixiao-1.tmp").exists()


@pytest.mark.parametrize("relative", ["..", "../外面", "/x", "", "a//b"])
def test_a_child_never_leads_out(folder: Place, relative: str) -> None:
    with pytest.raises(PlaceError, match="不是这个文件夹之内的路径"):
        folder.child(relative)


def test_an_unknown_scheme_is_told() -> None:
    with pytest.raises(PlaceError, match="不认识“s4://”开头的地址"):
        place("s4://箱子/下发")


def test_a_chain_of_addresses_is_refused() -> None:
    with pytest.raises(PlaceError, match="不支持用 :: 连接的地址"):
        place("memory://a::file://b")


def test_a_missing_package_is_named(monkeypatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(PlaceError, match="缺少组件（Install s3fs to access S3）"):
        place(f"s3://箱子-{uuid4().hex}/下发")


def test_without_fsspec_the_message_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(PlaceError, match=r'pip install "jixiao\[cluster\]"'):
        place(f"s3://箱子-{uuid4().hex}/下发")


def test_passwords_are_never_shown(monkeypatch) -> None:
    monkeypatch.setattr("fsspec.core.url_to_fs", lambda address: (object(), "/下发"))
    found = place("sftp://accountant:secret@server.invalid/下发").child("001")
    assert "secret" not in str(found) + repr(found)
    assert str(found) == "sftp://accountant:***@server.invalid/下发/001"
    with pytest.raises(PlaceError) as told:
        found.read()
    assert "secret" not in str(told.value)
