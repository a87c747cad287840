"""The real unopkg with the real extension, in a home of its own: added, listed, found by the doctor, removed again."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from support import machines
from support.libreoffice import SOFFICE

from addin.install import building, libreoffice, offices
from addin.install.health import libreoffice as health
from addin.install.identity import oxt_identity
from addin.install.machine import Answer, Machine
from addin.install.unopkg import UnopkgFailed, extensions
from addin.version import version

NOBODY = 65534
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

pytestmark = [
    pytest.mark.soffice,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice（soffice）不在本机上，不能试装扩展"),
    pytest.mark.skipif(ROOT and not shutil.which("setpriv"), reason="root 不能给自己装扩展，本机又没有 setpriv"),
]


def as_user(command, environment):
    """What unopkg does as a normal user; root becomes nobody for it."""
    prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if ROOT else []
    copied = Path(command[-1])
    if ROOT and copied.is_file():
        copied.parent.chmod(0o755)
    done = subprocess.run(
        [*prefix, *command], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=180, check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout.decode("utf-8", "replace"))


@pytest.fixture
def home():
    folder = Path(tempfile.mkdtemp(prefix="绩效 试装 "))
    folder.chmod(0o755)
    if ROOT:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def machine(home):
    # a locale that is not Unicode, and a home folder with Chinese and a blank in its name: 7.4 crashes on it unaided
    variables = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C",
        "PYTHONHOME": "/没有",
        "PYTHONPATH": "/没有",
    }
    return Machine("linux", variables, Path("/"), False, "/没有/python", "", machines.FakeRegistry(), as_user)


def test_the_built_extension_is_installed_listed_and_removed(machine, tmp_path):
    oxt = building.libreoffice(tmp_path)
    identifier, stamp = oxt_identity(oxt)
    office = offices.find(machine)[0]
    assert stamp == version()

    result = libreoffice.install(machine, office, oxt, version())
    assert result.state == "installed", result.message
    assert office.profile.is_dir()  # where bootstraprc says that it is
    (found,) = extensions(machine, office)
    assert (found.identifier, found.version, found.registered) == (identifier, version(), True)
    assert health.extension(machine, office, version()).state == "good"
    assert health.extension(machine, office, "9.9").state == "problem"

    again = libreoffice.install(machine, office, oxt, version())
    assert again.state == "installed", again.message
    assert len(extensions(machine, office)) == 1

    office.lock.write_text("[Lockdata]", encoding="utf-8")
    assert "正在运行" in libreoffice.install(machine, office, oxt, version()).message
    with pytest.raises(UnopkgFailed, match="正在运行"):  # the program's own words, too, become ours
        extensions(machine, office)
    office.lock.unlink()

    removed = libreoffice.uninstall(machine, office)
    assert removed.state == "removed", removed.message
    assert extensions(machine, office) == []
    assert libreoffice.uninstall(machine, office).state == "absent"


@pytest.mark.skipif(not ROOT, reason="只有 root 会被 LibreOffice 拒绝")
def test_root_is_refused_by_the_program_itself_in_the_words_that_we_explain(home, tmp_path):
    def as_root(command, environment):
        done = subprocess.run(command, env=environment, capture_output=True, timeout=180, check=False)
        return Answer(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))

    machine = Machine(
        "linux",
        {"HOME": str(home), "PATH": os.environ["PATH"]},
        Path("/"),
        False,
        "",
        "",
        machines.FakeRegistry(),
        as_root,
    )
    oxt = building.libreoffice(tmp_path)
    result = libreoffice.install(machine, offices.find(machine)[0], oxt, version())
    assert result.state == "failed"
    assert "普通用户" in result.message
