"""Excel's startup folder: what is put there, what is left alone, what is said when it cannot be done."""

import os
import plistlib
from pathlib import Path

import pytest
from support import machines

from addin.install import excel, excel_places, owned
from addin.install.identity import xlam_version
from addin.install.registry import CLASSES, MACHINE, USER

APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


@pytest.fixture
def new(tmp_path):
    return machines.xlam(tmp_path / "新" / "jixiao.xlam", "2.0")


@pytest.fixture(params=["win32", "darwin"])
def found(request, tmp_path):
    machine = machines.machine(tmp_path, request.param)
    machines.put_excel(tmp_path, machine)
    return excel_places.find(machine)


def install(found, source, version, **options):
    return excel.install(found, source, version, **options)


# finding


def test_on_windows_the_startup_folder_is_the_user_s_own_on_whatever_drive(tmp_path):
    machine = machines.machine(tmp_path, "win32")
    expected = machines.put_excel(tmp_path, machine)
    assert excel_places.find(machine).startup == expected
    assert expected == Path(machine.environment["APPDATA"]) / "Microsoft" / "Excel" / "XLSTART"


@pytest.mark.parametrize("hive", [USER, MACHINE])
def test_excel_is_found_through_the_registry_before_it_was_ever_started(tmp_path, hive):
    program = r"D:\Office 2021\Root\Office16\EXCEL.EXE"
    registry = machines.FakeRegistry({
        (hive, APP_PATHS): {"": f'"{program}"'},
        (CLASSES, r"Excel.Application\CurVer"): {"": "Excel.Application.16"},
    })  # fmt: skip
    found = excel_places.find(machines.machine(tmp_path, "win32", registry=registry))
    assert (found.program, found.version) == (program, "16.0")


def test_the_version_of_click_to_run_goes_before_the_class(tmp_path):
    registry = machines.FakeRegistry({
        (MACHINE, APP_PATHS): {"": r"C:\EXCEL.EXE"},
        (MACHINE, r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"): {"VersionToReport": "16.0.17328.20162"},
    })  # fmt: skip
    assert excel_places.find(machines.machine(tmp_path, "win32", registry=registry)).version == "16.0.17328.20162"


def test_another_program_under_excel_s_name_is_not_excel(tmp_path):
    registry = machines.FakeRegistry({(MACHINE, APP_PATHS): {"": r"C:\WPS Office\et.exe"}})
    assert excel_places.find(machines.machine(tmp_path, "win32", registry=registry)) is None


def test_on_macos_an_existing_folder_goes_before_the_usual_one(tmp_path):
    machine = machines.machine(tmp_path, "darwin")
    usual = machines.put_excel(tmp_path, machine)
    assert excel_places.find(machine).startup == usual
    plain = machine.home / "Library/Group Containers/UBF8T346G9.Office/User Content/Startup/Excel"
    plain.mkdir(parents=True)
    assert excel_places.find(machine).startup == plain
    usual.mkdir(parents=True)
    assert excel_places.find(machine).startup == usual


def test_on_macos_the_version_is_read_from_the_bundle(tmp_path):
    machine = machines.machine(tmp_path, "darwin")
    machines.put_excel(tmp_path, machine)
    assert excel_places.find(machine).version == ""
    contents = tmp_path / "Applications" / "Microsoft Excel.app" / "Contents"
    contents.mkdir()
    (contents / "Info.plist").write_bytes(plistlib.dumps({"CFBundleShortVersionString": "16.91"}))
    assert excel_places.find(machine).version == "16.91"
    (contents / "Info.plist").write_bytes(b"broken")
    assert excel_places.find(machine).version == ""


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_a_machine_without_excel_says_what_was_looked_for(tmp_path, system):
    machine = machines.machine(tmp_path, system)
    assert excel_places.find(machine) is None
    assert {"win32": "App Paths", "darwin": "Microsoft Excel.app", "linux": "本系统没有 Excel"}[
        system
    ] in excel_places.looked_for(machine)


# installing


def test_the_first_time_folder_and_file_are_made(found, new):
    result = install(found, new, "2.0")
    assert result.state == "installed"
    assert found.addin.read_bytes() == new.read_bytes()
    assert os.listdir(found.startup) == ["jixiao.xlam"]
    assert "重新打开 Excel" in result.message


def test_a_second_time_nothing_is_written(found, new):
    install(found, new, "2.0")
    before = found.addin.stat()
    result = install(found, new, "2.0")
    assert result.state == "same"
    assert found.addin.stat().st_mtime_ns == before.st_mtime_ns
    assert found.addin.stat().st_ino == before.st_ino


def test_an_older_or_newer_one_of_ours_is_replaced_and_both_versions_are_named(found, new):
    machines.xlam(found.addin, "3.0")
    result = install(found, new, "2.0")
    assert result.state == "installed"
    assert "由 3.0 版换成 2.0 版" in result.message
    assert xlam_version(found.addin) == "2.0"


def test_a_dry_run_changes_nothing(found, new):
    result = install(found, new, "2.0", dry_run=True)
    assert result.state == "planned"
    assert str(found.addin) in result.message
    assert not found.startup.exists()


@pytest.mark.parametrize("foreign", ["file", "folder", "link"])
def test_what_is_not_ours_is_never_replaced_or_deleted(found, new, tmp_path, foreign):
    found.startup.mkdir(parents=True)
    if foreign == "file":
        found.addin.write_bytes(b"macro of somebody else")
    elif foreign == "folder":
        found.addin.mkdir()
    else:
        found.addin.symlink_to(machines.xlam(tmp_path / "别处" / "jixiao.xlam"))
    for result in (install(found, new, "2.0"), excel.uninstall(found)):
        assert result.state == "failed"
        assert "不是本工具的加载项" in result.message
    assert os.path.lexists(found.addin)
    if foreign == "file":
        assert found.addin.read_bytes() == b"macro of somebody else"


def test_a_file_that_excel_holds_says_close_excel_and_leaves_no_scraps(found, new, monkeypatch):
    machines.xlam(found.addin, "1.0")

    def held(*_):
        raise PermissionError(13, "另一个程序正在使用此文件")

    monkeypatch.setattr(owned.os, "replace", held)
    result = install(found, new, "2.0")
    assert result.state == "failed"
    assert "正被 Excel 使用" in result.message
    assert "关闭全部 Excel 窗口" in result.message
    assert os.listdir(found.startup) == ["jixiao.xlam"]
    assert xlam_version(found.addin) == "1.0"


def test_removing_a_file_that_excel_holds_says_close_excel(found, new, monkeypatch):
    machines.xlam(found.addin, "1.0")

    def held(*_):
        raise PermissionError(13, "另一个程序正在使用此文件")

    monkeypatch.setattr(Path, "unlink", held)
    result = excel.uninstall(found)
    assert (result.state, "关闭全部 Excel 窗口" in result.message) == ("failed", True)


def test_a_folder_that_cannot_be_written_is_named(found, new, tmp_path):
    found.startup.parent.mkdir(parents=True, exist_ok=True)
    found.startup.write_bytes(b"")  # a file where the folder should be: not even root can write into it
    result = install(found, new, "2.0")
    assert result.state == "failed"
    assert str(found.startup) in result.message


def test_a_full_disk_leaves_the_old_file_and_no_scraps(found, new, monkeypatch):
    machines.xlam(found.addin, "1.0")

    def full(*_):
        raise OSError(28, "磁盘已满")

    monkeypatch.setattr(owned.os, "fsync", full)
    result = install(found, new, "2.0")
    assert "磁盘已满" in result.message
    assert os.listdir(found.startup) == ["jixiao.xlam"]
    assert xlam_version(found.addin) == "1.0"


# removing


def test_removing_takes_our_file_and_nothing_else(found, new):
    install(found, new, "2.0")
    other = found.startup / "PERSONAL.XLSB"
    other.write_bytes(b"x")
    result = excel.uninstall(found)
    assert result.state == "removed"
    assert os.listdir(found.startup) == ["PERSONAL.XLSB"]
    assert excel.uninstall(found).state == "absent"


def test_a_dry_removal_changes_nothing(found, new):
    install(found, new, "2.0")
    assert excel.uninstall(found, dry_run=True).state == "planned"
    assert found.addin.exists()


# macOS


@pytest.fixture
def mac(tmp_path):
    machine = machines.machine(tmp_path, "darwin")
    machines.put_excel(tmp_path, machine)
    return excel_places.find(machine)


def test_on_macos_a_refused_folder_says_where_to_allow_it(mac, new, monkeypatch):
    def refused(**_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(owned.tempfile, "mkstemp", refused)
    result = install(mac, new, "2.0")
    assert "完全磁盘访问权限" in result.message
    assert str(mac.startup) in result.message
