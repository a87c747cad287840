"""The code in the package runs without the checkout, on this Python and on the oldest one that LibreOffice brings."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.office import built_extension

_OLDEST = Path(__file__).resolve().parents[4] / ".venv39" / "bin" / "python"

_SCRIPT = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import jixiao_oxt
# the host's modules need the program's own module uno
names = [one.name for one in pkgutil.walk_packages(jixiao_oxt.__path__, "jixiao_oxt.") if ".hosts.libreoffice." not in one.name]
for name in names:
    importlib.import_module(name)
from jixiao_oxt.udfs.perf_score import PERF_SCORE
assert "udfs" not in sys.modules and "addin" not in sys.modules
print(len(names), PERF_SCORE(10, "≥450人", "442人", "按照完成比例赋分", "新疆项目2024"))
"""


@pytest.mark.parametrize(
    "python",
    [
        Path(sys.executable),
        pytest.param(_OLDEST, marks=pytest.mark.skipif(not _OLDEST.exists(), reason="本机没有 Python 3.9 的测试环境")),
    ],
    ids=["本机", "3.9"],
)
def test_every_carried_module_loads_and_the_functions_compute(tmp_path, python):
    with zipfile.ZipFile(built_extension(tmp_path)) as package:
        package.extractall(tmp_path / "扩展 包")
    house = tmp_path / "扩展 包" / "python" / "pythonpath"
    done = subprocess.run(
        [str(python), "-I", "-c", _SCRIPT, str(house)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    count, points = done.stdout.split()
    assert int(count) > 150
    assert points == "9.55"
