"""The folder for machines without network: complete for every target, its files as each system reads them."""

import hashlib
import subprocess
import zipfile

import pytest

from addin.build.offline import gather
from addin.build.offline.closure import missing
from addin.build.offline.targets import PYTHONS, TARGETS
from addin.version import version

WINDOWS, X86, ARM = TARGETS


def wheel(folder, name, tag="py3-none-any", release="1.0", requires=()):
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{release}-{tag}.whl"
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {release}",
        *(f"Requires-Dist: {one}" for one in requires),
    ]
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(f"{name}-{release}.dist-info/METADATA", "\n".join(lines) + "\n")
    return file


@pytest.fixture
def wheels(tmp_path):
    folder = tmp_path / "安装 文件"
    return [
        wheel(folder, "jixiao", requires=["xlwings>=0.37", "lxml>=6"]),
        wheel(folder, "xlwings", "cp311-cp311-win_amd64", "0.37.8", ['pywin32>=224; platform_system == "Windows"', 'black; extra == "all"']),
        wheel(folder, "xlwings", "cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64", "0.37.8", ['pywin32; platform_system == "Windows"']),
        wheel(folder, "lxml", "cp311-cp311-win_amd64", "6.0"),
        wheel(folder, "lxml", "cp311-cp311-manylinux_2_26_x86_64.manylinux_2_28_x86_64", "6.0"),
    ]  # fmt: skip


def test_what_windows_alone_asks_for_is_missed_on_windows_alone(wheels, tmp_path):
    assert missing(wheels, WINDOWS, "3.11") == ["pywin32>=224（xlwings 需要）"]
    assert missing(wheels, X86, "3.11") == []
    assert missing([*wheels, wheel(tmp_path, "pywin32", "cp311-cp311-win_amd64", "312")], WINDOWS, "3.11") == []


def test_wheels_of_another_machine_or_python_do_not_count(wheels):
    assert [line.partition(">")[0] for line in missing(wheels, ARM, "3.11")] == ["lxml", "xlwings"]
    assert [line.partition(">")[0] for line in missing(wheels, X86, "3.12")] == ["lxml", "xlwings"]


def test_a_wheel_that_is_too_old_does_not_count(wheels, tmp_path):
    newer = wheel(tmp_path, "jixiao", requires=["lxml>=7"])
    assert missing([newer, *wheels[1:]], X86, "3.11") == ["lxml>=7（jixiao 需要）"]


def test_every_target_of_the_issue_is_served():
    assert [target.folder for target in TARGETS] == ["windows-x64", "linux-x86_64", "linux-aarch64"]
    assert PYTHONS == ("3.11", "3.12", "3.13")


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "离线 安装"
    folder.mkdir()
    gather.write_files(folder)
    return folder


def test_the_files_are_as_each_system_reads_them(files):
    command = (files / "install.cmd").read_bytes()
    assert command.isascii()  # cmd reads it in whatever code page the machine has
    assert command.count(b"\n") == command.count(b"\r\n") > 10
    page = (files / "说明.txt").read_bytes()
    assert page.startswith(b"\xef\xbb\xbf")
    assert page.count(b"\n") == page.count(b"\r\n")
    script = (files / "install.sh").read_bytes()
    assert b"\r" not in script
    assert (files / "install.sh").stat().st_mode & 0o111


def test_every_placeholder_is_filled(files):
    texts = {file.name: file.read_text("utf-8") for file in files.rglob("*") if file.is_file()}
    assert sorted(texts) == ["install.cmd", "install.sh", "setup.py", "uninstall.cmd", "uninstall.sh", "说明.txt"]
    for name, text in texts.items():
        assert not [word for word in ("@VERSION@", "@SYSTEMS@", "@PYTHONS@") if word in text], name
    assert version() in texts["说明.txt"]
    assert f'VERSION = "{version()}"' in texts["setup.py"]


def test_the_scripts_are_valid_shell(files):
    for name in ("install.sh", "uninstall.sh"):
        assert subprocess.run(["sh", "-n", str(files / name)], check=False).returncode == 0


def test_the_sums_name_every_file(files):
    gather.write_sums(files)
    lines = (files / "SHA256SUMS").read_text("utf-8").splitlines()
    named = dict(reversed(line.split("  ", 1)) for line in lines)
    assert named["说明.txt"] == hashlib.sha256((files / "说明.txt").read_bytes()).hexdigest()
    assert "setup/setup.py" in named
    assert "SHA256SUMS" not in named
    assert len(named) == 6


def test_a_gathering_that_fails_leaves_the_old_folder(tmp_path, monkeypatch):
    out = tmp_path / "离线"
    out.mkdir()
    (out / "旧.txt").write_text("旧", encoding="utf-8")

    def refused(*_):
        raise gather.GatherFailed("没有网络")

    monkeypatch.setattr(gather, "_pip", refused)
    with pytest.raises(gather.GatherFailed, match="没有网络"):
        gather.gather(out, lambda _: None)
    assert [place.name for place in tmp_path.iterdir()] == ["离线"]
    assert (out / "旧.txt").exists()
