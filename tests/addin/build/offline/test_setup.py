"""Installing from the folder: a private environment without network, the add-ins, and everything taken away again."""

import ensurepip
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from addin.build.offline import gather
from addin.version import version

BUNDLED = sorted(Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl"))
HERE = f"{platform.system()}-{platform.machine()}"

#: a package in jixiao's place: it writes down how it was called
_FAKE = "import json, os, sys\ndef main():\n    json.dump(sys.argv[1:], open(os.environ['CALLED'], 'w'))\n    sys.exit(int(os.environ.get('CODE', '0')))\n"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "U 盘" / "离线 安装"
    own = place / "wheels" / HERE.lower()
    own.mkdir(parents=True)
    common = place / "wheels" / "common"
    common.mkdir()
    for wheel in BUNDLED:
        shutil.copyfile(wheel, common / wheel.name)
    info = f"jixiao-{version()}.dist-info"
    with zipfile.ZipFile(common / f"jixiao-{version()}-py3-none-any.whl", "w") as package:
        package.writestr("fake_jixiao.py", _FAKE)
        package.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: jixiao\nVersion: {version()}\n")
        package.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        package.writestr(f"{info}/entry_points.txt", "[console_scripts]\njixiao = fake_jixiao:main\n")
        package.writestr(f"{info}/RECORD", "")
    gather.write_files(place)
    gather.write_sums(place)
    return place


@pytest.fixture
def setup(folder):
    spec = importlib.util.spec_from_file_location("offline_setup", folder / "setup" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(folder, tmp_path):
    home = tmp_path / "用户" / "孙 八"
    home.mkdir(parents=True)
    called = tmp_path / "called.json"

    def start(script, *arguments, **changes):
        variables = {
            "HOME": str(home), "PATH": os.environ["PATH"], "JIXIAO_PYTHON": sys.executable, "CALLED": str(called),
            "LANG": "C.UTF-8", **changes,
        }  # fmt: skip
        done = subprocess.run(
            [shutil.which("sh"), str(folder / script), *arguments],
            env=variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return done.returncode, done.stdout, done.stderr

    start.home, start.called = home, called
    return start


on_unix = pytest.mark.skipif(
    HERE.lower() not in ("linux-x86_64", "linux-aarch64") or not BUNDLED,
    reason="本机不是安装包所含的 Linux，或 Python 没有自带 pip",
)


@on_unix
def test_the_folder_installs_without_network_and_takes_everything_away_again(run):
    code, out, err = run("install.sh", "--dry-run")
    assert code == 0, err
    assert "安装完成" in out
    assert json.loads(run.called.read_text("utf-8")) == ["addin", "install", "--dry-run"]
    environment = run.home / ".local/share/jixiao/venv"
    assert str(environment / "bin/jixiao") in out
    # a second time what is there is brought up to date; an add-in that fails is told, the command line stays
    code, out, err = run("install.sh", CODE="2")
    assert code == 2
    assert "建立环境" not in out
    assert "命令行已可使用" in err
    assert (environment / "bin/jixiao").is_file()
    # what is still needed to take the add-ins away stays until that is done
    code, _, err = run("uninstall.sh", CODE="2")
    assert code == 2
    assert "卸载加载项没有成功" in err
    assert environment.is_dir()
    code, _, err = run("uninstall.sh")
    assert code == 0, err
    assert json.loads(run.called.read_text("utf-8")) == ["addin", "uninstall"]
    assert not environment.parent.exists()
    assert run("uninstall.sh")[0] == 0


@on_unix
def test_a_file_that_was_cut_short_is_named_and_nothing_is_installed(run, folder):
    (wheel,) = folder.glob("wheels/common/jixiao-*.whl")
    wheel.write_bytes(wheel.read_bytes()[:-10])
    code, _, err = run("install.sh")
    assert code == 2
    assert wheel.name in err
    assert "重新复制" in err
    assert list(run.home.iterdir()) == []


def test_without_a_python_the_next_step_is_told(run, tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "dirname").symlink_to(shutil.which("dirname"))
    code, _, err = run("install.sh", PATH=str(tools), JIXIAO_PYTHON="")
    assert code == 2
    assert "没有找到 Python 3.11 至 3.13" in err
    assert "jixiao.oxt" in err


@pytest.mark.parametrize(
    ("system", "machine", "folder_name"),
    [
        ("Windows", "AMD64", "windows-x64"), ("Windows", "x86_64", "windows-x64"), ("Linux", "x86_64", "linux-x86_64"),
        ("Linux", "aarch64", "linux-aarch64"), ("Linux", "arm64", "linux-aarch64"),
    ],
)  # fmt: skip
def test_each_machine_takes_its_own_wheels(setup, system, machine, folder_name):
    assert setup.wheels_folder(system, machine) == folder_name


@pytest.mark.parametrize(
    ("system", "machine"), [("Linux", "loongarch64"), ("Windows", "ARM64"), ("Windows", "x86"), ("Darwin", "arm64")]
)
def test_a_machine_without_wheels_is_told_what_still_works(setup, system, machine):
    with pytest.raises(setup.Failed, match=r"jixiao\.oxt"):
        setup.wheels_folder(system, machine)


def test_everything_goes_into_the_user_s_own_folder(setup):
    assert setup.data_folder("Windows", {"LOCALAPPDATA": "D:/用户/本地"}) == Path("D:/用户/本地/jixiao")
    assert setup.data_folder("Linux", {"XDG_DATA_HOME": "/数据"}) == Path("/数据/jixiao")
    assert setup.data_folder("Linux", {"XDG_DATA_HOME": "相对"}) == Path.home() / ".local/share/jixiao"


def test_setup_names_no_address_and_never_lets_pip_search(folder):
    text = (folder / "setup" / "setup.py").read_text("utf-8")
    assert "--no-index" in text
    assert "http" not in text
