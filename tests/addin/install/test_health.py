"""The doctor's view of the add-ins: any machine can be judged, read or invented."""

import dataclasses
import importlib.metadata
from pathlib import Path

import pytest
from support import machines
from support.machines import VERSION

from addin import settings
from addin.install import excel_places
from addin.install.health import excel, libreoffice, trust, user
from addin.install.machine import Answer

SECURITY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


def states(checks):
    return [(check.name, check.state) for check in checks]


# LibreOffice


@pytest.fixture
def machine(tmp_path):
    machines.put_office(tmp_path / "usr/lib/libreoffice/program")
    found = machines.machine(tmp_path)
    (found.home / ".config/libreoffice/4").mkdir(parents=True)
    return found


def extension(machine):
    return libreoffice.checks(machine, VERSION)[1]


def test_the_program_and_a_missing_extension(machine):
    program, found = libreoffice.checks(machine, VERSION)
    assert (program.state, program.found[:15]) == ("good", "LibreOffice 7.4")
    assert (found.state, found.found) == ("note", "未安装")
    assert "jixiao addin install --host libreoffice" in found.advice


@pytest.mark.parametrize(
    ("version", "state", "words"),
    [(VERSION, "good", VERSION), ("0.9", "problem", "0.9 版，与 jixiao 1.2.3 版不一致"), ("9.0", "problem", "9.0 版")],
)
def test_the_extension_has_to_be_of_the_same_version(machine, version, state, words):
    machine.run.user["org.jixiao.sheet"] = version
    found = extension(machine)
    assert found.state == state
    assert words in found.found


def test_an_extension_for_all_users_is_named_so(machine):
    machine.run.shared["org.jixiao.sheet"] = VERSION
    assert "供全部用户" in extension(machine).found
    machine.run.user["org.jixiao.sheet"] = "0.9"
    assert extension(machine).found.startswith("0.9 版")


def test_an_extension_in_a_program_without_python_is_a_problem(machine, tmp_path):
    machine.run.user["org.jixiao.sheet"] = VERSION
    (tmp_path / "usr/lib/libreoffice/program/pythonloader.py").unlink()
    assert extension(machine).state == "problem"
    assert "python3-uno" in extension(machine).advice


def test_an_extension_that_is_switched_off_is_a_problem(machine, monkeypatch):
    machine.run.broken = Answer(0, f"Identifier: org.jixiao.sheet\n  Version: {VERSION}\n  is registered: no\n")
    assert (extension(machine).state, "没有启用" in extension(machine).found) == ("problem", True)


def test_a_list_that_cannot_be_had_is_no_verdict(machine):
    machine.run.broken = Answer(1, "ERROR: unopkg cannot be started. The lock file indicates it is already running.")
    found = extension(machine)
    assert (found.state, found.found) == ("note", "未能检查")
    assert "正在运行" in found.advice


def test_no_libreoffice_says_where_it_was_looked_for(tmp_path):
    (found,) = libreoffice.checks(machines.machine(tmp_path), VERSION)
    assert found.state == "note"
    assert "/usr/lib/libreoffice/program" in found.found


# Excel


@pytest.fixture
def windows(tmp_path):
    found = machines.machine(tmp_path, "win32")
    machines.put_excel(tmp_path, found)
    return found


def put(machine, version=VERSION):
    return machines.xlam(excel_places.find(machine).addin, version)


def test_excel_without_the_add_in_is_a_hint(windows):
    assert states(excel.checks(windows, VERSION)) == [("Excel", "good"), ("Excel 加载项", "note")]


@pytest.mark.parametrize(
    ("version", "state", "words"),
    [
        (VERSION, "good", "1.2.3 版"),
        ("0.9", "problem", "0.9 版，与 jixiao 1.2.3 版不一致"),
        ("", "problem", "未知 版"),
    ],
)
def test_the_add_in_has_to_be_of_the_same_version(windows, version, state, words):
    put(windows, version)
    found = excel.checks(windows, VERSION)[1]
    assert (found.state, words in found.found) == (state, True)


def test_a_foreign_file_in_its_place_is_a_problem(windows):
    put(windows).write_bytes(b"x")
    found = excel.checks(windows, VERSION)[1]
    assert found.state == "problem"
    assert "不是本工具的文件" in found.found


def test_what_windows_needs_besides_is_missing_here(windows):
    put(windows)
    found = {check.name: check for check in excel.checks(windows, VERSION)}
    assert found["pywin32"].state == "missing"
    assert found["xlwings 连接库"].state == "problem"
    release = importlib.metadata.version("xlwings")
    folder = Path(windows.interpreter).parent.parent  # a virtual environment has it one folder up
    for bits in (32, 64):
        (folder / f"xlwings{bits}-{release}.dll").write_bytes(b"")
    assert "xlwings 连接库" not in {check.name for check in excel.checks(windows, VERSION)}


def test_a_copy_that_somebody_put_elsewhere_is_a_problem(windows):
    put(windows)
    other = machines.xlam(Path(windows.environment["APPDATA"]) / "Microsoft/AddIns/jixiao.xlam")
    (found,) = [check for check in excel.checks(windows, VERSION) if "别处" in check.found]
    assert found.state == "problem"
    assert str(other) in found.found


def test_a_download_mark_is_told(windows):
    file = put(windows)
    Path(f"{file}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=x\r\n", encoding="utf-8")
    found = [check for check in excel.checks(windows, VERSION) if "下载标记" in check.found]
    assert [check.state for check in found] == ["problem"]
    assert "解除锁定" in found[0].advice


@pytest.mark.parametrize("mark", ["[ZoneTransfer]\nZoneId=1\n", "", "\xff\xfe"])
def test_a_mark_of_the_own_network_is_none(windows, mark):
    Path(f"{put(windows)}:Zone.Identifier").write_text(mark, encoding="latin-1")
    assert excel.marked(excel_places.find(windows)) == []


def test_on_macos_it_is_said_that_cell_functions_do_not_work(tmp_path):
    machine = machines.machine(tmp_path, "darwin")
    machines.put_excel(tmp_path, machine)
    assert "macOS 上不能用" in excel.checks(machine, VERSION)[-1].found


def test_linux_has_no_excel(tmp_path):
    assert states(excel.checks(machines.machine(tmp_path), VERSION)) == [("Excel", "note")]


# trust settings


def judged(*keys):
    registry = machines.FakeRegistry({(hive, key): values for hive, key, values in keys})
    machine = machines.Machine("win32", {}, Path("/"), False, "", "", registry, machines.FakePrograms())
    return trust.judge(trust.read(machine, "16.0"))


def test_nothing_set_is_no_check():
    assert judged() == []
    assert judged(("HKCU", SECURITY, {"VBAWarnings": 2, "blockcontentexecutionfrominternet": 0})) == []


@pytest.mark.parametrize(
    ("key", "name", "value", "state", "words"),
    [
        (SECURITY, "VBAWarnings", 4, "note", "禁用全部宏"),
        (SECURITY, "vbawarnings", 3, "note", "有签名的宏"),
        (SECURITY, "blockcontentexecutionfrominternet", 1, "note", "来自互联网的宏"),
        (SECURITY, "DisableAllAddins", 1, "problem", "禁用了全部应用程序加载项"),
        (SECURITY, "RequireAddinSig", 1, "problem", "签名"),
        (SECURITY + r"\Trusted Locations", "AllLocationsDisabled", 1, "problem", "受信任位置"),
        (r"Software\Policies\Microsoft\Office\16.0\Common", "vbaoff", 1, "problem", "停用了 VBA"),
        (r"Software\Policies\Microsoft\Office\16.0\Common\Security\Trusted Locations", "Allow User Locations", 0,
         "problem", "只承认策略指定的受信任位置"),
        (r"Software\Policies\Microsoft\Office\16.0\Excel\Resiliency", "RestrictToList", "1", "problem", "名单"),
    ],
)  # fmt: skip
def test_each_setting_in_the_way_is_named_with_what_it_means(key, name, value, state, words):
    (found,) = judged(("HKCU", key, {name: value}))
    assert (found.state, words in found.found) == (state, True)
    assert found.found.startswith("组策略")
    if state == "problem":
        assert "信息管理部门" in found.advice


def test_a_policy_goes_over_the_user_s_own_choice():
    own = r"Software\Microsoft\Office\16.0\Excel\Security"
    assert judged(("HKCU", own, {"DisableAllAddins": 1}), ("HKCU", SECURITY, {"DisableAllAddins": 0})) == []
    (found,) = judged(("HKCU", own, {"DisableAllAddins": 1}))
    assert "信任中心" in found.advice


def test_cloud_policy_and_machine_policy_are_read_too():
    cloud = r"Software\Policies\Microsoft\Cloud\Office\16.0\Excel\Security"
    assert "云策略" in judged(("HKCU", cloud, {"RequireAddinSig": 1}))[0].found
    assert judged(("HKLM", SECURITY, {"RequireAddinSig": 1}))[0].state == "problem"


def test_an_add_in_on_the_list_of_the_policy_is_let_through():
    resiliency = r"Software\Policies\Microsoft\Office\16.0\Excel\Resiliency"
    restricted = ("HKCU", resiliency, {"RestrictToList": 1})
    assert judged(restricted, ("HKCU", resiliency + r"\AddinList", {"jixiao.xlam": "1"})) == []
    assert len(judged(restricted, ("HKCU", resiliency + r"\AddinList", {"jixiao.xlam": "0"}))) == 1
    assert len(judged(restricted, ("HKCU", resiliency + r"\AddinList", {"other.xlam": "1"}))) == 1


def test_an_add_in_that_excel_switched_off_after_a_crash_is_told():
    key = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
    item = b"\x01\0\0\0" + "C:\\用户\\XLSTART\\JIXIAO.XLAM".encode("utf-16-le")
    (found,) = judged(("HKCU", key, {"1A2B": item}))
    assert (found.state, "禁用项目" in found.advice) == ("problem", True)
    assert judged(("HKCU", key, {"1A2B": b"other"})) == []


def guarded(machine, **rules):
    base = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR"
    keys = {("HKLM", rf"{base}\Rules"): {"D4F940AB-401B-4EFC-AADC-AD5F3C50688A": rules["value"]}}
    keys["HKLM", rf"{base}\ASROnlyExclusions"] = dict.fromkeys(rules.get("excluded", ()), "0")
    changed = dataclasses.replace(machine, registry=machines.FakeRegistry(keys))
    return trust.child_processes(changed)


def test_a_defender_rule_that_keeps_excel_from_starting_python_is_told(windows):
    for value in ("1", 1, "6"):
        (found,) = guarded(windows, value=value)
        assert found.state == "problem"
        assert windows.interpreter in found.advice
    assert guarded(windows, value="2") == []  # it only writes down
    assert guarded(windows, value="1", excluded=[windows.interpreter.upper()]) == []
    assert guarded(windows, value="1", excluded=[str(Path(windows.interpreter).parent)]) == []
    assert len(guarded(windows, value="1", excluded=[r"C:\Other"])) == 1


# the user's settings


def saved(machine, **changes):
    values = {"python": machine.interpreter, "version": VERSION, **changes}
    settings.save(values, machine.settings_file, machine.system)
    (found,) = user.checks(machine, VERSION)
    return found


def test_no_settings_are_a_hint(machine):
    assert states(user.checks(machine, VERSION)) == [("加载项设置", "note")]


def test_settings_that_fit_are_good(machine):
    assert saved(machine).state == "good"
    assert machine.run.started[-1][:3] == [machine.interpreter, "-I", "-B"]


def test_a_python_that_is_gone_is_a_problem(machine):
    found = saved(machine, python="/没有/python")
    assert (found.state, "已不存在" in found.found) == ("problem", True)
    assert found.advice == "请运行：jixiao addin install"


@pytest.mark.parametrize(
    "answer", [Answer(1, "Error"), Answer(None, "无法启动"), Answer(0, "hello 1.2.3"), Answer(0, "")]
)
def test_a_python_without_jixiao_is_a_problem(machine, answer):
    machine.run.isolated = answer
    found = saved(machine)
    assert (found.state, "找不到 jixiao" in found.found) == ("problem", True)


def test_another_version_there_or_in_the_file_is_a_problem(machine):
    assert "记的是 0.9 版" in saved(machine, version="0.9").found
    machine.run.isolated = Answer(0, "jixiao 0.8\n")
    assert "中是 0.8 版" in saved(machine).found


def test_a_broken_file_is_a_problem(machine):
    machine.settings_file.parent.mkdir(parents=True)
    machine.settings_file.write_bytes(b"\xff\xfe\x00")
    (found,) = user.checks(machine, VERSION)
    assert (found.state, "已损坏" in found.found) == ("problem", True)
