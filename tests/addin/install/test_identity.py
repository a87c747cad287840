"""Whose file is it: only what says so of itself is ours."""

import importlib.metadata
import zipfile

import pytest
from support import machines

from addin.build.excel import build
from addin.install.identity import oxt_identity, xlam_version


@pytest.fixture
def file(tmp_path):
    return tmp_path / "启动 文件夹" / "jixiao.xlam"


def test_our_add_in_tells_its_version(file):
    assert xlam_version(machines.xlam(file, "0.9")) == "0.9"


def test_the_built_add_in_is_known_for_ours(tmp_path):
    assert xlam_version(build(tmp_path / "生成 处")) == importlib.metadata.version("jixiao")


def test_an_add_in_of_others_is_not_ours(file):
    assert xlam_version(machines.xlam(file, "1.0", name="other")) is None


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_package_is_not_ours(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert xlam_version(file) is None


@pytest.mark.parametrize(
    "part",
    [
        b"<broken",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a>" + b" " * (1 << 20) + b"</a>",
    ],
)
def test_hostile_properties_are_not_ours(file, part):
    file.parent.mkdir()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/custom.xml", part)
    assert xlam_version(file) is None


def test_a_package_damaged_inside_is_not_ours(file):
    file.parent.mkdir()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/custom.xml", b"<a/>" * 1000)
    content = bytearray(file.read_bytes())
    content[60:70] = b"\xff" * 10
    file.write_bytes(bytes(content))
    assert xlam_version(file) is None


def test_a_folder_and_a_link_are_not_ours(file, tmp_path):
    file.mkdir(parents=True)
    assert xlam_version(file) is None
    link = tmp_path / "链接.xlam"
    link.symlink_to(machines.xlam(tmp_path / "真的.xlam"))
    assert xlam_version(link) is None


def test_an_extension_of_ours_tells_identifier_and_version(tmp_path):
    assert oxt_identity(machines.oxt(tmp_path / "绩 效.oxt", "0.9", "org.jixiao.calc")) == ("org.jixiao.calc", "0.9")
    assert oxt_identity(machines.oxt(tmp_path / "别的.oxt", "0.9", "org.jixiaofake")) is None
