"""本机的 jixiao 的替身 (a stand-in for the installed jixiao): a script that writes down how it was called.

Not for Windows, where a script cannot be started like a program.
"""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional

from addin import settings
from addin.version import version


def private_machine(tmp_path: Path, monkeypatch: Any) -> Path:
    """A machine whose user has a profile path with Chinese and blanks, and nothing installed."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "张 三" / "设置"))
    monkeypatch.setenv("HOME", str(tmp_path / "张 三"))
    if sys.platform == "darwin":
        monkeypatch.setattr(settings, "path", lambda: tmp_path / "张 三" / "设置" / "jixiao" / "settings.ini")
    return tmp_path


def install(machine: Path, body: str = "", told: Optional[str] = None, name: str = "jixiao") -> Path:
    """A stand-in for jixiao that tells a version, writes down how it was called and then does ``body``."""
    script = machine / "程序 文件" / name
    script.parent.mkdir(exist_ok=True)
    calls = machine / "调用.jsonl"
    script.write_text(
        f"#!{sys.executable}\nimport sys, json, os, time\n"
        f"sys.stdout.reconfigure(encoding='utf-8'); sys.stderr.reconfigure(encoding='utf-8')\n"
        f"if sys.argv[1:] == ['--version']:\n    print('jixiao {told or version()}'); raise SystemExit\n"
        f"with open({str(calls)!r}, 'a', encoding='utf-8') as out:\n"
        "    out.write(json.dumps({'argv': sys.argv[1:], 'cwd': os.getcwd(), 'env': dict(os.environ)}) + '\\n')\n"
        f"{body}\n",
        "utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    settings.save({settings.COMMAND: str(script), settings.VERSION: told or version()})
    return script


def calls(machine: Path) -> List[Dict[str, Any]]:
    path = machine / "调用.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
