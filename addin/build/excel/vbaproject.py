"""VBA 工程 (VBA project): xl/vbaProject.bin from the text of its modules, without compiled code.

Excel compiles the text when it loads the add-in: a ``_VBA_PROJECT`` stream of seven bytes says that there is nothing
compiled, the same seven as in the add-ins that xlwings ships. The project is not locked: whoever wants to know what it does reads it in the
editor (Alt+F11) or under addin/excel/.

依据: Microsoft [MS-OVBA] 2.3 (streams), 2.4.3 (data encryption).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Sequence

from .compound import compound_file
from .compression import compress

#: sources are ASCII, so any page would do; this one is on every machine
CODE_PAGE = 1252
NAME = "Jixiao"
_LOCALE = 0x0409
#: any fixed number; it only seeds the fields below
_PROJECT_ID = "{6A1E4C52-9D37-4F0B-8E21-5C7B3D90A4F6}"

STANDARD, CLASS, WORKBOOK, SHEET = "standard", "class", "workbook", "sheet"
_LISTED = {
    STANDARD: "Module={}",
    CLASS: "Class={}",
    WORKBOOK: "Document={}/&H00000000",
    SHEET: "Document={}/&H00000000",
}
#: the classes behind modules that are classes themselves, as Excel writes them
_BASES = {
    CLASS: "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}",
    WORKBOOK: "0{00020819-0000-0000-C000-000000000046}",
    SHEET: "0{00020820-0000-0000-C000-000000000046}",
}
_LIBRARIES = (
    (
        "stdole",
        r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    ),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
        r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)


@dataclass(frozen=True)
class Module:
    """模块. ``kind`` is one of STANDARD, CLASS, WORKBOOK, SHEET; ``code`` is what the editor shows, ASCII."""

    name: str
    kind: str
    code: str = ""

    @property
    def text(self) -> str:
        """存入工程的全文: the attributes that the editor hides, then the code, lines ended by CR LF."""
        lines = [f'Attribute VB_Name = "{self.name}"']
        if self.kind in _BASES:
            document = self.kind != CLASS
            lines += [
                f'Attribute VB_Base = "{_BASES[self.kind]}"',
                "Attribute VB_GlobalNameSpace = False",
                "Attribute VB_Creatable = False",
                f"Attribute VB_PredeclaredId = {document}",
                f"Attribute VB_Exposed = {document}",
                "Attribute VB_TemplateDerived = False",
                f"Attribute VB_Customizable = {document}",
            ]
        lines += self.code.rstrip("\n").split("\n") if self.code else []
        return "".join(f"{line}\r\n" for line in lines)


def vba_project(modules: Sequence[Module]) -> bytes:
    """生成 vbaProject.bin.

    Args:
        modules: in the order of the project; the document modules first.

    Raises:
        ValueError: a source that is not ASCII, or a name that is no identifier or comes twice.
    """
    _check(modules)
    streams = {module.name: compress(module.text.encode("ascii")) for module in modules}
    streams["dir"] = compress(_directory(modules))
    streams["_VBA_PROJECT"] = b"\xcc\x61\xff\xff\x00\x01\x00"
    return compound_file({"VBA": streams, "PROJECT": _project(modules), "PROJECTwm": _names(modules)})


def _check(modules: Sequence[Module]) -> None:
    seen = set()
    for module in modules:
        if not module.name.isascii() or not module.name.isidentifier() or len(module.name) > 31:
            raise ValueError(f"模块名“{module.name}”应为不超过 31 个字符的英文标识符。")
        if module.name.upper() in seen:
            raise ValueError(f"模块名“{module.name}”重复。")
        seen.add(module.name.upper())
        for number, line in enumerate(module.code.split("\n"), 1):
            if not line.isascii():
                raise ValueError(f"模块 {module.name} 第 {number} 行有 ASCII 以外的字符：{line.strip()}")


def _record(identifier: int, content: bytes) -> bytes:
    return struct.pack("<HI", identifier, len(content)) + content


def _directory(modules: Sequence[Module]) -> bytes:
    """The ``dir`` stream: what the project refers to and which modules it has."""
    parts = [
        _record(0x01, struct.pack("<I", 1)),  # 32-bit Windows; what every Excel writes
        _record(0x02, struct.pack("<I", _LOCALE)),
        _record(0x14, struct.pack("<I", _LOCALE)),
        _record(0x03, struct.pack("<H", CODE_PAGE)),
        _record(0x04, NAME.encode("ascii")),
        _record(0x05, b"") + _record(0x40, b""),  # description
        _record(0x06, b"") + _record(0x3D, b""),  # help file
        _record(0x07, struct.pack("<I", 0)),
        _record(0x08, struct.pack("<I", 0)),
        struct.pack("<HIIH", 0x09, 4, 1, 1),  # version
        _record(0x0C, b"") + _record(0x3C, b""),  # constants
    ]
    for name, library in _LIBRARIES:
        encoded = library.encode("ascii")
        parts += [
            _record(0x16, name.encode("ascii")) + _record(0x3E, name.encode("utf-16-le")),
            _record(0x0D, struct.pack("<I", len(encoded)) + encoded + struct.pack("<IH", 0, 0)),
        ]
    parts += [_record(0x0F, struct.pack("<H", len(modules))), _record(0x13, struct.pack("<H", 0xFFFF))]
    for module in modules:
        narrow, wide = module.name.encode("ascii"), module.name.encode("utf-16-le")
        parts += [
            _record(0x19, narrow) + _record(0x47, wide),
            _record(0x1A, narrow) + _record(0x32, wide),
            _record(0x1C, b"") + _record(0x48, b""),
            _record(0x31, struct.pack("<I", 0)),  # the text begins at once, nothing compiled before it
            _record(0x1E, struct.pack("<I", 0)),
            _record(0x2C, struct.pack("<H", 0xFFFF)),
            struct.pack("<HI", 0x21 if module.kind == STANDARD else 0x22, 0),
            struct.pack("<HI", 0x2B, 0),
        ]
    return b"".join(parts) + struct.pack("<HI", 0x10, 0)


def _project(modules: Sequence[Module]) -> bytes:
    """The ``PROJECT`` stream, a text. CMG, DPB and GC say: not protected, no password, visible."""
    lines = [
        f'ID="{_PROJECT_ID}"',
        *(_LISTED[module.kind].format(module.name) for module in modules),
        f'Name="{NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_encrypted(bytes(4), 0x44)}"',
        f'DPB="{_encrypted(bytes(1), 0x28)}"',
        f'GC="{_encrypted(bytes([255]), 0x0C)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _names(modules: Sequence[Module]) -> bytes:
    """The ``PROJECTwm`` stream: every module's name in the code page and in UTF-16."""
    pairs = (name.encode("ascii") + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in (m.name for m in modules))
    return b"".join(pairs) + b"\0\0"


def _encrypted(data: bytes, seed: int) -> str:
    """[MS-OVBA] 2.4.3.2: how the format writes its flags. A fixed seed, for the same bytes every time."""
    key = sum(_PROJECT_ID.encode("ascii")) & 0xFF
    out = [seed, seed ^ 2, seed ^ key]
    plain, last, before = key, out[2], out[1]
    for byte in bytes([7] * ((seed & 6) // 2)) + struct.pack("<I", len(data)) + data:
        out.append(byte ^ ((before + plain) & 0xFF))
        before, last, plain = last, out[-1], byte
    return "".join(f"{byte:02X}" for byte in out)
