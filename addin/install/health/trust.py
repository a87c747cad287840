"""Excel 的信任设置 (trust settings): what in the registry keeps an add-in from running. Read only.

Places and meanings as Microsoft documents them for Office's policies; files in the user's XLSTART folder are in a trusted
location, which most of these settings let pass, and that is said.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Tuple

from ..excel_places import FILE
from ..machine import Machine
from ..registry import MACHINE, USER
from .check import NOTE, PROBLEM, Check

NAME = "Excel 信任设置"
_POLICY, _CLOUD, _OWN = "组策略", "云策略", "用户设置"
_ROOTS = (
    (_POLICY, r"SOFTWARE\Policies\Microsoft\Office\{0}"),
    (_CLOUD, r"SOFTWARE\Policies\Microsoft\Cloud\Office\{0}"),
    (_OWN, r"SOFTWARE\Microsoft\Office\{0}"),
)
_KEYS = (
    "Common", r"Common\Security\Trusted Locations", r"Excel\Security", r"Excel\Security\Trusted Locations",
    r"Excel\Resiliency", r"Excel\Resiliency\AddinList",
)  # fmt: skip
_DISABLED = r"SOFTWARE\Microsoft\Office\{0}\Excel\Resiliency\DisabledItems"

_ASR = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR"
#: "Block all Office applications from creating child processes"
_ASR_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"

#: (who set it, key, name) → value; names in lower case
Settings = Mapping[Tuple[str, str, str], Any]

_IT = "请信息管理部门放行，路径和做法见 docs/install-windows.md"
#: key, name, value, how serious, what it means for us
_RULES: Tuple[Tuple[str, str, int, str, str], ...] = (
    ("Common", "vbaoff", 1, PROBLEM, "停用了 VBA，所有加载宏都不能运行"),
    (r"Excel\Security", "disablealladdins", 1, PROBLEM, "禁用了全部应用程序加载项"),
    (r"Excel\Security", "requireaddinsig", 1, PROBLEM, "要求加载项有受信任发布者的签名，受信任位置也不例外；本加载项没有签名"),
    (r"Excel\Security\Trusted Locations", "alllocationsdisabled", 1, PROBLEM, "停用了全部受信任位置，启动文件夹中的宏按一般文件处理"),
    (r"Common\Security\Trusted Locations", "allow user locations", 0, PROBLEM,
     "只承认策略指定的受信任位置，用户启动文件夹不在其内时，其中的宏按一般文件处理"),
    (r"Excel\Resiliency", "restricttolist", 1, PROBLEM, f"只允许名单内的加载项，{FILE} 需列入名单"),
    (r"Excel\Security", "vbawarnings", 4, NOTE, "禁用全部宏且不通知；启动文件夹是受信任位置，一般不受影响"),
    (r"Excel\Security", "vbawarnings", 3, NOTE, "只允许有签名的宏；启动文件夹是受信任位置，一般不受影响"),
    (r"Excel\Security", "blockcontentexecutionfrominternet", 1, NOTE,
     "阻止来自互联网的宏；本命令装入的文件没有下载标记，不受影响，自行复制的文件要先解除锁定"),
)  # fmt: skip


def read(machine: Machine, version: str) -> Dict[Tuple[str, str, str], Any]:
    """读取信任设置: everything that a rule asks for.

    Args:
        version: of Office's keys, such as ``16.0``.
    """
    found: Dict[Tuple[str, str, str], Any] = {}
    for who, root in _ROOTS:
        for key in _KEYS:
            for hive in (USER, MACHINE):  # what the machine says goes over what the user says
                values = machine.registry.values(hive, rf"{root.format(version)}\{key}")
                found.update({(who, key, name.lower()): value for name, value in values.items()})
    for name, value in machine.registry.values(USER, _DISABLED.format(version)).items():
        found[(_OWN, "DisabledItems", name.lower())] = value
    return found


def judge(settings: Settings) -> List[Check]:
    """判断: a check for each setting that stands in the way; none when nothing does."""
    checks = []
    for key, name, value, state, meaning in _RULES:
        # a policy goes over the user's own choice
        who = next((one for one in (_POLICY, _CLOUD, _OWN) if (one, key, name) in settings), "")
        if not who or not _is(settings[(who, key, name)], value):
            continue
        advice = "" if state == NOTE else _advice(who)
        if name == "restricttolist" and _listed(settings):
            continue
        checks.append(Check(NAME, state, f"{who}（{key}\\{name}={value}）{meaning}", advice))
    if any(key == "DisabledItems" and _names_us(value) for (_, key, _), value in settings.items()):
        advice = "在 Excel 的“文件 - 选项 - 加载项 - 管理：禁用项目”中启用，再重新打开 Excel"
        checks.append(Check(NAME, PROBLEM, f"Excel 曾因异常禁用了 {FILE}", advice))
    return checks


def child_processes(machine: Machine) -> List[Check]:
    """Defender 规则“阻止所有 Office 应用程序创建子进程”, which keeps Excel from starting Python; none when it is not set."""
    rules = {name.lower(): value for name, value in machine.registry.values(MACHINE, rf"{_ASR}\Rules").items()}
    if str(rules.get(_ASR_CHILDREN, "")) not in ("1", "6"):  # block, or block with a word to the user
        return []
    python = machine.interpreter.lower()
    for excluded in machine.registry.values(MACHINE, rf"{_ASR}\ASROnlyExclusions"):
        if excluded and python.startswith(excluded.lower()):
            return []
    advice = f"请信息管理部门为 {machine.interpreter} 设排除项；不能放行时用命令行，功能相同"
    return [Check(NAME, PROBLEM, "Microsoft Defender 规则阻止 Office 启动其他程序，函数和按钮不能用", advice)]


def _advice(who: str) -> str:
    return _IT if who in (_POLICY, _CLOUD) else "在 Excel 的“文件 - 选项 - 信任中心 - 信任中心设置”中改回"


def _is(found: Any, value: int) -> bool:
    """Registry numbers are sometimes stored as text."""
    return str(found).strip() == str(value)


def _listed(settings: Settings) -> bool:
    """The list of managed add-ins: 1 always on, 2 as the user likes, 0 always off."""
    listed = (settings.get((who, r"Excel\Resiliency\AddinList", FILE)) for who in (_POLICY, _CLOUD))
    return any(_is(value, 1) or _is(value, 2) for value in listed)


def _names_us(value: Any) -> bool:
    return isinstance(value, bytes) and FILE.encode("utf-16-le") in value.lower()
