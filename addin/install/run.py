"""安装与卸载 (install, uninstall): every host that is found, then the user's settings; what fails does not stop the rest."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from .. import settings
from . import building, excel, excel_places, libreoffice, offices
from .building import Build
from .health.user import probe
from .machine import Machine
from .result import ABSENT, EXCEL, FAILED, INSTALLED, LIBREOFFICE, SAME, Result
from .unopkg import UnopkgFailed

HOSTS = (EXCEL, LIBREOFFICE)

_STORE = (
    "当前的 Python 是微软商店版，它写入用户文件夹的内容会被系统转到别处，Excel 和 LibreOffice 看不到。"
    "请安装 Python 官方网站的安装包（3.11 或更新版本），用它重新安装 jixiao 后再运行。"
)
_NOT_ISOLATED = (
    "加载项以隔离方式启动 {0}，这样启动时找不到 jixiao，按钮将不能用。"
    "请把 jixiao 装在虚拟环境或系统的 Python 中（不能用 pip install --user），再运行一次。"
)


@dataclass
class Report:
    """全部结果: one for each place; ``settings`` is the settings file when it was written or removed."""

    results: List[Result] = field(default_factory=list)
    settings: Optional[Path] = None
    messages: List[str] = field(default_factory=list)
    failed: bool = False

    def add(self, result: Result) -> None:
        """加入一处的结果."""
        self.results.append(result)
        self.failed = self.failed or result.state == FAILED

    def fail(self, message: str) -> None:
        """加入一条不属于某一处的失败."""
        self.messages.append(message)
        self.failed = True

    def as_json(self, action: str, dry_run: bool) -> Dict[str, Any]:
        """转为 JSON."""
        return {
            "schema": 1,
            "action": action,
            "dry_run": dry_run,
            "results": [result.as_json() for result in self.results],
            "settings": str(self.settings) if self.settings else "",
            "messages": self.messages,
        }


def install(
    machine: Machine, version: str, hosts: Sequence[str] = (), *, shared: bool = False, dry_run: bool = False,
    builders: Optional[Dict[str, Build]] = None,
) -> Report:  # fmt: skip
    """安装: builds the add-in of each host that is found and puts it there; writes the user's settings.

    Args:
        machine: this machine. version: of jixiao.
        hosts: ``excel``, ``libreoffice``; none named: all that are found.
        shared: LibreOffice for all users of the machine. dry_run: change nothing.
        builders: for tests; what makes the add-in of a host.
    """
    report = Report()
    if machine.store_python:
        report.fail(_STORE)
        return report
    found = _find(machine, hosts, report)
    if not found.any:
        return report
    make = builders or building.BUILDERS
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        if found.excel:
            report.add(excel.install(found.excel, make[EXCEL](Path(folder)), version, dry_run))
        if found.offices:
            oxt = make[LIBREOFFICE](Path(folder))
            for office in found.offices:
                report.add(libreoffice.install(machine, office, oxt, version, shared, dry_run))
    if not dry_run and any(result.state in (INSTALLED, SAME) for result in report.results):
        _write_settings(machine, version, report)
    return report


def uninstall(machine: Machine, hosts: Sequence[str] = (), *, shared: bool = False, dry_run: bool = False) -> Report:
    """卸载: takes away exactly what install put; the settings go when no add-in of ours remains."""
    report = Report()
    wanted = hosts or HOSTS
    place = excel_places.find(machine)
    programs = offices.find(machine)
    if EXCEL in wanted and place:
        report.add(excel.uninstall(place, dry_run))
    if LIBREOFFICE in wanted:
        for office in programs:
            report.add(libreoffice.uninstall(machine, office, shared, dry_run))
    if not dry_run and not _remains(machine, place, programs, report):
        _remove_settings(machine, report)
    if not report.failed and not report.settings and all(result.state == ABSENT for result in report.results):
        report.messages.append("没有需要卸载的加载项。")
    return report


@dataclass
class _Found:
    excel: Optional[excel_places.Excel] = None
    offices: List[offices.Office] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.excel or self.offices)


def _find(machine: Machine, hosts: Sequence[str], report: Report) -> _Found:
    """The hosts that are there; what was named and is not there is a failure that says where it was looked for."""
    found = _Found()
    wanted = hosts or HOSTS
    if EXCEL in wanted:
        found.excel = excel_places.find(machine)
    if LIBREOFFICE in wanted:
        found.offices = offices.find(machine)
        for one in offices.sandboxed(machine):
            report.messages.append(f"{one.name} 版 LibreOffice（{one.place}）：{one.advice}。")
    if hosts or not found.any:
        if EXCEL in wanted and not found.excel:
            report.fail(f"没有找到 Excel。找过：{excel_places.looked_for(machine)}。")
        if LIBREOFFICE in wanted and not found.offices:
            report.fail(f"没有找到 LibreOffice。找过：{offices.looked_for(machine)}。")
    if not found.any:
        report.messages.append(
            "请先安装 Excel 或 LibreOffice 并打开一次，再运行；装在别处的，请用 jixiao addin build 生成加载项后手工添加。"
        )
    return found


def _write_settings(machine: Machine, version: str, report: Report) -> None:
    values = {
        settings.PYTHON: machine.interpreter,
        settings.VERSION: version,
        settings.COMMAND: machine.command or None,
    }
    try:
        report.settings = settings.save(values, machine.settings_file, machine.system)
        if probe(machine, machine.interpreter) != version:
            report.fail(_NOT_ISOLATED.format(machine.interpreter))
    except (OSError, ValueError) as cause:
        report.fail(
            f"设置文件 {machine.settings_file} 没有写成（{cause}）。加载项找不到 Python 时请检查该文件夹的权限。"
        )


def _remains(
    machine: Machine, place: Optional[excel_places.Excel], programs: Sequence[offices.Office], report: Report
) -> bool:
    """Whether an add-in of ours is still somewhere, for this user or for all; what cannot be known counts as remaining."""
    if report.failed or (place and excel.is_installed(place)):
        return True
    try:
        return any(libreoffice.present(machine, office)[0] for office in programs)
    except UnopkgFailed:
        return True


def _remove_settings(machine: Machine, report: Report) -> None:
    """Our keys go; a file in which somebody else's remain stays."""
    file = machine.settings_file
    if not file.is_file():
        return
    try:
        rest = set(settings.load(file)) - set(settings.KEYS)
        if rest:
            settings.save(dict.fromkeys(settings.KEYS), file, machine.system)
        else:
            settings.remove(file)
        report.settings = file
    except OSError as cause:
        report.fail(f"设置文件 {file} 没有删除（{cause}）。请手工删除。")
