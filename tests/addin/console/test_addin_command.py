"""jixiao addin as its users see it: what is built, what is said, the exit codes and the JSON."""

import json
import os
import stat

import pytest
from support import machines

import addin.console.addin as console
from addin.cli import main
from addin.install import run as installing
from addin.install.identity import oxt_identity, xlam_version
from addin.version import version

BUILDERS = {
    "excel": lambda folder: machines.xlam(folder / "jixiao.xlam", version()),
    "libreoffice": lambda folder: machines.oxt(folder / "jixiao.oxt", version()),
}


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A Windows machine with both programs, in place of this one."""
    found = machines.machine(tmp_path, "win32", run=machines.FakePrograms())
    found.run.isolated = machines.Answer(0, f"jixiao {version()}\n")
    machines.put_excel(tmp_path, found)
    machines.put_office(tmp_path / "Program Files/LibreOffice/program", system="win32", profile="LibreOffice/4")
    monkeypatch.setattr(console, "this_machine", lambda: found)
    monkeypatch.setattr(installing.building, "BUILDERS", BUILDERS)
    return found


def run(capsys, *arguments):
    try:
        code = main(["addin", *arguments])
    except SystemExit as leaving:
        code = leaving.code
    output = capsys.readouterr()
    return code, output.out, output.err


def test_both_add_ins_are_built_with_the_version_of_the_package(tmp_path, capsys):
    out = tmp_path / "加载 项"
    code, told, _ = run(capsys, "build", "-o", str(out))
    assert code == 0
    assert told.splitlines() == [str(out / "jixiao.xlam"), str(out / "jixiao.oxt")]
    assert xlam_version(out / "jixiao.xlam") == oxt_identity(out / "jixiao.oxt")[1] == version()
    assert sorted(os.listdir(out)) == ["jixiao.oxt", "jixiao.xlam"]
    # other users of the machine may read what an administrator built
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o644 for file in out.iterdir())
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    assert run(capsys, "build", "-o", str(out))[0] == 0  # the same bytes every time: nothing to overwrite
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_another_file_of_the_name_is_only_replaced_when_told(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(console, "BUILDERS", BUILDERS)
    (tmp_path / "jixiao.oxt").write_bytes(b"other")
    code, out, err = run(capsys, "build", "-o", str(tmp_path))
    assert (code, out) == (2, "")
    assert "jixiao.oxt" in err
    assert "--force" in err
    assert (tmp_path / "jixiao.oxt").read_bytes() == b"other"
    assert not (tmp_path / "jixiao.xlam").exists()
    code, out, _ = run(capsys, "build", "-o", str(tmp_path), "--force", "--json")
    assert code == 0
    assert json.loads(out) == {
        "schema": 1, "action": "build", "files": [str(tmp_path / "jixiao.xlam"), str(tmp_path / "jixiao.oxt")],
    }  # fmt: skip
    assert oxt_identity(tmp_path / "jixiao.oxt")


def test_a_folder_that_cannot_be_written_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(console, "BUILDERS", BUILDERS)
    (tmp_path / "文件").write_bytes(b"")
    code, _, err = run(capsys, "build", "-o", str(tmp_path / "文件" / "里面"))
    assert code == 2
    assert "不能写入" in err


def test_installing_and_removing_tell_each_place(machine, capsys):
    code, out, err = run(capsys, "install")
    assert code == 0
    assert "[完成] Excel：已装入" in out
    assert "[完成] LibreOffice：已装入" in out
    assert str(machine.settings_file) in err
    code, out, err = run(capsys, "uninstall")
    assert code == 0
    assert "[完成] Excel：已删除" in out
    assert "已清除" in err
    assert not machine.settings_file.exists()


def test_the_json_of_installing(machine, capsys):
    code, out, _ = run(capsys, "install", "--host", "excel", "--dry-run", "--json")
    document = json.loads(out)
    assert code == 0
    assert {key: document[key] for key in ("schema", "action", "dry_run", "settings", "messages")} == {
        "schema": 1, "action": "install", "dry_run": True, "settings": "", "messages": [],
    }  # fmt: skip
    (result,) = document["results"]
    assert (result["host"], result["state"], result["version"]) == ("excel", "planned", version())
    assert result["place"].endswith("jixiao.xlam")


def test_a_failure_ends_with_2_after_the_rest_was_done(machine, capsys):
    machine.run.broken = machines.Answer(1, "ERROR: unopkg failed")
    code, out, _ = run(capsys, "install")
    assert code == 2
    assert "[完成] Excel" in out
    assert "[失败] LibreOffice" in out


def test_no_host_ends_with_2_and_what_to_do(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(console, "this_machine", lambda: machines.machine(tmp_path))
    code, out, err = run(capsys, "install")
    assert (code, out) == (2, "")
    assert "没有找到 LibreOffice" in err
    assert "jixiao addin build" in err
    code, _, err = run(capsys, "uninstall")
    assert code == 0
    assert "没有需要卸载的加载项" in err


@pytest.mark.parametrize(
    ("arguments", "words"), [([], "缺少参数"), (["instal"], "install"), (["install", "--host", "exel"], "excel")]
)
def test_wrong_usage_says_what_to_try(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err


@pytest.mark.parametrize("action", ["build", "install", "uninstall"])
def test_every_action_has_help_in_chinese(capsys, action):
    code, out, _ = run(capsys, action, "--help")
    assert code == 0
    assert out.startswith(f"用法：jixiao addin {action}")
