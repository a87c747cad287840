"""运行中的 LibreOffice (a running office): the real program with the built extension in a fresh private profile.

    with Office(tmp_path, extension=jixiao_oxt) as office:
        shown = office.run('''
            document = load(data["file"])
            answer = document.Sheets[0].getCellRangeByName("A1").String
        ''', file=str(path))

``run`` hands a script to a Python that has the ``uno`` module (support/office_client.py says which names it finds).
``JIXIAO_SOFFICE`` names another soffice than the one on the path.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import textwrap
import time
import uuid
import zipfile
from pathlib import Path
from types import TracebackType
from typing import Any, Iterator, Mapping, Optional, Sequence, Tuple, Type

SOFFICE = os.environ.get("JIXIAO_SOFFICE") or shutil.which("soffice")
#: the Python of the system has ``uno``; another soffice may need another one (JIXIAO_PYTHON_UNO)
PYTHON_UNO = os.environ.get("JIXIAO_PYTHON_UNO") or "/usr/bin/python3"


def _why_absent() -> str:
    if SOFFICE is None:
        return "LibreOffice（soffice）不在本机上"
    found = subprocess.run([PYTHON_UNO, "-c", "import uno"], capture_output=True, check=False).returncode == 0
    return "" if found else "系统的 python3 没有 uno 模块（Debian：python3-uno）"


#: why the real program cannot be tested here; "" when it can
WHY_NO_OFFICE = _why_absent() if Path(PYTHON_UNO).exists() else "本机没有 /usr/bin/python3"
WHY_NO_DISPLAY = next(
    (f"本机没有 {tool}，无法在虚拟屏幕上运行" for tool in ("Xvfb", "xdotool", "import") if shutil.which(tool) is None),
    "",
)

_CLIENT = Path(__file__).with_name("office_client.py")
_SECONDS_TO_START = 90

#: configuration of a fresh profile: (path, property, value)
Settings = Mapping[Tuple[str, str], str]

_RECALCULATE = {"always": "0", "never": "1"}
_DEFAULTS = {
    ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay"): "false",
    ("/org.openoffice.Office.Common/Misc", "FirstRun"): "false",
    ("/org.openoffice.Setup/Office", "LastCompatibilityCheckID"): "",
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion"): "99.9",
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled"): "false",
}
#: a program in Chinese with the tabbed user interface
CHINESE = {("/org.openoffice.Office.Linguistic/General", "UILocale"): "zh-CN"}
TABBED = {
    (
        "/org.openoffice.Office.UI.ToolbarMode/Applications/org.openoffice.Office.UI.ToolbarMode:Application['Calc']",
        "Active",
    ): "notebookbar.ui",
    ("/org.openoffice.Office.UI.ToolbarMode", "ActiveCalc"): "notebookbar.ui",
}


class OfficeError(AssertionError):
    """运行失败: what the program or the script said."""


class Office:
    """运行中的 LibreOffice: started on entering, ended with all its processes on leaving.

    Args:
        folder: where the private profile goes (a new folder inside). extension: an .oxt to start with.
        install: ``bundled`` (unpacked, found at the start) or ``unopkg`` (the real installer, before the start).
        display: an X display such as ``:97`` (see ``screen``); without one the program runs headless.
        recalculate: what happens to formulas of a loaded file, ``never`` or ``always``.
        settings: further configuration. environment: further variables. cwd: the working folder of the program.
        user: the number of the user who runs the program, for ``unopkg`` that refuses root; ``folder`` must be open to all.
    """

    def __init__(
        self,
        folder: Path,
        *,
        extension: Optional[Path] = None,
        install: str = "bundled",
        display: Optional[str] = None,
        recalculate: str = "never",
        settings: Optional[Settings] = None,
        environment: Optional[Mapping[str, str]] = None,
        cwd: Optional[Path] = None,
        user: Optional[int] = None,
    ) -> None:
        self.folder = folder / f"办公 {uuid.uuid4().hex[:8]}"
        self.profile = self.folder / "用户 profile"
        self._pipe = f"jixiao-{uuid.uuid4().hex}"
        self._extension, self._install, self._display = extension, install, display
        recalculation = {("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode"): _RECALCULATE[recalculate]}
        self._settings = {**_DEFAULTS, **recalculation, **(settings or {})}
        self._environment = {**os.environ, **(environment or {})}
        self._environment.pop("DISPLAY", None)
        if display:
            self._environment.update(DISPLAY=display, SAL_USE_VCLPLUGIN="gen")
        self._cwd = cwd
        self._user: dict[str, Any] = {}
        if user is not None:
            self._user = {"user": user, "group": user, "extra_groups": []}
            self._environment["HOME"] = str(self.folder)
        self._process: Optional[subprocess.Popen[bytes]] = None
        #: a program that is killed leaves its temporary files behind; plain ASCII, whatever the locale of the machine is
        self._temporary: Optional[Path] = None

    @property
    def _options(self) -> list[str]:
        return [f"-env:UserInstallation={self.profile.as_uri()}"]

    def __enter__(self) -> Office:
        assert SOFFICE is not None, WHY_NO_OFFICE
        write_settings(self.profile, self._settings)
        for owned in [self.folder, *self.folder.rglob("*")] if self._user else []:
            os.chown(owned, self._user["user"], self._user["group"])
        options = self._options
        if self._extension is not None and self._install == "bundled":
            options.append(bundled(self._extension, self.folder))
        elif self._extension is not None:
            self.unopkg("add", str(self._extension))
        command = [
            SOFFICE, *options, "--norestore", "--nologo", "--nodefault", "--nofirststartwizard",
            f"--accept=pipe,name={self._pipe};urp;", *([] if self._display else ["--headless"]),
        ]  # fmt: skip
        self._temporary = Path(tempfile.mkdtemp(prefix="jixiao-office-"))
        if self._user:
            os.chown(self._temporary, self._user["user"], self._user["group"])
        with open(self.folder / "soffice.log", "wb") as log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env={**self._environment, "TMPDIR": str(self._temporary)},
                cwd=self._cwd,
                start_new_session=True,
                **self._user,
            )
        try:
            self._wait()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._end()

    def _wait(self) -> None:
        """Until the program opens a document; at once an error when it ended instead."""
        client = subprocess.Popen(
            [PYTHON_UNO, str(_CLIENT)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            **self._user,
        )  # fmt: skip
        request = {"pipe": self._pipe, "script": "close(new())", "data": {}, "start": _SECONDS_TO_START}
        assert client.stdin is not None
        client.stdin.write(json.dumps(request).encode())
        client.stdin.close()
        try:
            wait_until(lambda: client.poll() is not None or self._ended, _SECONDS_TO_START)
            if client.poll() != 0:
                raise OfficeError(f"LibreOffice 没有启动：\n{self.log}")
        finally:
            client.kill()
            client.wait(timeout=10)

    @property
    def _ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    @property
    def log(self) -> str:
        """程序输出: what the program wrote to its console."""
        return (self.folder / "soffice.log").read_text("utf-8", "replace")

    def unopkg(self, *arguments: str) -> str:
        """扩展安装程序: run LibreOffice's own installer in the private profile; what it printed."""
        assert SOFFICE is not None
        command = [str(Path(SOFFICE).resolve().with_name("unopkg")), *arguments, *self._options]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=180, env=self._environment, check=False, **self._user
        )
        if done.returncode:
            raise OfficeError(f"unopkg {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def run(self, script: str, seconds: float = 120, **data: Any) -> Any:
        """执行脚本: run Python statements against the program; what they left in ``answer``.

        Raises:
            OfficeError: the script failed (with its traceback), or did not end in time.
        """
        request = {"pipe": self._pipe, "script": textwrap.dedent(script), "data": data, "start": _SECONDS_TO_START}
        try:
            done = subprocess.run(
                [PYTHON_UNO, str(_CLIENT)], input=json.dumps(request).encode(), capture_output=True,
                timeout=seconds, check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, **self._user,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise OfficeError(f"{seconds} 秒内没有做完：\n{script}\n{self.log}") from error
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace")
            raise OfficeError(f"脚本以 {done.returncode} 结束：{told}\n{self.log}")
        return json.loads(done.stdout)["answer"]

    def _end(self) -> None:
        if self._process is None:
            return
        # the whole group: soffice is a script that starts soffice.bin
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=30)
        self._process = None
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)
        Path(f"/tmp/OSL_PIPE_{self._user.get('user', os.getuid())}_{self._pipe}").unlink(missing_ok=True)


def bundled(extension: Path, folder: Path) -> str:
    """随程序的扩展: the option that lets a program find an .oxt, unpacked below ``folder``."""
    where = folder / "bundled"
    with zipfile.ZipFile(extension) as package:
        package.extractall(where / extension.name)
    return f"-env:BUNDLED_EXTENSIONS={where.as_uri()}"


def converted(
    sources: Sequence[Path], folder: Path, extension: Path, kind: str = "xlsx", seconds: int = 300
) -> list[Path]:
    """打开后另存: each file opened and saved by one run of the program with the extension, without a script.

    Args:
        folder: where the private profile and the results go.

    Returns:
        The saved files, in the order of the sources.
    """
    assert SOFFICE is not None, WHY_NO_OFFICE
    profile, out = folder / "转换 profile", folder / "已存"
    write_settings(profile, _DEFAULTS)
    command = [
        SOFFICE, f"-env:UserInstallation={profile.as_uri()}", bundled(extension, folder), "--headless", "--convert-to",
        kind, "--outdir", str(out), *map(str, sources),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(timeout=seconds)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return [out / source.with_suffix(f".{kind}").name for source in sources]


def write_settings(profile: Path, settings: Settings) -> None:
    """新的用户配置: the settings of a profile that has not been started yet."""
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    items = "\n".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in settings.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    head += 'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    (user / "registrymodifications.xcu").write_text(f"{head}{items}\n</oor:items>\n", encoding="utf-8")


@contextlib.contextmanager
def screen(width: int = 1400, height: int = 900) -> Iterator[str]:
    """虚拟屏幕: an X server without a screen; yields its name for ``Office(display=…)``."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            raise OfficeError("Xvfb 没有启动")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def picture(display: str, target: Path, crop: str = "") -> Path:
    """屏幕图片: what the virtual screen shows, as PNG; ``crop`` is an ImageMagick geometry such as 800x600+10+20."""
    options = ["-crop", crop, "+repage"] if crop else []
    subprocess.run(
        ["import", "-display", display, "-window", "root", *options, "-strip", str(target)], check=True, timeout=30
    )
    return target


def press_keys(display: str, *arguments: str) -> None:
    """键盘和鼠标: xdotool on the virtual screen."""
    subprocess.run(["xdotool", *arguments], check=True, timeout=30, env={**os.environ, "DISPLAY": display})


def wait_until(condition: Any, seconds: float = 20) -> bool:
    """等待: whether the condition became true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False


def built_extension(folder: Optional[Path] = None) -> Path:
    """构建的扩展: jixiao.oxt, made anew."""
    from addin.build.libreoffice import build

    where = folder or Path(tempfile.mkdtemp(prefix="jixiao-oxt-"))
    return build(where)
