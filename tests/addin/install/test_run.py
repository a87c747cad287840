"""Installing and removing on a whole machine: every host found, the settings, and nothing left behind."""

import dataclasses
import os
from pathlib import Path

import pytest
from support import machines
from support.machines import VERSION

from addin import settings
from addin.install.machine import Answer
from addin.install.run import install, uninstall

BUILDERS = {
    "excel": lambda folder: machines.xlam(folder / "jixiao.xlam"),
    "libreoffice": lambda folder: machines.oxt(folder / "jixiao.oxt"),
}


@pytest.fixture
def windows(tmp_path):
    machine = machines.machine(tmp_path, "win32")
    machines.put_excel(tmp_path, machine)
    machines.put_office(tmp_path / "Program Files/LibreOffice/program", system="win32", profile="LibreOffice/4")
    (Path(machine.environment["APPDATA"]) / "LibreOffice/4").mkdir(parents=True)
    return machine


def put(machine, *hosts, **options):
    return install(machine, VERSION, hosts, builders=BUILDERS, **options)


def files(folder):
    return {str(place.relative_to(folder)) for place in Path(folder).rglob("*") if place.is_file()}


def test_all_hosts_are_served_and_the_settings_say_which_python(windows):
    report = put(windows)
    assert [(one.host, one.state) for one in report.results] == [("excel", "installed"), ("libreoffice", "installed")]
    assert not report.failed
    assert report.settings == windows.settings_file
    assert settings.load(windows.settings_file) == {
        "python": windows.interpreter, "version": VERSION, "jixiao": "/绩效/jixiao",
    }  # fmt: skip
    assert windows.settings_file.read_bytes().startswith(b"\xff\xfe")


def test_installing_and_removing_leaves_the_machine_as_it_was(windows, tmp_path):
    before = files(tmp_path)
    put(windows)
    assert files(tmp_path) != before
    report = uninstall(windows)
    assert [one.state for one in report.results] == ["removed", "removed"]
    assert report.settings == windows.settings_file
    assert files(tmp_path) == before
    assert windows.run.user == {}
    assert not windows.settings_file.parent.exists()
    again = uninstall(windows)
    assert not again.failed
    assert again.messages == ["没有需要卸载的加载项。"]


def test_a_second_installation_changes_nothing(windows, tmp_path):
    put(windows)
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    report = put(windows)
    assert [one.state for one in report.results] == ["same", "installed"]
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_one_host_alone(windows):
    assert [one.host for one in put(windows, "excel").results] == ["excel"]
    assert windows.run.user == {}


def test_the_settings_stay_while_another_host_still_has_the_add_in(windows):
    put(windows)
    assert uninstall(windows, ["excel"]).settings is None
    assert windows.settings_file.is_file()
    assert uninstall(windows, ["libreoffice"]).settings == windows.settings_file
    assert not windows.settings_file.exists()


def test_the_settings_stay_the_other_way_round(windows):
    put(windows)
    uninstall(windows, ["libreoffice"])
    assert windows.settings_file.is_file()
    uninstall(windows, ["excel"])
    assert not windows.settings_file.exists()


def test_the_settings_stay_while_an_extension_for_all_users_is_there(windows):
    put(windows)
    windows.run.shared["org.jixiao.sheet"] = VERSION
    uninstall(windows)
    assert windows.settings_file.is_file()
    uninstall(windows, shared=True)
    assert windows.run.shared == {}
    assert not windows.settings_file.exists()


def test_a_setting_of_somebody_else_stays(windows):
    put(windows)
    settings.save({"color": "蓝"}, windows.settings_file, "win32")
    uninstall(windows)
    assert settings.load(windows.settings_file) == {"color": "蓝"}


def test_a_dry_run_writes_nothing_at_all(windows, tmp_path):
    before = files(tmp_path)
    report = put(windows, dry_run=True)
    assert [one.state for one in report.results] == ["planned", "planned"]
    assert report.settings is None
    put(windows)
    middle = files(tmp_path)
    assert {one.state for one in uninstall(windows, dry_run=True).results} == {"planned"}
    assert files(tmp_path) == middle != before


def test_what_fails_in_one_host_does_not_stop_the_other(windows):
    target = Path(windows.environment["APPDATA"]) / "Microsoft/Excel/XLSTART/jixiao.xlam"
    target.parent.mkdir()
    target.write_bytes(b"not ours")
    report = put(windows)
    assert [one.state for one in report.results] == ["failed", "installed"]
    assert report.failed
    assert settings.load(windows.settings_file)["version"] == VERSION


def test_removing_keeps_the_settings_when_something_could_not_be_removed(windows):
    put(windows)
    windows.run.broken = Answer(1, "ERROR: unopkg failed")
    report = uninstall(windows)
    assert report.failed
    assert [one.state for one in report.results] == ["removed", "failed"]
    assert windows.settings_file.is_file()


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_without_any_host_it_is_said_what_was_looked_for_and_what_to_do(tmp_path, system):
    machine = machines.machine(tmp_path, system)
    before = files(tmp_path)
    report = put(machine)
    assert report.failed
    assert report.results == []
    told = "".join(report.messages)
    assert "没有找到 Excel。找过：" in told
    assert "没有找到 LibreOffice。找过：" in told
    assert "请先安装" in told
    assert files(tmp_path) == before


def test_a_host_that_was_named_and_is_not_there_is_a_failure_and_the_other_is_served(windows, tmp_path):
    report = put(machines.machine(tmp_path / "别的", "win32"), "excel")
    assert report.failed
    assert "没有找到 Excel" in report.messages[0]
    unix = machines.machine(tmp_path)
    assert "本系统没有 Excel" in put(unix, "excel").messages[0]


def test_a_sandboxed_libreoffice_is_explained(tmp_path):
    machine = machines.machine(tmp_path)
    place = tmp_path / "snap/bin/libreoffice"
    place.parent.mkdir(parents=True)
    place.write_text("", encoding="utf-8")
    report = put(machine)
    assert report.failed
    assert "Snap 版 LibreOffice" in report.messages[0]


def test_the_store_s_python_is_refused_before_anything_is_written(windows, tmp_path):
    store = dataclasses.replace(
        windows,
        interpreter=r"C:\Users\a\AppData\Local\Microsoft\WindowsApps\PythonSoftwareFoundation.Python.3.11\python.exe",
    )
    before = files(tmp_path)
    report = put(store)
    assert report.failed
    assert "微软商店版" in report.messages[0]
    assert files(tmp_path) == before


def test_a_python_that_cannot_start_isolated_is_told(windows):
    windows.run.isolated = Answer(1, "ModuleNotFoundError")
    report = put(windows)
    assert report.failed
    assert "pip install --user" in report.messages[0]


def test_settings_that_cannot_be_written_are_told(windows):
    windows.settings_file.parent.parent.mkdir(parents=True, exist_ok=True)
    windows.settings_file.parent.write_bytes(b"")
    report = put(windows)
    assert report.failed
    assert str(windows.settings_file) in report.messages[0]


def test_without_a_command_the_settings_do_not_name_one(windows):
    put(dataclasses.replace(windows, command=""))
    assert "jixiao" not in settings.load(windows.settings_file)


def test_on_macos_the_add_in_comes_and_goes(tmp_path):
    machine = machines.machine(tmp_path, "darwin")
    machines.put_excel(tmp_path, machine)
    before = files(tmp_path)
    assert not put(machine).failed
    assert {os.path.basename(name) for name in files(tmp_path) - before} == {
        "jixiao.xlam", "settings.ini",
    }  # fmt: skip
    uninstall(machine)
    assert files(tmp_path) == before
