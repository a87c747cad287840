"""The user's settings file: where it lies, what it holds, what hostile content does."""

from pathlib import Path

import pytest

from addin import settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "张 三 的电脑" / "jixiao" / "settings.ini"


def test_on_windows_the_file_lies_in_the_roaming_profile():
    found = settings.path("win32", {"APPDATA": "D:/用户 数据/Roaming", "USERPROFILE": "C:/Users/甲"})
    assert found == Path("D:/用户 数据/Roaming/jixiao/settings.ini")


def test_without_arguments_it_is_this_system_and_this_user(monkeypatch):
    monkeypatch.setattr(settings.sys, "platform", "win32")
    monkeypatch.setenv("APPDATA", "D:/用户 数据/Roaming")
    assert settings.path() == Path("D:/用户 数据/Roaming/jixiao/settings.ini")


def test_without_appdata_the_profile_of_the_user_is_used():
    found = settings.path("win32", {"USERPROFILE": "C:/Users/张 三"})
    assert found == Path("C:/Users/张 三/AppData/Roaming/jixiao/settings.ini")


def test_on_macos_the_file_lies_in_application_support():
    found = settings.path("darwin", {"HOME": "/Users/张 三"})
    assert found == Path("/Users/张 三/Library/Application Support/jixiao/settings.ini")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"HOME": "/用户/张 三"}, "/用户/张 三/.config/jixiao/settings.ini"),
        ({"HOME": "/用户/甲", "XDG_CONFIG_HOME": "/数据/设置"}, "/数据/设置/jixiao/settings.ini"),
        ({"HOME": "/用户/甲", "XDG_CONFIG_HOME": "相对/位置"}, "/用户/甲/.config/jixiao/settings.ini"),
    ],
)
def test_on_linux_the_file_lies_in_the_config_folder(variables, expected):
    assert settings.path("linux", variables) == Path(expected)


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_what_is_saved_is_read_back_on_every_system(file, system):
    values = {"python": "C:/程序 文件/Python 311/python.exe", "version": "0.1.0", "jixiao": "D:/a=b/jixiao.exe"}
    assert settings.save(values, file, system) == file
    assert settings.read(file) == settings.Read(values, "")


def test_windows_gets_what_vba_reads_utf16_with_a_byte_order_mark(file):
    settings.save({"python": "C:\\绩效\\python.exe"}, file, "win32")
    assert file.read_bytes() == b"\xff\xfe" + "python=C:\\绩效\\python.exe\r\n".encode("utf-16-le")


def test_other_systems_get_utf8(file):
    settings.save({"python": "/绩效/python"}, file, "linux")
    assert file.read_bytes() == "python=/绩效/python\n".encode()


def test_unknown_keys_stay_and_known_ones_are_replaced(file):
    settings.save({"python": "/旧/python", "color": "蓝"}, file)
    settings.save({"python": "/新/python"}, file)
    assert settings.load(file) == {"python": "/新/python", "color": "蓝"}


def test_none_removes_a_key(file):
    settings.save({"python": "/旧/python", "color": "蓝"}, file)
    settings.save({"python": None, "never": None}, file)
    assert settings.load(file) == {"color": "蓝"}


def test_a_missing_file_gives_nothing_and_says_what_to_do(file):
    found = settings.read(file)
    assert found.values == {}
    assert str(file) in found.problem
    assert "jixiao addin install" in found.problem
    assert settings.load(file) == {}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xfe\x00", "已损坏"),
        (b"python=\xd6\xd0\xce\xc4", "已损坏"),
        (b"a=" + b"x" * settings.MOST_BYTES, "过大"),
        (b"python", "1 行看不懂"),
        (b"py thon=1\n=2\n\xef\xbb\xbf=3\n", "3 行看不懂"),
        (b"python=a\x00b\n", "1 行看不懂"),
        ("python=甲\u2028乙".encode(), "1 行看不懂"),
        (b"python=" + b"x" * (settings.MOST_VALUE + 1), "1 行看不懂"),
    ],
)
def test_odd_content_gives_nothing_and_says_why(file, raw, words):
    file.parent.mkdir(parents=True)
    file.write_bytes(raw)
    found = settings.read(file)
    assert found.values == {}
    assert words in found.problem


def test_good_lines_survive_beside_bad_ones(file):
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xef\xbb\xbf# note\r\n[jixiao]\r\n python = /a b/python \r\nnonsense\r\n")
    found = settings.read(file)
    assert found.values == {"python": "/a b/python"}
    assert "1 行看不懂" in found.problem


def test_a_folder_in_the_file_s_place_is_told(file):
    file.mkdir(parents=True)
    found = settings.read(file)
    assert found.values == {}
    assert "无法读取" in found.problem


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("python", "/a\n/b"),
        ("python", "/a\r"),
        ("python", "/a\x85b"),
        ("python", "/\udcff"),
        ("python", " /a"),
        ("python", "x" * (settings.MOST_VALUE + 1)),
        ("", "x"),
        ("a=b", "x"),
        ("[a]", "x"),
    ],
)
def test_what_one_line_cannot_hold_is_refused_and_the_file_stays(file, key, value):
    settings.save({"python": "/旧"}, file)
    before = file.read_bytes()
    with pytest.raises(ValueError, match="未写入"):
        settings.save({key: value}, file)
    assert file.read_bytes() == before


def test_a_write_that_fails_leaves_the_old_file_and_no_scraps(file, monkeypatch):
    settings.save({"python": "/旧"}, file)

    def full(*_):
        raise OSError("磁盘已满")

    monkeypatch.setattr(settings.os, "replace", full)
    with pytest.raises(OSError, match="磁盘已满"):
        settings.save({"python": "/新"}, file)
    assert settings.load(file) == {"python": "/旧"}
    assert [one.name for one in file.parent.iterdir()] == ["settings.ini"]


def test_removing_takes_the_empty_folder_along_but_nothing_of_others(file):
    settings.save({"python": "/a"}, file)
    other = file.parent / "别的.txt"
    other.write_text("x", encoding="utf-8")
    assert settings.remove(file)
    assert other.exists()
    assert not settings.remove(file)
    other.unlink()
    settings.save({"python": "/a"}, file)
    assert settings.remove(file)
    assert not file.parent.exists()
