"""VBA 文本检查 (reading VBA): procedures, blocks and names of a module's text, as far as a compiler would complain.

No VBA compiler is at hand; this stands in for the part of it that catches slips of the pen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


def _words(*texts: str) -> frozenset[str]:
    return frozenset(" ".join(texts).split())


#: words of the language
KEYWORDS = _words(
    "addressof alias and any as attribute boolean byref byte byval call case class const currency date declare dim do "
    "double each else elseif empty end enum eqv erase error event exit explicit false for friend function get global gosub goto if "
    "imp implements in input integer is let lib like long longptr loop lset me mod module new next not nothing null object "
    "on option optional or paramarray preserve private property ptrsafe public put redim rem resume return rset select set "
    "single static step stop string sub then to true type until variant wend while with withevents xor"
)
#: functions and constants of VBA's own library that the add-in uses
LIBRARY = _words(
    "array ascw cdbl chrw clng createobject cstr cverr err iif instr instrrev isarray isempty ismissing isobject lbound lcase "
    "left len mid msgbox replace right split strcomp strconv string strptr ubound val vartype vbbinarycompare vbcr vbdate "
    "vbexclamation vbfromunicode vbinformation vblf vbnullchar vbstring vbtextcompare vbunicode"
)
#: names of Excel's and Office's own libraries that the add-in uses
EXCEL = _words(
    "application iribboncontrol range thisworkbook workbook worksheet xlcelltypeformulas xlexcellinks xlformulas xlpart"
)
#: what the compiler defines for #If
CONDITIONS = _words("mac vba7 win64")

_OPEN = re.compile(
    r"^(?:(?:Public|Private|Friend)\s+)?(?:Static\s+)?(Function|Sub|Property \w+)\s+(\w+)\s*\((.*)\)(.*)$"
)
_NAME = re.compile(r"(?<![\w.&])([A-Za-z_]\w*)(?!\w)(\s*:=)?")


@dataclass
class Procedure:
    """过程: its kind, name, the text between the brackets, whether others may call it, and its lines."""

    kind: str
    name: str
    arguments: str
    public: bool
    lines: list[str] = field(default_factory=list)

    @property
    def parameters(self) -> list[str]:
        """参数名."""
        declared = [part for part in self.arguments.split(",") if part.strip()]
        return [
            re.sub(r"\b(?:ByVal|ByRef|Optional|ParamArray)\b", "", part).split()[0].strip("()") for part in declared
        ]


def logical_lines(text: str) -> list[str]:
    """代码行: without comments and strings' contents; continued lines are one."""
    joined = text.replace("\r\n", "\n").replace(" _\n", " ")
    lines = []
    for line in joined.split("\n"):
        bare = re.sub(r'"(?:[^"]|"")*"', '""', line)
        lines.append(bare.split("'")[0].strip())
    return [line for line in lines if line]


def procedures(text: str) -> list[Procedure]:
    """全部过程, and an AssertionError for a block that is not closed."""
    found: list[Procedure] = []
    current = None
    for line in logical_lines(text):
        opened = _OPEN.match(line)
        if opened and not line.startswith(("Declare", "Private Declare", "Public Declare")):
            assert current is None, f"{line}: inside {current}"
            current = Procedure(opened[1], opened[2], opened[3], not line.startswith("Private"))
            found.append(current)
        elif re.match(r"^End (Function|Sub|Property)$", line):
            assert current is not None, line
            assert line == f"End {current.kind.split()[0]}", f"{current.name}: {line}"
            current = None
        elif current is not None:
            current.lines.append(line)
    assert current is None, f"{current} has no end"
    for procedure in found:
        _balanced(procedure)
    return found


def _balanced(procedure: Procedure) -> None:
    """If, For, Do, Select, With and #If are closed in their order."""
    stack: list[str] = []
    for line in procedure.lines:
        first = line.split()[0]
        if line.startswith("#If"):
            stack.append("#If")
        elif line.startswith("#End If"):
            assert stack.pop() == "#If", f"{procedure.name}: {line}"
        elif line.startswith("If ") and line.endswith(" Then"):
            stack.append("If")
        elif line == "End If":
            assert stack.pop() == "If", f"{procedure.name}: {line}"
        elif first in ("For", "Do", "With") or line.startswith("Select Case"):
            stack.append(first)
        elif first in ("Next", "Loop") or line in ("End Select", "End With"):
            closes = {"Next": "For", "Loop": "Do", "End Select": "Select", "End With": "With"}
            assert stack.pop() == closes.get(line, closes.get(first)), f"{procedure.name}: {line}"
    assert not stack, f"{procedure.name}: {stack} not closed"


def module_names(text: str) -> tuple[set[str], set[str]]:
    """模块级名称: (all, those that other modules see)."""
    every: set[str] = set()
    public: set[str] = set()
    inside = False
    for line in logical_lines(text):
        opened = _OPEN.match(line)
        declared = re.match(r"^(Public |Private )?Declare (?:PtrSafe )?(?:Function|Sub) (\w+)", line)
        variable = re.match(r"^(Public|Private)(?: Const| WithEvents)? (\w+) As ", line)
        if declared:
            every.add(declared[2].lower())
        elif opened:
            inside = True
            every.add(opened[2].lower())
            if not line.startswith("Private"):
                public.add(opened[2].lower())
        elif re.match(r"^End (Function|Sub|Property)$", line):
            inside = False
        elif variable and not inside:
            every.add(variable[2].lower())
            if variable[1] == "Public":
                public.add(variable[2].lower())
    return every, public


def unknown_names(text: str, others: set[str]) -> list[str]:
    """未声明的名称: ``procedure: name`` for each that nothing declares (``others`` are seen from other modules)."""
    known = KEYWORDS | LIBRARY | EXCEL | others | module_names(text)[0]
    found = []
    for procedure in procedures(text):
        local = {name.lower() for name in procedure.parameters}
        for line in procedure.lines:
            dimmed = re.match(r"^(?:Dim|Static) (.*)$", line)
            if dimmed:
                local |= {part.split()[0].split("(")[0].lower() for part in _split(dimmed[1])}
            label = re.match(r"^(\w+):$", line)
            if label:
                local.add(label[1].lower())
        for line in procedure.lines:
            bare = re.sub(r"&H[0-9A-Fa-f]+&?", "0", line)
            allowed = CONDITIONS if line.startswith("#") else frozenset()
            for name, argument in _NAME.findall(bare):
                lower = name.lower().rstrip("$")
                if not argument and lower not in known and lower not in local and lower not in allowed:
                    found.append(f"{procedure.name}: {name}")
    return found


def _split(declared: str) -> list[str]:
    return [part.strip() for part in re.sub(r"\([^)]*\)", "", declared).split(",")]
