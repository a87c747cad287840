"""vbaProject.bin, read back by olevba and olefile."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import olefile
import pytest
import xlwings
from support.vba_reader import VBA_Parser, decompress_stream

from addin.build.excel.modules import modules
from addin.build.excel.vbaproject import CLASS, SHEET, STANDARD, WORKBOOK, Module, vba_project

MODULES = modules("0.1.0")
PROJECT = vba_project(MODULES)


def test_olevba_reads_every_module_as_it_was_written() -> None:
    parser = VBA_Parser("vbaProject.bin", data=PROJECT)
    found = {path.rpartition("/")[2]: code for _, path, _, code in parser.extract_macros()}
    assert found == {module.name: module.text for module in MODULES}


def test_the_kinds_of_the_modules_are_listed() -> None:
    with olefile.OleFileIO(io.BytesIO(PROJECT)) as file:
        lines = file.openstream("PROJECT").read().decode("ascii").split("\r\n")
        names = file.openstream("PROJECTwm").read()
    listed = [line for line in lines if line.startswith(("Module=", "Class=", "Document="))]
    assert listed[:3] == ["Document=ThisWorkbook/&H00000000", "Document=Sheet1/&H00000000", "Class=JixiaoEvents"]
    assert listed[3:] == [f"Module={module.name}" for module in MODULES[3:]]
    assert names.endswith(b"\0\0\0\0")
    for module in MODULES:
        assert module.name.encode() + b"\0" + module.name.encode("utf-16-le") in names


def test_the_project_is_open_for_everyone_to_read() -> None:
    with olefile.OleFileIO(io.BytesIO(PROJECT)) as file:
        text = file.openstream("PROJECT").read().decode("ascii")
    identifier = re.search(r'ID="(.+?)"', text)[1]
    assert decrypted(re.search(r'CMG="(\w+)"', text)[1], identifier) == bytes(4)  # not protected
    assert decrypted(re.search(r'DPB="(\w+)"', text)[1], identifier) == bytes(1)  # no password
    assert decrypted(re.search(r'GC="(\w+)"', text)[1], identifier) == b"\xff"  # visible


def decrypted(text: str, identifier: str) -> bytes:
    """[MS-OVBA] 2.4.3.3, written from the specification."""
    data = bytes.fromhex(text)
    seed, version, key = data[0], data[0] ^ data[1], data[0] ^ data[2]
    assert version == 2
    assert key == sum(identifier.encode()) & 0xFF
    plain, last, before = key, data[2], data[1]
    out = []
    for byte in data[3:]:
        value = byte ^ ((before + plain) & 0xFF)
        out.append(value)
        before, last, plain = last, byte, value
    ignored = (seed & 6) // 2
    length = int.from_bytes(bytes(out[ignored : ignored + 4]), "little")
    content = bytes(out[ignored + 4 :])
    assert len(content) == length
    return content


def test_the_decryption_reads_what_excel_itself_has_written() -> None:
    """CMG, DPB and GC of the add-in that xlwings ships, saved by Excel."""
    identifier = "{318BEE36-5BE1-492A-826D-473DB19B0F30}"
    assert decrypted("5D5F8AADDAA8DEA8DEA8DEA8DE", identifier) == bytes(4)
    assert decrypted("5D5F8AADDAADDBADDBAD", identifier) == bytes(1)
    assert decrypted("5D5F8AADDAADDBADDB52", identifier) == b"\xff"


def test_the_directory_says_the_code_page_and_the_libraries() -> None:
    with olefile.OleFileIO(io.BytesIO(PROJECT)) as file:
        directory = bytes(decompress_stream(bytearray(file.openstream("VBA/dir").read())))
        assert file.openstream("VBA/_VBA_PROJECT").read() == b"\xcc\x61\xff\xff\x00\x01\x00"
    assert b"\x03\x00\x02\x00\x00\x00\xe4\x04" in directory  # 1252
    assert b"stdole2.tlb" in directory
    assert b"{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}" in directory  # IRibbonControl


def shipped_by_xlwings() -> dict[str, str]:
    """The modules of an add-in that Excel has saved and that is known to work."""
    parser = VBA_Parser(str(Path(xlwings.__file__).with_name("quickstart_addin_ribbon.xlam")))
    return {path.rpartition("/")[2]: code for _, path, _, code in parser.extract_macros()}


def test_the_attributes_are_those_that_excel_writes() -> None:
    theirs = shipped_by_xlwings()
    assert Module("ThisWorkbook", WORKBOOK).text == theirs["ThisWorkbook"]
    assert Module("Sheet2", SHEET).text == theirs["Sheet2"]
    ours = Module("Dictionary", CLASS).text.replace("VB_Exposed = False", "VB_Exposed = True")
    assert theirs["Dictionary"].startswith(ours)
    assert Module("A", STANDARD, "x").text == 'Attribute VB_Name = "A"\r\nx\r\n'


def test_nothing_compiled_is_said_as_in_a_file_that_is_known_to_work() -> None:
    with zipfile.ZipFile(Path(xlwings.__file__).with_name("quickstart_addin_ribbon.xlam")) as archive:
        theirs = archive.read("xl/vbaProject.bin")
    with olefile.OleFileIO(io.BytesIO(theirs)) as their, olefile.OleFileIO(io.BytesIO(PROJECT)) as our:
        assert their.openstream("VBA/_VBA_PROJECT").read() == our.openstream("VBA/_VBA_PROJECT").read()


@pytest.mark.parametrize(
    ("module", "words"),
    [
        (Module("模块", STANDARD), "应为不超过 31 个字符的英文标识符"),
        (Module("a" * 32, STANDARD), "应为不超过 31 个字符"),
        (Module("1a", STANDARD), "英文标识符"),
        (Module("A", STANDARD, "x = 1\ny = “2”"), "模块 A 第 2 行有 ASCII 以外的字符：y = “2”"),
    ],
)
def test_what_vba_cannot_hold_is_refused(module: Module, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        vba_project([module])


def test_a_name_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="模块名“a”重复"):
        vba_project([Module("A", STANDARD), Module("a", STANDARD)])
