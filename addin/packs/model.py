"""模板包模型 (pack model): what a pack.toml says, checked and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from udfs.core.rules_model import Source

from ..forms import model as forms

DECLARATION, MONITORING, ACCOUNTS = "declaration", "monitoring", "accounts"
REPORT_TEXT, REPORT_DATA, COVER = "report_text", "report_data", "cover"
#: kinds of sheets a pack can hold, with the Chinese word for each
KIND_NAMES = {
    forms.PROJECT: "项目支出绩效自评表", forms.UNIT: "部门（单位）整体支出绩效自评表", forms.BASIC: "绩效评价基础数据表",
    forms.SCORECARD: "评价指标评分表", forms.FUND: "专项资金绩效目标自评表", DECLARATION: "项目支出绩效目标申报表",
    MONITORING: "绩效目标执行监控表", ACCOUNTS: "部门决算公开表", COVER: "封面", REPORT_TEXT: "报告文字", REPORT_DATA: "报告数据",
}  # fmt: skip
#: kinds of which a pack may hold several forms, told apart by ``table`` (公开01 …)
NUMBERED = (ACCOUNTS,)
#: blocks of rows that can grow: 指标行, 基础数据表的项目行, 决算表的科目行, 项目行, 资金行
BLOCK_NAMES = {"indicators": "指标", "items": "事项", "subjects": "科目", "projects": "项目", "budget": "资金"}
#: columns of 报告数据
DATA_CELLS = ("current", "previous", "initial", "reason")


class PackError(ValueError):
    """模板包错误: place, what was found, what was expected and the next step, in Chinese."""


@dataclass(frozen=True)
class Block:
    """可增加的行: rows ``first`` to ``last`` of a sheet that hold one kind of thing.

    Args:
        name: one of BLOCK_NAMES. like: the row whose formats and formulas a new row takes.
        columns: field -> column number. group: tells blocks of the same name on one form apart, "" where there is one.
    """

    name: str
    first: int
    last: int
    like: int
    columns: dict[str, int]
    group: str = ""

    @property
    def count(self) -> int:
        """行数."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class PackForm:
    """模板包中的一张表.

    Args:
        kind: one of KIND_NAMES. title: its official title. sheet: the sheet's name.
        repeats: "project" when the sheet is repeated for each project, else "".
        table: the number of a numbered table (公开01), else "".
        fields: field path -> defined name or A1 address. blocks: rows that can grow.
        required: False for a sheet that may be left out when the pack is checked.
    """

    kind: str
    title: str
    sheet: str
    repeats: str = ""
    table: str = ""
    fields: dict[str, str] | None = None
    blocks: tuple[Block, ...] = ()
    required: bool = True

    @property
    def name(self) -> str:
        """称呼, for messages."""
        return self.title or KIND_NAMES[self.kind]


@dataclass(frozen=True)
class Text:
    """报告文字: one paragraph that the report takes from the workbook; ``cell`` is a defined name or an address."""

    name: str
    title: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class Datum:
    """报告数据: one item of the sheet 报告数据; ``cells`` gives a defined name or address for some of DATA_CELLS."""

    name: str
    title: str
    sheet: str
    cells: dict[str, str]
    unit: str = ""


@dataclass(frozen=True)
class Pack:
    """模板包: one pack.toml.

    Args:
        name: its place in the list, such as ``cn/hunan/hengyang/2024``. folder: where it lies.
        title, issuer, region, year, source, profile, report: as pack.toml says; year None for a pack of no year.
        file: the workbook's name in the folder. version: which edition of the pack this is (``edition``), from 1.
    """

    name: str
    folder: Path
    title: str
    issuer: str
    region: tuple[str, ...]
    year: int | None
    source: Source
    profile: str
    file: str
    report: str = ""
    version: int = 1
    forms: tuple[PackForm, ...] = ()
    texts: tuple[Text, ...] = ()
    data: tuple[Datum, ...] = ()

    @property
    def workbook(self) -> Path:
        """模板工作簿: its path."""
        return self.folder / self.file

    @property
    def place(self) -> str:
        """出处, for messages: the pack and its file."""
        return f"{self.name}/pack.toml"
