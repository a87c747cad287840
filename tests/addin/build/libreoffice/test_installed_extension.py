"""The extension in the real LibreOffice: found by both ways of installing, in Chinese, and never another's code in its place."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from support.office import CHINESE, WHY_NO_OFFICE, Office, built_extension

from addin.version import version
from udfs.registry import functions

pytestmark = pytest.mark.skipif(bool(WHY_NO_OFFICE), reason=WHY_NO_OFFICE)

_SCORE = """
document = new()
sheet = document.Sheets[0]
def shown(formula):
    sheet.getCellRangeByName("A1").Formula = formula
    return sheet.getCellRangeByName("A1").String
answer = [shown(formula) for formula in data["formulas"]]
close(document)
"""
_FORMULAS = [
    '=PERF_SCORE(10;"≥2个";"1个")',
    "=PERF_TOTAL(1;2;3)",
    "=PERF_GRADE(95)",
    '=PERF_SCORE(10;"≥2个";"2个";;"株洲2021")',
]
_FIGURES = ["5", "6", "优", "10"]


def test_the_function_wizard_has_the_chinese_texts_of_the_registry(tmp_path):
    with Office(tmp_path, extension=built_extension(tmp_path), settings=CHINESE) as office:
        shown = office.run(
            """
            found = service("com.sun.star.sheet.FunctionDescriptions")
            answer = {}
            for index in range(found.Count):
                one = {entry.Name: entry.Value for entry in found.getByIndex(index)}
                if one["Name"].startswith("PERF_"):
                    arguments = [(argument.Name, argument.Description) for argument in one["Arguments"]]
                    answer[one["Name"]] = (one["Description"], arguments)
            """
        )
    assert set(shown) == {function.name for function in functions()}
    for function in functions():
        description, arguments = shown[function.name]
        assert description == f"{function.title}：{function.description}"
        assert [name for name, _ in arguments] == [argument.title for argument in function.arguments]
        for (_, text), argument in zip(arguments, function.arguments):
            assert text.startswith(argument.help)


def test_planted_packages_on_the_path_and_beside_the_workbook_are_never_imported(tmp_path):
    planted = tmp_path / "下级 单位"
    marker = tmp_path / "被执行"
    bad = f"open({str(marker)!r}, 'a').close()\nraise RuntimeError('planted')\n"
    for name in ("udfs", "addin", "jixiao_oxt"):
        (planted / name).mkdir(parents=True)
        (planted / name / "__init__.py").write_text(bad, encoding="utf-8")
    for name in ("udfs.py", "jixiao.py", "registry.py", "perf_score.py"):
        (planted / name).write_text(bad, encoding="utf-8")
    environment = {"PYTHONPATH": str(planted)}
    with Office(tmp_path, extension=built_extension(tmp_path), environment=environment, cwd=planted) as office:
        path = office.run(
            """
            document = new()
            save(document, data["path"])
            close(document)
            document = load(data["path"])
            sheet = document.Sheets[0]
            answer = []
            for formula in data["formulas"]:
                sheet.getCellRangeByName("A1").Formula = formula
                answer.append(sheet.getCellRangeByName("A1").String)
            close(document)
            """,
            path=str(planted / "自评表.ods"),
            formulas=_FORMULAS,
        )
    assert path == _FIGURES
    assert not marker.exists()


def _open_folder():
    """A folder that another user can use: unopkg refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="扩展 安装 "))
    folder.chmod(0o777)
    return folder


@pytest.mark.skipif(os.name != "posix", reason="unopkg 的用户切换只在类 Unix 系统上测试")
def test_unopkg_installs_it_and_the_functions_compute_then_removes_it():
    folder = _open_folder()
    try:
        extension = built_extension(folder)
        extension.chmod(0o644)
        user = 65534 if os.geteuid() == 0 else None  # nobody
        with Office(folder, extension=extension, install="unopkg", user=user) as office:
            assert office.run(_SCORE, formulas=_FORMULAS) == _FIGURES
        listed = office.unopkg("list")
        assert "org.jixiao.sheet" in listed
        assert version() in listed
        office.unopkg("remove", "org.jixiao.sheet")
        assert "org.jixiao.sheet" not in office.unopkg("list")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
