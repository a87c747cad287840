"""A stand-in for pywin32, over which xlwings' REAL Windows modules run: ``_xlwindows``, ``udfs`` and ``com_server``.

Only what those modules touch is here. What the real thing does is kept where a test could tell:

- an error of COM is ``pywintypes.com_error`` with the four arguments (hresult, text, excepinfo, argument);
- an object that COM hands over without a type is a bare ``PyIDispatch`` until ``Dispatch`` wraps it (``Bare`` here);
- a wrapped Python object travels through COM and is the same object when it is unwrapped;
- a server object shows only the methods that its ``_public_methods_`` list (win32com.server.policy).

``installed()`` puts it in place and takes everything away again: elsewhere in the tests there is no pywin32.
"""

from __future__ import annotations

import atexit
import ctypes
import datetime as dt
import importlib
import sys
import types
from contextlib import contextmanager

RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
MESSAGE_BOX = {"ok": 1, "cancel": 2, "yes": 6, "no": 7}


class com_error(Exception):
    """An error of COM: (hresult, strerror, excepinfo, argerror)."""

    def __init__(self, hresult, strerror="", excepinfo=None, argerror=None):
        super().__init__(hresult, strerror, excepinfo, argerror)
        self.hresult, self.strerror, self.excepinfo, self.argerror = hresult, strerror, excepinfo, argerror


class TimeType(dt.datetime):
    """A date as pywin32 hands it over: a datetime in the zone UTC, whatever the zone."""

    @classmethod
    def of(cls, *parts):
        return cls(*parts, tzinfo=dt.timezone.utc)


class Bare:
    """A PyIDispatch: an object of COM before anybody has wrapped it. Nothing can be asked of it but its type."""

    def __init__(self, inner):
        self.inner = inner

    def GetTypeInfo(self):
        inner = self.inner

        class Info:
            def GetDocumentation(self, member):
                return (type(inner).__name__, None, 0, None)

        return Info()


class _Oleobj:
    """What ``_oleobj_`` of a wrapped object answers: which interface it is, which names it knows."""

    def __init__(self, owner):
        self.owner = owner

    def GetTypeInfo(self):
        iid = RANGE_IID if getattr(self.owner, "is_range", False) else "{other}"
        return types.SimpleNamespace(GetTypeAttr=lambda: types.SimpleNamespace(iid=iid))

    def GetIDsOfNames(self, lcid, name):
        if not hasattr(type(self.owner), name):
            raise com_error(-2147352570, "未知名称。")


class Dispatched:
    """Base of objects of COM: what pywin32 calls CDispatch."""

    is_range = False

    @property
    def _oleobj_(self):
        return _Oleobj(self)


class Wrapped:
    """A Python object on the other side of COM: only its public methods can be called."""

    def __init__(self, obj):
        self._obj = obj

    def __getattr__(self, name):
        if name not in self._obj._public_methods_:
            raise com_error(-2147352570, "未知名称。")
        return getattr(self._obj, name)


class _Anything:
    """A library of Windows that must only exist for ``_xlwindows`` to be imported."""

    def __getattr__(self, name):
        return _Anything()

    def __call__(self, *arguments):
        return 0


class Windows:
    """What the tests look at: message boxes shown and how they are answered, processes of windows."""

    def __init__(self):
        self.boxes = []
        self.answers = []
        self.killed = []

    def message_box(self, owner, text, title, style):
        self.boxes.append((title, text, style))
        default = "yes" if style & 0xF == 4 else "ok"
        return MESSAGE_BOX[self.answers.pop(0) if self.answers else default]

    @property
    def last(self):
        return self.boxes[-1][1]


def _modules(windows):
    def module(name, **content):
        made = types.ModuleType(name)
        made.__dict__.update(content)
        made.__file__ = f"<{name}>"
        return made

    def nothing(*arguments, **named):
        return None

    def dispatch(obj, *arguments, **named):
        return obj.inner if isinstance(obj, Bare) else obj

    pywintypes = module(
        "pywintypes", com_error=com_error, error=OSError, TimeType=TimeType, IID=lambda text: text, Time=TimeType.of
    )
    pythoncom = module(
        "pythoncom", com_error=com_error, ole_error=com_error, CoInitialize=nothing, CoUninitialize=nothing,
        IID_IDispatch="IDispatch", IID_IEnumVARIANT="IEnumVARIANT", TypeIIDs={"IDispatch": Bare}, Missing=object(),
        Empty=object(), CoMarshalInterThreadInterfaceInStream=lambda *a: a, CoGetInterfaceAndReleaseStream=lambda *a: a,
        MakePyFactory=lambda clsid: clsid, CLSCTX_LOCAL_SERVER=4, REGCLS_MULTIPLEUSE=1, REGCLS_SUSPENDED=4,
        CoRegisterClassObject=nothing, EnableQuitMessage=nothing, CoResumeClassObjects=nothing,
        PumpWaitingMessages=lambda: True, CoRevokeClassObject=nothing,
    )  # fmt: skip
    server_util = module("win32com.server.util", wrap=lambda obj, iid=None, **k: Wrapped(obj), unwrap=_unwrap)
    policy = module("win32com.server.policy", DefaultPolicy=object)
    dispatcher, exception = module("win32com.server.dispatcher"), module("win32com.server.exception")
    exception.COMException = com_error
    server = module("win32com.server", util=server_util, policy=policy, dispatcher=dispatcher, exception=exception)
    client = module(
        "win32com.client", Dispatch=dispatch, DispatchEx=dispatch, CDispatch=Dispatched, DispatchBaseClass=Dispatched,
        CoClassBaseClass=Dispatched, gencache=types.SimpleNamespace(EnsureModule=nothing),
    )  # fmt: skip
    win32con = module(
        "win32con", MB_OK=0, MB_OKCANCEL=1, MB_YESNO=4, MB_YESNOCANCEL=3, MB_ICONINFORMATION=64, MB_ICONWARNING=48
    )
    win32api = module(
        "win32api", MessageBox=windows.message_box, GetCurrentThreadId=lambda: 1, OpenProcess=nothing,
        TerminateProcess=lambda *a: windows.killed.append(a), CloseHandle=nothing,
    )  # fmt: skip
    return {
        "pywintypes": pywintypes, "pythoncom": pythoncom, "win32com": module("win32com", client=client, server=server),
        "win32com.client": client, "win32com.server": server, "win32com.server.util": server_util,
        "win32com.server.policy": policy, "win32com.server.dispatcher": dispatcher,
        "win32com.server.exception": exception, "win32con": win32con, "win32api": win32api,
        "win32event": module(
            "win32event", MsgWaitForMultipleObjects=lambda *a: 0, INFINITE=-1, QS_ALLEVENTS=255, WAIT_OBJECT_0=0
        ),
        "win32gui": module("win32gui", FindWindowEx=lambda *a: 0),
        "win32process": module("win32process", GetWindowThreadProcessId=lambda hwnd: (1, hwnd + 1000)),
        "win32timezone": module(
            "win32timezone", TimeZoneInfo=types.SimpleNamespace(utc=lambda: dt.timezone.utc)
        ),
    }  # fmt: skip


def _unwrap(wrapped):
    if not isinstance(wrapped, Wrapped):
        raise com_error(-2147467262, "不是 Python 对象。")
    return wrapped._obj


#: ours and xlwings' modules that look for pywin32 while they are imported
_FRESH = ("xlwings._xlwindows", "xlwings._win32patch", "xlwings.udfs", "xlwings.com_server", "addin.hosts.excel.functions",
          "addin.hosts.excel.entry", "addin.hosts.excel.server")  # fmt: skip
_DECORATORS = {"func": "xlfunc", "arg": "xlarg", "ret": "xlret", "script": "xlsub", "sub": "xlsub"}


@contextmanager
def installed():
    """pywin32 in place: xlwings as it is on Windows, with the engine ``excel``. Gives what Windows was asked to do."""
    import xlwings
    from xlwings.main import Engine

    windows = Windows()
    stubs = _modules(windows)
    former = {name: sys.modules.pop(name, None) for name in (*stubs, *_FRESH)}
    attributes = {name: getattr(xlwings, name, None) for name in (*_DECORATORS, "_xlwindows", "udfs", "com_server")}
    libraries = {name: getattr(ctypes, name, None) for name in ("windll", "oledll", "PyDLL")}
    settings_file, active = xlwings.USER_CONFIG_FILE, xlwings.engines.active
    sys.modules.update(stubs)
    ctypes.windll, ctypes.oledll, ctypes.PyDLL = _Anything(), _Anything(), lambda *a: _Anything()
    try:
        real = importlib.import_module("xlwings._xlwindows")
        atexit.unregister(real.cleanup)
        xlwings.engines.add(Engine(impl=real.engine))
        xlwings.engines.active = xlwings.engines["excel"]
        udfs = importlib.import_module("xlwings.udfs")
        for name, theirs in _DECORATORS.items():
            setattr(xlwings, name, getattr(udfs, theirs))
        yield windows
    finally:
        for name, module in former.items():
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module
        for name, value in attributes.items():
            if value is None:
                xlwings.__dict__.pop(name, None)
            else:
                setattr(xlwings, name, value)
        for name, value in libraries.items():
            if value is None:
                delattr(ctypes, name)
            else:
                setattr(ctypes, name, value)
        xlwings.USER_CONFIG_FILE = settings_file
        xlwings.engines.engines = [one for one in xlwings.engines.engines if one.name != "excel"]
        xlwings.engines.engines_by_name.pop("excel", None)
        xlwings.engines.active = active
