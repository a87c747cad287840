"""本机位置: what is written is whole, what is listed is safe, what goes wrong is said in Chinese."""

from __future__ import annotations

import os
import pickle
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.atomic import write_beside
from addin.places import Found, PlaceError, PlaceExists, PlaceMissing, PlaceRefused, place, reason_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "县 教育局（下发）"
    found.mkdir()
    return found


def _names(folder: Path, **options) -> list[str]:
    return [one.relative for one in place(folder).files(**options)]


def test_what_was_written_is_read_and_its_folders_are_made(folder: Path) -> None:
    file = place(folder).child("001_第一 小学/001_第一 小学.xlsx")
    assert not file.exists()
    file.write("甲".encode())
    assert file.read() == "甲".encode()
    assert file.size() == 3
    assert file.local == folder / "001_第一 小学" / "001_第一 小学.xlsx"
    assert file.name == "001_第一 小学.xlsx"
    assert place(folder).child("001_第一 小学").is_folder()
    assert not file.is_folder()


@pytest.mark.parametrize("durable", [True, False])
def test_a_file_that_is_there_stays_unless_forced(folder: Path, durable: bool) -> None:
    file = place(folder / "表.xlsx")
    file.write(b"old", durable=durable)
    with pytest.raises(PlaceExists, match=r"表\.xlsx：已经存在，没有覆盖。加 --force 覆盖"):
        file.write(b"new", durable=durable)
    assert file.read() == b"old"
    file.write(b"new", force=True, durable=durable)
    assert file.read() == b"new"
    assert sorted(os.listdir(folder)) == ["表.xlsx"]


def test_a_new_file_has_the_rights_of_any_new_file(folder: Path) -> None:
    (folder / "other").write_bytes(b"")
    place(folder / "表.xlsx").write(b"1")
    assert stat.S_IMODE((folder / "表.xlsx").stat().st_mode) == stat.S_IMODE((folder / "other").stat().st_mode)


def test_a_write_that_fails_in_the_middle_leaves_the_old_file_and_nothing_else(folder: Path, monkeypatch) -> None:
    file = place(folder / "表.xlsx")
    file.write(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(PlaceError, match=r"表\.xlsx：磁盘空间已满。请清理空间或换一个位置，再运行一次"):
        file.write(b"new", force=True)
    assert file.read() == b"old"
    assert os.listdir(folder) == ["表.xlsx"]


def test_without_hard_links_a_file_is_written_all_the_same(folder: Path, monkeypatch) -> None:
    def unsupported(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    file = place(folder / "表.xlsx")
    file.write(b"1")
    assert file.read() == b"1"
    assert os.listdir(folder) == ["表.xlsx"]


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="系统管理员和 Windows 不受文件夹权限限制"
)
def test_a_folder_without_permission_is_told(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(PlaceRefused, match="没有权限"):
            place(folder / "表.xlsx").write(b"1")
    finally:
        folder.chmod(0o700)


def test_what_is_not_there_is_told_with_its_place(folder: Path) -> None:
    missing = place(folder / "没有.xlsx")
    with pytest.raises(PlaceMissing, match=r"没有\.xlsx：不存在。请核对位置。"):
        missing.read()
    with pytest.raises(PlaceMissing):
        missing.size()
    with pytest.raises(PlaceMissing):
        list(missing.files())
    missing.remove()


def test_a_file_where_a_folder_is_needed_is_told(folder: Path) -> None:
    (folder / "001").write_bytes(b"")
    with pytest.raises(PlaceError, match="上级位置不是文件夹"):
        place(folder).child("001/表.xlsx").write(b"1")
    assert not place(folder).child("001/表.xlsx").exists()


def test_a_name_that_is_too_long_is_told(folder: Path) -> None:
    with pytest.raises(PlaceError, match="名称太长。请缩短单位名称"):
        place(folder).child("很长" * 100).write(b"1")


@pytest.mark.parametrize("relative", ["..", "../外面", "a/../../b", "/etc/passwd", "", "a//b", ".", "a/./b", "a\0b"])
def test_a_child_never_leads_out_of_its_folder(folder: Path, relative: str) -> None:
    with pytest.raises(PlaceError, match="不是这个文件夹之内的路径"):
        place(folder).child(relative)


@given(st.text(alphabet="a./\\甲: ", max_size=12))
def test_whatever_a_child_is_called_it_lies_inside(relative: str) -> None:
    root = place("/根/下发")
    try:
        found = root.child(relative)
    except PlaceError:
        return
    assert Path(os.path.normpath(found.local)).is_relative_to(root.local)
    assert found.local != root.local


def test_drive_letters_are_no_schemes() -> None:
    assert place("C:\\下发\\001").local is not None
    assert place("D:/下发").local is not None


def test_a_file_address_is_a_path(folder: Path) -> None:
    assert place(folder.as_uri()).local == folder


def test_a_place_is_found_from_another_current_folder(folder: Path, monkeypatch) -> None:
    monkeypatch.chdir(folder)
    found = place("下发")
    monkeypatch.chdir("/")
    assert pickle.loads(pickle.dumps(found)).local == folder / "下发"


def test_nothing_written_as_a_place_is_told() -> None:
    with pytest.raises(PlaceError, match="没有写位置"):
        place("")


def test_the_listing_has_every_depth_sorted_by_parts(folder: Path) -> None:
    for name in ("b.xlsx", "a/z.xlsx", "a/b/c.XLSX", "a-1/x.xls", "a/清单.txt"):
        place(folder).child(name).write(b"12")
    assert _names(folder, pattern=("*.xlsx", "*.xls")) == ["a/b/c.XLSX", "a/z.xlsx", "a-1/x.xls", "b.xlsx"]
    assert _names(folder) == ["a/b/c.XLSX", "a/z.xlsx", "a/清单.txt", "a-1/x.xls", "b.xlsx"]
    first = next(place(folder).files("b.*"))
    assert first == Found("b.xlsx", 2, (folder / "b.xlsx").stat().st_mtime)


def test_lock_files_hidden_files_and_our_temporary_files_are_no_returns(folder: Path) -> None:
    for name in ("~$表.xlsx", ".~lock.表.xlsx#", ".隐藏/表.xlsx", "表.xlsx", ".jixiao-abc.tmp"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    assert _names(folder) == ["表.xlsx"]


def test_links_that_lead_out_or_around_are_left_out_and_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "外面.xlsx").write_bytes(b"")
    (folder / "里面.xlsx").write_bytes(b"")
    (folder / "外.xlsx").symlink_to(tmp_path / "外面.xlsx")
    (folder / "里.xlsx").symlink_to("里面.xlsx")
    (folder / "圈").symlink_to(folder)
    (folder / "断.xlsx").symlink_to("没有")
    (folder / "自.xlsx").symlink_to("自.xlsx")
    os.mkfifo(folder / "管道.xlsx")
    told: dict[str, str] = {}
    assert _names(folder, pattern="*.xlsx", skipped=told.__setitem__) == ["里.xlsx", "里面.xlsx"]
    assert set(told) == {"外.xlsx", "圈", "断.xlsx", "自.xlsx", "管道.xlsx"}
    assert "指向文件夹之外" in told["外.xlsx"]
    assert "没有进入" in told["圈"]
    assert "没有尽头" in told["自.xlsx"]
    assert all(reason.endswith("。") for reason in told.values())
    assert _names(folder, pattern="*.xlsx") == ["里.xlsx", "里面.xlsx"]


def test_the_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    (folder / "表.xlsx").write_bytes(b"")
    (tmp_path / "链接").symlink_to(folder)
    assert _names(tmp_path / "链接") == ["表.xlsx"]


def test_a_name_that_is_no_text_is_told_and_does_not_stop_the_listing(folder: Path) -> None:
    try:
        (folder / os.fsdecode("自评表.xlsx".encode("gbk"))).write_bytes(b"")
    except OSError:
        pytest.skip("这里的文件系统只接受 UTF-8 名称")
    (folder / "表.xlsx").write_bytes(b"")
    told: list[tuple[str, str]] = []
    assert _names(folder, skipped=lambda *one: told.append(one)) == ["表.xlsx"]
    assert len(told) == 1
    told[0][0].encode("utf-8")
    assert "GBK" in told[0][1]


def test_what_a_killed_run_left_behind_is_tidied(folder: Path) -> None:
    place(folder).child("001/表.xlsx").write(b"1")
    write_beside(folder / "001" / "表.xlsx", b"half")
    assert place(folder).tidy() == 1
    assert os.listdir(folder / "001") == ["表.xlsx"]


def test_siblings_and_new_names_stay_in_the_folder(folder: Path) -> None:
    file = place(folder / "清单.jsonl")
    file.write(b"1")
    file.rename("清单.old")
    assert file.sibling("清单.old").read() == b"1"
    for name in ("../外面", "a/b"):
        with pytest.raises(PlaceError):
            file.sibling("清单.old").rename(name)


def test_errors_go_from_worker_to_parent_as_they_are() -> None:
    error = pickle.loads(pickle.dumps(PlaceExists(17, "已经存在", "下发/表.xlsx")))
    assert type(error) is PlaceExists
    assert str(error) == "下发/表.xlsx：已经存在。"


def test_an_error_that_nobody_foresaw_keeps_the_systems_words() -> None:
    assert reason_of(OSError(9999, "Odd", "表")) == "表：读写出错（Odd）。请检查磁盘、网络和权限，再运行一次。"
