"""jixiao.oxt as a package: the same bytes every time, one version, Chinese texts, and nothing carried that is not ours."""

from __future__ import annotations

import ast
import json
import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from addin.build import ribbon
from addin.build.libreoffice import NAME, build, members
from addin.build.libreoffice.carried import NotCarried, carried
from addin.build.libreoffice.rewrite import NotRewritten, rewritten
from addin.version import version
from udfs.registry import functions

_OOR = "{http://openoffice.org/2001/registry}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def inside():
    return members()


def _nodes(content, path):
    """The node below the root that the names lead to."""
    node = ElementTree.fromstring(content)
    for name in path:
        node = next(one for one in node.findall("node") if one.get(f"{_OOR}name") == name)
    return node


def _text(node, prop, language="zh-CN"):
    for one in node.findall("prop"):
        if one.get(f"{_OOR}name") == prop:
            values = {value.get(_LANGUAGE): value.text for value in one.findall("value")}
            return values.get(language, values.get(None))
    return None


def test_two_builds_are_the_same_byte_for_byte(tmp_path):
    first, second = build(tmp_path / "一"), build(tmp_path / "二 次")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as package:
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = package.namelist()
    assert names == [names[0], *sorted(names[1:])]
    assert names[0] == "META-INF/manifest.xml"


@pytest.mark.parametrize(("seed", "zone", "mask"), [("0", "Asia/Shanghai", 0o077), ("77", "America/New_York", 0o002)])
def test_the_bytes_do_not_depend_on_who_builds_when_and_where(tmp_path, seed, zone, mask):
    code = "import sys; from pathlib import Path; from addin.build.libreoffice import build; build(Path(sys.argv[1]))"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment, umask=mask, timeout=120)
    assert (tmp_path / NAME).read_bytes() == build(tmp_path / "这里").read_bytes()


def test_the_version_is_stamped_where_programs_and_people_look(inside):
    assert f'<version value="{version()}"/>' in inside["description.xml"].decode()
    carried_version = inside["python/pythonpath/jixiao_oxt/addin/version.py"].decode()
    assert f'"{version()}"' in carried_version
    assert "pyproject" not in carried_version


def test_the_package_introduces_itself_in_chinese(inside):
    text = inside["description.xml"].decode()
    assert "绩效自评" in text
    assert 'value="org.jixiao.sheet"' in text
    assert "LibreOffice-minimal-version" in text
    for link in re.findall(r'xlink:href="([^"]+)"', text):
        assert link in inside


def test_every_file_of_the_manifest_is_there_and_all_xml_is_well_formed(inside):
    listed = re.findall(r'full-path="([^"]+)"', inside["META-INF/manifest.xml"].decode())
    assert set(listed) <= set(inside)
    assert len(listed) == 7
    for name, content in inside.items():
        if name.endswith((".xml", ".xcu", ".components")):
            ElementTree.fromstring(content)


def test_the_function_service_stands_alone_so_that_the_chinese_texts_win(inside):
    text = inside["jixiao.components"].decode()
    assert "org.jixiao.sheet.PerfAddin" in text
    assert "com.sun.star.sheet.AddIn" not in text


def test_each_function_has_a_method_a_chinese_description_and_help_for_each_argument(inside):
    declared = _nodes(inside["CalcAddIns.xcu"], ["AddInInfo", "org.jixiao.sheet.PerfAddin", "AddInFunctions"])
    idl = inside["XPerfAddin.idl"].decode()
    for function in functions():
        node = next(one for one in declared if one.get(f"{_OOR}name") == function.name)
        assert _text(node, "DisplayName") == _text(node, "DisplayName", "en") == function.name
        assert _text(node, "CompatibilityName", "en") == function.name
        assert _text(node, "Description") == f"{function.title}：{function.description}"
        assert _text(node, "Description", "en").isascii() is False
        assert re.match(r"[A-Z][a-z ]", _text(node, "Description", "en"))
        arguments = node.find("node").findall("node")
        assert [one.get(f"{_OOR}name") for one in arguments] == [one.name for one in function.arguments]
        for one, argument in zip(arguments, function.arguments):
            assert _text(one, "DisplayName") == argument.title
            assert _text(one, "DisplayName", "en") == argument.name
            assert _text(one, "Description").startswith(argument.help)
            if argument.optional:
                assert "省略" in _text(one, "Description")
        parameters = re.search(rf" {function.name}\( (.*) \);", idl).group(1)
        assert [part.split()[-1] for part in parameters.split(", ")] == [one.name for one in function.arguments]


def test_menu_toolbar_and_tabs_have_the_buttons_of_the_ribbon_in_order(inside):
    declared = ribbon.load()
    wanted = [(f"org.jixiao:{button.command}", button.label) for button in declared.buttons]
    for kind, path in {
        "OfficeMenuBar": ["org.jixiao.sheet.menu", "Submenu"],
        "OfficeToolBar": ["org.jixiao.sheet.toolbar"],
        "OfficeNotebookBar": ["org.jixiao.sheet.tabs"],
    }.items():
        entries = _nodes(inside["Addons.xcu"], ["AddonUI", kind, *path]).findall("node")
        names = [one.get(f"{_OOR}name") for one in entries]
        assert names == sorted(names)
        shown = [(_text(one, "URL"), _text(one, "Title")) for one in entries]
        assert [one for one in shown if one[0] != "private:separator"] == wanted
        assert len(shown) - len(wanted) == len(declared.groups) - 1
    menu = _nodes(inside["Addons.xcu"], ["AddonUI", "OfficeMenuBar", "org.jixiao.sheet.menu"])
    assert _text(menu, "Title") == "绩效自评"
    assert _text(menu, "Context") == "com.sun.star.sheet.SpreadsheetDocument"


def test_every_command_has_its_icons_in_the_sizes_that_libreoffice_asks_for(inside):
    icons = Path(ribbon.__file__).with_name("icons")
    for button in ribbon.load().buttons:
        assert (icons / f"{button.command}.svg").read_text("utf-8").startswith("<svg")
        for size in (16, 26):
            content = inside[f"icons/{button.command}_{size}.png"]
            assert struct.unpack(">II", content[16:24]) == (size, size)
            assert f"%origin%/icons/{button.command}_{size}.png" in inside["Addons.xcu"].decode()


def _carried_code(inside):
    return {name: content.decode() for name, content in inside.items() if name.endswith(".py")}


def test_carried_code_imports_the_standard_library_and_itself_only(inside):
    allowed = {*sys.stdlib_module_names, "uno", "unohelper", "com", "org", "jixiao_oxt"}
    found = set()
    for name, text in _carried_code(inside).items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                found.update((name, alias.name.partition(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add((name, (node.module or "").partition(".")[0]))
    assert [one for one in sorted(found) if one[1] not in allowed] == []


def test_every_import_of_carried_code_leads_to_a_carried_file(inside):
    house = "python/pythonpath/"
    missing = []
    for name, text in _carried_code(inside).items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jixiao_oxt."):
                path = house + node.module.replace(".", "/")
                if f"{path}.py" not in inside and f"{path}/__init__.py" not in inside:
                    missing.append((name, node.module))
    assert missing == []


def test_data_are_carried_as_json_with_every_rule_profile(inside):
    assert not [name for name in inside if name.endswith(".toml")]
    house = "python/pythonpath/jixiao_oxt/"
    rules = json.loads(inside[f"{house}udfs/rules/compiled.json"])["files"]
    root = Path(__file__).resolve().parents[4] / "udfs" / "rules"
    assert set(rules) == {path.relative_to(root).as_posix() for path in root.rglob("*.toml")}
    assert "lexicon.toml" in json.loads(inside[f"{house}addin/forms/compiled.json"])["files"]
    assert "ties.toml" in json.loads(inside[f"{house}addin/commands/accounts/compiled.json"])["files"]


def test_no_file_names_a_path_of_this_machine_or_a_test(inside):
    here = str(Path(__file__).resolve().parents[4])
    assert [name for name, content in inside.items() if here.encode() in content] == []
    assert [name for name in inside if "test" in name.lower() or name.endswith(".pyc")] == []


def _package(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_following_stops_at_a_library_that_the_office_does_not_have(tmp_path):
    _package(
        tmp_path,
        {
            "addin/__init__.py": "",
            "addin/start.py": "from . import middle",
            "addin/middle.py": "def later():\n    import lxml.etree",
        },
    )
    with pytest.raises(NotCarried, match=r"addin/middle\.py 第 2 行导入 lxml\.etree.*addin\.middle ← addin\.start"):
        carried(tmp_path, ("addin.start",))


def test_following_finds_relative_and_late_imports_and_leaves_the_rest(tmp_path):
    _package(
        tmp_path,
        {
            "addin/__init__.py": "",
            "addin/start.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import lxml\nfrom .inner import one",
            "addin/inner/__init__.py": "",
            "addin/inner/one.py": "def late():\n    from ..other import thing",
            "addin/other.py": "thing = 1",
            "addin/unused.py": "import lxml",
        },
    )
    found = carried(tmp_path, ("addin.start",))
    assert list(found) == ["addin", "addin.inner", "addin.inner.one", "addin.other", "addin.start"]


def test_imports_are_rewritten_to_the_carried_package_alone():
    text = '"""from udfs.x import y"""\nfrom udfs.core.errors import (\n    NA,\n)\ndef f():\n    from addin.grid import Grid\nfrom . import z\n'
    expected = text.replace("\nfrom udfs", "\nfrom jixiao_oxt.udfs").replace("from addin", "from jixiao_oxt.addin")
    assert rewritten(text, Path("x.py")) == expected


def test_an_import_that_cannot_be_rewritten_stops_the_build():
    with pytest.raises(NotRewritten, match=r"x\.py 第 1 行.*from udfs\.registry import"):
        rewritten("import udfs.registry\n", Path("x.py"))
