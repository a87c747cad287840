"""jixiao.xlam as a file: its parts, its version, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import openpyxl
import pytest
from lxml import etree
from support.vba_reader import VBA_Parser

from addin.build.excel import build
from addin.build.excel.modules import modules
from addin.version import version

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(scope="module")
def add_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("加载项") / "新 文件夹")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_named_and_lies_where_it_was_asked_for(add_in: Path) -> None:
    assert add_in.name == "jixiao.xlam"
    assert add_in.parent.name == "新 文件夹"


def test_every_part_is_well_formed_has_a_type_and_is_referred_to(add_in: Path) -> None:
    found = parts(add_in)
    types = etree.fromstring(found["[Content_Types].xml"])
    named = {element.get("PartName") for element in types if element.get("PartName")}
    suffixes = {element.get("Extension") for element in types if element.get("Extension")}
    referred = set()
    for name, content in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        assert f"/{name}" in named or name.rpartition(".")[2] in suffixes
        if name.endswith(".rels"):
            folder = PurePosixPath(name).parent.parent
            referred |= {
                str(folder / relation.get("Target")) for relation in etree.fromstring(content).iter(_RELATIONS)
            }
    assert referred == {name for name in found if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert {name[1:] for name in named} <= set(found)


def test_it_is_an_add_in_with_macros(add_in: Path) -> None:
    types = parts(add_in)["[Content_Types].xml"].decode()
    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
    assert "application/vnd.ms-office.vbaProject" in types
    relations = parts(add_in)["_rels/.rels"].decode()
    assert "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" in relations


def test_openpyxl_reads_it_once_it_is_called_a_workbook(add_in: Path, tmp_path: Path) -> None:
    """openpyxl knows no add-ins: its type is that of a workbook with macros but for this one word."""
    changed = tmp_path / "加载项.xlsm"
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in parts(add_in).items():
            archive.writestr(name, content.replace(b"ms-excel.addin.macroEnabled", b"ms-excel.sheet.macroEnabled"))
    book = openpyxl.load_workbook(changed, keep_vba=True)
    assert book.sheetnames == ["Sheet1"]
    assert book.vba_archive is not None
    assert book.properties.title == "绩效自评"
    assert book.custom_doc_props["jixiao.version"].value == version()
    assert book["Sheet1"].dimensions == "A1:A1"
    book.vba_archive.close()


def test_olevba_finds_every_module_and_nothing_hidden(add_in: Path) -> None:
    parser = VBA_Parser(str(add_in))
    found = {path.rpartition("/")[2]: code for _, path, _, code in parser.extract_macros()}
    assert found == {module.name: module.text for module in modules(version())}


def test_one_version_is_stamped_everywhere(add_in: Path) -> None:
    found = parts(add_in)
    assert f"jixiao {version()}<" in found["docProps/core.xml"].decode()
    assert f">{version()}</vt:lpwstr>" in found["docProps/custom.xml"].decode()
    [stamp] = [module.code for module in modules(version()) if module.name == "JixiaoVersion"]
    assert f'Public Const VERSION As String = "{version()}"' in stamp


def test_no_machine_and_no_person_is_in_it(add_in: Path) -> None:
    for name, content in parts(add_in).items():
        assert str(Path.cwd()).encode() not in content, name
        assert b"Users" not in content, name


@pytest.mark.parametrize("seed", ["0", "77"])
def test_the_bytes_are_the_same_whenever_and_wherever_it_is_built(add_in: Path, tmp_path: Path, seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai" if seed == "0" else "America/New_York"}
    code = "import sys; from pathlib import Path; from addin.build.excel import build; build(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment)
    assert (tmp_path / "jixiao.xlam").read_bytes() == add_in.read_bytes()
