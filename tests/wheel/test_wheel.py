"""The wheel works without the checkout: rules, lexicon and the demo's workbooks travel inside it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: runs a command of the installed copy only: the checkout is not on the path
RUN = """
import sys
sys.path[:] = [path for path in sys.path if path != {checkout!r}]
sys.path.insert(0, {folder!r})
sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in repr(finder).lower()]
import addin, udfs
assert addin.__file__.startswith({folder!r}) and udfs.__file__.startswith({folder!r})
from addin.cli import main
raise SystemExit(main({arguments!r}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("安装 包")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel):
    folder = wheel.parent / "已安装"
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder)
    return folder


def run(installed, work, *arguments):
    code = RUN.format(folder=str(installed), checkout=str(ROOT), arguments=list(arguments))
    return subprocess.run([sys.executable, "-I", "-c", code], cwd=work, capture_output=True, text=True, check=False)


def test_the_wheel_carries_code_rules_lexicon_and_examples_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "udfs/rules/cn/national.toml" in names
    assert "addin/forms/lexicon.toml" in names
    assert "addin/data/workbooks/demo/xinjiang-2024-published.xlsx" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"udfs", "addin"}


def test_the_demo_runs_from_the_installed_wheel(installed, tmp_path):
    answer = run(installed, tmp_path, "demo", "-o", "演示")
    assert answer.returncode == 0, answer.stderr
    assert "136" in answer.stdout  # cells that come out as published, of 160
    assert sorted(path.name for path in (tmp_path / "演示").iterdir()) == ["公开原表.xlsx", "填写后.xlsx"]


def test_every_profile_and_function_is_there_in_the_installed_wheel(installed, tmp_path):
    profiles = run(installed, tmp_path, "profiles")
    assert "cn/xinjiang/project-2024" in profiles.stdout
    assert "cn/integrated" in profiles.stdout
    assert "PERF_SCORE" in run(installed, tmp_path, "functions").stdout


def test_the_add_ins_are_built_from_the_installed_wheel(installed, tmp_path):
    answer = run(installed, tmp_path, "addin", "build", "-o", "加载 项")
    assert answer.returncode == 0, answer.stderr
    assert sorted(file.name for file in (tmp_path / "加载 项").iterdir()) == ["jixiao.oxt", "jixiao.xlam"]
