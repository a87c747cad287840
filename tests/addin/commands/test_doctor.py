"""jixiao doctor as a whole, on machines that are not this one."""

import dataclasses
import json

import pytest
from support import machines

from addin.cli import main
from addin.commands import doctor


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_every_system_is_looked_at_and_every_check_says_something(tmp_path, system):
    machine = machines.machine(tmp_path, system)
    if system != "linux":
        machines.put_excel(tmp_path, machine)
    checks = doctor.run(machine)
    names = [check.name for check in checks]
    for name in ("jixiao", "Python", "评分规则", "xlwings", "LibreOffice", "Excel", "加载项设置", "临时文件夹"):
        assert name in names
    assert all(check.found for check in checks)
    assert all(check.advice for check in checks if check.state in (doctor.MISSING, doctor.PROBLEM))


def test_the_store_s_python_is_a_problem(tmp_path):
    machine = machines.machine(tmp_path, "win32")
    store = dataclasses.replace(
        machine, interpreter=r"C:\Program Files\WindowsApps\PythonSoftwareFoundation\python.exe"
    )
    (found,) = [check for check in doctor.run(store) if check.name == "Python"]
    assert (found.state, "微软商店版" in found.found) == (doctor.PROBLEM, True)


@pytest.mark.parametrize(
    ("state", "code"), [(doctor.GOOD, 0), (doctor.NOTE, 0), (doctor.MISSING, 1), (doctor.PROBLEM, 1)]
)
def test_the_exit_code_says_whether_something_is_to_be_done(monkeypatch, capsys, state, code):
    monkeypatch.setattr(doctor, "run", lambda: [doctor.Check("某项", state, "找到的", "怎么办")])
    assert main(["doctor"]) == code
    out = capsys.readouterr().out
    assert "某项：找到的" in out
    assert "怎么办" in out
    assert main(["doctor", "--json"]) == code
    assert json.loads(capsys.readouterr().out)["checks"] == [
        {"name": "某项", "state": state, "found": "找到的", "advice": "怎么办"}
    ]
