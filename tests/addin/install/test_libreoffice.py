"""The extension through unopkg: added, checked, removed; what can go wrong is told in Chinese with the next step."""

import dataclasses

import pytest
from support import machines

from addin.install import libreoffice, offices, unopkg
from addin.install.machine import Answer

IDENTIFIER = "org.jixiao.test"


@pytest.fixture
def machine(tmp_path):
    machines.put_office(tmp_path / "usr/lib/libreoffice/program")
    found = machines.machine(tmp_path)
    (found.home / ".config/libreoffice/4").mkdir(parents=True)
    return found


@pytest.fixture
def office(machine):
    (found,) = offices.find(machine)
    return found


@pytest.fixture
def new(tmp_path):
    return machines.oxt(tmp_path / "绩 效.oxt", "2.0")


def test_the_extension_is_added_and_seen_in_the_list(machine, office, new):
    result = libreoffice.install(machine, office, new, "2.0")
    assert result.state == "installed"
    assert machine.run.user == {IDENTIFIER: "2.0"}
    assert "重新打开 LibreOffice" in result.message


def test_unopkg_gets_a_plain_path_and_nothing_of_our_python(machine, office, new):
    machine.environment.update({"PYTHONHOME": "/x", "VIRTUAL_ENV": "/y", "LANG": "zh_CN.GB18030"})
    libreoffice.install(machine, office, new, "2.0")
    (command,) = [one for one in machine.run.started if one[1] == "add"]
    assert command[2:4] == ["--force", "--suppress-license"]
    assert command[-1].endswith("/jixiao.oxt")
    assert command[-1].isascii()
    for environment in machine.run.environments:
        assert "PYTHONHOME" not in environment
        assert "VIRTUAL_ENV" not in environment
        assert environment["LC_ALL"] == "C.UTF-8"


def test_a_unicode_locale_of_the_user_stays(machine, office, new):
    machine.environment["LANG"] = "zh_CN.UTF-8"
    libreoffice.install(machine, office, new, "2.0")
    assert all("LC_ALL" not in environment for environment in machine.run.environments)


@pytest.mark.parametrize(
    ("before", "words"), [("1.0", "由 1.0 版换成 2.0 版"), ("3.0", "由 3.0 版换成 2.0 版"), ("2.0", "重新装入 2.0 版")]
)
def test_another_version_is_replaced_and_named(machine, office, new, before, words):
    machine.run.user[IDENTIFIER] = before
    result = libreoffice.install(machine, office, new, "2.0")
    assert words in result.message
    assert machine.run.user == {IDENTIFIER: "2.0"}


def test_a_dry_run_only_lists(machine, office, new):
    assert libreoffice.install(machine, office, new, "2.0", dry_run=True).state == "planned"
    assert libreoffice.uninstall(machine, office, dry_run=True).state == "absent"
    assert {one[1] for one in machine.run.started} == {"list"}


def test_a_user_who_never_started_the_program_is_not_asked_about(machine, office, new):
    office.profile.rmdir()
    assert libreoffice.ours(machine, office) is None
    assert machine.run.started == []


def test_an_extension_of_others_stays(machine, office):
    machine.run.user["org.other.tool"] = "1"
    assert libreoffice.uninstall(machine, office).state == "absent"
    assert machine.run.user == {"org.other.tool": "1"}


def test_removing_names_the_version(machine, office):
    machine.run.user[IDENTIFIER] = "1.0"
    result = libreoffice.uninstall(machine, office)
    assert (result.state, result.version) == ("removed", "1.0")
    assert machine.run.user == {}


def test_one_for_all_users_is_not_the_user_s_to_remove(machine, office):
    machine.run.shared[IDENTIFIER] = "1.0"
    result = libreoffice.uninstall(machine, office)
    assert result.state == "absent"
    assert "--shared" in result.message
    assert machine.run.shared == {IDENTIFIER: "1.0"}


def test_while_the_program_runs_nothing_is_changed(machine, office, new):
    office.lock.write_text("[Lockdata]", encoding="utf-8")
    for result in (libreoffice.install(machine, office, new, "2.0"), libreoffice.uninstall(machine, office)):
        assert result.state == "failed"
        assert "正在运行" in result.message
        assert "关闭它的全部窗口" in result.message
        assert str(office.lock) in result.message
    assert machine.run.started == []


def test_root_is_told_to_be_the_user_or_to_consent_to_all_users(machine, office, new):
    root = dataclasses.replace(machine, administrator=True)
    result = libreoffice.install(root, office, new, "2.0")
    assert result.state == "failed"
    assert "普通用户" in result.message
    assert "--shared" in result.message
    assert root.run.started == []
    assert libreoffice.uninstall(root, office).state == "absent"
    assert libreoffice.install(root, office, new, "2.0", shared=True).state == "installed"
    assert root.run.shared == {IDENTIFIER: "2.0"}
    assert libreoffice.uninstall(root, office, shared=True).state == "removed"
    assert root.run.shared == {}


def test_an_administrator_of_windows_installs_for_himself(tmp_path, new):
    place = tmp_path / "Program Files" / "LibreOffice" / "program"
    machines.put_office(place, system="win32", profile="LibreOffice/4")
    machine = machines.machine(tmp_path, "win32", administrator=True)
    (office,) = offices.find(machine)
    office.profile.mkdir(parents=True)
    assert libreoffice.install(machine, office, new, "2.0").state == "installed"


def test_what_unopkg_accepts_and_then_does_not_list_is_a_failure(machine, office, new):
    machine.run.forgets = True
    result = libreoffice.install(machine, office, new, "2.0")
    assert result.state == "failed"
    assert "扩展管理器" in result.message


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(1, "ERROR: Cannot run unopkg as root without --shared or --bundled option.\n"), "普通用户"),
        (Answer(1, "ERROR: unopkg cannot be started. The lock file indicates it is already running."), "正在运行"),
        (Answer(1, "ERROR: access denied\n"), "没有写入权限"),
        (Answer(None, "180 秒内没有完成"), "180 秒内没有完成"),
        (Answer(None, "无法启动（Permission denied）"), "重新安装 LibreOffice"),
        (Answer(-11, ""), "退出码 -11"),
        (Answer(1, "第一行\n\nERROR: unopkg failed.\n"), "第一行；ERROR: unopkg failed."),
    ],
)
def test_what_unopkg_says_becomes_a_chinese_sentence(machine, office, new, answer, words):
    machine.run.broken = answer
    for result in (libreoffice.install(machine, office, new, "2.0"), libreoffice.uninstall(machine, office)):
        assert result.state == "failed"
        assert words in result.message
        assert result.message.endswith("。")


def test_the_list_of_several_extensions_is_read(machine, office):
    text = (
        "All deployed user extensions:\n\nIdentifier: org.a\n  Version: 1\n  is registered: no\n  bundled Packages: {\n"
        "      is registered: yes\n  }\n\nIdentifier: org.b\n  URL: x\n  is registered: yes\n"
    )
    assert unopkg.parse_list(text) == [unopkg.Extension("org.a", "1", False), unopkg.Extension("org.b", "", True)]
    assert unopkg.parse_list("All deployed user extensions:\n\n<none>\n") == []


def test_a_program_without_python_gets_the_extension_and_a_word_about_it(machine, office, new):
    (office.folder / "pythonloader.py").unlink()
    result = libreoffice.install(machine, office, new, "2.0")
    assert result.state == "installed"
    assert "python3-uno" in result.message
