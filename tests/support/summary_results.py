"""汇总结果样例 (results of roll-ups): a county of some thirty units made from the example register, and a province of any size.

The figures of a county's sums are added up here, one by one, by the rule, and not by the product's own code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from addin.findings import ERROR, HINT, WARNING, Finding
from addin.register.read import read_register
from addin.returned.record import ABSOLUTE, ACCOUNTS, AMOUNTS, FUNDS, INDICATORS, ITEMS, POINTS, RELATIVE, STAFF
from addin.rollup.model import (
    Counts,
    FileRow,
    FileState,
    FoundRow,
    Line,
    Node,
    ProjectRow,
    Result,
    State,
    Totals,
    UnitRow,
)

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "workbooks" / "units-example.xlsx"

#: code -> what became of its return; every other unit is added
STATES = {
    "001003": State.MISSING, "003002": State.MISSING, "006002": State.MISSING, "002002": State.TWICE,
    "003004": State.ERRORS, "004002": State.ERRORS, "005003": State.FOREIGN, "001006": State.UNREADABLE, "002005": State.PART,
}  # fmt: skip
_OWN = {
    State.TWICE: FileState.TWICE, State.ERRORS: FileState.ERRORS, State.FOREIGN: FileState.FOREIGN,
    State.UNREADABLE: FileState.UNREADABLE, State.PART: FileState.ADDED, State.ADDED: FileState.ADDED,
}  # fmt: skip
REASONS = {
    FileState.TWICE: "同一张“部门整体支出绩效自评表”报了两份（另一份：教育局补报/002002_云岭县中医医院.xlsx），未定用哪一份",
    FileState.ERRORS: "“附件1-1”H12 总分填写 96.5，按各行加总应为 94.5，请核对后重报",
    FileState.FOREIGN: "文件是 2023 年度的表（模板包 cn/hunan/hengyang/2023 第1版），本次汇总 2024 年度，请用下发的表重报",
    FileState.UNREADABLE: "文件设有打开密码，读不出内容。请去掉密码后重报",
}
KINDS = {"unit": "部门整体支出绩效自评表", "basic": "绩效评价基础数据表"}
_CENT = Decimal("0.01")


def county() -> Result:
    """一个县: thirty units in three levels, of which nine are not (wholly) added, and one file of nobody."""
    units = [_unit(number, one) for number, one in enumerate(read_register(REGISTER)[0].units.values())]
    files = sorted((file for one in units for file in one.files), key=lambda file: file.file)
    stranger = FileRow(
        "其他/=HYPERLINK(1)_来路不明.xlsx", FileState.UNKNOWN, "回收/其他/=HYPERLINK(1)_来路不明.xlsx", "", "", 10_240, "2025-03-01T01:00:00Z",
        "099999 · cn/hunan/hengyang/2024 第1版", 1, 0, 0, ("单位代码 099999 不在名册中。请核对代码，或在名册中补上该单位",),
    )  # fmt: skip
    files.append(stranger)
    findings = [*(found for one in units for found in _findings(one)), *_strange(stranger)]
    codes: dict[str, int] = {}
    for found in findings:
        codes[found.finding.code] = codes.get(found.finding.code, 0) + 1
    projects = [
        ProjectRow("001001", "云岭县第一中学", "校舍维修项目", files[3].file, files[3].link, "项目1", Decimal("96.5"), Decimal(100), "优",
                   Decimal("120"), Decimal("118.4"), Decimal("118.4") / Decimal("120")),
        ProjectRow("001001", "云岭县第一中学", "", files[3].file, files[3].link, "项目2", Decimal("58"), Decimal(100), "差",
                   Decimal("86.5"), Decimal("40.125"), Decimal("40.125") / Decimal("86.5")),
    ]  # fmt: skip
    parents = [one for one in units if any(other.parent == one.code for other in units)]
    return Result(
        whole=_node("", "", "", 0, units, units), title="2024年度部门整体支出绩效自评", pack="cn/hunan/hengyang/2024", version=2, year=2024,
        folder="回收", source="下发清单 manifest.jsonl",
        nodes=[_node(one.code, one.name, one.parent, one.level, _below(one, units), units) for one in parents],
        units=units, files=files, twice=[one for one in units if one.state is State.TWICE],
        missing=[one for one in units if one.state is State.MISSING], findings=findings, projects=projects, kinds=KINDS,
        codes=codes, notes=("决算表公开03的科目 2050299 有两个名称：其他普通教育支出、其他教育支出，已按编码合并。",),
    )  # fmt: skip


def _unit(number: int, one) -> UnitRow:
    state = STATES.get(one.code, State.ADDED)
    added = state in (State.ADDED, State.PART)
    budget = Decimal(800 + 137 * number % 2900) + Decimal(number) / 8
    executed = (budget * (Decimal(100) - Decimal(number * 7 % 31)) / 100).quantize(_CENT, ROUND_HALF_UP)
    score = Decimal(99) - Decimal(number * 13 % 43)
    grade = "优" if score >= 90 else "良" if score >= 80 else "中" if score >= 60 else "差"
    level = {"": 1, "001": 2}.get(one.parent, 3)
    parent = {"001": "云岭县财政局", "0010": "云岭县教育局", "0020": "云岭县卫生健康局", "0030": "云岭县农业农村局",
              "0040": "云岭县交通运输局", "0050": "云岭县文化旅游局", "0060": "云岭县民政局"}.get(one.parent, "")  # fmt: skip
    return UnitRow(
        one.code, one.name, state, one.parent, parent, level, one.contact, tuple(_files(one, state, number)),
        *((score, Decimal(100), grade, budget, executed, executed / budget) if added else (None, None, "", None, None, None)),
        projects=2 if one.code == "001001" else 0, errors=1 if state is State.ERRORS else 0, warnings=number % 3, hints=number % 2,
        reason="" if state is State.ADDED else {State.MISSING: "没有收到文件", State.PART: "基础数据表有错误，未计入；整体自评表已计入"}.get(
            state, REASONS.get(_OWN.get(state), "")),
    )  # fmt: skip


def _files(one, state: State, number: int) -> Iterator[FileRow]:
    if state is State.MISSING:
        return
    own = _OWN[state]
    path = f"{one.code}_{one.name}/{one.code}_{one.name}.xlsx"
    if number % 5 == 0:
        path = f"各局 2025#3月/100%/{one.code}_{one.name}（定稿）.xls"
    reason = REASONS.get(own, "")
    yield FileRow(
        path, own, f"回收/{path}", one.code, one.name, 23_456 + number, f"2025-03-{1 + number % 20:02d}T02:10:00Z", "",
        int(own is FileState.ERRORS), number % 3, number % 2, (reason,) if reason else (),
    )  # fmt: skip
    if state is State.TWICE:
        path = f"教育局补报/{one.code}_{one.name}.xlsx"
        yield FileRow(
            path, own, f"回收/{path}", one.code, one.name, 23_999, "2025-03-22T09:30:00Z", "", 0, 1, 0, (reason,)
        )


def _findings(one: UnitRow) -> Iterator[FoundRow]:
    for file in one.files:
        if file.errors:
            yield FoundRow(one.code, one.name, file.state, Finding(
                "total.mismatch", ERROR, "总分填写 96.5，按各行加总为 94.5，相差 2。请核对各行得分，改正总分后重报。", file.file, "附件1-1", "H12",
                "96.5", "94.5", "总分等于各指标得分之和", "湘财绩〔2024〕1号附件1"), file.link)  # fmt: skip
        for count in range(file.warnings):
            yield FoundRow(one.code, one.name, file.state, Finding(
                "deviation.missing", WARNING, f"第 {count + 1} 个未完成的指标没有写偏差原因，请补写。", file.file, "附件1-1", f"I{9 + count}", "", "",
                "未完成的指标应写明偏差原因和改进措施"), file.link)  # fmt: skip
        for _ in range(file.hints):
            yield FoundRow(one.code, one.name, file.state, Finding(
                "score.undecided", HINT, "实际完成值是文字，规则不能判断得分，请人工核对。", file.file, "附件1-1", "F10", "=100%左右", "", ""), file.link)  # fmt: skip


def _strange(file: FileRow) -> Iterator[FoundRow]:
    yield FoundRow("", "", file.state, Finding(
        "return.unit-unknown", ERROR, "单位代码 099999 不在名册中。请核对代码，或在名册中补上该单位。", file.file), file.link)  # fmt: skip


def _below(one: UnitRow, units: list[UnitRow]) -> list[UnitRow]:
    found, grown = [one], True
    while grown:
        codes = {other.code for other in found}
        more = [other for other in units if other.parent in codes and other.code not in codes]
        found, grown = found + more, bool(more)
    return found


def _node(code: str, name: str, parent: str, level: int, units: list[UnitRow], _: list[UnitRow]) -> Node:
    total = totals(units)
    counts = Counts(
        expected=len(units), returned=sum(bool(one.files) for one in units), files=sum(len(one.files) for one in units),
        **{key: sum(one.state is state for one in units) for key, state in (
            ("added", State.ADDED), ("part", State.PART), ("errors", State.ERRORS), ("twice", State.TWICE),
            ("foreign", State.FOREIGN), ("unreadable", State.UNREADABLE), ("missing", State.MISSING))},
    )  # fmt: skip
    basic = Totals(total.forms - 1, grades={"": total.forms - 1})
    return Node(code, name, parent, level, counts, total, {"unit": total, "basic": basic}, None, list(_lines(total)))


def totals(units: Iterable[UnitRow]) -> Totals:
    """按规则相加、加权平均."""
    rows = [one for one in units if one.budget is not None]
    if not rows:
        return Totals()
    budget, executed = sum(one.budget for one in rows), sum(one.executed for one in rows)
    scores = [one.score for one in rows]
    return Totals(
        len(rows), budget, executed, executed / budget, sum(one.score * one.budget for one in rows) / budget,
        sum(scores) / len(rows), len(rows), 0, sum(one.rate for one in rows) / len(rows), len(rows),
        {grade: number for grade in "优良中差" if (number := sum(one.grade == grade for one in rows))},
    )  # fmt: skip


def _lines(total: Totals) -> Iterator[Line]:
    """Some figures of every group, as the roll-up gives them."""
    n = total.forms
    budget, executed = total.budget or Decimal(0), total.executed or Decimal(0)
    for column, value in (("initial", budget - 5), ("full_year", budget), ("executed", executed)):
        yield Line("unit", FUNDS, "年度资金总额", column, ABSOLUTE, "万元", value, None, n, n)
    yield Line("unit", FUNDS, "年度资金总额", "rate", RELATIVE, "", total.rate, total.rate_mean, n, n)
    for name, share in (("基本支出", "0.62"), ("项目支出", "0.33"), ("上缴上级支出", "0.05")):
        yield Line("unit", AMOUNTS, f"支出:{name}", "value", ABSOLUTE, "万元", executed * Decimal(share), None, n, n)
    item = "产出指标/数量指标/服务群众人次"
    yield Line("unit", INDICATORS, item, "target", ABSOLUTE, "人", Decimal(1200 * n), None, n, n)
    yield Line("unit", INDICATORS, item, "target", ABSOLUTE, "万人次", Decimal("3.5"), None, 1, 1)
    yield Line("unit", INDICATORS, item, "actual", ABSOLUTE, "人", Decimal(1187 * n), None, n, n)
    yield Line("unit", INDICATORS, item, "completion", RELATIVE, "", Decimal("0.9891"), Decimal("0.9876"), n, n)
    yield Line("unit", INDICATORS, item, "weight", POINTS, "", Decimal(10), Decimal(10), n, n)
    yield Line("unit", INDICATORS, item, "score", POINTS, "", Decimal("9.87654321"), Decimal("9.5"), n, n, 1)
    item = "满意度指标/服务对象满意度指标/服务对象满意度"
    yield Line("unit", INDICATORS, item, "target", RELATIVE, "", Decimal("0.95"), Decimal("0.95"), n, n)
    yield Line("unit", INDICATORS, item, "actual", RELATIVE, "", Decimal("0.9612"), Decimal("0.96"), n, n)
    yield Line("basic", STAFF, "财政供养人员", "approved", ABSOLUTE, "人", Decimal(88 * n), None, n, n)
    yield Line("basic", STAFF, "财政供养人员", "actual", ABSOLUTE, "人", Decimal(85 * n), None, n, n)
    yield Line("basic", STAFF, "财政供养人员", "rate", RELATIVE, "", Decimal(85) / Decimal(88), Decimal("0.96"), n, n)
    for name in ("“三公”经费", "“三公”经费/公务接待费", "=1+1费"):
        for number, column in enumerate(("previous", "budget", "current")):
            yield Line("basic", ITEMS, name, column, ABSOLUTE, "万元", Decimal(n) * (12 - number), None, n, n)
    for code, name, share in (("205", "教育支出", "0.7"), ("20502", "普通教育", "0.6"), ("2050299", "其他普通教育支出", "0.6"), ("210", "卫生健康支出", "0.3")):  # fmt: skip
        for column, part in (("本年支出", "1"), ("基本支出", "0.6"), ("项目支出", "0.4")):
            value = executed * Decimal(share) * Decimal(part)
            names = ("其他普通教育支出", "其他教育支出") if code == "2050299" else ()
            yield Line(
                "accounts", ACCOUNTS, f"公开03/{code} {name}", column, ABSOLUTE, "万元", value, None, n, n, 0, names
            )
    for column, part in (("本年支出", "1"), ("基本支出", "0.6"), ("项目支出", "0.4")):
        yield Line("accounts", ACCOUNTS, "公开03/合计", column, ABSOLUTE, "万元", executed * Decimal(part), None, n, n)


class Made:
    """可重复走的序列: made anew each time, so that nothing is kept."""

    def __init__(self, number: int, make: Callable[[int], object]) -> None:
        self._number, self._make = number, make

    def __iter__(self) -> Iterator:
        return map(self._make, range(self._number))


def province(units: int, findings_each: int = 3) -> Result:
    """一个省: any number of units, each made when it is looked at."""
    number = units * findings_each
    total = Totals(units, Decimal(1000) * units, Decimal(950) * units, Decimal("0.95"), Decimal("91.5"), Decimal("90.25"), units, 0,
                   Decimal("0.94"), units, {"优": units})  # fmt: skip
    counts = Counts(expected=units, returned=units, added=units, files=units)
    lines = list(_lines(total))
    cities = [
        Node(f"9{city:03d}", f"第{city}市", "", 1, counts, total, {"unit": total}, None, lines) for city in range(20)
    ]
    return Result(
        Node("", "", counts=counts, headline=total, kinds={"unit": total}, lines=lines), "全省自评", "cn/national", 1, 2024, "回收",
        "名册 units.xlsx", cities, Made(units, _made_unit), Made(units, _made_file), (), (),
        Made(number, lambda at: _made_finding(at, findings_each)), (), {"unit": "整体自评表"}, (), (), {"total.mismatch": number},
    )  # fmt: skip


def _made_unit(at: int) -> UnitRow:
    return UnitRow(
        f"{at:06d}", f"云岭县第{at}实验学校", State.ADDED, f"9{at % 20:03d}", f"第{at % 20}市", 2, "财务股", (_made_file(at),),
        Decimal(60 + at % 40), Decimal(100), "优", Decimal(1000), Decimal(950 - at % 7), Decimal("0.95"), 0, 1, 2, 0,
    )  # fmt: skip


def _made_file(at: int) -> FileRow:
    path = f"{at:06d}_云岭县第{at}实验学校/{at:06d}_云岭县第{at}实验学校.xlsx"
    return FileRow(
        path, FileState.ADDED, f"回收/{path}", f"{at:06d}", f"云岭县第{at}实验学校", 23_456, "2025-03-05T02:10:00Z"
    )


def _made_finding(at: int, each: int) -> FoundRow:
    unit = at // each
    file = _made_file(unit)
    return FoundRow(
        file.unit, file.name, file.state,
        Finding("total.mismatch", WARNING, f"总分填写 96.5，按各行加总为 94.5，相差 {at}。请核对各行得分，改正总分后重报。", file.file, "附件1-1",
                f"H{at % 90 + 1}", "96.5", "94.5", "总分等于各指标得分之和", "湘财绩〔2024〕1号附件1"), file.link)  # fmt: skip
