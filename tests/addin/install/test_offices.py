"""Finding LibreOffice on three systems: every installation once, its version and its user profile; sandboxes told apart."""

from pathlib import Path

import pytest
from support import machines

from addin.install import offices


def names(found):
    return [(one.folder, one.version) for one in found]


def test_on_linux_the_distribution_s_and_the_downloaded_ones_are_found_newest_first(tmp_path):
    machine = machines.machine(tmp_path)
    distribution = tmp_path / "usr/lib/libreoffice/program"
    old, new = tmp_path / "opt/libreoffice7.6/program", tmp_path / "opt/libreoffice24.2/program"
    for place, version in ((distribution, "7.4"), (old, "7.6"), (new, "24.2")):
        machines.put_office(place, f"LibreOffice {version}")
    assert names(offices.find(machine)) == [
        (distribution, "LibreOffice 7.4"),
        (new, "LibreOffice 24.2"),
        (old, "LibreOffice 7.6"),
    ]


def test_the_one_that_soffice_starts_comes_first_and_only_once(tmp_path):
    distribution, own = tmp_path / "usr/lib/libreoffice/program", tmp_path / "自己 装的/program"
    machines.put_office(distribution)
    machines.put_office(own, "LibreOffice 24.8")
    (own / "soffice").write_text("#!/bin/sh\n", encoding="utf-8")
    (own / "soffice").chmod(0o755)
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "soffice").symlink_to(own / "soffice")
    (commands / "libreoffice").symlink_to(own / "soffice")
    machine = machines.machine(tmp_path)
    machine.environment["PATH"] = str(commands)
    assert [one.folder for one in offices.find(machine)] == [own, distribution]


def test_a_folder_without_unopkg_is_none(tmp_path):
    (tmp_path / "usr/lib/libreoffice/program").mkdir(parents=True)
    assert offices.find(machines.machine(tmp_path)) == []


def test_on_windows_program_files_comes_from_the_environment(tmp_path):
    machine = machines.machine(tmp_path, "win32")
    place = tmp_path / "Program Files" / "LibreOffice" / "program"
    unopkg = machines.put_office(place, "LibreOffice 24.2", "win32", "LibreOffice/4")
    (found,) = offices.find(machine)
    assert (found.folder, found.version, found.unopkg) == (place, "LibreOffice 24.2", unopkg)
    assert found.lock == Path(machine.environment["APPDATA"]) / "LibreOffice/4/.lock"


def test_on_macos_both_folders_of_applications_are_looked_at(tmp_path):
    machine = machines.machine(tmp_path, "darwin")
    mine = machine.home / "Applications/LibreOffice.app/Contents/MacOS"
    machines.put_office(mine, "LibreOffice 24.2", "darwin", "LibreOffice/4")
    (found,) = offices.find(machine)
    assert found.folder == mine
    assert found.version == "LibreOffice 24.2"
    assert found.profile == machine.home / "Library/Application Support/LibreOffice/4"


@pytest.mark.parametrize(
    ("told", "profile"),
    [
        ("$SYSUSERCONFIG/libreofficedev/24.8", "libreofficedev/24.8"),
        ("${SYSUSERCONFIG}/libreoffice/4", "libreoffice/4"),
        ("$ORIGIN/..", "libreoffice/4"),
        ("$SYSUSERCONFIG/../../etc", "libreoffice/4"),
        ("", "libreoffice/4"),
    ],
)
def test_the_profile_is_the_one_the_installation_names(tmp_path, told, profile):
    machine = machines.machine(tmp_path)
    place = tmp_path / "usr/lib/libreoffice/program"
    machines.put_office(place)
    (place / "bootstraprc").write_text(f"UserInstallation={told}\n", encoding="utf-8")
    (found,) = offices.find(machine)
    assert found.profile == machine.home / ".config" / profile
    assert found.version == "LibreOffice"  # it does not say which


def test_snap_and_flatpak_are_told_apart_with_advice(tmp_path):
    machine = machines.machine(tmp_path)
    for place in (
        tmp_path / "snap/bin/libreoffice",
        machine.home / ".local/share/flatpak/exports/bin/org.libreoffice.LibreOffice",
    ):
        place.parent.mkdir(parents=True)
        place.write_text("", encoding="utf-8")
    assert offices.find(machine) == []
    found = offices.sandboxed(machine)
    assert [one.name for one in found] == ["Snap", "Flatpak"]
    assert "扩展管理器" in found[0].advice


@pytest.mark.parametrize(
    ("system", "words"),
    [("win32", "LibreOffice*"), ("darwin", "/Applications"), ("linux", "/opt/libreoffice*/program")],
)
def test_where_it_was_looked_for_is_told(tmp_path, system, words):
    assert words in offices.looked_for(machines.machine(tmp_path, system))


def test_on_windows_nothing_is_taken_from_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("soffice", "soffice.exe"):
        (tmp_path / name).write_text("", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    machine = machines.machine(tmp_path, "win32")
    machine.environment["PATH"] = str(tmp_path)
    assert machine.which("soffice") is None
    assert offices.soffice(machine) is None


def test_the_command_of_the_program_is_found_for_conversions(tmp_path):
    place = tmp_path / "opt/libreoffice24.2/program"
    machines.put_office(place)
    assert offices.soffice(machines.machine(tmp_path)) is None
    (place / "soffice").write_text("", encoding="utf-8")
    assert offices.soffice(machines.machine(tmp_path)) == place / "soffice"
