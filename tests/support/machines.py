"""假的电脑 (machines that are not this one): a home, programs and a registry in a folder, for the tests of installing."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from addin.install.machine import Answer, Machine

VERSION = "1.2.3"
ISOLATED = Answer(0, f"jixiao {VERSION}\n")

_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="%s"><vt:lpwstr>%s</vt:lpwstr></property>'
    "</Properties>"
)
_DESCRIPTION = (
    '<description xmlns="http://openoffice.org/extensions/description/2006">'
    '<identifier value="%s"/><version value="%s"/></description>'
)


class FakeRegistry:
    """注册表: {(hive, key): {name: value}}; keys are compared as Windows does, without case."""

    def __init__(self, keys: Optional[Dict[tuple, Dict[str, Any]]] = None) -> None:
        self.keys = {(hive, key.lower()): values for (hive, key), values in (keys or {}).items()}

    def values(self, hive: str, key: str) -> Dict[str, Any]:
        return dict(self.keys.get((hive, key.lower()), {}))


class FakePrograms:
    """能运行的程序: an unopkg that keeps its list, and a Python that has jixiao; every start is written down."""

    def __init__(self, version: str = VERSION) -> None:
        self.version = version
        self.user: Dict[str, str] = {}
        self.shared: Dict[str, str] = {}
        self.started: List[List[str]] = []
        self.environments: List[Dict[str, str]] = []
        self.broken: Optional[Answer] = None
        self.forgets = False
        self.isolated = ISOLATED

    def __call__(self, command: Sequence[str], environment: Any) -> Answer:
        self.started.append(list(command))
        self.environments.append(dict(environment))
        if "-I" in command:
            return self.isolated
        if self.broken:
            return self.broken
        verb, rest = command[1], list(command[2:])
        here = self.shared if "--shared" in rest else self.user
        if verb == "list":
            return Answer(0, "".join(self._told(name, version) for name, version in here.items()) or "<none>\n")
        if verb == "add":
            from addin.install.identity import oxt_identity

            found = oxt_identity(Path(rest[-1]))
            if found and not self.forgets:
                here[found[0]] = found[1]
            return Answer(0, "")
        if here.pop(rest[-1], None) is None:
            return Answer(1, f"ERROR: There is no such extension deployed: {rest[-1]}\n")
        return Answer(0, "")

    @staticmethod
    def _told(name: str, version: str) -> str:
        return f"Identifier: {name}\n  Version: {version}\n  is registered: yes\n  bundled Packages: {{\n      is registered: yes\n  }}\n\n"


def machine(folder: Path, system: str = "linux", **changes: Any) -> Machine:
    """一台电脑 with the home folder ``张 三`` below ``folder``."""
    home = folder / "用户" / "张 三"
    home.mkdir(parents=True, exist_ok=True)
    python = home / "绩效 环境" / "python"
    python.parent.mkdir(exist_ok=True)
    python.write_text("", encoding="utf-8")
    variables = {"HOME": str(home), "PATH": ""}
    if system == "win32":
        variables = {
            "USERPROFILE": str(home),
            "APPDATA": str(home / "AppData" / "Roaming"),
            "ProgramFiles": str(folder / "Program Files"),
        }
    settings: Dict[str, Any] = {
        "system": system, "environment": variables, "root": folder, "administrator": False,
        "interpreter": str(python), "command": "/绩效/jixiao", "registry": FakeRegistry(), "run": FakePrograms(),
    }  # fmt: skip
    settings.update(changes)
    return Machine(**settings)


def xlam(file: Path, version: str = VERSION, name: str = "jixiao.version") -> Path:
    """一个 .xlam: ours by default; ``name`` is the custom property that says so."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("docProps/custom.xml", _CUSTOM % (name, version))
    return file


def oxt(file: Path, version: str = VERSION, identifier: str = "org.jixiao.test") -> Path:
    """一个 .oxt."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("description.xml", _DESCRIPTION % (identifier, version))
    return file


def put_excel(folder: Path, found: Machine) -> Path:
    """装上 Excel (so far as finding goes); returns its startup folder."""
    if found.system == "darwin":
        (folder / "Applications" / "Microsoft Excel.app").mkdir(parents=True)
        return found.home / "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    place = Path(found.environment["APPDATA"]) / "Microsoft" / "Excel"
    place.mkdir(parents=True)
    return place / "XLSTART"


def put_office(
    place: Path, version: str = "LibreOffice 7.4", system: str = "linux", profile: str = "libreoffice/4"
) -> Path:
    """装上 LibreOffice in a folder ``program``; returns its unopkg."""
    place.mkdir(parents=True)
    name, file = ("unopkg.com", place / "bootstrap.ini") if system == "win32" else ("unopkg", place / "bootstraprc")
    if system == "darwin":
        file = place.parent / "Resources" / "bootstraprc"
        file.parent.mkdir()
    file.write_text(f"[Bootstrap]\nProductKey={version}\nUserInstallation=$SYSUSERCONFIG/{profile}\n", encoding="utf-8")
    (place / "pythonloader.py").write_text("", encoding="utf-8")
    (place / name).write_text("", encoding="utf-8")
    return place / name
